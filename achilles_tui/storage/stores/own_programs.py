"""Writes into the user's own program folder: new files, copies, drafts of what is edited, and what the PT changed.

A file of the user's is only ever replaced by what the user wrote in an editor, once it is well, and only while it is
byte for byte what the editing began from. Until then what was written stands in a draft that nothing reads.
"""

import re
import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from achilles_tui.domain.base.errors import BadFile, BadProgram, NotSaved
from achilles_tui.domain.base.text import nearest
from achilles_tui.domain.base.units import is_name
from achilles_tui.domain.pain_rule.rule import PainRule
from achilles_tui.domain.programs.program import Exercise, Program
from achilles_tui.domain.programs.pt_doses import PtDoses
from achilles_tui.domain.settings import ProgramLibrary
from achilles_tui.storage.files.atomic import write_bytes, write_toml
from achilles_tui.storage.files.paths import make_folder, sync_folder
from achilles_tui.storage.files.quarantine import read_or_set_aside
from achilles_tui.storage.stores.programs import EXERCISES, MY_PT, check, read_library
from achilles_tui.storage.stores.rules import read_pain_rule
from achilles_tui.storage.stores.shipped_texts import read_topics
from achilles_tui.storage.toml.documents import document
from achilles_tui.storage.toml.problems import Problem
from achilles_tui.storage.toml.reading import PROGRAM_BYTES, parse, read, read_bytes

TEMPLATES = "templates"
SCHEMAS = ("program.schema.json", "exercise.schema.json", "my-pt.schema.json")
"""What editors check the files with; they stand beside the user's files too, so that a file finds them anywhere."""

_ID = re.compile(rb"""^([ \t]*(?:id|"id"|'id')[ \t]*=[ \t]*)(?:"[^"\n]*"|'[^'\n]*')""", re.MULTILINE)

if TYPE_CHECKING:
    from achilles_tui.domain.describe.learning import TopicSources


class OwnPrograms:
    """The folder that ships and the user's own.

    Every name it takes is an id, or refused: no name leads out of the two folders.
    """

    def __init__(self, shipped: Path, own: Path) -> None:
        """Work in these folders. Touches nothing yet."""
        self._shipped, self._own = shipped, own

    def new(self, name: str, shelf: ProgramLibrary, *, like: str | None = None, exercise: bool = False) -> Path:
        """Write a new program, or exercise, from a template or like another one; return its path.

        Raises BadProgram for a name that is none or taken, or where there is nothing of the other name; NotSaved.
        """
        kind = "exercise" if exercise else "program"
        taken = shelf.exercises.keys() if exercise else shelf.programs.keys() | shelf.broken.keys()
        if not is_name(name):
            raise BadProgram(f"{name!r} is no id: small letters, digits and hyphens, a letter first, 64 at most.")
        if name in taken:
            article = "an" if exercise else "a"
            raise BadProgram(f"There is {article} {kind} {name!r} already: choose another id.")
        source = self._shipped / TEMPLATES / f"{kind}.toml" if like is None else self._existing(like, shelf, exercise)
        path = self._folder(exercise) / f"{name}.toml"
        try:
            data = _renamed(read_bytes(source, PROGRAM_BYTES), name, source)
        except (BadFile, FileNotFoundError) as error:
            raise BadProgram(f"{source} cannot be copied: {error}") from error
        self._bring_schemas()
        write_bytes(path, data, fresh=True)
        return path

    def own_file(self, name: str, shelf: ProgramLibrary) -> Path:
        """Return the user's own file of a program, or else of an exercise. Raises BadProgram where there is none."""
        for folder in (self._own, self._own / EXERCISES):
            path = folder / f"{name}.toml"
            if is_name(name) and path.is_file():
                return path
        known = {*shelf.programs, *shelf.broken, *shelf.exercises}
        if name in known:
            raise BadProgram(f"{name!r} ships and stays as it is: `programs new my-{name} --from {name}` makes a copy.")
        near = nearest(name, known)
        raise BadProgram(f"Nothing of yours is called {name!r}{f'; the nearest is {near!r}' if near else ''}.")

    def draft(self, path: Path) -> Path:
        """Return the draft of a file of the user's, which is what an editor opens; one that is there is gone on with.

        Raises NotSaved.
        """
        draft, base = _draft(path), _base(path)
        for one in (path, draft):
            if one.is_symlink():
                raise NotSaved(f"{one} is a link, and links are never written through: put a file there instead.")
        if draft.is_file() and not (base.is_file() and _bytes(draft) == _bytes(base)):
            return draft
        data = _bytes(path)
        self._bring_schemas()
        write_bytes(base, data)
        write_bytes(draft, data)
        return draft

    def accept_draft(self, path: Path, shelf: ProgramLibrary) -> tuple[Problem, ...]:
        """Put a draft in the place of its file when it is well, or return what is wrong with it. Raises NotSaved."""
        draft, base = _draft(path), _base(path)
        kind = Exercise if path.parent.name == EXERCISES else Program
        problems = check(draft, shelf, name=path.stem, kind=kind)
        if problems:
            return problems
        written = _bytes(draft)
        if written != _bytes(base):
            if _bytes(path) != _bytes(base):
                told = f"{path} was changed by something else meanwhile and stays; what you wrote is in {draft}."
                raise NotSaved(f"{told} Bring one into the other by hand, and forget the draft with `--discard`.")
            write_bytes(path, written)
        self.drop_draft(path)
        return ()

    def drop_draft(self, path: Path) -> None:
        """Forget what was written in an editor and not kept. Raises NotSaved where it cannot be removed."""
        for one in (_draft(path), _base(path)):
            try:
                one.unlink(missing_ok=True)
            except OSError as error:
                raise NotSaved(f"{error.strerror or error}: cannot remove {one}.") from error

    def save_pt_doses(self, told: PtDoses) -> None:
        """Write what the PT changed of a program; where nothing is left of it, remove the file. Raises NotSaved."""
        path = self._own / MY_PT / f"{told.program}.toml"
        read_or_set_aside(path, partial(read, kind=PtDoses, limit=PROGRAM_BYTES))
        if told.doses:
            self._bring_schemas()
            write_toml(path, document(told))
            return
        try:
            path.unlink(missing_ok=True)
            if path.parent.is_dir():
                sync_folder(path.parent)
        except OSError as error:
            raise NotSaved(f"{error.strerror or error}: cannot remove {path}.") from error

    def _existing(self, name: str, shelf: ProgramLibrary, exercise: bool) -> Path:  # noqa: FBT001 as the question is put
        known = shelf.exercises.keys() if exercise else shelf.plain_programs.keys()
        if name not in known:
            near = nearest(name, known)
            tail = f"the nearest is {near!r}" if near else f"there are {', '.join(known) or 'none'}"
            raise BadProgram(f"There is nothing called {name!r} to copy; {tail}.")
        shipped = (self._shipped / EXERCISES if exercise else self._shipped) / f"{name}.toml"
        return shipped if shipped.is_file() else self._folder(exercise) / f"{name}.toml"

    def _folder(self, exercise: bool) -> Path:  # noqa: FBT001 as above
        return self._own / EXERCISES if exercise else self._own

    def _bring_schemas(self) -> None:
        """Put the schemas beside the user's files; where that fails, editors check nothing, and that is all."""
        for name in SCHEMAS:
            try:
                if not (self._own / name).is_symlink():
                    make_folder(self._own)
                    shutil.copyfile(self._shipped / name, self._own / name)
            except OSError:
                return


def _renamed(data: bytes, name: str, source: Path) -> bytes:
    """Return a file with another id and nothing else changed, every comment kept. Raises BadFile."""
    renamed = _ID.sub(rb'\g<1>"%b"' % name.encode(), data, count=1)
    if parse(renamed, source) != parse(data, source) | {"id": name}:
        raise BadFile("its id is written in a way that cannot be changed here: copy the file and change it by hand.")
    return renamed


def _draft(path: Path) -> Path:
    return path.with_name(f".{path.stem}.draft.toml")


def _base(path: Path) -> Path:
    return path.with_name(f".{path.stem}.base.toml")


def _bytes(path: Path) -> bytes:
    try:
        return read_bytes(path, PROGRAM_BYTES)
    except FileNotFoundError as error:
        raise NotSaved(f"{path} is not there any more.") from error
    except BadFile as error:
        raise NotSaved(str(error)) from error


class ProgramFiles:
    """The programs that ship and the user's own; fills the port `ProgramStore`."""

    def __init__(self, shipped: Path, own: Path) -> None:
        """Touch nothing yet."""
        self._shipped, self._own = shipped, own
        self._shelves = OwnPrograms(shipped, own)

    def library(self) -> ProgramLibrary:
        """Return the programs."""
        return read_library(self._shipped, self._own)

    def rule(self) -> PainRule:
        """Return the pain rule that ships. Raises BadFile."""
        return read_pain_rule(self._shipped)

    def topics(self) -> "TopicSources":
        """Return what ships to be read beside the exercises. Raises BadFile."""
        return read_topics(self._shipped)

    def create(self, name: str, *, like: str | None, exercise: bool) -> Path:
        """Write a new program or exercise of the user's own; return its path. Raises BadProgram or NotSaved."""
        return self._shelves.new(name, self.library(), like=like, exercise=exercise)

    def draft(self, name: str) -> Path:
        """Return the draft in which the user's own file is changed. Raises BadProgram or NotSaved."""
        return self._shelves.draft(self._shelves.own_file(name, self.library()))

    def accept_draft(self, name: str) -> Sequence[str]:
        """Keep the draft if it is well; else return the lines of what is wrong. Raises BadProgram or NotSaved."""
        library = self.library()
        problems = self._shelves.accept_draft(self._shelves.own_file(name, library), library)
        return [line for problem in problems for line in problem.lines]

    def drop_draft(self, name: str) -> None:
        """Forget the draft. Raises BadProgram."""
        self._shelves.drop_draft(self._shelves.own_file(name, self.library()))

    def problems(self, path: Path) -> Sequence[str]:
        """Return the lines of what is wrong with a file of a program, an exercise or the PT's doses."""
        return [line for problem in check(path, self.library()) for line in problem.lines]

    def save_pt_doses(self, doses: PtDoses) -> None:
        """Write what the PT changed of a program. Raises NotSaved."""
        self._shelves.save_pt_doses(doses)
