"""Reads and writes the red-flag answers and clinician notes: `safety.toml` in the data folder.

Answers are only ever added, so all copies on disk are joined, those of a sync tool too: on reading, because a *stop*
answered on another machine counts here as well; on writing, so that no answer is lost. What writes loads when
something is written.
"""

# See above.
# ruff: noqa: PLC0415

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from achilles_tui.domain.base.errors import BadFile, NotSaved
from achilles_tui.domain.red_flags.safety import Question, RedFlags, SafetyLog
from achilles_tui.storage.stores.shipped_texts import read_red_flags
from achilles_tui.storage.toml.reading import FORMAT, RECORD_BYTES, read, toml_files

NAME = "safety.toml"
CURE = "Until then no session starts: correct the file, or move it away and answer the warning-sign questions again."


class SafetyFile:
    """The red-flag answers, in the data folder; implements the port `SafetyStore`."""

    def __init__(self, data: Path, shipped: Path) -> None:
        """Read nothing yet. shipped: the folder of the programs that ship; it holds the questions."""
        self._data, self._shipped = data, shipped

    def questions(self) -> tuple[Question, ...]:
        """Return the red-flag questions. Raises BadFile."""
        return read_red_flags(self._shipped)

    def load(self) -> RedFlags:
        """Return the questions with all answers, oldest first. Raises BadFile if a copy that may lock is unreadable."""
        return RedFlags(self.questions(), self._log())

    def save(self, flags: RedFlags) -> None:
        """Write the answers, joined with those on disk; set unreadable copies aside. Raises NotSaved."""
        from achilles_tui.storage.files.atomic import write_toml
        from achilles_tui.storage.files.quarantine import read_or_set_aside
        from achilles_tui.storage.toml.documents import document

        try:
            for path in self._copies():
                read_or_set_aside(path, partial(read, kind=SafetyLog, limit=RECORD_BYTES))
            log = _joined([self._log(), flags.log])
        except BadFile as error:
            raise NotSaved(str(error)) from error
        write_toml(self._data / NAME, document(log))

    def _log(self) -> SafetyLog:
        logs = []
        for path in self._copies():
            try:
                logs.append(read(path, SafetyLog, RECORD_BYTES))
            except FileNotFoundError:  # removed since the folder was listed, or a broken link
                continue
            except BadFile as error:
                raise BadFile(f"{error} {CURE}") from error
        return _joined(logs)

    def _copies(self) -> list[Path]:
        return [path for path in toml_files(self._data) if path.name.startswith("safety")]


def _joined(logs: Iterable[SafetyLog]) -> SafetyLog:
    logs = list(logs)
    screenings = {screening for log in logs for screening in log.screenings}
    notes = {note for log in logs for note in log.clinician_notes}
    return SafetyLog(
        format=FORMAT,
        screenings=tuple(sorted(screenings, key=lambda screening: (screening.at, screening.yes))),
        clinician_notes=tuple(sorted(notes, key=lambda note: (note.at, note.text))),
    )
