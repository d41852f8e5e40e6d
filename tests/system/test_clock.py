"""The session's clock counts sleep, believes no wall clock that is set, and runs faster only for practice."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.system.clock import SessionClock


class Machine:
    """A computer whose two clocks the test moves."""

    def __init__(self) -> None:
        """Begin at any moment: only differences count."""
        self.ran, self.told = 5000.0, 1_795_000_000.0

    def run(self, seconds: float) -> None:
        """Let it run awake."""
        self.ran += seconds
        self.told += seconds

    def sleep(self, seconds: float) -> None:
        """Close the lid: on Linux the monotonic clock stands still."""
        self.told += seconds

    def set_clock(self, seconds: float) -> None:
        """Set the wall clock forward or back."""
        self.told += seconds

    def clock(self, speed: float = 1.0) -> SessionClock:
        """Start a session's clock."""
        return SessionClock(lambda: self.ran, lambda: self.told, speed=speed)


def test_it_starts_at_nothing_and_counts_seconds() -> None:
    machine = Machine()
    clock = machine.clock()
    assert clock() == 0.0
    machine.run(12.5)
    assert clock() == pytest.approx(12.5)


def test_sleep_is_counted() -> None:
    machine = Machine()
    clock = machine.clock()
    machine.run(3.0)
    clock()
    machine.sleep(3600.0)
    machine.run(0.1)
    assert clock() == pytest.approx(3603.1)


def test_sleep_is_counted_once() -> None:
    machine = Machine()
    clock = machine.clock()
    machine.sleep(60.0)
    clock()
    machine.run(5.0)
    assert clock() == pytest.approx(65.0)


def test_a_machine_whose_monotonic_clock_runs_on_in_its_sleep_counts_it_once_too() -> None:
    machine = Machine()
    clock = machine.clock()
    machine.run(3600.0)
    assert clock() == pytest.approx(3600.0)


@pytest.mark.parametrize("back", [-0.5, -60.0, -86400.0])
def test_a_wall_clock_set_back_is_ignored(back: float) -> None:
    machine = Machine()
    clock = machine.clock()
    machine.run(10.0)
    clock()
    machine.set_clock(back)
    machine.run(2.0)
    assert clock() == pytest.approx(12.0)


def test_a_wall_clock_set_back_hides_no_later_sleep() -> None:
    machine = Machine()
    clock = machine.clock()
    machine.set_clock(-7200.0)
    clock()
    machine.sleep(30.0)
    assert clock() == pytest.approx(30.0)


@given(st.lists(st.floats(-0.9, 0.9), max_size=60))
def test_small_adjustments_are_no_sleep_however_many(adjustments: list[float]) -> None:
    machine = Machine()
    clock = machine.clock()
    for adjustment in adjustments:
        machine.run(0.1)
        machine.set_clock(adjustment)
        clock()
    assert clock() == pytest.approx(0.1 * len(adjustments))


@pytest.mark.parametrize("speed", [1.0, 7.5, 100.0])
def test_practice_runs_as_many_times_faster(speed: float) -> None:
    machine = Machine()
    clock = machine.clock(speed)
    machine.run(2.0)
    clock()
    machine.sleep(4.0)
    assert clock() == pytest.approx(6.0 * speed)


@given(
    st.lists(
        st.tuples(st.sampled_from(["run", "sleep", "set_clock"]), st.floats(-4000.0, 4000.0)),
        max_size=30,
    )
)
def test_it_never_runs_back(steps: list[tuple[str, float]]) -> None:
    machine = Machine()
    clock = machine.clock()
    readings = [clock()]
    for what, seconds in steps:
        getattr(machine, what)(seconds if what == "set_clock" else abs(seconds))
        readings.append(clock())
    assert all(before <= after for before, after in pairwise(readings))


@given(st.lists(st.floats(0.0, 10.0), min_size=1, max_size=30))
def test_how_often_it_is_read_makes_no_difference(waits: list[float]) -> None:
    machine = Machine()
    often, once = machine.clock(), machine.clock()
    for seconds in waits:
        machine.run(seconds)
        often()
    assert often() == pytest.approx(once())
