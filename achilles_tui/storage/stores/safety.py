"""Keeps the red-flag answers and clinician notes in `safety.toml` of the data folder. Knows nothing of what they allow.

Answers are only ever added. So whatever stands on disk, copies that a sync tool left included, is joined: on reading
because a *stop* answered on another machine counts here too, on writing so that nothing replaced is lost.
"""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from achilles_tui.domain.base.errors import BadFile, NotSaved
from achilles_tui.domain.red_flags.safety import Question, RedFlags, SafetyLog
from achilles_tui.storage.files.atomic import write_toml
from achilles_tui.storage.files.quarantine import read_or_set_aside
from achilles_tui.storage.stores.shipped_texts import read_red_flags
from achilles_tui.storage.toml.documents import document
from achilles_tui.storage.toml.reading import FORMAT, RECORD_BYTES, read, toml_files

NAME = "safety.toml"
CURE = "Until then no session starts: mend the file, or move it away and answer the red-flag questions again."


def load_safety(data: Path) -> SafetyLog:
    """Return all answers and notes, oldest first; none where there is no file.

    Raises BadFile when any copy cannot be read: an answer that locks may stand in it.
    """
    logs = []
    for path in _copies(data):
        try:
            logs.append(read(path, SafetyLog, RECORD_BYTES))
        except FileNotFoundError:  # removed since the folder was listed, or a link that leads nowhere
            continue
        except BadFile as error:
            raise BadFile(f"{error} {CURE}") from error
    return _joined(logs)


def save_safety(data: Path, log: SafetyLog) -> None:
    """Write the answers, joined with what stands on disk. Copies that cannot be read are set aside. Raises NotSaved."""
    try:
        for path in _copies(data):
            read_or_set_aside(path, partial(read, kind=SafetyLog, limit=RECORD_BYTES))
        whole = _joined([load_safety(data), log])
    except BadFile as error:
        raise NotSaved(str(error)) from error
    write_toml(data / NAME, document(whole))


def _copies(data: Path) -> list[Path]:
    return [path for path in toml_files(data) if path.name.startswith("safety")]


def _joined(logs: Iterable[SafetyLog]) -> SafetyLog:
    read_logs = list(logs)
    screenings = {one for log in read_logs for one in log.screenings}
    notes = {one for log in read_logs for one in log.clinician_notes}
    return SafetyLog(
        format=FORMAT,
        screenings=tuple(sorted(screenings, key=lambda one: (one.at, one.yes))),
        clinician_notes=tuple(sorted(notes, key=lambda one: (one.at, one.text))),
    )


class SafetyFile:
    """The red-flag answers, in the data folder; fills the port `SafetyStore`."""

    def __init__(self, data: Path, shipped: Path) -> None:
        """Touch nothing yet. shipped: the folder of the programs that ship, which has the questions."""
        self._data, self._shipped = data, shipped

    def questions(self) -> tuple[Question, ...]:
        """Return the red-flag questions. Raises BadFile."""
        return read_red_flags(self._shipped)

    def load(self) -> RedFlags:
        """Return the questions with the answers and notes. Raises BadFile."""
        return RedFlags(self.questions(), load_safety(self._data))

    def save(self, flags: RedFlags) -> None:
        """Write the answers. Raises NotSaved."""
        save_safety(self._data, flags.log)
