"""A form: rows of values, a marked row, and what each key does. Pure; for any kind of form.

A form is frozen: each key returns a new form. It returns its values all at once, and only if all of them are valid.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, Self

from achilles_tui.domain.base.faults import Fault, Place, hold
from achilles_tui.domain.forms.kinds import Kind

MISSING = "no answer"


def _nothing(_: "Field") -> str:
    return ""


@dataclass(frozen=True)
class Field:
    """One row of a form.

    key: its path in the record or file. default: the value if nothing is entered. original: the entry that Backspace
    restores; None for the default. letters: entries by a single letter. missing: shown without a value. heading: shown
    above this row and those below. remark: returns the text after the value.
    """

    key: Place
    name: str
    kind: Kind[Any]
    default: Any = None
    entry: Any = None
    original: Any = None
    letters: Mapping[str, Any] = field(default_factory=dict)
    missing: str = MISSING
    heading: str = ""
    remark: Callable[["Field"], str] = _nothing

    @property
    def value(self) -> Any:  # noqa: ANN401 each kind has its own
        """The entry, or the default without one."""
        return self.default if self.entry is None else self.entry

    @property
    def is_changed(self) -> bool:
        """Whether the value differs from the default."""
        return bool(self.value != self.default)

    def read(self, value: object) -> str:
        """Return a value of this row as text, with its unit."""
        return self.missing if value is None else f"{self.kind.text(value)} {self.kind.unit}".rstrip()

    def problem(self) -> str:
        """Return what is wrong with the entry, in a sentence with the row's name; empty if it is valid."""
        problem = "" if self.entry is None else self.kind.problem(self.entry)
        return problem and f"{self.name}: {problem}"


class FormLine(NamedTuple):
    """One row as text. remark: follows the value. heading: stands above the row; empty if it did not change."""

    name: str
    value: str
    remark: str = ""
    heading: str = ""


@dataclass(frozen=True)
class Form:
    """Rows, of which keys change the marked one. typed: the characters typed so far for it."""

    rows: tuple[Field, ...]
    marked_index: int = 0
    typed: str = ""

    @property
    def row(self) -> Field:
        """The marked row."""
        return self.rows[self.marked_index]

    @property
    def lines(self) -> tuple[FormLine, ...]:
        """The rows as text; the marked row shows what is typed so far."""
        lines, heading = [], ""
        for row in self.rows:
            value = f"{self.typed}_ {row.kind.unit}".rstrip() if self.typed and row is self.row else row.read(row.value)
            lines.append(FormLine(row.name, value, row.remark(row), "" if row.heading == heading else row.heading))
            heading = row.heading
        return tuple(lines)

    @property
    def problems(self) -> tuple[Fault, ...]:
        """Every reason why the form cannot be saved, including typed characters that are not a value yet."""
        faults = [Fault(row.key, problem) for row in self.rows if (problem := row.problem())]
        if self.typed and self.row.kind.parse(self.typed) is None:
            sentence = f"{self.row.name}: {self.typed} is not a value yet. Type on, or press Backspace."
            faults.append(Fault(self.row.key, sentence))
        return tuple(faults)

    def value(self, *key: str | int) -> Any:  # noqa: ANN401 each kind has its own
        """Return the value of a row."""
        return self.rows[self._index(key)].value

    def entries(self) -> dict[Place, Any]:
        """Return the entries by the keys of the rows. Raises Faulty with every problem."""
        hold(self.problems)
        return {row.key: row.entry for row in self.rows if row.entry is not None}

    def changes(self) -> dict[Place, Any]:
        """Return the entries that differ from the defaults. Raises Faulty with every problem."""
        hold(self.problems)
        return {row.key: row.entry for row in self.rows if row.is_changed}

    def move(self, rows: int) -> Self:
        """Mark another row, so many rows down or up; after the last comes the first."""
        return replace(self, marked_index=(self.marked_index + rows) % len(self.rows), typed="")

    def mark(self, *key: str | int) -> Self:
        """Mark a row."""
        return self.move(self._index(key) - self.marked_index)

    def step(self, steps: int) -> Self:
        """Change the marked row by steps, up or down."""
        return self.enter(self.row.kind.step_from(self.row.value, steps), *self.row.key)

    def type_letter(self, letter: str) -> Self:
        """Append a character to what is typed; return self if it can never become a value."""
        if not self.typed and letter in self.row.letters:
            return self.enter(self.row.letters[letter], *self.row.key)
        text = self.typed + letter
        try:
            value = self.row.kind.parse(text)
        except ValueError:
            return self
        return replace(self if value is None else self.enter(value, *self.row.key), typed=text)

    def erase(self) -> Self:
        """Delete the last typed character; without one, restore the row."""
        text = self.typed[:-1]
        value = self.row.kind.parse(text) if text else None
        return replace(self.take_back() if value is None else self.enter(value, *self.row.key), typed=text)

    def take_back(self) -> Self:
        """Restore the marked row to its value before any entry."""
        return self.enter(self.row.original, *self.row.key)

    def enter(self, value: object, *key: str | int) -> Self:
        """Enter a value in a row, or None to empty it; typed characters are dropped."""
        rows = tuple(replace(row, entry=value) if row.key == key else row for row in self.rows)
        return replace(self, rows=rows, typed="")

    def _index(self, key: Place) -> int:
        return [row.key for row in self.rows].index(key)
