"""What is due, what is done, what is not for today, and why."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from achilles_tui.domain.agenda.due import AgendaItem
from achilles_tui.domain.agenda.today import VerdictAnswer
from achilles_tui.domain.base.units import Region, Verdict
from achilles_tui.domain.programs.dose import Often
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.domain.red_flags.safety import Screening
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
from tests.domain.pain_rule.simulation import CLEAR, EVENING, MORNING, NOON, OFFERS
from tests.domain.programs.staged import DAILY

SOLEUS_STRETCH = "soleus-stretch"
LATE = time(21, 0)


def items(
    sessions: Sequence[SessionRecord] = (),
    now: datetime | None = None,
    *,
    offered: ResolvedProgram = ECCENTRIC,
    region: Region | None = Region.MID_PORTION,
    **more: object,
) -> dict[str, AgendaItem]:
    log = log_of(sessions, now=now or at(0, LATE), **more)  # type: ignore[arg-type]
    return {item.dose.id: item for item in seen(log, offered, region).agenda.items}


def one(*args: object, name: str = RAISE, **more: object) -> tuple[str, str]:
    """Return the state of an exercise, and why."""
    found = items(*args, **more)[name]  # type: ignore[arg-type]
    return found.state, found.reason


# ------------------------------------------------------------------ how often


@pytest.mark.parametrize("name", sorted(OFFERS))
@pytest.mark.parametrize("region", list(Region))
def test_on_the_first_day_everything_of_every_program_is_due(name: str, region: Region) -> None:
    found = items(offered=OFFERS[name], region=region)

    assert {item.state for item in found.values()} == {"due"}
    assert all(item.done == 0 < item.times_needed for item in found.values())


def test_twice_a_day_is_done_after_two() -> None:
    morning, evening = trained(0, moment=MORNING), trained(0)

    assert [one(done) for done in ([], [morning], [morning, evening])] == [
        ("due", "0 of 2 today"),
        ("due", "1 of 2 today"),
        ("done", "2 of 2 today"),
    ]


def test_of_several_a_day_two_count_as_done_and_five_are_the_most() -> None:
    times = [time(hour) for hour in (8, 10, 12, 14, 16)]
    stretched = [trained(0, moment=moment, offered=STRETCHES) for moment in times]

    assert [one(stretched[:done], name=STRETCH, offered=STRETCHES) for done in (0, 1, 2, 3, 5)] == [
        ("due", "0 of 2 today"),
        ("due", "1 of 2 today"),
        ("done", "2 of 2 today; up to 5 if you like"),
        ("done", "3 times today; up to 5 if you like"),
        ("done", "5 times today"),
    ]


@pytest.mark.parametrize("region", [Region.INSERTIONAL, Region.NOT_SURE])
def test_where_pain_may_be_insertional_a_stretch_is_done_twice_a_day_and_no_more(region: Region) -> None:
    stretched = [trained(0, moment=moment, offered=STRETCHES) for moment in (MORNING, NOON)]

    agenda = seen(log_of(stretched, now=at(0, LATE)), STRETCHES, region).agenda

    found = next(item for item in agenda.items if item.dose.id == STRETCH)
    assert (found.state, found.reason, found.most) == ("done", "2 of 2 today", 2)
    assert not agenda.once_more


def test_each_exercise_counts_for_itself() -> None:
    found = items([trained(0, names=[RAISE]), trained(0, names=[RAISE], moment=NOON)])

    assert (found[RAISE].state, found[BENT].state) == ("done", "due")


def test_a_session_of_which_nothing_was_done_does_not_count_and_practice_neither() -> None:
    nothing = replace(trained(0), sets=tuple(replace(part, reps=()) for part in trained(0).sets))

    assert one([nothing, trained(0, practice=True, moment=NOON)]) == ("due", "0 of 2 today")


def test_three_times_a_week_are_48_hours_apart_and_the_next_moment_is_told() -> None:
    sunday = [trained(6, moment=time(18, 40), offered=HEAVY, load=40.0)]
    found = items(sunday, at(6, LATE), offered=HEAVY)[PRESS]

    assert (found.state, found.reason) == ("later", "1 of 3 this week, next from Tuesday 18:40, 48 hours apart")
    assert found.earliest == at(8, time(18, 40))
    assert one(sunday, at(8, time(18, 39)), offered=HEAVY, name=PRESS) == (
        "later",
        "0 of 3 this week, next from 18:40, 48 hours apart",
    )
    assert one(sunday, at(8, time(18, 40)), offered=HEAVY, name=PRESS) == ("due", "0 of 3 this week, with your PT")


def test_monday_wednesday_and_friday_at_one_hour_are_far_enough_apart() -> None:
    gym = repeated([0, 2], offered=HEAVY, load=40.0)

    assert one(gym, at(4, EVENING), offered=HEAVY, name=SEATED) == ("due", "2 of 3 this week, with your PT")


def test_a_week_begins_on_monday() -> None:
    gym = repeated([0, 2, 4], offered=HEAVY, load=40.0)

    found = items(gym, at(6, LATE), offered=HEAVY)[PRESS]
    assert (found.state, found.reason, found.earliest) == ("done", "3 of 3 this week", at(7, time()))
    assert one(gym, at(7, time()), offered=HEAVY, name=PRESS)[0] == "due"


def test_after_the_third_on_a_sunday_the_next_is_not_before_tuesday() -> None:
    gym = repeated([1, 3, 6], offered=HEAVY, load=40.0)

    assert items(gym, at(6, LATE), offered=HEAVY)[PRESS].earliest == at(8, EVENING)


def test_on_so_many_days_a_week_the_days_are_counted() -> None:
    doses = tuple(replace(dose, often=Often(per_day=2, days_per_week=3)) for dose in ECCENTRIC.doses())
    offered = ECCENTRIC._replace(definition=replace(ECCENTRIC.definition, doses=doses))
    days = repeated([0, 1, 3])

    assert one(days, at(3, LATE), offered=offered) == ("due", "1 of 2 today")
    assert one(days, at(4), offered=offered) == ("done", "3 of 3 days this week")
    assert one(days, at(7), offered=offered) == ("due", "0 of 2 today")


# ------------------------------------------------------------- kinds of load


def test_no_heel_raises_on_a_gym_day_and_stretches_stay() -> None:
    gym = [trained(0, offered=HEAVY, load=40.0)]
    found = items(gym, offered=HOME)

    assert {name: item.state for name, item in found.items()} == {
        STRETCH: "due",
        SOLEUS_STRETCH: "due",
        RAISE: "not today",
        BENT: "not today",
    }
    assert found[RAISE].reason == (
        "0 of 2 today; one kind of load a day is enough, and you did this today: Heavy heel raises in the gym"
    )
    assert one(gym, at(1), offered=HOME) == ("due", "0 of 2 today")


def test_no_gym_on_a_day_of_heel_raises_and_stretches_are_no_load() -> None:
    assert one([trained(0)], offered=HEAVY, name=PRESS)[0] == "not today"
    assert one([trained(0, offered=STRETCHES)], offered=HEAVY, name=PRESS)[0] == "due"


# ---------------------------------------------------------------- step back


def bad(number: int, moment: time = EVENING, **more: object) -> SessionRecord:
    return trained(number, (6, 1), moment=moment, **more)  # type: ignore[arg-type]


def test_after_a_step_back_the_next_time_is_left_out() -> None:
    found = [one([bad(0)], now) for now in (at(0, LATE), at(1, MORNING), at(1, time(18, 59)), at(1, EVENING))]

    over = "today is over because of pain; the next session is left out, you go on from Tuesday 19:00"
    assert found == [
        ("not today", over),
        ("later", "after a step back, from 19:00"),
        ("later", "after a step back, from 19:00"),
        ("due", "0 of 2 today"),
    ]


@pytest.mark.parametrize("said", ["yes", "no"])
def test_a_declined_step_back_leaves_it_out_as_well(said: VerdictAnswer) -> None:
    told = answer(0, verdict=Verdict.STEP_BACK, row="D6", said=said, session=bad(0).id, moment=LATE)

    assert one([bad(0)], at(1, MORNING), diary_of=diary(answers=[told]))[0] == "later"


def test_once_a_day_the_next_day_is_left_out() -> None:
    session = [bad(0, offered=ECCENTRIC)]

    assert [one(session, at(number, LATE), offered=DAILY)[0] for number in (0, 1, 2)] == [
        "not today",
        "later",
        "due",
    ]


def test_a_bad_morning_leaves_out_the_next_time_from_then_on() -> None:
    only_the_morning = [*repeated(range(4)), trained(4, moment=MORNING)]
    written = diary(calm(5, d5=3))

    assert one(only_the_morning, at(5, time(8, 0)), diary_of=written) == ("later", "after a step back, from 12:00")
    assert one(only_the_morning, at(5, NOON), diary_of=written)[0] == "due"


def test_a_stretch_in_between_does_not_bring_the_next_time_back() -> None:
    sessions = [bad(0), trained(1, moment=MORNING, offered=STRETCHES)]

    assert one(sessions, at(1, time(8, 0)), diary_of=diary(calm(1))) == ("later", "after a step back, from 19:00")


def test_in_the_gym_a_step_back_waits_48_hours() -> None:
    gym = [bad(0, offered=HEAVY, load=40.0)]
    other = replace(gym[0], id="another", started=at(0, EVENING))

    assert one([other], at(2, time(18, 59)), offered=HEAVY, name=PRESS) == ("later", "after a step back, from 19:00")
    assert one([other], at(2, EVENING), offered=HEAVY, name=PRESS)[0] == "due"


def test_a_bad_morning_after_the_gym_waits_48_hours_from_that_day_on() -> None:
    gym = repeated([0, 2, 4], offered=HEAVY, load=40.0)
    found = items(gym, at(5, NOON), offered=HEAVY, diary_of=diary(calm(5, d5=3)))[PRESS]

    assert (found.state, found.reason) == ("later", "after a step back, from Monday 00:00")


def test_a_step_back_pauses_stretches_for_insertional_pain_until_a_verdict_that_is_none() -> None:
    told = "paused after a step back, until the log allows it again; ask your PT about stretching"
    since = [bad(0), trained(1)]

    for region in (Region.INSERTIONAL, Region.NOT_SURE):
        assert one([bad(0)], at(1, LATE), offered=HOME, region=region, name=STRETCH) == ("not today", told)
        assert one([bad(0)], at(5, LATE), offered=HOME, region=region, name=STRETCH) == ("not today", told)
        assert one(since, at(2, LATE), offered=HOME, region=region, name=STRETCH)[0] == "due"
    assert one([bad(0)], at(1, LATE), offered=HOME, name=STRETCH)[0] == "due"


def test_stretches_on_their_own_are_paused_for_48_hours_since_nothing_else_brings_another_verdict() -> None:
    stretched = [bad(0, NOON, offered=STRETCHES)]
    told = "paused after a step back until Wednesday 12:00; ask your PT about stretching"

    assert one(stretched, at(1), offered=STRETCHES, region=Region.INSERTIONAL, name=STRETCH) == ("later", told)
    assert one(stretched, at(2, NOON), offered=STRETCHES, region=Region.INSERTIONAL, name=STRETCH)[0] == "due"


def test_after_two_weeks_away_the_next_time_is_due() -> None:
    assert one([trained(0)], at(20), diary_of=diary(calm(20)))[0] == "due"


# ------------------------------------------------------------ locked and away


def test_a_stop_locks_everything_until_a_clinician_note() -> None:
    stopped = [trained(0, (8, 1), offered=HOME)]
    now = seen(log_of(stopped, now=at(9)), HOME)

    assert now.agenda.locked
    assert {(item.state, item.reason) for item in now.agenda.items} == {("locked", "stop, and contact a clinician")}
    assert not seen(log_of(stopped, now=at(9), notes=[at(8)]), HOME).agenda.locked


def test_a_red_flag_locks_before_the_first_session_as_well() -> None:
    flagged = CLEAR.with_screening(Screening(at(0), ("numbness",)))
    young = CLEAR.with_screening(Screening(at(0), ("under-18",)))

    assert one(safety=flagged) == ("locked", "stop, and contact a clinician")
    assert one(safety=flagged, notes=[at(0, NOON)])[0] == "due"
    assert one(safety=young, notes=[at(0, NOON)])[0] == "locked"


def test_on_a_day_marked_as_a_pause_nothing_is_due() -> None:
    assert one(diary_of=diary(how={0: "away"})) == ("not today", "you marked today as a pause")
    assert one(now=at(1), diary_of=diary(how={0: "away"}))[0] == "due"


def test_a_flare_up_is_no_pause() -> None:
    assert one(diary_of=diary(how={0: "flare-up"}))[0] == "due"


# ----------------------------------------------------------------- the clock


def test_a_day_ends_at_midnight_and_a_session_past_it_belongs_to_the_day_before() -> None:
    sessions = [trained(0, moment=NOON), trained(0, moment=time(23, 50))]

    assert one(sessions, at(0, time(23, 59)))[0] == "done"
    assert one(sessions, at(1, time(0, 30))) == ("due", "0 of 2 today")


@pytest.mark.parametrize(
    ("friday", "hours", "told"),
    [(date(2026, 3, 27), 1, "19:40"), (date(2026, 10, 23), 2, "17:40")],
    ids=["an hour less", "an hour more"],
)
def test_48_hours_are_48_hours_when_the_clocks_change(friday: date, hours: int, told: str) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before = timezone(timedelta(hours=hours))
    began = datetime.combine(friday, time(18, 40), before)
    gym = [trained(0, began=began, offered=HEAVY, load=40.0)]
    sunday = friday + timedelta(days=2)

    assert one(gym, datetime.combine(sunday, NOON, berlin), offered=HEAVY, name=PRESS) == (
        "later",
        f"1 of 3 this week, next from {told}, 48 hours apart",
    )
    due = datetime.combine(sunday, time.fromisoformat(told), berlin)
    assert one(gym, due, offered=HEAVY, name=PRESS)[0] == "due"
    assert items(gym, due - timedelta(minutes=1), offered=HEAVY)[PRESS].earliest == began + timedelta(hours=48)


def test_on_a_journey_48_hours_are_told_in_the_time_of_the_place() -> None:
    tokyo = timezone(timedelta(hours=9))
    gym = [trained(0, offered=HEAVY, load=40.0)]

    assert one(gym, at(1, NOON).astimezone(tokyo), offered=HEAVY, name=PRESS) == (
        "later",
        "1 of 3 this week, next from Thursday 03:00, 48 hours apart",
    )


def test_with_the_clock_set_back_nothing_is_due_twice() -> None:
    gym = [trained(0, offered=HEAVY, load=40.0)]

    assert one(gym, at(0, NOON), offered=HEAVY, name=PRESS)[0] == "later"


# --------------------------------------------------------------------- stages


def test_a_stage_has_the_exercises_of_its_own() -> None:
    answers = [answer(14, stage=2, program="daily"), answer(40, stage=3, program="daily")]
    written = diary(answers=answers, begun={0: "daily"})
    doses = [
        {
            item.dose.id: (item.dose.sets, item.dose.reps)
            for item in seen(log_of(diary_of=written, now=at(number)), DAILY).agenda.items
        }
        for number in (13, 14, 40)
    ]

    assert doses == [
        {RAISE: (3, 10), BENT: (3, 10)},
        {RAISE: (3, 15), BENT: (3, 10)},
        {RAISE: (3, 15), BENT: (3, 10)},
    ]


def test_with_insertional_pain_the_exercise_that_stands_in_is_due_and_counted() -> None:
    doses = (replace(ECCENTRIC.doses()[0], insertional=BENT),)
    offered = ECCENTRIC._replace(definition=replace(ECCENTRIC.definition, doses=doses))
    found = items([trained(0, names=[BENT])], offered=offered, region=Region.INSERTIONAL)[RAISE]

    assert (found.exercise.id, found.reason) == (BENT, "1 of 2 today")


def test_what_is_due_is_told_in_the_order_of_the_program() -> None:
    now = seen(log_of(repeated([0], offered=HOME), now=at(0, LATE)), HOME)

    assert [item.dose.id for item in now.agenda.due] == [STRETCH, SOLEUS_STRETCH, RAISE, BENT]
    assert now.agenda.once_more == ()
