"""The lesson about the keys, on the real session screen."""

import pytest

from achilles_tui.domain.base.errors import BadFile
from achilles_tui.domain.ports import Settings
from achilles_tui.domain.session import phrases
from achilles_tui.domain.session.phases import Trigger
from achilles_tui.tui.pages.today import TodayScreen
from tests.desk import MemoryDesk
from tests.tui.driving import Drive, running

DO_EACH = [
    (["space"], phrases.LESSON[Trigger.GO_ON]),
    (["space"], phrases.LESSON[Trigger.NEXT]),
    (["n"], phrases.LESSON[Trigger.REDO]),
    (["b"], phrases.LESSON[Trigger.PAIN]),
    (["p", "0"], phrases.LESSON_STAY),
    (["q", "g"], phrases.LESSON_OVER),
]
ALL_KEYS = [key for keys, _ in DO_EACH for key in keys]


def is_on_today(drive: Drive) -> bool:
    """Whether nothing lies over the Today page."""
    return drive.shows(TodayScreen)


async def test_it_asks_for_each_key_and_ends_with_enter() -> None:
    desk = MemoryDesk()
    async with running(desk) as drive:
        await drive.press("t")
        assert drive.line("note") == phrases.LESSON[Trigger.PAUSE]
        assert drive.line("where").endswith(phrases.LESSON_KEPT)
        for keys, prompt in DO_EACH:
            await drive.press(*keys)
            assert drive.line("note").startswith(prompt)
        await drive.press("enter")
        assert is_on_today(drive)
        assert "Today" in drive.text()


async def test_nothing_of_it_is_recorded() -> None:
    desk = MemoryDesk()
    async with running(desk) as drive:
        await drive.press("t")
        await drive.wait(60)
        await drive.press(*ALL_KEYS, "enter")
    assert (desk.journal.records, desk.unfinished()) == ([], [])


async def test_it_can_be_had_again_from_the_keys_of_today() -> None:
    async with running() as drive:
        await drive.press("question_mark")
        assert "try the keys of a session" in drive.text()
        await drive.press("x")
        for _ in range(2):
            await drive.press("t")
            assert drive.line("note") == phrases.LESSON[Trigger.PAUSE]
            await drive.press("escape")
            assert is_on_today(drive)


@pytest.mark.parametrize("way_out", [["escape"], ["q", "l"], ["q", "s"], ["s", "s"]])
async def test_it_can_be_left_at_any_step(way_out: list[str]) -> None:
    desk = MemoryDesk()
    async with running(desk) as drive:
        for done in range(len(DO_EACH) + 1):
            await drive.press("t", *(key for keys, _ in DO_EACH[:done] for key in keys), *way_out)
            assert is_on_today(drive), f"left after {done} steps"
    assert desk.journal.records == []


async def test_any_order_will_do() -> None:
    async with running() as drive:
        await drive.press("t", "q", "g", "p", "0")
        assert drive.line("note").startswith(phrases.LESSON[Trigger.GO_ON])
        await drive.press("space", "n", "b", "space")
        assert drive.line("note").startswith(phrases.LESSON_OVER)


async def test_a_key_that_is_refused_says_why_beside_the_prompt() -> None:
    async with running() as drive:
        await drive.press("t", "b")
        assert drive.line("note") == f"{phrases.LESSON[Trigger.PAUSE]} There is no repetition before this one."


async def test_enter_ends_it_only_when_all_is_done() -> None:
    async with running() as drive:
        await drive.press("t", "enter", "enter")
        assert not is_on_today(drive)


async def test_asking_how_to_leave_and_how_it_hurts_is_no_pause_of_the_persons() -> None:
    async with running() as drive:
        await drive.press("t", "p", "escape")
        assert drive.line("note").startswith(phrases.LESSON[Trigger.GO_ON])
        await drive.press("space")
        assert drive.line("note").startswith(phrases.LESSON[Trigger.PAUSE])


@pytest.mark.parametrize(("key", "told"), [("6", "above the limit"), ("t", "far above the limit")])
async def test_pain_above_the_limit_ends_it_with_the_rule(key: str, told: str) -> None:
    desk = MemoryDesk()
    async with running(desk) as drive:
        await drive.press("t", "p", key)
        assert "That would end a session" in drive.text()
        assert told in drive.text()
        await drive.press("b")
        assert is_on_today(drive)
    assert desk.journal.records == []


async def test_settings_that_cannot_be_read_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = MemoryDesk()

    def broken() -> Settings:
        raise BadFile("settings.toml cannot be read.")

    async with running(desk) as drive:
        monkeypatch.setattr(desk, "settings", broken)
        await drive.press("t")
        assert "settings.toml cannot be read." in drive.text()
        await drive.press("b")
        assert is_on_today(drive)
