"""Reads the programs and exercises on the shelf: those that ship and the user's own, and what the user's PT changed.

A broken file becomes one sentence and never hides the others. What ships cannot be replaced by a file of its name:
someone who asks for `eccentric` must get the one that was reviewed. Where the PT's doses for a program cannot be read,
that program is not offered at all: it would be the wrong dose.
"""

from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from achilles_tui.domain.base.errors import BadFile
from achilles_tui.domain.base.faults import Fault, Faulty
from achilles_tui.domain.base.text import nearest
from achilles_tui.domain.programs.program import Exercise, Program, ResolvedProgram, misfits, resolve_program
from achilles_tui.domain.programs.pt_doses import PtDoses, with_pt
from achilles_tui.domain.settings import ProgramLibrary
from achilles_tui.storage.stores.program_files import (
    CheckedFile,
    Kind,
    checked_file,
    converted,
    kind_of,
    parse_program_file,
    read_program_file,
    value_name,
)
from achilles_tui.storage.stores.shipped_texts import kind_of_texts
from achilles_tui.storage.toml.checking import MOST
from achilles_tui.storage.toml.problems import BadProgramFile, Problem
from achilles_tui.storage.toml.reading import toml_files

EXERCISES = "exercises"
"""The folder of exercises, beside the programs that refer to them."""

MY_PT = "my-pt"
"""The folder of what the user's PT changed, a file for each program, beside the user's own programs."""

_Kind = TypeVar("_Kind", Program, Exercise, PtDoses)


def read_library(shipped: Path, own: Path) -> ProgramLibrary:
    """Return every program of the two folders that can be started, and one sentence for each file that cannot be used.

    In each folder `*.toml` are programs and `exercises/*.toml` exercises; a folder that is not there is empty.
    """
    good_exercises, bad_exercises = _read_both(shipped / EXERCISES, own / EXERCISES, Exercise)
    exercises = {one.value.id: one.value for one in good_exercises.values()}
    programs, bad = _read_both(shipped, own, Program, exercises)
    changes, bad_changes = _read_folder(own / MY_PT, PtDoses)
    told = {one.value.program: one for one in changes.values()}
    plain: dict[str, ResolvedProgram] = {}
    for path, written in programs.items():
        try:
            plain[written.value.id] = _offer(written, exercises)
        except BadFile as error:
            bad[path] = str(error)
    broken = {path.stem: sentence for path, sentence in bad.items() if path.stem not in plain}
    mine = {path.stem for path in (*programs, *bad) if path.parent == own}
    ours = {path.stem for path in programs if path.parent == shipped}
    wrong = _wrong_changes(own / MY_PT, bad_changes, told, plain, broken)
    offers = {name: _changed(one, told.get(name)) for name, one in plain.items() if name not in wrong}
    return ProgramLibrary(
        programs=MappingProxyType(dict(sorted(offers.items(), key=_alone_first))),
        problems=(*bad_exercises.values(), *bad.values(), *dict.fromkeys(wrong.values())),
        broken=MappingProxyType(broken | {name: sentence for name, sentence in wrong.items() if name in plain}),
        own=frozenset(mine - ours),
        pt_doses=MappingProxyType({name: one.value for name, one in told.items()}),
        plain_programs=MappingProxyType(plain),
        exercises=MappingProxyType(exercises),
    )


def _alone_first(named: tuple[str, ResolvedProgram]) -> tuple[bool, bool, str]:
    """Order programs: first what is begun without a PT, last what only goes with one."""
    name, offered = named
    return offered.needs_pt, offered.definition.supervision != "none", name


def _wrong_changes(
    folder: Path,
    bad: Mapping[Path, str],
    told: Mapping[str, CheckedFile[PtDoses]],
    plain: Mapping[str, ResolvedProgram],
    broken: Mapping[str, str],
) -> dict[str, str]:
    """Return a sentence for each program whose doses the PT changed, but nobody can say how.

    Where the whole folder cannot be read that is every program.
    """
    if folder in bad:
        return dict.fromkeys(plain, f"{bad[folder]} Until then no program is offered: it would be the wrong dose.")
    wrong = {path.stem: sentence for path, sentence in bad.items()}
    for name, one in told.items():
        try:
            if name in plain:
                _changed(plain[name], one)
            elif name not in broken:
                _check_changes(one, plain)
        except BadFile as error:
            wrong[name] = str(error)
    until = "Until then {!r} is not offered: it would be the wrong dose."
    return {name: f"{sentence} {until.format(name)}" if name in plain else sentence for name, sentence in wrong.items()}


def check(
    path: Path, shelf: ProgramLibrary, *, name: str | None = None, kind: Kind | None = None
) -> tuple[Problem, ...]:
    """Return all that is wrong with one file, wherever it lies; it knows the exercises beside it and the shelf's.

    name: what the file is to be called, without its ending, where that is not what it is called now.
    kind: what it is to be, where that is known; else what it says, or the folder it lies in, tells.
    """
    try:
        parsed = parse_program_file(path)
        kind = kind or kind_of(parsed.document)
        if kind is None and (texts := kind_of_texts(parsed.document)):
            converted(parsed, texts)
            return ()
        kind = kind or (Exercise if path.parent.name == EXERCISES else Program)
        beside = _read_folder(path.parent / EXERCISES, Exercise)[0]
        exercises = {**shelf.exercises, **{one.value.id: one.value for one in beside.values()}}
        if kind is Exercise:
            checked_file(parsed, Exercise, name=name)
        elif kind is PtDoses:
            _check_changes(checked_file(parsed, PtDoses, name=name), shelf.plain_programs)
        else:
            _offer(checked_file(parsed, Program, exercises, name=name), exercises)
    except FileNotFoundError:
        return (Problem(path, "is not there"),)
    except BadProgramFile as error:
        return error.problems
    return ()


def _check_changes(written: CheckedFile[PtDoses], plain: Mapping[str, ResolvedProgram]) -> None:
    name = written.value.program
    if name not in plain:
        near = nearest(name, plain)
        told = f"{name!r} is no program that can be started" + (f"; did you mean {near!r}?" if near else "")
        raise BadProgramFile(written.problems([Fault(("program",), told)]))
    _changed(plain[name], written)


def _read_both(
    shipped: Path, own: Path, kind: type[_Kind], exercises: Mapping[str, Exercise] | None = None
) -> tuple[dict[Path, CheckedFile[_Kind]], dict[Path, str]]:
    """Return what the files of both folders say by path, and a sentence for each that cannot be used."""
    good, bad = _read_folder(shipped, kind, exercises)
    mine, bad_mine = _read_folder(own, kind, exercises)
    bad |= bad_mine
    ours = {value_name(one.value) for one in good.values()}
    for path, one in mine.items():
        if value_name(one.value) in ours:
            bad[path] = f"{path} has the name of one that ships and is not used: give file and id a name of their own."
        else:
            good[path] = one
    return good, bad


def _read_folder(
    folder: Path, kind: type[_Kind], exercises: Mapping[str, Exercise] | None = None
) -> tuple[dict[Path, CheckedFile[_Kind]], dict[Path, str]]:
    good: dict[Path, CheckedFile[_Kind]] = {}
    bad: dict[Path, str] = {}
    try:
        paths = toml_files(folder)
    except BadFile as error:
        return {}, {folder: str(error)}
    for path in paths:
        try:
            good[path] = read_program_file(path, kind, exercises)
        except FileNotFoundError:  # a link that leads nowhere, or removed since it was listed
            bad[path] = f"{path} cannot be read: what it leads to is not there."
        except BadFile as error:
            bad[path] = str(error)
    return good, bad


def _offer(written: CheckedFile[Program], exercises: Mapping[str, Exercise]) -> ResolvedProgram:
    found = list(islice(misfits(written.value, exercises), MOST + 1))
    if found:
        raise BadProgramFile(written.problems(found))
    return resolve_program(written.value, exercises)


def _changed(offered: ResolvedProgram, told: CheckedFile[PtDoses] | None) -> ResolvedProgram:
    if told is None:
        return offered
    try:
        return with_pt(offered, told.value)
    except Faulty as error:
        raise BadProgramFile(told.problems(error.faults)) from error
