"""Reads one file of a program, an exercise or the PT's doses, or says all that is wrong with it, each at its place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeGuard, TypeVar

import msgspec

from achilles_tui.domain.base.errors import BadFile
from achilles_tui.domain.base.faults import Fault, Place, named_twice
from achilles_tui.domain.base.text import harmless_line
from achilles_tui.domain.base.units import Count, is_name
from achilles_tui.domain.programs.dose import Dose, in_order
from achilles_tui.domain.programs.program import Exercise, Program, unknown, weeks_in_a_row
from achilles_tui.domain.programs.pt_doses import PtDoses
from achilles_tui.storage.toml.checking import MOST, faults, partly
from achilles_tui.storage.toml.problems import BadProgramFile, Problem, source_line
from achilles_tui.storage.toml.reading import PROGRAM_BYTES, NewerFile, convert, odd_number, parse, read_bytes
from achilles_tui.storage.toml.wording import path_words

Kind = type[Program] | type[Exercise] | type[PtDoses]
_Value = TypeVar("_Value", bound=msgspec.Struct)
_Named = TypeVar("_Named", Program, Exercise, PtDoses)

DEFAULTS = "defaults"
"""The table of a program whose keys hold for every exercise that does not say otherwise."""

_LAID_OVER = ("rest", "weight", "provenance")
"""Tables of a dose that take single keys from the defaults."""
_TAKEN_WHOLE = ("tempo", "often")
"""Tables that are taken from the defaults whole, or not at all."""
_USUAL = {field.encode_name for field in msgspec.structs.fields(Dose)} - {"id"}


@dataclass(frozen=True, slots=True)
class CheckedFile(Generic[_Value]):
    """A value, and the file that says it."""

    value: _Value
    path: Path
    data: bytes
    document: dict[str, Any]
    """What the file says, with the defaults in their places."""

    def problems(self, found: Iterable[Fault]) -> tuple[Problem, ...]:
        """Return faults of the value as problems of the file."""
        return _problems(self.path, self.data, self.document, found)


class ParsedFile(NamedTuple):
    """A file that is TOML, whatever it says."""

    path: Path
    data: bytes
    document: dict[str, Any]


def parse_program_file(path: Path) -> ParsedFile:
    """Return a file as TOML. Raises FileNotFoundError, or BadProgramFile where it is none."""
    data = b""
    try:
        data = read_bytes(path, PROGRAM_BYTES)
        return ParsedFile(path, data, parse(data, path, odd=True))
    except BadFile as error:
        source = source_line(data.split(b"\n"), error.spot[0]) if error.spot else ""
        raise BadProgramFile([Problem(path, _without_path(error, path), error.spot, source)]) from error


def read_program_file(
    path: Path, kind: type[_Named], exercises: Mapping[str, Exercise] | None = None
) -> CheckedFile[_Named]:
    """Return what a file says. Raises FileNotFoundError, or BadProgramFile with all that is wrong.

    exercises: those that are known, where a program's file is read; whether they fit is asked of `misfits`.
    """
    return checked_file(parse_program_file(path), kind, exercises)


def checked_file(
    parsed: ParsedFile, kind: type[_Named], exercises: Mapping[str, Exercise] | None = None, *, name: str | None = None
) -> CheckedFile[_Named]:
    """Return what a file says, as `read_program_file` does.

    name: what the file is to be called, without its ending, where that is not what it is called now.
    """
    written = converted(parsed, kind, exercises)
    if value_name(written.value) != (name or parsed.path.stem):
        at: Place = ("program",) if isinstance(written.value, PtDoses) else ("id",)
        told = f"its {at[0]} is {value_name(written.value)!r}, but a file is called by it: rename one of them"
        raise BadProgramFile(written.problems([Fault(at, told)]))
    return written


def kind_of(document: Mapping[str, object]) -> Kind | None:
    """Return what kind of file says this; None where that is not clear."""
    if "program" in document:
        return PtDoses
    if document.keys() & {"exercise", "stage", DEFAULTS, "title"}:
        return Program
    return Exercise if document.keys() & {"category", "steps", "position", "name"} else None


def all_faults(document: dict[str, Any], kind: type[msgspec.Struct], exercises: Mapping[str, Exercise]) -> list[Fault]:
    """Return all that is wrong with a document, and with the names in it, as far as they can be told."""
    whole = with_defaults(document) if kind is Program else document
    found = list(islice(_besides(document, kind), MOST + 1))
    told = {fault.place for fault in found}
    found += [fault for fault in faults(whole, kind) if fault.place not in told]
    if kind is Program:
        found += islice(_loose(whole, exercises), MOST + 1)
    return list(dict.fromkeys(found))


def _besides(document: dict[str, Any], kind: type[msgspec.Struct]) -> Iterator[Fault]:
    """Give what is wrong with a document although it may convert to its type: odd numbers, and defaults nobody took."""
    odd = list(islice(_odd_numbers(document), MOST + 1))
    yield from odd
    if kind is Program:
        yield from _odd_numbers(with_defaults(document))
        told = {fault.place for fault in odd}
        yield from (fault for fault in _of_defaults(document) if fault.place not in told)


def _odd_numbers(value: Any, at: Place = ()) -> Iterator[Fault]:  # noqa: ANN401 anything may stand there
    if told := odd_number(value):
        yield Fault(at, told)
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in inner:
        yield from _odd_numbers(one, (*at, step))


def _of_defaults(document: dict[str, Any]) -> Iterator[Fault]:
    """Give what is wrong with the defaults themselves, whether an exercise takes them or not."""
    usual = document.get(DEFAULTS, {})
    if isinstance(usual, dict):
        yield from (fault.below(DEFAULTS) for fault in partly(usual, Dose, without=("id",), whole=_TAKEN_WHOLE))
    else:
        yield Fault((DEFAULTS,), "defaults are a table of what holds for every exercise")


def with_defaults(document: dict[str, Any]) -> dict[str, Any]:
    """Return a program's document with the keys of its defaults in every exercise that has none of its own."""
    usual = document.get(DEFAULTS, {})
    if not isinstance(usual, dict):
        usual = {}

    def filled(part: Any) -> Any:  # noqa: ANN401 anything may stand there
        doses = part.get("exercise") if isinstance(part, dict) else None
        return {**part, "exercise": [_laid_over(usual, one) for one in doses]} if isinstance(doses, list) else part

    usual = {key: value for key, value in usual.items() if key in _USUAL}
    whole = {key: value for key, value in document.items() if key != DEFAULTS}
    stages = whole.get("stage")
    if isinstance(stages, list):
        whole["stage"] = [filled(stage) for stage in stages]
    table: dict[str, Any] = filled(whole)
    return table


def converted(
    parsed: ParsedFile, kind: type[_Value], exercises: Mapping[str, Exercise] | None = None
) -> CheckedFile[_Value]:
    """Return what a file says, whatever it is called. Raises BadProgramFile with all that is wrong."""
    path, data, document = parsed
    whole = with_defaults(document) if kind is Program else document
    value, cause = None, None
    try:
        value = convert(whole, kind, path)
    except NewerFile as error:
        raise BadProgramFile([Problem(path, _without_path(error, path))]) from error
    except BadFile as error:
        cause = error
    found = all_faults(document, kind, exercises or {}) if value is None else list(_besides(document, kind))
    if found or value is None:
        raise BadProgramFile(_problems(path, data, whole, found)) from cause
    return CheckedFile(value, path, data, whole)


def _without_path(error: BadFile, path: Path) -> str:
    """Return what an error says of its file without the file's name, which is shown as harmless there."""
    return str(error).removeprefix(harmless_line(str(path))).lstrip(": ")


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
    number = inner.get(name) if name and isinstance(inner, dict) else None if name else inner
    # As the numbers of a dose are: neither 0 nor nothing is one.
    return None if number in (None, []) or number == 0 else repr(number)


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
        ids = [one.get("id") if _is_id(one.get("id")) else None for one in tables]
        yield from (fault.below(*place) for fault in named_twice("exercise", ids))
        for index, one in enumerate(tables):
            yield from (fault.below(*place, "exercise", index) for fault in _loose_dose(one, exercises))
    stages = document.get("stage")
    weeks = [one.get("weeks") if isinstance(one, dict) else None for one in stages] if isinstance(stages, list) else []
    pairs = [(one[0], one[1]) for one in weeks if _is_pair(one)]
    if len(pairs) == len(weeks):
        yield from weeks_in_a_row(pairs)


def _loose_dose(dose: dict[str, Any], exercises: Mapping[str, Exercise]) -> Iterator[Fault]:
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


def _problems(path: Path, data: bytes, document: dict[str, Any], found: Iterable[Fault]) -> tuple[Problem, ...]:
    # Only here: nobody whose files are well waits for it.
    from achilles_tui.storage.toml.positions import FIRST, Positions  # noqa: PLC0415 see above

    positions, lines = Positions(data), data.split(b"\n")
    shown: dict[tuple[object, str], Problem] = {}
    for fault in islice(found, 4 * MOST):
        where = path_words(document, fault.place)
        spot = (
            positions.find(fault.place) or positions.find(_in_defaults(fault.place)) or positions.nearest(fault.place)
        )
        told = f"{where}: {fault.sentence}" if where else fault.sentence
        # What stands once in the defaults is said once, not for each exercise that takes it.
        shown.setdefault((spot, fault.sentence), Problem(path, told, spot, source_line(lines, spot.line)))
    problems = sorted(shown.values(), key=lambda one: (one.spot or FIRST, one.fault))
    more = [Problem(path, f"there is more that is wrong: these are {MOST}")] if len(problems) > MOST else []
    return (*problems[:MOST], *more)


def _in_defaults(at: Place) -> Place:
    """Return where a key of an exercise stands when it comes from the defaults."""
    match at:
        case ("exercise", int(), *keys) | ("stage", int(), "exercise", int(), *keys):
            return (DEFAULTS, *keys)
    return at
