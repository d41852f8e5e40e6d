"""The one shape of a table of everything told and done: its columns, and the guard of its texts. Pure; reads no file.

One row a set; a row of its own for a morning and for each score. What holds for a whole session stands in the first row
of it, so that a sum or a mean over a column counts nothing twice. Missing is empty, never 0.
"""

import re
from typing import NamedTuple


class Column(NamedTuple):
    """One column: its name with its unit, and what stands in it."""

    name: str
    about: str
    is_read: bool = True
    """Whether it is read when a table is brought in; what nobody can know afterwards is passed over."""


COLUMNS = (
    Column("day", "the local day, such as 2026-11-22; the only column that has to be there"),
    Column(
        "time", "when the session began, such as 07:30, 07:30:12 or 7:30 PM; a day's rows without one are one session"
    ),
    Column("kind", "`set`, `morning` or `score`, to filter by", is_read=False),
    Column("session", "the id of the session"),
    Column("program", "the id of the program; without one, yours if it has the exercises, else one that has them"),
    Column("exercise", "the id of the exercise; `programs list --exercises` names them"),
    Column("side", "`left`, `right`, or `both` for both legs together; without one, the side of `setup`"),
    Column("set", "which set of the exercise and side, from 1; without numbers, in the order of the rows"),
    Column("reps_planned", "repetitions planned, 1 to 100; without one, the most done in a set of the exercise"),
    Column("reps_done", "repetitions done, 0 to 200, at most twice those planned; needed beside an exercise"),
    Column("reps_paced", "of those done, the ones whose loaded part ran its length", is_read=False),
    Column("load_kg", "kilograms, where there is a load"),
    Column("tension_s", "time under tension in seconds", is_read=False),
    Column("set_pain", "the highest pain told in or right after this set, 0 to 10"),
    Column("pain_during", "the highest pain before the end of the session, 0 to 10"),
    Column("pain_after", "the pain at the end of the session, 0 to 10"),
    Column("status", "`done` or `stopped`"),
    Column("stopped_for", "`choice` or `pain`, where it was stopped"),
    Column("by_hand", "`yes` where the session was told afterwards", is_read=False),
    Column("morning_pain", "pain on the first steps, 0 to 10"),
    Column("stiffness_min", "morning stiffness in minutes, 0 to 240; 0 is none"),
    Column("how", "how the day is: `usual`, `flare-up` or `away`"),
    Column("visa_a", "VISA-A total, 0 to 100"),
    Column("heel_rises", "repetitions of the single-leg heel-rise test, 0 to 200, on the leg of `side`"),
    Column("note", "the note of the session; `--redact` leaves it out"),
)
NAMES = tuple(one.name for one in COLUMNS)

# A spreadsheet takes a text that begins so for a formula, also in the wide letters of East Asian keyboards. It may look
# past blanks and its own quotation mark.
_FORMULA = re.compile(r"'*[\t\r\n]|[\s']*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: one that begins like one gets a `'` before it."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that was guarded."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text
