"""Planned and done are the same for the rule, the history, the report and the log, whatever was done and recorded."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, time, timedelta
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from achilles_tui.domain.base.units import Region, Side, Verdict
from achilles_tui.domain.history.history import History, history_of
from achilles_tui.domain.pain_rule.expected_work import Adherence, HistoryContext, WorkPlan
from achilles_tui.domain.pain_rule.gather_inputs import adherence_of
from achilles_tui.domain.pain_rule.log import Log
from achilles_tui.domain.pain_rule.targets import find_targets
from achilles_tui.domain.pain_rule.verdicts import first_day_read
from achilles_tui.domain.programs.dose import Often
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.programs.session_plan import plan
from achilles_tui.domain.records.day_entries import Answer, Diary, How
from achilles_tui.domain.records.session_record import Id, SessionRecord
from achilles_tui.domain.records.summary import summary_of, work_of
from achilles_tui.domain.red_flags.safety import ClinicianNote, RedFlags
from achilles_tui.exports.pt_report.build_report import report
from achilles_tui.exports.pt_report.document import ReportRequest as AskedReport
from achilles_tui.text.documents.log import session_document
from tests.domain.pain_rule.judging import RULE
from tests.domain.pain_rule.logs import (
    BEGUN,
    ECCENTRIC,
    RAISE,
    answer,
    at,
    calm,
    calm_days,
    day,
    diary,
    log_of,
    trained,
    verdicts,
)
from tests.domain.pain_rule.simulation import EVENING, MORNING, NOON, OFFERS, done
from tests.domain.programs.staged import DAILY

LAST = 45
KNOWN = {**OFFERS, "daily": DAILY}
LEGS = [(Side.LEFT,), (Side.RIGHT,), (Side.LEFT, Side.RIGHT)]


class Recorded(NamedTuple):
    """What one person recorded, up to a day."""

    sessions: tuple[SessionRecord, ...]
    diary: Diary
    notes: tuple[ClinicianNote, ...]
    region: Region
    program: str
    today: int

    @property
    def offered(self) -> ResolvedProgram:
        """The program that is on."""
        return KNOWN[self.program]

    @property
    def log(self) -> Log:
        """The log as Today reads it: sessions of the last weeks alone."""
        last = max((one.day for one in self.sessions), default=None)
        first = first_day_read(last, day(self.today))
        earlier = max((one.day for one in self.sessions if one.day < first), default=None)
        recent = [one for one in self.sessions if one.day >= first]
        notes = [one.at for one in self.notes]
        return log_of(recent, self.diary, now=at(self.today, time(22)), notes=notes, earlier=earlier)

    @property
    def course(self) -> HistoryContext:
        """What the history reads the sessions beside."""
        return HistoryContext(self.diary, self.notes, KNOWN, self.region, day(self.today))

    @property
    def past(self) -> History:
        """The history of all of it."""
        return history_of(map(summary_of, self.sessions), self.course)


class Week(NamedTuple):
    """The days that the rule looks at, and what it makes of them."""

    first: date
    last: date
    adherence: Adherence


def of_the_rule(told: Recorded) -> Week | None:
    """Return what the rule reads; None where it judges nothing."""
    log = told.log
    if not log.sessions_since_note:
        return None
    standing, last = find_targets(told.offered, log, told.region), log.sessions_since_note[-1].day
    since = [last - timedelta(days=6), standing.start_day or last, *(one.at.date() for one in told.notes)]
    work = adherence_of(log, standing, RULE, last)
    return Week(max(since), last, work)


@st.composite
def recorded(draw: st.DrawFn, programs: Sequence[str] = ("eccentric", "home", "stretches", "daily")) -> Recorded:
    """Draw what somebody may have recorded: programs changed, legs changed, parts, pain, pauses, answers, notes."""
    numbers = st.integers(0, LAST)
    begun = draw(st.dictionaries(numbers, st.sampled_from(programs), max_size=3))
    usual = draw(st.sampled_from(programs))
    begun |= draw(st.sampled_from([{}, {0: usual}]))
    program = begun[max(begun)] if begun else usual
    kinds = st.tuples(
        numbers, st.sampled_from([MORNING, NOON, EVENING]), st.sampled_from(LEGS), st.booleans(), st.integers(0, 9)
    )
    drawn = draw(st.lists(kinds, max_size=25, unique_by=lambda one: one[:2]))
    sessions = []
    for number, moment, legs, finished, pain in drawn:
        made = plan(KNOWN[program], legs, pt_confirmed=True)
        some = draw(st.sampled_from([made, made.only({made.exercises[0].id})]))
        now = at(number, moment)
        sessions.append(done(some, f"session-{now:%m%d-%H%M}", now, (pain, 1), finished=finished))
    how: dict[int, How] = draw(st.dictionaries(numbers, st.sampled_from(["away", "flare-up", "usual"]), max_size=4))
    backs = draw(st.sets(numbers, max_size=3))
    answers: list[Answer] = [answer(one, program=program, verdict=Verdict.STEP_BACK, row="D7") for one in backs]
    stages = draw(st.dictionaries(numbers, st.integers(1, 3), max_size=3))
    answers += [answer(one, program="daily", stage=stage, moment=NOON) for one, stage in stages.items()]
    notes = tuple(ClinicianNote(at(one, NOON), "go on") for one in sorted(draw(st.sets(numbers, max_size=1))))
    region = draw(st.sampled_from(list(Region)))
    told = diary(how=how, answers=answers, begun=begun)
    return Recorded(tuple(sessions), told, notes, region, program, draw(st.integers(LAST, LAST + 10)))


@given(recorded())
def test_the_rule_the_history_the_report_and_the_log_give_the_same_planned_and_done(told: Recorded) -> None:
    week = of_the_rule(told)
    if week is None:
        return
    assert told.past.between(week.first, week.last).adherence == week.adherence

    asked = AskedReport(at(told.today), week.first, week.last)
    printed = report(list(map(summary_of, told.sessions)), told.course, asked, RULE, None, safety=RedFlags(())).history
    assert (printed.planned, printed.done) == week.adherence
    assert (sum(one.planned for one in printed.weeks), sum(one.done for one in printed.weeks)) == week.adherence

    assert in_the_log(told, week) == week.adherence.done


def in_the_log(told: Recorded, week: Week) -> int:
    """Count the full sets that `achilles-tui log --json` prints for these days, each day up to what it planned."""
    full: Counter[tuple[date, str, Side]] = Counter()
    for session in (session_document(one, corrected=False) for one in told.sessions):
        for one in session.sets:
            full[session.day, one.exercise, one.side] += one.done >= one.planned
    days = [week.first + timedelta(days=number) for number in range((week.last - week.first).days + 1)]
    return sum(
        min(portion.planned, full[work.day, portion.exercise, portion.side])
        for work in WorkPlan(map(work_of, told.sessions), told.course).week(days, is_over=True)
        for portion in work.portions
    )


@given(recorded(["heavy", "heavy-slow-resistance"]))
def test_of_work_asked_for_by_the_week_they_agree_on_every_week_that_is_over(told: Recorded) -> None:
    sundays = [one for one in told.sessions if one.day.weekday() == 6]
    last = max((one.day for one in sundays), default=None)
    told = told._replace(sessions=tuple(one for one in told.sessions if last and one.day <= last))
    week = of_the_rule(told)
    if week is None or week.last.weekday() < 6 or week.last == day(told.today) or told.notes:
        return
    if week.first == week.last - timedelta(days=6):
        assert told.past.between(week.first, week.last).adherence == week.adherence


WHOLE = ECCENTRIC.doses()
A_TIME = sum(one.sets for one in WHOLE if isinstance(one.sets, int))


@given(
    st.dictionaries(st.tuples(st.integers(0, 9), st.sampled_from([MORNING, NOON, EVENING])), st.booleans(), min_size=1),
    st.dictionaries(st.integers(0, 9), st.just("away"), max_size=3),
)
def test_the_rule_asks_for_every_set_of_a_day_but_on_days_away_and_a_fuller_day_makes_up_for_none(
    training: dict[tuple[int, time], bool], how: dict[int, How]
) -> None:
    sessions = [trained(number, moment=moment, finished=finished) for (number, moment), finished in training.items()]
    log = log_of(sessions, diary(calm(10), begun=BEGUN, how=how), now=at(11))
    last = max(number for number, _ in training)
    days = [number for number in range(max(0, last - 6), last + 1) if number not in how]
    of_day = {
        number: [A_TIME if finished else 1 for (each, _), finished in training.items() if each == number]
        for number in days
    }
    # A session that was not finished ended after its first set, which is of the first exercise.
    first, other = A_TIME // 2, A_TIME // 2
    done_of = [
        min(2 * first, sum(min(first, one) for one in of)) + min(2 * other, sum(max(0, one - first) for one in of))
        for of in of_day.values()
    ]
    expected = Fraction(sum(done_of), 2 * A_TIME * len(days)) if days else Fraction(1)

    assert verdicts(log)[RAISE].inputs.completion_7d == expected


def _week(sessions: Sequence[SessionRecord], told: Diary, number: int) -> Adherence:
    seen = Recorded(tuple(sessions), told, (), Region.MID_PORTION, "eccentric", number)
    week = of_the_rule(seen)
    assert week is not None
    assert seen.past.between(week.first, week.last).adherence == week.adherence
    return week.adherence


def test_work_of_one_leg_makes_up_for_nothing_on_the_other() -> None:
    both = plan(ECCENTRIC, (Side.LEFT, Side.RIGHT))
    sessions = [
        done(both, "both-legs", at(0, MORNING), finished=True),
        *(trained(0, moment=moment) for moment in (NOON, EVENING)),
    ]

    assert _week(sessions, diary(begun=BEGUN), 1) == (4 * A_TIME, 3 * A_TIME)


def test_both_feet_at_once_are_work_of_each_leg() -> None:
    both = plan(ECCENTRIC, (Side.LEFT, Side.RIGHT))
    at_once = replace(both, exercises=tuple(replace(one, sides=(Side.BOTH,)) for one in both.exercises))
    sessions = [done(both, "each-leg", at(0, MORNING)), done(at_once, "both-feet", at(0))]

    assert _week(sessions, diary(begun=BEGUN), 1) == (4 * A_TIME, 4 * A_TIME)


def test_after_more_than_two_weeks_without_training_the_legs_are_those_that_work_next() -> None:
    both = done(plan(ECCENTRIC, (Side.LEFT, Side.RIGHT)), "both-legs", at(0))
    raised = trained(30, names=[RAISE])

    assert _week([both, raised], diary(begun=BEGUN), 31).planned == 7 * 2 * A_TIME


def test_a_step_back_and_a_stop_for_pain_leave_sets_out_that_stay_planned_for_all() -> None:
    back = answer(1, verdict=Verdict.STEP_BACK, row="D7", level=1)
    sessions = [*calm_days(0), trained(1), trained(2, (8, 6), finished=False)]
    seen = Recorded(
        tuple(sessions), diary(answers=[back], begun=BEGUN), (), Region.MID_PORTION, "eccentric", 3
    ).past.days

    assert [(one.planned, one.done, one.sets_left_out, one.is_complete) for one in seen[:3]] == [
        (2 * A_TIME, 2 * A_TIME, 0, True),
        (2 * A_TIME, A_TIME, A_TIME, True),
        (2 * A_TIME, 1, 2 * A_TIME - 1, True),
    ]
    assert _week(sessions, diary(answers=[back], begun=BEGUN), 3) == (6 * A_TIME, 3 * A_TIME + 1)


def test_with_a_clinicians_note_the_days_before_it_are_not_read_any_more() -> None:
    log = log_of([*calm_days(3), trained(8)], diary(calm(9), begun=BEGUN), now=at(9), notes=[at(8)])

    assert verdicts(log)[RAISE].inputs.completion_7d == Fraction(1, 2)


@pytest.mark.parametrize("often", [Often(per_week=10), Often(per_day=2, days_per_week=5), Often(per_week=3)])
def test_in_any_seven_days_as_much_is_planned_as_the_dose_asks_for_by_the_week(often: Often) -> None:
    doses = tuple(replace(one, often=often, provenance={}) for one in WHOLE)
    offered = ECCENTRIC._replace(definition=replace(ECCENTRIC.definition, doses=doses))
    course = HistoryContext(diary(begun=BEGUN), [], {"eccentric": offered}, Region.MID_PORTION, day(20))
    sessions = [work_of(trained(9))]

    for first in range(2, 10):
        week = WorkPlan(sessions, course).week([day(first + number) for number in range(7)], is_over=True)
        assert sum(one.planned for one in week) == often.times_a_week * A_TIME


def test_an_entry_of_a_later_answer_to_the_same_verdict_takes_the_stage_back_for_all() -> None:
    session: Id = "session-x"
    up = answer(14, program="daily", stage=2, session=session)
    withdrawn = replace(up, id="answer-later", at=at(15), said="my PT says otherwise", stage=None)
    told = diary(answers=[up, withdrawn], begun={0: "daily"})
    sessions = tuple(trained(number, offered=DAILY) for number in range(10, 17))
    seen = Recorded(sessions, told, (), Region.MID_PORTION, "daily", 17)

    week = of_the_rule(seen)
    assert week is not None
    assert seen.past.between(week.first, week.last).adherence == week.adherence
