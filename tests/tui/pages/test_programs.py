"""The page of all programs: what a person finds there, and how one gets there and away."""

from contextlib import nullcontext

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from achilles_tui.domain.settings import ProgramLibrary, Settings
from achilles_tui.tui.pages.program import ProgramScreen
from achilles_tui.tui.pages.programs import NOT_YOURS, ProgramsScreen
from achilles_tui.tui.pages.today import TodayScreen
from achilles_tui.tui.session.screen import SessionScreen
from tests.memory import MemoryServices
from tests.tui.driving import running

WRONG = "raises.toml:3:1: the key `about` is missing."


def shelf(**more: object) -> ProgramLibrary:
    """Return the services's two programs, with this besides."""
    return MemoryServices().programs.library()._replace(**more)  # type: ignore[arg-type]  # what the test names


async def test_the_pages_are_reached_by_their_numbers_and_stay_as_they_were_left() -> None:
    async with running() as drive:
        assert "3 history" in drive.text()
        await drive.press("2")
        assert drive.shows(ProgramsScreen)
        await drive.press("down", "enter", "1")
        assert drive.shows(TodayScreen)
        await drive.press("2")
        assert "Leg press" in drive.text()
        assert drive.shows(ProgramScreen)
        await drive.press("2")
        assert drive.shows(ProgramsScreen)


async def test_no_page_is_reached_out_of_a_session() -> None:
    async with running() as drive:
        await drive.press("enter", "down", "enter")
        assert drive.shows(SessionScreen)
        await drive.press("1", "2")
        assert drive.shows(SessionScreen)


async def test_every_program_says_what_it_takes_and_whose_it_is() -> None:
    services = MemoryServices(settings=Settings(program="gym"), shelf=shelf(own=frozenset({"raises"})))
    async with running(services, size=(120, 40)) as drive:
        await drive.press("2")
        text = drive.text()
        assert "The raises" in text
        assert "a side: 11 min, 2 h 27 min a week" in text
        assert "raises · my own file · needs a wall" in text
        assert "gym · my program · only with a PT" in text
        assert text.index("The gym") < text.index("The raises")


async def test_a_broken_file_says_what_is_wrong_in_its_place_and_hides_no_other() -> None:
    services = MemoryServices(
        shelf=shelf(broken={"mine": WRONG}, problems=(WRONG, "an exercise is wrong"), own={"mine"})
    )
    async with running(services) as drive:
        await drive.press("2")
        text = drive.text()
        assert "mine cannot be read" in text
        assert WRONG in text
        assert "The raises" in text
        assert text.count(WRONG) == 1
        assert "an exercise is wrong" in text
        await drive.press("up", "enter")
        assert drive.shows(ProgramsScreen)
        assert "This program has an error and cannot be opened: e edits it." in drive.text()


async def test_searching_leaves_those_that_have_the_text_and_esc_shows_all_again() -> None:
    async with running() as drive:
        await drive.press("2", "slash")
        await drive.type("q2GYM")
        assert "No program matches." in drive.text()
        await drive.press(*["backspace"] * 5)
        await drive.type("gym")
        assert "The raises" not in drive.text()
        assert "search: gym_ · 1 of 2" in drive.text()
        await drive.press("enter")
        assert drive.shows(ProgramScreen)
        await drive.press("escape", "escape")
        assert "The raises" in drive.text()


async def test_only_a_file_of_ones_own_is_edited(monkeypatch: pytest.MonkeyPatch) -> None:
    services = MemoryServices(shelf=shelf(own=frozenset({"raises"})))
    async with running(services) as drive:
        monkeypatch.setattr(drive.app, "suspend", nullcontext)
        await drive.press("2", "e", "down", "e")
        assert services.program_store.edited == ["raises"]
        assert NOT_YOURS in drive.line("marked-about")


async def test_the_page_reads_anew_what_changed_meanwhile() -> None:
    services = MemoryServices()
    async with running(services) as drive:
        await drive.press("2", "1")
        services.programs.copy("raises", "another")
        await drive.press("2")
        await drive.resize(80, 23)  # rows that are mounted anew are laid out with the next frame
        assert "another · my own file" in drive.text()


async def test_an_empty_shelf_is_said() -> None:
    async with running(MemoryServices(shelf=shelf(programs={}))) as drive:
        await drive.press("2", "down", "up", "enter", "e")
        assert "No program can be read." in drive.text()


@pytest.mark.parametrize("size", [(1, 1), (5, 2), (20, 6), (39, 11), (50, 20), (80, 24), (120, 40), (300, 90)])
async def test_no_size_breaks_the_pages(size: tuple[int, int]) -> None:
    async with running(size=size) as drive:
        await drive.press("2", "down", "enter", "d", "down", "escape", "escape")
        assert drive.shows(ProgramsScreen)


SOUP = st.text(alphabet="[]/\\@$!#x \x1b\x07\u202e\u200b\n", min_size=1, max_size=40)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SOUP, SOUP)
async def test_brackets_and_escapes_in_a_program_are_only_text(title: str, about: str) -> None:
    offered = MemoryServices().programs.library().programs["raises"]
    program = replace(offered.definition, title=title, about=about, source=about)
    program = replace(program, doses=tuple(replace(dose, doubt=about) for dose in program.doses))
    named = tuple(replace(one, name=title) for one in offered.exercises)
    soup = ProgramLibrary(
        {"raises": offered._replace(definition=program, exercises=named)}, (about,), {"broken": title}
    )
    async with running(MemoryServices(shelf=soup)) as drive:
        for keys in (["2"], ["slash", "left_square_bracket"], ["escape", "enter"], ["pagedown"], ["d"]):
            await drive.press(*keys)
            assert not any(letter in drive.text() for letter in "\x1b\x07\u202e\u200b")
