"""The guides are as the code has them in their generated parts, and every link in them leads somewhere."""

import re
import shlex
from itertools import chain
from pathlib import Path

import pytest

from achilles_tui.cli.main import _parser
from achilles_tui.tui import keys
from tests.guides import DOCS, GENERATED, files
from tests.remake import ROOT, remade_by

GUIDES = [*ROOT.glob("*.md"), *DOCS.glob("*.md"), *GENERATED]
ROOMS = ("achilles_tui", "docs", "programs", "screenshots", "tests", ".ci")
NAMED_FILE = re.compile(r"`([\w./<>*{}-]+(?:/|\.(?:py|toml|md|tcss|json)))`")
"""What looks like the path of a file or a folder; it may be named from inside its room."""

LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("path", GENERATED, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_guide_is_as_the_code_has_it(path: Path) -> None:
    assert path.read_text("utf-8") == files()[path], remade_by("guides")


@pytest.mark.parametrize("path", sorted(set(GUIDES)), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_of_a_guide_leads_to_a_file(path: Path) -> None:
    links = LINK.findall(path.read_text("utf-8"))

    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_command_of_the_readme_can_be_given(capsys: pytest.CaptureFixture[str]) -> None:
    lines = re.findall(r"^\.venv/bin/achilles-tui .*$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    commands = [shlex.split(line, comments=True)[1:] for line in lines]

    assert {words[0] for words in commands} >= {"setup", "start", "today", "checkin", "log", "report"}
    for words in commands:
        _parser().parse_args(words)
    assert capsys.readouterr().err == ""


def test_every_key_of_the_program_is_in_the_guide() -> None:
    tables = [
        value for value in vars(keys).values() if isinstance(value, tuple) and isinstance(value[0], keys.KeyAction)
    ]

    guide = (DOCS / "keys.md").read_text("utf-8")
    assert len(tables) > 10
    for move in chain(*tables):
        assert f"| `{move.key_text}` | {move.help} |" in guide, remade_by("guides")


@pytest.mark.parametrize("guide", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_file_that_a_guide_names_is_there(guide: str) -> None:
    names = {name for name in NAMED_FILE.findall((ROOT / guide).read_text("utf-8")) if not set(name) & set("<*{")}
    files = [*ROOT.glob("*"), *(path for room in ROOMS for path in (ROOT / room).rglob("*"))]
    paths = {path.relative_to(ROOT).as_posix() for path in files}

    assert len(names) > 10
    assert sorted(name for name in names if not any(f"/{path}".endswith(f"/{name.strip('/')}") for path in paths)) == []


def test_every_room_is_in_the_tree_of_the_architecture() -> None:
    tree = (ROOT / "ARCHITECTURE.md").read_text("utf-8").partition("## The tree")[2].partition("## ")[0]
    package = ROOT / "achilles_tui"
    rooms = {path.parent.relative_to(package).name for path in package.rglob("__init__.py")} - {""}

    assert sorted(room for room in rooms if f"{room}/" not in tree) == []


def test_the_readme_leads_to_every_guide() -> None:
    links = LINK.findall((ROOT / "README.md").read_text("utf-8"))

    assert {path.relative_to(ROOT).as_posix() for path in DOCS.glob("*.md")} <= set(links)
    assert {"ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"} <= set(links)
