"""Who may know whom, checked where a static graph cannot see: in a clean interpreter. And files stay short."""

import ast
import re
import subprocess
import sys
import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "achilles_tui"
MODULES = sorted(PACKAGE.rglob("*.py"))
PURE = [
    *(".".join(path.relative_to(ROOT).with_suffix("").parts) for path in (PACKAGE / "domain").rglob("[!_]*.py")),
    "achilles_tui.application.runner",
    "achilles_tui.system.clock",
]
SCREEN = {"textual", "rich"}
FILES = {"tomli_w", "tomllib", "platformdirs", "filelock"}
LOOKED_THROUGH = ("achilles_tui", "programs", "screenshots", "tests", ".ci")
BUILD_MACHINE = re.compile(r"(?<![\w.~$}])/(?:home/(?!someone\b)|root/|work/)")
"""A path of a real machine; `someone` lives in examples."""


def loaded_by(*modules: str) -> set[str]:
    """Return the top-level names in `sys.modules` after a clean interpreter has imported these."""
    imports = "; ".join(f"import {module}" for module in modules)
    code = f"{imports}; import sys; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_the_core_and_the_runner_load_no_screen_and_no_file_format() -> None:
    assert not loaded_by(*PURE) & (SCREEN | FILES | {"pydantic", "sqlite3"})


def test_the_command_line_loads_no_screen_before_it_opens_one() -> None:
    assert not loaded_by("achilles_tui.cli.main") & SCREEN


def test_the_command_line_loads_no_calendar_before_it_writes_one() -> None:
    assert not loaded_by("achilles_tui.cli.main") & {"icalendar", "dateutil"}


def test_storage_and_services_load_no_screen() -> None:
    assert not loaded_by("achilles_tui.application.sessions") & SCREEN


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_file_is_a_house_of_its_own(path: Path) -> None:
    limit = 200 if path in {PACKAGE / "tui" / "app.py", PACKAGE / "application" / "runner.py"} else 400
    assert len(path.read_text("utf-8").splitlines()) < limit


def test_a_folder_has_at_most_sixteen_files_of_its_own() -> None:
    folders = {path.parent for path in MODULES}
    crowded = {folder.name: len(list(folder.glob("*.py"))) for folder in folders}
    assert {name: count for name, count in crowded.items() if count > 16} == {}


def test_half_of_all_files_have_at_most_120_lines() -> None:
    assert median(len(path.read_text("utf-8").splitlines()) for path in MODULES) <= 120


OWN_MODULES = """
own = {name for name, module in sys.modules.items() if name.startswith("achilles_tui.") and module.__file__}
print(*sorted(name for name in own if not sys.modules[name].__file__.endswith("__init__.py")))
"""
"""Lines of a program that print which files of ours it has loaded."""

COMMAND = f"""
import contextlib, io, sys
from achilles_tui.main import main
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    main(sys.argv[1:])
{OWN_MODULES}
"""
"""A program that runs a command."""

FIRST_FRAME = f"""
import asyncio, os, sys
import achilles_tui.cli.screen
from achilles_tui.main import RealServices
from achilles_tui.storage.files.paths import folders
from achilles_tui.tui.app import AchillesApp
from achilles_tui.tui.pages import today
from achilles_tui.tui.widgets.line import Line
today.AHEAD = 3600.0  # what is read ahead is no part of the first frame
async def show():
    app = AchillesApp(RealServices(folders(sys.argv[2], sys.argv[4], environ=os.environ)))
    async with app.run_test() as pilot:
        while not (isinstance(app.screen, today.TodayScreen) and app.screen.query_one("#choice-rows", Line).text):
            await pilot.pause()
asyncio.run(show())
{OWN_MODULES}
"""
"""A program that opens the screen until Today shows what can be started."""


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return the options for the folders of somebody who trained yesterday."""
    home = tmp_path_factory.mktemp("home")
    yesterday = datetime.now().astimezone().date() - timedelta(days=1)
    table = home / "past.csv"
    table.write_text(f"day,exercise,reps_done,pain_after,morning_pain\n{yesterday},soleus-heel-raise,15,1,2\n")
    places = ["--data-dir", str(home / "data"), "--config-dir", str(home / "config")]
    setup = ["setup", "--program", "eccentric", "--side", "left", "--region", "mid-portion", "--no-red-flags"]
    for words in (setup, ["import", str(table)]):
        run = [sys.executable, "-m", "achilles_tui", *places, *words]
        subprocess.run(run, cwd=ROOT, capture_output=True, check=True)
    return places


def files_loaded(program: str, *words: str) -> list[str]:
    """Return which files of ours a clean interpreter has loaded after a program."""
    done = subprocess.run(
        [sys.executable, "-c", program, *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.parametrize(("command", "most"), [("--help", 6), ("paths", 9), ("status", 66), ("today", 67)])
def test_a_command_loads_itself_alone(places: list[str], command: str, most: int) -> None:
    loaded = files_loaded(COMMAND, *places, command)
    assert len(loaded) <= most, loaded


def test_the_first_frame_of_today_loads_what_it_shows_and_nothing_that_opens_later(places: list[str]) -> None:
    loaded = files_loaded(FIRST_FRAME, *places)
    later = re.compile(
        r"achilles_tui\.(?:exports|tui\.(?:dialogs|flow|session)|domain\.(?:csv_import|describe|forms|history)"
        r"|tui\.pages\.(?!modes|page$|today)|storage\.files\.atomic|application\.runner)"
    )
    assert not [name for name in loaded if later.match(name)]
    assert len(loaded) <= 106, loaded


def test_the_clock_of_the_machine_is_read_in_one_place() -> None:
    reading = re.compile(r"\b(?:datetime\.now|date\.today|time\.(?:time|monotonic|perf_counter|sleep))\b")
    readers = {path.relative_to(PACKAGE).as_posix() for path in MODULES if reading.search(path.read_text("utf-8"))}
    assert not {one for one in readers if one.startswith("domain/")}
    assert readers.isdisjoint({"application/runner.py", "system/clock.py"})


def texts() -> list[Path]:
    """Return every text of the project that is looked through."""
    below = (path for folder in LOOKED_THROUGH for path in (ROOT / folder).rglob("*"))
    return [path for path in (*ROOT.glob("*.*"), *below) if path.is_file() and path.suffix != ".pyc"]


def test_no_file_names_a_place_on_the_machine_it_was_written_on() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in texts()
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        if BUILD_MACHINE.search(line)
    ]
    assert found == []


KEY = re.compile(
    r"(?:^|[\s(])(?:[a-z!?/]|[Ee]nter|[Ee]sc|[Ss]pace|[Bb]ackspace)"
    r" (?:tells?|takes|records|answers|says|goes|does|asks|shows|opens|undoes|begins|skips|deletes|pauses)\b"
    r"|\b(?:[Pp]ress|[Kk]ey) (?:[a-z!?/]|[Ee]nter|[Ee]sc|[Ss]pace)\b"
)
"""A sentence in which a key does something."""


def test_no_sentence_names_a_key_but_the_screens_own() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}: {node.value}"
        for path in MODULES
        if PACKAGE / "tui" not in path.parents
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.search(node.value)
    ]
    assert not found, "\n".join(found)


def test_the_tests_need_nothing_that_their_extra_does_not_install() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = {re.split(r"[<>=\[]", one)[0] for one in (*project["dependencies"], *extras["ics"], *extras["test"])}
    trees = [ast.parse(path.read_text("utf-8")) for path in (ROOT / "tests").rglob("*.py")]
    imported = {one.module or "" for tree in trees for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)}
    imported |= {
        name.name for tree in trees for one in ast.walk(tree) if isinstance(one, ast.Import) for name in one.names
    }
    others = (
        {name.partition(".")[0] for name in imported}
        - sys.stdlib_module_names
        - {"achilles_tui", "screenshots", "tests"}
    )
    brought = {"rich": "textual", "markdown_it": "markdown-it-py", "tomli_w": "tomli-w"}
    assert {brought.get(name, name) for name in others} <= wanted
