"""Whatever lies where a program should: a clear sentence or harmless plain text, soon, and never a traceback."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.base.text import harmless
from achilles_tui.domain.programs.program import Exercise, Program
from achilles_tui.domain.programs.pt_doses import PtDoses
from achilles_tui.storage.files.paths import shipped_programs
from achilles_tui.storage.stores.program_files import checked_file, parse_program_file
from achilles_tui.storage.stores.programs import check, read_library
from achilles_tui.storage.toml.documents import document
from achilles_tui.storage.toml.problems import BadProgramFile
from achilles_tui.storage.toml.reading import PROGRAM_BYTES
from achilles_tui.text.programs import program_lines
from tests.storage.toml.written import (
    DOSE,
    EXERCISE,
    HEAD,
    PROGRAM,
    RAISE,
    SHIPPED,
    problems,
    sentences,
    underlined,
    with_line,
)  # fmt: skip
from tests.storage.work import calls_of
from tests.strategies import EXERCISES, PROGRAMS, PT_DOSES, damaged

NO_ID = "expected an id: small letters, digits and hyphens, a letter first, 64 at most."
TEMPO = "tempo = { rise = 2, lower = 3 }"
WORDS = {
    "sets = 3": [
        ("sets = 0", "9:1: {dose}, sets: 0 is less than 1."),
        ("sets = true", "9:1: {dose}, sets: expected a whole number or a list, got true or false."),
        ("sets = 2.5", "9:1: {dose}, sets: expected a whole number or a list, got a number."),
        ("sets = [1, 2, 3]", "9:1: {dose}, sets: a range has two numbers, such as [8, 12]."),
        ("sets = 3\nsest = 4", "10:1: {dose}, sest: there is no key `sest` here; did you mean `sets`?"),
        ("", "7:3: {dose}: the key `sets` is missing."),
    ],
    "reps = 10": [("reps = 1_000_000_000", "10:1: {dose}, reps: 1000000000 is more than 100.")],
    "rest = { sets = 120, exercises = 120 }": [
        ("rest = { sets = 144000, exercises = 120 }", "12:10: {dose}, rest.sets: 144000 is more than 3600."),
        ("rest = { sets = 120, exercises = inf }", "12:22: {dose}, rest.exercises: inf cannot be saved."),
    ],
    TEMPO: [
        ("tempo = { rise = 2, lower = -3 }", "11:21: {dose}, tempo.lower: -3 is not more than 0."),
        ("tempo = { rise = 2, lower = nan }", "11:21: {dose}, tempo.lower: nan cannot be saved."),
        ("tempo = { rise = 2, lower = -inf }", "11:21: {dose}, tempo.lower: -inf cannot be saved."),
        ("tempo = { rise = 2 }", "11:1: {dose}, tempo: a raise needs the keys `rise` and `lower`."),
        (
            "tempo = { ease_in = 5, hold = 45, ease_out = 3 }",
            "11:1: {dose}, tempo: 'soleus-heel-raise' is of category eccentric: it needs rise and lower.",
        ),
    ],
    'id = "soleus-heel-raise"': [
        (
            'id = "../soleus-heel-raise"',
            '8:1: exercise 1 "../soleus-heel-raise", id: {name}',
        ),
        (
            'id = "hop"',
            (
                "8:1: exercise 1 \"hop\", id: 'hop' is not a known exercise; "
                "`programs list --exercises` names them."
            ),
        ),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("good", "bad", "says"), [(good, bad, says) for good, told in WORDS.items() for bad, says in told]
)
def test_each_slip_is_told_at_its_place(tmp_path: Path, good: str, bad: str, says: str) -> None:
    dose = 'exercise 1 "soleus-heel-raise"'

    assert sentences(tmp_path, with_line(good, bad)) == [f"mine.toml:{says.format(dose=dose, name=NO_ID)}"]


def test_an_exercise_that_stands_twice_is_told_at_the_second(tmp_path: Path) -> None:
    assert sentences(tmp_path, PROGRAM + RAISE) == [
        "mine.toml:15:1: exercise 2 \"soleus-heel-raise\", id: exercise 'soleus-heel-raise' stands twice."
    ]


def test_an_id_that_leads_out_of_the_folder_is_none(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, with_line('id = "mine"', 'id = "../mine"'))

    assert problem.sentence.endswith(f":2:1: id: {NO_ID}")


def test_an_id_with_a_line_feed_at_its_end_is_none(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, with_line('id = "mine"', 'id = "mine\\n"'), "mine\n")

    assert "id: expected an id" in problem.sentence
    assert "\n" not in problem.sentence


NO_TOML: list[tuple[bytes, str]] = [
    (PROGRAM.encode() + b"sets = = 3\n", "14:8: is not valid TOML"),
    (b"a = 1\na = 2\n", "2:6: is not valid TOML"),
    (b"[a]\n[a]\n", "2:3: is not valid TOML"),
    (b"a = [1,\r\n\r\n", "1:8: is not valid TOML"),
    (b"a = 1\nb = 'x\x00'\n", "2:7: is not valid TOML"),
    (b"\x00", "1:1: is not valid TOML"),
    (b'a = 1\nb = "\xfc"\n', "2:6: is not UTF-8 text: byte 12 is wrong"),
    (b"\xef\xbb\xbf" + PROGRAM.encode(), "1:1: begins with a byte order mark"),
    (b"#" * (PROGRAM_BYTES + 1), " is larger than 256 KiB"),
    (b"a = 0x" + b"f" * 6000, " one of its numbers is far too long"),
    (b"format = 0x" + b"f" * 6000, " one of its numbers is far too long"),
    (b"a = " + b"9" * 6000, "1:6005: is not valid TOML"),
    (b"format = 2\n" + PROGRAM.encode()[11:], " was written by a newer version"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "says"), NO_TOML, ids=[says for _, says in NO_TOML])
def test_what_is_no_file_of_ours_is_told_with_its_place(tmp_path: Path, data: bytes, says: str) -> None:
    (sentence,) = sentences(tmp_path, data)

    assert sentence.startswith(f"mine.toml:{says}")


@pytest.mark.parametrize("depth", [33, 100, 300, 330, 490, 2000])
@pytest.mark.parametrize(("opened", "closed"), [("[", "]"), ("{a=", "}"), ("a.", "")])
def test_what_is_nested_deep_is_refused_whether_the_parser_could_read_it_or_not(
    tmp_path: Path, opened: str, closed: str, depth: int
) -> None:
    before = "" if opened == "a." else "a = "
    (sentence,) = sentences(tmp_path, f"{before}{opened * depth}{'a = 1' if not before else '1'}{closed * depth}\n")

    assert sentence == "mine.toml: is nested far deeper than it should be and is not read."


def test_what_is_nested_a_little_less_is_an_unknown_key_like_any_other(tmp_path: Path) -> None:
    (sentence,) = sentences(tmp_path, with_line("sets = 3", f"sets = 3\nnest = {'[' * 25}{']' * 25}"))

    assert sentence == (
        'mine.toml:10:1: exercise 1 "soleus-heel-raise", nest: there is no key `nest` here; did you mean `rest`?'
    )


def test_a_link_is_read_through(tmp_path: Path) -> None:
    (tmp_path / "there").write_text(PROGRAM)
    (tmp_path / "mine.toml").symlink_to("there")

    assert check(tmp_path / "mine.toml", SHIPPED) == ()


def test_what_is_no_file_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.symlink_to(path)
    assert "cannot be read: Too many levels" in check(path, SHIPPED)[0].sentence
    path.unlink()
    os.mkfifo(path)
    assert "is not a regular file" in check(path, SHIPPED)[0].sentence
    path.unlink()
    path.mkdir()
    assert "cannot be read: Is a directory" in check(path, SHIPPED)[0].sentence
    path.rmdir()
    assert check(path, SHIPPED)[0].sentence == f"{path}: there is no such file."


DRIVING = {"\x1b", "\x07", "\x9b", "\u202e", "\u200b"}
EVIL = ["[/left]", "[link=x]y", "a\x1b[2Jb", "a\x1b]0;owned\x07b", "a\x9b31mb", "a\u202eb", "a\u200bb"]


@pytest.mark.parametrize("text", EVIL)
def test_a_text_that_would_drive_a_terminal_is_plain_text_in_every_list(tmp_path: Path, text: str) -> None:
    told = tomli_w.dumps({"title": text})
    (tmp_path / "mine.toml").write_text(with_line('title = "Mine"\n', told))

    shelf = read_library(shipped_programs(), tmp_path)

    assert shelf.problems == ()
    shown = "\n".join(program_lines(shelf, None))
    assert not set(shown) & DRIVING
    assert harmless(text) in shown


@pytest.mark.parametrize("text", EVIL)
def test_a_key_that_would_drive_a_terminal_is_plain_text_where_it_is_told(tmp_path: Path, text: str) -> None:
    (problem,) = problems(tmp_path, f"{HEAD}{tomli_w.dumps({text: 1})}{RAISE}")

    assert not set("".join(problem.lines)) & DRIVING
    assert f"there is no key `{harmless(text)}` here" in problem.sentence
    assert problem.spot == (6, 1)


def test_a_name_of_a_file_drives_no_terminal_either(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "format = [", "a\x1b[2J\nb")

    assert problem.sentence.startswith(f"{tmp_path}/a\ufffd[2J b.toml:1:11: is not valid TOML")


# At its largest, each keeps to all limits of reading, so that it is all looked through.
SLOW: dict[str, tuple[Callable[[int], str], int]] = {
    "empty exercises": (lambda number: HEAD + "exercise = [" + "{},\n" * number + "]\n", 30_000),
    "exercises without doses": (lambda number: HEAD + each('[[exercise]]\nid = "a%d"\n', number), 9_900),
    "exercises that are unknown": (lambda number: HEAD + "[defaults]\n" + DOSE.partition("\n")[2]
        + each('[[exercise]]\nid = "soleus-heel-raise%d"\n', number), 6_000),
    "exercises that stand twice": (lambda number: HEAD + "exercise = ["
        + "{id='soleus-stretch', sets=[2,1]},\n" * number + "]\n", 6_500),
    "unknown keys": (lambda number: HEAD + each("titl%d = 1\n", number), 16_000),
    "unknown keys of exercises": (lambda number: HEAD + "exercise = [" + "{sest=1,resp=2},\n" * number + "]\n", 12_000),
    "origins of no number": (lambda number: PROGRAM + "[exercise.provenance]\n"
        + each("a%d = 'ours'\n", number), 14_000),
    "odd numbers": (lambda number: HEAD + "review_weeks = [" + "nan,\n" * number + "]\n", 40_000),
    "stages": (lambda number: HEAD + each("[[stage]]\nweeks = [%d, 1]\n", number), 9_000),
    "a long key": (lambda number: HEAD + f"{'x' * number} = 1\n" + RAISE, 60_000),
    "long ids": (lambda number: HEAD + each(f"[[exercise]]\nid = '{'x' * number}%d'\n", 4), 60_000),
    "dots": (lambda number: HEAD + each(f"{'.'.join('abcdefgh')}%d = 1\n", number), 500),
}  # fmt: skip
"""What is slow to check: how so many parts of it are made, and with how many it is about as large as it may be."""


def each(line: str, number: int) -> str:
    """Return a line so many times, each with its number in it."""
    return "".join(line % one for one in range(number))


@pytest.mark.parametrize("name", SLOW)
def test_the_work_of_checking_grows_no_faster_than_the_file(tmp_path: Path, name: str) -> None:
    make, most = SLOW[name]
    small, large = make(most // 32), make(most // 8)

    assert calls_of(problems, tmp_path, large) <= 5 * calls_of(problems, tmp_path, small), "four times, and a little"


CHECK = """
import json, resource, sys
from pathlib import Path
from achilles_tui.storage.stores.programs import check, read_library
shelf = read_library(Path(sys.argv[1]), Path("/nowhere"))
told = [[one.lines for one in check(Path(name), shelf)] for name in sys.argv[2:]]
status = Path("/proc/self/status")
# The kernel's own count begins with this program; that of getrusage with whoever started it.
lines = status.read_text().splitlines() if status.exists() else []
kibibytes = [int(line.split()[1]) for line in lines if line.startswith("VmHWM")]
json.dump([kibibytes or [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss], told], sys.stdout)
"""


def test_the_largest_files_take_no_hundred_megabytes_and_are_told_in_a_hundred_short_problems(tmp_path: Path) -> None:
    for name, (make, most) in SLOW.items():
        text = make(most)
        assert len(text) <= PROGRAM_BYTES
        (tmp_path / f"{name}.toml").write_text(text)
    files = [str(path) for path in sorted(tmp_path.glob("*.toml"))]
    root = Path(__file__).parents[3]

    done = subprocess.run(
        [sys.executable, "-c", CHECK, str(root / "programs"), *files],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )

    (memory,), told = json.loads(done.stdout)
    kibibytes = memory // (1024 if sys.platform == "darwin" else 1)
    assert kibibytes < 100 * 1024 + resource.getpagesize()
    for found in told:
        assert 0 < len(found) <= 101
        assert not any("far more in it than it should" in line for line in found[0])
        assert max(len(line) for lines in found for line in lines) < 700


TOML_BYTES = st.lists(
    st.sampled_from(
        ["=", "[", "]", "[[", "{", "}", ".", ",", "\n", '"', "'''", "#", "id", "exercise", "tempo", "1", "x"]
    )
    | st.sampled_from(["0x", "inf", "\r\n", "\t", "\\u0041", "ü", "2026-01-01", "T07:00", "true", "-", "e9", "_"])
).map(lambda parts: "".join(parts).encode())
ANY_BYTES = st.binary(max_size=200) | TOML_BYTES


@given(ANY_BYTES | ANY_BYTES.map(lambda tail: PROGRAM.encode() + tail))
def test_any_bytes_are_a_program_or_are_told_as_bad(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "mine.toml"
    path.write_bytes(data)
    for read in (
        lambda: checked_file(parse_program_file(path), Program),
        lambda: checked_file(parse_program_file(path), Exercise),
        lambda: checked_file(parse_program_file(path), PtDoses),
    ):
        with suppress(BadProgramFile):
            read()
    assert_spots_inside(path)


@given((PROGRAMS | EXERCISES | PT_DOSES).map(document).flatmap(damaged))
def test_any_damaged_document_is_well_or_told_inside_its_file(
    tmp_path_factory: pytest.TempPathFactory, tables: dict[str, object]
) -> None:
    path = tmp_path_factory.getbasetemp() / "mine.toml"
    path.write_bytes(tomli_w.dumps(tables).encode("utf-8", "surrogatepass"))
    assert_spots_inside(path)


def assert_spots_inside(path: Path) -> None:
    lines = path.read_bytes().decode(errors="replace").split("\n")
    for problem in check(path, SHIPPED):
        assert problem.fault
        line, column = problem.spot or (1, 1)
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
        assert problem.source in {lines[line - 1].rstrip("\r"), ""}


def test_an_exercise_is_checked_just_so(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, with_line('position = "Stand."', 'positon = "Stand."', EXERCISE))[1:]

    assert problem.sentence.endswith(":5:1: positon: there is no key `positon` here; did you mean `position`?")
    assert underlined(problem) == 'positon = "Stand."'
