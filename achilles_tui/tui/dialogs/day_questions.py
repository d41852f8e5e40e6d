"""What a person is asked before the past is changed: whether to delete, and what a session was that is told by hand."""

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
from achilles_tui.tui.dialogs.choice import ChoiceAnswer, ChoiceScreen, numbered
from achilles_tui.tui.dialogs.questions import AnyApp
from achilles_tui.tui.dialogs.text import TextScreen

VISA_A = f"VISA-A, the total, 0 to {MOST_VISA_A}"
HEEL_RISES = "heel-rise test, repetitions on the {} leg, 30 a minute"


class EnteredScore(NamedTuple):
    """A score as it is told: a VISA-A total, or repetitions of the heel-rise test and their leg."""

    visa_a: int | None = None
    heel_rises: int | None = None
    side: Side | None = None


_Measure = Literal["visa-a"] | Side | None
"""What is told: a VISA-A total, a heel-rise test by its leg, or nothing."""


class _Way(NamedTuple):
    """A program, and which stage of it, counted from 1."""

    offered: ResolvedProgram
    stage: int = 1


async def delete(app: AnyApp, what: str) -> bool:
    """Ask before something is deleted."""
    answers = [ChoiceAnswer("n", "no, keep it", False), ChoiceAnswer("y", "yes, delete it", True)]
    body = f"{what}\nIt counts no more then. Its file stays, so that it can be brought back."
    return await app.push_screen_wait(ChoiceScreen[bool]("Delete this?", body, answers, escape=False))


async def bring_back(app: AnyApp, what: str) -> bool:
    """Ask before something that was deleted is brought back."""
    answers = [ChoiceAnswer("y", "yes, it counts again", True), ChoiceAnswer("n", "no, leave it deleted", False)]
    return await app.push_screen_wait(ChoiceScreen[bool]("Bring this back?", what, answers, escape=False))


async def score(app: AnyApp, agenda: AgendaService, day: date) -> EnteredScore | None:
    """Ask for a score of a day; None when the person went back, or no test was for that day, which is said."""
    answers: list[ChoiceAnswer[_Measure]] = [ChoiceAnswer("v", VISA_A, "visa-a")]
    answers += [ChoiceAnswer(leg[0], HEEL_RISES.format(leg), leg) for leg in Side.BOTH.legs]
    body = "As it was worked out, and counted, elsewhere; nothing is asked or judged here."
    of = await app.push_screen_wait(ChoiceScreen[_Measure]("Which score?", body, answers, escape=None))
    if of is None:
        return None
    if of == "visa-a":
        total = await _number(app, VISA_A, MOST_VISA_A)
        return None if total is None else EnteredScore(visa_a=total)
    now = agenda.today(day)
    if reason := "No program chosen yet." if now is None else no_heel_rise_test(now):
        await questions.tell(app, "The heel-rise test is not kept", reason)
        return None
    count = await _number(app, HEEL_RISES.format(of), MOST_HEEL_RISES)
    return None if count is None else EnteredScore(heel_rises=count, side=of)


async def _number(app: AnyApp, title: str, most: int) -> int | None:
    text = await app.push_screen_wait(TextScreen(title, "", problem=lambda text: _no_whole_number(text, most)))
    return None if text is None else int(text)


def _no_whole_number(text: str, most: int) -> str | None:
    return f"{text!r} is not a whole number from 0 to {most}." if whole_number(text, 0, most) is None else None


async def what_was_done(app: AnyApp, services: Services, day: date) -> SessionRecord | None:
    """Ask what was done on a day; return it as planned, to be told in full, or None when the person went back."""
    settings = services.settings.load()
    way = await _program(app, _ways(services, day))
    if way is None:
        return None
    is_sided = way.offered.sided(way.stage)
    if settings.side is not None or not is_sided:
        sides: tuple[Side, ...] | None = (settings.side or Side.LEFT).legs
    else:
        sides = await questions.sides(app)
    if sides is None:
        return None
    made = await _part(app, plan(way.offered, sides, stage=way.stage, region=settings.region))
    if made is None:
        return None
    times = [services.clock.local_time(day, one) for one in settings.times or USUAL_TIMES]
    begun = [one.started for one in services.history.day(day).counting]
    return draft_session(made, likely_begin(times, begun, services.clock.now()))


async def _program(app: AnyApp, ways: Sequence[_Way]) -> _Way | None:
    answers: list[ChoiceAnswer[_Way | None]] = numbered((one.offered.definition.title, one) for one in ways)
    return await app.push_screen_wait(ChoiceScreen[_Way | None]("Of which program was it?", "", answers, escape=None))


async def _part(app: AnyApp, whole: Plan) -> Plan | None:
    """Ask for what was done of a program, where it has several exercises."""
    if len(whole.exercises) == 1:
        return whole
    each: list[ChoiceAnswer[Plan | None]] = numbered(
        (f"only: {one.name}", whole.only({one.id})) for one in whole.exercises
    )
    answers: list[ChoiceAnswer[Plan | None]] = [ChoiceAnswer("a", "all of it, or most", whole), *each]
    return await app.push_screen_wait(ChoiceScreen[Plan | None]("What did you do of it?", "", answers, escape=None))


def _ways(services: Services, day: date) -> list[_Way]:
    """Return the user's own program as it was to be done on a day, and all others in their first stage."""
    offers = services.programs.library().programs
    usual = services.settings.load().program
    others = [_Way(one) for name, one in offers.items() if name != usual]
    if usual is None or usual not in offers:
        return others
    try:
        now = services.agenda.today(day)
    except AchillesError:  # some file of it cannot be read, which Today says; what was done can be told all the same
        now = None
    return [_Way(offers[usual]) if now is None else _Way(now.program, now.targets.stage), *others]
