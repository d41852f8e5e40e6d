"""The language of program files, told from its types: JSON Schemas for editors, and the tables of `programs/README.md`.

`python -m tests.remake programs` writes them anew. The schemas keep to Draft 4, which every TOML editor knows.
"""

import ast
import inspect
import json
import re
import textwrap
from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect as kinds

from achilles_tui.domain.base.units import END
from achilles_tui.domain.describe import learning
from achilles_tui.domain.programs import dose, program, pt_doses
from achilles_tui.domain.red_flags import safety
from tests.remake import Owned

FOLDER = Path(__file__).parents[1] / "programs"
README = FOLDER / "README.md"
SCHEMAS: dict[str, type[msgspec.Struct]] = {
    "program.schema.json": program.Program,
    "exercise.schema.json": program.Exercise,
    "my-pt.schema.json": pt_doses.PtDoses,
    "learn/topics.schema.json": learning.TopicSources,
    "safety/red-flags.schema.json": safety.Questionnaire,
}
TABLES: dict[str, type[msgspec.Struct]] = {
    one.__name__: one
    for one in (
        program.Program, program.Stage, dose.Dose, dose.Tempo, dose.Rest, dose.Often, dose.Weight,
        program.Exercise, pt_doses.PtDoses, pt_doses.PtDose,
    )
}  # fmt: skip

Schema = dict[str, Any]


def told(kind: type[msgspec.Struct]) -> dict[str, str]:
    """Return what the docstring under each field says of it, by the name of the field in Python."""
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    assert isinstance(body, ast.ClassDef)
    found = {}
    for field, text in zip(body.body, body.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, ast.Expr):
            assert isinstance(text.value, ast.Constant)
            found[field.target.id] = inspect.cleandoc(str(text.value.value)).replace("\n", " ")
    return found


def schema(kind: type[msgspec.Struct]) -> Schema:
    """Return the schema of a file."""
    definitions: dict[str, Schema] = {}
    _struct(kinds.type_info(kind), definitions)
    root = definitions.pop(kind.__name__)
    if kind is program.Program:
        # What an exercise leaves out may stand in the defaults; that something stands nowhere, `check` says.
        usual = definitions["Dose"]
        usual["required"] = ["id"]
        defaults = {key: value for key, value in usual["properties"].items() if key != "id"}
        root["properties"]["defaults"] = {
            "type": "object",
            "description": "What holds for every exercise that does not say otherwise.",
            "properties": {**defaults, "rest": _without_required(definitions["Rest"])},
            "additionalProperties": False,
        }
        usual["properties"]["rest"] = _without_required(definitions.pop("Rest"))
    return {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "title": kind.__name__,
        **root,
        "definitions": definitions,
    }


def _without_required(one: Schema) -> Schema:
    return {key: value for key, value in one.items() if key != "required"}


def _struct(kind: kinds.Type, definitions: dict[str, Schema]) -> Schema:
    assert isinstance(kind, kinds.StructType)
    name = kind.cls.__name__
    if name not in definitions:
        definitions[name] = {}
        texts = told(kind.cls)
        properties = {}
        for field in kind.fields:
            inner = _of(field.type, definitions)
            text = texts.get(field.name)
            # Draft 4 takes no notice of what stands beside a reference.
            if text and "$ref" in inner:
                inner = {"allOf": [inner]}
            properties[field.encode_name] = {"description": text, **inner} if text else inner
        required = [field.encode_name for field in kind.fields if field.required]
        definitions[name] = {"type": "object", "properties": properties, "additionalProperties": False}
        if required:
            definitions[name]["required"] = required
    return {"$ref": f"#/definitions/{name}"}


def _of(kind: kinds.Type, definitions: dict[str, Schema]) -> Schema:  # noqa: C901, PLR0911, PLR0912 one line for each kind
    match kind:
        case kinds.Metadata():
            return _of(kind.type, definitions)
        case kinds.UnionType():
            members = [_of(one, definitions) for one in kind.types if not isinstance(one, kinds.NoneType)]
            return members[0] if len(members) == 1 else {"anyOf": members}
        case kinds.StructType():
            return _struct(kind, definitions)
        case kinds.BoolType():
            return {"type": "boolean"}
        case kinds.IntType():
            return {"type": "integer", **_bounds(kind)}
        case kinds.FloatType():
            return {"type": "number", **_bounds(kind)}
        case kinds.StrType():
            # Elsewhere than in Python `$` is the end and nothing else.
            pattern = kind.pattern and kind.pattern.replace(END, "$")
            sizes = {"pattern": pattern, "minLength": kind.min_length, "maxLength": kind.max_length}
            return {"type": "string", **{key: value for key, value in sizes.items() if value is not None}}
        case kinds.LiteralType():
            return {"enum": list(kind.values)}
        case kinds.EnumType():
            return {"enum": [member.value for member in kind.cls]}
        case kinds.DateType():
            return {"type": "string", "format": "date"}
        case kinds.VarTupleType():
            sizes = {"minItems": kind.min_length or None, "maxItems": kind.max_length}
            kept = {key: value for key, value in sizes.items() if value is not None}
            return {"type": "array", "items": _of(kind.item_type, definitions), **kept}
        case kinds.TupleType():
            many = len(kind.item_types)
            return {"type": "array", "items": _of(kind.item_types[0], definitions), "minItems": many, "maxItems": many}
        case kinds.DictType():
            value = _of(kind.value_type, definitions)
            if isinstance(kind.key_type, kinds.LiteralType):
                properties = dict.fromkeys(map(str, kind.key_type.values), value)
                return {"type": "object", "properties": properties, "additionalProperties": False}
            return {"type": "object", "additionalProperties": value}
    raise TypeError(kind)


def _bounds(kind: kinds.IntType | kinds.FloatType) -> Schema:
    least, most = (kind.ge if kind.gt is None else kind.gt), (kind.le if kind.lt is None else kind.lt)
    found: Schema = {"minimum": least, "exclusiveMinimum": (kind.gt is not None and True) or None}
    found |= {"maximum": most, "exclusiveMaximum": (kind.lt is not None and True) or None}
    return {key: value for key, value in found.items() if value is not None}


def table(kind: type[msgspec.Struct]) -> str:
    """Return a type as a Markdown table: key, what it may be, what it means."""
    texts = told(kind)
    rows = ["| key | value | meaning |", "|---|---|---|"]
    for field in msgspec.structs.fields(kind):
        info = next(one for one in kinds.type_info(kind).fields if one.name == field.name)  # type: ignore[attr-defined]
        must = "**" if field.required else ""
        text = texts.get(field.name, "")
        rows.append(f"| {must}`{field.encode_name}`{must} | {_words(info.type)} | {text} |")
    return "\n".join(rows)


def _words(kind: kinds.Type) -> str:  # noqa: C901, PLR0911, PLR0912 one line for each kind of type
    match kind:
        case kinds.Metadata():
            return _words(kind.type)
        case kinds.UnionType():
            return " or ".join(_words(one) for one in kind.types if not isinstance(one, kinds.NoneType))
        case kinds.StructType():
            return f"[{kind.cls.__name__}](#{kind.cls.__name__.lower()})"
        case kinds.BoolType():
            return "`true` or `false`"
        case kinds.IntType() | kinds.FloatType():
            what = "whole number" if isinstance(kind, kinds.IntType) else "number"
            least = f"above {kind.gt:g}" if kind.gt is not None else "" if kind.ge is None else f"from {kind.ge:g}"
            most = "" if kind.le is None else f"to {kind.le:g}"
            return " ".join(part for part in (what, least, most) if part)
        case kinds.StrType():
            return "text" if kind.pattern is None else "id" if kind.pattern.startswith("^[a-z]") else "origin"
        case kinds.LiteralType():
            return ", ".join(f"`{json.dumps(value)}`" for value in kind.values)
        case kinds.EnumType():
            return ", ".join(f'`"{member.value}"`' for member in kind.cls)
        case kinds.DateType():
            return "date"
        case kinds.VarTupleType() if kind.max_length:
            return f"list of {kind.max_length}"
        case kinds.VarTupleType():
            return f"list of: {_words(kind.item_type)}"
        case kinds.TupleType():
            return f"list of {len(kind.item_types)}: {_words(kind.item_types[0])}"
        case kinds.DictType():
            return f"table: {_words(kind.key_type)} = {_words(kind.value_type)}"
    raise TypeError(kind)


OWNED: Owned = {FOLDER: "**/*.schema.json"}


def files() -> dict[Path, str]:
    """Return what every file that describes the language should say."""
    schemas = {
        FOLDER / name: f"{json.dumps(schema(kind), indent=2, ensure_ascii=False)}\n" for name, kind in SCHEMAS.items()
    }
    text = README.read_text("utf-8")
    for name, kind in TABLES.items():
        inside = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.DOTALL)
        text = inside.sub(table(kind).replace("\\", r"\\") + "\n", text)
    return {**schemas, README: text}
