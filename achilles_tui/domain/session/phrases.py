"""Every text of a session, declared once: phases, arrows, default cues, and why a key is refused."""

from collections.abc import Iterable

from achilles_tui.domain.base.units import MY_PT, Category, PainLimits, Region, Side
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.programs.session_plan import PlannedExercise
from achilles_tui.domain.session.phases import Phase, Trigger

PHASE_WORDS: dict[Phase, str] = {phase: phase.value.upper().replace("_", " ") for phase in Phase}
PHASE_WORDS |= {Phase.SETUP: "READY", Phase.PAIN_CHECK: "PAIN?"}

SWITCH = "SWITCH"
"""The word of a set-up on the other leg."""

PAUSED = "PAUSED"
"""The word of a paused session."""

SET_DONE = "SET DONE"
HALF_WAY = "HALF WAY"
"""The words of the cues at the end of a set and in the middle of a hold."""

ARROWS: dict[Phase, str] = {
    Phase.SETUP: "•",
    Phase.RISE: "▲",
    Phase.LOWER: "▼",
    Phase.RESET: "■",
    Phase.EASE_IN: "▶",
    Phase.HOLD: "■",
    Phase.EASE_OUT: "◀",
}

SHIFT_ARROWS: dict[Side, str] = {Side.LEFT: "◀", Side.RIGHT: "▶"}
"""In a shift the weight goes onto the working leg."""

CUES: dict[str, str] = {
    "setup": "Get into position.",
    "rise": "Both heels up, through the first and second toes.",
    "shift": "{other} foot off the floor.",
    "lower": "Slowly down.",
    "reset": "{other} foot down again.",
    "ease_in": "Ease in.",
    "hold": "Hold. Breathe.",
    "ease_out": "Ease out.",
    "rest": "Stand easy.",
    "paused": "Both feet down. Stand easy.",
    "pain_check": "How much does the tendon hurt now?",
}
"""A phase's cue line if the exercise has none of its own."""

_REFUSALS: dict[Trigger, str] = {
    Trigger.NEXT: "There is nothing to go on to now.",
    Trigger.REDO: "There is no repetition before this one.",
    Trigger.PAUSE: "Nothing is running that you could pause.",
    Trigger.GO_ON: "The session is not paused.",
    Trigger.LONGER: "Only a rest can be made longer.",
    Trigger.SHORTER: "Only a rest can be made shorter.",
    Trigger.PAIN: "You can enter pain once the session has begun.",
    Trigger.STOP: "The session has ended.",
    Trigger.UNDO: "There is nothing to take back since the last repetition.",
}

PAUSED_FIRST = "The session is paused."
ALREADY_PAUSED = "The session is paused already."
REST_AT_ITS_LONGEST = "A rest lasts at most {minutes:.0f} minutes."
REST_FLOOR = "This rest should last at least {floor:.0f} s. Press the key again to cut it short."
NOT_ON_THE_SCALE = "The pain scale runs from 0 to 10."
ABOVE_THE_LIMIT = "Pain {value} is above the limit in the rule ({limit}): no more today."
NEXT_LEFT_OUT = (
    "The next session with load is left out; a second such day running locks all sessions. "
    "Follow your PT; ask for one if you have none."
)
FAR_ABOVE_THE_LIMIT = "Pain {value} is far above the limit in the rule ({limit}): stop, and contact a clinician."
LOCKED_FROM_NOW = "All sessions are locked until you record what they said."
"""What pain above a limit means today, and what it means for the next session."""

TOMORROW = "Tomorrow morning: notice the pain of the first steps."

ONLY_FROM_THE_PT = "Enter only what your PT told you. The program itself stays as it is."
NO_SOURCE = "no source named"
"""Shown if a file does not say where a number comes from."""

_ORIGINS = {"article": "article", "analogy": "analogy with the article", "ours": "our choice", MY_PT: MY_PT}
_REGION_ANSWERS = {
    Region.INSERTIONAL: "you said insertional",
    Region.MID_PORTION: "you said mid-portion",
    Region.NOT_SURE: "you were not sure",
}

EDUCATION = (
    "General education, based on a published article; not medical advice, not a medical device. "
    "If your PT told you something different, follow your PT."
)
"""What this program is, and what it is not."""

DECIDED_ON_THE_DAY = "Your pain decides on the day what is due: `achilles-tui today` shows it."
"""Shown with every session that is planned ahead."""


def why_pt(exercises: Iterable[PlannedExercise]) -> tuple[str, ...]:
    """Return why these exercises are only for training with a PT, a sentence for each reason."""
    over_edge = [
        exercise.name for exercise in exercises if exercise.over_edge and exercise.category is not Category.HEAVY
    ]
    heavy = [exercise.name for exercise in exercises if exercise.name not in over_edge]
    sentences = (
        (heavy, "{}: heavy loads are done with a PT, not alone. Too much weight could injure further."),
        (
            over_edge,
            "{}: the heel goes below the toes; with insertional pain, or if not sure, only if your PT says so.",
        ),
    )
    return tuple(sentence.format("; ".join(names)) for names, sentence in sentences if names)


def supervision(offered: ResolvedProgram) -> str:
    """Return, as text, whether a program needs a PT; empty if not."""
    if offered.needs_pt:
        return "only with a PT"
    return "agree it with your PT" if offered.definition.supervision == "agree with a PT" else ""


def origin(provenance: str | None) -> str:
    """Return, as text, where a number comes from; a publication stays as it is written."""
    return NO_SOURCE if provenance is None else _ORIGINS.get(provenance, provenance)


def other_region(program_region: str, recorded_region: Region | None) -> str | None:
    """Return a warning if a program is for another type of pain than the user recorded, else None.

    program_region: may be `any`. It is only a warning: the program does not decide where it hurts.
    """
    if recorded_region is None or program_region in {"any", recorded_region.value}:
        return None
    answer = _REGION_ANSWERS[recorded_region]
    return f"This program is for {program_region} pain; {answer}. Ask your PT before you start it."


def in_place_of(name: str) -> str:
    """Return why an exercise replaces the exercise of this name."""
    return f"Replaces {name}: with insertional pain, or if not sure, no heel goes below the toes."


LOW_END_ADVICE = (
    "With insertional pain, or if you are not sure, a stretch stays at its low end, the heel flat, low intensity. "
    "Ask your PT about stretching."
)
"""How to do a stretch whose dose stays low (section 5 of the rules)."""


def stage_sentence(number: int, weeks: tuple[int, int]) -> str:
    """Return when a stage, counted from 1, can start: weeks are the earliest time, never the reason."""
    first, last = weeks
    if number == 1:
        return f"You start here: weeks {first} to {last}, longer if the rule or your PT says so."
    return f"From week {first} at the earliest, and only when the rule and your PT say so."


def in_a_row(numbers: Iterable[int]) -> str:
    """Return numbers as a list in words: `4, 8 and 12`."""
    *before, last = [str(number) for number in numbers] or [""]
    return f"{', '.join(before)} and {last}" if before else last


def refused(trigger: Trigger, phase: Phase) -> str:
    """Return why a trigger is refused that is not in the table for this phase."""
    if phase in Phase.is_over() and trigger is not Trigger.UNDO:
        return "The session has ended."
    if phase is Phase.PAIN_CHECK and trigger is Trigger.REDO:
        return "All sets are done: you can correct them in the summary."
    return _REFUSALS.get(trigger, "That key does nothing now.")


def arrow(phase: Phase, side: Side) -> str:
    """Return the arrow of a phase, or an empty text."""
    return SHIFT_ARROWS.get(side, "") if phase is Phase.SHIFT else ARROWS.get(phase, "")


def leg(side: Side) -> str:
    """Return the working leg in words large enough to read from afar."""
    return "BOTH legs" if side is Side.BOTH else f"{side.value.upper()} leg"


def spoken(template: str, side: Side) -> str:
    """Return a cue with the names of the working leg and the other one. Any other braces stay as they are."""
    first = "both" if side is Side.BOTH else side.value.upper()
    cue = template.replace("{side}", first).replace("{other}", side.opposite.value)
    return cue[:1].upper() + cue[1:]


def after_pain(value: int, limits: PainLimits, *, counts: bool = True) -> str:
    """Return what an answer on the pain scale (NPRS) means by the rule. counts: not for practice or the lesson."""
    if value <= limits.limit:
        return TOMORROW
    is_far = value >= limits.stop
    warning, outcome = (FAR_ABOVE_THE_LIMIT, LOCKED_FROM_NOW) if is_far else (ABOVE_THE_LIMIT, NEXT_LEFT_OUT)
    sentence = warning.format(value=value, limit=limits.limit)
    return f"{sentence} {outcome}" if counts else sentence


def noted(value: int, limits: PainLimits) -> str:
    """Return the sentence that confirms an answer on the pain scale (NPRS)."""
    within = limits.calm < value <= limits.limit
    remark = f", within the rule ({limits.limit}), but no day for a step up" if within else ""
    return f"Pain {value} is noted{remark}."
