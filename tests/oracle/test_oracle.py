"""The published vectors and the twelve cases, against the second reading of the rule."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from itertools import product

import pytest

from tests.oracle.courses import PROGRAMS
from tests.oracle.events import Answer, Event, Log, Morning, Note, Session, SetDone
from tests.oracle.log_inputs import verdicts
from tests.oracle.table import HOLD, STRICTNESS, Inputs, Told, decide

DEFAULTS = Inputs()


def told(during: int | None = 1, after: int | None = 1, morning: int | None = 1) -> Told:
    return Told(during, after, morning, next_morning=morning is not None)


def changed(**changes: object) -> Inputs:
    return replace(DEFAULTS, **changes)  # type: ignore[arg-type]


def judged(during: int | None = 1, after: int | None = 1, morning: int | None = 1, **changes: object) -> Inputs:
    return changed(judged=told(during, after, morning), **changes)


def based(morning: int, baseline: int, **changes: object) -> Inputs:
    return replace(judged(morning=morning), baseline=Fraction(baseline), **changes)  # type: ignore[arg-type]


RISE, MORE = Fraction(1), Fraction(12, 10)
VECTORS: Iterable[tuple[str, Inputs, str]] = (
    ("defaults", DEFAULTS, "progress D18"),
    ("during 3, after 3", judged(3, 3), "progress D18"),
    ("during 4", judged(4), "hold D12"),
    ("during 5, after 5", judged(5, 5), "hold D12"),
    ("during 6", judged(6), "step back D6"),
    ("during 6, previous also", judged(6, previous=told(6)), "stop D3"),
    ("during 8", judged(8), "stop D2"),
    ("morning 2", judged(morning=2), "hold D12"),
    ("morning 3", judged(morning=3), "step back D7"),
    ("morning 3, base 3", based(3, 3), "progress D18"),
    ("morning 5, base 5", based(5, 5), "hold D12"),
    ("morning missing", judged(morning=None), "hold D11"),
    ("morning missing, during 7", judged(7, morning=None), "step back D6"),
    ("no baseline", changed(baseline=None), "hold D11"),
    ("week_rise missing", changed(week_rise=None), "hold D11"),
    ("stiffness missing", changed(stiffness=None, next_stiffness=False), "hold D11"),
    ("week_rise 0.4", changed(week_rise=Fraction(4, 10)), "hold D13"),
    ("week_rise 1.0, never a step back", changed(week_rise=RISE), "step back D9"),
    ("week_rise 1.0, a step back 7 days ago", changed(week_rise=RISE, days_since_step_back=7), "step back D9"),
    ("at the top", changed(top=True), "hold D17"),
    ("week_rise 1.0 then 1.2", changed(week_rise=MORE, week_rise_before=RISE, week_mean=Fraction(4)), "stop D4"),
    (
        "week_rise 1.0 then 1.2, below 4",
        changed(week_rise=MORE, week_rise_before=RISE, week_mean=Fraction(39, 10)),
        "step back D9",
    ),
    ("stiffness + 15", changed(stiffness=20), "step back D9"),
    ("ended for pain at 4", judged(4, ended_for_pain=True), "step back D8"),
    ("during 6, 2 step backs", judged(6, step_backs_7d=2), "stop D5"),
    ("morning 2, base 0", based(2, 0), "hold D12"),
    ("stiffness + 15, 2 step backs", changed(stiffness=20, step_backs_7d=2), "step back D9"),
    ("week_rise 1.0, a step back 6 days ago", changed(week_rise=RISE, days_since_step_back=6), "hold D13"),
    ("morning 4, 2 step backs", judged(morning=4, step_backs_7d=2), "stop D5"),
    ("completion 0.79", changed(completion_7d=Fraction(79, 100)), "hold D14"),
    ("completion 0.80", changed(completion_7d=Fraction(80, 100)), "progress D18"),
    ("streak 2", changed(green_streak=2), "hold D14"),
    ("day 6", changed(days_since_change=6), "hold D15"),
    ("day 7", changed(days_since_change=7), "progress D18"),
    ("gap 8", changed(gap_days=8), "hold D15"),
    ("gap 14", changed(gap_days=14), "step back D10"),
    ("gym, no PT", changed(gym=True), "hold D16"),
    ("gym, PT", changed(gym=True, pt_confirmed=True), "progress D18"),
    ("red flag", replace(judged(0, 0, 0), red_flag=True), "stop D1"),
)


@pytest.mark.parametrize(("inputs", "expected"), [vector[1:] for vector in VECTORS], ids=[one[0] for one in VECTORS])
def test_a_vector_gives_its_verdict(inputs: Inputs, expected: str) -> None:
    row, verdict = decide(inputs)
    assert f"{verdict} {row}" == expected


def test_a_higher_pain_never_loosens_a_verdict() -> None:
    strict = {
        pains: STRICTNESS[decide(judged(*pains[:3], previous=told(pains[3])))[1]]
        for pains in product(range(11), repeat=4)
    }
    assert len(strict) == 14_641
    for pains, strictness in strict.items():
        for place, pain in enumerate(pains):
            higher = (*pains[:place], min(pain + 1, 10), *pains[place + 1 :])
            assert strict[higher] >= strictness, (pains, higher)


@pytest.mark.parametrize(
    "inputs",
    [
        judged(during=None),
        judged(after=None),
        judged(morning=None),
        changed(judged=Told(1, 1, 1, next_morning=False)),
        changed(previous=None),
        changed(previous=told(morning=None)),
        *(changed(**{name: None}) for name in ("baseline", "stiffness", "stiffness_baseline", "week_rise")),
        changed(next_stiffness=False),
    ],
)
def test_no_missing_value_yields_progress(inputs: Inputs) -> None:
    assert decide(inputs) == ("D11", HOLD)


ZONE = timezone(timedelta(hours=1))
FIRST = datetime(2026, 3, 2, tzinfo=ZONE)
Values = Mapping[int, int | None]


def at(day: int, hour: int) -> datetime:
    return FIRST + timedelta(days=day, hours=hour)


def session(day: int, hour: int, pain: int = 1) -> Session:
    sets = tuple(
        SetDone(course.exercise, "left", 10, 10) for course in PROGRAMS["eccentric"] for _ in range(course.sets)
    )
    started = at(day, hour)
    return Session(started, f"day-{day:02}-{hour:02}", "eccentric", started, sets, 1, pain)


def case(  # noqa: PLR0913 what the cases differ in
    last: int,
    *,
    mornings: Values | None = None,
    usual: int = 1,
    evenings: Values | None = None,
    trains: Callable[[int], bool] = lambda _day: True,
    more: Iterable[Event] = (),
) -> str:
    """Return the verdict of the morning of day `last`: two full sessions a day from day 0."""
    events: list[Event] = list(more)
    for day in range(last + 1):
        pain = (mornings or {}).get(day, usual)
        if pain is not None:
            events.append(Morning(at(day, 6), f"m-{day:03}", at(day, 0).date(), pain, 5))
        if day < last and trains(day):
            events += [session(day, 8), session(day, 18, (evenings or {}).get(day) or 1)]
    events.sort(key=lambda event: event.known)
    log = Log(tuple(events), "eccentric", "left", "mid-portion", at(last, 7))
    judgement = verdicts(log)["gastrocnemius-heel-raise"]
    return "none" if judgement is None else f"{judgement.verdict} {judgement.row}"


def test_case_1_and_2_a_morning_two_days_after_the_last_session() -> None:
    assert case(20, mornings={20: 9}, trains=lambda day: day <= 18) == "stop D2"
    assert case(20, mornings={20: 5}, trains=lambda day: day <= 18) == "step back D7"


def test_case_3_mornings_two_over_a_baseline_of_nothing() -> None:
    mornings: Values = {15: 2, 16: 2, 17: 2}
    assert [case(day, usual=0, mornings=mornings) for day in (15, 16, 17)] == ["hold D12"] * 3


def test_case_4_one_bad_morning_and_its_week() -> None:
    mornings: Values = {14: 6, 15: 1, 16: 1, 21: 2}
    found = [case(day, usual=0, mornings=mornings) for day in (14, 15, 16, 17, 21)]
    assert found == ["step back D6", "hold D12", "hold D12", "hold D13", "hold D12"]


def test_case_5_and_6_three_bad_mornings() -> None:
    mild: Values = {15: 3, 16: 3, 17: 3}
    assert [case(day, mornings=mild) for day in (15, 16, 17)] == ["step back D7"] * 3
    worse: Values = {15: 4, 16: 4, 17: 4}
    assert [case(day, mornings=worse) for day in (15, 16, 17)] == ["step back D7", "step back D7", "stop D5"]


def test_case_7_and_8_bad_evenings_far_apart_and_close_together() -> None:
    far: Values = {5: 6, 10: 6, 16: 6}
    assert [case(day, evenings=far) for day in (6, 11, 17)] == ["step back D6"] * 3
    close: Values = {12: 6, 14: 6, 16: 6}
    assert [case(day, evenings=close) for day in (13, 15, 17)] == ["step back D6", "step back D6", "stop D5"]


def test_case_9_the_wait_after_a_step_back() -> None:
    increase = Answer(
        at(14, 7), "a-0014", "eccentric", "gastrocnemius-heel-raise", "progress", "D18", "yes", "day-13-18", 2
    )
    found = [case(day, evenings={15: 6}, more=[increase]) for day in (16, 20, 21, 22, 23)]
    assert found == ["step back D6", "hold D15", "hold D15", "hold D15", "progress D18"]


def test_case_10_a_slow_rise() -> None:
    mornings: Values = {day: 1 + day // 7 for day in range(21)}
    found = [case(day, mornings=mornings) for day in (13, 14, 15, 16, 20)]
    assert found == ["step back D9", *["step back D7"] * 4]


def test_case_11_the_next_morning_was_not_told() -> None:
    assert case(20, mornings={19: None}, trains=lambda day: day <= 18) == "hold D11"


def test_case_12_a_stop_holds_until_a_note_and_all_begins_anew() -> None:
    evenings: Values = {10: 8}
    assert case(21, evenings=evenings) == "stop D2"
    note = Note(at(12, 12), "note-1")

    def after_note(day: int) -> str:
        return case(day, evenings=evenings, trains=lambda one: one <= 10 or one >= 13, more=[note])

    assert [after_note(day) for day in (20, 21, 27)] == ["hold D11", "hold D11", "progress D18"]
