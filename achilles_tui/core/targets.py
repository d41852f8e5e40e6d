"""Where a person stands in a program: stage, level and kilograms of each exercise, told anew from the log each time."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from achilles_tui.core.diary import Answer
from achilles_tui.core.dose import Dose
from achilles_tui.core.ladder import FIRST, Level, at_levels, ladder, nearest_level, without_weight
from achilles_tui.core.log import LOADED, Log
from achilles_tui.core.program import Exercise, Offer
from achilles_tui.core.units import Region

BACK = 0.9
"""A load after a step back, as a part of what it was: 10 % less (ours)."""

HALF_KILOGRAM = 0.5


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be done of one exercise. told: one line of why."""

    level: Level
    lowest: bool
    highest: bool
    """Whether there is no level below, or above, in this stage."""
    load_kg: float | None
    told: str


@dataclass(frozen=True)
class Targets:
    """Where a person stands in one program."""

    offered: Offer
    """The program as its file and the PT have it."""
    region: Region | None
    begun: date | None
    """The day it was begun; None before the first session."""
    stage: int
    of: dict[str, Target]
    """By the id that the dose names."""
    unweighted: frozenset[str] = frozenset()
    """The exercises that are done at body weight today: their days with kilograms are over for this week."""

    def week(self, today: date) -> int:
        """Return the week of the program, counted from 1."""
        return 1 if self.begun is None else max(0, (today - self.begun).days) // 7 + 1

    def next_stage_open(self, today: date) -> bool:
        """Whether there is a later stage whose first week has come: the earliest time for it, not the reason."""
        stages = self.offered.program.stages
        return self.stage < len(stages) and stages[self.stage].weeks[0] <= self.week(today)

    @property
    def at_level(self) -> Offer:
        """The program with its doses and kilograms as they are to be done now."""
        loads = {name: one.load_kg for name, one in self.of.items() if one.load_kg is not None}
        leveled = at_levels(self.offered, {name: one.level for name, one in self.of.items()})
        leveled = without_weight(leveled, self.unweighted)
        kept = {**self.offered.loads, **loads}
        return leveled._replace(loads={name: load for name, load in kept.items() if name not in self.unweighted})


def targets(offered: Offer, log: Log, region: Region | None) -> Targets:
    """Return where a person stands in a program."""
    begun = [one for one in log.diary.begun if one.program == offered.program.id and one.at <= log.now]
    since = begun[-1].at if begun else None
    stage, entered = _stage(offered, log, since)
    of = {
        dose.id: _target(_Case(dose, exercise, entered), offered, log, region)
        for dose, exercise in offered.pairs(stage, region)
    }
    begun_on = since.date() if since else _first_day(offered, log)
    return Targets(offered, region, begun_on, stage, of, _without_weight_today(offered, log, stage, region))


def _without_weight_today(offered: Offer, log: Log, stage: int, region: Region | None) -> frozenset[str]:
    monday = log.today - timedelta(days=log.today.weekday())
    found = set()
    for dose, exercise in offered.pairs(stage, region):
        limit = dose.weight.days_per_week if dose.weight else None
        most = limit[-1] if isinstance(limit, tuple) else limit
        days = {
            one.day
            for one in log.sessions
            if monday <= one.day < log.today
            and any(part.exercise == exercise.id and part.load_kg and part.done for part in one.sets)
        }
        if most is not None and len(days) >= most:
            found.add(dose.id)
    return frozenset(found)


def _first_day(offered: Offer, log: Log) -> date | None:
    return next((one.day for one in log.sessions if one.program == offered.program.id), None)


class _Case(NamedTuple):
    """One exercise of a stage, and when that stage was entered."""

    dose: Dose
    exercise: Exercise
    entered: datetime | None

    def after_entry(self, at: datetime) -> bool:
        """Whether a time lies in this stage: a level of the stage before says nothing here."""
        return self.entered is None or at >= self.entered

    def holds(self, at: datetime) -> bool:
        """Whether kilograms told at a time still hold: with another repetition maximum they are told anew."""
        has_rm = self.dose.weight is not None and self.dose.weight.rm is not None
        return not has_rm or self.after_entry(at)


def _stage(offered: Offer, log: Log, since: datetime | None) -> tuple[int, datetime | None]:
    """Return the stage, and when it was entered; None for the first one."""
    told = [
        (one.stage, one.at)
        for one in _answers(log)
        if one.stage is not None and one.program == offered.program.id and (since is None or one.at >= since)
    ]
    return (min(told[-1][0], len(offered.program.parts)), told[-1][1]) if told else (1, None)


def _answers(log: Log) -> list[Answer]:
    return [one for one in log.diary.answers if one.at <= log.now]


def _target(case: _Case, offered: Offer, log: Log, region: Region | None) -> Target:
    dose, exercise = case.dose, case.exercise
    levels = ladder(dose, exercise.category, region)
    mine = [one for one in _answers(log) if one.exercise == dose.id]
    leveled = next((one for one in reversed(mine) if one.level is not None and case.after_entry(one.at)), None)
    loaded = next((one for one in reversed(mine) if one.load_kg is not None and case.holds(one.at)), None)
    number, load = FIRST, offered.loads.get(exercise.id) or _last_load(case, log)
    told = "one begins at the low end"
    if leveled is not None and leveled.level is not None:
        number, told = leveled.level, _because(leveled)
    if loaded is not None:
        load, told = loaded.load_kg, _because(loaded)
    note = log.last_note
    if note is not None and exercise.category in LOADED and _trained_before(log, note):
        if leveled is None or leveled.at < note:
            number, told = number - 1, f"one level lower after the clinician note of {note:%d %B}"
        if load is not None and (loaded is None or loaded.at < note):
            load = lighter(load)
    level = nearest_level(levels, number)
    if level.number != number:
        told = f"{told}; this program has no L{number}, so the nearest"
    return Target(level, level is levels[0], level is levels[-1], load if dose.weighted else None, told)


def _because(answer: Answer) -> str:
    return f"your answer of {answer.at:%d %B} to {answer.row}"


def _last_load(case: _Case, log: Log) -> float | None:
    sessions = [session for session in reversed(log.sessions) if case.holds(session.started)]
    sets = (one for session in sessions for one in session.sets if one.exercise == case.exercise.id)
    return next((one.load_kg for one in sets if one.load_kg is not None), None)


def _trained_before(log: Log, note: datetime) -> bool:
    return any(one.started < note for one in log.sessions) or any(one.at < note for one in log.diary.begun)


def heavier(load: float, percent: float) -> float:
    """Return a load one step up, in kilograms, never more than the step."""
    return max(load, (load * (1 + percent / 100)) // HALF_KILOGRAM * HALF_KILOGRAM)


def lighter(load: float) -> float:
    """Return a load one step back, in kilograms: at least 10 % less."""
    return max(HALF_KILOGRAM, (load * BACK) // HALF_KILOGRAM * HALF_KILOGRAM)
