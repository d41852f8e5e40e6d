"""The record of a session: every repetition, every pain answer. Frozen values; no files."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from achilles_tui.domain.base.units import Count, Kilograms, Name, Note, Nprs, Side, Speed, Stamp
from achilles_tui.domain.programs.session_plan import Plan

Id = Annotated[str, Meta(pattern="^[a-z0-9-]{4,40}$")]


class Status(StrEnum):
    """Whether a session is in progress, done or stopped."""

    IN_PROGRESS = "in-progress"
    DONE = "done"
    STOPPED = "stopped"


class Result(StrEnum):
    """How a repetition ended. One that is taken back stays in the file and no longer counts."""

    DONE = "done"
    SKIPPED = "skipped"
    TAKEN_BACK = "taken-back"


class RepRecord(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """One repetition that has ended."""

    id: Id
    """Unique for ever, so that joining two copies of a file never counts a repetition twice."""
    rep: Count
    at: Stamp
    result: Result
    paced: bool = False
    """Whether its loaded part ran to its end."""
    seconds: Annotated[float, Meta(ge=0)] = 0.0
    """Time under tension in seconds: the lowering, the hold, or in the gym both ways."""
    interrupted: bool = False
    """Whether a pause interrupted the hold."""


class SetRecord(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """One planned set and what was done of it."""

    exercise: Name
    side: Side
    set: Count
    planned: Count
    load_kg: Kilograms | None = None
    reps: tuple[RepRecord, ...] = ()
    corrected: Annotated[int, Meta(ge=0, le=200)] | None = None
    """Repetitions done as corrected by the user, where that differs from the count."""

    @property
    def key(self) -> tuple[str, Side, int]:
        """Identifies the set in its session: exercise, side, number."""
        return self.exercise, self.side, self.set

    @property
    def most(self) -> int:
        """The most repetitions a correction allows: twice the planned; more is a typing error (ours)."""
        return 2 * self.planned

    @property
    def cut_short(self) -> int:
        """Repetitions counted as done whose loaded part did not run to its end."""
        return sum(rep.result is Result.DONE and not rep.paced for rep in self.reps)

    @property
    def counted(self) -> int:
        """Repetitions done as the program counted them, including those cut short."""
        return [rep.result for rep in self.reps].count(Result.DONE)

    @property
    def done(self) -> int:
        """Repetitions done: the corrected number where there is one."""
        return self.counted if self.corrected is None else self.corrected

    @property
    def is_done(self) -> bool:
        """Whether all its planned repetitions were done."""
        return self.done >= self.planned

    @property
    def paced(self) -> int:
        """Repetitions whose loaded part ran to its end; never more than were done."""
        return min(self.done, len([rep for rep in self.reps if rep.paced and rep.result is Result.DONE]))

    @property
    def skipped(self) -> int:
        """Repetitions skipped with a key."""
        return sum(rep.result is Result.SKIPPED for rep in self.reps)

    @property
    def settled(self) -> frozenset[int]:
        """The numbers of the repetitions that are done or skipped."""
        return frozenset(rep.rep for rep in self.reps if rep.result is not Result.TAKEN_BACK)

    @property
    def tension(self) -> float:
        """Time under tension in seconds over the repetitions done."""
        return sum([rep.seconds for rep in self.reps if rep.result is Result.DONE])


class PainAnswer(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """One answer on the pain scale, and what it was about."""

    value: Nprs
    at: Stamp
    about: Literal["during", "exercise", "final"]
    """During an exercise, after an exercise, or at the end of the session."""
    exercise: Name | None = None
    side: Side | None = None
    set: Count | None = None

    @property
    def question(self) -> object:
        """The question it answers. Each answer during an exercise counts; of the others, the last to each question."""
        return self if self.about == "during" else (self.about, self.exercise, self.side)


class SessionRecord(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One session as it stands on disk."""

    format: Literal[1]
    id: Id
    program: Name
    day: date
    """The local day it began, also if it goes on past midnight."""
    started: Stamp
    status: Status
    practice: bool
    """A practice walk never counts as training."""
    plan: Plan
    sets: tuple[SetRecord, ...]
    """All planned sets in the order they are done."""
    ended: Stamp | None = None
    stopped_for: Literal["choice", "pain"] | None = None
    speed: Speed = 1.0
    """How many times faster the clock of a practice walk ran."""
    by_hand: bool = False
    """Entered by hand afterwards; no repetition of it was paced here."""
    pains: tuple[PainAnswer, ...] = ()
    note: Note = ""

    def find(self, exercise: str, side: Side, number: int) -> SetRecord:
        """Return one set; raises KeyError when it was not planned."""
        for set_record in self.sets:
            if set_record.key == (exercise, side, number):
                return set_record
        raise KeyError((exercise, side, number))

    @property
    def is_training(self) -> bool:
        """Whether it counts as training: it is over, done or stopped, has work in it, and is no practice walk."""
        return self.status is not Status.IN_PROGRESS and not self.practice and self.has_work

    @property
    def has_work(self) -> bool:
        """Whether a repetition was done. A session that was stopped for pain before the first one counts as well."""
        return self.stopped_for == "pain" or any(set_record.done for set_record in self.sets)

    @property
    def is_full(self) -> bool:
        """Whether all its sets were done."""
        return all(set_record.is_done for set_record in self.sets)

    @property
    def last_moment(self) -> datetime:
        """When a repetition or an answer was last recorded."""
        reps = (rep.at for set_record in self.sets for rep in set_record.reps)
        return max((self.started, *reps, *(pain.at for pain in self.pains)))

    @property
    def last_work(self) -> datetime:
        """When the last repetition ended; the start of the session where none did."""
        return max((self.started, *(rep.at for set_record in self.sets for rep in set_record.reps)))

    @property
    def rep_count(self) -> int:
        """How many repetitions were ever recorded, including those taken back."""
        return sum(len(set_record.reps) for set_record in self.sets)

    def with_rep(self, exercise: str, side: Side, number: int, rep: RepRecord) -> "SessionRecord":
        """Return the record with one more repetition in a set."""
        target = self.find(exercise, side, number)
        return self._with_set(target, replace(target, reps=(*target.reps, rep)))

    def without_rep(self, rep_id: str) -> "SessionRecord":
        """Return the record with one repetition taken back; it stays readable in the file."""
        target = next(set_record for set_record in self.sets if any(rep.id == rep_id for rep in set_record.reps))
        reps = tuple(replace(rep, result=Result.TAKEN_BACK) if rep.id == rep_id else rep for rep in target.reps)
        return self._with_set(target, replace(target, reps=reps))

    def rewound_to(self, earlier: "SessionRecord") -> "SessionRecord":
        """Return the earlier record; repetitions recorded since then stay readable in it as taken back."""

        def rewound(then: SetRecord, now: SetRecord) -> SetRecord:
            earlier_ids = {rep.id for rep in then.reps}
            newer_reps = (replace(rep, result=Result.TAKEN_BACK) for rep in now.reps if rep.id not in earlier_ids)
            return replace(then, reps=(*then.reps, *newer_reps))

        pairs = zip(earlier.sets, self.sets, strict=True)
        return replace(earlier, sets=tuple(rewound(then, now) for then, now in pairs))

    def with_correction(self, index: int, done: int) -> "SessionRecord":
        """Return the record with a corrected number of repetitions for the set at this index.

        The number that was counted removes the correction. Raises ValueError below 0 or above `most`.
        """
        target = self.sets[index]
        if not 0 <= done <= target.most:
            raise ValueError(f"{done} repetitions are not from 0 to {target.most}")
        return self._with_set(target, replace(target, corrected=None if done == target.counted else done))

    def with_pain(self, answer: PainAnswer) -> "SessionRecord":
        """Return the record with one more answer, which replaces an older one to the same question."""
        remaining = (pain for pain in self.pains if pain.question != answer.question)
        return replace(self, pains=(*remaining, answer))

    def closed(
        self, status: Status, moment: datetime, *, stopped_for: Literal["choice", "pain"] | None = None
    ) -> "SessionRecord":
        """Return the record ended at this time."""
        return replace(self, status=status, ended=moment, stopped_for=stopped_for)

    def ended_by_its_sets(self) -> "SessionRecord":
        """Return the record as done if all its sets were done, else as stopped by choice."""
        if self.is_full:
            return replace(self, status=Status.DONE, stopped_for=None)
        return replace(self, status=Status.STOPPED, stopped_for="choice")

    def _with_set(self, old: SetRecord, new: SetRecord) -> "SessionRecord":
        return replace(self, sets=tuple(new if set_record is old else set_record for set_record in self.sets))

    def highest_pain(self) -> int | None:
        """Return the highest pain of the session (NPRS); None where none was recorded."""
        return highest(pain.value for pain in self.pains)

    def pain_during(self) -> int | None:
        """Return the highest pain before the end of the session (NPRS); None where none was recorded."""
        return highest(pain.value for pain in self.pains if pain.about != "final")

    def pain_of(self, set_record: SetRecord) -> int | None:
        """Return the highest pain in or right after one of its sets (NPRS); None where none was recorded."""
        answers = (pain for pain in self.pains if pain.about != "final")
        return highest(pain.value for pain in answers if (pain.exercise, pain.side, pain.set) == set_record.key)

    def final_pain(self) -> int | None:
        """Return the last pain at the end of the session (NPRS); None where none was recorded."""
        return next((pain.value for pain in reversed(self.pains) if pain.about == "final"), None)


def highest(values: Iterable[int | None]) -> int | None:
    """Return the highest value that is not None; None if all are."""
    return max((value for value in values if value is not None), default=None)


def new_record(plan: Plan, session_id: str, started: datetime, *, speed: float | None = None) -> SessionRecord:
    """Return the record of a session that is about to begin.

    started: local time with its offset. speed: for a practice walk only, however slow.
    """
    sets = tuple(
        SetRecord(exercise.id, side, number, exercise.reps, exercise.load_kg)
        for exercise in plan.exercises
        for side, number in exercise.all_sets
    )
    return SessionRecord(
        format=1,
        id=session_id,
        program=plan.program,
        day=started.date(),
        started=started,
        status=Status.IN_PROGRESS,
        practice=speed is not None,
        plan=plan,
        sets=sets,
        speed=speed or 1.0,
    )


def merge(first: SessionRecord, second: SessionRecord) -> SessionRecord:
    """Join two copies of one session, as a sync tool or a second device leaves them; nothing counts twice.

    Repetitions are joined by their id: one taken back in either copy is taken back, else the later version counts.
    Of the answers after an exercise or at the end, the latest counts; of those during, each. A correction or a note
    is never lost to a copy without one. Everything else comes from the copy that recorded last; an ended copy wins
    over one in progress. The order of the two copies makes no difference.
    """
    newer, older = sorted((first, second), key=_standing, reverse=True)
    before = {set_record.key: set_record for set_record in older.sets}
    sets = tuple(
        _joined(set_record, before[set_record.key]) if set_record.key in before else set_record
        for set_record in newer.sets
    )
    pains = _answers((*newer.pains, *older.pains))
    return replace(newer, sets=sets, pains=pains, note=newer.note or older.note)


def _standing(record: SessionRecord) -> tuple[bool, datetime, datetime, str]:
    """Return the sort key of a copy of a session; the text at its end tells any two different copies apart."""
    return record.status is not Status.IN_PROGRESS, record.last_moment, record.ended or record.started, repr(record)


def _joined(newer: SetRecord, older: SetRecord) -> SetRecord:
    by_id: dict[str, RepRecord] = {}
    for rep in (*newer.reps, *older.reps):
        by_id[rep.id] = max(by_id.get(rep.id, rep), rep, key=_certainty)
    reps = tuple(sorted(by_id.values(), key=lambda rep: (rep.at, rep.id)))
    return replace(newer, reps=reps, corrected=older.corrected if newer.corrected is None else newer.corrected)


def _certainty(rep: RepRecord) -> tuple[bool, datetime, str]:
    return rep.result is Result.TAKEN_BACK, rep.at, repr(rep)


def _answers(answers: Iterable[PainAnswer]) -> tuple[PainAnswer, ...]:
    """Return the last answer to each question; of two in the same second, the higher pain."""
    latest: dict[object, PainAnswer] = {}
    for pain in sorted(answers, key=lambda answer: (answer.at, answer.value, repr(answer))):
        latest.pop(pain.question, None)
        latest[pain.question] = pain
    return tuple(latest.values())
