"""What a screen shows of a session: frozen, comparable, rounded and in words. An equal view needs no repainting."""

from dataclasses import dataclass
from enum import Enum
from math import ceil

from achilles_tui.domain.base.units import Side
from achilles_tui.domain.records.session_record import Result, SetRecord
from achilles_tui.domain.session import phrases
from achilles_tui.domain.session.commands import allowed, asking_about
from achilles_tui.domain.session.demonstration import Posture, demonstration, posture, standing
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.script import Segment
from achilles_tui.domain.session.state import Pause, Session

FRACTION_STEPS = 100
"""The steps of a phase's progress, so that an unchanged bar makes an equal view."""


class Dot(Enum):
    """The dot of one repetition of the set."""

    DONE = "done"
    SHORT = "short"
    SKIPPED = "skipped"
    NOW = "now"
    TODO = "todo"


@dataclass(frozen=True, slots=True)
class PainQuestion:
    """An open question about pain, shown while the session goes on."""

    exercise: str
    leg: str
    answer: int | None


@dataclass(frozen=True, slots=True)
class Card:
    """What to know before an exercise begins: what it needs, how to get ready, and its steps in short."""

    needs: str
    position: str
    steps: tuple[str, ...]


STEPS_ON_A_CARD = 3


@dataclass(frozen=True, slots=True)
class SessionView:
    """Everything that the session screen shows."""

    phase: Phase
    pause: Pause | None
    word: str
    arrow: str
    exercise: str
    leg: str
    side: Side
    seconds: int | None
    """Whole seconds left, counted down; None if it waits for a key."""
    fraction: float
    """How much of the phase has passed, 0 to 1, in steps of 1/100."""
    length: float | None
    """How long the whole phase is, in seconds; None if it waits for a key."""
    posture: Posture
    """What the body does now, or is about to do."""
    counter: str
    """The current repetition, or the set that a rest leads to, in large words."""
    rep: int
    reps: int
    set: int
    sets: int
    done: int
    dots: tuple[Dot, ...]
    cue: str
    coming: str
    """What a set-up or a rest leads to, or an empty text."""
    card: "Card | None"
    """What to know before a new exercise or the other leg; None at any other time."""
    pain: PainQuestion | None
    moves: frozenset[Trigger]
    practice: bool
    load: str

    @property
    def where(self) -> str:
        """The position in the exercise in plain words."""
        return f"Set {self.set} of {self.sets} · {self.done} of {self.reps} done"


def view(session: Session) -> SessionView:
    """Return what to show of a session at the time of its last tick."""
    segment = session.segment
    exercise = session.script.exercise_at(session.cursor)
    current = session.record.find(segment.exercise, segment.side, segment.set)
    remaining = session.remaining(session.last_look)
    return SessionView(
        phase=session.phase,
        pause=session.pause,
        word=phrases.SWITCH
        if segment.new_side and session.phase is Phase.SETUP
        else phrases.PHASE_WORDS[session.phase],
        arrow=phrases.arrow(session.phase, segment.side),
        exercise=exercise.name,
        leg=phrases.leg(segment.side),
        side=_ahead(session).side,
        seconds=None if remaining is None or _starts_anew(session) else ceil(remaining - 1e-9),
        fraction=_fraction(session),
        length=session.length,
        posture=_posture(session),
        counter=_counter(session),
        rep=segment.rep,
        reps=exercise.reps,
        set=segment.set,
        sets=exercise.sets_on(segment.side),
        done=current.done,
        dots=_dots(session, current),
        cue=_cue(session),
        coming=_coming(session),
        card=_card(session),
        pain=_pain_question(session),
        moves=allowed(session),
        practice=session.record.practice,
        load="" if exercise.load_kg is None else f"{'+' if exercise.adds_load else ''}{exercise.load_kg:g} kg",
    )


def _ahead(session: Session) -> Segment:
    """Return the current segment; in a rest, the next one, which the person gets ready for."""
    return session.script.segments[session.cursor + 1] if session.phase is Phase.REST else session.segment


def _posture(session: Session) -> Posture:
    ahead = _ahead(session)
    exercise, fraction = session.script.plan.exercise(ahead.exercise), _fraction(session)
    if session.pause or session.phase not in Phase.working() | {Phase.SETUP}:
        return standing(exercise, ahead.side)
    if session.phase is Phase.SETUP:
        is_new = ahead.new_exercise or ahead.new_side
        return demonstration(exercise, ahead.side, fraction) if is_new else standing(exercise, ahead.side)
    return posture(exercise, ahead.side, session.phase, fraction)


def _counter(session: Session) -> str:
    ahead = _ahead(session)
    if session.phase is Phase.REST and ahead.set != session.segment.set:
        return f"SET {ahead.set}"
    return f"REP {ahead.rep}"


def _card(session: Session) -> Card | None:
    segment = session.segment
    if session.phase is not Phase.SETUP or not (segment.new_exercise or segment.new_side):
        return None
    exercise = session.script.plan.exercise(segment.exercise)
    cues = [exercise.cues.get(name) or phrases.CUES[name] for name, _ in exercise.tempo.phases]
    steps = [phrases.spoken(cue, segment.side) for cue in cues[:STEPS_ON_A_CARD]]
    return Card(", ".join(exercise.equipment), phrases.spoken(exercise.position, segment.side), tuple(steps))


def _starts_anew(session: Session) -> bool:
    """Whether the phase is paused in a raise, which begins again from both feet down: no seconds are left to show."""
    return session.pause is not None and session.phase in {Phase.RISE, Phase.SHIFT, Phase.LOWER, Phase.RESET}


def _fraction(session: Session) -> float:
    if not session.length:
        return 0.0
    part = session.elapsed(session.last_look) / session.length
    return min(1.0, max(0.0, int(part * FRACTION_STEPS) / FRACTION_STEPS))


def _dots(session: Session, current: SetRecord) -> tuple[Dot, ...]:
    dots = [Dot.TODO] * current.planned
    for rep in current.reps:
        if rep.result is Result.DONE:
            dots[rep.rep - 1] = Dot.DONE if rep.paced else Dot.SHORT
        elif rep.result is Result.SKIPPED:
            dots[rep.rep - 1] = Dot.SKIPPED
    under_way = session.phase in Phase.working() | {Phase.SETUP}
    if under_way and dots[session.segment.rep - 1] is Dot.TODO:
        dots[session.segment.rep - 1] = Dot.NOW
    return tuple(dots)


def _cue(session: Session) -> str:
    exercise, segment = session.script.exercise_at(session.cursor), session.segment
    if session.pause:
        return phrases.CUES["paused"]
    if session.phase is Phase.REST:
        return _coming(session)
    if session.phase is Phase.SETUP:
        if segment.new_side:
            return phrases.spoken("Switch sides: {side} leg now.", segment.side)
        if segment.new_exercise:
            return phrases.spoken(exercise.position, segment.side)
    name = session.phase.value
    return phrases.spoken(exercise.cues.get(name) or phrases.CUES.get(name, ""), segment.side)


def _coming(session: Session) -> str:
    if session.phase is Phase.REST:
        coming = session.script.segments[session.cursor + 1]
    elif session.phase is Phase.SETUP:
        coming = session.segment
    else:
        return ""
    exercise = session.script.plan.exercise(coming.exercise)
    side = "" if coming.side is Side.BOTH else f", {phrases.leg(coming.side)}"
    if coming.exercise != session.segment.exercise or coming.new_exercise:
        return f"Next: {exercise.name}{side}"
    if coming.new_side:
        return f"Next: the other side{side}"
    if coming.rep > 1:
        return f"Next: repetition {coming.rep} of {exercise.reps}{side}"
    return f"Next: set {coming.set} of {exercise.sets_on(coming.side)}{side}"


def _pain_question(session: Session) -> PainQuestion | None:
    done = asking_about(session)
    if done is None:
        return None
    subject = ("exercise", done.exercise, done.side)
    answers = (pain.value for pain in session.record.pains if (pain.about, pain.exercise, pain.side) == subject)
    return PainQuestion(session.script.plan.exercise(done.exercise).name, phrases.leg(done.side), next(answers, None))
