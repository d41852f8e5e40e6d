"""The columns of the CSV table of everything recorded, and the guard of its texts. Pure; reads no file.

Each set has a row, and each morning and each score. Values of a whole session are only in its first row, so that a sum
or a mean over a column counts nothing twice. A missing value is an empty cell, never 0.
"""

import re
from typing import NamedTuple


class Column(NamedTuple):
    """A column: its name with its unit, and what it contains."""

    name: str
    about: str
    is_read: bool = True
    """Whether an import reads it; values that nobody can know afterwards are ignored."""


COLUMNS = (
    Column("day", "the local day, such as 2026-11-22; the only required column"),
    Column(
        "time",
        "when the session began, such as 07:30, 07:30:12 or 7:30 PM; a day's rows without a time are one session",
    ),
    Column("kind", "`set`, `morning`, `score`, `stop`, `step back` or `clinician`, to filter by", is_read=False),
    Column("session", "the id of the session"),
    Column("program", "the id of the program; if empty, yours if it has the exercises, else one that has them"),
    Column("exercise", "the id of the exercise; `programs list --exercises` names them"),
    Column("side", "`left`, `right`, or `both` for both legs together; if empty, the side of `setup`"),
    Column("set", "which set of the exercise and side, from 1; if empty, in the order of the rows"),
    Column(
        "reps_planned",
        "planned repetitions, 1 to 100; if empty, the highest number done in a set",
    ),
    Column("reps_done", "repetitions done, 0 to 200, at most twice those planned; required with an exercise"),
    Column("reps_paced", "repetitions done whose loaded part lasted its whole length", is_read=False),
    Column("load_kg", "kilograms, if there is a load"),
    Column("tension_s", "time under tension in seconds", is_read=False),
    Column("set_pain", "the highest pain recorded in or right after this set, 0 to 10"),
    Column("pain_during", "the highest pain before the end of the session, 0 to 10"),
    Column("pain_after", "the pain at the end of the session, 0 to 10"),
    Column("status", "`done` or `stopped`"),
    Column("stopped_for", "`choice` or `pain`, if it was stopped"),
    Column("by_hand", "`yes` if you entered the session afterwards", is_read=False),
    Column("morning_pain", "pain on the first steps, 0 to 10"),
    Column("stiffness_min", "morning stiffness in minutes, 0 to 240; 0 is none"),
    Column("how", "how the day is: `usual`, `flare-up` or `away`"),
    Column("visa_a", "VISA-A total, 0 to 100"),
    Column("heel_rises", "repetitions of the single-leg heel-rise test, 0 to 200, on the leg of `side`"),
    Column("note", "the note of the session; `--redact` leaves it out"),
    Column(
        "rule",
        "a stop, a step back or a clinician note, and what came of it; `--redact` leaves out the words of the note",
        is_read=False,
    ),
)
NAMES = tuple(column.name for column in COLUMNS)

# A spreadsheet reads a text that begins like this as a formula, also with the full-width characters of East Asian
# keyboards. It may skip blanks and its own quotation mark.
_FORMULA = re.compile(r"'*[\t\r\n]|[\s']*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def guarded(text: str) -> str:
    """Return a text that no spreadsheet reads as a formula: if it begins like one, a `'` goes before it."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return the text without the guard."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text
