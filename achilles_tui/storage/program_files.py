"""Reads one file of a program, an exercise or the PT's doses, or says all that is wrong with it, each at its place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from achilles_tui.core.dose import in_order
from achilles_tui.core.errors import BadFile
from achilles_tui.core.faults import Fault, Place
from achilles_tui.core.program import Exercise, Program, named_twice, unknown, weeks_in_a_row
from achilles_tui.core.pt import PtDoses
from achilles_tui.storage.checking import faults
from achilles_tui.storage.problems import BadProgramFile, Problem, source_line
from achilles_tui.storage.reading import PROGRAM_BYTES, NewerFile, convert, parse, read_bytes
from achilles_tui.storage.wording import path_words

Kind = type[Program] | type[Exercise] | type[PtDoses]
_Value = TypeVar("_Value", Program, Exercise, PtDoses)

DEFAULTS = "defaults"
"""The table of a program whose keys hold for every exercise that does not say otherwise."""

_NO_TABLE = Fault((DEFAULTS,), "defaults are a table of what holds for every exercise")
_LAID_OVER = ("rest", "weight", "provenance")
"""Tables of a dose that take single keys from the defaults; a tempo or how often is taken whole, or not at all."""


@dataclass(frozen=True, slots=True)
class Written(Generic[_Value]):
    """A value, and the file that says it."""

    value: _Value
    path: Path
    data: bytes
    document: dict[str, Any]
    """What the file says, with the defaults in their places."""

    def problems(self, found: Iterable[Fault]) -> tuple[Problem, ...]:
        """Return faults of the value as problems of the file."""
        return _problems(self.path, self.data, self.document, found)


def read_program_file(
    path: Path, kind: type[_Value], exercises: Mapping[str, Exercise] | None = None, *, name: str | None = None
) -> Written[_Value]:
    """Return what a file says. Raises FileNotFoundError, or BadProgramFile with all that is wrong.

    exercises: those that are known, where a program's file is read; whether they fit is asked of `misfits`.
    name: what the file is to be called, without its ending, where that is not what it is called now.
    """
    document, data = _parsed(path)
    written = _converted(path, data, document, kind, exercises or {})
    if value_name(written.value) != (name or path.stem):
        at: Place = ("program",) if isinstance(written.value, PtDoses) else ("id",)
        told = f"its {at[0]} is {value_name(written.value)!r}, but a file is called by it: rename one of them"
        raise BadProgramFile(written.problems([Fault(at, told)]))
    return written


def kind_of(path: Path) -> Kind:
    """Return what kind of file this is, by what it says; a program where that is not clear.

    Raises FileNotFoundError, or BadProgramFile.
    """
    document, _ = _parsed(path)
    if "program" in document:
        return PtDoses
    is_program = document.keys() & {"exercise", "stage", DEFAULTS, "title"}
    return Exercise if not is_program and document.keys() & {"category", "steps", "position", "name"} else Program


def all_faults(document: dict[str, Any], kind: Kind, exercises: Mapping[str, Exercise]) -> list[Fault]:
    """Return all that is wrong with a document, and with the names in it, as far as they can be told."""
    found = faults(document, kind)
    if kind is Program:
        found = [_NO_TABLE if fault.at == (DEFAULTS,) else fault for fault in found]
        found += [fault for fault in _loose(document, exercises) if fault not in found]
    return found


def with_defaults(document: dict[str, Any]) -> dict[str, Any]:
    """Return a program's document with the keys of its defaults in every exercise that has none of its own."""
    usual = document.get(DEFAULTS)
    if not isinstance(usual, dict):
        return document

    def filled(part: Any) -> Any:  # noqa: ANN401 anything may stand there
        doses = part.get("exercise") if isinstance(part, dict) else None
        return {**part, "exercise": [_laid_over(usual, one) for one in doses]} if isinstance(doses, list) else part

    whole = {key: value for key, value in document.items() if key != DEFAULTS}
    stages = whole.get("stage")
    if isinstance(stages, list):
        whole["stage"] = [filled(stage) for stage in stages]
    table: dict[str, Any] = filled(whole)
    return table


def _parsed(path: Path) -> tuple[dict[str, Any], bytes]:
    data = b""
    try:
        data = read_bytes(path, PROGRAM_BYTES)
        return parse(data, path), data
    except BadFile as error:
        told = str(error).removeprefix(str(path)).lstrip(": ")
        source = source_line(data, error.spot[0]) if error.spot else ""
        raise BadProgramFile([Problem(path, told, error.spot, source)]) from error


def _converted(
    path: Path, data: bytes, document: dict[str, Any], kind: type[_Value], exercises: Mapping[str, Exercise]
) -> Written[_Value]:
    whole = with_defaults(document) if kind is Program else document
    try:
        value = convert(whole, kind, path)
    except NewerFile as error:
        raise BadProgramFile([Problem(path, str(error).removeprefix(f"{path} "))]) from error
    except BadFile as error:
        found = all_faults(whole, kind, exercises)
        raise BadProgramFile(_problems(path, data, whole, found)) from error
    return Written(value, path, data, whole)


def value_name(value: Program | Exercise | PtDoses) -> str:
    """Return what the file of a value is called, without its ending."""
    return value.program if isinstance(value, PtDoses) else value.id


def _laid_over(usual: dict[str, Any], dose: Any) -> Any:  # noqa: ANN401 anything may stand there
    if not isinstance(dose, dict):
        return dose
    whole = usual | dose
    for name in _LAID_OVER:
        below, above = usual.get(name), dose.get(name)
        if isinstance(below, dict) and isinstance(above, dict):
            whole[name] = below | above
    origins, own = whole.get("provenance"), dose.get("provenance")
    if isinstance(origins, dict):
        own_keys = own if isinstance(own, dict) else {}
        # A number of the exercise's own does not come from where the one it replaces came from.
        whole["provenance"] = {
            key: one
            for key, one in origins.items()
            if key in own_keys or (_value(whole, key) is not None and _value(usual, key) in {None, _value(whole, key)})
        }
    return whole


def _value(dose: dict[str, Any], key: str) -> object:
    """Return the number of a key such as `tempo.lower`, made comparable, or None where a dose has none."""
    part, _, name = key.partition(".")
    inner = dose.get(part)
    value = inner.get(name) if name and isinstance(inner, dict) else None if name else inner
    return None if value is None else repr(value)


def _parts(document: dict[str, Any]) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Give the tables that may hold a list of exercises, with their places."""
    yield (), document
    stages = document.get("stage")
    for index, stage in enumerate(stages if isinstance(stages, list) else ()):
        if isinstance(stage, dict):
            yield ("stage", index), stage


def _loose(document: dict[str, Any], exercises: Mapping[str, Exercise]) -> Iterator[Fault]:
    """Give what can be told of names, ranges and weeks although something else is wrong as well."""
    for place, part in _parts(document):
        doses = part.get("exercise")
        tables = [one if isinstance(one, dict) else {} for one in doses] if isinstance(doses, list) else []
        ids = [one.get("id", index) for index, one in enumerate(tables)]
        yield from (fault.below(*place) for fault in named_twice(ids))
        for index, one in enumerate(tables):
            yield from (fault.below(*place, "exercise", index) for fault in _loose_dose(one, exercises))
    stages = document.get("stage")
    weeks = [one.get("weeks") for one in stages if isinstance(one, dict)] if isinstance(stages, list) else []
    if all(_is_pair(one) for one in weeks):
        yield from weeks_in_a_row([(one[0], one[1]) for one in weeks if one])


def _loose_dose(dose: dict[str, Any], exercises: Mapping[str, Exercise]) -> Iterator[Fault]:
    for key in ("id", "insertional"):
        name = dose.get(key)
        if exercises and isinstance(name, str) and name not in exercises:
            yield unknown(name, exercises).below(key)
    for key in ("sets", "reps"):
        if _is_pair(dose.get(key)):
            yield from in_order(key, dose[key])


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(type(one) is int for one in value)  # noqa: PLR2004 a pair


def _problems(path: Path, data: bytes, document: dict[str, Any], found: Iterable[Fault]) -> tuple[Problem, ...]:
    # Only here: nobody whose files are well waits for it.
    from achilles_tui.storage.positions import Positions  # noqa: PLC0415 see above

    positions = Positions(data)

    shown: dict[tuple[object, str], Problem] = {}
    for fault in found:
        where = path_words(document, fault.at)
        spot = positions.find(fault.at) or positions.find(_in_defaults(fault.at)) or positions.nearest(fault.at)
        told = f"{where}: {fault.told}" if where else fault.told
        # What stands once in the defaults is said once, not for each exercise that takes it.
        shown.setdefault((spot, fault.told), Problem(path, told, spot, source_line(data, spot.line)))
    return tuple(sorted(shown.values(), key=lambda one: (one.spot or (0, 0), one.told)))


def _in_defaults(at: Place) -> Place:
    """Return where a key of an exercise stands when it comes from the defaults."""
    indexes = [index for index, step in enumerate(at) if isinstance(step, int)]
    return (DEFAULTS, *at[indexes[-1] + 1 :]) if indexes else at
