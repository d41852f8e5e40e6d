"""The command `import`: adds past pain and sessions from a table. `text.import_csv` has the lines it prints."""

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
    parser.add_argument("--dry-run", action="store_true", help="show what it would add, and add nothing")
    parser.add_argument("--json", action="store_true", help=f"as JSON, schema {SCHEMA}")


def run(options: argparse.Namespace, services: CommandServices) -> int:
    """Import the table; return the exit code."""
    # Imported here, so that small commands start fast.
    from achilles_tui.domain.csv_import.merge import ImportContent  # noqa: PLC0415 see above
    from achilles_tui.text import import_csv as lines  # noqa: PLC0415 see above
    from achilles_tui.text.documents import import_csv as documents  # noqa: PLC0415 see above

    content = services.imports.read(options.file)
    if not isinstance(content, ImportContent):
        if options.json:
            say_json(documents.refused_document(content))
        else:
            words(*lines.trouble_lines(content))
        return FAILURE
    if not options.dry_run:
        try:
            with _progress() as progress:
                services.imports.write(content, progress)
        except _Cancelled as cancelled:
            return complain("Cancelled: nothing was added.", 128 + cancelled.number)
    if options.json:
        say_json(documents.import_document(content, dry_run=options.dry_run))
    else:
        say(*lines.incoming_lines(content, dry_run=options.dry_run))
    return OK


class _Cancelled(Exception):
    """A signal cancelled the import."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class _Progress:
    """Shows how far the writing has come, and cancels it after a signal, at a safe moment."""

    def __init__(self, line: ProgressLine) -> None:
        self.number: int | None = None
        self._line = line

    def hear(self, number: int, _frame: FrameType | None) -> None:
        """Remember a signal."""
        self.number = number

    def __call__(self, done: int, total: int) -> None:
        """Show the progress. Raises _Cancelled after a signal."""
        if self.number is not None:
            raise _Cancelled(self.number)
        self._line(done, total)


def _show_progress(done: int, total: int) -> str:
    return f"{done * 100 // total} % written; Ctrl+C cancels and adds nothing "


@contextmanager
def _progress() -> Iterator[_Progress]:
    with ProgressLine(_show_progress) as line:
        progress = _Progress(line)
        before = {number: signal.signal(number, progress.hear) for number in _SIGNALS}
        try:
            yield progress
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
