"""Reads one file of a program, an exercise or the PT's doses, or reports everything wrong with it, with its place.

What finds the words and the place of an error loads when there is one.
"""

# See above.
# ruff: noqa: PLC0415
from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeGuard, TypeVar

import msgspec

from achilles_tui.domain.base.errors import BadFile
from achilles_tui.domain.base.faults import Fault, Place, named_twice
from achilles_tui.domain.base.text import harmless_line
from achilles_tui.domain.base.units import Count, is_name
from achilles_tui.domain.programs.dose import Dose, in_order
from achilles_tui.domain.programs.program import Exercise, Program, unknown, weeks_in_a_row
from achilles_tui.domain.programs.pt_doses import PtDoses
from achilles_tui.storage.toml.checking import MOST, faults, partly
from achilles_tui.storage.toml.reading import PROGRAM_BYTES, NewerFile, convert, odd_number, parse, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from achilles_tui.storage.toml.problems import BadProgramFile

Kind = type[Program] | type[Exercise] | type[PtDoses]
_Value = TypeVar("_Value", bound=msgspec.Struct)
_Named = TypeVar("_Named", Program, Exercise, PtDoses)

DEFAULTS = "defaults"
"""The table of a program whose keys apply to every exercise that does not set them."""

_LAID_OVER = ("rest", "weight", "provenance")
"""Tables of a dose that take missing keys from the defaults one by one."""
_TAKEN_WHOLE = ("tempo", "often")
"""Tables that are taken from the defaults as a whole, or not at all."""
_DOSE_KEYS = {field.encode_name for field in msgspec.structs.fields(Dose)} - {"id"}


@dataclass(frozen=True, slots=True)
class CheckedFile(Generic[_Value]):
    """A value, and the file it comes from."""

    value: _Value
    path: Path
    data: bytes
    document: dict[str, Any]
    """The file's tables, with the defaults filled in."""

    def error(self, faults: Iterable[Fault]) -> BadProgramFile:
        """Return faults of the value as the error of its file."""
        return _error(self.path, self.data, self.document, faults)


class ParsedFile(NamedTuple):
    """A file that is valid TOML; its content is not checked yet."""

    path: Path
    data: bytes
    document: dict[str, Any]


def parse_program_file(path: Path) -> ParsedFile:
    """Parse a file as TOML. Raises FileNotFoundError, or BadProgramFile if it is not valid TOML."""
    data = b""
    try:
        data = read_bytes(path, PROGRAM_BYTES)
        return ParsedFile(path, data, parse(data, path, odd=True))
    except BadFile as error:
        from achilles_tui.storage.toml.problems import BadProgramFile, Problem, source_line

        source = source_line(data.split(b"\n"), error.spot[0]) if error.spot else ""
        raise BadProgramFile([Problem(path, _without_path(error, path), error.spot, source)]) from error


def checked_file(
    parsed: ParsedFile, kind: type[_Named], exercises: Mapping[str, Exercise] | None = None, *, name: str | None = None
) -> CheckedFile[_Named]:
    """Return the value in a file. Raises BadProgramFile with everything that is wrong.

    exercises: for a program, the exercises it may name; whether these fit is checked by `misfits`.
    name: the file's future name, without its ending, if it differs from the present one.
    """
    file = converted(parsed, kind, exercises)
    if value_name(file.value) != (name or parsed.path.stem):
        key = "program" if isinstance(file.value, PtDoses) else "id"
        sentence = f"its {key} is {value_name(file.value)!r}, which must be the name of the file: rename one of them"
        raise file.error([Fault((key,), sentence)])
    return file


def kind_of(document: Mapping[str, object]) -> Kind | None:
    """Return the kind of file a document is; None if that is not clear."""
    if "program" in document:
        return PtDoses
    if document.keys() & {"exercise", "stage", DEFAULTS, "title"}:
        return Program
    return Exercise if document.keys() & {"category", "steps", "position", "name"} else None


def all_faults(document: dict[str, Any], kind: type[msgspec.Struct], exercises: Mapping[str, Exercise]) -> list[Fault]:
    """Return everything wrong with a document, including the names in it, as far as it can be determined."""
    whole = with_defaults(document) if kind is Program else document
    problems = list(islice(_convertible_faults(document, kind), MOST + 1))
    places = {fault.place for fault in problems}
    problems += [fault for fault in faults(whole, kind) if fault.place not in places]
    if kind is Program:
        problems += islice(_program_faults(whole, exercises), MOST + 1)
    return list(dict.fromkeys(problems))


def _convertible_faults(document: dict[str, Any], kind: type[msgspec.Struct]) -> Iterator[Fault]:
    """Yield faults that conversion to the type does not find: nan and inf, and defaults that no exercise uses."""
    odd = list(islice(_odd_numbers(document), MOST + 1))
    yield from odd
    if kind is Program:
        yield from _odd_numbers(with_defaults(document))
        places = {fault.place for fault in odd}
        yield from (fault for fault in _default_faults(document) if fault.place not in places)


def _odd_numbers(value: Any, place: Place = ()) -> Iterator[Fault]:  # noqa: ANN401 any part of a document
    if sentence := odd_number(value):
        yield Fault(place, sentence)
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in parts:
        yield from _odd_numbers(part, (*place, step))


def _default_faults(document: dict[str, Any]) -> Iterator[Fault]:
    """Yield what is wrong with the defaults themselves, whether an exercise uses them or not."""
    defaults = document.get(DEFAULTS, {})
    if isinstance(defaults, dict):
        yield from (fault.below(DEFAULTS) for fault in partly(defaults, Dose, without=("id",), whole=_TAKEN_WHOLE))
    else:
        yield Fault((DEFAULTS,), "defaults must be a table of keys that apply to every exercise")


def with_defaults(document: dict[str, Any]) -> dict[str, Any]:
    """Return a program's document with the defaults filled into every exercise that does not set them."""
    defaults = document.get(DEFAULTS, {})
    if not isinstance(defaults, dict):
        defaults = {}

    def filled(part: Any) -> Any:  # noqa: ANN401 any part of a document
        doses = part.get("exercise") if isinstance(part, dict) else None
        return {**part, "exercise": [_laid_over(defaults, dose) for dose in doses]} if isinstance(doses, list) else part

    defaults = {key: value for key, value in defaults.items() if key in _DOSE_KEYS}
    whole = {key: value for key, value in document.items() if key != DEFAULTS}
    stages = whole.get("stage")
    if isinstance(stages, list):
        whole["stage"] = [filled(stage) for stage in stages]
    table: dict[str, Any] = filled(whole)
    return table


def converted(
    parsed: ParsedFile, kind: type[_Value], exercises: Mapping[str, Exercise] | None = None
) -> CheckedFile[_Value]:
    """Return the value in a file of any name. Raises BadProgramFile with everything that is wrong."""
    path, data, document = parsed
    whole = with_defaults(document) if kind is Program else document
    value, cause = None, None
    try:
        value = convert(whole, kind, path)
    except NewerFile as error:
        from achilles_tui.storage.toml.problems import BadProgramFile, Problem

        raise BadProgramFile([Problem(path, _without_path(error, path))]) from error
    except BadFile as error:
        cause = error
    if value is None:
        raise _error(path, data, whole, all_faults(document, kind, exercises or {})) from cause
    if more := list(_convertible_faults(document, kind)):
        raise _error(path, data, whole, more)
    return CheckedFile(value, path, data, whole)


def _without_path(error: BadFile, path: Path) -> str:
    """Return the message of an error without the path it begins with."""
    return str(error).removeprefix(harmless_line(str(path))).lstrip(": ")


def value_name(value: Program | Exercise | PtDoses) -> str:
    """Return the file name of a value, without its ending."""
    return value.program if isinstance(value, PtDoses) else value.id


def _laid_over(defaults: dict[str, Any], dose: Any) -> Any:  # noqa: ANN401 any part of a document
    if not isinstance(dose, dict):
        return dose
    whole = defaults | dose
    for name in _LAID_OVER:
        below, above = defaults.get(name), dose.get(name)
        if isinstance(below, dict) and isinstance(above, dict):
            whole[name] = below | above
    origins, own = whole.get("provenance"), dose.get("provenance")
    if isinstance(origins, dict):
        own_keys = own if isinstance(own, dict) else {}
        # A number that the exercise sets itself does not have the source of the default it replaces.
        whole["provenance"] = {
            key: origin
            for key, origin in origins.items()
            if key in own_keys
            or (_value(whole, key) is not None and _value(defaults, key) in {None, _value(whole, key)})
        }
    return whole


def _value(dose: dict[str, Any], key: str) -> object:
    """Return the number of a key such as `tempo.lower`, in comparable form; None if the dose has none."""
    part, _, name = key.partition(".")
    inner = dose.get(part)
    number = inner.get(name) if name and isinstance(inner, dict) else None if name else inner
    # In a dose, 0 and an empty list mean no number.
    return None if number in (None, []) or number == 0 else repr(number)


def _parts(document: dict[str, Any]) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Yield the tables that may hold a list of exercises, with their places."""
    yield (), document
    stages = document.get("stage")
    for index, stage in enumerate(stages if isinstance(stages, list) else ()):
        if isinstance(stage, dict):
            yield ("stage", index), stage


def _program_faults(document: dict[str, Any], exercises: Mapping[str, Exercise]) -> Iterator[Fault]:
    """Yield what is wrong with names, ranges and weeks, as far as other faults let it be determined."""
    for place, part in _parts(document):
        doses = part.get("exercise")
        tables = [dose if isinstance(dose, dict) else {} for dose in doses] if isinstance(doses, list) else []
        ids = [table.get("id") if _is_id(table.get("id")) else None for table in tables]
        yield from (fault.below(*place) for fault in named_twice("exercise", ids))
        for index, table in enumerate(tables):
            yield from (fault.below(*place, "exercise", index) for fault in _dose_faults(table, exercises))
    stages = document.get("stage")
    if isinstance(stages, list):
        weeks = [stage.get("weeks") if isinstance(stage, dict) else None for stage in stages]
        pairs = [(pair[0], pair[1]) for pair in weeks if _is_pair(pair)]
        if len(pairs) == len(weeks):
            yield from weeks_in_a_row(pairs)


def _dose_faults(dose: dict[str, Any], exercises: Mapping[str, Exercise]) -> Iterator[Fault]:
    for key in ("id", "insertional"):
        name = dose.get(key)
        if exercises and _is_id(name) and name not in exercises:
            yield unknown(name, exercises).below(key)
    for key in ("sets", "reps"):
        if _is_pair(dose.get(key)):
            yield from in_order(key, dose[key])


def _is_id(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and is_name(value)


def _is_pair(value: object) -> TypeGuard[list[int]]:
    return isinstance(value, list) and not faults(value, tuple[Count, Count])


def _error(path: Path, data: bytes, document: dict[str, Any], faults: Iterable[Fault]) -> BadProgramFile:
    """Return the error of a file with these faults, each a problem at its place."""
    from achilles_tui.storage.toml.positions import FIRST, Positions
    from achilles_tui.storage.toml.problems import BadProgramFile, Problem, source_line
    from achilles_tui.storage.toml.wording import path_words

    positions, lines = Positions(data), data.split(b"\n")
    problems: dict[tuple[object, str], Problem] = {}
    for fault in islice(faults, 4 * MOST):
        where = path_words(document, fault.place)
        spot = (
            positions.find(fault.place) or positions.find(_in_defaults(fault.place)) or positions.nearest(fault.place)
        )
        sentence = f"{where}: {fault.sentence}" if where else fault.sentence
        # A fault in the defaults is reported once, not for each exercise that uses them.
        problems.setdefault((spot, fault.sentence), Problem(path, sentence, spot, source_line(lines, spot.line)))
    in_order = sorted(problems.values(), key=lambda problem: (problem.spot or FIRST, problem.fault))
    more = [Problem(path, f"there is more wrong than these {MOST} problems")] if len(in_order) > MOST else []
    return BadProgramFile((*in_order[:MOST], *more))


def _in_defaults(place: Place) -> Place:
    """Return the place in the defaults of a key of an exercise."""
    match place:
        case ("exercise", int(), *keys) | ("stage", int(), "exercise", int(), *keys):
            return (DEFAULTS, *keys)
    return place
