"""The lesson about the keys, on the real session screen."""

import pytest

from achilles_tui.domain.base.errors import BadFile
from achilles_tui.domain.session.phases import Trigger
from achilles_tui.domain.settings import Settings
from achilles_tui.tui.pages.today import TodayScreen
from achilles_tui.tui.session.lesson import NOT_SAVED, PROMPTS
from tests.memory import MemoryServices
from tests.tui.driving import Drive, running

DO_EACH = [
    (["space"], PROMPTS[Trigger.GO_ON]),
    (["space"], PROMPTS[Trigger.NEXT]),
    (["n"], PROMPTS[Trigger.REDO]),
    (["b"], PROMPTS[Trigger.PAIN]),
    (["p", "0"], PROMPTS["stay"]),
    (["q", "g"], PROMPTS[None]),
]
ALL_KEYS = [key for keys, _ in DO_EACH for key in keys]


def is_on_today(drive: Drive) -> bool:
    """Whether nothing lies over the Today page."""
    return drive.shows(TodayScreen)


async def test_it_asks_for_each_key_and_ends_with_enter() -> None:
    services = MemoryServices()
    async with running(services) as drive:
        await drive.press("t")
        assert drive.line("note") == PROMPTS[Trigger.PAUSE]
        assert drive.line("where").endswith(NOT_SAVED)
        for keys, prompt in DO_EACH:
            await drive.press(*keys)
            assert drive.line("note").startswith(prompt)
        await drive.press("enter")
        assert is_on_today(drive)
        assert "Today" in drive.text()


async def test_nothing_of_it_is_recorded() -> None:
    services = MemoryServices()
    async with running(services) as drive:
        await drive.press("t")
        await drive.wait(60)
        await drive.press(*ALL_KEYS, "enter")
    assert (services.journal.records, services.sessions.unfinished()) == ([], [])


async def test_it_can_be_had_again_from_the_keys_of_today() -> None:
    async with running() as drive:
        await drive.press("question_mark")
        assert "try the keys of a session" in drive.text()
        await drive.press("x")
        for _ in range(2):
            await drive.press("t")
            assert drive.line("note") == PROMPTS[Trigger.PAUSE]
            await drive.press("escape")
            assert is_on_today(drive)


@pytest.mark.parametrize("way_out", [["escape"], ["q", "l"], ["q", "s"], ["s", "s"]])
async def test_it_can_be_left_at_any_step(way_out: list[str]) -> None:
    services = MemoryServices()
    async with running(services) as drive:
        for done in range(len(DO_EACH) + 1):
            await drive.press("t", *(key for keys, _ in DO_EACH[:done] for key in keys), *way_out)
            assert is_on_today(drive), f"left after {done} steps"
    assert services.journal.records == []


async def test_any_order_will_do() -> None:
    async with running() as drive:
        await drive.press("t", "q", "g", "p", "0")
        assert drive.line("note").startswith(PROMPTS[Trigger.GO_ON])
        await drive.press("space", "n", "b", "space")
        assert drive.line("note").startswith(PROMPTS[None])


async def test_a_key_that_is_refused_says_why_beside_the_prompt() -> None:
    async with running() as drive:
        await drive.press("t", "b")
        assert drive.line("note") == f"{PROMPTS[Trigger.PAUSE]} There is no repetition before this one."


async def test_enter_ends_it_only_when_all_is_done() -> None:
    async with running() as drive:
        await drive.press("t", "enter", "enter")
        assert not is_on_today(drive)


async def test_asking_how_to_leave_and_how_it_hurts_is_no_pause_of_the_persons() -> None:
    async with running() as drive:
        await drive.press("t", "p", "escape")
        assert drive.line("note").startswith(PROMPTS[Trigger.GO_ON])
        await drive.press("space")
        assert drive.line("note").startswith(PROMPTS[Trigger.PAUSE])


@pytest.mark.parametrize(("key", "told"), [("6", "above the limit"), ("t", "far above the limit")])
async def test_pain_above_the_limit_ends_it_with_the_rule(key: str, told: str) -> None:
    services = MemoryServices()
    async with running(services) as drive:
        await drive.press("t", "p", key)
        assert "That would end a session" in drive.text()
        assert told in drive.text()
        await drive.press("b")
        assert is_on_today(drive)
    assert services.journal.records == []


async def test_settings_that_cannot_be_read_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    services = MemoryServices()

    def broken() -> Settings:
        raise BadFile("settings.toml cannot be read.")

    async with running(services) as drive:
        monkeypatch.setattr(services.settings_store, "load", broken)
        await drive.press("t")
        assert "settings.toml cannot be read." in drive.text()
        await drive.press("b")
        assert is_on_today(drive)
