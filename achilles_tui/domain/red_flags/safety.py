"""The red-flag questions and what their answers allow. Pure; the words stay within general education.

Every question and consequence is from the project's safety rules; the grouping is theirs too: *stop* locks all sessions
until a clinician note, *ask* is a reason to speak to a clinician first and no lock, *age* never unlocks.
"""

from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from achilles_tui.domain.base.units import Note, Stamp

Kind = Literal["stop", "ask", "age"]


class Question(NamedTuple):
    """One yes-or-no question."""

    id: str
    kind: Kind
    text: str
    advice: str
    """What a yes means, in one sentence."""


_SAME_DAY = "Seek care the same day. Do not try a heel raise to check."
_CLINICIAN = "Contact a clinician before any exercise here."

QUESTIONS: tuple[Question, ...] = (
    Question("under-18", "age", "Are you under 18?", "This program is not for people under 18."),
    Question("pop-or-blow", "stop", "Was there a sudden pop in, or a blow to, the back of the leg?", _SAME_DAY),
    Question(
        "cannot-rise",
        "stop",
        "Are you newly unable to rise on that side, or is there a gap in the tendon or a new weakness?",
        _SAME_DAY,
    ),
    Question(
        "swollen-calf",
        "stop",
        "Is one calf swollen, warm, discoloured or throbbing?",
        "This is urgent: seek care now. With breathlessness or chest pain, call the emergency number.",
    ),
    Question(
        "fluoroquinolone",
        "stop",
        "Do you take a fluoroquinolone antibiotic, or did you in the last 6 months?",
        _CLINICIAN,
    ),
    Question("steroid-injection", "stop", "Was a steroid injected near the tendon?", _CLINICIAN),
    Question("infection", "stop", "Is there fever, hot red skin or an open wound?", "Seek care the same day."),
    Question("night-pain", "stop", "Is there pain at night or at rest that wakes you?", _CLINICIAN),
    Question("bone-pain", "stop", "Is there one sharp, painful spot on the bone?", _CLINICIAN),
    Question("numbness", "stop", "Is there numbness or tingling?", _CLINICIAN),
    Question("fall-or-surgery", "stop", "Did you fall on that leg, or was it operated on?", _CLINICIAN),
    Question(
        "health-history",
        "ask",
        "Oral steroids, diabetes, a thyroid disorder, or high cholesterol in the family?",
        "Ask a clinician before you start.",
    ),
    Question(
        "inflammation",
        "ask",
        "Stiff over 30 minutes most mornings, both heels or other joints sore, psoriasis, bowel or eye inflammation?",
        "Ask a clinician before you start.",
    ),
    Question("usual-pain", "ask", "Is your usual pain 6 or more out of 10?", "See a PT before you start."),
)


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

    def with_screening(self, screening: Screening) -> "SafetyLog":
        """Return the log with one more round of answers."""
        return replace(self, screenings=(*self.screenings, screening))

    def with_note(self, note: ClinicianNote) -> "SafetyLog":
        """Return the log with one more clinician note."""
        return replace(self, clinician_notes=(*self.clinician_notes, note))


EMPTY = SafetyLog(format=1)


class Standing(NamedTuple):
    """What the answers allow now."""

    state: Literal["unasked", "clear", "locked", "never"]
    questions: tuple[Question, ...] = ()
    """The questions answered yes that matter to the state, and those to ask a clinician about."""


def standing(log: SafetyLog) -> Standing:
    """Say what the answers allow. A clinician note lifts the stops recorded before it; under 18 is never lifted."""
    if not log.screenings:
        return Standing("unasked")
    said = {flag for screening in log.screenings for flag in screening.yes}
    if any(question.kind == "age" and question.id in said for question in QUESTIONS):
        return Standing("never", _answered(said, "age"))
    last_note = max((note.at for note in log.clinician_notes), default=None)
    open_flags = {
        flag for screening in log.screenings if last_note is None or screening.at > last_note for flag in screening.yes
    }
    stops = _answered(open_flags, "stop")
    return Standing("locked", stops) if stops else Standing("clear", _answered(set(log.screenings[-1].yes), "ask"))


def _answered(flags: set[str], kind: Kind) -> tuple[Question, ...]:
    return tuple(question for question in QUESTIONS if question.kind == kind and question.id in flags)
