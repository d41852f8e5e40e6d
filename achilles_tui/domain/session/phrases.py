"""Every word of a session, declared once: phases, arrows, cues of last resort, and why a key is refused."""

from collections.abc import Iterable

from achilles_tui.domain.base.units import MY_PT, Category, PainLimits, Region, Side, low
from achilles_tui.domain.programs.dose import Dose
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.programs.session_plan import PlannedExercise
from achilles_tui.domain.session.phases import Phase, Trigger

PHASE_WORDS: dict[Phase, str] = {
    Phase.READY: "READY",
    Phase.SETUP: "READY",
    Phase.RISE: "RISE",
    Phase.SHIFT: "SHIFT",
    Phase.LOWER: "LOWER",
    Phase.RESET: "RESET",
    Phase.EASE_IN: "EASE IN",
    Phase.HOLD: "HOLD",
    Phase.EASE_OUT: "EASE OUT",
    Phase.REST: "REST",
    Phase.PAIN_CHECK: "PAIN?",
    Phase.DONE: "DONE",
    Phase.STOPPED: "STOPPED",
}

SWITCH = "SWITCH"
"""The word of a set-up on the other leg."""

PAUSED = "PAUSED"
"""The word of a session that stands still."""

SET_DONE = "SET DONE"
HALF_WAY = "HALF WAY"
"""The words of what is heard beside a change of phase: the end of a set, and the middle of a hold."""

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
"""What a phase's cue line says where the exercise says nothing of its own."""

_REFUSALS: dict[Trigger, str] = {
    Trigger.NEXT: "There is nothing to go on to now.",
    Trigger.REDO: "There is no repetition before this one.",
    Trigger.PAUSE: "Nothing runs that could pause.",
    Trigger.GO_ON: "Nothing waits: the session is running.",
    Trigger.LONGER: "Only a rest can be made longer.",
    Trigger.SHORTER: "Only a rest can be made shorter.",
    Trigger.PAIN: "Pain is asked once the session has begun.",
    Trigger.STOP: "The session has ended.",
    Trigger.UNDO: "There is nothing to take back since the last repetition.",
}

PAUSED_FIRST = "The session is paused."
ALREADY_PAUSED = "The session is paused already."
REST_AT_ITS_LONGEST = "This rest is at its longest, {minutes:.0f} minutes."
REST_FLOOR = "This rest is planned to last at least {floor:.0f} s. The same key again cuts it short."
NOT_ON_THE_SCALE = "The pain scale runs from 0 to 10."
ABOVE_THE_LIMIT = "Pain {value} is above the limit in the rule ({limit}). Follow your PT; ask for one if you have none."
FAR_ABOVE_THE_LIMIT = "Pain {value} is far above the limit in the rule ({limit}): stop, and contact a clinician."
TOMORROW = "Tomorrow morning: notice the pain of the first steps."

_HOURS_FROM = 90

ONLY_FROM_THE_PT = "Only what your PT told you. The program itself stays as it is."
NO_SOURCE = "no source named"
"""What stands where a file does not say where a number comes from."""

_ORIGINS = {"article": "article", "analogy": "analogy with the article", "ours": "ours", MY_PT: MY_PT}
_SAID = {
    Region.INSERTIONAL: "you said insertional",
    Region.MID_PORTION: "you said mid-portion",
    Region.NOT_SURE: "you were not sure",
}

EDUCATION = (
    "General education, based on a published article; not medical advice, not a medical device. "
    "If your PT told you something different, follow your PT."
)
"""What this program is, and what it is not."""

DECIDED_ON_THE_DAY = "What is due is decided on the day, by pain: `achilles-tui today` says it."
"""What stands beside every session that is planned ahead."""


def why_pt(exercises: Iterable[PlannedExercise]) -> tuple[str, ...]:
    """Say why these exercises only go with a PT, in a sentence for each reason."""
    over_edge = [one.name for one in exercises if one.over_edge and one.category is not Category.HEAVY]
    others = [one.name for one in exercises if one.name not in over_edge]
    told = (
        (others, "{}: heavy loads are done with a PT, not alone. Too much weight could injure further."),
        (
            over_edge,
            "{}: the heel goes below the toes; with insertional pain, or if not sure, only if your PT says so.",
        ),
    )
    return tuple(sentence.format(", ".join(names)) for names, sentence in told if names)


def minutes(value: float) -> str:
    """Say a time in minutes, from an hour and a half on in hours and minutes."""
    whole = round(value)
    return f"{whole} min" if whole < _HOURS_FROM else f"{whole // 60} h {whole % 60:02} min"


def supervision(offered: ResolvedProgram) -> str:
    """Say whether a program needs a PT, or an empty text."""
    if offered.needs_pt:
        return "only with a PT"
    return "agree it with your PT" if offered.definition.supervision == "agree with a PT" else ""


def origin(provenance: str | None) -> str:
    """Say where a number comes from; a publication is named as it stands."""
    return NO_SOURCE if provenance is None else _ORIGINS.get(provenance, provenance)


def other_region(wanted: str, told: Region | None) -> str | None:
    """Say that a program is for another type of pain than the user told, or None where it is not.

    wanted: the program's region, or `any`. It is never forbidden: where it hurts is not decided here.
    """
    if told is None or wanted in {"any", told.value}:
        return None
    return f"This program is for {wanted} pain; {_SAID[told]}. Ask your PT before you start it."


def in_place_of(name: str) -> str:
    """Say why an exercise stands here and not the one of this name."""
    return f"Here in place of {name}: with insertional pain, or if not sure, no heel goes below the toes."


def kept_low(dose: Dose) -> str:
    """Say how a dose that stays at its low end is done with insertional pain, or where that is not sure (section 5)."""
    times = f", {dose.often.per_day_range[0]} a day" if dose.often.per_day_range else ""
    return (
        f"With insertional pain, or if not sure: {low(dose.reps)} holds{times}, the heel flat, low intensity."
        " Ask your PT about stretching."
    )


def stage_sentence(number: int, weeks: tuple[int, int]) -> str:
    """Say when a stage, counted from 1, is entered: weeks are the earliest time, never the reason."""
    first, last = weeks
    if number == 1:
        return f"Where one begins: weeks {first} to {last}, longer where the rule or your PT say so."
    return f"From week {first} at the earliest, and only when the rule and your PT say so."


def in_a_row(numbers: Iterable[int]) -> str:
    """Say numbers one after the other: 4, 8 and 12."""
    *before, last = [str(one) for one in numbers] or [""]
    return f"{', '.join(before)} and {last}" if before else last


def refused(trigger: Trigger, phase: Phase) -> str:
    """Return why a trigger that the table does not have in this phase is refused."""
    if phase in Phase.is_over() and trigger is not Trigger.UNDO:
        return "The session has ended."
    if phase is Phase.PAIN_CHECK and trigger is Trigger.REDO:
        return "All is done: corrections are made in the summary."
    return _REFUSALS.get(trigger, "That key does nothing now.")


def arrow(phase: Phase, side: Side) -> str:
    """Return which way a phase goes, or an empty text."""
    return SHIFT_ARROWS.get(side, "") if phase is Phase.SHIFT else ARROWS.get(phase, "")


def leg(side: Side) -> str:
    """Name the working leg the way it is read from afar."""
    return "BOTH legs" if side is Side.BOTH else f"{side.value.upper()} leg"


def spoken(template: str, side: Side) -> str:
    """Put the working leg and the other one into a cue. Braces that name nothing else are left as they are."""
    first = "both" if side is Side.BOTH else side.value.upper()
    said = template.replace("{side}", first).replace("{other}", side.opposite.value)
    return said[:1].upper() + said[1:]


def after_pain(value: int, limits: PainLimits) -> str:
    """Say what an answer on the pain scale (NPRS) means by the rule."""
    told = FAR_ABOVE_THE_LIMIT if value >= limits.stop else ABOVE_THE_LIMIT
    return told.format(value=value, limit=limits.limit) if value > limits.limit else TOMORROW


def noted(value: int, limits: PainLimits) -> str:
    """Say that an answer on the pain scale (NPRS) was taken."""
    within = limits.calm < value <= limits.limit
    beside = f", within the rule ({limits.limit}), but no day for a step up" if within else ""
    return f"Pain {value} is noted{beside}."
