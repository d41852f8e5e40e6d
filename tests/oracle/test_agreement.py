"""The judge that ships and the second implementation agree, or the difference is a reading that is named.

`python -m tests.oracle.agreement` compares 5,000 logs; here are some of them.
"""

import pytest

from tests.oracle.agreement import differences, explanation
from tests.oracle.random_logs import random_log


@pytest.mark.parametrize("first", range(0, 160, 20))
def test_two_readers_of_the_rules_agree_on_any_log(first: int) -> None:
    found = [(seed, one) for seed in range(first, first + 20) for one in differences(random_log(seed))]

    assert not [f"log {seed}: {one}" for seed, one in found if explanation(one) is None]
