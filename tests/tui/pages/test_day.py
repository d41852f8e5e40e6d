"""One day as a person opens it: corrected, deleted, undone, and filled in if nothing was recorded."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta

from msgspec.structs import replace

from achilles_tui.domain.base.units import Side, Verdict
from achilles_tui.domain.records.correction_rules import WrittenEntries
from achilles_tui.domain.records.day import DayRecord
from achilles_tui.domain.records.day_entries import Answer, DayFile
from achilles_tui.domain.records.session_record import Status
from achilles_tui.tui.dialogs.correction import CorrectionScreen
from achilles_tui.tui.pages.day import DayScreen
from achilles_tui.tui.pages.history.page import HistoryScreen
from tests.builders import NOW
from tests.memory import MemoryServices
from tests.tui.driving import Drive, running
from tests.tui.lived import lived

YESTERDAY = NOW.date() - timedelta(days=1)


class Opened:
    """Yesterday, opened from the history."""

    def __init__(self, drive: Drive) -> None:
        """Look at this app."""
        self.drive, self.press = drive, drive.press

    @property
    def day(self) -> DayRecord:
        """What is recorded for yesterday."""
        return self.drive.services.history.day(YESTERDAY)

    @property
    def visible_day(self) -> date:
        """The day that is shown."""
        screen = self.drive.app.screen
        assert isinstance(screen, DayScreen)
        return screen.day

    @property
    def notice(self) -> str:
        """What the screen says was done."""
        return self.drive.line("day-notice")

    @property
    def today(self) -> tuple[str, ...]:
        """What Today says of each exercise of the program."""
        now = self.drive.services.agenda.today()
        assert now is not None
        return tuple(f"{item.state}: {item.reason}" for item in now.agenda.items)

    async def mark(self, row: str) -> None:
        """Mark a row of a form by what it begins with."""
        screen = self.drive.app.screen
        assert isinstance(screen, CorrectionScreen)
        names = [line.name for line in screen.form.lines]
        index = next(index for index, name in enumerate(names) if name.startswith(row))
        await self.press(*["down"] * (index - screen.form.marked_index))


@asynccontextmanager
async def opened(services: MemoryServices | None = None, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Opened]:
    """Open yesterday."""
    async with running(services or lived(), size=size) as drive:
        await drive.press("3", "up", "enter")
        assert drive.shows(DayScreen)
        yield Opened(drive)


async def test_a_day_shows_its_morning_its_sessions_and_every_set_of_the_one_that_is_marked() -> None:
    async with opened() as page:
        text = page.drive.text()

        assert "Saturday 21 November 2026" in text
        assert "Morning: pain 1" in text
        assert "set 3: 10 of 10 done" in text


async def test_as_long_as_nothing_was_done_the_notice_takes_no_room() -> None:
    async with opened() as page:
        assert not page.drive.app.screen.query_one("#day-notice").display
        await page.press("u")
        assert page.drive.app.screen.query_one("#day-notice").display


async def test_arrows_lead_to_the_days_beside_and_never_to_tomorrow() -> None:
    async with opened() as page:
        titles = []
        for key in ("left", "right", "right", "right"):
            await page.press(key)
            titles.append(page.drive.line("day-title").split()[1])
        assert titles == ["20", "21", "22", "22"]


async def test_a_corrected_set_counts_and_says_what_was_recorded() -> None:
    async with opened() as page:
        recorded = page.day.sessions[0].recorded
        await page.press("enter")
        await page.mark("Set 1")
        await page.press("8", "enter")

        assert page.notice == "Saved: the correction. u undoes it."
        record = page.day.sessions[0].record
        assert record is not None
        assert record.sets[0].done == 8
        assert page.drive.services.records.sessions[recorded.id] == recorded
        assert "repetitions: recorded 10, told 8" in page.drive.text()


async def test_pain_the_leg_and_the_note_are_corrected_with_the_same_keys() -> None:
    async with opened() as page:
        await page.press("enter")
        await page.mark("Leg")
        await page.press("right")
        await page.mark("Pain before the end")
        await page.press("6")
        await page.press("n", *"knee hurt", "enter", "enter")

        record = page.day.sessions[0].record
        assert record is not None
        assert ({part.side for part in record.sets}, record.note) == ({Side.RIGHT}, "knee hurt")
        assert max(pain.value for pain in record.pains) == 6


async def test_a_session_told_of_another_day_is_on_that_day() -> None:
    async with opened() as page:
        name = page.day.sessions[0].recorded.id
        await page.press("enter")
        await page.mark("Day")
        await page.press("left", "enter")

        assert "recorded for this day, moved to 2026-11-20" in " ".join(page.drive.text().split())
        assert name in {record.id for record in page.drive.services.history.day(YESTERDAY - timedelta(days=1)).counting}


async def test_after_a_correction_what_today_says_follows() -> None:
    async with opened() as page:
        before = page.today
        await page.press("enter")
        await page.mark("Pain at the end")
        await page.press("9", "enter")
        assert page.today != before

        await page.press("u")
        assert page.today == before


async def test_deleting_asks_first_and_can_be_undone_and_done_again() -> None:
    async with opened() as page:
        names = [record.id for record in page.day.counting]
        await page.press("x")
        assert "Delete this?" in page.drive.text()
        await page.press("escape")
        assert len(page.day.counting) == len(names)

        counts = []
        await page.press("x", "y")
        counts.append(len(page.day.counting))
        for key in ("u", "r", "u"):
            await page.press(key)
            counts.append(len(page.day.counting))
        assert counts == [len(names) - 1, len(names), len(names) - 1, len(names)]
        assert page.notice == "Undone: the session deleted. r redoes it."


async def test_what_was_deleted_long_ago_is_brought_back_with_enter() -> None:
    services = lived()
    async with opened(services) as page:
        await page.press("x", "y")
        assert "deleted" in page.drive.text()
    async with opened(services) as page:
        assert page.day.sessions[0].record is None
        assert "Enter bring back" in page.drive.text()
        await page.press("enter", "y")
        assert "Enter correct" in page.drive.text()
        assert page.day.sessions[0].record is not None


async def test_a_session_that_is_told_of_another_day_than_was_open_is_shown_on_its_own() -> None:
    async with opened() as page:
        await page.press("a", "enter", "a", "left", "enter")
        assert page.visible_day == YESTERDAY - timedelta(days=1)
        assert "entered by hand" in page.drive.text()
        assert page.notice == "Saved: the session added. u undoes it."


async def test_a_morning_is_corrected_deleted_and_brought_back() -> None:
    async with opened() as page:
        await page.press("up", "enter")
        assert "Yesterday morning" in page.drive.text()
        await page.press("4", "1", "f")
        assert (page.day.file.morning, page.day.file.stiffness, page.day.file.how) == (4, 5, "flare-up")

        await page.press("x", "y")
        assert (page.day.file.morning, page.day.file.how) == (None, None)
        await page.press("u", "u")
        assert (page.day.file.morning, page.day.file.how) == (1, None)


async def test_of_a_morning_nothing_was_told_of_nothing_is_deleted() -> None:
    services = lived()
    services.records.days = {}
    async with opened(services) as page:
        await page.press("up", "x")
        assert page.notice == "Nothing is recorded for this morning."


async def test_a_forgotten_session_is_told_by_hand_and_counts() -> None:
    async with opened() as page:
        before = page.today
        await page.press("right", "a", "enter", "a")
        await page.mark("Begun")
        await page.press("7", "3", "0")
        await page.mark("Pain before the end")
        await page.press("2", "enter")

        (record,) = page.drive.services.history.day(NOW.date()).counting
        assert record.by_hand
        assert (record.status, f"{record.started:%H:%M}") == (Status.DONE, "07:30")
        assert record.pains[0].value == 2
        assert page.notice == "Saved: the session added. u undoes it."
        assert page.today != before

        await page.press("u")
        assert not page.drive.services.history.day(NOW.date()).counting
        assert page.today == before


async def test_a_forgotten_session_has_the_dose_of_its_own_day_and_not_a_later_one() -> None:
    services = lived()
    exercise = "gastrocnemius-heel-raise"
    step_up = Answer("step-up", NOW, "eccentric", exercise, Verdict.PROGRESS, "D15", "yes", level=3)
    services.records.days[NOW.date()] = DayFile(1, NOW.date(), answers=(step_up,))
    planned = []
    async with opened(services) as page:
        for keys in ([], ["right"]):
            await page.press(*keys, "a", "enter", "a", "enter")
            (record,) = (
                record
                for record in services.records.sessions.values()
                if record.by_hand and record.day == page.visible_day
            )
            planned.append(next(part.planned for part in record.sets if part.exercise == exercise))
    assert planned == [10, 15]


async def test_of_a_program_with_several_exercises_one_alone_can_be_told() -> None:
    services = lived()
    services.settings.save(replace(services.settings.load(), program="home"))
    async with opened(services) as page:
        await page.press("a", "enter", "3", "enter")
        (added,) = (record for record in page.day.counting if record.by_hand)
        assert [part.name for part in added.plan.exercises] == ["Heel raise, knees straight"]


async def test_what_cannot_be_is_said_and_nothing_is_kept() -> None:
    async with opened() as page:
        count_before = len(page.drive.services.records.sessions)
        await page.press("a", "enter", "a")
        for index in range(6):
            await page.mark("Set 1") if not index else await page.press("down")
            await page.press("0")
        await page.press("enter")

        assert page.drive.shows(CorrectionScreen)
        assert "Nothing was done in this session" in page.drive.line("form-trouble")
        await page.press("escape")
        assert len(page.drive.services.records.sessions) == count_before


async def test_what_cannot_be_written_is_said_and_stays_on_the_form() -> None:
    async with opened() as page:
        await page.press("enter", "down", "down", "5")
        page.drive.services.records.trouble_writing = "The disk is full."
        await page.press("enter")
        assert page.drive.line("form-trouble") == "NOT SAVED: The disk is full."

        page.drive.services.records.trouble_writing = None
        await page.press("enter")
        assert page.notice.startswith("Saved")


async def test_leaving_a_form_or_changing_nothing_keeps_nothing() -> None:
    async with opened() as page:
        await page.press("enter", "down", "5", "escape")
        await page.press("enter", "enter")
        assert not page.day.sessions[0].corrections
        assert not page.notice


async def test_with_nothing_done_there_is_nothing_to_undo_or_to_do_again() -> None:
    async with opened() as page:
        notices = []
        for key in ("u", "r"):
            await page.press(key)
            notices.append(page.notice)
        assert notices == ["There is nothing to undo.", "There is nothing to redo."]


async def test_what_was_undone_on_another_machine_is_said_and_forgotten() -> None:
    async with opened() as page:
        await page.press("x", "y")
        session = page.day.sessions[0]
        page.drive.services.history.take_back(WrittenEntries(YESTERDAY, session.deleted_by))
        await page.press("u")
        assert "taken back already" in page.notice
        await page.press("u")
        assert page.notice == "There is nothing to undo."


async def test_an_undo_from_another_day_shows_the_day_it_changes() -> None:
    async with opened() as page:
        await page.press("x", "y", "left", "left", "u")
        assert page.drive.line("day-title") == "Saturday 21 November 2026"


async def test_an_unfinished_session_is_not_corrected() -> None:
    services = lived()
    name = next(name for name, record in services.records.sessions.items() if record.day == YESTERDAY)
    services.records.sessions[name] = replace(services.records.sessions[name], status=Status.IN_PROGRESS, ended=None)
    async with opened(services) as page:
        await page.press("enter")
        assert page.drive.shows(DayScreen)
        assert "not finished" in page.notice
        await page.press("x")
        assert "not finished" in page.notice


async def test_the_history_follows_when_the_day_is_left() -> None:
    async with opened() as page:
        await page.press("x", "y", "escape")
        assert page.drive.shows(HistoryScreen)
        assert page.drive.line("history-day").startswith("Sat 21 Nov · 6 of 12 sets")


async def test_a_visa_a_total_is_told_of_a_day_and_stands_among_what_there_is_of_it() -> None:
    async with opened() as page:
        await page.press("s", "v", "1", "2", "0", "enter")
        assert "is not a whole number from 0 to 100" in page.drive.text()
        await page.press("backspace", "backspace", "backspace", "6", "2", "enter")
        assert [score.visa_a for score in page.day.file.counting.scores] == [62]
        assert "VISA-A: 62 of 100" in page.drive.text()

        await page.press("up", "x", "y")
        assert not page.day.file.counting.scores
        await page.press("u", "u")
        assert not page.day.file.counting.scores
        assert page.notice == "Undone: the score. r redoes it."


async def test_a_heel_rise_test_is_kept_only_where_it_is_offered() -> None:
    async with opened() as page:
        await page.press("s", "l")
        assert "It is offered from week 4 on; this is week 2." in page.drive.text()
        await page.press("enter")
        assert not page.day.file.scores
