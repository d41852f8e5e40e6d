"""The programs: what can be started, copies and files of the user's own, the doses of the PT, and the pain rule."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from achilles_tui.application.ports import ProgramStore
from achilles_tui.domain.base.errors import BadFile, BadProgram, UnknownProgram
from achilles_tui.domain.base.text import nearest
from achilles_tui.domain.base.units import PainLimits
from achilles_tui.domain.pain_rule.rule import PainRule
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.programs.pt_doses import PtDoses
from achilles_tui.domain.settings import ProgramLibrary

if TYPE_CHECKING:
    from achilles_tui.domain.describe.learning import TopicSources


class ProgramService:
    """The library of programs. edit: opens a file in the user's editor and returns when that is closed."""

    def __init__(self, store: ProgramStore, edit: Callable[[Path], None]) -> None:
        """Read from this store."""
        self._store, self._edit = store, edit

    def library(self) -> ProgramLibrary:
        """Return the programs."""
        return self._store.library()

    def rule(self) -> PainRule:
        """Return the pain rule. Raises BadFile."""
        return self._store.rule()

    def pain_limits(self) -> PainLimits | None:
        """Return the pain limits of the rule; None where it cannot be read, which is said where it matters."""
        try:
            return self.rule().limits
        except BadFile:
            return None

    def topics(self) -> "TopicSources":
        """Return what there is to read beside the exercises. Raises BadFile."""
        return self._store.topics()

    def program(self, name: str) -> ResolvedProgram:
        """Return one program. Raises BadProgram or UnknownProgram, as `find_program`."""
        return find_program(self.library(), name)

    def create(self, name: str, *, like: str | None = None, exercise: bool = False) -> Path:
        """Write a new program or exercise of the user's own; return its path. Raises BadProgram or NotSaved."""
        return self._store.create(name, like=like, exercise=exercise)

    def copy(self, name: str, new: str) -> None:
        """Make a copy of a program under another id, as the user's own. Raises BadProgram or NotSaved."""
        self._store.create(new, like=name, exercise=False)

    def edit(self, name: str) -> Sequence[str]:
        """Open the user's own program in the user's editor, which has the terminal, and keep it if it is well.

        Return the lines of what is wrong, else nothing; the next time goes on with what was written.
        Raises BadProgram where it is not the user's own, NoEditor, or NotSaved where it cannot be written.
        """
        self._edit(self._store.draft(name))
        return self._store.accept_draft(name)

    def drop_draft(self, name: str) -> None:
        """Forget what was written in the editor and not kept. Raises BadProgram."""
        self._store.drop_draft(name)

    def problems(self, path: Path) -> Sequence[str]:
        """Return the lines of what is wrong with a file of a program, an exercise or the PT's doses."""
        return self._store.problems(path)

    def save_pt_doses(self, doses: PtDoses) -> None:
        """Write what the user's PT changed of a program; no dose in it: nothing is changed. Raises NotSaved."""
        self._store.save_pt_doses(doses)


def find_program(library: ProgramLibrary, name: str) -> ResolvedProgram:
    """Return a program of the library.

    Raises BadProgram when its file is broken, UnknownProgram with the nearest name when there is none.
    """
    if name in library.programs:
        return library.programs[name]
    if name in library.broken:
        raise BadProgram(library.broken[name])
    near = nearest(name, [*library.programs, *library.broken])
    tail = f"the nearest is {near!r}" if near else f"there are {', '.join(library.programs) or 'none'}"
    raise UnknownProgram(f"No program is called {name!r}; {tail}.")
