"""What is asked before a session: safety, sides, PT, what to do with an unfinished one."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from achilles_tui.application.intents import Resume, Start
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.records.session_record import Status
from achilles_tui.domain.red_flags.safety import Screening, standing
from achilles_tui.domain.settings import Holder, Settings
from tests.builders import NOW, heel_raise, record_of
from tests.memory import MemoryServices
from tests.red_flags import EMPTY, QUESTIONS
from tests.tui.driving import running

NO_TO_ALL = ["n"] * len(QUESTIONS)


def start(services: MemoryServices, name: str = "raises", *, speed: float | None = None) -> Start:
    """Return the wish for one of the services's programs on the left."""
    return Start(services.programs.library().programs[name], sides=(Side.LEFT,), speed=speed)


async def test_the_red_flags_are_asked_once_before_the_first_session() -> None:
    services = MemoryServices(safety=EMPTY)
    async with running(services, start(services)) as drive:
        assert f"question 1 of {len(QUESTIONS)}" in drive.text()
        await drive.press(*NO_TO_ALL, "s")
        assert "Set 1 of 2" in drive.line("where")
        assert standing(services.safety.flags()).state == "clear"
    async with running(services, start(services)) as drive:
        assert "question" not in drive.text()


async def test_practice_asks_no_red_flags() -> None:
    services = MemoryServices(safety=EMPTY)
    async with running(services, start(services, speed=20.0)) as drive:
        assert "PRACTICE" in drive.line("what")
        assert services.journal.records[-1].practice


async def test_a_yes_locks_every_session_until_a_clinician_note() -> None:
    services = MemoryServices(safety=EMPTY)
    async with running(services, start(services)) as drive:
        await drive.press("n", "y", *NO_TO_ALL[2:], "s")
        assert "contact a clinician" in drive.text()
        await drive.press("b")
        assert services.journal.records == []
        await drive.press("enter")
        assert "contact a clinician" in drive.text()
        await drive.press("c")
        await drive.type("seen")
        await drive.press("enter")
        assert standing(services.safety.flags()).state == "clear"


async def test_a_slip_in_the_answers_can_be_taken_back_before_they_are_kept() -> None:
    services = MemoryServices(safety=EMPTY)
    async with running(services, start(services)) as drive:
        await drive.press("y", "b", *NO_TO_ALL)
        assert "You answered no to every question." in drive.text()
        await drive.press("n")
        assert "You answered no to every question." in drive.text()
        await drive.press("b", "y")
        assert "You answered yes to:" in drive.text()
        assert services.safety.flags() == EMPTY


async def test_under_18_never_unlocks() -> None:
    services = MemoryServices(safety=EMPTY.with_screening(Screening(NOW, ("under-18",))))
    async with running(services, start(services)) as drive:
        assert "not for people under 18" in drive.text()
        await drive.press("c", "enter")
        assert services.journal.records == []


async def test_an_answer_to_ask_a_clinician_about_is_said_and_locks_nothing() -> None:
    services = MemoryServices(safety=EMPTY)
    async with running(services, start(services)) as drive:
        await drive.press(*NO_TO_ALL[:-1], "y", "s")
        assert "See a PT before you start." in drive.text()
        await drive.press("g")
        assert "Set 1 of 2" in drive.line("where")


async def test_heavy_work_needs_the_pt_each_time_and_takes_the_load() -> None:
    services = MemoryServices()
    for _ in range(2):
        async with running(services, start(services, "gym")) as drive:
            assert "Only with a physiotherapist" in drive.text()
            await drive.press("n")
            assert "Today" in drive.text()
    async with running(services, start(services, "gym")) as drive:
        await drive.press("y")
        await drive.type("42")
        await drive.press("full_stop", "5", "enter")
        assert "42.5 kg" in drive.line("what")
        assert services.journal.records[-1].plan.pt_confirmed


async def test_a_load_that_is_no_number_is_refused_in_words() -> None:
    services = MemoryServices()
    async with running(services, start(services, "gym")) as drive:
        await drive.press("y")
        await drive.type("much")
        await drive.press("enter")
        assert "'much' is not a number" in drive.text()


async def test_the_side_is_asked_unless_it_was_told_once() -> None:
    services = MemoryServices(settings=Settings(side=Side.RIGHT))
    async with running(services) as drive:
        await drive.press("enter")
        assert "RIGHT leg" in drive.line("what")
    services = MemoryServices()
    async with running(services) as drive:
        await drive.press("enter")
        assert "Which leg hurts?" in drive.text()
        await drive.press("down", "enter")
        assert "RIGHT leg" in drive.line("what")


async def test_starting_beside_an_unfinished_session_asks_what_becomes_of_it() -> None:
    services = MemoryServices()
    async with running(services, start(services)) as drive:
        await drive.wait(16)
        await drive.press("q", "l")
    async with running(services, start(services)) as drive:
        assert "Unfinished: The raises" in drive.text()
        await drive.press("n")
        statuses = {record.id: record.status for record in services.journal.records}
        assert list(statuses.values()) == [Status.STOPPED, Status.IN_PROGRESS]


async def test_after_two_hours_the_set_is_restarted_or_the_session_closed() -> None:
    services = MemoryServices()
    async with running(services, start(services)) as drive:
        await drive.wait(16)
        await drive.press("q", "l")
        services.pass_time(timedelta(hours=3).total_seconds())
        await drive.press("enter")
        assert "restart this set" in drive.text()
        await drive.press("r")
        assert "0 of 3 done" in drive.line("where")
        assert len(services.journal.records[-1].sets[0].reps) == 1


async def test_a_session_of_another_process_is_shown_read_only_and_taken_over_with_one_confirmed_key() -> None:
    services = MemoryServices()
    held = record_of(heel_raise())
    services.journal.write(held)
    services.journal.write(replace(held, id="s-0002", program="newer", plan=replace(held.plan, title="A newer one")))
    services.records.someone = Holder(4711, "kitchen", "/dev/pts/3", NOW, "x" * 8, held.id)
    async with running(services) as drive:
        assert "process 4711" in drive.text()
        assert "A newer one" not in drive.text()
        await drive.press("t", "n")
        assert "Read-only" in drive.text()
        await drive.press("t", "y")
        assert "Set 1 of 2" in drive.line("where")


async def test_a_session_that_ended_elsewhere_gives_way_to_a_new_one() -> None:
    services = MemoryServices()
    ended = record_of(heel_raise()).closed(Status.DONE, NOW)
    services.journal.write(ended)
    services.records.someone = Holder(4711, "kitchen", "/dev/pts/3", NOW, "x" * 8, ended.id)
    async with running(services) as drive:
        assert "The session has ended" in drive.text()
        await drive.press("t", "y")
        assert "Today" in drive.text()
        assert services.sessions.holder() is None


async def test_taking_over_an_old_session_asks_as_going_on_with_it_does() -> None:
    services = MemoryServices()
    async with running(services, start(services)) as drive:
        await drive.wait(16)
        await drive.press("q", "l")
    services.pass_time(timedelta(hours=3).total_seconds())
    services.records.someone = Holder(4711, "kitchen", "/dev/pts/3", NOW, "x" * 8, services.journal.records[-1].id)
    async with running(services) as drive:
        await drive.press("t", "y")
        assert "restart this set" in drive.text()


async def test_an_old_session_that_only_lacks_the_pain_check_is_closed_without_it() -> None:
    services = MemoryServices()
    async with running(services, start(services)) as drive:
        await drive.wait(10 + 21 + 120 + 5 + 21 + 300 + 10 + 3 * 38 + 2 * 15 + 5)
        await drive.press("q", "l")
    services.pass_time(timedelta(days=3).total_seconds())
    async with running(services) as drive:
        await drive.press("enter")
        assert "stays without an answer" in drive.text()
        record = services.journal.records[-1]
        assert (record.status, record.final_pain()) == (Status.DONE, None)


async def test_an_unwritable_folder_is_said_at_once_on_today() -> None:
    services = MemoryServices()
    services.records.trouble_writing = "the folder is read-only"
    async with running(services) as drive:
        assert "NOT SAVED here: the folder is read-only" in drive.text()


async def test_leaving_with_something_unsaved_asks_once_and_hands_the_record_on() -> None:
    services = MemoryServices()
    async with running(services, start(services)) as drive:
        services.journal.reason = "the disk is full"
        await drive.wait(16)
        await drive.press("q", "l")
        assert "the disk is full" in drive.text()
        await drive.press("l")
        assert drive.app.unsaved is not None
        assert sum(one.done for one in drive.app.unsaved.sets) == 1


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_no_key_leads_out_past_what_is_not_saved(key: str) -> None:
    services = MemoryServices()
    async with running(services, start(services)) as drive:
        services.journal.reason = "the disk is full"
        await drive.wait(16)
        await drive.press("q", "s")
        await drive.press(key)
        assert "NOT SAVED" in drive.text()
        await drive.press(key, key)
        assert "NOT SAVED" in drive.text()
        await drive.press("l")
        assert drive.app.unsaved is not None


async def test_an_unfinished_session_that_cannot_be_closed_holds_up_nothing() -> None:
    services = MemoryServices()
    async with running(services, start(services)) as drive:
        await drive.wait(16)
        await drive.press("q", "l")
    services.journal.reason = "the disk is full"
    async with running(services, start(services)) as drive:
        await drive.press("n")
        assert "stays unfinished" in drive.text()
        await drive.press("b")
        assert "0 of 3 done" in drive.line("where")


async def test_resume_from_the_command_line_goes_straight_on() -> None:
    services = MemoryServices()
    async with running(services, Resume(record_of(heel_raise()))) as drive:
        assert "Set 1 of 2 · 0 of 3 done" in drive.line("where")
