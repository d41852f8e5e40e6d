"""The questions before a recorded day is changed: whether to delete, which score, which session to add."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from achilles_tui.application.agenda import AgendaService
from achilles_tui.application.services import Services
from achilles_tui.domain.agenda.today import no_heel_rise_test
from achilles_tui.domain.agenda.upcoming import USUAL_TIMES
from achilles_tui.domain.base.errors import AchillesError
from achilles_tui.domain.base.text import whole_number
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.forms.correction import draft_session, likely_begin
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.programs.session_plan import Plan, plan
from achilles_tui.domain.records.day_entries import MOST_HEEL_RISES, MOST_VISA_A
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.tui.dialogs import questions
from achilles_tui.tui.dialogs.choice import Answer, ask, numbered
from achilles_tui.tui.dialogs.questions import AnyApp
from achilles_tui.tui.dialogs.text import TextScreen

VISA_A = f"VISA-A, the total, 0 to {MOST_VISA_A}"
HEEL_RISES = "heel-rise test, repetitions on the {} leg, 30 a minute"


class EnteredScore(NamedTuple):
    """A VISA-A total, or the repetitions of a heel-rise test and their leg."""

    visa_a: int | None = None
    heel_rises: int | None = None
    side: Side | None = None


_Measure = Literal["visa-a"] | Side | None
"""What to enter: a VISA-A total, a heel-rise test (by its leg), or nothing."""


class _StagedProgram(NamedTuple):
    """A program and its stage, counted from 1."""

    program: ResolvedProgram
    stage: int = 1


async def delete(app: AnyApp, what: str) -> bool:
    """Ask before something is deleted."""
    answers = [("n", "no, keep it", False), ("y", "yes, delete it", True)]
    body = f"{what}\nIt will not count any more. Its file stays, so you can bring it back."
    return await ask(app, "Delete this?", body, answers, escape=False)


async def bring_back(app: AnyApp, what: str) -> bool:
    """Ask before something deleted is brought back."""
    answers = [("y", "yes, it counts again", True), ("n", "no, leave it deleted", False)]
    return await ask(app, "Bring this back?", what, answers, escape=False)


async def score(app: AnyApp, agenda: AgendaService, day: date) -> EnteredScore | None:
    """Ask for a score of a day; None if the person went back, or if no test is due on that day, after saying so."""
    answers: list[Answer[_Measure]] = [("v", VISA_A, "visa-a")]
    answers += [(leg[0], HEEL_RISES.format(leg), leg) for leg in Side.BOTH.legs]
    body = "Enter the result you worked out elsewhere; it is not asked or judged here."
    measure = await ask(app, "Which score?", body, answers, escape=None)
    if measure is None:
        return None
    if measure == "visa-a":
        total = await _number(app, VISA_A, MOST_VISA_A)
        return None if total is None else EnteredScore(visa_a=total)
    now = agenda.today(day)
    if reason := "No program chosen yet." if now is None else no_heel_rise_test(now):
        await questions.tell(app, "The heel-rise test is not saved", reason)
        return None
    count = await _number(app, HEEL_RISES.format(measure), MOST_HEEL_RISES)
    return None if count is None else EnteredScore(heel_rises=count, side=measure)


async def _number(app: AnyApp, title: str, most: int) -> int | None:
    text = await app.push_screen_wait(TextScreen(title, "", problem=lambda text: _no_whole_number(text, most)))
    return None if text is None else int(text)


def _no_whole_number(text: str, most: int) -> str | None:
    return f"{text!r} is not a whole number from 0 to {most}." if whole_number(text, 0, most) is None else None


async def what_was_done(app: AnyApp, services: Services, day: date) -> SessionRecord | None:
    """Ask which session was done on a day; return it as planned, to be filled in, or None if the person went back."""
    settings = services.settings.load()
    staged = await _program(app, _staged_programs(services, day))
    if staged is None:
        return None
    is_sided = staged.program.sided(staged.stage)
    if settings.side is not None or not is_sided:
        sides: tuple[Side, ...] | None = (settings.side or Side.LEFT).legs
    else:
        sides = await questions.sides(app)
    if sides is None:
        return None
    planned = await _part(app, plan(staged.program, sides, stage=staged.stage, region=settings.region))
    if planned is None:
        return None
    times = [services.clock.local_time(day, time) for time in settings.times or USUAL_TIMES]
    starts = [session.started for session in services.history.day(day).counting]
    return draft_session(planned, likely_begin(times, starts, services.clock.now()))


async def _program(app: AnyApp, programs: Sequence[_StagedProgram]) -> _StagedProgram | None:
    answers = numbered((staged.program.definition.title, staged) for staged in programs)
    return await ask(app, "Which program did you do?", "", answers, escape=None)


async def _part(app: AnyApp, whole: Plan) -> Plan | None:
    """Ask which exercises were done, if the program has several."""
    if len(whole.exercises) == 1:
        return whole
    single = numbered((f"only: {exercise.name}", whole.only({exercise.id})) for exercise in whole.exercises)
    answers = [("a", "all, or most of them", whole), *single]
    return await ask(app, "Which exercises did you do?", "", answers, escape=None)


def _staged_programs(services: Services, day: date) -> list[_StagedProgram]:
    """Return the person's own program in the stage of that day, then all others in their first stage."""
    programs = services.programs.library().programs
    usual = services.settings.load().program
    rest = [_StagedProgram(program) for name, program in programs.items() if name != usual]
    if usual is None or usual not in programs:
        return rest
    try:
        now = services.agenda.today(day)
    except AchillesError:  # a file cannot be read: Today says so, and a session can still be entered
        now = None
    own = _StagedProgram(programs[usual]) if now is None else _StagedProgram(now.program, now.targets.stage)
    return [own, *rest]
