"""One day as a person opens it: corrected, deleted, undone, and told where nothing was recorded."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta

from msgspec.structs import replace

from achilles_tui.domain.base.units import Side, Verdict
from achilles_tui.domain.records.day import DayRecord
from achilles_tui.domain.records.day_entries import Answer, DayFile, WrittenEntries
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
        """What is kept of yesterday."""
        return self.drive.services.history.day(YESTERDAY)

    @property
    def shown(self) -> date:
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
        at = next(index for index, name in enumerate(names) if name.startswith(row))
        await self.press(*["down"] * (at - screen.form.marked_index))


@asynccontextmanager
async def opened(services: MemoryServices | None = None, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Opened]:
    """Open yesterday."""
    async with running(services or lived(), size=size) as drive:
        await drive.press("3", "up", "enter")
        assert drive.shows(DayScreen)
        yield Opened(drive)


async def test_a_day_shows_its_morning_its_sessions_and_every_set_of_the_one_that_is_marked() -> None:
    async with opened() as one:
        text = one.drive.text()

        assert "Saturday 21 November 2026" in text
        assert "Morning: pain 1" in text
        assert "set 3: 10 of 10 done" in text


async def test_as_long_as_nothing_was_done_the_notice_takes_no_room() -> None:
    async with opened() as one:
        assert not one.drive.app.screen.query_one("#day-notice").display
        await one.press("u")
        assert one.drive.app.screen.query_one("#day-notice").display


async def test_arrows_lead_to_the_days_beside_and_never_to_tomorrow() -> None:
    async with opened() as one:
        titles = []
        for key in ("left", "right", "right", "right"):
            await one.press(key)
            titles.append(one.drive.line("day-title").split()[1])
        assert titles == ["20", "21", "22", "22"]


async def test_a_corrected_set_counts_and_says_what_was_recorded() -> None:
    async with opened() as one:
        recorded = one.day.sessions[0].recorded
        await one.press("enter")
        await one.mark("Set 1")
        await one.press("8", "enter")

        assert one.notice == "Saved: the correction. u undoes it."
        told = one.day.sessions[0].record
        assert told is not None
        assert told.sets[0].done == 8
        assert one.drive.services.records.sessions[recorded.id] == recorded
        assert "repetitions: recorded 10, now 8" in one.drive.text()


async def test_pain_the_leg_and_the_note_are_corrected_with_the_same_keys() -> None:
    async with opened() as one:
        await one.press("enter")
        await one.mark("Leg")
        await one.press("right")
        await one.mark("Pain before the end")
        await one.press("6")
        await one.press("n", *"knee hurt", "enter", "enter")

        told = one.day.sessions[0].record
        assert told is not None
        assert ({part.side for part in told.sets}, told.note) == ({Side.RIGHT}, "knee hurt")
        assert max(pain.value for pain in told.pains) == 6


async def test_a_session_told_of_another_day_is_on_that_day() -> None:
    async with opened() as one:
        name = one.day.sessions[0].recorded.id
        await one.press("enter")
        await one.mark("Day")
        await one.press("left", "enter")

        assert "recorded for this day, moved to 2026-11-20" in " ".join(one.drive.text().split())
        assert name in {record.id for record in one.drive.services.history.day(YESTERDAY - timedelta(days=1)).counting}


async def test_after_a_correction_what_today_says_follows() -> None:
    async with opened() as one:
        before = one.today
        await one.press("enter")
        await one.mark("Pain at the end")
        await one.press("9", "enter")
        assert one.today != before

        await one.press("u")
        assert one.today == before


async def test_deleting_asks_first_and_can_be_undone_and_done_again() -> None:
    async with opened() as one:
        names = [record.id for record in one.day.counting]
        await one.press("x")
        assert "Delete this?" in one.drive.text()
        await one.press("escape")
        assert len(one.day.counting) == len(names)

        counts = []
        await one.press("x", "y")
        counts.append(len(one.day.counting))
        for key in ("u", "r", "u"):
            await one.press(key)
            counts.append(len(one.day.counting))
        assert counts == [len(names) - 1, len(names), len(names) - 1, len(names)]
        assert one.notice == "Undone: the session deleted. r redoes it."


async def test_what_was_deleted_long_ago_is_brought_back_with_enter() -> None:
    services = lived()
    async with opened(services) as one:
        await one.press("x", "y")
        assert "deleted" in one.drive.text()
    async with opened(services) as one:
        assert one.day.sessions[0].record is None
        assert "Enter bring back" in one.drive.text()
        await one.press("enter", "y")
        assert "Enter correct" in one.drive.text()
        assert one.day.sessions[0].record is not None


async def test_a_session_that_is_told_of_another_day_than_was_open_is_shown_on_its_own() -> None:
    async with opened() as one:
        await one.press("a", "enter", "a", "left", "enter")
        assert one.shown == YESTERDAY - timedelta(days=1)
        assert "entered by hand" in one.drive.text()
        assert one.notice == "Saved: the session added. u undoes it."


async def test_a_morning_is_corrected_deleted_and_brought_back() -> None:
    async with opened() as one:
        await one.press("up", "enter")
        assert "Yesterday morning" in one.drive.text()
        await one.press("4", "1", "f")
        assert (one.day.file.morning, one.day.file.stiffness, one.day.file.how) == (4, 5, "flare-up")

        await one.press("x", "y")
        assert (one.day.file.morning, one.day.file.how) == (None, None)
        await one.press("u", "u")
        assert (one.day.file.morning, one.day.file.how) == (1, None)


async def test_of_a_morning_nothing_was_told_of_nothing_is_deleted() -> None:
    services = lived()
    services.records.days = {}
    async with opened(services) as one:
        await one.press("up", "x")
        assert one.notice == "Nothing is recorded for this morning."


async def test_a_forgotten_session_is_told_by_hand_and_counts() -> None:
    async with opened() as one:
        before = one.today
        await one.press("right", "a", "enter", "a")
        await one.mark("Started")
        await one.press("7", "3", "0")
        await one.mark("Pain before the end")
        await one.press("2", "enter")

        (record,) = one.drive.services.history.day(NOW.date()).counting
        assert record.by_hand
        assert (record.status, f"{record.started:%H:%M}") == (Status.DONE, "07:30")
        assert record.pains[0].value == 2
        assert one.notice == "Saved: the session added. u undoes it."
        assert one.today != before

        await one.press("u")
        assert not one.drive.services.history.day(NOW.date()).counting
        assert one.today == before


async def test_a_forgotten_session_has_the_dose_of_its_own_day_and_not_a_later_one() -> None:
    services = lived()
    exercise = "gastrocnemius-heel-raise"
    step_up = Answer("step-up", NOW, "eccentric", exercise, Verdict.PROGRESS, "D15", "yes", level=3)
    services.records.days[NOW.date()] = DayFile(1, NOW.date(), answers=(step_up,))
    planned = []
    async with opened(services) as one:
        for keys in ([], ["right"]):
            await one.press(*keys, "a", "enter", "a", "enter")
            (told,) = (
                record for record in services.records.sessions.values() if record.by_hand and record.day == one.shown
            )
            planned.append(next(each.planned for each in told.sets if each.exercise == exercise))
    assert planned == [10, 15]


async def test_of_a_program_with_several_exercises_one_alone_can_be_told() -> None:
    services = lived()
    services.settings.save(replace(services.settings.load(), program="home"))
    async with opened(services) as one:
        await one.press("a", "enter", "3", "enter")
        (added,) = (record for record in one.day.counting if record.by_hand)
        assert [part.name for part in added.plan.exercises] == ["Heel raise, knees straight"]


async def test_what_cannot_be_is_said_and_nothing_is_kept() -> None:
    async with opened() as one:
        kept = len(one.drive.services.records.sessions)
        await one.press("a", "enter", "a")
        for index in range(6):
            await one.mark("Set 1") if not index else await one.press("down")
            await one.press("0")
        await one.press("enter")

        assert one.drive.shows(CorrectionScreen)
        assert "Nothing was done in this session" in one.drive.line("form-trouble")
        await one.press("escape")
        assert len(one.drive.services.records.sessions) == kept


async def test_what_cannot_be_written_is_said_and_stays_on_the_form() -> None:
    async with opened() as one:
        await one.press("enter", "down", "down", "5")
        one.drive.services.records.trouble_writing = "The disk is full."
        await one.press("enter")
        assert one.drive.line("form-trouble") == "NOT SAVED: The disk is full."

        one.drive.services.records.trouble_writing = None
        await one.press("enter")
        assert one.notice.startswith("Saved")


async def test_leaving_a_form_or_changing_nothing_keeps_nothing() -> None:
    async with opened() as one:
        await one.press("enter", "down", "5", "escape")
        await one.press("enter", "enter")
        assert not one.day.sessions[0].corrections
        assert not one.notice


async def test_with_nothing_done_there_is_nothing_to_undo_or_to_do_again() -> None:
    async with opened() as one:
        notices = []
        for key in ("u", "r"):
            await one.press(key)
            notices.append(one.notice)
        assert notices == ["There is nothing to undo.", "There is nothing to redo."]


async def test_what_was_undone_on_another_machine_is_said_and_forgotten() -> None:
    async with opened() as one:
        await one.press("x", "y")
        session = one.day.sessions[0]
        one.drive.services.history.take_back(WrittenEntries(YESTERDAY, session.deleted_by))
        await one.press("u")
        assert "taken back already" in one.notice
        await one.press("u")
        assert one.notice == "There is nothing to undo."


async def test_an_undo_from_another_day_shows_the_day_it_changes() -> None:
    async with opened() as one:
        await one.press("x", "y", "left", "left", "u")
        assert one.drive.line("day-title") == "Saturday 21 November 2026"


async def test_an_unfinished_session_is_not_corrected() -> None:
    services = lived()
    name = next(name for name, record in services.records.sessions.items() if record.day == YESTERDAY)
    services.records.sessions[name] = replace(services.records.sessions[name], status=Status.IN_PROGRESS, ended=None)
    async with opened(services) as one:
        await one.press("enter")
        assert one.drive.shows(DayScreen)
        assert "not finished" in one.notice
        await one.press("x")
        assert "not finished" in one.notice


async def test_the_history_follows_when_the_day_is_left() -> None:
    async with opened() as one:
        await one.press("x", "y", "escape")
        assert one.drive.shows(HistoryScreen)
        assert one.drive.line("history-day").startswith("Sat 21 Nov · 6 of 12 sets")


async def test_a_visa_a_total_is_told_of_a_day_and_stands_among_what_there_is_of_it() -> None:
    async with opened() as one:
        await one.press("s", "v", "1", "2", "0", "enter")
        assert "is not a whole number from 0 to 100" in one.drive.text()
        await one.press("backspace", "backspace", "backspace", "6", "2", "enter")
        assert [score.visa_a for score in one.day.file.counting.scores] == [62]
        assert "VISA-A: 62 of 100" in one.drive.text()

        await one.press("up", "x", "y")
        assert not one.day.file.counting.scores
        await one.press("u", "u")
        assert not one.day.file.counting.scores
        assert one.notice == "Undone: the score. r redoes it."


async def test_a_heel_rise_test_is_kept_only_where_it_is_offered() -> None:
    async with opened() as one:
        await one.press("s", "l")
        assert "The test is for week 4 and later; this is week 2." in one.drive.text()
        await one.press("enter")
        assert not one.day.file.scores
