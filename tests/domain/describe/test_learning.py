"""What can be read: each paragraph says where it comes from, its numbers are those of the rules, none is a promise."""

import re
from collections.abc import Iterator
from typing import get_args

import pytest
from msgspec import structs

from achilles_tui.domain.base.units import Category, Provenance, Side
from achilles_tui.domain.describe.learning import CLAIMS, Paragraph, Topic, about, topics
from achilles_tui.domain.pain_rule.rule import ROWS
from achilles_tui.domain.programs.program import Claim, Exercise
from achilles_tui.domain.red_flags.safety import Question
from achilles_tui.domain.session.phrases import EDUCATION
from achilles_tui.storage.files.paths import shipped_programs
from achilles_tui.storage.stores.programs import read_library
from achilles_tui.storage.stores.shipped_texts import read_topics
from tests.domain.pain_rule.judging import RULE
from tests.red_flags import QUESTIONS

SOURCES = read_topics(shipped_programs())
TOPICS = {topic.id: topic for topic in topics(SOURCES, QUESTIONS, RULE)}
EXERCISES = read_library(shipped_programs(), shipped_programs() / "none").exercises

# What the rules say not to say, and what promises or commands as they do.
FORBIDDEN = (
    "clinically", "proven", "prescribed for you", "algorithm", "recommend", "rupture", "recover", "improve", "cure",
    "guarantee", " will ", " should ", "safe",
)  # fmt: skip

NUMBERS = {
    "types": "2 5",
    "evidence": "",
    "time": "6 8 3 6 12",
    "avoid": "",
    "helps": "3 5",
    "massage": "",
    "insertional": "42 12 12.9 100 3 2",
    "pain": "0 10 3 4 5 6 6 8 1 2 15 0 1 1 7 3 80 7 7 14",
    "see-someone": "6 30 6 10 18 18 30 3 7 8 2 3 12",
    "sources": "2021 2014 2015 2015 2019 2 10",
}
"""Every number of a topic in the order it is read, written out from the project's rules."""

ROW_NUMBERS = {
    "D1": "", "D2": "8", "D3": "6", "D4": "1 4", "D5": "2 7 4", "D6": "6", "D7": "2 3", "D8": "", "D9": "1 7 15",
    "D10": "14", "D11": "", "D12": "4 5 1 7", "D13": "0", "D14": "80 7 3", "D15": "7 14 7 7",
    "D16": "", "D17": "", "D18": "",
}  # fmt: skip
"""The numbers of each row of the decision table."""


def numbers(*texts: str) -> str:
    """Return the numbers of some texts, those of steps and of the rows' own names left out."""
    plain = (re.sub(r"(?m)^\d+\. |\bD\d+\b", "", text) for text in texts)
    return " ".join(number for text in plain for number in re.findall(r"\d+(?:\.\d+)?", text))


def read(topic: Topic) -> str:
    """Return everything a topic says."""
    return "\n".join(f"{one.head}\n{one.text}" for one in topic.paragraphs)


def paragraphs() -> Iterator[Paragraph]:
    """Give every paragraph of every topic."""
    return (paragraph for topic in TOPICS.values() for paragraph in topic.paragraphs)


def test_everything_a_person_asks_has_a_topic_of_its_own() -> None:
    assert list(TOPICS) == [
        "types", "evidence", "time", "avoid", "helps", "massage", "insertional", "pain", "rule", "see-someone",
        "sources",
    ]  # fmt: skip
    assert len({topic.title for topic in TOPICS.values()}) == len(TOPICS)


def test_every_paragraph_says_where_it_comes_from() -> None:
    (provenance,) = (re.compile(meta.pattern) for meta in get_args(Provenance)[1:])
    told = {"our choice", "analogy with the article"}
    for topic in TOPICS.values():
        for paragraph in topic.paragraphs:
            assert paragraph.origins, paragraph
            if topic.id != "rule":
                assert all(origin in told or provenance.fullmatch(origin) for origin in paragraph.origins), paragraph


def test_no_text_promises_or_claims_what_it_must_not() -> None:
    texts = [f"{topic.title}\n{read(topic)}" for topic in TOPICS.values()]
    texts += [read(about(exercise, side)) for exercise in EXERCISES.values() for side in (Side.LEFT, Side.RIGHT)]
    for text in texts:
        # The safety stops of a machine are its name for them, and nothing that is promised.
        plain = text.lower().replace("safety stops", "")
        assert not [words for words in FORBIDDEN if words in plain], text


def test_sentences_are_short_and_end() -> None:
    for paragraph in paragraphs():
        if not paragraph.text.startswith("•"):
            assert paragraph.text.endswith("."), paragraph
        for sentence in re.split(r"(?<=[.:?])\s|\n", paragraph.text):
            assert len(sentence.split()) <= 30, sentence


def test_the_numbers_of_every_topic_are_written_out() -> None:
    assert set(NUMBERS) == set(TOPICS) - {"rule"}


@pytest.mark.parametrize("name", NUMBERS)
def test_the_numbers_are_those_of_the_rules(name: str) -> None:
    assert numbers(read(TOPICS[name])) == NUMBERS[name]


def test_each_row_of_the_rule_stands_with_its_numbers_its_verdict_and_its_source() -> None:
    opening, *rows = TOPICS["rule"].paragraphs

    assert opening.text == "The first row that fits decides."
    assert {one.head.split(":")[0]: numbers(one.text) for one in rows} == ROW_NUMBERS
    for row, told in zip(ROWS, rows, strict=True):
        name, output = told.head.split(": ")
        line = f"{name}: {told.text[:-1]}: {output} ({told.origins[0]})"
        assert line.casefold() == row.line(RULE).casefold()


def test_another_rule_is_told_with_its_own_numbers() -> None:
    calmer = structs.replace(RULE, pain_calm=1, pain_limit=2, pain_stop=4, flare_days=9)
    pain = next(read(topic) for topic in topics(SOURCES, QUESTIONS, calmer) if topic.id == "pain")

    assert "1 or less: the rule takes no notice." in pain
    assert "2 to 2: hold" in pain
    assert "3 or more on two training days running, or 4 or more even once: stop" in pain
    assert "9 days" in pain


def test_a_rule_without_days_of_its_own_for_an_exercise_is_told_too() -> None:
    own = {key: origin for key, origin in RULE.provenance.items() if not key.startswith("min_days_of.")}
    pain = next(
        read(topic)
        for topic in topics(SOURCES, QUESTIONS, structs.replace(RULE, min_days_of={}, provenance=own))
        if topic.id == "pain"
    )

    assert "7 days or more since the last increase." in pain


def test_a_rule_that_cannot_be_read_takes_only_its_own_topics_with_it() -> None:
    assert [topic.id for topic in topics(SOURCES, QUESTIONS, None)] == [
        name for name in TOPICS if name not in {"pain", "rule"}
    ]


def test_each_red_flag_and_what_a_yes_means_stand_where_one_reads_when_to_see_someone() -> None:
    text = read(TOPICS["see-someone"])
    for question in QUESTIONS:
        assert f"{question.text} {question.advice}" in text


def test_questions_that_are_added_or_changed_are_read_as_they_are_asked() -> None:
    new = Question("new", "stop", "Is there a new sign?", "Stop.", "published: Somebody 2026")
    (text, origins) = next(
        (one.text, one.origins)
        for topic in topics(SOURCES, (*QUESTIONS, new), RULE)
        for one in topic.paragraphs
        if "new sign" in one.text
    )

    assert text.endswith("\n• Is there a new sign? Stop.")
    assert origins == ("our choice", "published: Somebody 2026")


def test_without_a_rule_no_paragraph_names_a_number_of_it() -> None:
    for topic in topics(SOURCES, QUESTIONS, None):
        for paragraph in topic.paragraphs:
            assert not set("{}") & set(paragraph.text)
            assert paragraph.text in read(TOPICS[topic.id])


def test_the_two_types_are_told_apart_by_where_it_hurts() -> None:
    told = {one.head: one.text for one in TOPICS["types"].paragraphs}

    assert "meets the heel" in told["Insertional"]
    assert "2 inches" in told["Mid-portion"]


def test_why_slow_lowering_helps_is_said_to_be_unknown_and_nothing_more() -> None:
    said = [paragraph.text for paragraph in paragraphs() if re.search(r"\bwhy\b", paragraph.text.lower())]

    assert said == ["Why slow lowering helps is not known."]


def test_the_sources_name_the_article_what_it_rests_on_and_every_publication() -> None:
    text = read(TOPICS["sources"])
    origins = "; ".join(origin for one in TOPICS["sources"].paragraphs for origin in one.origins)

    for name in ("Petrie", "von Rickenbach", "Kedia", "Penn Medicine", "UT Southwestern", "Beyer", "O'Neill"):
        assert name in text
    for name in ("Mount Sinai", "Stefansson", EDUCATION):
        assert name in text
    for name in ("Silbernagel 2007, 2015", "Alfredson 1998", "Jonsson 2008", "Beyer 2015", "Pringels 2025", "ACSM"):
        assert name in origins


EVIDENCE = {
    "Calf stretches": (Category.STRETCH, "yes", "might help"),
    "Slow lowering on one leg (eccentric)": (Category.ECCENTRIC, "might help", "yes"),
    "Heavy work in the gym": (Category.HEAVY, "not claimed", "yes"),
}
"""What the rules say of each kind: for insertional and for mid-portion pain."""


@pytest.mark.parametrize("head", EVIDENCE)
def test_which_exercise_for_which_type_is_what_the_articles_exercises_say_themselves(head: str) -> None:
    category, insertional, mid_portion = EVIDENCE[head]
    (told,) = (one.text for one in TOPICS["evidence"].paragraphs if one.head == head)

    assert told.startswith(
        f"• insertional: {CLAIMS[_claim(insertional)]}\n• mid-portion: {CLAIMS[_claim(mid_portion)]}"
    )
    of_the_article = [one for one in EXERCISES.values() if one.source.startswith("Petrie") and one.category is category]
    assert len(of_the_article) == 2
    for one in of_the_article:
        assert one.evidence == {"insertional": insertional, "mid-portion": mid_portion}


def _claim(word: str) -> Claim:
    return next(claim for claim in CLAIMS if claim == word)


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda one: one.id)
def test_an_exercise_is_told_with_everything_its_file_says(exercise: Exercise) -> None:
    text = read(about(exercise, Side.LEFT))

    for said in (*exercise.steps, *exercise.mistakes, *exercise.equipment, *exercise.muscle, exercise.source):
        assert said in text
    for region, claim in exercise.evidence.items():
        assert f"• {region}: {CLAIMS[claim]}" in text
    assert ("With a PT" in text) == exercise.guarded(None)


def test_the_leg_that_is_shown_is_named() -> None:
    calf = EXERCISES["gastrocnemius-stretch"]

    assert "LEFT leg behind" in read(about(calf, Side.LEFT))
    assert "RIGHT leg behind" in read(about(calf, Side.RIGHT))


def test_an_exercise_of_ones_own_that_says_little_is_told_all_the_same() -> None:
    own = Exercise(
        format=1, id="own", name="Own", category=Category.ISOMETRIC, position="Stand.", steps=("Hold.",), source="My PT"
    )
    heads = [one.head for one in about(own, Side.LEFT).paragraphs]

    assert heads == [
        "Get ready", "Steps", "Where, and what you need", "What is known, by type", "Where it comes from"
    ]  # fmt: skip
    assert "• insertional: nothing is claimed" in read(about(own, Side.LEFT))
