"""What a report tells of three weeks: everything that was recorded, in a period, with or without the person's words."""

import re
from dataclasses import replace

import pytest

from achilles_tui.domain.base.units import MY_PT, Side, Verdict
from achilles_tui.domain.history.history import History
from achilles_tui.domain.history.rule_events import RuleEvent
from achilles_tui.domain.pain_rule.rule import ROW_OF
from achilles_tui.exports.notes import NO_NOTES
from achilles_tui.exports.pt_report.formats import TEXTS
from achilles_tui.exports.pt_report.sections import sections
from tests.domain.pain_rule.judging import RULE
from tests.domain.pain_rule.simulation import MONDAY
from tests.exports.pt_report.scenes import (
    ANSWER_NOTE,
    CLINICIAN_NOTE,
    LAST,
    NOTES,
    SESSION_NOTE,
    day,
    lived,
    nothing,
    told,
    years,
)

JUDGING = re.compile(
    r"\b(?:improv|better|worse|recover|heal(?:ed|ing)|cure|clinically|prescrib|algorithm)", re.IGNORECASE
)
"""What a report never says: a record is no judgement, and no promise."""


def test_every_planned_set_is_told_as_done_or_not() -> None:
    report = told()

    assert 0 < report.history.done < report.history.planned
    work = report.adherence
    assert (work.flare_up_days, work.pause_days) == (1, 1)
    assert work.days_not_kept >= 1
    assert work.days_kept + work.days_not_kept + 2 == len(report.history.days)


def test_a_level_on_both_feet_asks_for_no_more_sets_than_one_on_one_foot() -> None:
    lowest = [
        one for one in lived().briefs if any(leg.side is Side.BOTH for work in one.works for leg in work.sets_by_leg)
    ]
    report = told()

    assert lowest
    assert max(one.planned for one in report.history.days) == report.history.days[0].planned


def test_a_period_is_cut_out_of_the_whole_and_looks_back_over_its_edge() -> None:
    whole, part = told(), told(since=day(7), until=day(15))

    assert (part.first, part.last) == (day(7), day(15))
    assert part.history.days == whole.history.days[7:16]
    assert part.medians == whole.medians[7:16]
    assert part.streak == told(until=day(15)).streak == History(whole.history.days[:16], ()).streak
    assert {one.day for one in part.verdicts_answered} == {
        one.day for one in whole.verdicts_answered if day(7) <= one.day <= day(15)
    }
    assert part.sessions == sum(one.sessions for one in whole.history.days[7:16])


def test_a_period_before_anything_was_recorded_is_empty_and_still_a_report() -> None:
    empty = told(since=day(-20), until=day(-10))

    assert empty.history.days == ()
    assert empty.sessions == 0
    assert all(make(empty) for make in TEXTS.values())


def test_somebody_who_has_told_nothing_yet_gets_a_report_that_says_so() -> None:
    assert "No verdict yet" in TEXTS["markdown"](nothing())
    assert "<svg" in TEXTS["html"](nothing())


def test_the_pts_numbers_are_marked_and_no_others() -> None:
    program = told().program

    assert program is not None
    marked = {(one.exercise, line.name) for one in program.doses for line in one.numbers if line.provenance == MY_PT}
    assert marked == {("soleus-heel-raise", "Repetitions"), ("soleus-heel-raise", "Rest between sets")}
    assert [one.exercise for one in program.doses if one.from_my_pt] == ["soleus-heel-raise"]


def test_every_number_of_a_dose_says_where_it_comes_from() -> None:
    program = told().program

    assert program is not None
    for dose in program.doses:
        silent = {line.name for line in dose.numbers if not line.provenance}
        assert silent - {"Tempo"} == {"Load"}  # told by the numbers above it, and by the exercise


def test_answers_of_one_day_that_are_alike_are_told_once_with_their_exercises() -> None:
    answered = told().verdicts_answered

    back = next(one for one in answered if one.verdict is Verdict.STEP_BACK and "both feet" in (one.change or ""))
    assert (back.row, back.answer, len(back.exercises)) == ("D7", "yes", 2)
    assert "Heel raise, knees straight" in back.exercises


def test_every_verdict_stands_beside_its_row_as_the_rule_states_it() -> None:
    report = told()
    rows = {one.id: one for one in report.rows}

    verdicts = {one.row for one in report.verdicts_answered} | {one.row for one in report.verdicts_now}
    events = {one.row for one in report.history.rule_events if one.row}
    assert set(rows) == verdicts | events
    assert rows["D7"].text == "morning pain 2 or more above its baseline, and 3 or more"
    assert rows["D7"].numbers["morning_step_back"].value == 2


@pytest.mark.parametrize("form", TEXTS)
def test_notes_are_told_unless_they_are_to_be_left_out(form: str) -> None:
    marks = ("tight", "telephone", "No tear")

    assert all(mark in TEXTS[form](told()) for mark in marks)
    assert not [mark for mark in marks if mark in TEXTS[form](told(notes=NO_NOTES))]


def test_the_notes_are_those_of_sessions_answers_and_clinicians_in_the_order_of_their_days() -> None:
    report = told()

    assert {(one.about, one.text) for one in report.notes} == set(
        zip(("session", "answer", "clinician"), NOTES, strict=True)
    )
    assert [one.day for one in report.notes] == sorted(one.day for one in report.notes)
    assert NOTES == (SESSION_NOTE, ANSWER_NOTE, CLINICIAN_NOTE)


@pytest.mark.parametrize("form", TEXTS)
def test_what_was_recorded_is_told_and_never_judged(form: str) -> None:
    text = TEXTS[form](told(notes=NO_NOTES))
    for source in (ROW_OF["D7"].source, RULE.provenance["morning_step_back"]):
        text = text.replace(source, "")  # of a study, not of the person

    assert JUDGING.findall(text) == []


def test_every_stop_and_step_back_is_named_and_one_that_holds_stands_at_the_top() -> None:
    assert [(one.kind, one.row) for one in told().history.rule_events] == [
        ("stop", "D1"),
        ("clinician", None),
        ("step back", "D7"),
    ]
    assert told().locks == ()
    assert sections(told())[0].id != "stop"

    stop = RuleEvent(MONDAY, "stop", "D2", "Pain 9 in the last session: the rule stops at 8.")
    first = sections(replace(told(), locks=(stop,)))[0]
    (sentence,) = first.parts
    assert sentence == (
        "All sessions are locked since 2 March 2026 (D2): Pain 9 in the last session: the rule stops at 8. "
        "They stay locked until a clinician note is recorded."
    )


def test_what_was_done_is_summed_for_each_exercise() -> None:
    raise_ = next(one for one in told().exercises if one.exercise == "gastrocnemius-heel-raise")

    assert raise_.repetitions == raise_.full_length == raise_.tension / 3
    assert raise_.sets_done <= raise_.sets_planned
    assert raise_.loads == ()


def test_up_to_two_years_go_week_by_week_and_more_month_by_month() -> None:
    assert told().span == "week"
    three = years(3)
    assert three.span == "month"
    assert sum(len(one.days) for one in three.spans) == len(three.history.days)
    assert len(three.spans) == 37
    assert three.last == LAST
    assert "month by month" in TEXTS["markdown"](three).lower()
