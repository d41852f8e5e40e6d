"""A table as somebody filled it in: every cell checked by itself, and all that is wrong with it said at once. Pure.

What the rows mean together is asked of `incoming`.
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
"""Ten years of everything are about 60 000 rows; more is not a table of ours."""

MOST_TROUBLES = 100
"""No more is told of one table: nobody reads on."""

EARLIEST = date(1970, 1, 1)
"""An earlier day is a slip."""

_LONGEST_SHOWN = 40
_ID = re.compile(r"[a-z0-9-]{4,40}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TWOFOLD = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", re.ASCII)
_TIME = re.compile(r"\d{2}:\d{2}(?::\d{2})?", re.ASCII)
_OF_TWELVE = re.compile(r"(0?[1-9]|1[0-2])(:.*\d) ?([AP])M", re.ASCII | re.IGNORECASE)
"""A time as a spreadsheet in American English writes it, whatever stood there before."""
_WHOLE = re.compile(r"\d{1,6}", re.ASCII)
_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,20}|,\d{1,2})?", re.ASCII)
_THOUSANDS = re.compile(r"\d{1,3}[.,]\d{3}", re.ASCII)
_A_TIME = "a time such as 07:30 or 19:05:00"
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)


_Clock = time

_Cell = Callable[[str], object]
"""Reads one cell that is not empty. Raises ValueError with what is wrong."""


class Trouble(NamedTuple):
    """One thing that is wrong, and where. column: None where it is about the whole line."""

    line: int
    column: str | None
    fault: str

    def __str__(self) -> str:
        """Say it in one sentence."""
        place = f"line {self.line}{f', {self.column}' if self.column else ''}"
        return harmless_line(f"{place}: {self.fault}{'' if self.fault.endswith('?') else '.'}")


class TableRow(Struct, frozen=True, kw_only=True):
    """One row. What is missing is None."""

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
    """The rows that are well, and what is wrong with the others."""

    rows: tuple[TableRow, ...]
    troubles: tuple[Trouble, ...] = ()


def read_sheet(text: str) -> Sheet:
    """Return what a table in CSV says: with commas, semicolons or tabs, its columns in any order."""
    found: list[TableRow] = []
    troubles: list[Trouble] = []
    for one in _read(text):
        if isinstance(one, TableRow):
            found.append(one)
        else:
            troubles.append(one)
        if len(troubles) > MOST_TROUBLES:
            break
    return Sheet(tuple(found), tuple(troubles))


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
                told = f"there are more than {MOST_ROWS} rows: divide the file and bring in its parts"
                yield Trouble(line, None, told)
                return
            else:
                count += 1
                yield from _of_line(line, columns, values, cells)
    except _Broken as error:
        yield error.trouble
    if columns is None:
        yield Trouble(1, None, "a table begins with a line that names its columns, `day` among them")


class _Broken(Exception):
    """From here on it cannot be told what is a cell."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


def _lines(text: str, separator: str, before: int) -> Iterator[tuple[int, list[str]]]:
    """Give each row that is not empty, with the line it begins on. Raises _Broken."""
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
    """Return what stands between the names of the first line."""
    line = text.partition("\n")[0]
    return max(",;\t", key=line.count)


def _of_header(columns: list[str], line: int) -> Iterator[Trouble]:
    for index, name in enumerate(columns):
        if name and name not in NAMES:
            near = nearest(name, NAMES)
            meant = f"; did you mean `{near}`?" if near else f"; there are {', '.join(NAMES)}"
            yield Trouble(line, _short(name), f"there is no such column{meant}")
        elif name and name in columns[:index]:
            yield Trouble(line, name, "the column stands twice")
    if "day" not in columns:
        yield Trouble(line, None, "there is no column `day`, the only one that has to be there")


def _of_line(
    line: int, columns: Sequence[str], values: Sequence[str], cells: Mapping[str, _Cell]
) -> Iterator[TableRow | Trouble]:
    if any(map(str.strip, values[len(columns) :])):
        yield Trouble(line, None, f"there are more cells than the {len(columns)} columns")
        return
    read: dict[str, Any] = {}
    well = True
    for name, value in zip(columns, values, strict=False):
        if not value.strip():
            continue
        try:
            if name in cells:
                read[name] = cells[name](value if name == "note" else value.strip())
        except ValueError as error:
            yield Trouble(line, name or None, str(error))
            well = False
    if well and "day" in read:
        yield TableRow(line=line, **read)
    elif not dict(zip(columns, values, strict=False)).get("day", "").strip():
        yield Trouble(line, "day", "the day is missing")


def _syntax(told: str) -> str:
    if "unexpected end" in told:
        return "a quotation mark has no other one"
    if "field larger" in told:
        return "a cell is longer than any text of ours"
    return "a quotation mark stands in the middle of a cell: double it, and put the cell between two"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."


# ------------------------------------------------------------------ cells


def _day(told: str) -> date:
    if not _DAY.fullmatch(told):
        if _TWOFOLD.fullmatch(told):
            raise ValueError(f"{told} may be two days: write 3 April as 2026-04-03 (yyyy-mm-dd in a spreadsheet)")
        _not(told, "a day such as 2026-04-03 (yyyy-mm-dd in a spreadsheet)")
    try:
        day = date.fromisoformat(told)
    except ValueError:
        _not(told, "a day of the calendar")
    return day if day >= EARLIEST else _not(told, "a day of yours: it is too long ago")


def _time(told: str) -> time:
    clock = told
    if half := _OF_TWELVE.fullmatch(told):
        hour = int(half[1]) % 12 + (12 if half[3] in "Pp" else 0)
        clock = f"{hour:02}{half[2]}"
    padded = f"0{clock}" if clock[1:2] == ":" else clock
    try:
        return time.fromisoformat(padded) if _TIME.fullmatch(padded) else _not(told, _A_TIME)
    except ValueError:
        _not(told, _A_TIME)


def _whole(least: int, most: int) -> _Cell:
    def cell(told: str) -> int:
        if not _WHOLE.fullmatch(told) or not least <= int(told) <= most:
            return _not(told, f"a whole number from {least} to {most}")
        return int(told)

    return cell


def _kilograms(told: str) -> float:
    if not _NUMBER.fullmatch(told):
        return _not(told, f"a number of kilograms up to {LOAD_BOUNDS.most:g}, such as 12.5")
    number = float(told.replace(",", "."))
    return number if LOAD_BOUNDS.hold(number) else _not(told, f"{LOAD_BOUNDS} kilograms")


def _kilograms_of_europe(told: str) -> float:
    """Return kilograms beside semicolons, where 1.200 may have been meant as 1200."""
    if _THOUSANDS.fullmatch(told):
        raise ValueError(f"{told} may be two numbers: write one or two digits after the point")
    return _kilograms(told)


def _word(*words: str) -> _Cell:
    def cell(told: str) -> str:
        return told.lower() if told.lower() in words else _not(told, f"one of {', '.join(words)}")

    return cell


def _side(told: str) -> Side:
    return Side(told.lower()) if told.lower() in list(Side) else _not(told, "left, right or both")


def _name(told: str) -> str:
    name = unguarded(told)
    return name if is_name(name) else _not(told, "an id: small letters, digits and hyphens")


def _session(told: str) -> str:
    name = unguarded(told)
    wanted = "the id of a session; where a spreadsheet made a number of it, empty the cell"
    return name if _ID.fullmatch(name) else _not(told, wanted)


def _nameless(told: str) -> NoReturn:
    raise ValueError(f"{_short(told)!r} stands in a column without a name")


def _note(told: str) -> str:
    note = harmless(unguarded(told.replace("\r\n", "\n").replace("\r", "\n")))
    if len(note) > LONGEST_NOTE:
        raise ValueError(f"the note has {len(note)} characters; {LONGEST_NOTE} are kept")
    return note


def _not(told: str, wanted: str) -> NoReturn:
    raise ValueError(f"{_short(told)!r} is not {wanted}")


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
