"""What is kept of a day besides its sessions: check-ins, answers, scores, corrections. Frozen values; no files.

Entries are only ever added, so that copies from several machines are joined by putting them together. A day told twice
is told by its later words: of each value the one that was written last counts. What is taken back stays readable, and
taking that back again brings it back.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, timedelta
from typing import Annotated, Literal, TypeVar

from msgspec import Meta, Struct
from msgspec.structs import replace

from achilles_tui.domain.base.units import Count, Kilograms, Name, Note, Nprs, RowId, Side, Stamp, Verdict
from achilles_tui.domain.records.session_record import Id

LONGEST_STIFFNESS = 240
StiffMinutes = Annotated[int, Meta(ge=0, le=LONGEST_STIFFNESS)]
"""Minutes of morning stiffness; 0 is none."""

MOST_VISA_A = 100
"""The highest VISA-A total, which is no symptoms at all (Robinson 2001)."""

MOST_HEEL_RISES = 200
"""More repetitions on one leg are a slip (ours)."""

How = Literal["usual", "flare-up", "away"]
"""How a day is: as usual, a flare-up, or a pause for an injury or an absence."""


class CheckIn(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What was told about one morning, and how that day is."""

    id: Id
    at: Stamp
    """When it was written, which may be days later."""
    morning: Nprs | None = None
    """Pain on the first steps (NPRS)."""
    stiffness: StiffMinutes | None = None
    how: How | None = None


class Answer(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the user said to a verdict on one exercise: nothing changes without one."""

    id: Id
    at: Stamp
    program: Name
    exercise: Name
    verdict: Verdict
    row: RowId
    """The row of the decision table that spoke."""
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
    """A program was begun, or begun anew."""

    id: Id
    at: Stamp
    program: Name


class Score(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A measure that is taken now and then: a VISA-A total, or repetitions of the single-leg heel-rise test."""

    id: Id
    at: Stamp
    visa_a: Annotated[int, Meta(ge=0, le=MOST_VISA_A)] | None = None
    """The total alone, as it was worked out elsewhere (0-100)."""
    heel_rises: Annotated[int, Meta(ge=0, le=MOST_HEEL_RISES)] | None = None
    """Repetitions on one leg at 30 a minute."""
    side: Side | None = None
    """The leg of the heel-rise test."""


class SetCorrection(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the user says of one set, where that differs from what was recorded."""

    exercise: Name
    side: Side
    """As it was recorded."""
    set: Count
    done: Annotated[int, Meta(ge=0, le=200)] | None = None
    """Repetitions; None where they stay."""
    load_kg: Kilograms | None = None
    """None where it stays."""


class Correction(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the user says of a session that was recorded otherwise. None is: as it was.

    The session's own file is never touched, so every old value stays where it was recorded.
    """

    id: Id
    at: Stamp
    session: Id
    recorded: date
    """The day the session was recorded for, by which its file is found. The correction is kept with that day, and there
    alone it counts and is taken back. A copy with the day a session moves to says where to look."""
    day: date | None = None
    side: Literal["left", "right"] | None = None
    """The leg that worked, where only one did."""
    sets: tuple[SetCorrection, ...] = ()
    during: Nprs | None = None
    """The highest pain before the end of the session (NPRS)."""
    after: Nprs | None = None
    """The pain at its end (NPRS)."""
    stopped_for: Literal["choice", "pain"] | None = None
    note: Note | None = None
    deleted: bool = False


class Retraction(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An entry of the day counts no more; taking this back in turn makes it count again."""

    id: Id
    at: Stamp
    entry: Id


class DayFile(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """All that one machine wrote about one day."""

    format: Literal[1]
    day: date
    check_ins: tuple[CheckIn, ...] = ()
    answers: tuple[Answer, ...] = ()
    begun: tuple[ProgramStart, ...] = ()
    scores: tuple[Score, ...] = ()
    corrections: tuple[Correction, ...] = ()
    taken_back: tuple[Retraction, ...] = ()

    def joined(self, copy: "DayFile") -> "DayFile":
        """Return the entries of both, each once, in the order they were written; which comes first does not matter."""
        return DayFile(
            format=1,
            day=self.day,
            check_ins=_each_once((*self.check_ins, *copy.check_ins)),
            answers=_each_once((*self.answers, *copy.answers)),
            begun=_each_once((*self.begun, *copy.begun)),
            scores=_each_once((*self.scores, *copy.scores)),
            corrections=_each_once((*self.corrections, *copy.corrections)),
            taken_back=_each_once((*self.taken_back, *copy.taken_back)),
        )

    @property
    def counting(self) -> "DayFile":
        """The day without what was taken back and not brought back since."""
        if not self.taken_back:
            return self
        retracted = _retracted_ids(self.taken_back)
        return DayFile(
            format=1,
            day=self.day,
            check_ins=tuple(_without(self.check_ins, retracted)),
            answers=tuple(_without(self.answers, retracted)),
            begun=tuple(_without(self.begun, retracted)),
            scores=tuple(_without(self.scores, retracted)),
            corrections=tuple(_without(self.corrections, retracted)),
        )

    @property
    def of_sessions(self) -> "DayFile":
        """What the day says of the sessions recorded for it, and nothing else."""
        return DayFile(format=1, day=self.day, corrections=self.corrections, taken_back=self.taken_back)

    @property
    def moved_from(self) -> frozenset[date]:
        """The days that sessions were recorded for which, as it was told once, belong to this day."""
        return frozenset(correction.recorded for correction in self.corrections if correction.recorded != self.day)

    @property
    def ids(self) -> tuple[Id, ...]:
        """The id of every entry."""
        kinds = (self.check_ins, self.answers, self.begun, self.scores, self.corrections, self.taken_back)
        return tuple(entry.id for kind in kinds for entry in kind)

    @property
    def standing(self) -> frozenset[Id]:
        """The ids of what can be taken back: what counts, and what took back what does not count any more."""
        retracted = _retracted_ids(self.taken_back)
        return frozenset(entry_id for entry_id in self.ids if entry_id not in retracted)

    @property
    def morning(self) -> int | None:
        """Pain on the first steps (NPRS) as it was told last."""
        check_ins = reversed(self.counting.check_ins)
        return next((check_in.morning for check_in in check_ins if check_in.morning is not None), None)

    @property
    def stiffness(self) -> int | None:
        """Morning stiffness in minutes as it was told last."""
        check_ins = reversed(self.counting.check_ins)
        return next((check_in.stiffness for check_in in check_ins if check_in.stiffness is not None), None)

    @property
    def how(self) -> How | None:
        """How the day is, as it was told last."""
        return next((check_in.how for check_in in reversed(self.counting.check_ins) if check_in.how is not None), None)


_Entry = TypeVar("_Entry", CheckIn, Answer, ProgramStart, Score, Correction, Retraction)


def _retracted_ids(taken_back: tuple[Retraction, ...]) -> frozenset[Id]:
    """Return the ids of what was taken back and not brought back.

    What stands is followed from those that nothing takes back; when each was written does not matter, since the clocks
    of two machines differ. Entries that take back one another in a circle, which nobody writes, take back nothing.
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


def _without(entries: Iterable[_Entry], retracted: Collection[str]) -> Iterator[_Entry]:
    return (entry for entry in entries if entry.id not in retracted)


def _each_once(entries: Iterable[_Entry]) -> tuple[_Entry, ...]:
    """Sort by when they were written; of two with one id, which no program writes, both stay unless they are equal.

    Equal ones may tell the same moment in two zones, so the order is made in one.
    """
    return tuple(sorted(set(entries), key=lambda entry: (entry.at, repr(replace(entry, at=entry.at.astimezone(UTC))))))


class Diary(Struct, frozen=True):
    """The days that were read, by their date. A day nobody wrote about is missing."""

    days: dict[date, DayFile]
    other_days: dict[date, DayFile] = {}
    """What other days say of sessions that were moved to these, or are read with these. Nothing else of them is."""

    def day(self, day: date) -> DayFile:
        """Return what is known of a day; an empty one where that is nothing."""
        return self.days.get(day) or DayFile(format=1, day=day)

    def mornings(self, last: date, count: int) -> tuple[int | None, ...]:
        """Return the morning pain (NPRS) of so many days up to the last one, the earliest first; None is missing."""
        return tuple(self.day(day).morning for day in days_up_to(last, count))

    def stiffnesses(self, last: date, count: int) -> tuple[int | None, ...]:
        """Return the morning stiffness in minutes of so many days, likewise."""
        return tuple(self.day(day).stiffness for day in days_up_to(last, count))

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Every answer, in the order they were given."""
        return _in_order(answer for day in self.days.values() for answer in day.counting.answers)

    @property
    def program_starts(self) -> tuple[ProgramStart, ...]:
        """Every beginning of a program, in order."""
        return _in_order(start for day in self.days.values() for start in day.counting.begun)

    @property
    def corrections(self) -> dict[Id, tuple[Correction, ...]]:
        """The corrections of each session by its id, in the order they were told."""
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
    """Return so many days up to and with the last one, the earliest first."""
    return tuple(last - timedelta(days=back) for back in range(count - 1, -1, -1))
