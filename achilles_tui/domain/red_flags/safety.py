"""The red-flag questions, the answers to them, and what these allow. Pure; the questions stand in a file that ships."""

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
    """The name that its answers are kept by; it never changes."""
    kind: Kind
    """A yes to `stop` locks until a clinician note, to `age` for good; to `ask` it means: ask a clinician first."""
    text: Words
    """The question."""
    advice: Words
    """What a yes means, in one sentence or two."""
    origin: Provenance
    """Where it comes from."""


class Questionnaire(Struct, frozen=True, forbid_unknown_fields=True):
    """The red-flag questions as their file says them."""

    format: Literal[1]
    """The version of this language."""
    questions: Annotated[tuple[Question, ...], Meta(min_length=1)] = field(name="question")
    """The questions in the order they are asked."""

    def __post_init__(self) -> None:
        """Ask for each id once."""
        hold(named_twice("question", [question.id for question in self.questions]))


class Screening(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One round of answers: everything not named in `yes` was answered no."""

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
    """The questions as they are asked now, beside all answers and notes.

    An answer to a question that is asked no more stays in the log, and allows and forbids nothing.
    """

    questions: tuple[Question, ...]
    log: SafetyLog = SafetyLog(format=1)

    @property
    def clinician_notes(self) -> tuple[ClinicianNote, ...]:
        """What clinicians said, oldest first."""
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
    """The questions answered yes that matter to the state, and those to ask a clinician about."""


def standing(flags: RedFlags) -> Standing:
    """Say what the answers allow. A clinician note lifts the stops recorded before it; under 18 is never lifted."""
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
