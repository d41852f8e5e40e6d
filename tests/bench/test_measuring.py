"""That the bench reads the system's figures right; nothing is measured here."""

import pytest

from tests.bench.measuring import Stat, parse_memory, parse_stat, percentile


def test_a_process_name_with_brackets_and_blanks_hides_no_field() -> None:
    assert parse_stat("7 (a) (b c) S 3 7 7 0 -1 0 0 0 0 0 100 20 3 4 20 0 1\n") == Stat(parent=3, ticks=127)


def test_memory_is_read_in_bytes() -> None:
    assert parse_memory("55-7f ---p 00 00:00 0 [rollup]\nRss:   12 kB\nPss:   3 kB\nPss_Anon:   2 kB\n") == (
        12288,
        3072,
    )


@pytest.mark.parametrize(("percent", "expected"), [(0, 1.0), (50, 2.5), (100, 4.0)])
def test_a_percentile_lies_between_its_neighbours(percent: int, expected: float) -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], percent) == expected
