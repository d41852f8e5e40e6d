"""Values put into texts that name them in braces."""

import pytest

from achilles_tui.domain.base.placeholders import filled, misspelt, placeholders


def test_each_name_in_braces_gets_its_value_and_all_else_stays() -> None:
    text = "{limit} of {most limit}, % and {limit} again"

    assert placeholders(text) == ("limit", "most limit", "limit")
    assert filled(text, {"limit": 5, "most limit": "10"}) == "5 of 10, % and 5 again"


def test_a_value_with_braces_is_not_filled_again() -> None:
    assert filled("{a}", {"a": "{b}", "b": "c"}) == "{b}"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("5 of {limit}", []),
        ("{limits}", ["nothing is called {limits}; did you mean {limit}?"]),
        ("{} and {xyz}", ["nothing is called {}", "nothing is called {xyz}"]),
        ("{limit", ["a brace has no partner: what stands between { and } names a value"]),
        ("limit}", ["a brace has no partner: what stands between { and } names a value"]),
        ("{{limit}}", ["a brace has no partner: what stands between { and } names a value"]),
    ],
)
def test_a_name_that_is_none_and_a_brace_alone_are_told(text: str, sentences: list[str]) -> None:
    assert list(misspelt(text, {"limit"})) == sentences
