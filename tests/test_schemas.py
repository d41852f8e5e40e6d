"""Every document that a command writes as JSON is what its schema says, whatever the person's past."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from achilles_tui.system.system_clock import SystemClock
from tests import schemas
from tests.cli.test_main import run
from tests.homes import SCENES, Scene, commands
from tests.remake import remade_by

ROOT = Path(__file__).parents[1]
COMMANDS = {
    ("today",): "today",
    ("log",): "log",
    ("log", "--day"): "day",
    ("report",): "report",
    ("programs", "list"): "programs",
    ("programs", "list", "--exercises"): "exercises",
    ("programs", "show"): "program",
    ("import",): "import",
}
"""The schema of what each command writes, by its words."""


def schema_of(words: tuple[str, ...]) -> str:
    """Return the name of the schema of what a command writes."""
    fitting = [start for start in COMMANDS if words[: len(start)] == start]
    return COMMANDS[max(fitting, key=len)]


@pytest.mark.parametrize("name", schemas.DOCUMENTS)
def test_each_schema_is_what_the_types_say(name: str) -> None:
    assert schemas.path_of(name).read_text("utf-8") == schemas.text_of(name), remade_by("json")


def test_no_schema_is_left_that_nothing_is_written_by() -> None:
    assert set(schemas.FOLDER.iterdir()) == {schemas.path_of(name) for name in schemas.DOCUMENTS}
    assert set(COMMANDS.values()) == set(schemas.DOCUMENTS)


def objects(schema: object) -> Iterator[dict[str, Any]]:
    """Give every object that a schema tells of."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for inner in schema.values():
            yield from objects(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from objects(inner)


@pytest.mark.parametrize("name", schemas.DOCUMENTS)
def test_each_schema_is_a_valid_one_and_knows_every_key(name: str) -> None:
    schema = json.loads(schemas.path_of(name).read_text("utf-8"))

    Draft202012Validator.check_schema(schema)
    for each in objects(schema):
        if "properties" in each:
            assert each["additionalProperties"] is False
        else:
            # A table by ids or keys of numbers: what stands beside each is known.
            assert each["additionalProperties"]


@pytest.mark.parametrize("scene", SCENES.values(), ids=list(SCENES))
def test_what_a_command_writes_as_json_is_what_its_schema_says(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    monkeypatch.setattr(SystemClock, "now", lambda _clock: scene.now)
    scene.write(tmp_path)
    seen = set()

    for words in commands(scene, tmp_path):
        run(tmp_path, *words)
        out = capsys.readouterr().out
        if words == ("today", "--json") and not out:
            continue  # No program is chosen, and a sentence beside the output says so.
        name = schema_of(words)
        schema = json.loads(schemas.path_of(name).read_text("utf-8"))
        assert [error.message for error in Draft202012Validator(schema).iter_errors(json.loads(out))] == [], words
        seen.add(name)

    assert {"log", "day", "report"} <= seen


def test_what_writes_json_is_not_loaded_before_it_is_written() -> None:
    code = "import achilles_tui.cli.main, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    writers = {kind.__module__ for kind in schemas.DOCUMENTS.values()}
    assert writers.isdisjoint(done.stdout.split())


def test_every_command_that_writes_json_has_a_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def told(*words: str) -> str:
        assert run(tmp_path, *words, "--help") == 0
        return capsys.readouterr().out

    def below(*words: str) -> Iterator[tuple[str, ...]]:
        text = told(*words)
        names = re.findall(r"^    ([a-z]+)\b", text.partition("COMMAND\n")[2], re.MULTILINE)
        for name in names:
            yield from below(*words, name)
        if not names and "--json" in text:
            yield words

    assert set(below()) == {tuple(word for word in words if not word.startswith("-")) for words in COMMANDS}
