"""One program: what a person reads there, and what its keys do."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext

import pytest
from msgspec.structs import replace

from achilles_tui.application.intents import Start
from achilles_tui.domain.base.errors import NoEditor
from achilles_tui.domain.base.units import Region, Side
from achilles_tui.domain.programs.program import Program, ResolvedProgram, Stage
from achilles_tui.domain.settings import ProgramLibrary, Settings
from achilles_tui.tui.pages.program import NOT_YOURS, ProgramScreen
from achilles_tui.tui.pages.programs import ProgramsScreen
from achilles_tui.tui.pages.today import TodayScreen
from achilles_tui.tui.session.screen import SessionScreen
from achilles_tui.tui.widgets.canvas import Canvas
from tests.memory import MemoryServices
from tests.tui.driving import Drive, running

WRONG = ("raises.toml:1:1: the key `about` is missing.", "  title = 3")


def staged(region: str = "any") -> MemoryServices:
    """Return a services with one program of two stages, the second without the stretch."""
    raises = MemoryServices().programs.library().programs["raises"]
    doses = raises.definition.doses
    program = Program(
        format=1,
        id="staged",
        title="In stages",
        about="x",
        source="tests",
        region=region,  # type: ignore[arg-type]  # a region's name
        stages=(Stage((1, 2), doses, "Begin"), Stage((3, 12), doses[:1], "Go on")),
    )
    settings = Settings(side=Side.LEFT, region=Region.INSERTIONAL)
    return MemoryServices(
        shelf=ProgramLibrary({"staged": ResolvedProgram(program, raises.exercises)}), settings=settings
    )


def own() -> MemoryServices:
    """Return a services whose raises are the user's own."""
    return MemoryServices(shelf=MemoryServices().programs.library()._replace(own=frozenset({"raises"})))


async def opened(drive: Drive) -> None:
    """Open the first program of the list."""
    await drive.press("2", "enter")


async def test_every_number_stands_there_with_where_it_comes_from() -> None:
    async with running(size=(120, 40)) as drive:
        await opened(drive)
        text = drive.text()
        for part in ("For tests.", "Sets", "3-0-U-0", "120 s", "no source named", "11 min a session", "any type"):
            assert part in text
        await drive.press("down")
        assert "Holds" in drive.text()
        assert "Rest between holds" in drive.text()


def looks_at_its_clock(page: ProgramScreen) -> bool:
    """Whether the page's timer runs, which alone makes its figure move."""
    return page._timer._active.is_set()  # noqa: SLF001 a timer does not say so otherwise


async def test_the_figure_moves_slowly_with_the_clock_and_stands_still_when_nobody_sees_it() -> None:
    async with running() as drive:
        await opened(drive)
        page = drive.app.screen
        assert isinstance(page, ProgramScreen)
        canvas = page.query_one("#program-figure", Canvas)
        before = canvas.picture
        await drive.wait(4)
        assert canvas.picture != before
        assert looks_at_its_clock(page)
        await drive.press("1")
        assert not looks_at_its_clock(page)
        await drive.press("2")
        assert looks_at_its_clock(page)


async def test_stages_are_chosen_and_weeks_are_the_earliest() -> None:
    async with running(staged()) as drive:
        await opened(drive)
        assert "Stage 1 of 2: Begin" in drive.text()
        await drive.press("right_square_bracket", "right_square_bracket")
        assert "stage 2 of 2" in drive.text()
        told = " ".join(drive.text().split())
        assert "From week 3 at the earliest" in told
        await drive.press("left")
        assert "Stage 1 of 2: Begin" in drive.text()


async def test_a_later_stage_is_asked_about_before_it_starts() -> None:
    services = staged()
    async with running(services) as drive:
        await opened(drive)
        await drive.press("right_square_bracket", "enter")
        assert "Start a later stage when the rule and your PT say so" in " ".join(drive.text().split())
        await drive.press("n")
        assert drive.shows(ProgramScreen)
        await drive.press("enter", "y")
        assert drive.shows(SessionScreen)
        assert services.journal.records[-1].plan.stage == 2


async def test_enter_starts_it_and_afterwards_today_is_shown() -> None:
    services = MemoryServices(settings=Settings(side=Side.LEFT))
    async with running(services) as drive:
        await opened(drive)
        await drive.press("enter")
        assert drive.shows(SessionScreen)
        await drive.press("q", "s", "enter")
        assert drive.shows(TodayScreen)


async def test_who_goes_back_from_the_questions_is_where_they_were() -> None:
    async with running() as drive:
        await opened(drive)
        await drive.press("enter")
        assert "Which leg hurts?" in drive.text()
        await drive.press("escape")
        assert drive.shows(ProgramScreen)
        await drive.press("escape")
        assert drive.shows(ProgramsScreen)


async def test_a_program_for_another_region_says_so_and_starts_all_the_same() -> None:
    async with running(staged("mid-portion")) as drive:
        await opened(drive)
        assert "you said insertional" in drive.line("program-region")
        await drive.press("enter")
        assert drive.shows(SessionScreen)


async def test_it_is_made_my_program_and_today_begins_with_it() -> None:
    services = MemoryServices()
    async with running(services) as drive:
        await drive.press("2", "down", "enter", "m")
        assert services.settings.load().program == "gym"
        assert "The gym · gym · my program" in drive.text()
        await drive.press("1")
        assert "▶ The gym" in drive.text()


async def test_settings_that_cannot_be_written_are_said() -> None:
    services = MemoryServices()
    services.settings_store.trouble_writing = "the disk is full"
    async with running(services) as drive:
        await opened(drive)
        await drive.press("m")
        assert "the disk is full" in drive.text()


async def test_a_copy_gets_an_id_that_is_one_and_is_free() -> None:
    services = MemoryServices()
    async with running(services) as drive:
        await opened(drive)
        await drive.press("c")
        await drive.type("X")
        await drive.press("enter")
        assert "Use small letters" in drive.text()
        await drive.press(*["backspace"] * 20)
        await drive.type("gym")
        await drive.press("enter")
        assert "There is a program 'gym' already" in drive.text()
        await drive.type("two")
        await drive.press("enter")
        assert services.programs.library().own == {"gymtwo"}
        assert "gymtwo · my own file" in drive.text()
        assert "e edits it" in drive.text()


async def test_what_ships_is_not_edited() -> None:
    services = MemoryServices()
    async with running(services) as drive:
        await opened(drive)
        await drive.press("e")
        assert NOT_YOURS in drive.text()
        assert services.program_store.edited == []


async def test_what_is_wrong_after_editing_is_shown_and_can_be_edited_again(monkeypatch: pytest.MonkeyPatch) -> None:
    services = own()
    services.program_store.wrong = WRONG
    async with running(services) as drive:
        monkeypatch.setattr(drive.app, "suspend", nullcontext)
        await opened(drive)
        await drive.press("e")
        assert WRONG[0] in drive.text()
        await drive.press("e")
        assert services.program_store.edited == ["raises", "raises"]
        await drive.press("l")
        assert drive.shows(ProgramScreen)


async def test_an_editor_that_cannot_be_started_is_said_and_the_terminal_is_taken_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    services, taken_back = own(), []

    @contextmanager
    def suspend() -> Iterator[None]:
        yield
        taken_back.append(True)

    def no_editor(_name: str) -> Sequence[str]:
        raise NoEditor("There is no editor: set EDITOR.")

    monkeypatch.setattr(services.programs, "edit", no_editor)
    async with running(services) as drive:
        monkeypatch.setattr(drive.app, "suspend", suspend)
        await opened(drive)
        await drive.press("e")
        assert "There is no editor" in drive.text()
        assert taken_back == [True]


async def test_a_terminal_that_cannot_be_handed_on_is_said() -> None:
    services = own()
    async with running(services) as drive:
        await opened(drive)
        await drive.press("e")
        assert "The editor cannot open in this terminal" in " ".join(drive.text().split())
        assert services.program_store.edited == []


async def test_a_program_that_is_gone_is_left() -> None:
    services = MemoryServices()
    async with running(services) as drive:
        await opened(drive)
        await drive.press("1")
        services.program_store.shelf = services.program_store.shelf._replace(programs={})
        await drive.press("2")
        assert drive.shows(ProgramsScreen)


async def test_the_exercise_shown_is_the_one_for_where_it_hurts() -> None:
    raises = MemoryServices().programs.library().programs["raises"]
    low = replace(raises.exercises[0], id="low", name="From the floor")
    dose = replace(raises.definition.doses[0], insertional="low")
    program = replace(raises.definition, doses=(dose,))
    shelf = ProgramLibrary({"raises": ResolvedProgram(program, (raises.exercises[0], low))})
    async with running(MemoryServices(shelf=shelf, settings=Settings(region=Region.NOT_SURE))) as drive:
        await opened(drive)
        assert "▶ From the floor" in drive.text()
        await drive.press("space")
        assert "Replaces Heel raise" in " ".join(drive.text().split())


async def test_another_wish_can_be_led_from_the_command_line_while_the_page_exists() -> None:
    services = MemoryServices()
    async with running(services, Start(services.programs.library().programs["raises"], sides=(Side.LEFT,))) as drive:
        assert drive.shows(SessionScreen)
