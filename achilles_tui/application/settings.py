"""What everything else stands on: the clocks, the folders, the programs, the settings and the red-flag answers."""

import os
import secrets
import time
from collections.abc import Sequence
from datetime import date, datetime
from datetime import time as clock_time
from pathlib import Path
from typing import TYPE_CHECKING

from achilles_tui.domain.pain_rule.rule import PainRule
from achilles_tui.domain.ports import Settings, Shelf, Speaker
from achilles_tui.domain.programs.program import Offer
from achilles_tui.domain.programs.pt_doses import PtDoses
from achilles_tui.domain.red_flags.safety import Question, RedFlags
from achilles_tui.storage.files import exports, paths
from achilles_tui.storage.files.probe import trouble_writing
from achilles_tui.storage.stores import programs, rules, safety, settings, shipped_texts
from achilles_tui.storage.stores.own_programs import Shelves
from achilles_tui.storage.toml.problems import Problem
from achilles_tui.system.editor import edit
from achilles_tui.system.speaker import CommandSpeaker

if TYPE_CHECKING:
    from achilles_tui.domain.describe.learning import TopicSources
    from achilles_tui.system.zone import Zone


class Ground:
    """Clocks, and all that is kept besides what was done."""

    def __init__(self, folders: paths.Folders) -> None:
        """Work in these folders. Touches nothing yet."""
        self._folders = folders
        self._shelves = Shelves(paths.shipped_programs(), folders.programs)

    def now(self) -> datetime:
        """Return the local time with its offset, to the second."""
        return datetime.now().astimezone().replace(microsecond=0)

    def at(self, day: date, clock: clock_time) -> datetime:
        """Return a local time of a day with its offset."""
        return datetime.combine(day, clock).astimezone()

    def clock(self) -> float:
        """Return seconds on a clock that only runs forward."""
        return time.monotonic()

    def places(self) -> dict[str, Path]:
        """Return where everything is kept, by what it is."""
        return {
            "data": self._folders.data,
            "sessions": self._folders.sessions,
            "config": self._folders.config,
            "your programs": self._folders.programs,
            "shipped programs": paths.shipped_programs(),
        }

    def shelf(self) -> Shelf:
        """Return the programs."""
        return programs.read_shelf(paths.shipped_programs(), self._folders.programs)

    def rule(self) -> PainRule:
        """Return the pain rule that ships. Raises BadFile."""
        return rules.read_pain_rule(paths.shipped_programs())

    def offer(self, name: str) -> Offer:
        """Return one program. Raises UnknownProgram or BadProgram."""
        return programs.find(self.shelf(), name)

    def new_program(self, name: str, *, like: str | None = None, exercise: bool = False) -> Path:
        """Write a new program or exercise of the user's own; return its path. Raises BadProgram or NotSaved."""
        return self._shelves.new(name, self.shelf(), like=like, exercise=exercise)

    def copy_program(self, name: str, new: str) -> None:
        """Make a copy of a program as the user's own. Raises BadProgram or NotSaved."""
        self.new_program(new, like=name)

    def edit_program(self, name: str) -> Sequence[str]:
        """Have a file of the user's edited, and keep it if it is well; else return the lines of what is wrong.

        Raises BadProgram, NoEditor or NotSaved.
        """
        path = self._shelves.own_file(name, self.shelf())
        edit(self._shelves.draft(path))
        return [line for problem in self._shelves.keep_draft(path, self.shelf()) for line in problem.lines]

    def drop_draft(self, name: str) -> None:
        """Forget what was written in the editor and not kept. Raises BadProgram."""
        self._shelves.drop_draft(self._shelves.own_file(name, self.shelf()))

    def check(self, path: Path) -> tuple[Problem, ...]:
        """Return all that is wrong with a file of a program, an exercise or the PT's doses."""
        return programs.check(path, self.shelf())

    def keep_pt_doses(self, told: PtDoses) -> None:
        """Write what the PT changed of a program. Raises NotSaved."""
        self._shelves.keep_pt_doses(told)

    def settings(self) -> Settings:
        """Return the settings. Raises BadFile."""
        return settings.load_settings(self._folders.config)

    def keep_settings(self, told: Settings) -> None:
        """Write the settings. Raises NotSaved."""
        settings.save_settings(self._folders.config, told)

    def speaker(self, command: Sequence[str]) -> Speaker:
        """Return a voice that is this program with its arguments."""
        return CommandSpeaker(command)

    def zone(self) -> "Zone":
        """Return the time zone of the machine."""
        from achilles_tui.system.zone import machine_zone  # noqa: PLC0415 only the calendar needs it

        return machine_zone(os.environ)

    def refuse_export(self, target: Path, *, force: bool) -> None:
        """Say before any work is done why a document cannot be written there. Raises NotSaved."""
        exports.refuse(target, force=force)

    def write_export(self, target: Path, data: bytes, *, force: bool) -> None:
        """Write a document where the user says, in place of what is there with force only. Raises NotSaved."""
        exports.write_export(target, data, force=force)

    def red_flags(self) -> Sequence[Question]:
        """Return the red-flag questions that ship. Raises BadFile."""
        return shipped_texts.read_red_flags(paths.shipped_programs())

    def topics(self) -> "TopicSources":
        """Return what ships to be read beside the exercises. Raises BadFile."""
        return shipped_texts.read_topics(paths.shipped_programs())

    def safety(self) -> RedFlags:
        """Return the red-flag questions and the answers. Raises BadFile."""
        return RedFlags(tuple(self.red_flags()), safety.load_safety(self._folders.data))

    def keep_safety(self, flags: RedFlags) -> None:
        """Write the red-flag answers. Raises NotSaved."""
        safety.save_safety(self._folders.data, flags.log)

    def trouble(self) -> str | None:
        """Return why nothing can be written to the data folder, or None when it can."""
        return trouble_writing(self._folders.data)

    def _moment(self) -> datetime:
        """Return the local time as exactly as it is known: of two words in one second the later one counts."""
        return datetime.now().astimezone()

    def _new_id(self) -> str:
        return secrets.token_hex(5)
