"""Plain lines for a terminal or a pipe: data to standard output, messages to standard error."""

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Self

from achilles_tui.domain.base.text import harmless_line

if TYPE_CHECKING:
    from achilles_tui.text.documents.base import Document

OK, FAILURE, USAGE, BAD_PROGRAM, SESSION_HELD, LOCKED = 0, 1, 2, 3, 4, 5
EXIT_CODES = {
    OK: "ok",
    FAILURE: "failure",
    USAGE: "usage or not a terminal",
    BAD_PROGRAM: "errors in a program",
    SESSION_HELD: "the session is open elsewhere",
    LOCKED: "no session can start now; the message says why and what to do",
}
"""What each exit code means; a signal ends with 128 and its number."""

NO_PROGRAM = "No program chosen yet: run `achilles-tui setup --program ID`; `achilles-tui programs list` shows them."


def prepare() -> None:
    """Make sure that any text can be written, even where a stream is closed or lacks letters."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 open for as long as we run
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def add_folders(parser: argparse.ArgumentParser, default: str | None = argparse.SUPPRESS) -> None:
    """Add the options for the folders; every command takes them."""
    parser.add_argument("--data-dir", metavar="DIR", default=default, help="the folder of your sessions")
    parser.add_argument("--config-dir", metavar="DIR", default=default, help="the folder of your settings and programs")


def say(*lines: str) -> None:
    """Print lines of data."""
    sys.stdout.write("".join(f"{harmless_line(line)}\n" for line in lines))


def say_json(document: "Document") -> None:
    """Print a document as JSON; its texts were made harmless when read."""
    sys.stdout.write(document.text())


def say_bytes(data: bytes) -> None:
    """Print a document byte for byte."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def words(*lines: str) -> None:
    """Print messages for the person, apart from the data."""
    sys.stderr.write("".join(f"{harmless_line(line)}\n" for line in lines))


class ProgressLine:
    """One line that shows how far long work has come; only on a terminal, and erased at the end."""

    def __init__(self, describe: Callable[[int, int], str]) -> None:
        """Show no line yet. describe: returns the line for `done` of `total`."""
        self._describe, self._line = describe, ""

    def __enter__(self) -> Self:
        return self

    def __call__(self, done: int, total: int) -> None:
        """Show `done` of `total`, at most `STEPS` times."""
        if sys.stderr.isatty() and total and done * STEPS // total != (done - 1) * STEPS // total:
            self._show(self._describe(done, total))

    def __exit__(self, *_: object) -> None:
        self._show("")

    def _show(self, line: str) -> None:
        if line != self._line:
            sys.stderr.write(f"\r{line:<{len(self._line)}}" if line else f"\r{'':<{len(self._line)}}\r")
            sys.stderr.flush()
            self._line = line


STEPS = 200
"""How often a progress line changes at most."""


def days_read(done: int, total: int) -> str:
    """Return the progress line of reading the history."""
    return f"Reading {done:,} of {total:,} days"


def report_left_out(problems: Iterable[str]) -> tuple[str, ...]:
    """Return the sentences about files that were left out, each once, and their count. This is no failure."""
    sentences = tuple(dict.fromkeys(problems))
    count = f"{len(sentences)} {'file' if len(sentences) == 1 else 'files'} set aside; the rest is complete."
    return (*sentences, count) if sentences else ()


def complain(sentence: str, code: int) -> int:
    """Print what went wrong; return the exit code."""
    words(sentence)
    return code
