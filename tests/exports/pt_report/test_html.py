"""The page of a report is whole, reaches nothing outside, can be read aloud, and no text breaks out of its place."""

import dataclasses
import re
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from achilles_tui.domain.base.text import harmless
from achilles_tui.exports.pt_report.document import DatedNote, Report, ReportLoad
from achilles_tui.exports.pt_report.html import STYLE, as_html
from achilles_tui.exports.pt_report.markup import tag
from tests.exports.pt_report.reading import outside, parsed, text_of, twice
from tests.exports.pt_report.scenes import day, nothing, told, years

SOUP = st.one_of(
    st.text(st.sampled_from("<>&\"'/=-![]{}()`;:\\ax \t\n\r\0\x07\x1b\x85\u202e\ufffe\ud800\U0001f9b6"), max_size=40),
    st.sampled_from(["</script><script>alert(1)</script>", "]]>", "<!--", "-->", "&lt;", "</style>", "</td></table>"]),
    st.text(),
)
"""Texts that would like to be markup."""

REPORTS: dict[str, Callable[[], Report]] = {
    "three weeks": told,
    "a period without a day": lambda: told(since=day(-20), until=day(-10)),
    "nothing yet": nothing,
    "three years": lambda: years(3),
}
each_page = pytest.mark.parametrize("name", REPORTS)


@cache
def page(name: str) -> str:
    """Return a page; made once."""
    return as_html(REPORTS[name]())


@each_page
def test_a_page_is_whole_and_no_id_stands_twice(name: str) -> None:
    whole = parsed(page(name))

    assert (whole.tag, whole.get("lang")) == ("html", "en")
    assert [one.tag for one in whole] == ["head", "body"]
    assert twice(page(name)) == []
    assert text_of(next(whole.iter("title"))).startswith("Achilles exercise log")


@each_page
def test_a_page_fetches_nothing_and_runs_nothing(name: str) -> None:
    whole = parsed(page(name))

    assert outside(page(name)) == []
    assert not [
        one.tag for one in whole.iter() if one.tag in {"script", "link", "img", "iframe", "object", "embed", "a"}
    ]
    policy = next(one for one in whole.iter("meta") if one.get("http-equiv") == "Content-Security-Policy")
    assert policy.get("content") == "default-src 'none'; style-src 'unsafe-inline'"


@each_page
def test_every_picture_says_in_words_what_it_shows(name: str) -> None:
    pictures = list(parsed(page(name)).iter("svg"))

    assert pictures
    for one in pictures:
        title, described = one[0], one[1]
        assert (one.get("role"), title.tag, described.tag) == ("img", "title", "desc")
        assert one.get("aria-labelledby") == f"{title.get('id')} {described.get('id')}"
        assert text_of(title)
        assert text_of(described)


@each_page
def test_every_picture_has_a_caption_and_every_section_a_heading(name: str) -> None:
    whole = parsed(page(name))

    assert all(one.find("figcaption") is not None and one.find("svg") is not None for one in whole.iter("figure"))
    for section in whole.iter("section"):
        heading = section[0]
        assert (heading.tag, heading.get("id")) == ("h2", section.get("aria-labelledby"))


@each_page
def test_every_table_has_a_caption_and_every_cell_a_heading(name: str) -> None:
    for table in parsed(page(name)).iter("table"):
        head = table.find("thead")
        assert table[0].tag == "caption"
        assert head is not None
        columns = [one.get("scope") for one in head.iter("th")]
        assert set(columns) == {"col"}
        for row in next(table.iter("tbody")):
            assert row[0].get("scope") == "row"
            assert len(row) == len(columns)


def test_a_missed_day_is_an_empty_cell_and_never_red() -> None:
    cells = {one.get("class") for one in parsed(page("three weeks")).iter("rect") if "cell" in (one.get("class") or "")}

    assert "cell d0" in cells
    assert ".cell { stroke: #a9b4bf; stroke-width: 0.7; fill: #fff; }" in STYLE
    assert ".d0" not in STYLE
    reds = [one for one in re.findall(r"#([0-9a-f]{6})", STYLE) if int(one[:2], 16) > 1.8 * max(int(one[2:4], 16), 64)]
    assert reds == ["9a4a12"]  # the dashed line, by its shape told from the other


def test_a_picture_can_be_read_without_its_colours() -> None:
    assert "stroke-dasharray" in re.findall(r"\.line\.second \{([^}]*)\}", STYLE)[0]
    assert "square" in re.findall(r"\.dots\.second \{([^}]*)\}", STYLE)[0]
    dashes = [
        re.findall(rf"\.level\.{look} \{{ stroke-dasharray: ([^;]*);", STYLE) for look in ("limit", "calm", "baseline")
    ]
    assert len({tuple(one) for one in dashes}) == len(dashes)


def test_it_prints_without_breaking_a_picture_or_a_row_and_repeats_the_head_of_a_table() -> None:
    printed = STYLE.partition("@media print")[2]

    assert "thead { display: table-header-group; }" in printed
    assert re.search(r"tr, figure, svg,[^{]*\{ break-inside: avoid; \}", printed)
    assert "@page { margin:" in STYLE


@given(SOUP, SOUP)
def test_any_text_is_a_text_and_nothing_else(inside: str, value: str) -> None:
    page = f"<!DOCTYPE html>\n{tag('p', inside, title=value)}"
    element = parsed(page)

    assert list(element) == []
    assert _seen(text_of(element)) == _seen(inside)
    assert list(element.attrib) == ["title"]


def _seen(text: str) -> str:
    """Return a text as it is shown: a parser takes some characters that nobody sees for others."""
    return re.sub(
        "[\ufdd0-\ufdef]|" + "|".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)),
        "\ufffd",
        harmless(text),
    )


@settings(max_examples=25)
@given(SOUP)
def test_no_note_changes_how_a_page_is_built(note: str) -> None:
    plain = dataclasses.replace(nothing(), notes=(DatedNote(day(1), "session", "plain"),))
    soup = dataclasses.replace(plain, notes=(DatedNote(day(1), "session", note),))

    assert [one.tag for one in parsed(as_html(soup)).iter()] == [one.tag for one in parsed(as_html(plain)).iter()]
    assert outside(as_html(soup)) == []


def test_a_page_is_a_matter_of_kilobytes_even_after_ten_years() -> None:
    assert len(page("three weeks")) < 100_000
    assert len(as_html(years(10))) < 400_000


def test_files_that_could_not_be_read_are_counted_in_the_page() -> None:
    assert "2 files could not be read; their content is missing from this report." in page("three weeks")
    assert "could not be read" not in page("nothing yet")


def test_the_first_page_has_the_essentials_in_their_order() -> None:
    first = parsed(page("three weeks")).find(".//dl")

    assert first is not None
    assert [text_of(one) for one in first.iter("dt")] == [
        "Program", "Planned sets done", "Days completed", "Streak", "Sessions", "Morning pain, weekly median",
        "The rule now",
    ]  # fmt: skip


def test_the_doses_of_now_come_first_and_every_number_with_its_source_comes_last() -> None:
    titles = [text_of(one) for one in parsed(page("three weeks")).iter("h2")]

    assert titles[:3] == ["In short", "What the rule says now", "Current program and doses"]
    assert titles[-2:] == ["Every number and its source", "About this report"]


def test_exercises_with_commas_in_their_names_are_told_apart() -> None:
    answers = next(one for one in told().verdicts_answered if len(one.exercises) == 2)

    assert all("," in name for name in answers.exercises)
    assert "; ".join(answers.exercises) in page("three weeks")


def test_a_program_that_is_over_is_not_in_week_13_of_12() -> None:
    program = told().program
    assert program is not None
    past_its_end = dataclasses.replace(told(), program=structs.replace(program, week=13, weeks=12))

    assert "week 13, beyond its 12 weeks" in as_html(past_its_end)


def test_a_note_as_long_as_can_be_leaves_the_words_beside_it_whole() -> None:
    noted = dataclasses.replace(told(), notes=(DatedNote(day(1), "session", "W" * 2000),))
    row = next(one for one in parsed(as_html(noted)).iter("tr") if text_of(one).endswith("W"))

    assert [one.get("class") for one in row] == ["unbroken", "unbroken", None]
    assert "overflow-wrap: anywhere" in STYLE


def test_each_exercise_with_a_load_has_a_picture_of_its_own_and_its_table_tells_the_heaviest() -> None:
    first, *_ = told().exercises
    lifted = (ReportLoad(day(0), 15.0), ReportLoad(day(8), 20.0), ReportLoad(day(15), 15.0))
    names = ("Leg press", "Calf raise", "Chair")
    done = tuple(structs.replace(first, name=name, loads=lifted) for name in names)
    whole = parsed(as_html(dataclasses.replace(told(), exercises=done)))
    captions = [text_of(one) for one in whole.iter("figcaption")]

    assert [one for one in captions if "heaviest load" in one] == [
        f"{name}: heaviest load of each week." for name in names
    ]
    cells = [text_of(one) for one in whole.iter("td")]
    assert cells.count("recorded 15\u00a0kg, then 15\u00a0kg, heaviest 20\u00a0kg") == len(names)


def test_what_stands_beside_numbers_in_words_is_laid_out_as_words() -> None:
    rows = [row for row in parsed(page("three weeks")).iter("tr") if len(row) > 9]

    assert {row[-1].get("class") for row in rows[1:]} == {"unbroken"}
    assert {text_of(row[-1]) for row in rows[1:]} == {"", "1 F", "1 P"}
