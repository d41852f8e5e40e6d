"""The schemas of the JSON that commands write, generated from its types.

`python -m tests.remake json` writes them anew.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect as kinds

from achilles_tui import text
from achilles_tui.domain.base.units import END
from achilles_tui.exports.pt_report import data
from achilles_tui.text.documents import base, import_csv, log, programs, today
from tests.language import told
from tests.remake import Owned

FOLDER = Path(text.__file__).parent / "schemas"
DOCUMENTS: dict[str, type[base.Document]] = {
    "today": today.TodayDocument,
    "log": log.LogDocument,
    "day": log.DayDocument,
    "report": data.ReportDocument,
    "programs": programs.ProgramListDocument,
    "exercises": programs.ExerciseListDocument,
    "program": programs.ProgramDocument,
    "import": import_csv.ImportDocument,
}
"""Every document by the name of its schema."""


def path_of(name: str) -> Path:
    """Return where a schema lies."""
    return FOLDER / f"{name}-{DOCUMENTS[name].__struct_config__.tag}.schema.json"


def text_of(name: str) -> str:
    """Return what a schema should say."""
    found = msgspec.json.schema(DOCUMENTS[name])
    for part in _structs(kinds.type_info(DOCUMENTS[name])):
        _complete(found["$defs"][part.cls.__name__], part)
    root = found["$defs"].pop(DOCUMENTS[name].__name__)
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **root, "$defs": found["$defs"]}
    # Elsewhere than in Python `$` is the end and nothing else.
    text = json.dumps(whole, indent=2, ensure_ascii=False).replace(json.dumps(END)[1:-1], "$")
    return f"{text}\n"


def _complete(schema: dict[str, Any], part: kinds.StructType) -> None:
    """Add to an object what msgspec leaves out: what each key means, that all are written, that there are no others."""
    texts = {name: text for each in reversed(_written(part.cls)) for name, text in told(each).items()}
    for field in part.fields:
        place = schema["properties"][field.encode_name]
        place.pop("default", None)
        if field.name in texts:
            schema["properties"][field.encode_name] = {"description": texts[field.name], **place}
    absent = {field.encode_name for field in msgspec.structs.fields(part.cls) if field.default is msgspec.UNSET}
    schema["required"] = [key for key in schema["properties"] if key not in absent]
    schema["additionalProperties"] = False


def _written(kind: type[msgspec.Struct]) -> list[type[msgspec.Struct]]:
    """Return the classes that a type is written as: itself and what it inherits from."""
    return [each for each in kind.__mro__ if issubclass(each, msgspec.Struct) and each is not msgspec.Struct]


def _structs(kind: kinds.Type) -> Iterator[kinds.StructType]:
    """Give every type of object that a type is made of."""
    match kind:
        case kinds.StructType():
            yield kind
            inner = [field.type for field in kind.fields]
        case kinds.UnionType():
            inner = list(kind.types)
        case kinds.VarTupleType():
            inner = [kind.item_type]
        case kinds.DictType():
            inner = [kind.value_type]
        case _:
            inner = []
    for one in inner:
        yield from _structs(one)


OWNED: Owned = {FOLDER: "*"}


def files() -> dict[Path, str]:
    """Return what every schema should say."""
    return {path_of(name): text_of(name) for name in DOCUMENTS}
