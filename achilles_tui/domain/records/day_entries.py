"""The entries of a day besides its sessions: check-ins, answers, scores, corrections. Frozen values; no files.

Entries are only ever added, so copies from several machines can be joined. Of each value, the entry that was written
last counts. An entry that is taken back stays readable, and taking back the retraction brings it back.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, timedelta
from typing import Annotated, Literal, NamedTuple, TypeVar

from msgspec import Meta, Struct
from msgspec.structs import replace

from achilles_tui.domain.base.units import Count, Kilograms, Name, Note, Nprs, RowId, Side, Stamp, Verdict
from achilles_tui.domain.records.session_record import Id
from achilles_tui.domain.records.stop import Stop

LONGEST_STIFFNESS = 240
StiffMinutes = Annotated[int, Meta(ge=0, le=LONGEST_STIFFNESS)]
"""Minutes of morning stiffness; 0 is none."""

MOST_VISA_A = 100
"""The highest VISA-A total: no symptoms (Robinson 2001)."""

MOST_HEEL_RISES = 200
"""More repetitions on one leg are a typing error (ours)."""

How = Literal["usual", "flare-up", "away"]
"""How a day is: as usual, a flare-up, or a pause for an injury or an absence."""


class CheckIn(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One morning, and how that day is."""

    id: Id
    at: Stamp
    """When it was written, which may be days later."""
    morning: Nprs | None = None
    """Pain on the first steps (NPRS)."""
    stiffness: StiffMinutes | None = None
    how: How | None = None


class Answer(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The user's answer to a verdict on one exercise: nothing changes without one."""

    id: Id
    at: Stamp
    program: Name
    exercise: Name
    verdict: Verdict
    row: RowId
    """The row of the decision table that decided."""
    said: Literal["yes", "no", "my PT says otherwise"]
    session: Id | None = None
    """The session that was judged."""
    level: Annotated[int, Meta(ge=0, le=20)] | None = None
    """The level from then on; None where it stays."""
    stage: Count | None = None
    """The stage of the program from then on; None where it stays."""
    load_kg: Kilograms | None = None
    """The kilograms from then on; None where they stay."""
    note: Note = ""


class ProgramStart(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The start, or the restart, of a program."""

    id: Id
    at: Stamp
    program: Name


class PtWord(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The user's word that their PT agreed to something."""

    id: Id
    at: Stamp
    about: Literal["next step", "training after a bad morning"]
    """The next step of gym work (D16), or training although the first morning was bad."""
    program: Name | None = None
    """The program of the next step."""


class Score(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An occasional score: a VISA-A total, or repetitions of the single-leg heel-rise test."""

    id: Id
    at: Stamp
    visa_a: Annotated[int, Meta(ge=0, le=MOST_VISA_A)] | None = None
    """The total alone (0-100), worked out elsewhere."""
    heel_rises: Annotated[int, Meta(ge=0, le=MOST_HEEL_RISES)] | None = None
    """Repetitions on one leg at 30 a minute."""
    side: Side | None = None
    """The leg of the heel-rise test."""


class SetCorrection(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A correction of one set."""

    exercise: Name
    side: Side
    """As it was recorded."""
    set: Count
    done: Annotated[int, Meta(ge=0, le=200)] | None = None
    """Repetitions done; None where they stay."""
    load_kg: Kilograms | None = None
    """Kilograms; None where they stay."""


class Correction(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A correction of a recorded session. None: unchanged.

    The session's own file is never changed, so every old value stays where it was recorded.
    """

    id: Id
    at: Stamp
    session: Id
    recorded: date
    """The day the session was recorded for, where its file is. The correction is stored with that day, and counts and
    is taken back there alone. A copy with the day a session moves to says where to look."""
    day: date | None = None
    side: Literal["left", "right"] | None = None
    """The leg that worked, if only one did."""
    sets: tuple[SetCorrection, ...] = ()
    during: Nprs | None = None
    """The highest pain before the end of the session (NPRS)."""
    after: Nprs | None = None
    """The pain at the end of the session (NPRS)."""
    stopped_for: Literal["choice", "pain"] | None = None
    note: Note | None = None
    deleted: bool = False


class Retraction(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Takes back an entry of the day; taking back the retraction makes the entry count again."""

    id: Id
    at: Stamp
    entry: Id


class DayFile(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """All entries of one machine for one day."""

    format: Literal[1]
    day: date
    check_ins: tuple[CheckIn, ...] = ()
    answers: tuple[Answer, ...] = ()
    begun: tuple[ProgramStart, ...] = ()
    scores: tuple[Score, ...] = ()
    corrections: tuple[Correction, ...] = ()
    taken_back: tuple[Retraction, ...] = ()
    stops: tuple[Stop, ...] = ()
    pt_words: tuple[PtWord, ...] = ()

    def joined(self, copy: "DayFile") -> "DayFile":
        """Return the entries of both copies, each once, in the order they were written; both orders give the same."""
        entries = {kind: _each_once((*getattr(self, kind), *getattr(copy, kind))) for kind in ENTRY_KINDS}
        return DayFile(format=1, day=self.day, **entries)

    @property
    def counting(self) -> "DayFile":
        """The day without the entries that are taken back."""
        if not self.taken_back:
            return self
        retracted = _retracted_ids(self.taken_back)
        entries = {
            kind: tuple(entry for entry in getattr(self, kind) if entry.id not in retracted)
            for kind in ENTRY_KINDS
            if kind not in {"taken_back", "stops"}
        }
        return DayFile(format=1, day=self.day, stops=self.stops, **entries)  # nobody takes a stop back

    @property
    def of_sessions(self) -> "DayFile":
        """The corrections and retractions alone."""
        return DayFile(format=1, day=self.day, corrections=self.corrections, taken_back=self.taken_back)

    @property
    def moved_from(self) -> frozenset[date]:
        """The recorded days of the sessions that were ever moved to this day."""
        return frozenset(correction.recorded for correction in self.corrections if correction.recorded != self.day)

    @property
    def ids(self) -> tuple[Id, ...]:
        """The id of every entry."""
        return tuple(entry.id for kind in ENTRY_KINDS for entry in getattr(self, kind))

    @property
    def standing(self) -> frozenset[Id]:
        """The ids of the entries that can be taken back: those that count, retractions included."""
        retracted = _retracted_ids(self.taken_back)
        return frozenset(entry_id for entry_id in self.ids if entry_id not in retracted)

    @property
    def morning(self) -> int | None:
        """Pain on the first steps (NPRS), as last entered."""
        check_ins = reversed(self.counting.check_ins)
        return next((check_in.morning for check_in in check_ins if check_in.morning is not None), None)

    @property
    def stiffness(self) -> int | None:
        """Morning stiffness in minutes, as last entered."""
        check_ins = reversed(self.counting.check_ins)
        return next((check_in.stiffness for check_in in check_ins if check_in.stiffness is not None), None)

    @property
    def how(self) -> How | None:
        """How the day is, as last entered."""
        return next((check_in.how for check_in in reversed(self.counting.check_ins) if check_in.how is not None), None)


ENTRY_KINDS = tuple(name for name in DayFile.__struct_fields__ if name not in {"format", "day"})
"""The fields of a day file that hold entries."""

_Entry = TypeVar("_Entry", CheckIn, Answer, ProgramStart, Score, Correction, Retraction, Stop, PtWord)


def _retracted_ids(taken_back: tuple[Retraction, ...]) -> frozenset[Id]:
    """Return the ids of the entries that are taken back.

    It starts with the retractions that nothing takes back, and follows what each takes back. The times do not matter,
    since the clocks of two machines differ. Retractions in a circle, which nobody writes, take back nothing.
    """
    takers = Counter(retraction.entry for retraction in taken_back)
    by_id: dict[Id, list[Retraction]] = {}
    for retraction in taken_back:
        by_id.setdefault(retraction.id, []).append(retraction)
    retracted: set[Id] = set()
    settled = [retraction for retraction in taken_back if not takers[retraction.id]]
    for retraction in settled:
        if retraction.id not in retracted:
            retracted.add(retraction.entry)
        takers[retraction.entry] -= 1
        if not takers[retraction.entry]:
            settled += by_id.get(retraction.entry, ())
    return frozenset(retracted)


def _each_once(entries: Iterable[_Entry]) -> tuple[_Entry, ...]:
    """Sort entries by when they were written. Two with the same id, which no program writes, both stay unless equal.

    Equal entries may have the same moment in two zones, so they are sorted in UTC.
    """
    return tuple(sorted(set(entries), key=lambda entry: (entry.at, repr(replace(entry, at=entry.at.astimezone(UTC))))))


class WrittenEntries(NamedTuple):
    """Entries that were saved with a day; taking all of them back undoes them."""

    day: date
    entries: tuple[Id, ...]


class Diary(Struct, frozen=True):
    """The entries of the days that were read, by date. A day without entries is missing."""

    days: dict[date, DayFile]
    other_days: dict[date, DayFile] = {}
    """The corrections in other days of sessions that were moved to these days, or are read with them."""

    def day(self, day: date) -> DayFile:
        """Return the entries of a day; an empty file where there are none."""
        return self.days.get(day) or DayFile(format=1, day=day)

    def mornings(self, last: date, count: int) -> tuple[int | None, ...]:
        """Return the morning pain (NPRS) of the last `count` days, the earliest first; None: not recorded."""
        return tuple(self.day(day).morning for day in days_up_to(last, count))

    def stiffnesses(self, last: date, count: int) -> tuple[int | None, ...]:
        """Return the morning stiffness (minutes) of the last `count` days, the earliest first; None: not recorded."""
        return tuple(self.day(day).stiffness for day in days_up_to(last, count))

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Every answer, in the order they were recorded."""
        return _in_order(answer for day in self.days.values() for answer in day.counting.answers)

    @property
    def program_starts(self) -> tuple[ProgramStart, ...]:
        """Every start of a program, in order."""
        return _in_order(start for day in self.days.values() for start in day.counting.begun)

    @property
    def pt_words(self) -> tuple[PtWord, ...]:
        """Every word of a PT, in the order they were recorded."""
        return _in_order(word for day in self.days.values() for word in day.counting.pt_words)

    @property
    def corrections(self) -> dict[Id, tuple[Correction, ...]]:
        """The corrections of each session by its id, in the order they were entered."""
        by_session: dict[Id, list[Correction]] = {}
        corrections = (
            correction
            for day in (*self.days.values(), *self.other_days.values())
            if day.corrections
            for correction in day.counting.corrections
            if correction.recorded == day.day
        )
        for correction in _in_order(corrections):
            by_session.setdefault(correction.session, []).append(correction)
        return {session: tuple(corrections) for session, corrections in by_session.items()}


def _in_order(entries: Iterable[_Entry]) -> tuple[_Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.at, entry.id)))


def days_up_to(last: date, count: int) -> tuple[date, ...]:
    """Return the last `count` days up to and with the last one, the earliest first."""
    return tuple(last - timedelta(days=back) for back in range(count - 1, -1, -1))
