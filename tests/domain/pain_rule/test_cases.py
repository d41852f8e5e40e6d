"""The cases of the pain rule, day by day."""

import pytest

from tests.domain.pain_rule.cases import MORNINGS
from tests.domain.pain_rule.logs import log_of, row


@pytest.mark.parametrize("name", MORNINGS)
def test_each_morning_of_the_cases_says_its_row(name: str) -> None:
    case = MORNINGS[name]

    assert row(log_of(case.sessions(), case.entries(), now=case.now, notes=case.note_moments)) == case.row
