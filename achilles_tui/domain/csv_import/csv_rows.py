"""Reads the rows of a table that a person filled in; checks each cell alone and reports all troubles at once. Pure.

`csv_session` and `merge` check what the rows mean together.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, time
from typing import Any, NamedTuple, NoReturn, get_args

from msgspec import Struct

from achilles_tui.domain.base.text import harmless, harmless_line, nearest
from achilles_tui.domain.base.units import LOAD_BOUNDS, LONGEST_NOTE, Side, is_name
from achilles_tui.domain.csv_import.columns import NAMES, unguarded
from achilles_tui.domain.records.day_entries import LONGEST_STIFFNESS, How

MOST_ROWS = 100_000
"""Ten years of sessions make about 60 000 rows; more is not a table of ours."""

MOST_TROUBLES = 100
"""The most troubles to report of one table; nobody reads more."""

EARLIEST = date(1970, 1, 1)
"""An earlier day is a typing mistake."""

_LONGEST_SHOWN = 40
_ID = re.compile(r"[a-z0-9-]{4,40}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TWOFOLD = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", re.ASCII)
_TIME = re.compile(r"\d{2}:\d{2}(?::\d{2})?", re.ASCII)
_OF_TWELVE = re.compile(r"(0?[1-9]|1[0-2])(:.*\d) ?([AP])M", re.ASCII | re.IGNORECASE)
"""A time as a spreadsheet in American English rewrites it."""
_WHOLE = re.compile(r"\d{1,6}", re.ASCII)
_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,20}|,\d{1,2})?", re.ASCII)
_THOUSANDS = re.compile(r"\d{1,3}[.,]\d{3}", re.ASCII)
_A_TIME = "a time such as 07:30 or 19:05:00"
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)


_Clock = time

_Cell = Callable[[str], object]
"""Reads one cell that is not empty. Raises ValueError with what is wrong."""


class Trouble(NamedTuple):
    """One thing that is wrong, and where. column: None if it is about the whole line."""

    line: int
    column: str | None
    fault: str

    def __str__(self) -> str:
        """Return it in one sentence."""
        place = f"line {self.line}{f', {self.column}' if self.column else ''}"
        return harmless_line(f"{place}: {self.fault}{'' if self.fault.endswith('?') else '.'}")


class TableRow(Struct, frozen=True, kw_only=True):
    """One row. A missing value is None."""

    line: int
    day: date
    time: _Clock | None = None
    session: str | None = None
    program: str | None = None
    exercise: str | None = None
    side: Side | None = None
    set: int | None = None
    reps_planned: int | None = None
    reps_done: int | None = None
    load_kg: float | None = None
    set_pain: int | None = None
    pain_during: int | None = None
    pain_after: int | None = None
    status: str | None = None
    stopped_for: str | None = None
    morning_pain: int | None = None
    stiffness_min: int | None = None
    how: How | None = None
    visa_a: int | None = None
    heel_rises: int | None = None
    note: str | None = None


class Sheet(NamedTuple):
    """The valid rows, and what is wrong with the others."""

    rows: tuple[TableRow, ...]
    troubles: tuple[Trouble, ...] = ()


def read_sheet(text: str) -> Sheet:
    """Return the rows of a CSV table, with commas, semicolons or tabs, and its columns in any order."""
    rows: list[TableRow] = []
    troubles: list[Trouble] = []
    for row_or_trouble in _read(text):
        if isinstance(row_or_trouble, TableRow):
            rows.append(row_or_trouble)
        else:
            troubles.append(row_or_trouble)
        if len(troubles) > MOST_TROUBLES:
            break
    return Sheet(tuple(rows), tuple(troubles))


def _read(text: str) -> Iterator[TableRow | Trouble]:
    first = _SEPARATOR_LINE.match(text)
    body, before = (text[first.end() :], 1) if first else (text, 0)
    separator = first[1] if first else _separator(body)
    cells = _CELLS | {"load_kg": _kilograms_of_europe} if separator == ";" else _CELLS
    columns: list[str] | None = None
    count = 0
    try:
        for line, values in _lines(body, separator, before):
            if columns is None:
                columns = [name.strip().lower() for name in values]
                wrong = list(_of_header(columns, line))
                yield from wrong
                if wrong:
                    return
            elif count == MOST_ROWS:
                yield Trouble(line, None, f"there are more than {MOST_ROWS} rows: split the file and import its parts")
                return
            else:
                count += 1
                yield from _of_line(line, columns, values, cells)
    except _Broken as error:
        yield error.trouble
    if columns is None:
        yield Trouble(1, None, "the first line must name the columns, `day` among them")


class _Broken(Exception):
    """The table is broken: from here on its cells cannot be separated."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


def _lines(text: str, separator: str, before: int) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not empty, with the line on which it begins. Raises _Broken."""
    begins = before + 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for values in reader:
            if any(map(str.strip, values)):
                yield begins, values
            begins = reader.line_num + before + 1
    except csv.Error as error:
        raise _Broken(Trouble(begins, None, _syntax(str(error)))) from error


def _separator(text: str) -> str:
    """Return the separator of the first line: the most frequent of comma, semicolon and tab."""
    line = text.partition("\n")[0]
    return max(",;\t", key=line.count)


def _of_header(columns: list[str], line: int) -> Iterator[Trouble]:
    for index, name in enumerate(columns):
        if name and name not in NAMES:
            near = nearest(name, NAMES)
            meant = f"; did you mean `{near}`?" if near else f"; there are {', '.join(NAMES)}"
            yield Trouble(line, _short(name), f"there is no such column{meant}")
        elif name and name in columns[:index]:
            yield Trouble(line, name, "the column is there twice")
    if "day" not in columns:
        yield Trouble(line, None, "the column `day` is missing, the only required column")


def _of_line(
    line: int, columns: Sequence[str], values: Sequence[str], cells: Mapping[str, _Cell]
) -> Iterator[TableRow | Trouble]:
    if any(map(str.strip, values[len(columns) :])):
        yield Trouble(line, None, f"there are more cells than the {len(columns)} columns")
        return
    cell_values: dict[str, Any] = {}
    is_valid = True
    for name, value in zip(columns, values, strict=False):
        if not value.strip():
            continue
        try:
            if name in cells:
                cell_values[name] = cells[name](value if name == "note" else value.strip())
        except ValueError as error:
            yield Trouble(line, name or None, str(error))
            is_valid = False
    if is_valid and "day" in cell_values:
        yield TableRow(line=line, **cell_values)
    elif not dict(zip(columns, values, strict=False)).get("day", "").strip():
        yield Trouble(line, "day", "the day is missing")


def _syntax(error: str) -> str:
    """Return a plain sentence for an error of the csv module."""
    if "unexpected end" in error:
        return "a quotation mark is never closed"
    if "field larger" in error:
        return "a cell is too long"
    return "a quotation mark is inside a cell: double it, and put the whole cell in quotation marks"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."


# ------------------------------------------------------------------ cells


def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        if _TWOFOLD.fullmatch(text):
            raise ValueError(
                f"{text} could be two different days: write 3 April as 2026-04-03 (yyyy-mm-dd in a spreadsheet)"
            )
        _not(text, "a day such as 2026-04-03 (yyyy-mm-dd in a spreadsheet)")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        _not(text, "a day in the calendar")
    if day < EARLIEST:
        raise ValueError(f"{text} is too long ago")
    return day


def _time(text: str) -> time:
    clock = text
    if half := _OF_TWELVE.fullmatch(text):
        hour = int(half[1]) % 12 + (12 if half[3] in "Pp" else 0)
        clock = f"{hour:02}{half[2]}"
    padded = f"0{clock}" if clock[1:2] == ":" else clock
    try:
        return time.fromisoformat(padded) if _TIME.fullmatch(padded) else _not(text, _A_TIME)
    except ValueError:
        _not(text, _A_TIME)


def _whole(least: int, most: int) -> _Cell:
    def cell(text: str) -> int:
        if not _WHOLE.fullmatch(text) or not least <= int(text) <= most:
            return _not(text, f"a whole number from {least} to {most}")
        return int(text)

    return cell


def _kilograms(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        return _not(text, f"a number of kilograms up to {LOAD_BOUNDS.most:g}, such as 12.5")
    number = float(text.replace(",", "."))
    return number if LOAD_BOUNDS.hold(number) else _not(text, f"{LOAD_BOUNDS} kilograms")


def _kilograms_of_europe(text: str) -> float:
    """Return kilograms from a table with semicolons, in which 1.200 could mean 1200."""
    if _THOUSANDS.fullmatch(text):
        raise ValueError(f"{text} could be two different numbers: write one or two digits after the point")
    return _kilograms(text)


def _word(*words: str) -> _Cell:
    def cell(text: str) -> str:
        return text.lower() if text.lower() in words else _not(text, f"one of {', '.join(words)}")

    return cell


def _side(text: str) -> Side:
    return Side(text.lower()) if text.lower() in list(Side) else _not(text, "left, right or both")


def _name(text: str) -> str:
    name = unguarded(text)
    return name if is_name(name) else _not(text, "an id: small letters, digits and hyphens")


def _session(text: str) -> str:
    name = unguarded(text)
    expected = "the id of a session; if a spreadsheet turned it into a number, empty the cell"
    return name if _ID.fullmatch(name) else _not(text, expected)


def _nameless(text: str) -> NoReturn:
    raise ValueError(f"{_short(text)!r} is in a column without a name")


def _note(text: str) -> str:
    note = harmless(unguarded(text.replace("\r\n", "\n").replace("\r", "\n")))
    if len(note) > LONGEST_NOTE:
        raise ValueError(f"the note has {len(note)} characters; at most {LONGEST_NOTE} are allowed")
    return note


def _not(text: str, expected: str) -> NoReturn:
    raise ValueError(f"{_short(text)!r} is not {expected}")


_CELLS: dict[str, _Cell] = {
    "": _nameless,
    "day": _day,
    "time": _time,
    "session": _session,
    "program": _name,
    "exercise": _name,
    "side": _side,
    "set": _whole(1, 100),
    "reps_planned": _whole(1, 100),
    "reps_done": _whole(0, 200),
    "load_kg": _kilograms,
    "set_pain": _whole(0, 10),
    "pain_during": _whole(0, 10),
    "pain_after": _whole(0, 10),
    "status": _word("done", "stopped"),
    "stopped_for": _word("choice", "pain"),
    "morning_pain": _whole(0, 10),
    "stiffness_min": _whole(0, LONGEST_STIFFNESS),
    "how": _word(*get_args(How)),
    "visa_a": _whole(0, 100),
    "heel_rises": _whole(0, 200),
    "note": _note,
}
