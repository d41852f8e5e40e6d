"""The columns of the CSV table of everything recorded, how their cells are read, and the guard of its texts. Pure.

Each set has a row, and each morning and each score. Values of a whole session are only in its first row, so that a sum
or a mean over a column counts nothing twice. A missing value is an empty cell, never 0.
"""

import re
from collections.abc import Callable
from datetime import date, time
from typing import NamedTuple, NoReturn, get_args

from achilles_tui.domain.base.text import harmless
from achilles_tui.domain.base.units import LOAD_BOUNDS, LONGEST_NOTE, Side, is_name
from achilles_tui.domain.records.day_entries import LONGEST_STIFFNESS, How

Cell = Callable[[str], object]
"""Reads one cell that is not empty. Raises ValueError with what is wrong."""

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


class Column(NamedTuple):
    """A column: its name with its unit, what it contains, and how to read a cell; None if an import ignores it."""

    name: str
    about: str
    read: Cell | None = None


# A spreadsheet reads a text that begins like this as a formula, also with the full-width characters of East Asian
# keyboards. It may skip blanks and its own quotation mark.
_FORMULA = re.compile(r"'*[\t\r\n]|[\s']*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def guarded(text: str) -> str:
    """Return a text that no spreadsheet reads as a formula: if it begins like one, a `'` goes before it."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return the text without the guard."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text


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


def _whole(least: int, most: int) -> Cell:
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


def kilograms_of_europe(text: str) -> float:
    """Return kilograms from a table with semicolons, in which 1.200 could mean 1200."""
    if _THOUSANDS.fullmatch(text):
        raise ValueError(f"{text} could be two different numbers: write one or two digits after the point")
    return _kilograms(text)


def _word(*words: str) -> Cell:
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


def _note(text: str) -> str:
    note = harmless(unguarded(text.replace("\r\n", "\n").replace("\r", "\n")))
    if len(note) > LONGEST_NOTE:
        raise ValueError(f"the note has {len(note)} characters; at most {LONGEST_NOTE} are allowed")
    return note


def shortened(text: str) -> str:
    """Return the beginning of a text, to quote it in a sentence."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."


def _not(text: str, expected: str) -> NoReturn:
    raise ValueError(f"{shortened(text)!r} is not {expected}")


COLUMNS = (
    Column("day", "the local day, such as 2026-11-22; the only required column", _day),
    Column(
        "time",
        "when the session began, such as 07:30, 07:30:12 or 7:30 PM; a day's rows without a time are one session",
        _time,
    ),
    Column("kind", "`set`, `morning`, `score`, `stop`, `step back` or `clinician`, to filter by"),
    Column("session", "the id of the session", _session),
    Column("program", "the id of the program; if empty, yours if it has the exercises, else one that has them", _name),
    Column("exercise", "the id of the exercise; `programs list --exercises` names them", _name),
    Column("side", "`left`, `right`, or `both` for both legs together; if empty, the side of `setup`", _side),
    Column("set", "which set of the exercise and side, from 1; if empty, in the order of the rows", _whole(1, 100)),
    Column("reps_planned", "planned repetitions, 1 to 100; if empty, the highest number done in a set", _whole(1, 100)),
    Column(
        "reps_done",
        "repetitions done, 0 to 200, at most twice those planned; required with an exercise",
        _whole(0, 200),
    ),
    Column("reps_paced", "repetitions done whose loaded part lasted its whole length"),
    Column("load_kg", "kilograms, if there is a load", _kilograms),
    Column("tension_s", "time under tension in seconds"),
    Column("set_pain", "the highest pain recorded in or right after this set, 0 to 10", _whole(0, 10)),
    Column("pain_during", "the highest pain before the end of the session, 0 to 10", _whole(0, 10)),
    Column("pain_after", "the pain at the end of the session, 0 to 10", _whole(0, 10)),
    Column("status", "`done` or `stopped`", _word("done", "stopped")),
    Column("stopped_for", "`choice` or `pain`, if it was stopped", _word("choice", "pain")),
    Column("by_hand", "`yes` if you entered the session afterwards"),
    Column("morning_pain", "pain on the first steps, 0 to 10", _whole(0, 10)),
    Column("stiffness_min", "morning stiffness in minutes, 0 to 240; 0 is none", _whole(0, LONGEST_STIFFNESS)),
    Column("how", "how the day is: `usual`, `flare-up` or `away`", _word(*get_args(How))),
    Column("visa_a", "VISA-A total, 0 to 100", _whole(0, 100)),
    Column(
        "heel_rises", "repetitions of the single-leg heel-rise test, 0 to 200, on the leg of `side`", _whole(0, 200)
    ),
    Column("note", "the note of the session; `--redact` leaves it out", _note),
    Column(
        "rule",
        "a stop, a step back or a clinician note, and what came of it; `--redact` leaves out the words of the note",
    ),
)
NAMES = tuple(column.name for column in COLUMNS)
READERS = {column.name: column.read for column in COLUMNS if column.read}
