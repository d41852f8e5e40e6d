"""The verdicts: the log against the stated rule, what a yes would change, and nothing changed without a key."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from msgspec.structs import replace

from achilles_tui.domain.agenda.verdict_text import LOCKED, STILL_SKIPPED
from achilles_tui.domain.base.units import Region, Side
from achilles_tui.domain.pain_rule.rule import ROWS
from achilles_tui.domain.programs.program import Program, ResolvedProgram, Stage
from achilles_tui.domain.programs.session_plan import plan
from achilles_tui.domain.red_flags.safety import ClinicianNote
from achilles_tui.domain.settings import ProgramLibrary, Settings
from achilles_tui.tui.pages.programs import ProgramsScreen
from achilles_tui.tui.pages.verdict import NOTHING_OFFERED, VerdictScreen
from tests.builders import NOW
from tests.domain.pain_rule.simulation import Day, done
from tests.memory import MemoryServices
from tests.tui.driving import Drive, running

DAYS = 16
"""Days of a course that ends yesterday."""


def ranged(name: str = "raises") -> ResolvedProgram:
    """Return a program whose heel raises have levels."""
    offered = MemoryServices().programs.library().programs[name]
    reps = (10, 15) if name == "raises" else (6, 8)
    doses = (replace(offered.definition.doses[0], reps=reps), *offered.definition.doses[1:])
    return offered._replace(definition=replace(offered.definition, doses=doses))


def staged() -> ResolvedProgram:
    """Return the raises as a program of two stages, the second from week 3 on."""
    raises = MemoryServices().programs.library().programs["raises"]
    doses = raises.definition.doses
    stages = (Stage((1, 2), doses, "Begin"), Stage((3, 12), doses[:1], "Go on"))
    program = Program(format=1, id="raises", title="In stages", about="x", source="tests", stages=stages)
    return raises._replace(definition=program)


def lived(
    *, last: Day | None = None, before: Day | None = None, offered: ResolvedProgram | None = None
) -> MemoryServices:
    """Return a services with a calm course up to yesterday. last, before: what yesterday and the day before it were."""
    offered = offered or ranged()
    name = offered.definition.id
    settings = Settings(side=Side.LEFT, region=Region.MID_PORTION, program=name)
    services = MemoryServices(shelf=ProgramLibrary({name: offered}), settings=settings)
    chosen = plan(offered, (Side.LEFT,), pt_confirmed=True)
    for back in range(DAYS, -1, -1):
        told = {1: last, 2: before}.get(back) or Day()
        moment = NOW - timedelta(days=back)
        services.agenda.check_in(moment.date(), morning=told.morning, stiffness=told.stiffness, how=told.how)
        for hours in (1, 11) if back else ():
            record = done(
                chosen, f"s-{back:02}-{hours}", moment + timedelta(hours=hours), told.pains[0], finished=told.finished
            )
            services.records.sessions[record.id] = record
    return services


@asynccontextmanager
async def opened(services: MemoryServices, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Drive]:
    """Open the verdicts over the Today page."""
    async with running(services, size=size) as drive:
        await drive.app.push_screen(VerdictScreen(services, drive.app._looks))  # noqa: SLF001
        await drive.settle()
        yield drive


def said(drive: Drive) -> str:
    """Return the text of the screen as one line."""
    return " ".join(drive.text().split())


def answers(services: MemoryServices) -> list[tuple[str, str, int | None]]:
    """Return what was answered: the exercise, the word, the level."""
    return [(one.exercise, one.said, one.level) for day in services.records.days.values() for one in day.answers]


async def test_a_step_up_is_told_once_with_row_and_numbers_and_what_a_yes_changes() -> None:
    async with opened(lived()) as drive:
        text = said(drive)
        assert text.count("▲ PROGRESS") == 1
        assert "Your log is within every limit of the rule." in text
        assert "What it takes: Your yes: nothing changes without it." in text
        assert "Now: Heel raise 2 x 10; you start at the low end of the dose." in text
        assert "A yes: Heel raise 2 x 10 becomes 2 x 12." in text


async def test_nothing_changes_without_a_key_and_a_yes_answers_for_every_exercise_of_the_verdict() -> None:
    services = lived()
    async with opened(services) as drive:
        assert answers(services) == []
        now = services.agenda.today()
        assert now is not None
        offered = len(now.open_verdicts)
        await drive.press("y")
        assert len(answers(services)) == offered
        assert ("heel-raise", "yes", 2) in answers(services)
        assert "2 x 12; your answer of 22 November to D18." in said(drive)
        await drive.press("y")
        assert NOTHING_OFFERED in said(drive)
        assert len(answers(services)) == offered


async def test_a_no_is_kept_and_changes_nothing() -> None:
    services = lived()
    async with opened(services) as drive:
        await drive.press("n")
        assert {(word, level) for _, word, level in answers(services)} == {("no", None)}
        assert "You said on 22 November: no." in said(drive)
        assert "A yes:" not in said(drive)


async def test_a_step_back_says_that_a_declined_one_skips_too() -> None:
    services = lived(last=Day(pains=((6, 1),)))
    async with opened(services) as drive:
        assert "▼ STEP BACK" in said(drive)
        assert "Pain 6 in the last session; the limit in the rule is 5." in said(drive)
        assert "2 x 10 becomes 3 x 10, both feet up and down" in said(drive)
        await drive.press("n")
        assert f"Saved: no. {STILL_SKIPPED}" in said(drive)


async def test_a_step_back_in_the_gym_is_told_in_kilograms() -> None:
    offered = ranged("gym")._replace(loads={"gym-raise": 40.0})
    async with opened(lived(last=Day(pains=((6, 1),)), offered=offered)) as drive:
        assert "Now: Leg press 2 x 6, 40 kg; the kilograms you used on 21 November." in said(drive)
        assert "A yes: Leg press 40 kg becomes 36 kg." in said(drive)


async def test_a_stop_is_locked_and_no_word_replaces_it() -> None:
    services = lived(last=Day(pains=((8, 2),)))
    async with opened(services) as drive:
        assert "■ STOP" in said(drive)
        assert LOCKED in said(drive)
        assert "o my PT" not in said(drive)
        await drive.press("o")
        assert "A stop ends only when" in said(drive)
        await drive.press("y", "n")
        assert answers(services) == []


async def test_a_hold_offers_nothing_and_says_what_it_takes() -> None:
    services = lived(last=Day(pains=((4, 1),)))
    async with opened(services) as drive:
        assert "= HOLD" in said(drive)
        assert "Pain 4 in the last session is within the limit of 5" in said(drive)
        assert "What it takes: 3 sessions in a row" in said(drive)
        await drive.press("y")
        assert NOTHING_OFFERED in said(drive)
        assert answers(services) == []


async def test_the_word_of_a_pt_is_written_down_and_the_dose_has_its_own_place() -> None:
    services = lived(last=Day(pains=((4, 1),)))
    async with opened(services) as drive:
        await drive.press("o", "enter")
        assert "Please write at least a few words" in said(drive)
        await drive.type("go on")
        await drive.press("enter")
        assert "Enter the dose that your PT gave you on the Programs page" in said(drive)
        await drive.press("b")
        assert drive.shows(VerdictScreen)
        assert {word for _, word, _ in answers(services)} == {"my PT says otherwise"}
        assert "my PT says otherwise (go on)" in said(drive)


async def test_a_pt_of_whom_nothing_is_written_is_no_answer() -> None:
    services = lived()
    async with opened(services) as drive:
        await drive.press("o", "escape")
        assert drive.shows(VerdictScreen)
        assert answers(services) == []


async def test_why_shows_the_row_its_numbers_with_their_sources_and_all_rows() -> None:
    services = lived(last=Day(pains=((6, 1),)))
    async with opened(services, size=(120, 120)) as drive:
        await drive.press("w")
        text = said(drive)
        assert "pain_limit = 5: published: Silbernagel 2007" in text
        assert "not medical advice" in text
        for row in ROWS:
            assert f"{row.id}:" in text
        await drive.press("escape")
        assert drive.shows(VerdictScreen)


async def test_verdicts_that_differ_are_chosen_with_arrows_and_answered_apart() -> None:
    services = lived()
    async with opened(services, size=(120, 40)) as drive:
        heads = [line for line in drive.text().splitlines() if "= HOLD" in line or "▲ PROGRESS" in line]
        assert [line.split()[:2] for line in heads] == [["▶", "▲"], ["·", "="]]
        await drive.press("down", "y")
        assert NOTHING_OFFERED in said(drive)
        await drive.press("up", "y", "y")
        assert answers(services) == [("heel-raise", "yes", 2)]


async def test_a_stage_begins_once_for_all_exercises() -> None:
    services = lived(offered=staged())
    async with opened(services) as drive:
        assert said(drive).count("stage 2 begins: Go on.") == 1
        await drive.press("y")
        now = services.agenda.today()
        assert now is not None
        assert now.targets.stage == 2


async def test_without_a_program_or_a_session_it_says_why_there_is_none() -> None:
    async with opened(MemoryServices()) as drive:
        assert "No verdict yet: you have not chosen a program." in said(drive)
        await drive.press("y", "n", "o", "w", "down", "enter")
    async with opened(MemoryServices(settings=Settings(program="raises"))) as drive:
        assert "No verdict yet: the rule looks at your last session" in said(drive)
    services = lived(last=Day(pains=((8, 2),)))
    services.safety.save(services.safety.flags().with_note(ClinicianNote(services.clock.now(), "go on")))
    async with opened(services) as drive:
        assert "since the clinician note of 22 November" in said(drive)


async def test_what_could_not_be_written_is_said_and_tried_again() -> None:
    services = lived()
    async with opened(services) as drive:
        services.records.trouble_writing = "the disk is full."
        await drive.press("y")
        assert "NOT SAVED: the disk is full." in said(drive)
        services.records.trouble_writing = None
        await drive.press("y")
        assert "NOT SAVED" not in said(drive)
        assert ("heel-raise", "yes", 2) in answers(services)


async def test_esc_goes_back_and_the_pages_are_a_key_away() -> None:
    async with opened(lived()) as drive:
        await drive.press("escape")
        assert not drive.shows(VerdictScreen)
    async with opened(lived()) as drive:
        await drive.press("2")
        assert drive.shows(ProgramsScreen)


@pytest.mark.parametrize("size", [(5, 2), (30, 8), (50, 20), (80, 24), (120, 40)])
async def test_every_size_shows_it_and_takes_the_keys(size: tuple[int, int]) -> None:
    services = lived(last=Day(pains=((6, 1),)))
    async with opened(services, size=size) as drive:
        if size[0] >= 50:
            assert "▼ STEP BACK" in drive.text()
            assert "y yes" in drive.text()
            assert "Esc back" in drive.text()
        await drive.press("space", "pageup", "down", "up", "y")
        assert answers(services)
