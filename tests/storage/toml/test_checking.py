"""A file of a program says all that is wrong with it at once, each thing at its line, with a caret below its place."""

from pathlib import Path

import pytest
from hypothesis import given
from msgspec import ValidationError, convert

from achilles_tui.domain.programs.program import Exercise, Program
from achilles_tui.domain.programs.pt_doses import PtDoses
from achilles_tui.storage.toml.checking import MOST, faults
from achilles_tui.storage.toml.documents import document
from tests.storage.toml.written import EXERCISE, HEAD, PROGRAM, RAISE, problems, sentences, underlined, with_line
from tests.strategies import DOCUMENTS, EXERCISES, PROGRAMS, PT_DOSES, damaged

MANY = """format = 1
id = "mine"
titel = "Mine"
about = 3
source = "me"
review_weeks = [0, 101]

[[exercise]]
id = "gastrocnemius-heel-raise"
sets = 0
reps = 1_000_000_000
tempo = { rise = 2, lower = 3 }
rest = { sets = 120, exercises = 120 }

[[exercise]]
id = "soleus-heel-raise"
sets = "three"
reps = [15, 10]
often.per_day = 1
[exercise.tempo]
rise = 2
\tlower = -3
[exercise.rest]
sets = 144_000
exercises = 120
flor = 60

[[exercise]]
id = "soleus-heel-rise"
sets = 3
reps = 10
tempo = { rise = 2 }
rest = { sets = 120, exercises = nan }
often = { per_day = 1 }
"""
UNKNOWN = "'soleus-heel-rise' is not a known exercise; did you mean 'soleus-heel-raise'?"
ALL_AT_ONCE = """\
mine.toml:1:1: the key `title` is missing.
mine.toml:3:1: titel: there is no key `titel` here; did you mean `title`?
mine.toml:4:1: about: expected a text, got a whole number.
mine.toml:6:17: review_weeks 1: 0 is less than 1.
mine.toml:6:20: review_weeks 2: 101 is more than 100.
mine.toml:8:3: exercise 1 "gastrocnemius-heel-raise": the key `often` is missing.
mine.toml:10:1: exercise 1 "gastrocnemius-heel-raise", sets: 0 is less than 1.
mine.toml:11:1: exercise 1 "gastrocnemius-heel-raise", reps: 1000000000 is more than 100.
mine.toml:17:1: exercise 2 "soleus-heel-raise", sets: expected a whole number or a list, got a text.
mine.toml:18:1: exercise 2 "soleus-heel-raise", reps: reps [15, 10] does not run from low to high.
mine.toml:22:2: exercise 2 "soleus-heel-raise", tempo.lower: -3 is not more than 0.
mine.toml:24:1: exercise 2 "soleus-heel-raise", rest.sets: 144000 is more than 3600.
mine.toml:26:1: exercise 2 "soleus-heel-raise", rest.flor: there is no key `flor` here; did you mean `floor`?
mine.toml:29:1: exercise 3 "soleus-heel-rise", id: {unknown}
mine.toml:32:1: exercise 3 "soleus-heel-rise", tempo: a raise needs the keys `rise` and `lower`.
mine.toml:33:22: exercise 3 "soleus-heel-rise", rest.exercises: nan cannot be saved.""".replace("{unknown}", UNKNOWN)


def test_all_that_is_wrong_is_told_at_once_in_order_of_place(tmp_path: Path) -> None:
    assert sentences(tmp_path, MANY) == ALL_AT_ONCE.splitlines()


def test_with_windows_line_ends_it_is_told_just_the_same(tmp_path: Path) -> None:
    assert problems(tmp_path, PROGRAM.replace("\n", "\r\n")) == ()
    assert sentences(tmp_path, MANY.replace("\n", "\r\n")) == ALL_AT_ONCE.splitlines()


def test_each_problem_shows_its_line_with_a_caret_below_the_place(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, with_line("lower = 3", "lower = -3"))

    assert problem.lines == [
        f'{tmp_path}/mine.toml:11:21: exercise 1 "soleus-heel-raise", tempo.lower: -3 is not more than 0.',
        "  11 | tempo = { rise = 2, lower = -3 }",
        "                           ^",
    ]


TEMPO = "tempo = { rise = 2, lower = 3 }"
WITHOUT_TEMPO = with_line(f"{TEMPO}\n", "")


@pytest.mark.parametrize(
    ("written", "line", "column", "shown"),
    [
        ("\ttempo\t=\t{ rise = 2,\tlower = -3 }", 1, 22, "lower = -3 }"),
        ('tempo = { rise = 2, "größe" = 2, lower = -3 }', 1, 34, "lower = -3 }"),
        ("tempo = { rise = 2, 'ふくら' = 1, lower = -3 }", 1, 32, "lower = -3 }"),
        ("tempo = { rise = 2, 'e\u0301' = 1, lower = -3 }", 1, 31, "lower = -3 }"),
        ("tempo.rise = 2\ntempo . lower = -3", 2, 9, "lower = -3"),
        ("'tempo'.rise = 2\ntempo.\"lower\" = -3", 2, 7, '"lower" = -3'),
        ('[exercise.tempo]\nrise = 2\n"low\\u0065r" = -3', 3, 1, '"low\\u0065r" = -3'),
        ("tempo = { rise = 2, lower = -3 } # lower = -4", 1, 21, "lower = -3 } # lower = -4"),
        ("doubt = '''\nlower = -5\n'''\ntempo = { rise = 2, lower = -3 }", 4, 21, "lower = -3 }"),
    ],
)
def test_the_caret_is_below_the_key_however_it_is_written(
    tmp_path: Path, written: str, line: int, column: int, shown: str
) -> None:
    before = WITHOUT_TEMPO.count("\n")

    found = problems(tmp_path, f"{WITHOUT_TEMPO}{written}\n")

    (problem,) = [one for one in found if one.fault.endswith("tempo.lower: -3 is not more than 0")]
    assert problem.spot == (before + line, column)
    assert underlined(problem) == shown


def test_a_long_line_is_cut_around_the_place(tmp_path: Path) -> None:
    padding = "x" * 300
    text = with_line(TEMPO, f'doubt = "{padding}"\ntempo = {{ rise = 2, "{padding}" = 1, lower = -3 }}')

    (stray, problem) = problems(tmp_path, text)

    assert underlined(problem) == "lower = -3 }"
    assert max(len(line) for one in (stray, problem) for line in one.lines[1:]) < 120


STAGES = f"""{HEAD}
[[stage]]
weeks = [1, 2]
[[stage.exercise]]
id = "soleus-heel-raise"
sets = 3
reps = 10
tempo = {{ rise = 2, lower = 3 }}
rest = {{ sets = 120, exercises = 120 }}
often = {{ per_day = 1 }}

[[stage]]
weeks = [3, 4]
[[stage.exercise]]
id = "soleus-heel-raise"
sets = 3
reps = 10
rest = {{ sets = 120, exercises = 120 }}
[stage.exercise.tempo]
rise = 2
lower = 3
"""


def test_in_a_stage_a_missing_key_points_at_the_table_that_lacks_it(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, STAGES)

    assert problem.sentence.endswith(':19:3: stage 2, exercise 1 "soleus-heel-raise": the key `often` is missing.')
    assert underlined(problem) == "stage.exercise]]"


@pytest.mark.parametrize(
    ("weeks", "says"),
    [
        ("[2, 4]", "18:1: stage 2, weeks: weeks [2, 4] overlap the stage before, which ends with week 2."),
        ("[4, 5]", "18:1: stage 2, weeks: weeks [4, 5] leave a gap: week 3 is in no stage."),
        ("[4, 3]", "18:1: stage 2, weeks: weeks [4, 3] do not run from the first to the last."),
        ("[0, 3]", "18:10: stage 2, weeks 1: 0 is less than 1."),
        ("[3]", "18:1: stage 2, weeks: expected a list of length 2, got 1."),
        ('"3-4"', "18:1: stage 2, weeks: expected a list, got a text."),
    ],
)
def test_weeks_that_are_not_one_row_are_told(tmp_path: Path, weeks: str, says: str) -> None:
    text = with_line("weeks = [3, 4]", f"weeks = {weeks}", STAGES)

    assert f"mine.toml:{says}" in sentences(tmp_path, text)


def test_an_inline_list_of_exercises_is_told_element_by_element(tmp_path: Path) -> None:
    text = f'{HEAD}exercise = [\n  {{ id = "soleus-stretch" }}, # no numbers\n  3,\n]\n'

    found = sentences(tmp_path, text)

    assert 'mine.toml:7:3: exercise 1 "soleus-stretch": the key `sets` is missing.' in found
    assert "mine.toml:8:3: exercise 2: expected a table, got a whole number." in found


DEFAULTS = f"""{HEAD}
[defaults]
sets = [3, 500]
tempo = {{ rise = 2, lower = -3 }}
rest = {{ sets = 120, floor = 60 }}
often = {{ per_day = 1 }}
loadd = "none"

[[exercise]]
id = "soleus-heel-raise"
reps = 10
rest.exercises = 120

[[exercise]]
id = "gastrocnemius-heel-raise"
reps = 10
rest.exercises = 50
"""


def test_a_default_that_is_wrong_is_told_once_where_it_stands(tmp_path: Path) -> None:
    assert sentences(tmp_path, DEFAULTS) == [
        "mine.toml:8:12: defaults.sets 2: 500 is more than 100.",
        "mine.toml:9:21: defaults.tempo.lower: -3 is not more than 0.",
        'mine.toml:10:22: exercise 2 "gastrocnemius-heel-raise", rest.floor: floor is at most each rest.',
        "mine.toml:12:1: defaults.loadd: there is no key `loadd` here; did you mean `load`?",
    ]


@pytest.mark.parametrize(
    ("default", "says"),
    [
        ('sets = "three"', "7:1: defaults.sets: expected a whole number or a list, got a text."),
        ("rest = { sets = -1 }", "7:10: defaults.rest.sets: -1 is less than 0."),
        ("tempo = { rise = 2 }", "7:1: defaults.tempo: a raise needs the keys `rise` and `lower`."),
        ('id = "soleus-heel-raise"', "7:1: defaults.id: there is no key `id` here."),
        ("reps = inf", "7:1: defaults.reps: inf cannot be saved."),
    ],
)
def test_a_default_that_no_exercise_takes_has_to_be_right_too(tmp_path: Path, default: str, says: str) -> None:
    assert sentences(tmp_path, f"{HEAD}[defaults]\n{default}\n{RAISE}") == [f"mine.toml:{says}"]


def test_defaults_that_are_no_table_are_told(tmp_path: Path) -> None:
    assert sentences(tmp_path, f"{HEAD}defaults = 3\n{RAISE}") == [
        "mine.toml:6:1: defaults: defaults must be a table of keys that apply to every exercise."
    ]


def test_the_origin_of_a_default_goes_only_with_a_number_that_is_there(tmp_path: Path) -> None:
    text = f"""{HEAD}
[defaults]
rest = {{ sets = 120, exercises = 120, floor = 60 }}
[defaults.provenance]
"rest.floor" = "my PT"
"tempo.hold" = "ours"

{with_line("rest = { sets = 120, exercises = 120 }", "rest.floor = 0", RAISE)}"""

    assert problems(tmp_path, text) == ()


def test_of_very_much_the_first_is_told_and_that_there_is_more(tmp_path: Path) -> None:
    found = sentences(tmp_path, HEAD + "".join(f"x{number} = 1\n" for number in range(5000)))

    assert found[0] == "mine.toml:6:1: x0: there is no key `x0` here."
    assert len(found) == MOST + 1
    assert found[-1] == f"mine.toml: there is more wrong than these {MOST} problems."


def test_a_file_says_by_itself_whether_it_is_an_exercise_and_else_its_folder_does(tmp_path: Path) -> None:
    folder = tmp_path / "exercises"
    folder.mkdir()

    assert problems(tmp_path, EXERCISE) == ()
    assert "the key `about` is missing" in sentences(tmp_path, 'format = 1\nid = "mine"\n')[0]
    assert "the key `category` is missing" in sentences(folder, 'format = 1\nid = "mine"\n')[0]


@pytest.mark.parametrize("kind", [Program, Exercise, PtDoses])
@given(DOCUMENTS)
def test_any_document_has_faults_exactly_when_it_does_not_convert(
    kind: type[Program] | type[Exercise] | type[PtDoses], tables: dict[str, object]
) -> None:
    assert (faults(tables, kind) == []) == converts(tables, kind)


@given((PROGRAMS | PT_DOSES | EXERCISES).map(document).flatmap(damaged))
def test_a_document_with_one_thing_spoilt_has_faults_exactly_when_it_does_not_convert(
    tables: dict[str, object],
) -> None:
    for kind in (Program, Exercise, PtDoses):
        assert (faults(tables, kind) == []) == converts(tables, kind)


def converts(tables: dict[str, object], kind: type) -> bool:
    """Say whether msgspec takes a document."""
    try:
        convert(tables, kind)
    except ValidationError:
        return False
    return True
