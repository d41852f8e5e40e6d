"""The report as Markdown says what the page says, and no text is taken for a sign."""

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from achilles_tui.domain.base.text import harmless_line
from achilles_tui.exports.pt_report.document import DatedNote
from achilles_tui.exports.pt_report.markdown import as_markdown, plain
from achilles_tui.exports.pt_report.parts import Table
from achilles_tui.exports.pt_report.sections import sections
from tests.exports.pt_report.scenes import day, nothing, told

READER = MarkdownIt("commonmark").enable("table")
SOUP = st.text(st.sampled_from("<>&\"'/=-![]{}()`*_~#+|\\.1 a\n\t\x1b"), min_size=1, max_size=30) | st.text(min_size=1)


def texts(markdown: str) -> list[str]:
    """Return what a reader shows of each piece of text, in order."""
    return [
        "".join(part.content for part in one.children or ()) for one in READER.parse(markdown) if one.type == "inline"
    ]


@given(SOUP)
def test_any_text_in_a_table_is_a_text_and_nothing_else(said: str) -> None:
    shown = texts(f"| a |\n| --- |\n| {plain(said)} |")

    assert shown == ["a", harmless_line(said).strip(" \u3000")] or harmless_line(said).strip() == shown[1].strip()
    assert {one.type for one in READER.parse(plain(f"x {said}"))} == {"paragraph_open", "inline", "paragraph_close"}


@settings(max_examples=20)
@given(SOUP)
def test_no_note_changes_how_the_report_is_built(note: str) -> None:
    one = dataclasses.replace(nothing(), notes=(DatedNote(day(1), "session", "plain"),))
    other = dataclasses.replace(one, notes=(DatedNote(day(1), "session", note),))

    assert [token.type for token in READER.parse(as_markdown(one))] == [
        token.type for token in READER.parse(as_markdown(other))
    ]


def test_each_table_of_the_report_is_a_table_for_every_reader() -> None:
    tables = [part for one in sections(told()) for part in one.parts if isinstance(part, Table)]
    read = [token.type for token in READER.parse(as_markdown(told()))].count("table_open")

    assert read >= len(tables) > 5


def test_what_is_the_pts_own_stands_out() -> None:
    assert "| **Repetitions** | **8** | **my PT** |" in as_markdown(told())
