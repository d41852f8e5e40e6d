"""What can be read about the two types, the exercises, the time it takes, and when to see someone. Pure.

The topics stand in a file that ships, and every paragraph of it says where it comes from. Numbers of the pain rule are
taken from the rule, and red flags from the safety questions, so that each stands once.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta, Struct, field

from achilles_tui.domain.base.faults import Fault, Place, hold, named_twice
from achilles_tui.domain.base.placeholders import filled, misspelt, placeholders
from achilles_tui.domain.base.units import Name, Provenance, Side, Words
from achilles_tui.domain.pain_rule.rule import NUMBERS, PLACEHOLDERS, ROWS, PainRule
from achilles_tui.domain.programs.program import Claim, Exercise
from achilles_tui.domain.red_flags.safety import Kind, Question
from achilles_tui.domain.session.demonstration import display_exercise
from achilles_tui.domain.session.phrases import EDUCATION, spoken, why_pt

CLAIMS: dict[Claim, str] = {
    "yes": "supported by studies",
    "might help": "it might help; more studies are needed",
    "not claimed": "nothing is claimed",
}
"""What is known of an exercise for one type, in words."""

_REGIONS: tuple[Literal["insertional", "mid-portion"], ...] = ("insertional", "mid-portion")

_WORDS: dict[str, object] = {"education": EDUCATION, **{f"claim.{claim}": text for claim, text in CLAIMS.items()}}
"""What a paragraph may name in braces besides the numbers of the pain rule."""


class ParagraphSource(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A paragraph as its file says it: a text, points, red-flag questions, or the rows of the pain rule."""

    head: Words | None = None
    """A line above it."""
    text: Words | None = None
    """A few short sentences. In braces: a number of the pain rule, such as `{pain_limit}`, or words of the program."""
    points: tuple[Words, ...] = ()
    """The points of a list, likewise."""
    questions: Kind | None = None
    """The red-flag questions of this kind, as points, each with what a yes means."""
    rows: bool = False
    """The rows of the pain rule, each a paragraph of its own."""
    origin: Provenance | None = None
    """Where it comes from; needed unless it has numbers of the rule, questions or rows, which say so themselves."""

    def __post_init__(self) -> None:
        """Ask for one kind of content, for where it comes from, and for names in braces that there are."""
        if sum(map(bool, (self.text, self.points, self.questions, self.rows))) != 1:
            hold([Fault((), "a paragraph has one of `text`, `points`, `questions` and `rows`")])
        hold(self._misspelt())
        if not (self.origin or self.questions or self.rows or self._names(NUMBERS)):
            hold([Fault((), "the key `origin` is missing: every paragraph says where it comes from")])

    def _names(self, names: frozenset[str]) -> bool:
        """Whether any of these stands in braces."""
        return not names.isdisjoint(placeholders(self.content))

    def _misspelt(self) -> Iterator[Fault]:
        texts: dict[Place, str] = {("points", index): point for index, point in enumerate(self.points)}
        if self.text:
            texts["text",] = self.text
        for place, text in texts.items():
            yield from (Fault(place, sentence) for sentence in misspelt(text, PLACEHOLDERS | _WORDS.keys()))

    @property
    def of_rule(self) -> bool:
        """Whether it says anything of the pain rule."""
        return self.rows or self._names(PLACEHOLDERS)

    @property
    def content(self) -> str:
        """The text, or the points below each other; names stand in braces."""
        return self.text or _points(self.points)


class TopicSource(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A topic as its file says it."""

    id: Name
    """The name by which the program knows it."""
    title: Words
    """The name that people read."""
    paragraphs: Annotated[tuple[ParagraphSource, ...], Meta(min_length=1)] = field(name="paragraph")
    """The paragraphs in their order."""
    needs_rule: bool = False
    """Whether it is left out where the pain rule cannot be read."""


class TopicSources(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Everything to read beside the exercises, as its file says it."""

    format: Literal[1]
    """The version of this language."""
    topics: Annotated[tuple[TopicSource, ...], Meta(min_length=1)] = field(name="topic")
    """The topics in their order."""

    def __post_init__(self) -> None:
        """Ask for each topic once."""
        hold(named_twice("topic", [topic.id for topic in self.topics]))


class Paragraph(NamedTuple):
    """A few short sentences, with a line above them or none, and where they come from."""

    text: str
    origins: tuple[str, ...]
    head: str = ""


class Topic(NamedTuple):
    """Something to read."""

    id: str
    title: str
    paragraphs: tuple[Paragraph, ...]


def topics(sources: TopicSources, questions: Sequence[Question], rule: PainRule | None) -> tuple[Topic, ...]:
    """Return everything there is to read beside the exercises; without a rule, all but what is about the rule."""
    return tuple(
        Topic(topic.id, topic.title, tuple(chain(*(_paragraphs(one, questions, rule) for one in topic.paragraphs))))
        for topic in sources.topics
        if rule or not topic.needs_rule
    )


def unreadable(reason: str) -> Topic:
    """Return what stands in place of all topics where they cannot be read."""
    return Topic("unreadable", "These texts cannot be read", (Paragraph(reason, ()),))


def _paragraphs(source: ParagraphSource, questions: Sequence[Question], rule: PainRule | None) -> Iterator[Paragraph]:
    """Give what a paragraph of the file comes to; nothing where it is about a rule that cannot be read."""
    head, origins = source.head or "", [source.origin] if source.origin else []
    if source.questions:
        asked = [question for question in questions if question.kind == source.questions]
        origins += [question.origin for question in asked]
        yield _paragraph(_points(f"{question.text} {question.advice}" for question in asked), origins, head)
    elif rule is None:
        if not source.of_rule:
            yield _paragraph(filled(source.content, _WORDS), origins, head)
    elif source.rows:
        for row in ROWS:
            yield Paragraph(_sentence(row.words(rule)), (row.source,), f"{row.id}: {row.output.value}")
    else:
        origins += [rule.provenance[key] for key in rule.numbers_in(source.content)]
        yield _paragraph(filled(source.content, rule.values | _WORDS), origins, head)


def _paragraph(text: str, origins: Iterable[str], head: str) -> Paragraph:
    return Paragraph(text, tuple(dict.fromkeys(origins)), head)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _points(points: Iterable[str]) -> str:
    return "\n".join(f"• {point}" for point in points)


def about(exercise: Exercise, side: Side) -> Topic:
    """Return an exercise as something to read, for the leg that is shown."""
    ready, planned = spoken(exercise.position, side), display_exercise(exercise)
    needs = ", ".join((exercise.place, *exercise.equipment))
    told = [
        Paragraph(" ".join(why_pt((planned,))), (), "With a PT") if planned.needs_pt else None,
        Paragraph(ready, (), "Get ready"),
        Paragraph(_numbered(spoken(step, side) for step in exercise.steps), (), "Steps"),
        Paragraph(_points(exercise.mistakes), (), "Mistakes to watch for"),
        Paragraph(needs, (), "Where, and what you need"),
        Paragraph(", ".join(exercise.muscle), (), "Muscles that work"),
        Paragraph(_evidence_lines(exercise), (), "What is known, by type"),
        Paragraph(", ".join(exercise.other_names), (), "Also called"),
        Paragraph(exercise.source, (), "Where it comes from"),
    ]
    return Topic(exercise.id, exercise.name, tuple(one for one in told if one and one.text))


def _numbered(steps: Iterable[str]) -> str:
    return "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))


def _evidence_lines(exercise: Exercise) -> str:
    return _points(f"{region}: {CLAIMS[exercise.evidence.get(region, 'not claimed')]}" for region in _REGIONS)
