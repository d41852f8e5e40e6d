"""The history as a person walks through it: weeks, days, plots, one day opened to every set."""

from datetime import timedelta
from functools import cache

from msgspec.structs import replace

from achilles_tui.core.ports import Settings, Shelf
from achilles_tui.core.units import Region, Side
from achilles_tui.storage.paths import shipped_programs
from achilles_tui.storage.programs import read_shelf
from achilles_tui.tui.help_screen import ReadScreen
from achilles_tui.tui.history_screen import HistoryScreen
from achilles_tui.tui.today_screen import TodayScreen
from tests.builders import NOW
from tests.core.simulation import Day, Life, course
from tests.desk import MemoryDesk
from tests.tui.driving import Drive, running

DAYS = 10


@cache
def calm_days() -> tuple[Shelf, Life]:
    """Return the programs that ship, and ten calm days of the eccentric one."""
    shelf = read_shelf(shipped_programs(), shipped_programs() / "none")
    first = NOW.date() - timedelta(days=DAYS)
    return shelf, course(Life(shelf.offers["eccentric"]), first, {}, days=DAYS, usual=Day())


def lived() -> MemoryDesk:
    """Return a desk with those days."""
    shelf, life = calm_days()
    desk = MemoryDesk(shelf=shelf)
    desk.keep_settings(Settings(side=Side.LEFT, introduction="off", program="eccentric", region=Region.MID_PORTION))
    desk.records = {one.id: one for one in life.sessions}
    desk.days = dict(life.days)
    return desk


async def opened(drive: Drive) -> None:
    await drive.press("3")
    assert drive.shows(HistoryScreen)


async def test_the_history_says_what_was_done_of_what_was_planned() -> None:
    async with running(lived()) as drive:
        await opened(drive)
        assert "120 of 120 planned sets · 10 days kept in a row" in drive.line("history-title")
        assert "Morning pain" in drive.text()


async def test_today_reads_ahead_just_what_the_history_shows_first() -> None:
    desk = lived()
    async with running(desk) as drive:
        assert isinstance(drive.app.screen, TodayScreen)
        drive.app.screen.read_ahead()
        await drive.settle()
        ahead = list(desk.asked_for)
        await opened(drive)
        assert ahead
        assert len(desk.asked_for) > len(ahead)
        assert len(set(desk.asked_for)) == 1


async def test_arrows_point_at_days_and_weeks_and_never_at_tomorrow() -> None:
    async with running(lived()) as drive:
        await opened(drive)
        assert drive.line("history-day").startswith("Sun 22 Nov 2026")
        await drive.press("down", "right")
        assert drive.line("history-day").startswith("Sun 22 Nov 2026")
        await drive.press("up", "left")
        assert drive.line("history-day").startswith("Sat 14 Nov 2026 · 12 of 12 sets · during 1, after 1, morning 1")


async def test_one_day_is_opened_to_every_set() -> None:
    async with running(lived()) as drive:
        await opened(drive)
        await drive.press("up", "enter")
        assert drive.shows(ReadScreen)
        assert "Saturday 21 November 2026" in drive.text()
        assert "10 of 10" in drive.text()


async def test_zoom_shows_fewer_weeks_and_more_and_at_last_all() -> None:
    async with running(lived()) as drive:
        await opened(drive)
        titles = []
        for key in ("plus", "plus", "minus", "minus", "minus"):
            await drive.press(key)
            titles.append(drive.line("history-title").split(" · ")[1])
        assert titles == ["12 weeks", "4 weeks", "12 weeks", "24 weeks", "all weeks"]


async def test_files_that_were_set_aside_are_counted_and_named() -> None:
    desk = lived()
    desk.aside = ("a.toml is broken.", "b.toml is broken.")
    async with running(desk) as drive:
        await opened(drive)
        assert drive.line("history-notice") == "2 files set aside; f names them"
        await drive.press("f")
        assert "a.toml is broken." in drive.text()


async def test_a_person_without_a_past_meets_an_empty_history_and_no_error() -> None:
    desk = MemoryDesk()
    desk.keep_settings(replace(desk.settings(), program=None))
    async with running(desk) as drive:
        await opened(drive)
        assert "nothing was planned" in drive.line("history-title")


async def test_the_history_stands_at_any_size() -> None:
    for size in ((50, 20), (120, 40), (30, 8), (5, 2)):
        async with running(lived(), size=size) as drive:
            await opened(drive)
            await drive.press("up", "v", "minus")
