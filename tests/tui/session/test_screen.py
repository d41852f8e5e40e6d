"""A session as the person at the counter drives it: keys in, what stands on the screen out."""

import pytest

from achilles_tui.application.intents import Start
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.records.session_record import Result, SessionRecord, Status
from achilles_tui.tui.session.pain import PainScreen
from achilles_tui.tui.session.screen import SessionScreen
from achilles_tui.tui.session.summary import SummaryScreen
from tests.memory import MemoryServices
from tests.tui.driving import Drive, running

TO_FIRST_LOWERING = 10 + 2 + 1
TO_FIRST_REP_DONE = TO_FIRST_LOWERING + 3
ONE_SET = 3 * 7


def raises(services: MemoryServices, *sides: Side) -> Start:
    """Return the wish for the test's heel raises and stretch."""
    return Start(services.programs.library().programs["raises"], sides=sides or (Side.LEFT,))


def last(services: MemoryServices) -> SessionRecord:
    """Return the newest record on the services's disk."""
    return services.journal.records[-1]


async def test_the_header_says_where_one_is_and_that_it_is_saved() -> None:
    services = MemoryServices()
    async with running(services, raises(services)) as drive:
        assert drive.line("where") == "Set 1 of 2 · 0 of 3 done · saved"
        await drive.wait(TO_FIRST_REP_DONE)
        assert drive.line("where") == "Set 1 of 2 · 1 of 3 done · saved"
        assert sum(one.done for one in last(services).sets) == 1


async def test_a_failing_disk_is_said_in_the_header_and_nothing_is_lost() -> None:
    services = MemoryServices()
    async with running(services, raises(services)) as drive:
        services.journal.reason = "the disk is full"
        await drive.wait(TO_FIRST_REP_DONE)
        assert "NOT SAVED: the disk is full" in drive.line("where")
        assert "1 of 3 done" in drive.line("where")
        services.journal.reason = None
        await drive.wait(2)
        assert drive.line("where").endswith("saved")
        assert sum(one.done for one in last(services).sets) == 1


async def test_space_pauses_and_goes_on_with_a_count_in() -> None:
    services = MemoryServices()
    async with running(services, raises(services)) as drive:
        await drive.wait(TO_FIRST_LOWERING + 1)
        await drive.press("space")
        await drive.wait(60)
        assert "Paused" in drive.line("note")
        await drive.press("space")
        assert "0 of 3 done" in drive.line("where")
        await drive.wait(5 + 2 + 1 + 3)
        assert "1 of 3 done" in drive.line("where")


@pytest.mark.parametrize("key", ["x", "f5", "tab"])
async def test_any_key_holds_the_count_in(key: str) -> None:
    services = MemoryServices()
    async with running(services, raises(services)) as drive:
        await drive.press(key)
        await drive.wait(30)
        assert "Paused" in drive.line("note")
        await drive.press("enter")
        await drive.press("enter")
        await drive.wait(1)
        assert drive.line("cue").startswith("Both heels up")


async def test_a_refused_key_says_why() -> None:
    services = MemoryServices()
    async with running(services, raises(services)) as drive:
        await drive.press("plus")
        assert drive.line("note") == "Only a rest can be made longer."
        await drive.press("b")
        assert drive.line("note") == "There is no repetition before this one."
        await drive.press("u")
        assert drive.line("note") == "There is nothing to take back since the last repetition."


async def test_next_skips_a_repetition_and_undo_brings_it_back() -> None:
    services = MemoryServices()
    async with running(services, raises(services)) as drive:
        await drive.wait(11)
        await drive.press("n")
        assert last(services).sets[0].skipped == 1
        await drive.press("u")
        assert last(services).sets[0].skipped == 0


async def test_redo_takes_the_repetition_back_and_keeps_it_readable() -> None:
    services = MemoryServices()
    async with running(services, raises(services)) as drive:
        await drive.wait(TO_FIRST_REP_DONE + 0.5)
        await drive.press("b")
        assert last(services).sets[0].done == 0
        assert [rep.result for rep in last(services).sets[0].reps] == [Result.TAKEN_BACK]


async def test_pain_after_an_exercise_is_one_key_in_the_rest_and_stops_nothing() -> None:
    services = MemoryServices()
    async with running(services, raises(services)) as drive:
        await drive.wait(10 + ONE_SET + 120 + 5 + ONE_SET + 10)
        assert "how much pain?" in drive.line("note")
        assert drive.services.journal.records[-1].pains == ()
        await drive.press("3")
        assert [pain.value for pain in last(services).pains] == [3]
        assert "Rest" in drive.line("keys")


async def test_pain_of_six_ends_the_session_and_undo_in_the_summary_goes_back_in() -> None:
    services = MemoryServices()
    async with running(services, raises(services)) as drive:
        await drive.wait(TO_FIRST_REP_DONE)
        await drive.press("p", "6")
        assert (last(services).status, last(services).stopped_for) == (Status.STOPPED, "pain")
        assert "above the limit in the rule (5)" in drive.text()
        await drive.press("u")
        assert last(services).status is Status.IN_PROGRESS
        assert "1 of 3 done" in drive.line("where")


async def test_quitting_has_three_answers_and_goes_on_by_default() -> None:
    services = MemoryServices()
    async with running(services, raises(services)) as drive:
        await drive.wait(11)
        await drive.press("q")
        for answer in ("go on", "stop here and save", "continue later"):
            assert answer in drive.text()
        await drive.press("enter", "space")
        assert last(services).status is Status.IN_PROGRESS
        await drive.press("ctrl+c")
        assert "continue later" in drive.text()
        await drive.press("escape", "ctrl+q")
        assert "continue later" in drive.text()


async def test_one_stray_s_does_not_end_a_session_and_a_second_one_does() -> None:
    services = MemoryServices()
    async with running(services, raises(services)) as drive:
        await drive.wait(TO_FIRST_REP_DONE)
        await drive.press("s")
        assert last(services).status is Status.IN_PROGRESS
        await drive.press("s")
        assert (last(services).status, last(services).stopped_for) == (Status.STOPPED, "choice")
        assert "Stopped: 1 of 9 repetitions" in drive.text()


async def test_left_for_later_it_is_the_first_choice_on_today_and_one_enter_goes_on() -> None:
    services = MemoryServices()
    async with running(services, raises(services)) as drive:
        await drive.wait(TO_FIRST_REP_DONE)
        await drive.press("q", "l")
        assert "Go on: The raises" in drive.text()
        assert "set 1, repetition 2" in drive.text()
        await drive.press("enter")
        assert "1 of 3 done" in drive.line("where")


async def whole_session(drive: Drive) -> None:
    """Let the test's session run to its final pain check."""
    await drive.wait(10 + ONE_SET + 120 + 5 + ONE_SET + 300 + 10 + 3 * 38 + 2 * 15 + 5)


async def test_hands_free_it_runs_to_the_final_pain_check_which_waits() -> None:
    services = MemoryServices()
    async with running(services, raises(services)) as drive:
        await whole_session(drive)
        await drive.wait(600)
        assert last(services).status is Status.IN_PROGRESS
        assert "How much does the tendon hurt now?" in drive.text()
        await drive.press("2")
        assert (last(services).status, last(services).final_pain()) == (Status.DONE, 2)
        assert "Done: 9 of 9 repetitions" in drive.text()


async def test_where_pain_is_asked_the_rule_is_a_key_away_and_so_it_is_in_the_summary() -> None:
    services = MemoryServices()
    async with running(services, raises(services)) as drive:
        await drive.wait(TO_FIRST_LOWERING)
        await drive.press("p", "w")
        assert "D6: any value 6 or more: step back (published: Silbernagel 2007)" in drive.text()
        assert "pain_limit = 5: published: Silbernagel 2007" in " ".join(drive.text().split())
        await drive.press("x", "6")
        assert isinstance(drive.app.screen, SummaryScreen)
        await drive.press("w")
        assert "D2: any value 8 or more: stop (our choice)" in drive.text()


async def test_a_look_at_the_clock_before_the_final_answer_arrives_does_not_ask_again() -> None:
    services = MemoryServices()
    async with running(services, raises(services)) as drive:
        await whole_session(drive)
        session, question = drive.app.screen_stack[-2:]
        assert isinstance(session, SessionScreen)
        assert isinstance(question, PainScreen)
        question.dismiss(2)
        session.look()
        await drive.settle()
        assert last(services).final_pain() == 2
        assert isinstance(drive.app.screen, SummaryScreen)


async def test_arrows_and_enter_are_enough_for_the_pain_scale() -> None:
    services = MemoryServices()
    async with running(services, raises(services)) as drive:
        await whole_session(drive)
        await drive.press("right", "right", "left", "enter")
        assert last(services).final_pain() == 0


async def test_in_the_summary_a_set_can_be_corrected_and_a_note_written() -> None:
    services = MemoryServices()
    async with running(services, raises(services)) as drive:
        await whole_session(drive)
        await drive.press("2", "down", "minus")
        assert (last(services).sets[1].done, last(services).sets[1].counted) == (2, 3)
        await drive.press("n")
        await drive.type("stiff today")
        await drive.press("enter")
        assert last(services).note == "stiff today"
        await drive.press("enter")
        assert "Today" in drive.text()


async def test_both_legs_get_a_switch_sides_card() -> None:
    services = MemoryServices()
    async with running(services, raises(services, Side.LEFT, Side.RIGHT)) as drive:
        await drive.wait(10 + ONE_SET + 120 + 5 + ONE_SET + 120 + 1)
        assert drive.line("cue") == "Switch sides: RIGHT leg now."
        assert "RIGHT leg" in drive.line("what")


async def test_help_holds_the_session_and_any_key_closes_it() -> None:
    services = MemoryServices()
    async with running(services, raises(services)) as drive:
        await drive.wait(11)
        await drive.press("question_mark")
        assert "undo the last key" in drive.text()
        await drive.wait(30)
        await drive.press("x")
        assert "0 of 3 done" in drive.line("where")
        assert "Paused" in drive.line("note")


async def test_help_ends_no_pause_of_the_persons_own() -> None:
    services = MemoryServices()
    async with running(services, raises(services)) as drive:
        await drive.wait(10 + ONE_SET + 10)
        await drive.press("space", "question_mark", "x")
        assert "Paused" in drive.line("note")
        await drive.press("space", "question_mark", "x")
        assert "Paused" not in drive.line("note")


async def test_the_rest_names_what_comes_next_beside_the_pain_question() -> None:
    services = MemoryServices()
    async with running(services, raises(services)) as drive:
        await drive.wait(10 + ONE_SET + 120 + 5 + ONE_SET + 10)
        assert drive.line("cue") == "Next: Calf stretch, LEFT leg"
        assert "how much pain?" in drive.line("note")


async def test_a_set_cannot_be_corrected_beyond_reason() -> None:
    services = MemoryServices()
    async with running(services, raises(services)) as drive:
        await drive.wait(TO_FIRST_REP_DONE)
        await drive.press("s", "s", *["plus"] * 8)
        assert last(services).sets[0].done == 6
        assert "counted 1" in drive.text()
        await drive.press("u")
        assert "you cannot go back into it" in drive.text()


async def test_pain_far_above_the_limit_names_a_clinician() -> None:
    services = MemoryServices()
    async with running(services, raises(services)) as drive:
        await whole_session(drive)
        await drive.press("8")
        assert "contact a clinician" in drive.text()


async def test_when_another_terminal_takes_over_this_one_becomes_read_only() -> None:
    services = MemoryServices()
    async with running(services, raises(services)) as drive:
        await drive.wait(TO_FIRST_REP_DONE)
        written = len(services.journal.records)
        services.journal.ours = False
        await drive.wait(2)
        assert "Read-only" in drive.text()
        assert len(services.journal.records) == written
        assert services.journal.closed
