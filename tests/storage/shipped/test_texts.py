"""The texts that ship, and what a person who changes one is told of a slip."""

import re
from pathlib import Path

import pytest

from achilles_tui.domain.base.errors import BadFile
from achilles_tui.main import RealServices
from achilles_tui.storage.files.paths import folders, shipped_programs
from achilles_tui.storage.stores.programs import check
from achilles_tui.storage.stores.shipped_texts import RED_FLAGS, TOPICS, read_red_flags, read_topics
from achilles_tui.storage.toml.problems import BadProgramFile
from tests.domain.pain_rule.judging import RULE
from tests.storage.stores.shipped import shelf

READERS = {RED_FLAGS: read_red_flags, TOPICS: read_topics}

# Written out from section 6 of the project's rules. The ids stand in people's own files: none is ever changed.
KINDS = {
    "under-18": "age",
    "pop-or-blow": "stop",
    "cannot-rise": "stop",
    "swollen-calf": "stop",
    "fluoroquinolone": "stop",
    "steroid-injection": "stop",
    "infection": "stop",
    "night-pain": "stop",
    "bone-pain": "stop",
    "numbness": "stop",
    "fall-or-surgery": "stop",
    "health-history": "ask",
    "inflammation": "ask",
    "usual-pain": "ask",
}


def broken(folder: Path, texts: Path, *changes: tuple[str, str]) -> Path:
    """Write texts that ship with some changes, and return the folder that holds them."""
    text = (shipped_programs() / texts).read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / texts).parent.mkdir()
    (folder / texts).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("texts", READERS, ids=str)
def test_what_ships_is_well(texts: Path) -> None:
    assert check(shipped_programs() / texts, shelf()) == ()


def test_the_questions_are_those_of_the_rules_in_their_order() -> None:
    assert {question.id: question.kind for question in read_red_flags(shipped_programs())} == KINDS
    assert [question.id for question in read_red_flags(shipped_programs())] == list(KINDS)


def test_numbers_that_a_question_shares_with_the_pain_rule_are_the_same() -> None:
    texts = {question.id: question.text for question in read_red_flags(shipped_programs())}

    assert f"usual pain {RULE.advice.usual_pain} or more" in texts["usual-pain"]
    assert f"over {RULE.advice.stiffness_minutes} minutes" in texts["inflammation"]


def test_the_texts_are_not_taken_for_programs() -> None:
    assert shelf().problems == ()
    assert not {"topics", "red-flags"} & shelf().programs.keys()


@pytest.mark.parametrize(
    ("texts", "old", "new", "sentence"),
    [
        (RED_FLAGS, 'kind = "age"', 'kind = "young"', ':13:1: question 1 "under-18", kind: \'young\' is not one of'),
        (RED_FLAGS, 'origin = "ours"\n', "", ':11:3: question 1 "under-18": the key `origin` is missing.'),
        (RED_FLAGS, 'origin = "ours"', 'origin = "a book"', ':16:1: question 1 "under-18", origin: expected where the'),
        (RED_FLAGS, "kind =", "lock = 1\nkind =", ':13:1: question 1 "under-18", lock: there is no key `lock` here.'),
        (RED_FLAGS, '"pop-or-blow"', '"under-18"', ":19:1: question 2 \"under-18\", id: question 'under-18' stands"),
        (RED_FLAGS, "format = 1", "format = 2", "was written by a newer version of this program"),
        (RED_FLAGS, '"ours"', '"ours', ":16:15: is not valid TOML"),
        (TOPICS, "{pain_calm} or", "{pain_clam} or", "text: nothing is called {pain_clam}; did you mean {pain_calm}?"),
        (TOPICS, "{claim.yes}", "{claim.no}", "paragraph 1, points 1: nothing is called {claim.no}"),
        (TOPICS, "{about}", "{about", "text: a brace has no partner"),
        (TOPICS, "{about}", "{min_days_of}", "nothing is called {min_days_of}"),
        (TOPICS, 'origin = "article"\n', "", "paragraph 1: the key `origin` is missing: every paragraph names"),
        (TOPICS, 'text = "{about}"\norigin = "ours"', 'text = "{about}"', "the key `origin` is missing: every"),
        (TOPICS, "rows = true", "", "a paragraph has one of `text`, `points`, `questions` and `rows`."),
        (TOPICS, "rows = true", 'rows = true\ntext = "Rows."', "a paragraph has one of `text`, `points`, `questions`"),
        (TOPICS, 'questions = "stop"', 'questions = "go"', "questions: 'go' is not one of"),
        (TOPICS, 'id = "evidence"', 'id = "types"', "topic 2 \"types\", id: topic 'types' stands twice."),
        (TOPICS, "needs_rule = true", "needs_rules = true", "there is no key `needs_rules` here; did you mean"),
    ],
)  # fmt: skip
def test_a_slip_is_one_sentence_with_its_place(tmp_path: Path, texts: Path, old: str, new: str, sentence: str) -> None:
    folder = broken(tmp_path, texts, (old, new))

    with pytest.raises(BadFile, match=re.escape(sentence)) as error:
        READERS[texts](folder)

    assert str(error.value).startswith(str(folder / texts))
    assert [problem.sentence for problem in check(folder / texts, shelf())] == [str(error.value)]


@pytest.mark.parametrize(("texts", "key"), [(RED_FLAGS, "question"), (TOPICS, "topic")])
def test_a_file_without_any_text_is_refused(tmp_path: Path, texts: Path, key: str) -> None:
    (tmp_path / texts).parent.mkdir()
    (tmp_path / texts).write_text(f"format = 1\n{key} = []\n")

    with pytest.raises(BadFile, match=f":2:1: {key}: expected a list of length >= 1"):
        READERS[texts](tmp_path)


def test_all_slips_are_said_at_once_each_at_its_place(tmp_path: Path) -> None:
    folder = broken(
        tmp_path, TOPICS, ("{pain_calm} or", "{calm} or"), ("{flare_days}", "{flare}"), ("head =", "heads =")
    )

    with pytest.raises(BadProgramFile, match="And 2 more: `achilles-tui programs check ") as error:
        read_topics(folder)

    assert list(error.value.problems) == list(check(folder / TOPICS, shelf()))
    lines = (folder / TOPICS).read_text("utf-8").splitlines()
    for problem, slip in zip(error.value.problems, ("heads =", "{calm}", "{flare}"), strict=True):
        assert problem.spot is not None
        assert slip in lines[problem.spot[0] - 1]


@pytest.mark.parametrize("texts", READERS, ids=str)
def test_texts_that_are_not_there_are_said(tmp_path: Path, texts: Path) -> None:
    with pytest.raises(BadFile, match="is missing: it comes with achilles-tui"):
        READERS[texts](tmp_path)


def test_the_desk_of_the_screens_has_the_texts_that_ship_read_once(tmp_path: Path) -> None:
    services = RealServices(folders(str(tmp_path), str(tmp_path), environ={}))

    assert services.safety.questions() is services.safety.flags().questions is read_red_flags(shipped_programs())
    assert services.programs.topics() is read_topics(shipped_programs())
