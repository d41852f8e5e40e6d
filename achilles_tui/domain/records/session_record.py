"""What is kept of a session: every repetition, every answer. Frozen values and the folds over them; no files."""

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
    """Where a session stands."""

    IN_PROGRESS = "in-progress"
    DONE = "done"
    STOPPED = "stopped"


class Result(StrEnum):
    """What became of a repetition. One that is taken back stays in the file and no longer counts."""

    DONE = "done"
    SKIPPED = "skipped"
    TAKEN_BACK = "taken-back"


class RepRecord(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """One repetition that came to its end."""

    id: Id
    """Unique for ever, so that two copies of a file never count one repetition twice."""
    rep: Count
    at: Stamp
    result: Result
    paced: bool = False
    """Its loaded part ran its length."""
    seconds: Annotated[float, Meta(ge=0)] = 0.0
    """Time under tension in seconds: the lowering, the hold, or in the gym both ways."""
    interrupted: bool = False
    """The hold was broken off by a pause and gone on with."""


class SetRecord(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """One planned set and what was done of it."""

    exercise: Name
    side: Side
    set: Count
    planned: Count
    load_kg: Kilograms | None = None
    reps: tuple[RepRecord, ...] = ()
    corrected: Annotated[int, Meta(ge=0, le=200)] | None = None
    """Repetitions done as the user says, where that differs from what was counted."""

    @property
    def key(self) -> tuple[str, Side, int]:
        """Which set it is."""
        return self.exercise, self.side, self.set

    @property
    def most(self) -> int:
        """The most repetitions a correction takes: twice what was planned, beyond which it is a slip (ours)."""
        return 2 * self.planned

    @property
    def cut_short(self) -> int:
        """Repetitions counted as done whose loaded part did not run its length."""
        return sum(rep.result is Result.DONE and not rep.paced for rep in self.reps)

    @property
    def counted(self) -> int:
        """Repetitions done as the program counted them, those cut short included."""
        return [rep.result for rep in self.reps].count(Result.DONE)

    @property
    def done(self) -> int:
        """Repetitions done: the user's own number where there is one."""
        return self.counted if self.corrected is None else self.corrected

    @property
    def is_done(self) -> bool:
        """Whether all that was planned of it was done."""
        return self.done >= self.planned

    @property
    def paced(self) -> int:
        """Repetitions whose loaded part ran its length; never more than were done."""
        return min(self.done, len([rep for rep in self.reps if rep.paced and rep.result is Result.DONE]))

    @property
    def skipped(self) -> int:
        """Repetitions passed over with a key."""
        return sum(rep.result is Result.SKIPPED for rep in self.reps)

    @property
    def settled(self) -> frozenset[int]:
        """The repetition numbers that need not be done any more."""
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
    """In the middle of it, after an exercise, or at the end of the session."""
    exercise: Name | None = None
    side: Side | None = None
    set: Count | None = None

    @property
    def question(self) -> object:
        """What it answers: each answer in the middle of it stands for itself, of the others the last one counts."""
        return self if self.about == "during" else (self.about, self.exercise, self.side)


class SessionRecord(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One session as it stands on disk."""

    format: Literal[1]
    id: Id
    program: Name
    day: date
    """The local day it began: a session past midnight belongs to it."""
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
    """It was told afterwards; no repetition of it was paced here."""
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
        """Whether it counts: it is over, done or stopped, and no practice walk."""
        return self.status is not Status.IN_PROGRESS and not self.practice

    @property
    def is_full(self) -> bool:
        """Whether all its sets were done."""
        return all(set_record.is_done for set_record in self.sets)

    @property
    def last_moment(self) -> datetime:
        """When something was last recorded."""
        reps = (rep.at for set_record in self.sets for rep in set_record.reps)
        return max((self.started, *reps, *(pain.at for pain in self.pains)))

    @property
    def last_work(self) -> datetime:
        """When a repetition last came to its end; the start where none did."""
        return max((self.started, *(rep.at for set_record in self.sets for rep in set_record.reps)))

    @property
    def rep_count(self) -> int:
        """How many repetitions were ever recorded, those taken back included."""
        return sum(len(set_record.reps) for set_record in self.sets)

    def with_rep(self, exercise: str, side: Side, number: int, rep: RepRecord) -> "SessionRecord":
        """Return the record with one more repetition in a set."""
        target = self.find(exercise, side, number)
        return self._with_set(target, replace(target, reps=(*target.reps, rep)))

    def without_rep(self, rep_id: str) -> "SessionRecord":
        """Return the record with one repetition no longer counted; it stays readable in the file."""
        target = next(set_record for set_record in self.sets if any(rep.id == rep_id for rep in set_record.reps))
        reps = tuple(replace(rep, result=Result.TAKEN_BACK) if rep.id == rep_id else rep for rep in target.reps)
        return self._with_set(target, replace(target, reps=reps))

    def rewound_to(self, earlier: "SessionRecord") -> "SessionRecord":
        """Return the earlier record; repetitions recorded since stay readable in it as taken back."""

        def rewound(then: SetRecord, now: SetRecord) -> SetRecord:
            earlier_ids = {rep.id for rep in then.reps}
            newer_reps = (replace(rep, result=Result.TAKEN_BACK) for rep in now.reps if rep.id not in earlier_ids)
            return replace(then, reps=(*then.reps, *newer_reps))

        pairs = zip(earlier.sets, self.sets, strict=True)
        return replace(earlier, sets=tuple(rewound(then, now) for then, now in pairs))

    def with_correction(self, index: int, done: int) -> "SessionRecord":
        """Return the record with the user's own number of repetitions for the set at this index.

        The number that was counted anyway leaves the program's count. Raises ValueError below 0 or above the `most`.
        """
        target = self.sets[index]
        if not 0 <= done <= target.most:
            raise ValueError(f"{done} repetitions are not from 0 to {target.most}")
        return self._with_set(target, replace(target, corrected=None if done == target.counted else done))

    def with_pain(self, answer: PainAnswer) -> "SessionRecord":
        """Return the record with one more answer, in place of an older one to the same question."""
        remaining = (pain for pain in self.pains if pain.question != answer.question)
        return replace(self, pains=(*remaining, answer))

    def closed(
        self, status: Status, moment: datetime, *, stopped_for: Literal["choice", "pain"] | None = None
    ) -> "SessionRecord":
        """Return the record ended at this time."""
        return replace(self, status=status, ended=moment, stopped_for=stopped_for)

    def ended_by_its_sets(self) -> "SessionRecord":
        """Return the record as done where all its sets were done, else as stopped by choice."""
        if self.is_full:
            return replace(self, status=Status.DONE, stopped_for=None)
        return replace(self, status=Status.STOPPED, stopped_for="choice")

    def _with_set(self, old: SetRecord, new: SetRecord) -> "SessionRecord":
        return replace(self, sets=tuple(new if set_record is old else set_record for set_record in self.sets))

    def highest_pain(self) -> int | None:
        """Return the highest answer of the session (NPRS), if any was given."""
        return highest(pain.value for pain in self.pains)

    def pain_during(self) -> int | None:
        """Return the highest answer given before the end of the session (NPRS), if any was."""
        return highest(pain.value for pain in self.pains if pain.about != "final")

    def pain_of(self, set_record: SetRecord) -> int | None:
        """Return the highest answer given in or right after one of its sets (NPRS), if any was."""
        answers = (pain for pain in self.pains if pain.about != "final")
        return highest(pain.value for pain in answers if (pain.exercise, pain.side, pain.set) == set_record.key)

    def final_pain(self) -> int | None:
        """Return the last answer at the end of the session, if one was given."""
        return next((pain.value for pain in reversed(self.pains) if pain.about == "final"), None)


def highest(values: Iterable[int | None]) -> int | None:
    """Return the highest of the values that are known; None when none is."""
    return max((value for value in values if value is not None), default=None)


def new_record(plan: Plan, session_id: str, started: datetime, *, speed: float | None = None) -> SessionRecord:
    """Return the record of a session that is about to begin.

    started: local time with its offset. speed: given for a practice walk only, however slow.
    """
    sets = tuple(
        SetRecord(exercise.id, side, number, exercise.reps, exercise.load_kg)
        for exercise in plan.exercises
        for side in exercise.sides
        for number in range(1, exercise.sets + 1)
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
    Of the answers after an exercise or at the end the latest counts, of those in between each. A correction or a note
    is never lost to a copy without one. Everything else is read from the copy that recorded last, and an ended copy
    wins over one in progress. Which copy comes first makes no difference.
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
    """Order the copies of a session; the text at the end leaves no two different ones equal."""
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
    """Drop what a later answer to the same question replaced; of two at the same second the worse one stays."""
    latest: dict[object, PainAnswer] = {}
    for pain in sorted(answers, key=lambda answer: (answer.at, answer.value, repr(answer))):
        latest.pop(pain.question, None)
        latest[pain.question] = pain
    return tuple(latest.values())
