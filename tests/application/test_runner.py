"""The live session: written before it can be seen, a failing disk said and retried, a takeover respected."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from msgspec import structs

from achilles_tui.application.runner import Runner
from achilles_tui.domain.base.errors import NotSaved, TakenOver
from achilles_tui.domain.programs.session_plan import PlannedExercise
from achilles_tui.domain.records.session_record import SessionRecord, Status
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.state import Pause, PhaseEntered, Session
from tests.builders import LIMITS, NOW, heel_raise, record_of, stretch
from tests.domain.pain_rule.strategies import SESSIONS, WALKS, Action, Press, RunThrough, Sleep

Look = Callable[[SessionRecord], None]


class Paper:
    """A journal in memory. While `trouble` is set every write fails; `look` is called with each record it is given."""

    def __init__(self) -> None:
        """Begin empty and ours."""
        self.written: list[SessionRecord] = []
        self.trouble: NotSaved | TakenOver | None = None
        self.tries = 0
        self.ours = True
        self.closed = 0
        self.look: Look = lambda _: None

    def write(self, record: SessionRecord) -> None:
        """Keep the record, or fail as told."""
        assert not self.closed, "written to a journal that was given back"
        self.tries += 1
        self.look(record)
        if self.trouble is not None:
            raise self.trouble
        self.written.append(record)

    def discard(self, record: SessionRecord) -> None:
        """Take the record off the paper again."""
        self.written = [one for one in self.written if one.id != record.id]

    def still_ours(self) -> bool:
        """Say what the test says."""
        return self.ours

    def close(self) -> None:
        """Count how often it was given back."""
        self.closed += 1


class Scene:
    """A runner with a clock and a journal that the test holds."""

    def __init__(self, *exercises: PlannedExercise, record: SessionRecord | None = None) -> None:
        """Open the session."""
        self.now = 0.0
        self.paper = Paper()
        self.runner = self.open(record or record_of(*exercises))

    def open(self, record: SessionRecord) -> Runner:
        """Open a session on the same journal."""
        return Runner(record, self.paper, limits=LIMITS, run="run1", opened=NOW, clock=lambda: self.now)

    def wait(self, seconds: float) -> None:
        """Let the clock run, with a look at it every half real second."""
        step = 0.5 * self.runner.record.speed
        until = self.now + seconds
        while self.now < until:
            self.now = min(until, self.now + step)
            self.runner.tick()

    def until(self, phase: Phase) -> None:
        """Let the clock run until a phase is shown."""
        while self.runner.view.phase is not phase:
            self.wait(0.5 * self.runner.record.speed)


def test_a_session_is_on_disk_before_anything_of_it_is_seen() -> None:
    scene = Scene(heel_raise())
    assert [record.status for record in scene.paper.written] == [Status.IN_PROGRESS]
    assert scene.runner.saved == "saved"


@given(SESSIONS, WALKS)
def test_every_change_is_written_before_it_is_shown(session: Session, walk: list[Action]) -> None:
    scene = Scene(record=session.record)
    for action in walk:
        if isinstance(action, Press):
            scene.runner.send(action.trigger, action.value)
        else:
            phases = action.phases if isinstance(action, RunThrough) else 0
            scene.now += action.gaps * 2.0 if isinstance(action, Sleep) else 0.3 + phases
            scene.runner.tick()
        assert scene.paper.written[-1] is scene.runner.record
        assert (scene.runner.saved, scene.runner.flush()) == ("saved", True)


def test_the_journal_has_a_repetition_while_the_screen_still_shows_the_one_before() -> None:
    scene = Scene(heel_raise())
    shown: list[int] = [scene.runner.view.done]
    seen_by_journal: list[tuple[int, int]] = []
    scene.paper.look = lambda record: seen_by_journal.append((record.sets[0].done, shown[-1]))
    for _ in range(200):
        scene.now += 0.1
        scene.runner.tick()
        shown.append(scene.runner.view.done)
    assert seen_by_journal == [(1, 0)]


def test_nothing_is_written_while_nothing_changes() -> None:
    scene = Scene(heel_raise())
    scene.wait(9.0)
    scene.runner.send(Trigger.PAUSE)
    scene.wait(60.0)
    scene.runner.send(Trigger.GO_ON)
    assert scene.paper.tries == 1


def test_each_finished_repetition_is_written_once() -> None:
    scene = Scene(heel_raise(sets=1, reps=3))
    scene.until(Phase.PAIN_CHECK)
    assert [record.sets[0].done for record in scene.paper.written] == [0, 1, 2, 3]


def test_a_failing_disk_is_said_with_its_reason_and_the_session_goes_on() -> None:
    scene = Scene(heel_raise())
    scene.paper.trouble = NotSaved("no space left on the device")
    scene.until(Phase.RESET)
    assert scene.runner.saved == "NOT SAVED: no space left on the device"
    assert scene.runner.view.done == 1
    assert scene.paper.written[-1].sets[0].done == 0


def test_what_could_not_be_written_is_tried_again_every_second_and_nothing_is_lost() -> None:
    scene = Scene(heel_raise(sets=1, reps=3))
    scene.paper.trouble = NotSaved("read-only file system")
    scene.until(Phase.RESET)
    tries = scene.paper.tries
    scene.runner.send(Trigger.PAUSE)
    scene.wait(5.0)
    assert scene.paper.tries == tries + 5

    scene.paper.trouble = None
    scene.wait(1.0)
    assert scene.runner.saved == "saved"
    assert scene.paper.written[-1] is scene.runner.record
    assert scene.paper.written[-1].sets[0].done == 1


def test_it_is_tried_again_every_real_second_at_any_speed() -> None:
    scene = Scene(record=record_of(heel_raise(), speed=10.0))
    scene.paper.trouble = NotSaved("no")
    scene.until(Phase.RESET)
    scene.runner.send(Trigger.PAUSE)
    tries = scene.paper.tries
    scene.wait(50.0)
    assert scene.paper.tries == tries + 5


def test_a_disk_that_fails_from_the_start_does_not_stop_the_session() -> None:
    paper = Paper()
    paper.trouble = NotSaved("permission denied")
    now = [0.0]
    runner = Runner(record_of(heel_raise()), paper, limits=LIMITS, run="run1", opened=NOW, clock=lambda: now[0])
    assert runner.saved == "NOT SAVED: permission denied"
    assert not runner.flush()
    paper.trouble = None
    assert runner.flush()
    assert (runner.saved, len(paper.written)) == ("saved", 1)


def test_leaving_writes_what_is_left_and_gives_the_session_back() -> None:
    scene = Scene(heel_raise())
    scene.paper.trouble = NotSaved("no")
    scene.until(Phase.RESET)
    scene.paper.trouble = None
    scene.runner.close()
    assert scene.paper.written[-1].sets[0].done == 1
    assert scene.paper.closed == 1


def test_what_was_never_written_is_told_at_the_end() -> None:
    scene = Scene(heel_raise())
    scene.paper.trouble = NotSaved("no")
    scene.until(Phase.RESET)
    assert not scene.runner.flush()
    assert scene.runner.record.sets[0].done == 1


def test_who_lost_the_session_only_looks_on_and_gives_it_back_once() -> None:
    scene = Scene(heel_raise())
    scene.wait(12.0)
    scene.paper.ours = False
    scene.wait(2.0)
    runner = scene.runner
    assert runner.taken_over
    assert runner.saved.startswith("READ-ONLY")
    assert scene.paper.closed == 1

    view, tries = runner.view, scene.paper.tries
    happenings, refusal = runner.send(Trigger.STOP)
    assert happenings == ()
    assert refusal
    scene.wait(60.0)
    assert runner.tick() == ()
    assert runner.view == view
    assert runner.flush()
    runner.amend(structs.replace(runner.record, note="mine"))
    runner.close()
    assert (scene.paper.tries, scene.paper.closed, runner.record.note) == (tries, 1, "")


def test_a_step_that_meets_a_takeover_is_left_to_the_terminal_that_has_the_session() -> None:
    scene = Scene(heel_raise())
    scene.paper.trouble = TakenOver("process 42 of laptop took this session over")
    scene.until(Phase.LOWER)
    while not scene.runner.taken_over:
        scene.wait(0.5)
    assert scene.runner.taken_over == "process 42 of laptop took this session over"
    assert scene.paper.closed == 1
    assert scene.runner.record == scene.paper.written[-1]
    assert scene.runner.flush()
    scene.runner.close()
    assert scene.paper.closed == 1


def test_a_takeover_keeps_what_was_done_before_and_says_when_that_is_not_on_disk() -> None:
    scene = Scene(heel_raise())
    scene.paper.trouble = NotSaved("the disk is full")
    scene.until(Phase.RESET)
    scene.paper.trouble = TakenOver("process 42 of laptop took this session over")
    while not scene.runner.taken_over:
        scene.wait(0.5)
    tries = scene.paper.tries
    assert not scene.runner.flush()
    assert scene.paper.tries == tries
    assert scene.runner.record.sets[0].done == 1


def test_a_takeover_is_noticed_within_a_second_even_in_a_pause() -> None:
    scene = Scene(heel_raise())
    scene.runner.send(Trigger.PAUSE)
    scene.paper.ours = False
    scene.wait(1.1)
    assert scene.runner.taken_over


def test_a_key_reaches_the_session_after_the_clock() -> None:
    scene = Scene(heel_raise())
    scene.until(Phase.LOWER)
    scene.wait(2.0)
    scene.now += 1.4
    happenings, refusal = scene.runner.send(Trigger.LONGER)
    assert refusal == "Only a rest can be made longer."
    assert [one.segment.phase for one in happenings if isinstance(one, PhaseEntered)] == [Phase.RESET]


def test_a_stalled_terminal_pauses_the_session() -> None:
    scene = Scene(heel_raise())
    scene.until(Phase.LOWER)
    scene.now += 4.7
    scene.runner.tick()
    assert (scene.runner.view.pause, scene.runner.view.done) == (Pause.GAP, 0)


def test_an_unfinished_session_goes_on_where_it_was() -> None:
    first = Scene(heel_raise())
    first.until(Phase.RESET)
    second = Scene(record=first.runner.record)
    assert second.runner.view.where == "Set 1 of 2 · 1 of 3 done"
    assert (second.runner.view.phase, second.runner.view.rep) == (Phase.SETUP, 2)


def test_it_is_over_after_the_last_answer_and_no_longer_when_that_is_taken_back() -> None:
    scene = Scene(heel_raise(sets=1, reps=1))
    scene.until(Phase.PAIN_CHECK)
    over = [scene.runner.is_over]
    scene.runner.send(Trigger.PAIN, 2)
    over.append(scene.runner.is_over)
    scene.runner.send(Trigger.UNDO)
    over.append(scene.runner.is_over)
    assert over == [False, True, False]
    assert [record.status for record in scene.paper.written[-2:]] == [Status.DONE, Status.IN_PROGRESS]


def test_a_correction_in_the_summary_is_written_too() -> None:
    scene = Scene(heel_raise(sets=1, reps=2))
    scene.until(Phase.PAIN_CHECK)
    scene.runner.send(Trigger.NEXT)
    scene.runner.amend(scene.runner.record.with_correction(0, 1))
    assert scene.paper.written[-1].sets[0].done == 1
    assert scene.runner.view.done == 1
    assert scene.runner.send(Trigger.UNDO)[1] == "There is nothing to take back since the last repetition."


def test_a_whole_session_runs_by_itself_and_every_stamp_is_in_order() -> None:
    scene = Scene(heel_raise(sets=1, reps=2), stretch(holds=2))
    scene.until(Phase.PAIN_CHECK)
    stamps = [rep.at for one in scene.paper.written[-1].sets for rep in one.reps]
    assert stamps == sorted(stamps)
    assert len(stamps) == 4
    assert stamps[0] - NOW == timedelta(seconds=16)


@pytest.mark.parametrize("speed", [1.0, 60.0])
def test_practice_goes_through_exactly_the_same_and_says_so(speed: float) -> None:
    scene = Scene(record=record_of(heel_raise(sets=1), speed=speed))
    scene.until(Phase.PAIN_CHECK)
    record = scene.paper.written[-1]
    assert (record.practice, record.sets[0].done, record.sets[0].paced) == (True, 3, 3)
