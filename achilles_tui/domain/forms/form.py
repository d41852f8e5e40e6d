"""A form: rows of values, one of them marked, and what each key does to them. Pure, whatever the form is about.

A form never changes: each key gives another one. Its values leave it together, and only where all of them can be kept.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, Self

from achilles_tui.domain.base.faults import Fault, Place, hold
from achilles_tui.domain.forms.kinds import Kind

MISSING = "not told"


def _nothing(_: "Field") -> str:
    return ""


@dataclass(frozen=True)
class Field:
    """One row of a form.

    key: its path in what the form is about. default: what holds where nothing is entered. original: what an entry is
    taken back to; None where that is the default. letters: the entries that one letter makes. missing: what is read
    where there is no value. heading: what this row and those below are about. remark: what is said after a value.
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
        """What holds now."""
        return self.default if self.entry is None else self.entry

    @property
    def is_changed(self) -> bool:
        """Whether something else is entered than held before."""
        return bool(self.value != self.default)

    def read(self, value: object) -> str:
        """Return a value of this row with its unit."""
        return self.missing if value is None else f"{self.kind.text(value)} {self.kind.unit}".rstrip()

    def problem(self) -> str:
        """Return what is wrong with what is entered, in a sentence with the row's name; empty where nothing is."""
        problem = "" if self.entry is None else self.kind.problem(self.entry)
        return problem and f"{self.name}: {problem}"


class FormLine(NamedTuple):
    """One row as it is read. beside: said after the value. heading: what the rows from here on are about, if new."""

    name: str
    value: str
    remark: str = ""
    heading: str = ""


@dataclass(frozen=True)
class Form:
    """Rows, the marked one of which keys change. typed: what is typed as yet for it."""

    rows: tuple[Field, ...]
    marked_index: int = 0
    typed: str = ""

    @property
    def row(self) -> Field:
        """The marked row."""
        return self.rows[self.marked_index]

    @property
    def lines(self) -> tuple[FormLine, ...]:
        """The rows as they are read, what is typed as yet in the marked one."""
        found, heading = [], ""
        for row in self.rows:
            value = f"{self.typed}_ {row.kind.unit}".rstrip() if self.typed and row is self.row else row.read(row.value)
            found.append(FormLine(row.name, value, row.remark(row), "" if row.heading == heading else row.heading))
            heading = row.heading
        return tuple(found)

    @property
    def problems(self) -> tuple[Fault, ...]:
        """Everything that keeps the form from being kept; what is typed and no value yet would be lost."""
        found = [Fault(row.key, problem) for row in self.rows if (problem := row.problem())]
        if self.typed and self.row.kind.parse(self.typed) is None:
            sentence = f"{self.row.name}: {self.typed} is no value yet. Type on, or take it back with backspace."
            found.append(Fault(self.row.key, sentence))
        return tuple(found)

    def value(self, *key: str | int) -> Any:  # noqa: ANN401 each kind has its own
        """Return what a row holds now."""
        return self.rows[self._index(key)].value

    def entries(self) -> dict[Place, Any]:
        """Return what is entered, by the keys of the rows. Raises Faulty with every problem."""
        hold(self.problems)
        return {row.key: row.entry for row in self.rows if row.entry is not None}

    def changes(self) -> dict[Place, Any]:
        """Return those of the entries that differ from what held before. Raises Faulty with every problem."""
        hold(self.problems)
        return {row.key: row.entry for row in self.rows if row.is_changed}

    def move(self, by: int) -> Self:
        """Mark the next or the previous row."""
        return replace(self, marked_index=(self.marked_index + by) % len(self.rows), typed="")

    def mark(self, *key: str | int) -> Self:
        """Mark a row."""
        return self.move(self._index(key) - self.marked_index)

    def step(self, by: int) -> Self:
        """Change the marked row by a step."""
        return self.enter(self.row.kind.step_from(self.row.value, by), *self.row.key)

    def type_letter(self, letter: str) -> Self:
        """Put a character to what is typed; what can never become a value gives this very form."""
        if not self.typed and letter in self.row.letters:
            return self.enter(self.row.letters[letter], *self.row.key)
        text = self.typed + letter
        try:
            value = self.row.kind.parse(text)
        except ValueError:
            return self
        return replace(self if value is None else self.enter(value, *self.row.key), typed=text)

    def erase(self) -> Self:
        """Take the last typed character back; without one, the row back to what it was."""
        text = self.typed[:-1]
        value = self.row.kind.parse(text) if text else None
        return replace(self.take_back() if value is None else self.enter(value, *self.row.key), typed=text)

    def take_back(self) -> Self:
        """Set the marked row back to what it was before anything was entered."""
        return self.enter(self.row.original, *self.row.key)

    def enter(self, value: object, *key: str | int) -> Self:
        """Enter a value in a row, None for none; what is typed is over."""
        rows = tuple(replace(row, entry=value) if row.key == key else row for row in self.rows)
        return replace(self, rows=rows, typed="")

    def _index(self, key: Place) -> int:
        return [row.key for row in self.rows].index(key)
