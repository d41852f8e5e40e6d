"""The programs that ship and the user's own, the doses of the PT, and the pain rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from achilles_tui.domain.base.errors import BadFile, BadProgram, UnknownProgram
from achilles_tui.domain.base.text import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from achilles_tui.application.ports import ProgramStore
    from achilles_tui.domain.base.units import PainLimits
    from achilles_tui.domain.describe.learning import TopicSources
    from achilles_tui.domain.pain_rule.rule import PainRule
    from achilles_tui.domain.programs.program import ResolvedProgram
    from achilles_tui.domain.programs.pt_doses import PtDoses
    from achilles_tui.domain.settings import ProgramLibrary


class ProgramService:
    """The library of programs. edit: opens a file in the user's editor, and returns when the editor is closed."""

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
        """Return the pain limits of the rule; None where it cannot be read, which is reported when a session starts."""
        try:
            return self.rule().limits
        except BadFile:
            return None

    def topics(self) -> TopicSources:
        """Return the texts on the Learn page. Raises BadFile."""
        return self._store.topics()

    def program(self, name: str) -> ResolvedProgram:
        """Return one program. Raises BadProgram or UnknownProgram, as `find_program`."""
        return find_program(self.library(), name)

    def create(self, name: str, *, like: str | None = None, exercise: bool = False) -> Path:
        """Write a new program or exercise file of the user; return its path. Raises BadProgram or NotSaved."""
        return self._store.create(name, like=like, exercise=exercise)

    def copy(self, name: str, new: str) -> None:
        """Make a copy of a program under another id, as the user's own. Raises BadProgram or NotSaved."""
        self._store.create(new, like=name, exercise=False)

    def edit(self, name: str) -> Sequence[str]:
        """Open the user's own program in the editor, which takes the terminal, and save it if it has no errors.

        Return its errors as lines; the next edit goes on with the draft.
        Raises BadProgram where it is not the user's own, NoEditor, or NotSaved where it cannot be written.
        """
        self._edit(self._store.draft(name))
        return self._store.accept_draft(name)

    def drop_draft(self, name: str) -> None:
        """Delete what was written in the editor and not saved. Raises BadProgram."""
        self._store.drop_draft(name)

    def problems(self, path: Path) -> Sequence[str]:
        """Return the errors in a file of a program, an exercise or the PT's doses, as lines."""
        return self._store.problems(path)

    def save_pt_doses(self, doses: PtDoses) -> None:
        """Write the doses that the user's PT changed in a program; with no dose, nothing changes. Raises NotSaved."""
        self._store.save_pt_doses(doses)


def find_program(library: ProgramLibrary, name: str) -> ResolvedProgram:
    """Return a program of the library.

    Raises BadProgram when its file is broken, UnknownProgram with the nearest name when it does not exist.
    """
    if name in library.programs:
        return library.programs[name]
    if name in library.broken:
        raise BadProgram(library.broken[name])
    near = nearest(name, [*library.programs, *library.broken])
    tail = f"the nearest is {near!r}" if near else f"there are {', '.join(library.programs) or 'none'}"
    raise UnknownProgram(f"No program is called {name!r}; {tail}.")
