"""One program on one day: what an answer changes, what is planned, what is advised and told."""

from collections.abc import Sequence
from dataclasses import replace as changed

import pytest
from msgspec.structs import replace

from achilles_tui.domain.agenda.today import Today, VerdictAnswer, answer_entry, today
from achilles_tui.domain.base.units import Region, Side, Verdict
from achilles_tui.domain.pain_rule.advice import Advice
from achilles_tui.domain.pain_rule.decide import decide
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.programs.session_plan import plan
from achilles_tui.domain.records.day_entries import Answer
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.domain.session.cost import cost_of
from tests.domain.pain_rule.judging import CALM, RULE, judged
from tests.domain.pain_rule.logs import (
    BENT,
    ECCENTRIC,
    HEAVY,
    HOME,
    PRESS,
    RAISE,
    SEATED,
    STRETCH,
    STRETCHES,
    answer,
    at,
    calm,
    diary,
    log_of,
    repeated,
    seen,
    trained,
)
from tests.domain.pain_rule.simulation import EVENING, MORNING, NOON
from tests.domain.programs.staged import DAILY, WEIGHTED

ENTRY = ("answer-new", at(30))


def calm_days(last: int, offered: ResolvedProgram = ECCENTRIC) -> list[SessionRecord]:
    return [
        trained(number, moment=moment, offered=offered) for number in range(last + 1) for moment in (MORNING, EVENING)
    ]


def ready(offered: ResolvedProgram = ECCENTRIC, answers: Sequence[Answer] = (), *, last: int = 20) -> Today:
    """Return a morning on which every exercise may go up."""
    written = diary(calm(last + 1), begun={0: offered.definition.id}, answers=answers)
    return seen(log_of(calm_days(last, offered), written, now=at(last + 1)), offered, pt=[PRESS, SEATED])


def saying(now: Today, verdict: Verdict) -> Today:
    """Return the day with another verdict on everything."""
    inputs = {
        Verdict.PROGRESS: CALM,
        Verdict.HOLD: judged(during=4),
        Verdict.STEP_BACK: judged(during=6),
        Verdict.STOP: judged(during=8),
    }[verdict]
    decision = decide(inputs, RULE)
    return changed(now, verdicts=tuple(one._replace(decision=decision, answer=None) for one in now.verdicts))


def said(now: Today, word: VerdictAnswer = "yes", name: str = RAISE) -> Answer:
    return answer_entry(
        now, next(one for one in now.verdicts if one.exercise == name), word, entry=ENTRY, note="as told"
    )


# ------------------------------------------------------------------ answered


def test_a_yes_to_a_step_up_is_one_level_more_and_tells_what_it_was_about() -> None:
    now = ready()

    assert said(now) == Answer(
        id="answer-new",
        at=at(30),
        program="eccentric",
        exercise=RAISE,
        verdict=Verdict.PROGRESS,
        row="D18",
        session=now.log.sessions[-1].id,
        said="yes",
        level=2,
        note="as told",
    )


def test_a_yes_to_a_step_back_is_one_level_less_and_at_the_lowest_the_same() -> None:
    lowest = [answer(1, level=0, verdict=Verdict.STEP_BACK)]

    assert said(saying(ready(), Verdict.STEP_BACK)).level == 0
    assert said(saying(ready(answers=lowest), Verdict.STEP_BACK)).level == 0


@pytest.mark.parametrize("verdict", [Verdict.PROGRESS, Verdict.HOLD, Verdict.STEP_BACK])
@pytest.mark.parametrize("word", ["no", "my PT says otherwise"])
def test_a_no_and_the_word_of_a_pt_are_kept_and_change_nothing(verdict: Verdict, word: VerdictAnswer) -> None:
    told = said(saying(ready(), verdict), word)

    assert (told.said, told.verdict, told.level, told.stage, told.load_kg) == (word, verdict, None, None, None)


@pytest.mark.parametrize("word", ["yes", "no", "my PT says otherwise"])
def test_nobody_overrides_a_stop(word: VerdictAnswer) -> None:
    with pytest.raises(ValueError, match="it ends with a clinician note"):
        said(saying(ready(), Verdict.STOP), word)


def test_there_is_no_yes_to_a_hold_and_no_second_yes_to_a_step() -> None:
    now = ready()
    twice = changed(now, verdicts=tuple(one._replace(answer=answer(20)) for one in now.verdicts))
    declined = changed(now, verdicts=tuple(one._replace(answer=answer(20, said="no")) for one in now.verdicts))

    with pytest.raises(ValueError, match="a hold changes nothing"):
        said(saying(now, Verdict.HOLD))
    with pytest.raises(ValueError, match="this step was taken already"):
        said(twice)
    assert said(declined).level == 2


def test_a_step_that_was_answered_is_not_open_any_more() -> None:
    now = ready()
    told = replace(said(now), at=at(21))

    assert [one.exercise for one in now.open_verdicts] == [RAISE, BENT]
    assert [one.exercise for one in ready(answers=[told]).open_verdicts] == [BENT]
    assert ready(answers=[told]).targets.by_dose[RAISE].level.number == 2


def gym(answers: Sequence[Answer] = (), *, pain: int = 1) -> Today:
    days = [number for number in range(26) if number % 7 in {0, 2, 4}]
    sessions = [*repeated(days[:-1], offered=HEAVY, load=40.0), trained(days[-1], (pain, 1), offered=HEAVY, load=40.0)]
    written = diary(calm(26), begun={0: "heavy"}, answers=answers)
    return seen(log_of(sessions, written, now=at(26)), HEAVY, pt=[PRESS, SEATED])


def test_on_a_machine_a_step_is_5_percent_up_and_10_percent_back() -> None:
    up, back = said(gym(), name=PRESS), said(gym(pain=6), name=PRESS)

    assert (up.verdict, up.level, up.load_kg) == (Verdict.PROGRESS, 1, 42.0)
    assert (back.verdict, back.level, back.load_kg) == (Verdict.STEP_BACK, 1, 36.0)


def test_on_a_machine_without_kilograms_a_yes_leaves_them_to_be_told() -> None:
    now = seen(log_of(calm_days(20), diary(calm(21), begun={0: "heavy"}), now=at(21)), HEAVY, pt=[PRESS, SEATED])

    assert said(saying(now, Verdict.PROGRESS), name=PRESS).load_kg is None


def test_kilograms_on_top_rise_when_the_level_is_at_the_top_and_a_step_back_takes_of_both() -> None:
    loaded = [answer(10, level=3), answer(11, level=3, load=10.0)]
    below = [answer(10, level=2, load=10.0)]

    assert (said(ready(WEIGHTED, loaded)).level, said(ready(WEIGHTED, loaded)).load_kg) == (3, 11.0)
    assert (said(ready(WEIGHTED, below)).level, said(ready(WEIGHTED, below)).load_kg) == (3, None)
    back = said(saying(ready(WEIGHTED, loaded), Verdict.STEP_BACK))
    assert (back.level, back.load_kg) == (2, 9.0)


# -------------------------------------------------------------------- stages


def test_a_yes_enters_the_next_stage_once_its_week_has_come_and_everything_may_go_up() -> None:
    now = ready(DAILY)

    assert now.stage_is_next
    assert (said(now).stage, said(now).level) == (2, None)
    assert not ready(DAILY, last=11).stage_is_next


def test_one_exercise_that_holds_keeps_the_stage() -> None:
    now = ready(DAILY)
    holding = saying(now, Verdict.HOLD).verdicts[1]
    mixed = changed(now, verdicts=(now.verdicts[0], holding))

    assert not mixed.stage_is_next
    assert said(mixed).stage is None


def test_in_a_stage_that_was_just_entered_nothing_goes_up_at_once() -> None:
    entered = ready(DAILY, [replace(said(ready(DAILY)), at=at(21))])

    assert (entered.targets.stage, entered.open_verdicts) == (2, ())
    assert {one.decision.row for one in entered.verdicts} == {"D15"}


def test_at_the_top_of_the_last_stage_it_stays_there() -> None:
    top = [answer(10, level=3), answer(10, BENT, level=3)]

    assert {one.decision.row for one in ready(answers=top).verdicts} == {"D17"}


def test_at_the_top_of_a_stage_the_next_one_is_the_way_up() -> None:
    top = [answer(3, level=1, program="daily"), answer(3, BENT, level=3, program="daily")]

    assert [one.decision.row for one in ready(DAILY, top, last=12).verdicts] == ["D17", "D17"]
    assert [one.decision.row for one in ready(DAILY, top, last=13).verdicts] == ["D18", "D18"]


# ---------------------------------------------------------------------- plan


def planned(now: Today) -> list[str]:
    to_do = now.plan_to_do(plan(now.program, (Side.LEFT,), region=now.targets.region))
    return [one.id for one in to_do.exercises] if to_do else []


def test_only_what_is_due_is_planned() -> None:
    stretched = repeated([0, 0], offered=STRETCHES)[:1]

    assert planned(seen(log_of(now=at(0)), HOME)) == [STRETCH, "soleus-stretch", RAISE, BENT]
    assert planned(seen(log_of([trained(0, moment=NOON, offered=HEAVY, load=40.0)], now=at(0, EVENING)), HOME)) == [
        STRETCH,
        "soleus-stretch",
    ]
    twice = [*stretched, trained(0, moment=NOON, offered=STRETCHES)]
    assert planned(seen(log_of(twice, now=at(0, EVENING)), HOME)) == [RAISE, BENT]


def test_where_nothing_is_due_a_stretch_may_be_done_once_more() -> None:
    sessions = [trained(0, moment=moment, offered=HOME) for moment in (MORNING, NOON)]

    assert planned(seen(log_of(sessions, now=at(0, EVENING)), HOME)) == [STRETCH]
    assert planned(seen(log_of(sessions, now=at(0, EVENING)), ECCENTRIC)) == []


def test_what_is_planned_is_at_its_level_and_its_minutes_are_told() -> None:
    now = seen(log_of(diary_of=diary(answers=[answer(1, level=2)]), now=at(2)))
    whole = plan(now.program, (Side.LEFT,))

    to_do = now.plan_to_do(whole)
    assert to_do is not None
    assert [one.reps for one in to_do.exercises] == [12, 10]
    assert now.minutes == cost_of(now.program, [RAISE, BENT], stage=1, region=Region.MID_PORTION)
    assert now.minutes > seen(log_of(now=at(2))).minutes


def test_when_nothing_is_due_it_takes_no_minutes() -> None:
    assert seen(log_of([trained(0, (8, 1))], now=at(1))).minutes == 0


# --------------------------------------------------------- advice and notices


def test_week_8_without_a_fall_of_2_is_for_a_review_and_week_12_in_any_case() -> None:
    mornings = dict.fromkeys(range(7), 4) | dict.fromkeys(range(7, 90), 3)
    written = diary(mornings, begun={0: "eccentric"})
    told = {
        number: [one.advice for one in seen(log_of(diary_of=written, now=at(number))).advice] for number in (48, 49, 77)
    }

    assert told == {48: [], 49: [Advice.REVIEW_WITH_PT], 77: [Advice.REVIEW]}
    assert seen(log_of(diary_of=written, now=at(49))).advice[0].sentence == (
        "Week 8: mean morning pain was 4 in week 1 and is 3 this week, no fall of 2: review with a PT."
    )


def test_a_fall_of_2_needs_no_review_in_week_8() -> None:
    mornings = dict.fromkeys(range(7), 4) | dict.fromkeys(range(7, 90), 2)

    assert seen(log_of(diary_of=diary(mornings, begun={0: "eccentric"}), now=at(50))).advice == ()


def test_stiff_mornings_are_for_a_clinician_and_change_no_verdict() -> None:
    stiff = diary(calm(11), stiffness=31, begun={0: "eccentric"})
    now = seen(log_of(calm_days(10), stiff, now=at(11)))

    assert [one.advice for one in now.advice] == [Advice.TELL_A_CLINICIAN]
    assert {one.decision.row for one in now.verdicts} == {"D18"}


def test_a_session_dated_ahead_is_noticed_once_a_day_after_what_the_files_say() -> None:
    ahead = [trained(4, moment=moment) for moment in (MORNING, EVENING)]
    now = today(ECCENTRIC, log_of(ahead, now=at(3)), Region.MID_PORTION, RULE, notices=("A file is broken.",))

    assert now.notices == (
        "A file is broken.",
        "A session is dated 6 March 2026, after today: it counts from that day on.",
    )


# ------------------------------------------------------------------ the rest


def test_a_day_knows_its_week_its_check_in_and_the_pain_of_yesterday() -> None:
    sessions = [trained(6, (2, 4), moment=MORNING), trained(6, (3, 1)), trained(7, (9, 9), practice=True)]
    now = seen(log_of(sessions, diary({6: 2, 7: 1}, begun={0: "eccentric"}), now=at(7)))

    assert (now.week, now.day.morning, now.pain_yesterday) == (2, 1, 4)
    assert seen(log_of(now=at(7))).pain_yesterday is None


def test_the_verdict_that_locks_is_told() -> None:
    stopped = seen(log_of([trained(0, (8, 1))], now=at(1)))

    assert stopped.stop is not None
    assert (stopped.stop.decision.row, stopped.open_verdicts) == ("D2", ())
    assert ready().stop is None


def test_the_same_log_tells_the_same_twice_and_nothing_of_it_changes() -> None:
    written = diary(calm(21, d9=3), begun={0: "home"}, answers=[answer(12, level=2), answer(13, STRETCH, level=2)])
    sessions = [*calm_days(19, HOME), trained(20, (6, 1), offered=HOME), trained(20, practice=True)]
    log = log_of(sessions, written, now=at(21), notes=[at(2)])
    before = repr((log.recorded, log.diary, log.safety, HOME, RULE))

    first, again = (seen(each, HOME) for each in (log, log_of(sessions, written, now=at(21), notes=[at(2)])))
    assert (first.agenda, first.verdicts, first.advice) == (again.agenda, again.verdicts, again.advice)
    assert first.course.state() == again.course.state()
    assert repr((log.recorded, log.diary, log.safety, HOME, RULE)) == before
