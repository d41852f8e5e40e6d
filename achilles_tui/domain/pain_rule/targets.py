"""Where a person stands in a program: stage, level and kilograms of each exercise, worked out from the log. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import NamedTuple

from achilles_tui.domain.base.units import Region, Side
from achilles_tui.domain.pain_rule.log import Log, monday_of
from achilles_tui.domain.programs.dose import DAYS_OF_A_WEEK, Dose
from achilles_tui.domain.programs.levels import FIRST, Level, at_levels, ladder, nearest_level, without_weight
from achilles_tui.domain.programs.program import Exercise, ResolvedProgram
from achilles_tui.domain.records.day_entries import Answer
from achilles_tui.domain.red_flags.safety import ClinicianNote

BACK = 0.9
"""The share of a load that is left after a step back: 10 % less (ours)."""

HALF_KILOGRAM = 0.5

MOST_PERCENT = 10
"""Per cent; a step up is never more (published: ACSM position stand 2009, 2 to 10 %)."""

_LOW_END = "you start at the low end of the dose"


@dataclass(frozen=True, slots=True)
class Target:
    """The level and the kilograms of one exercise now. reason: one line of why."""

    level: Level
    lowest: bool
    highest: bool
    """lowest, highest: whether this stage has no level below, or above."""
    load_kg: float | None
    reason: str


@dataclass(frozen=True)
class Targets:
    """Where a person stands in one program."""

    program: ResolvedProgram
    """The program as in its file, with the PT's doses."""
    region: Region | None
    start_day: date | None
    """The day it began; None before the first session."""
    stage: int
    by_dose: dict[str, Target]
    """By the id of the dose."""
    unweighted: frozenset[str] = frozenset()
    """The doses to do at body weight today: this week's days with kilograms are done."""
    side: Side | None = None
    """The leg that hurts, or both; None: not known."""

    def week(self, today: date) -> int:
        """Return the week of the program, counted from 1."""
        return week_of(today, self.start_day)

    def next_stage_open(self, today: date) -> bool:
        """Whether the first week of the next stage has come: the earliest time to enter it, not the reason to."""
        stages = self.program.definition.stages
        return self.stage < len(stages) and stages[self.stage].weeks[0] <= self.week(today)

    @cached_property
    def at_level(self) -> ResolvedProgram:
        """The program with the doses and kilograms of now.

        Kilograms that are added on some days of a week only are asked each time.
        """
        leveled = at_levels(self.program, {name: target.level for name, target in self.by_dose.items()})
        leveled = without_weight(leveled, self.unweighted)
        pairs = self.program.pairs(self.stage, self.region)
        loads = {exercise.id: self.by_dose[dose.id].load_kg for dose, exercise in pairs if not _on_some_days(dose)}
        return leveled._replace(loads={name: load for name, load in loads.items() if load is not None})


def find_targets(offered: ResolvedProgram, log: Log, region: Region | None, side: Side | None = None) -> Targets:
    """Return where a person stands in a program. side: the leg that hurts."""
    started = max((start.at for start in log.program_starts if start.program == offered.definition.id), default=None)
    start_day = started.date() if started else _first_day(offered, log)
    stage, entered = _stage(offered, log, started, start_day)
    by_dose = {
        dose.id: _target(_Case(dose, exercise, entered), offered, log, region)
        for dose, exercise in offered.pairs(stage, region)
    }
    unweighted = _without_weight_today(offered, log, stage, region)
    return Targets(offered, region, start_day, stage, by_dose, unweighted, side)


def _without_weight_today(offered: ResolvedProgram, log: Log, stage: int, region: Region | None) -> frozenset[str]:
    monday = monday_of(log.today)
    unweighted = set()
    for dose, exercise in offered.pairs(stage, region):
        limit = dose.weight.days_per_week if dose.weight else None
        most = limit[-1] if isinstance(limit, tuple) else limit
        days = {
            session.day
            for session in log.sessions
            if monday <= session.day < log.today
            and any(part.exercise == exercise.id and part.load_kg and part.done for part in session.sets)
        }
        if most is not None and len(days) >= most:
            unweighted.add(dose.id)
    return frozenset(unweighted)


def _first_day(offered: ResolvedProgram, log: Log) -> date | None:
    return next((session.day for session in log.sessions if session.program == offered.definition.id), None)


def _on_some_days(dose: Dose) -> bool:
    return dose.weight is not None and dose.weight.days_per_week is not None


def week_of(day: date, start_day: date | None) -> int:
    """Return the week of a program, counted from 1."""
    return 1 if start_day is None else max(0, (day - start_day).days) // DAYS_OF_A_WEEK + 1


class _Case(NamedTuple):
    """One exercise of a stage, and when that stage was entered."""

    dose: Dose
    exercise: Exercise
    entered: datetime | None

    def after_entry(self, moment: datetime) -> bool:
        """Whether a time lies in this stage: a level of the stage before does not count here."""
        return self.entered is None or moment >= self.entered

    def holds(self, moment: datetime) -> bool:
        """Whether kilograms recorded at a time still apply: a stage with a repetition maximum needs new ones."""
        has_rm = self.dose.weight is not None and self.dose.weight.rm is not None
        return not has_rm or self.after_entry(moment)


def _stage(
    offered: ResolvedProgram, log: Log, started: datetime | None, start_day: date | None
) -> tuple[int, datetime | None]:
    """Return the stage, and when it was entered; None for the first stage."""
    entries = tuple(stage_entries(offered, log.answers, started, start_day))
    return entries[-1] if entries else (1, None)


def stage_entries(
    offered: ResolvedProgram, answers: Iterable[Answer], started: datetime | None, start_day: date | None
) -> Iterator[tuple[int, datetime]]:
    """Yield each stage after the first, and when it was entered. started, start_day: when the program began.

    An answer enters at most the next stage, and not before its first week.
    """
    stages, stage = offered.definition.stages, 1
    for answer in answers:
        if (
            answer.stage is None
            or answer.program != offered.definition.id
            or (started is not None and answer.at < started)
        ):
            continue
        entered = min(answer.stage, stage + 1, len(offered.definition.parts))
        if entered != stage and stages[entered - 1].weeks[0] <= week_of(answer.at.date(), start_day):
            stage = entered
            yield stage, answer.at


class _Setting(NamedTuple):
    """A level or kilograms, when they were set, and one line of why."""

    number: float
    moment: datetime | None
    why: str


def _target(case: _Case, offered: ResolvedProgram, log: Log, region: Region | None) -> Target:
    levels = ladder(case.dose, case.exercise.category, region)
    setting = _level(case, log)
    level = nearest_level(levels, int(setting.number))
    why = setting.why
    if level.number != setting.number:
        why = f"{why}; that level is not in this program, so this is the nearest"
    notes = _notes_since(log, setting.moment)
    load = _load(case, offered, log) if case.dose.weighted else None
    if load is not None and load.why != why:
        why = load.why if why == _LOW_END else f"{why}; {load.why}"
    if notes:
        level = nearest_level(levels, level.number - len(notes))
        why = _lower(notes, lowest=level is levels[0] and load is None)
    return Target(level, level is levels[0], level is levels[-1], load.number if load else None, why)


def _level(case: _Case, log: Log) -> _Setting:
    """Return the number of the level that was set last; a stage, or a restart, begins at the first level."""
    answers = [answer for answer in log.answers if answer.exercise == case.dose.id and case.after_entry(answer.at)]
    leveled = next((answer for answer in reversed(answers) if answer.level is not None), None)
    if leveled is None or leveled.level is None:
        return _Setting(FIRST, case.entered, _LOW_END)
    if log.restarted_at is not None and leveled.at < log.restarted_at:
        return _Setting(FIRST, leveled.at, _LOW_END)
    return _Setting(leveled.level, leveled.at, _because(leveled))


def _load(case: _Case, offered: ResolvedProgram, log: Log) -> _Setting | None:
    """Return the kilograms that were set last, by an answer, the PT or for a session; less after a clinician note.

    The kilograms of the PT come before everything else of the same day.
    """
    settings = [*_lifted(case, log), *_answered(case, log)]
    kilograms = offered.loads.get(case.exercise.id) or offered.loads.get(case.dose.id)
    if kilograms is not None:
        moment = (
            None if offered.pt_doses_day is None else datetime.combine(offered.pt_doses_day, time.max, log.now.tzinfo)
        )
        if moment is None or case.holds(moment):
            settings.append(_Setting(kilograms, moment, "your PT set the kilograms"))
    if not settings:
        return None
    last = max(settings, key=lambda setting: (setting.moment is not None, setting.moment))
    number = last.number
    for _ in _notes_since(log, last.moment):
        number = lighter(number)
    return last._replace(number=number)


def _answered(case: _Case, log: Log) -> list[_Setting]:
    answers = (answer for answer in log.answers if answer.exercise == case.dose.id and case.holds(answer.at))
    return [_Setting(answer.load_kg, answer.at, _because(answer)) for answer in answers if answer.load_kg is not None]


def _lifted(case: _Case, log: Log) -> list[_Setting]:
    """Return the kilograms recorded for each session."""
    return [
        _Setting(part.load_kg, session.started, f"the kilograms you used on {_day(session.day)}")
        for session in log.sessions
        if case.holds(session.started)
        for part in session.sets
        if part.exercise == case.exercise.id and part.load_kg is not None
    ]


def _notes_since(log: Log, moment: datetime | None) -> list[ClinicianNote]:
    """Return the clinician notes after a time, the last of each day, only those with training before them."""
    notes = {
        note.at.date(): note
        for note in log.notes
        if (moment is None or note.at > moment) and _trained_before(log, note.at)
    }
    return list(notes.values())


def _trained_before(log: Log, note: datetime) -> bool:
    if any(session.started < note for session in log.sessions):
        return True
    return log.earlier is not None and (
        log.earlier <= note.date() or any(start.at < note for start in log.program_starts)
    )


def _lower(notes: list[ClinicianNote], *, lowest: bool) -> str:
    last = _day(notes[-1].at)
    if lowest:
        return f"the lowest level after the clinician note of {last}"
    if len(notes) == 1:
        return f"one level lower after the clinician note of {last}"
    return f"one level lower after each of {len(notes)} clinician notes, the last of {last}"


def _because(answer: Answer) -> str:
    return f"your answer of {_day(answer.at)} to {answer.row}"


def _day(moment: date) -> str:
    return f"{moment.day} {moment:%B}"


def heavier(load: float, percent: float) -> float:
    """Return a load one step up, in half kilograms. percent: the most it may rise.

    A step of less than half a kilogram becomes half a kilogram, where that is at most 10 % of the load.
    """
    stepped = max(load, (load * (1 + percent / 100)) // HALF_KILOGRAM * HALF_KILOGRAM)
    half_more = load + HALF_KILOGRAM
    return half_more if stepped == load and half_more * 100 <= load * (100 + MOST_PERCENT) else stepped


def lighter(load: float) -> float:
    """Return a load one step back, in half kilograms: at least 10 % less, but not below half a kilogram."""
    return min(load, max(HALF_KILOGRAM, (load * BACK) // HALF_KILOGRAM * HALF_KILOGRAM))
