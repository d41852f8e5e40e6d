"""What was told of a day is never dropped, and the later words count."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from achilles_tui.domain.base.units import Verdict
from achilles_tui.domain.records.day_entries import Answer, CheckIn, DayFile, Diary, How, ProgramStart, days_up_to
from tests.builders import NOW
from tests.strategies import day_files

DAY = date(2026, 11, 22)
OF_ONE_DAY = day_files(st.just(DAY))
NOTHING = DayFile(1, DAY)


def later(minutes: int) -> datetime:
    """Return the moment so many minutes after the test's."""
    return NOW + timedelta(minutes=minutes)


def told(at: datetime, *, morning: int | None = None, stiffness: int | None = None, how: How | None = None) -> DayFile:
    """Return a day with one check-in."""
    return DayFile(1, DAY, (CheckIn(f"c-{at:%H%M}", at, morning, stiffness, how),))


def answer(at: datetime, answer_id: str) -> Answer:
    """Return a yes."""
    return Answer(answer_id, at, "eccentric", "heel-raise", Verdict.HOLD, "D1", "yes")


def diary(*days: DayFile) -> Diary:
    """Return a diary of these days."""
    return Diary({one.day: one for one in days})


@given(OF_ONE_DAY, OF_ONE_DAY, OF_ONE_DAY)
def test_copies_of_a_day_are_joined_in_any_order_and_groups_and_what_was_written_last_counts(
    one: DayFile, two: DayFile, three: DayFile
) -> None:
    both = one.joined(two)

    assert both == two.joined(one), "which copy comes first makes no difference"
    assert both.joined(three) == one.joined(two.joined(three)), "nor in which groups they are joined"
    assert both.joined(both) == both.joined(one) == both.joined(two) == both, "what is joined again counts once"
    _expect_all_entries(both, one, two)
    _expect_the_last_values(both)


def _expect_all_entries(both: DayFile, one: DayFile, other: DayFile) -> None:
    """Expect that joining dropped nothing and made nothing up."""
    assert set(both.check_ins) == {*one.check_ins, *other.check_ins}
    assert set(both.answers) == {*one.answers, *other.answers}
    assert set(both.begun) == {*one.begun, *other.begun}
    assert set(both.scores) == {*one.scores, *other.scores}
    assert set(both.corrections) == {*one.corrections, *other.corrections}
    assert set(both.taken_back) == {*one.taken_back, *other.taken_back}


def _expect_the_last_values(both: DayFile) -> None:
    """Expect of two check-ins the value written last, field by field."""
    written = sorted(both.counting.check_ins, key=lambda each: each.at)
    for name, value in {"morning": both.morning, "stiffness": both.stiffness, "how": both.how}.items():
        known = [(each.at, getattr(each, name)) for each in written if getattr(each, name) is not None]
        at_last = {said for at, said in known if at == known[-1][0]} or {None}
        assert value in at_last


def test_one_moment_in_two_zones_is_one_entry_in_one_order() -> None:
    here = CheckIn("same", NOW, 5)
    there = replace(here, at=NOW.astimezone(UTC))
    another = replace(here, morning=3)
    one, other = DayFile(1, DAY, (here, another)), DayFile(1, DAY, (another, there))

    assert one.joined(other) == other.joined(one) == NOTHING.joined(one) == NOTHING.joined(other)
    assert len(one.joined(other).check_ins) == 2


def test_a_correction_of_one_value_leaves_the_others_as_they_were_told() -> None:
    day = told(later(5), morning=2).joined(told(later(0), morning=4, stiffness=20, how="flare-up"))

    assert (day.morning, day.stiffness, day.how) == (2, 20, "flare-up")


def test_no_pain_and_no_stiffness_are_values() -> None:
    day = told(later(0), morning=3, stiffness=10).joined(told(later(1), morning=0, stiffness=0))

    assert (day.morning, day.stiffness) == (0, 0)


def test_a_day_that_nobody_wrote_about_is_empty() -> None:
    assert diary().day(DAY) == NOTHING
    assert (NOTHING.morning, NOTHING.stiffness, NOTHING.how) == (None, None, None)


@pytest.mark.parametrize("count", [0, 1, 4])
def test_the_days_up_to_one_end_with_it(count: int) -> None:
    days = days_up_to(DAY, count)

    assert len(days) == count
    assert list(days) == sorted(days)
    assert days[-1:] == (DAY,)[:count]


def test_mornings_come_earliest_first_and_a_missing_one_is_said() -> None:
    two_before = replace(told(later(0), morning=4, stiffness=15), day=DAY - timedelta(days=2))
    long_before = replace(told(later(0), morning=9), day=DAY - timedelta(days=30))
    kept = diary(told(later(0), morning=1), two_before, long_before)

    assert kept.mornings(DAY, 4) == (None, 4, None, 1)
    assert kept.stiffnesses(DAY, 3) == (15, None, None)
    assert kept.mornings(DAY - timedelta(days=1), 2) == (4, None)


def test_answers_and_beginnings_come_in_the_order_they_were_given_whatever_day_they_are_of() -> None:
    first, second, third = answer(later(0), "zzzz"), answer(later(1), "bbbb"), answer(later(1), "cccc")
    begun = ProgramStart("begun-2", later(2), "gym"), ProgramStart("begun-1", later(1), "eccentric")
    today = DayFile(1, DAY, answers=(third, first), begun=begun[:1])
    day_after = DayFile(1, DAY + timedelta(days=1), answers=(second,), begun=begun[1:])

    assert diary(day_after, today).answers == (first, second, third)
    assert diary(today, day_after).program_starts == (begun[1], begun[0])
