"""Reads all programs and exercises, those that ship and the user's own, and the doses the user's PT changed.

A broken file becomes one sentence and does not hide the others. A file of the user cannot replace one that ships:
`eccentric` is always the program that was reviewed. A program whose PT doses cannot be read is not offered: it would
have the wrong doses.
"""

from __future__ import annotations

from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from achilles_tui.domain.base.errors import BadFile
from achilles_tui.domain.base.faults import Fault, Faulty
from achilles_tui.domain.base.text import nearest
from achilles_tui.domain.programs.program import Exercise, Program, ResolvedProgram, misfits, resolve_program
from achilles_tui.domain.programs.pt_doses import PtDoses, with_pt
from achilles_tui.domain.settings import ProgramLibrary
from achilles_tui.storage.stores import program_files
from achilles_tui.storage.stores.shipped_texts import kind_of_texts
from achilles_tui.storage.toml.checking import MOST
from achilles_tui.storage.toml.reading import toml_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from achilles_tui.storage.toml.problems import Problem

EXERCISES = "exercises"
"""The subfolder of exercises, in each folder of programs."""

MY_PT = "my-pt"
"""The subfolder of the doses the user's PT changed, one file per program, in the user's own folder."""

_Kind = TypeVar("_Kind", Program, Exercise, PtDoses)


def read_library(shipped: Path, own: Path) -> ProgramLibrary:
    """Return every program in the two folders that can be started, and one sentence for each unusable file.

    In each folder `*.toml` are programs and `exercises/*.toml` exercises; a missing folder counts as empty.
    """
    good_exercises, bad_exercises = _read_both(shipped / EXERCISES, own / EXERCISES, Exercise)
    exercises = {file.value.id: file.value for file in good_exercises.values()}
    programs, bad = _read_both(shipped, own, Program, exercises)
    changes, bad_changes = _read_folder(own / MY_PT, PtDoses)
    pt_files = {file.value.program: file for file in changes.values()}
    plain: dict[str, ResolvedProgram] = {}
    for path, file in programs.items():
        try:
            plain[file.value.id] = _resolved(file, exercises)
        except BadFile as error:
            bad[path] = str(error)
    broken = {path.stem: sentence for path, sentence in bad.items() if path.stem not in plain}
    own_names = {path.stem for path in (*programs, *bad) if path.parent == own}
    shipped_names = {path.stem for path in programs if path.parent == shipped}
    wrong = _wrong_changes(own / MY_PT, bad_changes, pt_files, plain, broken)
    resolved = {name: _changed(program, pt_files.get(name)) for name, program in plain.items() if name not in wrong}
    return ProgramLibrary(
        programs=MappingProxyType(dict(sorted(resolved.items(), key=_without_pt_first))),
        problems=(*bad_exercises.values(), *bad.values(), *dict.fromkeys(wrong.values())),
        broken=MappingProxyType(broken | {name: sentence for name, sentence in wrong.items() if name in plain}),
        own=frozenset(own_names - shipped_names),
        pt_doses=MappingProxyType({name: file.value for name, file in pt_files.items()}),
        plain_programs=MappingProxyType(plain),
        exercises=MappingProxyType(exercises),
    )


def _without_pt_first(entry: tuple[str, ResolvedProgram]) -> tuple[bool, bool, str]:
    """Sort programs: first those to start without a PT, last those that need one."""
    name, program = entry
    return program.needs_pt, program.definition.supervision != "none", name


def _wrong_changes(
    folder: Path,
    bad: Mapping[Path, str],
    pt_files: Mapping[str, program_files.CheckedFile[PtDoses]],
    plain: Mapping[str, ResolvedProgram],
    broken: Mapping[str, str],
) -> dict[str, str]:
    """Return a sentence for each program, perhaps all, whose PT doses cannot be read or do not fit."""
    if folder in bad:
        return dict.fromkeys(plain, f"{bad[folder]} Until then no program is offered: the doses would be wrong.")
    wrong = {path.stem: sentence for path, sentence in bad.items()}
    for name, file in pt_files.items():
        try:
            if name in plain:
                _changed(plain[name], file)
            elif name not in broken:
                _check_changes(file, plain)
        except BadFile as error:
            wrong[name] = str(error)
    tail = "Until then {!r} is not offered: its doses would be wrong."
    return {name: f"{sentence} {tail.format(name)}" if name in plain else sentence for name, sentence in wrong.items()}


def check(
    path: Path, library: ProgramLibrary, *, name: str | None = None, kind: program_files.Kind | None = None
) -> tuple[Problem, ...]:
    """Return everything wrong with one file in any folder; it may use exercises next to it and of the library.

    name: the file's future name, without its ending, if it differs from the present one.
    kind: the expected kind of file; by default its content or its folder decides.
    """
    from achilles_tui.storage.toml.problems import BadProgramFile, Problem  # noqa: PLC0415 only for a check

    try:
        parsed = program_files.parse_program_file(path)
        kind = kind or program_files.kind_of(parsed.document)
        if kind is None and (texts := kind_of_texts(parsed.document)):
            program_files.converted(parsed, texts)
            return ()
        kind = kind or (Exercise if path.parent.name == EXERCISES else Program)
        neighbours = _read_folder(path.parent / EXERCISES, Exercise)[0]
        exercises = {**library.exercises, **{file.value.id: file.value for file in neighbours.values()}}
        if kind is Exercise:
            program_files.checked_file(parsed, Exercise, name=name)
        elif kind is PtDoses:
            _check_changes(program_files.checked_file(parsed, PtDoses, name=name), library.plain_programs)
        else:
            _resolved(program_files.checked_file(parsed, Program, exercises, name=name), exercises)
    except FileNotFoundError:
        return (Problem(path, "there is no such file"),)
    except BadProgramFile as error:
        return error.problems
    return ()


def _check_changes(file: program_files.CheckedFile[PtDoses], plain: Mapping[str, ResolvedProgram]) -> None:
    name = file.value.program
    if name not in plain:
        near = nearest(name, plain)
        sentence = f"there is no program {name!r} that can be started" + (f"; did you mean {near!r}?" if near else "")
        raise file.error([Fault(("program",), sentence)])
    _changed(plain[name], file)


def _read_both(
    shipped: Path, own: Path, kind: type[_Kind], exercises: Mapping[str, Exercise] | None = None
) -> tuple[dict[Path, program_files.CheckedFile[_Kind]], dict[Path, str]]:
    """Return the usable files of both folders by path, and a sentence for each unusable one."""
    good, bad = _read_folder(shipped, kind, exercises)
    good_own, bad_own = _read_folder(own, kind, exercises)
    bad |= bad_own
    shipped_names = {program_files.value_name(file.value) for file in good.values()}
    for path, file in good_own.items():
        if program_files.value_name(file.value) in shipped_names:
            bad[path] = f"{path} has the name of one that ships, so it is not used: rename the file and change its id."
        else:
            good[path] = file
    return good, bad


def _read_folder(
    folder: Path, kind: type[_Kind], exercises: Mapping[str, Exercise] | None = None
) -> tuple[dict[Path, program_files.CheckedFile[_Kind]], dict[Path, str]]:
    good: dict[Path, program_files.CheckedFile[_Kind]] = {}
    bad: dict[Path, str] = {}
    try:
        paths = toml_files(folder)
    except BadFile as error:
        return {}, {folder: str(error)}
    for path in paths:
        try:
            good[path] = program_files.checked_file(program_files.parse_program_file(path), kind, exercises)
        except FileNotFoundError:  # a broken link, or removed since it was listed
            bad[path] = f"{path} cannot be read: it is a link to a file that does not exist."
        except BadFile as error:
            bad[path] = str(error)
    return good, bad


def _resolved(file: program_files.CheckedFile[Program], exercises: Mapping[str, Exercise]) -> ResolvedProgram:
    if faults := list(islice(misfits(file.value, exercises), MOST + 1)):
        raise file.error(faults)
    return resolve_program(file.value, exercises)


def _changed(program: ResolvedProgram, file: program_files.CheckedFile[PtDoses] | None) -> ResolvedProgram:
    """Return a program with the doses the PT changed, if any."""
    if file is None:
        return program
    try:
        return with_pt(program, file.value)
    except Faulty as error:
        raise file.error(error.faults) from error
