"""The history as a person walks through it: weeks, days, plots, the list, one day opened to every set."""

from datetime import datetime, time, timedelta
from itertools import pairwise

import pytest
from msgspec.structs import replace

from achilles_tui.domain.records.day_entries import DayFile, Score
from achilles_tui.figure.palette import Ink
from achilles_tui.tui.pages.day import DayScreen
from achilles_tui.tui.pages.history.page import HistoryScreen
from achilles_tui.tui.pages.today import TodayScreen
from achilles_tui.tui.widgets.canvas import Canvas
from achilles_tui.tui.widgets.line import MARK
from tests.builders import NOW
from tests.figure.looking import dots
from tests.memory import MemoryServices
from tests.tui.driving import Drive, running
from tests.tui.lived import lived

FLARE, SCORED = NOW.date() - timedelta(days=6), NOW.date() - timedelta(days=2)


async def opened(drive: Drive) -> None:
    await drive.press("3")
    assert drive.shows(HistoryScreen)


async def test_the_history_says_what_was_done_of_what_was_planned() -> None:
    async with running(lived()) as drive:
        await opened(drive)
        assert "120 of 120 planned sets done · 10 complete days in a row" in drive.line("history-title")
        assert "Morning pain" in drive.text()


async def test_the_help_of_the_history_says_how_a_page_for_the_pt_is_made() -> None:
    async with running(lived()) as drive:
        await opened(drive)
        await drive.press("question_mark", "pagedown")
        assert "achilles-tui report --html FILE" in drive.text()


async def test_today_reads_ahead_just_what_the_history_shows_first() -> None:
    services = lived()
    async with running(services) as drive:
        assert isinstance(drive.app.screen, TodayScreen)
        drive.app.screen.read_ahead()
        await drive.settle()
        ahead = list(services.records.first_days_read)
        await opened(drive)
        assert ahead
        assert len(services.records.first_days_read) > len(ahead)
        assert len(set(services.records.first_days_read)) == 1


async def test_arrows_point_at_days_and_weeks_and_never_at_tomorrow() -> None:
    async with running(lived()) as drive:
        await opened(drive)
        assert drive.line("history-day").startswith("Sun 22 Nov")
        await drive.press("down", "right")
        assert drive.line("history-day").startswith("Sun 22 Nov")
        await drive.press("up", "left")
        assert drive.line("history-day").startswith("Sat 14 Nov · 12 of 12 sets · during 1, after 1, morning 1")


async def test_one_day_is_opened_to_every_set() -> None:
    async with running(lived()) as drive:
        await opened(drive)
        await drive.press("up", "enter")
        assert drive.shows(DayScreen)
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


async def test_so_many_weeks_are_shown_at_first_that_none_touches_another() -> None:
    async with running(lived()) as drive:
        await opened(drive)
        for columns, weeks in ((46, 12), (50, 12), (60, 24), (80, 24), (120, 24), (30, 12), (20, 4)):
            await drive.resize(columns, 24)
            assert drive.line("history-title").split(" · ")[1] == f"{weeks} weeks", columns


async def test_a_zoom_that_was_asked_for_stays_in_another_size() -> None:
    async with running(lived()) as drive:
        await opened(drive)
        await drive.press("plus", "plus")
        await drive.resize(50, 20)
        assert "4 weeks" in drive.line("history-title")


def eventful() -> MemoryServices:
    """Return the ten days with a flare-up, a pause and a score among them."""
    services = lived()
    services.agenda.check_in(FLARE, how="flare-up")
    services.agenda.check_in(FLARE + timedelta(days=2), how="away")
    day = services.agenda.entries(SCORED)
    score = Score("s-1", datetime.combine(SCORED, time(19), NOW.tzinfo), visa_a=62)
    services.records.days[SCORED] = day.joined(DayFile(1, SCORED, scores=(score,)))
    return services


def days_listed(drive: Drive) -> list[str]:
    """Return the days of the list from the top, the one that is pointed at in brackets."""
    rows = [line for line in drive.text().splitlines() if " Nov 2026 " in line]
    return [f"[{row[3:9]}]" if MARK in row else row[3:9] for row in rows]


@pytest.mark.parametrize(("size", "plots"), [((50, 20), 1), ((80, 24), 2), ((120, 40), 4)])
async def test_at_every_usual_size_signs_levels_plots_and_list_say_what_they_show(
    size: tuple[int, int], plots: int
) -> None:
    async with running(eventful(), size=size) as drive:
        await opened(drive)
        assert drive.line("history-signs") == "B begun · V VISA-A"
        text = drive.text()
        for word in ("none", "all sets", "F  flare-up", "P  pause", "B begun", "V VISA-A"):
            assert word in text, "what the tiles and the signs mean is to be read"
        for name in ("limit 5", "calm up to 3", "baseline 1"):
            assert name in text, "the level lines of the rule are named with their numbers"

        await drive.press("tab")
        assert days_listed(drive)[:4] == ["[Sun 22]", "Sat 21", "Fri 20", "Thu 19"], "a day a line, the newest first"
        rows = {line[3:9]: line.split() for line in drive.text().splitlines() if " Nov 2026 " in line}
        assert rows["Sat 21"][4:] == ["12", "of", "12", "1", "1", "1", *(["5"] if size[0] > 50 else [])]
        assert rows["Fri 20"][-1] in {"V", "VISA-A", "100)"}
        assert rows["Mon 16"][-1] in {"F", "flare-up"}
        assert rows["Wed 18"][4:6] == ["P", "pause"]

        await drive.press("down", "down", "tab")
        assert marked_columns(drive) == (1, plots), "all plots have their days in the same columns"


def marked_columns(drive: Drive) -> tuple[int, int]:
    """Return in how many columns the day that is pointed at stands, and in how many stretches of rows."""
    drawn = dots(drive.app.screen.query_one("#plots", Canvas).picture)
    pointed = {drive.app.screen.looks.palette[ink] for ink in (Ink.CURSOR, Ink.TEXT)}  # type: ignore[attr-defined]
    rows = [{column for column, colour in enumerate(row) if colour in pointed} for row in drawn]
    stretches = sum(bool(row) and not before for before, row in pairwise([set(), *rows]))
    return len(set().union(*rows)), stretches


async def test_in_the_list_down_leads_to_the_line_below_and_plots_show_the_same_day() -> None:
    async with running(lived()) as drive:
        await opened(drive)
        await drive.press("tab", "up")
        assert days_listed(drive)[0] == "[Sun 22]", "there is no tomorrow"
        await drive.press("down", "down", "down")
        assert days_listed(drive)[3] == "[Thu 19]"
        await drive.press("up", "left")
        assert "[Fri 13]" in days_listed(drive)
        await drive.press("tab")
        assert drive.line("history-day").startswith("Fri 13 Nov")
        assert "Morning pain" in drive.text()
        await drive.press("down")
        assert drive.line("history-day").startswith("Sat 14 Nov")


@pytest.mark.parametrize("size", [(50, 20), (50, 12), (80, 24)])
async def test_the_day_pointed_at_is_always_in_the_list(size: tuple[int, int]) -> None:
    async with running(lived(), size=size) as drive:
        await opened(drive)
        await drive.press("tab")
        seen = set()
        for key in [*["down"] * 9, "right", *["up"] * 2]:
            await drive.press(key)
            (chosen,) = [day for day in days_listed(drive) if day.startswith("[")]
            seen.add(chosen)
        assert len(seen) == 10


async def test_the_list_opens_a_day_and_names_its_own_keys() -> None:
    async with running(lived()) as drive:
        await opened(drive)
        assert "tab list" in drive.text()
        assert "v next plot" in drive.text()
        await drive.press("tab", "down")
        assert "tab plots" in drive.text()
        assert "v next plot" not in drive.text()
        await drive.press("enter")
        assert "Saturday 21 November 2026" in drive.text()


async def test_files_that_were_set_aside_are_counted_and_named() -> None:
    services = lived()
    services.records.problems = ("a.toml is broken.", "b.toml is broken.")
    async with running(services) as drive:
        await opened(drive)
        assert drive.line("history-notice") == "2 files set aside; f lists them"
        await drive.press("f")
        assert "a.toml is broken." in drive.text()


async def test_a_person_without_a_past_meets_an_empty_history_and_no_error() -> None:
    services = MemoryServices()
    services.settings.save(replace(services.settings.load(), program=None))
    async with running(services) as drive:
        await opened(drive)
        assert "nothing planned" in drive.line("history-title")


async def test_the_history_stands_at_any_size() -> None:
    async with running(lived()) as drive:
        await opened(drive)
        for size in ((50, 20), (120, 40), (30, 8), (5, 2)):
            await drive.resize(*size)
            await drive.press("up", "v", "minus", "tab", "up", "tab")
