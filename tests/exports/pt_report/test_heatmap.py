"""The map on paper and the one on a screen show the same days alike."""

from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.history.day_mark import DayMark
from achilles_tui.domain.history.history import History, HistoryDay
from achilles_tui.exports.pt_report.heatmap import heat_map
from achilles_tui.figure.charts.heatmap import grid, heatmap
from achilles_tui.figure.palette import DARK, Ink
from achilles_tui.tui.pages.history.charts import HistoryWindow
from tests.exports.pt_report.scenes import told
from tests.figure.looking import dots
from tests.strategies import past_days

FIRST = date(2026, 3, 2)
"""A Monday."""
Seen = dict[date, tuple[int, str]]
"""The shade and the sign of each day."""

SHADES = {DARK.ground: 0, DARK[Ink.EMPTY]: 0, **{colour: shade for shade, colour in enumerate(DARK.heat, 1)}}
SIGNS = {mark.sign for mark in DayMark}


def on_the_screen(past: History) -> Seen:
    """Return what the History draws."""
    first, last = past.days[0].day, past.days[-1].day
    picture = heatmap(HistoryWindow(past, first, last, last).heat._replace(today=None), 118, 15, DARK)
    seen = {}
    for one in past.days:
        place = grid(first, last, 118, 15).place(one.day)
        assert place is not None
        cells = picture[place.row][place.column : place.column + place.columns]
        sign = "".join(sorted({letter for letter, *_ in cells} & SIGNS))
        seen[one.day] = SHADES[dots(picture)[place.dot][place.column]], sign
    return seen


def on_paper(past: History) -> Seen:
    """Return what the report draws."""
    drawn, _ = heat_map(replace(told(), history=past))
    found: list[tuple[int, str]] = []
    for piece in ET.fromstring(drawn):  # noqa: S314 our own page
        look = piece.get("class") or ""
        if look.startswith("cell"):
            found.append((int(look[-1]), ""))
        elif piece.get("style"):
            found[-1] = found[-1][0], piece.text or ""
    shown = [one.day for one in past.days if one.kind != "before"]
    return dict(zip(shown, found, strict=False))


@given(st.lists(past_days(), min_size=1, max_size=21))
def test_a_day_has_the_same_shade_and_the_same_sign_on_both(days: list[HistoryDay]) -> None:
    past = History(tuple(one._replace(day=FIRST + timedelta(days=at)) for at, one in enumerate(days)), ())
    screen, paper = on_the_screen(past), on_paper(past)
    assert {day: seen for day, seen in screen.items() if day in paper} == paper
    assert {seen for day, seen in screen.items() if day not in paper} <= {(0, "")}
