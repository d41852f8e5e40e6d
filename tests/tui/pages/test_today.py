"""The first page as a person sees it: what is due and why, the morning, the verdict, and what a start does."""

from datetime import timedelta

from achilles_tui.domain.base.units import Side
from achilles_tui.domain.programs.session_plan import plan
from achilles_tui.domain.records.day_entries import DayFile
from achilles_tui.domain.records.session_record import Status
from achilles_tui.tui.pages.check_in import CheckInScreen
from achilles_tui.tui.pages.verdict import VerdictScreen
from achilles_tui.tui.session.screen import SessionScreen
from tests.builders import NOW
from tests.domain.pain_rule.simulation import Day, done
from tests.memory import MemoryServices
from tests.red_flags import QUESTIONS
from tests.tui.driving import Drive, running
from tests.tui.pages.test_verdict import lived, said


def planned(services: MemoryServices) -> list[tuple[str, int, int]]:
    """Return the exercises of the session under way, with their sets and repetitions."""
    return [(one.id, one.sets, one.reps) for one in services.journal.records[-1].plan.exercises]


def about(drive: Drive) -> str:
    """Return the lines beside the big word."""
    return " ".join(drive.line("today-about").split())


async def to_check_in(drive: Drive) -> None:
    await drive.press("c")
    assert isinstance(drive.app.screen, CheckInScreen)


async def test_today_says_what_is_due_this_morning_and_what_the_rule_says() -> None:
    async with running(lived()) as drive:
        text = about(drive)
        assert "The raises, week 3" in text
        assert "Due: Heel raise; Calf stretch" in text
        assert "0 of 2 today" in text
        assert "This morning: pain 1, stiff 5 min." in text
        assert "Yesterday's highest pain: 1." in text
        assert "PROGRESS: Your log is within every limit of the rule. v answers it." in text


async def test_enter_starts_what_is_due_at_the_level_that_was_said_yes_to() -> None:
    services = lived()
    async with running(services) as drive:
        await drive.press("v")
        assert isinstance(drive.app.screen, VerdictScreen)
        await drive.press("y", "escape", "enter")
        assert isinstance(drive.app.screen, SessionScreen)
        assert planned(services)[0] == ("heel-raise", 2, 12)


async def test_of_a_session_that_was_ended_early_the_rest_is_due_and_enter_starts_it() -> None:
    services = lived()
    chosen = plan(services.programs.program("raises"), (Side.LEFT,))
    part = done(chosen, "part-of-it", NOW - timedelta(minutes=30), finished=False)
    services.records.sessions[part.id] = part
    async with running(services) as drive:
        assert "Due: Heel raise (the rest); Calf stretch" in about(drive)
        assert "Heel raise: part, still due: 1 set, left leg" in about(drive)
        await drive.press("enter")
        assert planned(services) == [("heel-raise", 1, 10), ("stretch", 1, 3)]


async def test_after_pain_above_the_limit_today_is_over() -> None:
    services = lived()
    bad = done(plan(services.programs.program("raises"), (Side.LEFT,)), "bad-one", NOW - timedelta(minutes=30), (6, 2))
    services.records.sessions[bad.id] = bad
    async with running(services) as drive:
        assert "Heel raise: not today, today is over because of pain; the next session is left out" in about(drive)


async def test_a_morning_is_told_with_two_keys_and_enter() -> None:
    services = lived()
    services.records.days[NOW.date()] = DayFile(format=1, day=NOW.date())
    async with running(services) as drive:
        assert "This morning: not recorded yet, c records it." in said(drive)
        await to_check_in(drive)
        await drive.press("2", "1", "enter")
        assert "This morning: pain 2, stiff 5 min." in said(drive)
        assert services.agenda.entries(NOW.date()).morning == 2


async def test_a_stop_locks_all_sessions_until_a_clinician_note() -> None:
    services = lived(last=Day(pains=((8, 2),)))
    async with running(services) as drive:
        about = " ".join(drive.line("today-about").split())
        assert "Locked: stop, and contact a clinician. Pain 8 in the last session: the rule stops at 8." in about
        assert "Enter records what a clinician said." in about
        await drive.press("enter")
        assert "Stop, and contact a clinician" in said(drive)
        assert "the rule stops at 8" in said(drive)
        await drive.press("b")
        assert services.journal.records == []
        await drive.press("enter", "c")
        await drive.type("seen by Dr A")
        await drive.press("enter")
        assert isinstance(drive.app.screen, SessionScreen)
        assert planned(services)[0] == ("heel-raise", 3, 10)
    notes = services.safety.flags().clinician_notes
    assert [note.text for note in notes] == ["seen by Dr A"]


async def test_a_step_back_is_answered_before_anything_starts_and_the_next_time_is_left_out() -> None:
    services = lived(last=Day(pains=((6, 1),)))
    async with running(services) as drive:
        await drive.press("enter")
        assert isinstance(drive.app.screen, VerdictScreen)
        await drive.press("y", "escape")
        assert "Nothing is due now" in said(drive) or isinstance(drive.app.screen, SessionScreen)
        assert all(
            name != "heel-raise" for record in services.journal.records for name in [record.plan.exercises[0].id]
        )


async def test_a_red_flag_that_is_so_now_locks_all_sessions() -> None:
    services = lived()
    async with running(services) as drive:
        await drive.press("exclamation_mark", "y")
        for index in range(len(QUESTIONS)):
            await drive.press("y" if QUESTIONS[index].id == "numbness" else "n")
        await drive.press("s")
        assert "Stop, and contact a clinician" in said(drive)
        await drive.press("b", "enter")
        assert "Stop, and contact a clinician" in said(drive)
        assert services.journal.records == []


async def test_a_red_flag_in_a_session_ends_it_and_asks_all_of_them() -> None:
    services = lived()
    async with running(services) as drive:
        await drive.press("enter", "exclamation_mark", "y")
        assert "Warning signs: question 1 of" in said(drive)
        assert services.journal.records[-1].status is Status.STOPPED


async def test_the_red_flags_are_read_and_left_without_an_answer() -> None:
    services = lived()
    async with running(services) as drive:
        await drive.press("enter", "exclamation_mark", "x")
        assert isinstance(drive.app.screen, SessionScreen)
        assert services.journal.records[-1].status is Status.IN_PROGRESS


async def test_a_session_can_be_ended_for_a_red_flag_where_the_questions_cannot_be_read() -> None:
    services = lived()
    async with running(services) as drive:
        await drive.press("enter")
        services.safety_store.trouble_reading = "safety/red-flags.toml is not there."
        await drive.press("exclamation_mark")
        assert "safety/red-flags.toml is not there." in said(drive)
        await drive.press("y")
        assert services.journal.records[-1].status is Status.STOPPED


async def test_on_a_day_marked_as_a_pause_nothing_is_due() -> None:
    services = lived()
    async with running(services) as drive:
        services.agenda.check_in(NOW.date(), how="away")
        await drive.press("2", "1", "enter")
        assert "Nothing is due now" in said(drive)
        assert "you marked today as a pause" in said(drive)
        assert "once more" not in said(drive)
        await drive.press("b")
        assert services.journal.records == []
