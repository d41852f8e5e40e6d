"""What holds on every screen: sizes, hostile text, keys that lead somewhere, words declared once."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from textual import events
from textual.binding import Binding
from textual.screen import Screen

from achilles_tui.application.intents import Resume, Start
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.phrases import PHASE_WORDS
from achilles_tui.figure.letters import width
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs.choice import ChoiceScreen
from achilles_tui.tui.dialogs.dose import DoseScreen
from achilles_tui.tui.dialogs.exercise import LEGS, ExerciseScreen
from achilles_tui.tui.dialogs.text import TextScreen
from achilles_tui.tui.dialogs.topic import READING, TopicScreen
from achilles_tui.tui.pages.check_in import CheckInScreen
from achilles_tui.tui.pages.history.page import HistoryScreen
from achilles_tui.tui.pages.learn import LearnScreen
from achilles_tui.tui.pages.program import ProgramScreen
from achilles_tui.tui.pages.programs import ProgramsScreen
from achilles_tui.tui.pages.today import TodayScreen
from achilles_tui.tui.pages.verdict import VerdictScreen
from achilles_tui.tui.session.lesson import LessonScreen
from achilles_tui.tui.session.onlooker import OnlookerScreen
from achilles_tui.tui.session.pain import PainScreen
from achilles_tui.tui.session.screen import SessionScreen
from achilles_tui.tui.session.summary import SummaryScreen
from tests.builders import heel_raise, record_of
from tests.memory import MemoryServices
from tests.tui.driving import running

SCREENS = [
    TodayScreen,
    ProgramsScreen,
    ProgramScreen,
    DoseScreen,
    HistoryScreen,
    CheckInScreen,
    VerdictScreen,
    SessionScreen,
    LessonScreen,
    SummaryScreen,
    OnlookerScreen,
    PainScreen,
    ChoiceScreen,
    TextScreen,
    LearnScreen,
    TopicScreen,
    ExerciseScreen,
]
ANY_PAGE = (*keys.LISTS, *keys.PAGES, *keys.PAGE)
TABLES = [
    keys.SESSION,
    ANY_PAGE,
    (*ANY_PAGE, *keys.PROGRAMS),
    (*ANY_PAGE, *keys.PROGRAM),
    (*keys.LISTS, *keys.DOSE),
    (*ANY_PAGE, *keys.TODAY),
    (*ANY_PAGE, *keys.HISTORY),
    (*ANY_PAGE, *keys.LEARN),
    (*READING, *LEGS, *keys.PAGE),
    (*keys.LISTS, *keys.CHECK_IN),
    (*ANY_PAGE, *keys.VERDICT),
]


@pytest.mark.parametrize("size", [(5, 2), (1, 1), (20, 6), (39, 11), (50, 20), (80, 24), (120, 40), (300, 90)])
async def test_no_size_breaks_a_session(size: tuple[int, int]) -> None:
    services = MemoryServices()
    async with running(
        services, Start(services.programs.library().programs["raises"], sides=(Side.LEFT,)), size=size
    ) as drive:
        await drive.wait(16)
        await drive.press("p", "1", "q", "s", "enter", "q")
        assert services.journal.records[-1].pains[0].value == 1


async def test_a_resize_never_disturbs_the_clock() -> None:
    services = MemoryServices()
    async with running(services, Start(services.programs.library().programs["raises"], sides=(Side.LEFT,))) as drive:
        for size in [(5, 2), (120, 40), (50, 20), (80, 24)]:
            await drive.wait(4)
            await drive.resize(*size)
        assert "1 of 3 done" in drive.line("where")


async def test_below_forty_by_twelve_the_word_and_the_seconds_alone_are_left() -> None:
    services = MemoryServices()
    async with running(
        services, Start(services.programs.library().programs["raises"], sides=(Side.LEFT,)), size=(30, 8)
    ) as drive:
        await drive.wait(14)
        assert set(drive.text()) <= set("▀▄ \n")


SOUP = st.text(alphabet="[]/\\@$!#x \x1b\x07\u202e\u200b\n", min_size=1, max_size=30)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SOUP, SOUP)
async def test_brackets_and_escapes_in_any_text_are_only_text(title: str, cue: str) -> None:
    services = MemoryServices()
    exercise = replace(heel_raise(), name=title, cues={"setup": cue, "rise": cue}, position=cue)
    record = replace(record_of(exercise), note=title)
    record = replace(record, plan=replace(record.plan, title=title))
    async with running(services, Resume(record)) as drive:
        await drive.wait(11)
        await drive.press("q")
        await drive.press("s", "enter")
        assert not any(letter in drive.text() for letter in "\x1b\x07\u202e\u200b")


@pytest.mark.parametrize("screen", SCREENS)
def test_every_key_leads_to_an_action_that_exists(screen: type[Screen[object]]) -> None:
    for binding in screen.BINDINGS:
        assert isinstance(binding, Binding)
        action = binding.action.split("(")[0]
        assert action.startswith("app.") or hasattr(screen, f"action_{action}"), binding


@pytest.mark.parametrize("table", TABLES)
def test_no_key_has_two_meanings(table: tuple[keys.KeyAction, ...]) -> None:
    keys = [key for move in table for key in move.keys]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("room", range(1, 120, 7))
def test_a_key_line_names_what_it_has_room_for_and_always_the_way_out(room: int) -> None:
    named = keys.line_actions(keys.PAGES, keys.PAGE, choose="start")
    line = keys.key_line(named, room)
    assert "? help" in line
    assert "q quit" in line
    assert len(line) <= max(room, len("? help · q quit"))


async def test_today_names_the_way_to_the_history_and_to_what_is_not_on_the_page_itself() -> None:
    async with running(size=(80, 24)) as drive:
        keys = drive.text().splitlines()[-1]
        for named in ("Enter start", "c check-in", "v verdict", "3 history", "4 learn", "? help"):
            assert named in keys


async def test_a_narrow_today_names_the_check_in_and_its_help_the_way_to_the_programs() -> None:
    async with running(size=(50, 20)) as drive:
        assert "c check-in" in drive.text()
        await drive.press("question_mark")
        assert "2      all programs" in drive.text()


async def test_help_lists_the_keys_of_the_pages() -> None:
    async with running() as drive:
        for key in ("1", "2"):
            await drive.press(key, "question_mark")
            assert "all programs and where their numbers come from" in drive.text()
            await drive.press("escape")


def test_every_trigger_a_person_sends_has_a_key() -> None:
    sent = {move.trigger for move in keys.SESSION} | {Trigger.GO_ON}
    assert set(Trigger) - sent == {Trigger.BEGIN, Trigger.ELAPSE}


def test_every_phase_has_its_word_and_every_word_can_be_drawn_large() -> None:
    assert set(PHASE_WORDS) == set(Phase)
    for word in PHASE_WORDS.values():
        assert width(word) <= 50


async def test_a_choice_is_made_with_arrows_and_enter_or_with_its_key() -> None:
    async with running() as drive:
        given: list[str] = []
        answers = [("a", "first", "first"), ("b", "second", "second")]
        for keys in (["enter"], ["down", "enter"], ["b"], ["escape"]):
            drive.app.push_screen(ChoiceScreen("Which?", "", answers, escape="none"), given.append)  # type: ignore[arg-type]
            await drive.settle()
            await drive.press(*keys)
        assert given == ["first", "second", "second", "none"]


async def test_keys_that_arrive_together_act_one_after_the_other() -> None:
    services = MemoryServices()
    async with running(services, Start(services.programs.library().programs["raises"], sides=(Side.LEFT,))) as drive:
        await drive.wait(16)
        for key in ("q", "s"):
            drive.app.post_message(events.Key(key, key))
        await drive.settle()
        await drive.settle()
        assert "Stopped: 1 of 9 repetitions" in drive.text()
