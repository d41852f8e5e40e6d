"""What the language of program files says of itself is true: to editors, to readers, and to the program."""

import json
import re
import subprocess
import sys
import tomllib
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft4Validator

from achilles_tui.application.programs import find_program
from achilles_tui.domain.base.units import Figure, Side
from achilles_tui.domain.programs.program import Exercise, Program
from achilles_tui.domain.programs.pt_doses import PtDoses
from achilles_tui.domain.programs.session_plan import plan
from achilles_tui.storage.stores.own_programs import SCHEMAS as BROUGHT
from achilles_tui.storage.stores.program_files import Kind, all_faults
from achilles_tui.storage.stores.programs import check, read_library
from achilles_tui.storage.toml.documents import document
from tests import language
from tests.remake import remade_by
from tests.strategies import DOCUMENTS, EXERCISES, PROGRAMS, PT_DOSES, damaged

FOLDER, README = language.FOLDER, language.README
TOLD = language.files()
SHIPPED = sorted(path for path in FOLDER.rglob("*.toml") if path.parent.name != "rules")
SCHEMA_OF: dict[Kind, str] = {
    Program: "program.schema.json", Exercise: "exercise.schema.json", PtDoses: "my-pt.schema.json",
}  # fmt: skip
SCHEMA_IN = {
    "exercises": "exercise.schema.json",
    "learn": "learn/topics.schema.json",
    "safety": "safety/red-flags.schema.json",
}
"""The schema of the files of a folder; in any other, that of a program."""
VALIDATORS = {name: Draft4Validator(json.loads((FOLDER / name).read_text("utf-8"))) for name in language.SCHEMAS}
FIRST_LINE = re.compile(r"#:schema (\S+)")
EXAMPLE = re.compile(r"<!-- example (\S+) -->\n```toml\n(.*?)```\n<!-- /example -->", re.DOTALL)
CONSOLE = re.compile(r"```console\n\$ achilles-tui (.*?)\n(.*?)```", re.DOTALL)


def schema_of(path: Path) -> str:
    """Return the name of the schema of a file that ships."""
    return SCHEMA_IN.get("exercises" if path.name == "exercise.toml" else path.parent.name, "program.schema.json")


@pytest.mark.parametrize(("path", "text"), TOLD.items(), ids=[path.name for path in TOLD])
def test_what_is_on_disk_is_what_the_types_say(path: Path, text: str) -> None:
    assert path.read_text("utf-8") == text, remade_by("programs")


def test_every_type_of_the_language_has_its_table() -> None:
    tables = set(re.findall(r"^<!-- (\w+) -->$", README.read_text("utf-8"), re.MULTILINE))

    assert tables == set(language.TABLES)


@pytest.mark.parametrize("name", VALIDATORS)
def test_each_schema_is_one_that_every_editor_knows(name: str) -> None:
    Draft4Validator.check_schema(VALIDATORS[name].schema)


def test_the_schemas_of_what_people_write_themselves_are_brought_to_them() -> None:
    assert set(SCHEMA_OF.values()) <= set(BROUGHT)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(FOLDER)))
def test_each_file_that_ships_is_what_its_schema_asks_for(path: Path) -> None:
    assert wrong(schema_of(path), tomllib.loads(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(FOLDER)))
def test_each_file_that_ships_names_a_schema_that_is_there(path: Path) -> None:
    named = FIRST_LINE.match(path.read_text("utf-8"))

    if path.parent.name == "templates":
        # A template is copied into the user's folders, where the schemas are brought to.
        assert named is not None
        folder = FOLDER / "exercises" if path.name == "exercise.toml" else FOLDER
        assert (folder / named[1]).resolve().is_file()
    elif named is not None:
        assert (path.parent / named[1]).resolve() == FOLDER / schema_of(path)


def as_json(value: Any) -> Any:  # noqa: ANN401 any part of a document
    """Return a document as an editor sees it: a date is a text."""
    if isinstance(value, dict):
        return {key: as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    return value.isoformat() if isinstance(value, date | time) else value


def wrong(schema: str, tables: dict[str, Any]) -> list[str]:
    """Return what a schema refuses in a document."""
    return [error.message for error in VALIDATORS[schema].iter_errors(as_json(tables))]


def refused_by_both(kind: Kind, tables: dict[str, Any]) -> None:
    """Expect of a document that the schema refuses that the checker refuses it too."""
    if wrong(SCHEMA_OF[kind], tables):
        assert all_faults(tables, kind, {})


@given(PROGRAMS.map(document).flatmap(damaged))
def test_what_a_schema_refuses_of_a_program_the_checker_refuses_too(tables: dict[str, Any]) -> None:
    refused_by_both(Program, tables)


@given(PROGRAMS.map(document), DOCUMENTS)
def test_what_a_schema_refuses_of_the_defaults_the_checker_refuses_too(
    tables: dict[str, Any], usual: dict[str, Any]
) -> None:
    refused_by_both(Program, tables | {"defaults": usual})


@given(EXERCISES.map(document).flatmap(damaged))
def test_what_a_schema_refuses_of_an_exercise_the_checker_refuses_too(tables: dict[str, Any]) -> None:
    refused_by_both(Exercise, tables)


@given(PT_DOSES.map(document).flatmap(damaged))
def test_what_a_schema_refuses_of_a_pts_doses_the_checker_refuses_too(tables: dict[str, Any]) -> None:
    refused_by_both(PtDoses, tables)


@given(PROGRAMS, EXERCISES, PT_DOSES)
def test_what_the_program_writes_its_schema_takes(program: Program, exercise: Exercise, told: PtDoses) -> None:
    for value in (program, exercise, told):
        assert wrong(SCHEMA_OF[type(value)], document(value)) == []


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a folder of one's own with the examples of the README in it."""
    for name, text in EXAMPLE.findall(README.read_text("utf-8")):
        path = tmp_path / "programs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "programs"


def test_the_examples_of_the_readme_are_well_and_valid(own: Path) -> None:
    shelf = read_library(FOLDER, own)
    files = sorted(own.rglob("*.toml"))

    assert [path.stem for path in files] == ["wall-sit", "wall-sits"]
    assert shelf.problems == ()
    for path in files:
        assert check(path, shelf) == ()
        assert wrong(schema_of(path), tomllib.loads(path.read_text("utf-8"))) == []


def test_the_example_is_the_session_that_the_readme_tells_of(own: Path) -> None:
    (exercise,) = plan(find_program(read_library(FOLDER, own), "wall-sits"), [Side.LEFT]).exercises

    assert (exercise.sets, exercise.reps, exercise.tempo.hold) == (5, 1, 45)
    assert (exercise.rest.sets, exercise.sides, exercise.load_kg) == (120, (Side.LEFT,), None)
    assert exercise.drawn is Figure.NEUTRAL


def test_the_mistake_of_the_readme_is_answered_as_the_readme_says(own: Path) -> None:
    (words, said) = next(one for one in CONSOLE.findall(README.read_text("utf-8")) if "check" in one[0])
    path = own / "wall-sits.toml"
    path.write_text(path.read_text("utf-8").replace("hold = 45", "hold = -45"), "utf-8")
    folders = ["--data-dir", str(own.parent / "data"), "--config-dir", str(own.parent)]
    root = {"PYTHONPATH": str(FOLDER.parent), "PATH": "/usr/bin:/bin"}

    done = subprocess.run(
        [sys.executable, "-m", "achilles_tui", *words.split(), *folders],
        cwd=own, env=root, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.stdout, done.stderr, done.returncode) == ("", said, 3)
