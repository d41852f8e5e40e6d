"""Writes into the user's own program folder: new files, copies, drafts of edited files, and the PT's doses.

A file of the user is only replaced by what the user wrote in an editor, once it is correct, and only if it is byte
for byte the file that the editing started from. Until then the changes are in a draft that nothing else reads.
What writes loads when something is written.
"""

from __future__ import annotations

# See above.
# ruff: noqa: PLC0415
import re
import shutil
from functools import partial
from typing import TYPE_CHECKING

from achilles_tui.domain.base.errors import BadFile, BadProgram, NotSaved
from achilles_tui.domain.base.text import nearest
from achilles_tui.domain.base.units import is_name
from achilles_tui.domain.programs.program import Exercise, Program
from achilles_tui.domain.programs.pt_doses import PtDoses
from achilles_tui.storage.files.paths import make_folder, saving, sync_folder
from achilles_tui.storage.stores.programs import EXERCISES, MY_PT, check, read_library
from achilles_tui.storage.stores.shipped_texts import read_pain_rule
from achilles_tui.storage.toml.reading import PROGRAM_BYTES, parse, read, read_bytes

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from achilles_tui.domain.describe.learning import TopicSources
    from achilles_tui.domain.pain_rule.rule import PainRule
    from achilles_tui.domain.settings import ProgramLibrary

TEMPLATES = "templates"
SCHEMAS = ("program.schema.json", "exercise.schema.json", "my-pt.schema.json")
"""What editors check the files with; copied next to the user's files, so that these find them on any machine."""

_ID = re.compile(rb"""^([ \t]*(?:id|"id"|'id')[ \t]*=[ \t]*)(?:"[^"\n]*"|'[^'\n]*')""", re.MULTILINE)


class ProgramFiles:
    """The programs that ship and the user's own; implements the port `ProgramStore`.

    Every name must be an id, so no name leads out of the two folders.
    """

    def __init__(self, shipped: Path, own: Path) -> None:
        """Read nothing yet. shipped, own: the folder of the programs that ship, and the user's."""
        self._shipped, self._own = shipped, own

    def library(self) -> ProgramLibrary:
        """Return all programs and exercises."""
        return read_library(self._shipped, self._own)

    def rule(self) -> PainRule:
        """Return the pain rule that ships. Raises BadFile."""
        return read_pain_rule(self._shipped)

    def topics(self) -> TopicSources:
        """Return the topics to read besides the exercises. Raises BadFile."""
        from achilles_tui.storage.stores.shipped_texts import read_topics

        return read_topics(self._shipped)

    def create(self, name: str, *, like: str | None = None, exercise: bool = False) -> Path:
        """Write a new program or exercise of the user, from a template or as a copy of `like`; return its path.

        Raises BadProgram for a name that is not an id or is taken, or if there is nothing to copy; NotSaved.
        """
        from achilles_tui.storage.files.atomic import write_bytes

        kind, library = "exercise" if exercise else "program", self.library()
        names = library.exercises.keys() if exercise else library.programs.keys() | library.broken.keys()
        if not is_name(name):
            raise BadProgram(f"{name!r} is not an id: small letters, digits and hyphens, a letter first, 64 at most.")
        if name in names:
            article = "an" if exercise else "a"
            raise BadProgram(f"There is {article} {kind} {name!r} already: choose another id.")
        if like is None:
            source = self._shipped / TEMPLATES / f"{kind}.toml"
        else:
            source = self._original(like, library.exercises if exercise else library.plain_programs, exercise=exercise)
        try:
            data = _with_id(read_bytes(source, PROGRAM_BYTES), name, source)
        except (BadFile, FileNotFoundError) as error:
            raise BadProgram(f"{source} cannot be copied: {error}") from error
        path = self._folder(exercise=exercise) / f"{name}.toml"
        self._copy_schemas()
        write_bytes(path, data, fresh=True)
        return path

    def draft(self, name: str) -> Path:
        """Return the draft of the user's own file to edit, perhaps an earlier one. Raises BadProgram or NotSaved."""
        from achilles_tui.storage.files.atomic import write_bytes

        path = self._own_file(name, self.library())
        draft, base = _draft(path), _base(path)
        for file in (path, draft):
            if file.is_symlink():
                raise NotSaved(f"{file} is a link, and links are never written through: put a file there instead.")
        if draft.is_file() and not (base.is_file() and _bytes(draft) == _bytes(base)):
            return draft
        data = _bytes(path)
        self._copy_schemas()
        write_bytes(base, data)
        write_bytes(draft, data)
        return draft

    def accept_draft(self, name: str) -> Sequence[str]:
        """Replace the user's file by its draft, or return lines on its faults. Raises BadProgram or NotSaved."""
        from achilles_tui.storage.files.atomic import write_bytes

        library = self.library()
        path = self._own_file(name, library)
        draft, base = _draft(path), _base(path)
        kind = Exercise if path.parent.name == EXERCISES else Program
        if problems := check(draft, library, name=path.stem, kind=kind):
            return [line for problem in problems for line in problem.lines]
        data = _bytes(draft)
        if data != _bytes(base):
            if _bytes(path) != _bytes(base):
                raise NotSaved(
                    f"{path} was changed by another program meanwhile and stays as it is. "
                    f"Your changes are in {draft}. Copy them over by hand, then drop the draft with `--discard`."
                )
            write_bytes(path, data)
        _remove_draft(path)
        return []

    def drop_draft(self, name: str) -> None:
        """Delete the draft. Raises BadProgram, or NotSaved if it cannot be deleted."""
        _remove_draft(self._own_file(name, self.library()))

    def problems(self, path: Path) -> Sequence[str]:
        """Return lines that say what is wrong with a file of a program, an exercise or the PT's doses."""
        return [line for problem in check(path, self.library()) for line in problem.lines]

    def save_pt_doses(self, doses: PtDoses) -> None:
        """Write the doses the PT changed of a program; delete the file if none are left. Raises NotSaved."""
        from achilles_tui.storage.files.atomic import write_toml
        from achilles_tui.storage.files.quarantine import read_or_set_aside
        from achilles_tui.storage.toml.documents import document

        path = self._own / MY_PT / f"{doses.program}.toml"
        read_or_set_aside(path, partial(read, kind=PtDoses, limit=PROGRAM_BYTES))
        if doses.doses:
            self._copy_schemas()
            write_toml(path, document(doses))
        else:
            _remove(path)

    def _own_file(self, name: str, library: ProgramLibrary) -> Path:
        """Return the user's own file of a program, or else of an exercise. Raises BadProgram if there is none."""
        for exercise in (False, True):
            path = self._folder(exercise=exercise) / f"{name}.toml"
            if is_name(name) and path.is_file():
                return path
        names = {*library.programs, *library.broken, *library.exercises}
        if name in names:
            raise BadProgram(f"{name!r} ships and stays as it is: `programs new my-{name} --from {name}` makes a copy.")
        near = nearest(name, names)
        raise BadProgram(f"You have no program or exercise {name!r}{f'; the nearest is {near!r}' if near else ''}.")

    def _original(self, name: str, originals: Collection[str], *, exercise: bool) -> Path:
        """Return the file to copy. Raises BadProgram if there is none."""
        if name not in originals:
            near = nearest(name, originals)
            tail = f"the nearest is {near!r}" if near else f"there are {', '.join(originals) or 'none'}"
            raise BadProgram(f"There is nothing called {name!r} to copy; {tail}.")
        shipped = (self._shipped / EXERCISES if exercise else self._shipped) / f"{name}.toml"
        return shipped if shipped.is_file() else self._folder(exercise=exercise) / f"{name}.toml"

    def _folder(self, *, exercise: bool) -> Path:
        return self._own / EXERCISES if exercise else self._own

    def _copy_schemas(self) -> None:
        """Copy the schemas next to the user's files; if that fails, only the checks in editors are missing."""
        for name in SCHEMAS:
            try:
                if not (self._own / name).is_symlink():
                    make_folder(self._own)
                    shutil.copyfile(self._shipped / name, self._own / name)
            except OSError:
                return


def _with_id(data: bytes, name: str, source: Path) -> bytes:
    """Return a file with another id and nothing else changed, comments included. Raises BadFile."""
    changed = _ID.sub(rb'\g<1>"%b"' % name.encode(), data, count=1)
    if parse(changed, source) != parse(data, source) | {"id": name}:
        raise BadFile("its id is written in a way that cannot be changed here: copy the file and change it by hand.")
    return changed


def _draft(path: Path) -> Path:
    return path.with_name(f".{path.stem}.draft.toml")


def _base(path: Path) -> Path:
    """Return the copy of the file that the editing started from."""
    return path.with_name(f".{path.stem}.base.toml")


def _remove_draft(path: Path) -> None:
    _remove(_draft(path))
    _remove(_base(path))


def _remove(path: Path) -> None:
    with saving(f"cannot remove {path}"):
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync_folder(path.parent)


def _bytes(path: Path) -> bytes:
    try:
        return read_bytes(path, PROGRAM_BYTES)
    except FileNotFoundError as error:
        raise NotSaved(f"{path} was removed meanwhile.") from error
    except BadFile as error:
        raise NotSaved(str(error)) from error
