"""The history in words: a day in a line or in columns, and what the signs of the plots mean."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from achilles_tui.domain.history.day_mark import KIND_MARKS
from achilles_tui.domain.history.history import Event, HistoryDay
from achilles_tui.figure.charts.series import Mark
from achilles_tui.tui.pages.history.charts import SIGNS

PARTED, SETS = " · ", " sets"


class DayText(NamedTuple):
    """A day in words; a text is empty if nothing was recorded."""

    day: str
    work: str
    """Sets done of those planned, or why none were planned."""
    morning: str
    during: str
    after: str
    stiffness: str
    """In minutes."""
    signs: str
    """The signs of the day's events."""
    happened: str
    """Each sign with its name."""
    details: str
    """Each sign with its name and details."""

    def happenings(self, columns: int) -> str:
        """Return the events in the longest form that fits into this many columns; the signs alone if none does."""
        return next((text for text in (self.details, self.happened) if len(text) <= columns), self.signs)

    def line(self, columns: int, year: int) -> str:
        """Return the day in one line, if its shortest form fits into the columns. year: one not to be named."""
        day = self.day.removesuffix(f" {year}")
        values = (("during", self.during), ("after", self.after), ("morning", self.morning))
        pains = ", ".join(f"{name} {value}" for name, value in values if value)
        stiff = f"stiff {self.stiffness} min" if self.stiffness else ""
        rest = [part for part in (self.work, pains, stiff) if part]
        room = columns - len(PARTED.join((day, "", *rest)))
        return PARTED.join(part for part in (day, self.happenings(room), *rest) if part)


def day_text(day: HistoryDay, events: Iterable[Event]) -> DayText:
    """Return a day in words. events: those of any days."""
    mine = [(*SIGNS[event.what], f" ({event.detail})") for event in events if event.day == day.day]
    if day.flare:
        mine.insert(0, (*SIGNS["flare-up"], ""))
    return DayText(
        f"{day.day:%a %d %b %Y}",
        _work(day),
        morning=_number(day.morning),
        during=_number(day.during),
        after=_number(day.after),
        stiffness=_number(day.stiffness),
        signs=" ".join(dict.fromkeys(sign for sign, *_ in mine)),
        happened=", ".join(dict.fromkeys(f"{sign} {name}" for sign, name, _ in mine)),
        details=", ".join(f"{sign} {name}{more}" for sign, name, more in mine),
    )


def _work(day: HistoryDay) -> str:
    if day.kind == "work":
        left_out = f", {day.sets_left_out} left out" if day.sets_left_out else ""
        return f"{day.done} of {day.planned}{SETS}{left_out}"
    extra = f", {day.sessions} {'session' if day.sessions == 1 else 'sessions'}" if day.sessions else ""
    mark = KIND_MARKS.get(day.kind)
    return f"{mark.named if mark else 'no program yet'}{extra}"


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def signs_text(marks: Sequence[Mark]) -> str:
    """Return what the signs among these marks mean; the legend of the heat map explains the flare-up."""
    present = {mark.letter for mark in marks}
    signs = (SIGNS[what] for what in SIGNS if what != "flare-up")
    return PARTED.join(f"{sign} {name}" for sign, name in signs if sign in present)


class _Column(NamedTuple):
    """A column of the list of days. text_of: the field of DayText that it shows. wide: its width in cells."""

    head: str
    text_of: str
    wide: int
    is_number: bool = True


_DAY = _Column("", "day", 15, is_number=False)
_WIDE = (
    _DAY, _Column("sets", "work", 10, is_number=False),
    _Column("pain: morning", "morning", 13), _Column("during", "during", 6), _Column("after", "after", 5),
    _Column("stiff min", "stiffness", 9),
)  # fmt: skip
_NARROW = (
    _DAY, _Column("sets", "work", 8, is_number=False),
    _Column("pain mor", "morning", 8), _Column("dur", "during", 3), _Column("aft", "after", 3),
)  # fmt: skip

_ROOMY = 70
"""The fewest columns for the wide form of the list (ours)."""


def head(columns: int) -> str:
    """Return the heading of the list of days. columns: its width in cells."""
    return _row([column.head for column in _columns(columns)], columns)


def row(day: DayText, columns: int) -> str:
    """Return a day's row in the list. columns: its width in cells."""
    texts = {**day._asdict(), "work": day.work.partition(",")[0].removesuffix(SETS)}
    line = _row([texts[column.text_of] for column in _columns(columns)], columns)
    return f"{line}  {day.happenings(columns - len(line) - 2)}".rstrip()


def _columns(columns: int) -> tuple[_Column, ...]:
    return _WIDE if columns >= _ROOMY else _NARROW


def _row(texts: Sequence[str], columns: int) -> str:
    cells = []
    for column, text in zip(_columns(columns), texts, strict=True):
        short = text if len(text) <= column.wide else f"{text[: column.wide - 1]}…"
        cells.append(f"{short:>{column.wide}}" if column.is_number else f"{short:<{column.wide}}")
    return " ".join(cells)
