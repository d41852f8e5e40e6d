"""Shows what is wrong with a file and where: line, column, the source line and a caret. Reads no file."""

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from achilles_tui.domain.base.errors import BadFile
from achilles_tui.domain.base.text import harmless_line

_WIDEST = 100
_BEFORE = 60
"""Characters shown of a source line, and at most before the caret."""


class Problem(NamedTuple):
    """One thing wrong with a file. spot: its line and column from 1, if it has a place; source: that line."""

    path: Path
    fault: str
    spot: tuple[int, int] | None = None
    source: str = ""

    @property
    def sentence(self) -> str:
        """One sentence that says where it is and what is wrong."""
        where = "".join(f":{number}" for number in self.spot or ())
        return harmless_line(f"{self.path}{where}: {self.fault}{'' if self.fault.endswith(('.', '?')) else '.'}")

    @property
    def lines(self) -> list[str]:
        """The sentence, the source line, and a caret below the place."""
        if self.spot is None or not self.source.strip():
            return [self.sentence]
        number, column = self.spot
        start = max(0, column - 1 - _BEFORE)
        excerpt = harmless_line(self.source[start : start + _WIDEST])
        gutter = f"  {number} | "
        before = sum(map(_cells, excerpt[: column - 1 - start]))
        return [self.sentence, f"{gutter}{excerpt}", f"{' ' * len(gutter)}{' ' * before}^"]


def _cells(letter: str) -> int:
    """Return the width of a character in terminal cells, close enough for a caret."""
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


class BadProgramFile(BadFile):
    """An unusable file of a program, an exercise or the PT's doses, with all its problems."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Use the first problem as the message, with the number of the others."""
        self.problems = tuple(problems)
        first, more = self.problems[0], len(self.problems) - 1
        tail = f" And {more} more: `achilles-tui programs check {first.path}` shows all." if more else ""
        super().__init__(first.sentence + tail, first.spot)


def source_line(lines: Sequence[bytes], line: int) -> str:
    """Return a line of a file, counted from 1, as text without its line end."""
    return lines[line - 1].decode("utf-8", errors="replace").rstrip("\r") if 0 < line <= len(lines) else ""
