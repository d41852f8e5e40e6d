"""What is asked before a session: safety, sides, PT, what to do with an unfinished one."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from achilles_tui.domain.base.units import Side
from achilles_tui.domain.ports import Holder, Settings
from achilles_tui.domain.records.session_record import Status
from achilles_tui.domain.red_flags.safety import Screening, standing
from achilles_tui.tui.intents import Resume, Start
from tests.builders import NOW, heel_raise, record_of
from tests.desk import MemoryDesk
from tests.red_flags import EMPTY, QUESTIONS
from tests.tui.driving import running

NO_TO_ALL = ["n"] * len(QUESTIONS)


def start(desk: MemoryDesk, name: str = "raises", *, speed: float | None = None) -> Start:
    """Return the wish for one of the desk's programs on the left."""
    return Start(desk.shelf().offers[name], sides=(Side.LEFT,), speed=speed)


async def test_the_red_flags_are_asked_once_before_the_first_session() -> None:
    desk = MemoryDesk(safety=EMPTY)
    async with running(desk, start(desk)) as drive:
        assert f"question 1 of {len(QUESTIONS)}" in drive.text()
        await drive.press(*NO_TO_ALL, "s")
        assert "Set 1 of 2" in drive.line("where")
        assert standing(desk.safety()).state == "clear"
    async with running(desk, start(desk)) as drive:
        assert "question" not in drive.text()


async def test_practice_asks_no_red_flags() -> None:
    desk = MemoryDesk(safety=EMPTY)
    async with running(desk, start(desk, speed=20.0)) as drive:
        assert "PRACTICE" in drive.line("what")
        assert desk.journal.records[-1].practice


async def test_a_yes_locks_every_session_until_a_clinician_note() -> None:
    desk = MemoryDesk(safety=EMPTY)
    async with running(desk, start(desk)) as drive:
        await drive.press("n", "y", *NO_TO_ALL[2:], "s")
        assert "contact a clinician" in drive.text()
        await drive.press("b")
        assert desk.journal.records == []
        await drive.press("enter")
        assert "contact a clinician" in drive.text()
        await drive.press("c")
        await drive.type("seen")
        await drive.press("enter")
        assert standing(desk.safety()).state == "clear"


async def test_a_slip_in_the_answers_can_be_taken_back_before_they_are_kept() -> None:
    desk = MemoryDesk(safety=EMPTY)
    async with running(desk, start(desk)) as drive:
        await drive.press("y", "b", *NO_TO_ALL)
        assert "You answered every question with no." in drive.text()
        await drive.press("n")
        assert "You answered every question with no." in drive.text()
        await drive.press("b", "y")
        assert "You answered yes to:" in drive.text()
        assert desk.safety() == EMPTY


async def test_under_18_never_unlocks() -> None:
    desk = MemoryDesk(safety=EMPTY.with_screening(Screening(NOW, ("under-18",))))
    async with running(desk, start(desk)) as drive:
        assert "not for people under 18" in drive.text()
        await drive.press("c", "enter")
        assert desk.journal.records == []


async def test_an_answer_to_ask_a_clinician_about_is_said_and_locks_nothing() -> None:
    desk = MemoryDesk(safety=EMPTY)
    async with running(desk, start(desk)) as drive:
        await drive.press(*NO_TO_ALL[:-1], "y", "s")
        assert "See a PT before you start." in drive.text()
        await drive.press("g")
        assert "Set 1 of 2" in drive.line("where")


async def test_heavy_work_needs_the_pt_each_time_and_takes_the_load() -> None:
    desk = MemoryDesk()
    for _ in range(2):
        async with running(desk, start(desk, "gym")) as drive:
            assert "Only with a physiotherapist" in drive.text()
            await drive.press("n")
            assert "Today" in drive.text()
    async with running(desk, start(desk, "gym")) as drive:
        await drive.press("y")
        await drive.type("42")
        await drive.press("full_stop", "5", "enter")
        assert "42.5 kg" in drive.line("what")
        assert desk.journal.records[-1].plan.pt_confirmed


async def test_a_load_that_is_no_number_is_refused_in_words() -> None:
    desk = MemoryDesk()
    async with running(desk, start(desk, "gym")) as drive:
        await drive.press("y")
        await drive.type("much")
        await drive.press("enter")
        assert "'much' is not a number" in drive.text()


async def test_the_side_is_asked_unless_it_was_told_once() -> None:
    desk = MemoryDesk(settings=Settings(side=Side.RIGHT))
    async with running(desk) as drive:
        await drive.press("enter")
        assert "RIGHT leg" in drive.line("what")
    desk = MemoryDesk()
    async with running(desk) as drive:
        await drive.press("enter")
        assert "Which leg hurts?" in drive.text()
        await drive.press("down", "enter")
        assert "RIGHT leg" in drive.line("what")


async def test_starting_beside_an_unfinished_session_asks_what_becomes_of_it() -> None:
    desk = MemoryDesk()
    async with running(desk, start(desk)) as drive:
        await drive.wait(16)
        await drive.press("q", "l")
    async with running(desk, start(desk)) as drive:
        assert "Unfinished: The raises" in drive.text()
        await drive.press("n")
        statuses = {record.id: record.status for record in desk.journal.records}
        assert list(statuses.values()) == [Status.STOPPED, Status.IN_PROGRESS]


async def test_after_two_hours_the_set_is_restarted_or_the_session_closed() -> None:
    desk = MemoryDesk()
    async with running(desk, start(desk)) as drive:
        await drive.wait(16)
        await drive.press("q", "l")
        desk.pass_time(timedelta(hours=3).total_seconds())
        await drive.press("enter")
        assert "restart that set" in drive.text()
        await drive.press("r")
        assert "0 of 3 done" in drive.line("where")
        assert len(desk.journal.records[-1].sets[0].reps) == 1


async def test_a_session_of_another_process_is_shown_read_only_and_taken_over_with_one_confirmed_key() -> None:
    desk = MemoryDesk()
    held = record_of(heel_raise())
    desk.journal.write(held)
    desk.journal.write(replace(held, id="s-0002", program="newer", plan=replace(held.plan, title="A newer one")))
    desk.someone = Holder(4711, "kitchen", "/dev/pts/3", NOW, "x" * 8, held.id)
    async with running(desk) as drive:
        assert "process 4711" in drive.text()
        assert "A newer one" not in drive.text()
        await drive.press("t", "n")
        assert "Read-only" in drive.text()
        await drive.press("t", "y")
        assert "Set 1 of 2" in drive.line("where")


async def test_a_session_that_ended_elsewhere_gives_way_to_a_new_one() -> None:
    desk = MemoryDesk()
    ended = record_of(heel_raise()).closed(Status.DONE, NOW)
    desk.journal.write(ended)
    desk.someone = Holder(4711, "kitchen", "/dev/pts/3", NOW, "x" * 8, ended.id)
    async with running(desk) as drive:
        assert "It has ended" in drive.text()
        await drive.press("t", "y")
        assert "Today" in drive.text()
        assert desk.holder() is None


async def test_taking_over_an_old_session_asks_as_going_on_with_it_does() -> None:
    desk = MemoryDesk()
    async with running(desk, start(desk)) as drive:
        await drive.wait(16)
        await drive.press("q", "l")
    desk.pass_time(timedelta(hours=3).total_seconds())
    desk.someone = Holder(4711, "kitchen", "/dev/pts/3", NOW, "x" * 8, desk.journal.records[-1].id)
    async with running(desk) as drive:
        await drive.press("t", "y")
        assert "restart that set" in drive.text()


async def test_an_old_session_that_only_lacks_the_pain_check_is_closed_without_it() -> None:
    desk = MemoryDesk()
    async with running(desk, start(desk)) as drive:
        await drive.wait(10 + 21 + 120 + 5 + 21 + 300 + 10 + 3 * 38 + 2 * 15 + 5)
        await drive.press("q", "l")
    desk.pass_time(timedelta(days=3).total_seconds())
    async with running(desk) as drive:
        await drive.press("enter")
        assert "stays unanswered" in drive.text()
        record = desk.journal.records[-1]
        assert (record.status, record.final_pain()) == (Status.DONE, None)


async def test_an_unwritable_folder_is_said_at_once_on_today() -> None:
    desk = MemoryDesk()
    desk.disk_trouble = "the folder is read-only"
    async with running(desk) as drive:
        assert "NOT SAVED here: the folder is read-only" in drive.text()


async def test_leaving_with_something_unsaved_asks_once_and_hands_the_record_on() -> None:
    desk = MemoryDesk()
    async with running(desk, start(desk)) as drive:
        desk.journal.reason = "the disk is full"
        await drive.wait(16)
        await drive.press("q", "l")
        assert "the disk is full" in drive.text()
        await drive.press("l")
        assert drive.app.unsaved is not None
        assert sum(one.done for one in drive.app.unsaved.sets) == 1


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_no_key_leads_out_past_what_is_not_saved(key: str) -> None:
    desk = MemoryDesk()
    async with running(desk, start(desk)) as drive:
        desk.journal.reason = "the disk is full"
        await drive.wait(16)
        await drive.press("q", "s")
        await drive.press(key)
        assert "NOT SAVED" in drive.text()
        await drive.press(key, key)
        assert "NOT SAVED" in drive.text()
        await drive.press("l")
        assert drive.app.unsaved is not None


async def test_an_unfinished_session_that_cannot_be_closed_holds_up_nothing() -> None:
    desk = MemoryDesk()
    async with running(desk, start(desk)) as drive:
        await drive.wait(16)
        await drive.press("q", "l")
    desk.journal.reason = "the disk is full"
    async with running(desk, start(desk)) as drive:
        await drive.press("n")
        assert "stays unfinished" in drive.text()
        await drive.press("b")
        assert "0 of 3 done" in drive.line("where")


async def test_resume_from_the_command_line_goes_straight_on() -> None:
    desk = MemoryDesk()
    async with running(desk, Resume(record_of(heel_raise()))) as drive:
        assert "Set 1 of 2 · 0 of 3 done" in drive.line("where")
