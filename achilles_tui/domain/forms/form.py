"""What a form of rows shows and takes, whatever it is about; screens draw it and hand it keys. Pure."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol, Self


class FormLine(NamedTuple):
    """One row as it is read. beside: said after the value. heading: what the rows from here on are of, if it is new."""

    name: str
    value: str
    beside: str = ""
    heading: str = ""


class Form(Protocol):
    """Rows of values, one of them marked. It never changes: each key gives another form."""

    @property
    def lines(self) -> Sequence[FormLine]:
        """The rows as they are read, with what is typed as yet."""

    @property
    def marked(self) -> int:
        """Which row keys change, counted from 0."""

    def moved(self, by: int) -> Self:
        """Mark the next or the previous row."""

    def stepped(self, by: int) -> Self:
        """Change the marked row by a step."""

    def typing(self, letter: str) -> Self:
        """Put a character to what is typed; what can never become a value gives this very form."""

    def erased(self) -> Self:
        """Take the last typed character back; without one, the row back to what it was before."""

    def taken_back(self) -> Self:
        """Set the marked row back to what it was before."""
