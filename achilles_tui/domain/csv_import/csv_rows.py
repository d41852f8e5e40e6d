"""Reads the rows of a table that a person filled in: checks each cell alone and reports all troubles at once. Pure."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from typing import Any, NamedTuple, NoReturn

from msgspec import Struct

from achilles_tui.domain.base.text import harmless_line, nearest
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.csv_import.columns import NAMES, READERS, Cell, kilograms_of_europe, shortened
from achilles_tui.domain.records.day_entries import How

MOST_ROWS = 100_000
"""Ten years of sessions make about 60 000 rows; more is not a table of ours."""

MOST_TROUBLES = 100
"""The most troubles to report of one table; nobody reads more."""

_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)


_Clock = time


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
    cells: dict[str, Cell] = {"": _nameless, **READERS}
    if separator == ";":
        cells["load_kg"] = kilograms_of_europe
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
            yield Trouble(line, shortened(name), f"there is no such column{meant}")
        elif name and name in columns[:index]:
            yield Trouble(line, name, "the column is there twice")
    if "day" not in columns:
        yield Trouble(line, None, "the column `day` is missing, the only required column")


def _of_line(
    line: int, columns: Sequence[str], values: Sequence[str], cells: Mapping[str, Cell]
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


def _nameless(text: str) -> NoReturn:
    raise ValueError(f"{shortened(text)!r} is in a column without a name")
