"""Whatever a person presses and however the clock is looked at: rules that hold in every session."""

from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.records.session_record import Result, SessionRecord, Status
from achilles_tui.domain.session.commands import allowed, send
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.state import Happening, PhaseEntered, RepFinished, Session
from achilles_tui.domain.session.ticking import GAP, tick
from tests.builders import counting, run_on
from tests.domain.pain_rule.strategies import ACTIONS, KEYS, LIVE_WALKS, SESSIONS, WALKS, Action, taken, walked


def ids(record: SessionRecord) -> set[str]:
    return {rep.id for one in record.sets for rep in one.reps}


def in_order(record: SessionRecord) -> list[tuple[str, str, int, int]]:
    """Return which repetitions count, in the order they were done."""
    reps = [(rep.at, rep.id, one, rep) for one in record.sets for rep in one.reps]
    return [
        (one.exercise, one.side.value, one.set, rep.rep)
        for _, _, one, rep in sorted(reps, key=lambda each: each[:2])
        if rep.result is not Result.TAKEN_BACK
    ]


@given(SESSIONS, WALKS, st.lists(st.floats(0.0, 1.0), max_size=40))
def test_cutting_a_wait_into_pieces_changes_nothing(session: Session, walk: list[Action], pieces: list[float]) -> None:
    session = walked(session, walk)
    gap = GAP * session.record.speed
    until = session.last_look + gap * 0.99
    looks = sorted(session.last_look + piece * (until - session.last_look) for piece in pieces)

    at_once, all_happened, _ = tick(session, until)
    in_pieces, happened = session, list[Happening]()
    for now in [*looks, until]:
        in_pieces, some, _ = tick(in_pieces, now)
        happened += some

    assert in_pieces == at_once
    assert happened == list(all_happened)


@given(SESSIONS, st.lists(st.floats(0.2, 0.99), min_size=1, max_size=9))
def test_a_whole_session_is_the_same_however_often_the_clock_is_looked_at(session: Session, paces: list[float]) -> None:
    gap, watched = GAP * session.record.speed, session
    turn = 0
    while watched.phase is not Phase.PAIN_CHECK:
        watched = tick(watched, watched.last_look + gap * paces[turn % len(paces)]).session
        turn += 1

    assert watched.record == run_on(session).record


@given(SESSIONS, WALKS)
def test_a_timed_phase_has_either_a_deadline_or_a_paused_rest(session: Session, walk: list[Action]) -> None:
    for moment in taken(session, walk):
        now = moment.after
        if now.phase in Phase.timed():
            assert (now.ends_at is None) != (now.left is None)
            assert (now.left is None) == (now.pause is None)
            assert now.length is not None
            assert 0.0 <= (now.remaining(now.last_look) or 0.0) <= now.length + 1e-9
        else:
            assert (now.ends_at, now.left, now.pause, now.length) == (None, None, None, None)


@given(SESSIONS, WALKS, st.floats(0.0, 30.0))
def test_exactly_what_is_allowed_is_done(session: Session, walk: list[Action], later: float) -> None:
    session = tick(walked(session, walk), session.last_look + later).session
    for trigger in KEYS:
        step = send(session, trigger, session.last_look, 0)
        assert (step.refusal is None) == (trigger in allowed(session)), trigger


@given(SESSIONS, WALKS)
def test_a_refused_key_says_why_and_changes_nothing_else(session: Session, walk: list[Action]) -> None:
    for moment in taken(session, walk):
        if moment.press is None or moment.step.refusal is None:
            continue
        assert moment.step.refusal.endswith(".")
        assert moment.after.asked_again is moment.press.trigger
        clock_alone = tick(moment.before, moment.now).session
        assert moment.after.record is clock_alone.record
        assert moment.after.segment == clock_alone.segment
        assert moment.after.ends_at == clock_alone.ends_at


@given(SESSIONS, LIVE_WALKS)
def test_repetitions_count_in_the_order_of_the_plan_and_none_twice(session: Session, walk: list[Action]) -> None:
    planned = [(exercise, side.value, number, rep) for exercise, side, number, rep in session.script.reps]
    for moment in taken(session, walk):
        done = in_order(moment.after.record)
        assert sorted(done, key=planned.index) == planned[: len(done)]


@given(SESSIONS, WALKS)
def test_no_identity_is_ever_given_to_two_repetitions(session: Session, walk: list[Action]) -> None:
    record = walked(session, walk).record
    assert len(ids(record)) == record.rep_count


@given(SESSIONS, WALKS)
def test_no_walk_ends_in_a_dead_end(session: Session, walk: list[Action]) -> None:
    session = walked(session, walk)
    assert session.phase in Phase.is_over() or Trigger.STOP in allowed(session)
    end = run_on(session)
    assert end.phase in Phase.is_over() | {Phase.PAIN_CHECK}
    if end.phase is Phase.PAIN_CHECK:
        assert send(end, Trigger.PAIN, end.last_look, 2).session.record.status is Status.DONE


@given(SESSIONS, WALKS)
def test_time_never_runs_back(session: Session, walk: list[Action]) -> None:
    for moment in taken(session, walk):
        assert moment.after.last_look >= moment.before.last_look
        assert tick(moment.after, moment.before.last_look - 1.0).session == moment.after
        for happening in moment.step.happenings:
            assert moment.before.last_look <= happening.seconds <= moment.after.last_look


@given(SESSIONS, WALKS)
def test_what_happens_is_what_is_recorded(session: Session, walk: list[Action]) -> None:
    for moment in taken(session, walk):
        finished = [one for one in moment.step.happenings if isinstance(one, RepFinished)]
        assert len(finished) == max(0, moment.after.record.rep_count - moment.before.record.rep_count)
        entered = [one for one in moment.step.happenings if isinstance(one, PhaseEntered)]
        if entered:
            assert entered[-1].segment.phase is moment.after.phase


@given(SESSIONS, WALKS)
def test_only_what_was_watched_is_credited(session: Session, walk: list[Action]) -> None:
    for moment in taken(session, walk):
        if moment.now - moment.before.last_look > GAP * session.record.speed:
            assert moment.after.record == moment.before.record
            assert moment.after.pause or moment.after.phase not in Phase.timed() - {Phase.REST}


@given(SESSIONS, WALKS)
def test_the_status_and_the_phase_tell_the_same_story(session: Session, walk: list[Action]) -> None:
    for moment in taken(session, walk):
        record, phase = moment.after.record, moment.after.phase
        status = {Phase.DONE: Status.DONE, Phase.STOPPED: Status.STOPPED}.get(phase, Status.IN_PROGRESS)
        assert record.status is status
        assert (record.ended is None) == (status is Status.IN_PROGRESS)
        assert (record.stopped_for is None) == (status is not Status.STOPPED)


@given(SESSIONS, WALKS)
def test_credit_is_honest(session: Session, walk: list[Action]) -> None:
    record = walked(session, walk).record
    for one in record.sets:
        tempo = record.plan.exercise(one.exercise).tempo
        loaded = tempo.hold or tempo.lower or 0.0
        way_up = 0.0 if tempo.single_leg or tempo.rise is None else tempo.rise
        assert one.skipped + one.done <= one.planned
        assert one.paced <= one.done
        assert 0.0 <= one.tension <= one.done * (loaded + way_up + 0.1)
        for rep in one.reps:
            if rep.paced:
                assert rep.seconds >= round((tempo.hold or tempo.lower_accept or tempo.lower or 0.0) + way_up, 1)
            if rep.result is Result.SKIPPED:
                assert (rep.paced, rep.seconds) == (False, 0.0)


@given(SESSIONS, st.lists(ACTIONS, max_size=20), st.sampled_from(KEYS))
def test_undo_right_after_any_key_counts_what_counted_before_and_hides_nothing(
    session: Session, walk: list[Action], key: Trigger
) -> None:
    session = walked(session, walk)
    was_allowed = allowed(session)
    after = send(session, key, session.last_look, 2).session
    if key in was_allowed - {Trigger.UNDO, Trigger.PAUSE, Trigger.GO_ON, Trigger.BEGIN}:
        back = send(after, Trigger.UNDO, after.last_look).session
        assert counting(back.record) == counting(session.record)
        assert ids(back.record) >= ids(after.record)
        assert back.before is session.before
        assert back.pause is session.pause or session.phase not in Phase.timed()
