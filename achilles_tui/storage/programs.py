"""Reads the programs and exercises on the shelf: those that ship and the user's own, which are never rewritten.

A broken file becomes one sentence and never hides the others. What ships cannot be replaced by a file of its name:
someone who asks for `eccentric` must get the one that was reviewed.
"""

from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TypeVar

from achilles_tui.core.errors import BadFile, BadProgram, UnknownProgram
from achilles_tui.core.ports import Shelf
from achilles_tui.core.program import (
    PHASES_OF_A_RAISE,
    PHASES_OF_A_STRETCH,
    Exercise,
    Offer,
    Program,
    offer,
    plan,
)
from achilles_tui.core.units import Side
from achilles_tui.storage.reading import PROGRAM_BYTES, read, toml_files
from achilles_tui.storage.wording import nearest

_CUES = ("setup", *PHASES_OF_A_RAISE, *PHASES_OF_A_STRETCH, "rest")


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Kind = TypeVar("_Kind", bound=_Named)


def read_shelf(shipped: Path, own: Path) -> Shelf:
    """Return every program of the two folders that can be started, and one sentence for each file that cannot be used.

    In each folder `*.toml` are programs and `exercises/*.toml` exercises; a folder that is not there is empty.
    """
    exercises, bad_exercises = _read_both(shipped / "exercises", own / "exercises", Exercise)
    programs, bad_programs = _read_both(shipped, own, Program)
    offers: dict[str, Offer] = {}
    for path, program in programs.items():
        try:
            offers[program.id] = _offer(path, program, {one.id: one for one in exercises.values()})
        except BadFile as error:
            bad_programs[path] = str(error)
    broken = {path.stem: sentence for path, sentence in bad_programs.items() if path.stem not in offers}
    return Shelf(MappingProxyType(offers), (*bad_exercises.values(), *bad_programs.values()), MappingProxyType(broken))


def find(shelf: Shelf, name: str) -> Offer:
    """Return the program of this name.

    Raises BadProgram when its file is broken, UnknownProgram with the nearest name when there is none.
    """
    if name in shelf.offers:
        return shelf.offers[name]
    if name in shelf.broken:
        raise BadProgram(shelf.broken[name])
    near = nearest(name, [*shelf.offers, *shelf.broken])
    tail = f"the nearest is {near!r}" if near else f"there are {', '.join(shelf.offers) or 'none'}"
    raise UnknownProgram(f"No program is called {name!r}; {tail}.")


def _read_both(shipped: Path, own: Path, kind: type[_Kind]) -> tuple[dict[Path, _Kind], dict[Path, str]]:
    """Return what the files of both folders say by path, and a sentence for each that cannot be used."""
    good, bad = _read_folder(shipped, kind)
    mine, bad_mine = _read_folder(own, kind)
    bad |= bad_mine
    ours = {one.id for one in good.values()}
    for path, one in mine.items():
        if one.id in ours:
            bad[path] = f"{path} has the name of one that ships and is not used: give file and id a name of their own."
        else:
            good[path] = one
    return good, bad


def _read_folder(folder: Path, kind: type[_Kind]) -> tuple[dict[Path, _Kind], dict[Path, str]]:
    good: dict[Path, _Kind] = {}
    bad: dict[Path, str] = {}
    try:
        paths = toml_files(folder)
    except BadFile as error:
        return {}, {folder: str(error)}
    for path in paths:
        try:
            good[path] = _read_one(path, kind)
        except FileNotFoundError:  # a link that leads nowhere, or removed since it was listed
            bad[path] = f"{path} cannot be read: what it leads to is not there."
        except BadFile as error:
            bad[path] = str(error)
    return good, bad


def _read_one(path: Path, kind: type[_Kind]) -> _Kind:
    value = read(path, kind, PROGRAM_BYTES)
    if value.id != path.stem:
        raise BadFile(f"{path}: its id is {value.id!r}, but a file is called by its id: rename one of them.")
    if isinstance(value, Exercise):
        for cue in value.cues:
            if cue not in _CUES:
                raise BadFile(f"{path}: cues: {cue!r} is no phase; there are {', '.join(_CUES)}.")
    return value


def _offer(path: Path, program: Program, exercises: dict[str, Exercise]) -> Offer:
    for number, dose in enumerate(program.doses, start=1):
        if dose.id not in exercises:
            near = nearest(dose.id, exercises)
            tail = f"; the nearest is {near!r}" if near else ""
            raise BadFile(
                f"{path}: exercise {number} {dose.id!r} is not known: no file of that name can be used{tail}."
            )
    offered = offer(program, exercises)
    try:
        plan(offered, (Side.LEFT, Side.RIGHT))
    except ValueError as error:
        raise BadFile(f"{path}: {error}.") from error
    return offered
