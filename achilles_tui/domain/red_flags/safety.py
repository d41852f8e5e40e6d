"""The questions about warning signs, the answers to them, and what these allow. Pure; the questions ship in a file."""

from collections.abc import Iterable
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta, Struct, field
from msgspec.structs import replace

from achilles_tui.domain.base.faults import hold, named_twice
from achilles_tui.domain.base.units import Name, Note, Provenance, Stamp, Words

Kind = Literal["stop", "ask", "age"]


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """One yes-or-no question."""

    id: Name
    """The name that its answers are stored by; it never changes."""
    kind: Kind
    """A yes to `stop` locks until a clinician note, to `age` for good; to `ask` it means: ask a clinician first."""
    text: Words
    """The question."""
    advice: Words
    """What a yes means, in one sentence or two."""
    origin: Provenance
    """Where it comes from."""


class Questionnaire(Struct, frozen=True, forbid_unknown_fields=True):
    """The questions about warning signs, as in their file."""

    format: Literal[1]
    """The version of this language."""
    questions: Annotated[tuple[Question, ...], Meta(min_length=1)] = field(name="question")
    """The questions in the order they are asked."""

    def __post_init__(self) -> None:
        """Check that each id is used once."""
        hold(named_twice("question", [question.id for question in self.questions]))


class Screening(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One round of answers; `yes`: the ids of the questions answered yes, all others were answered no."""

    at: Stamp
    yes: tuple[str, ...] = ()


class ClinicianNote(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a clinician said, in the user's words."""

    at: Stamp
    text: Note


class SafetyLog(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """All answers and notes, oldest first."""

    format: Literal[1]
    screenings: tuple[Screening, ...] = ()
    clinician_notes: tuple[ClinicianNote, ...] = ()


class RedFlags(NamedTuple):
    """The questions as asked now, with all answers and notes; an answer to one no longer asked has no effect."""

    questions: tuple[Question, ...]
    log: SafetyLog = SafetyLog(format=1)

    @property
    def clinician_notes(self) -> tuple[ClinicianNote, ...]:
        """The clinician notes, oldest first."""
        return self.log.clinician_notes

    def with_screening(self, screening: Screening) -> "RedFlags":
        """Return them with one more round of answers."""
        return self._replace(log=replace(self.log, screenings=(*self.log.screenings, screening)))

    def with_note(self, note: ClinicianNote) -> "RedFlags":
        """Return them with one more clinician note."""
        return self._replace(log=replace(self.log, clinician_notes=(*self.log.clinician_notes, note)))


class Standing(NamedTuple):
    """What the answers allow now."""

    state: Literal["unasked", "clear", "locked", "never"]
    questions: tuple[Question, ...] = ()
    """The questions answered yes that explain the state, or that the user should ask a clinician about."""


def standing(flags: RedFlags) -> Standing:
    """Return what the answers allow. A clinician note lifts the stops recorded before it; under 18 is never lifted."""
    screenings = flags.log.screenings
    if not screenings:
        return Standing("unasked")
    young = _answered(flags, "age", screenings)
    if young:
        return Standing("never", young)
    last_note = max((note.at for note in flags.clinician_notes), default=None)
    stops = _answered(
        flags, "stop", (screening for screening in screenings if last_note is None or screening.at > last_note)
    )
    return Standing("locked", stops) if stops else Standing("clear", _answered(flags, "ask", screenings[-1:]))


def _answered(flags: RedFlags, kind: Kind, screenings: Iterable[Screening]) -> tuple[Question, ...]:
    """Return the questions of a kind that were answered yes in any of these rounds."""
    yes = {name for screening in screenings for name in screening.yes}
    return tuple(question for question in flags.questions if question.kind == kind and question.id in yes)
