"""The command that brings a table in: past pain and sessions. What it prints is told by `report.incoming`."""

import argparse
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from achilles_tui.application.services import CommandServices
from achilles_tui.cli.console import FAILURE, OK, ProgressLine, complain, say, say_json, words
from achilles_tui.text.documents.base import SCHEMA

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("file", metavar="FILE.csv", type=Path)
    parser.add_argument("--dry-run", action="store_true", help="say what it would add, and add nothing")
    parser.add_argument("--json", action="store_true", help=f"as JSON, schema {SCHEMA}")


def run(given: argparse.Namespace, services: CommandServices) -> int:
    """Bring the table in; return the exit code."""
    # Only here: the small commands would wait for it.
    from achilles_tui.domain.csv_import.merge import ImportContent  # noqa: PLC0415 see above
    from achilles_tui.text import import_csv as told  # noqa: PLC0415 see above
    from achilles_tui.text.documents import import_csv as documents  # noqa: PLC0415 see above

    found = services.imports.read(given.file)
    if not isinstance(found, ImportContent):
        if given.json:
            say_json(documents.refused_document(found))
        else:
            words(*told.trouble_lines(found))
        return FAILURE
    if not given.dry_run:
        try:
            with _progress() as tell:
                services.imports.write(found, tell)
        except _Cancelled as cancelled:
            return complain("Cancelled: nothing was added.", 128 + cancelled.number)
    if given.json:
        say_json(documents.import_document(found, dry_run=given.dry_run))
    else:
        say(*told.incoming_lines(found, dry_run=given.dry_run))
    return OK


class _Cancelled(Exception):
    """A signal asked to end it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class _Progress:
    """How far the writing has come, and the ear for a signal, which waits for a moment that is safe."""

    def __init__(self, line: ProgressLine) -> None:
        self.number: int | None = None
        self._line = line

    def hear(self, number: int, _frame: FrameType | None) -> None:
        """Remember a signal."""
        self.number = number

    def __call__(self, done: int, of: int) -> None:
        """Show how far it is. Raises _Cancelled after a signal."""
        if self.number is not None:
            raise _Cancelled(self.number)
        self._line(done, of)


def _show_progress(done: int, of: int) -> str:
    return f"{done * 100 // of} % written; Ctrl+C cancels, and then nothing was added "


@contextmanager
def _progress() -> Iterator[_Progress]:
    with ProgressLine(_show_progress) as line:
        progress = _Progress(line)
        before = {one: signal.signal(one, progress.hear) for one in _SIGNALS}
        try:
            yield progress
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)
