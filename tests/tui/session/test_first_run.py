"""What a new person is led through when the program opens, and how it is left and gone on with."""

import pytest

from achilles_tui.application.intents import Start
from achilles_tui.domain.base.units import Region, Side
from achilles_tui.domain.red_flags.safety import standing
from achilles_tui.domain.settings import ProgramLibrary, Settings
from achilles_tui.tui.pages.today import TodayScreen
from achilles_tui.tui.session.screen import SessionScreen
from tests.builders import heel_raise, record_of
from tests.memory import CLEAR, MemoryServices
from tests.red_flags import EMPTY, QUESTIONS
from tests.tui.driving import Drive, running

NO_TO_ALL = ["n"] * len(QUESTIONS)
WELCOME, SIDE, REGION, PROGRAM = "Welcome to achilles-tui", "Which leg hurts?", "Where does it hurt?", "Which program?"


def newcomer(*, flags_asked: bool = False) -> MemoryServices:
    """Return the services of a person who told nothing, or nothing but the red flags."""
    return MemoryServices(safety=CLEAR if flags_asked else EMPTY, introduction="on")


def is_on_today(drive: Drive) -> bool:
    """Whether nothing lies over the Today page."""
    return drive.shows(TodayScreen)


async def test_the_first_run_leads_from_the_welcome_to_today() -> None:
    services = newcomer()
    async with running(services) as drive:
        assert WELCOME in drive.text()
        assert "not medical advice" in drive.text()
        await drive.press("g")
        assert f"question 1 of {len(QUESTIONS)}" in drive.text()
        await drive.press(*NO_TO_ALL, "s")
        assert standing(services.safety.flags()).state == "clear"
        assert SIDE in drive.text()
        await drive.press("r")
        assert services.settings.load().side is Side.RIGHT
        assert "never decides this" in drive.text()
        assert "2 inches (5 cm) above" in drive.text()
        await drive.press("m")
        assert services.settings.load().region is Region.MID_PORTION
        assert "▶ 1  The raises · " in drive.text()
        assert "only with a PT" in drive.text()
        await drive.press("enter")
        assert services.settings.load().program == "raises"
        assert "RIGHT leg" in drive.line("what")
        await drive.press("escape")
        assert is_on_today(drive)
    async with running(services) as drive:
        assert is_on_today(drive)
    assert services.journal.records == []


@pytest.mark.parametrize(("key", "side"), [("l", Side.LEFT), ("r", Side.RIGHT), ("b", Side.BOTH)])
async def test_both_legs_may_hurt(key: str, side: Side) -> None:
    services = newcomer(flags_asked=True)
    async with running(services) as drive:
        await drive.press("g", key)
        assert services.settings.load().side is side


async def test_escape_goes_back_a_step_and_loses_no_answer() -> None:
    services = newcomer()
    async with running(services) as drive:
        await drive.press("g")
        await drive.press("escape")
        assert WELCOME in drive.text()
        await drive.press("g", *NO_TO_ALL, "s", "l", "i")
        assert PROGRAM in drive.text()
        await drive.press("escape")
        assert REGION in drive.text()
        await drive.press("escape")
        assert SIDE in drive.text()
        await drive.press("escape")
        assert WELCOME in drive.text()
        assert (services.settings.load().side, services.settings.load().region) == (Side.LEFT, Region.INSERTIONAL)
        await drive.press("escape")
        assert is_on_today(drive)


async def test_what_was_left_for_later_is_asked_the_next_time_and_nothing_else() -> None:
    services = newcomer()
    async with running(services) as drive:
        await drive.press("g", *NO_TO_ALL, "s", "l", "escape", "escape", "escape")
        assert is_on_today(drive)
    async with running(services) as drive:
        await drive.press("g")
        assert REGION in drive.text()
        await drive.press("n", "2")
        assert services.settings.load() == Settings(side=Side.LEFT, region=Region.NOT_SURE, program="gym")


@pytest.mark.parametrize("key", ["l", "escape"])
async def test_later_opens_today_and_welcomes_again_the_next_time(key: str) -> None:
    services = newcomer()
    for _ in range(2):
        async with running(services) as drive:
            assert WELCOME in drive.text()
            await drive.press(key)
            assert is_on_today(drive)


async def test_never_is_kept_and_the_questions_a_session_needs_are_asked_all_the_same() -> None:
    services = newcomer()
    async with running(services) as drive:
        await drive.press("n")
        assert is_on_today(drive)
    async with running(services) as drive:
        assert is_on_today(drive)
        await drive.press("enter")
        assert f"question 1 of {len(QUESTIONS)}" in drive.text()


async def test_whoever_ran_setup_is_asked_nothing() -> None:
    told = Settings(side=Side.LEFT, region=Region.MID_PORTION, program="raises")
    async with running(MemoryServices(settings=told, introduction="on")) as drive:
        assert is_on_today(drive)


async def test_a_wish_from_the_command_line_is_not_held_up() -> None:
    services = newcomer(flags_asked=True)
    async with running(services, Start(services.programs.library().programs["raises"], sides=(Side.LEFT,))) as drive:
        assert "Set 1 of 2" in drive.line("where")
        await drive.press("q", "l")
        assert is_on_today(drive)
    async with running(
        services, Start(services.programs.library().programs["raises"], speed=20.0, sides=(Side.LEFT,))
    ) as drive:
        assert "PRACTICE" in drive.line("what")


async def test_an_unfinished_session_comes_before_any_question() -> None:
    services = newcomer()
    services.journal.records.append(record_of(heel_raise()))
    async with running(services) as drive:
        assert is_on_today(drive)


@pytest.mark.parametrize("flag", ["night-pain", "under-18"])
async def test_a_yes_that_locks_ends_the_questions(flag: str) -> None:
    services = newcomer()
    async with running(services) as drive:
        answers = ["y" if question.id == flag else "n" for question in QUESTIONS]
        await drive.press("g", *answers, "s", "b")
        assert is_on_today(drive)
    assert standing(services.safety.flags()).state in {"locked", "never"}
    async with running(services) as drive:
        assert is_on_today(drive)


async def test_a_clinician_note_lets_the_questions_go_on() -> None:
    async with running(newcomer()) as drive:
        await drive.press("g", "n", "y", *NO_TO_ALL[2:], "s", "c")
        await drive.type("seen")
        await drive.press("enter")
        assert SIDE in drive.text()


async def test_an_answer_that_cannot_be_kept_is_said_and_used_all_the_same() -> None:
    services = newcomer(flags_asked=True)
    services.settings_store.trouble_writing = "the disk is full."
    async with running(services) as drive:
        await drive.press("g", "r")
        assert "NOT SAVED" in drive.text()
        assert "the disk is full" in drive.text()
        await drive.press("b")
        assert REGION in drive.text()
        services.settings_store.trouble_writing = None
        await drive.press("n")
        assert services.settings.load().side is Side.RIGHT


async def test_without_any_program_the_rest_is_asked() -> None:
    services = newcomer(flags_asked=True)
    services.program_store.shelf = ProgramLibrary({})
    async with running(services) as drive:
        await drive.press("g", "l", "n")
        assert "No program here has a heel raise" in drive.text()
        await drive.press("b")
        assert is_on_today(drive)


@pytest.mark.parametrize("size", [(5, 2), (30, 8), (50, 20), (300, 90)])
async def test_no_size_breaks_the_first_run(size: tuple[int, int]) -> None:
    services = newcomer()
    async with running(services, size=size) as drive:
        await drive.press("g", *NO_TO_ALL, "s", "l", "n", "1")
        assert isinstance(drive.app.screen, SessionScreen)
        await drive.press("space", "space", "n", "b", "p", "0", "q", "g", "enter")
        assert is_on_today(drive)
