"""The random logs never change, are judged the same however they are read, and are what would stand on disk."""

import pytest

from achilles_tui.domain.records.session_record import SessionRecord
from tests.oracle.as_records import as_records
from tests.oracle.events import Morning, Session
from tests.oracle.log_inputs import verdicts
from tests.oracle.random_logs import random_case, random_log

SEEDS = range(30)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_log_is_always_the_same_and_in_the_order_in_which_it_became_known(seed: int) -> None:
    log = random_log(seed)
    assert log == random_log(seed)
    assert list(log.events) == sorted(log.events, key=lambda event: event.known)
    assert all(event.known <= log.now for event in log.events)


@pytest.mark.parametrize("seed", SEEDS)
def test_living_through_the_days_and_reading_the_whole_log_give_the_same_verdicts(seed: int) -> None:
    log, found = random_case(seed)
    assert verdicts(log) == found


def _facts(record: SessionRecord) -> tuple[object, ...]:
    sets = tuple((one.exercise, str(one.side), one.planned, one.done) for one in record.sets)
    return record.day, sets, record.pain_during(), record.final_pain(), str(record.status), record.stopped_for


@pytest.mark.parametrize("seed", SEEDS)
def test_the_records_say_what_the_log_says(seed: int) -> None:
    log = random_log(seed)
    records = as_records(log)
    sessions = [event for event in log.events if isinstance(event, Session)]
    assert [_facts(record) for record in records.sessions] == [
        (
            one.day,
            tuple((part.exercise, part.leg, part.planned, part.done) for part in one.sets),
            one.during,
            one.after,
            one.status,
            one.stopped_for,
        )
        for one in sessions
    ]
    mornings = {event.day: event.pain for event in log.events if isinstance(event, Morning) and event.pain is not None}
    assert {day: file.morning for day, file in records.diary.days.items() if file.morning is not None} == mornings
