"""The morning's check-in: few keys, the right day, and nothing made up of what is missing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from achilles_tui.domain.forms.check_in import NO_ANSWER, TOO_LONG
from achilles_tui.domain.records.day_entries import DayFile, WrittenEntries
from achilles_tui.tui.pages.check_in import CheckInScreen
from tests.memory import MemoryServices
from tests.tui.driving import Drive, running

TODAY = MemoryServices().clock.now().date()
YESTERDAY = TODAY - timedelta(days=1)


class Asked:
    """The check-in over the Today page, and what it returned."""

    def __init__(self, drive: Drive) -> None:
        """Ask with this app."""
        self.drive, self.services = drive, drive.services
        self.kept: bool | None = None

    def take(self, kept: tuple[WrittenEntries, ...] | None) -> None:
        """Note whether the screen kept anything."""
        self.kept = None if kept is None else bool(kept)

    @property
    def told(self) -> tuple[int | None, int | None, str | None]:
        """What is kept of today."""
        return of(self.services.agenda.entries(TODAY))


def of(day: DayFile) -> tuple[int | None, int | None, str | None]:
    """Return what was told of a day."""
    return day.morning, day.stiffness, day.how


@asynccontextmanager
async def asked(services: MemoryServices | None = None, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Asked]:
    """Open the check-in over the Today page."""
    async with running(services, size=size) as drive:
        one = Asked(drive)
        looks, limits = drive.app._looks, drive.services.programs.pain_limits()  # noqa: SLF001
        await drive.app.push_screen(CheckInScreen(drive.services.agenda, looks, TODAY, limits), one.take)
        await drive.settle()
        yield one


def before(**told: object) -> MemoryServices:
    """Return a services on which something was told of today already."""
    services = MemoryServices()
    services.agenda.check_in(TODAY, **told)  # type: ignore[arg-type]
    return services


async def test_a_morning_is_told_also_while_the_rules_file_cannot_be_read() -> None:
    services = MemoryServices()
    services.program_store.trouble_reading_rule = "pain.toml cannot be read."
    async with asked(services) as one:
        assert not one.drive.app.screen.query_one("#check-in-scale").display
        await one.drive.press("2", "1", "enter")
        assert one.told == (2, 5, "usual")


async def test_two_keys_and_enter_are_a_usual_morning() -> None:
    async with asked() as one:
        assert "This morning: Sunday 22 November" in one.drive.text()
        await one.drive.press("2", "1", "enter")
        assert one.told == (2, 5, "usual")
        assert one.kept is True


async def test_minutes_are_typed_and_taken_back_digit_by_digit() -> None:
    async with asked() as one:
        await one.drive.press("t", "9", "backspace", "8")
        assert "8_ min" in one.drive.text()
        await one.drive.press("enter", "f")
        assert one.told == (10, 8, "flare-up")


async def test_arrows_mark_an_answer_of_the_list() -> None:
    async with asked() as one:
        await one.drive.press("t", "down", "down")
        assert "▶ 1  5 min" in one.drive.text()
        await one.drive.press("enter", "down")
        assert "▶ f  a flare-up" in one.drive.text()
        await one.drive.press("enter")
        assert one.told == (10, 5, "flare-up")


async def test_more_minutes_than_can_be_kept_are_said_and_typed_anew() -> None:
    async with asked() as one:
        await one.drive.press("2", "9", "9", "9", "enter")
        assert TOO_LONG in one.drive.text()
        await one.drive.press("backspace", "enter", "a")
        assert one.told == (2, 99, "away")


async def test_what_is_passed_over_stays_missing() -> None:
    async with asked() as one:
        await one.drive.press("n", "2", "n")
        assert one.told == (None, 10, None)
        assert one.kept is True


async def test_a_morning_of_which_nothing_is_said_is_no_entry() -> None:
    async with asked() as one:
        await one.drive.press("n", "n", "n")
        assert one.kept is False
        assert one.services.records.days == {}


async def test_enter_takes_nothing_where_nothing_was_told() -> None:
    async with asked() as one:
        await one.drive.press("enter")
        assert NO_ANSWER in one.drive.text()
        await one.drive.press("0", "enter")
        assert NO_ANSWER in one.drive.text()


async def test_enter_keeps_what_was_told_already() -> None:
    async with asked(before(morning=4, stiffness=20, how="flare-up")) as one:
        assert "Answers so far: pain 4, stiff for 20 min, the day: flare-up." in one.drive.text()
        await one.drive.press("enter")
        assert "▶    20 min" in one.drive.text()
        await one.drive.press("enter", "enter")
        assert one.told == (4, 20, "flare-up")
        assert one.kept is False
        assert len(one.services.agenda.entries(TODAY).check_ins) == 1


async def test_only_what_is_new_is_added() -> None:
    async with asked(before(morning=4, stiffness=20)) as one:
        await one.drive.press("3", "enter", "enter")
        entry = one.services.agenda.entries(TODAY).check_ins[-1]
        assert (entry.morning, entry.stiffness, entry.how) == (3, None, "usual")
        assert one.told == (3, 20, "usual")


async def test_yesterday_can_be_told_today_and_what_was_said_of_today_waits() -> None:
    async with asked() as one:
        await one.drive.press("2", "y")
        assert "Yesterday morning: Saturday 21 November" in one.drive.text()
        assert "y today" in one.drive.text()
        await one.drive.press("5", "3", "a")
        assert of(one.services.agenda.entries(YESTERDAY)) == (5, 15, "away")
        assert "This morning: Sunday 22 November" in one.drive.text()
        assert "pain 2" in one.drive.text()
        assert one.kept is None
        await one.drive.press("0", "u")
        assert one.told == (2, 0, "usual")
        assert one.kept is True


async def test_after_yesterday_alone_it_is_over() -> None:
    async with asked() as one:
        await one.drive.press("y", "1", "1", "enter")
        assert one.kept is True
        assert one.told == (None, None, None)


async def test_esc_leaves_without_keeping() -> None:
    async with asked() as one:
        await one.drive.press("2", "1", "escape")
        assert one.kept is False
        assert one.services.records.days == {}


async def test_what_could_not_be_written_is_said_and_tried_again() -> None:
    async with asked() as one:
        one.services.records.trouble_writing = "the disk is full."
        await one.drive.press("2", "1", "enter")
        assert "NOT SAVED: the disk is full." in one.drive.text()
        assert one.kept is None
        one.services.records.trouble_writing = None
        await one.drive.press("enter")
        assert one.told == (2, 5, "usual")


async def test_one_goes_back_to_the_question_before() -> None:
    async with asked() as one:
        await one.drive.press("7", "1", "backspace", "backspace", "right", "enter", "enter", "enter")
        assert one.told == (8, 5, "usual")


async def test_away_is_told_in_words_and_the_keys_and_flags_are_at_hand() -> None:
    async with asked() as one:
        await one.drive.press("2", "1")
        assert "away or an injury pause: nothing is due" in one.drive.text()
        await one.drive.press("question_mark")
        assert "no value: missing stays missing" in one.drive.text()
        await one.drive.press("escape", "exclamation_mark")
        assert "contact a clinician" in one.drive.text()
        await one.drive.press("escape")
        assert one.drive.shows(CheckInScreen)


@pytest.mark.parametrize("size", [(5, 2), (30, 8), (50, 20), (80, 24), (120, 40)])
async def test_every_size_takes_the_answers_and_the_usual_ones_show_the_question(size: tuple[int, int]) -> None:
    async with asked(size=size) as one:
        for key, question in (("2", "Pain on the first steps?"), ("1", "how many minutes"), ("u", "How is the day?")):
            if size[0] >= 50:
                assert question in one.drive.text()
                assert "Esc leave" in one.drive.text()
            await one.drive.press(key)
        assert one.told == (2, 5, "usual")
