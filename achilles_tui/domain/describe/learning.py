"""The topics to read: the two types, the exercises, how long it takes, and when to see a clinician. Pure.

The topics are in a file that comes with the program, and every paragraph names its source. Numbers of the pain rule
come from the rule, and warning signs from the safety questions, so that each is written once.
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
from achilles_tui.domain.session.phrases import EDUCATION, origin, spoken, why_pt

CLAIMS: dict[Claim, str] = {
    "yes": "supported by studies",
    "might help": "it might help; more studies are needed",
    "not claimed": "nothing is claimed",
}
"""The evidence for an exercise, for one type, in words."""

_REGIONS: tuple[Literal["insertional", "mid-portion"], ...] = ("insertional", "mid-portion")

_WORDS: dict[str, object] = {"education": EDUCATION, **{f"claim.{claim}": text for claim, text in CLAIMS.items()}}
"""The names allowed in braces besides the numbers of the pain rule, with their texts."""


class ParagraphSource(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A paragraph as written in its file: a text, points, red-flag questions, or the rows of the pain rule."""

    head: Words | None = None
    """A line above it."""
    text: Words | None = None
    """A few short sentences. In braces: a number of the pain rule, such as `{pain_limit}`, or words of the program."""
    points: tuple[Words, ...] = ()
    """The points of a list, with the same names in braces."""
    questions: Kind | None = None
    """The red-flag questions of this kind, as points, each with its advice for a yes."""
    rows: bool = False
    """The rows of the pain rule, each as its own paragraph."""
    origin: Provenance | None = None
    """Where it comes from; required unless it has numbers of the rule, questions or rows, which name their own."""

    def __post_init__(self) -> None:
        """Check that it has one kind of content and a source, and that its names in braces exist."""
        if sum(map(bool, (self.text, self.points, self.questions, self.rows))) != 1:
            hold([Fault((), "a paragraph has one of `text`, `points`, `questions` and `rows`")])
        hold(self._misspelt())
        if not (self.origin or self.questions or self.rows or self._names(NUMBERS)):
            hold([Fault((), "the key `origin` is missing: every paragraph names its source")])

    def _names(self, names: frozenset[str]) -> bool:
        """Whether any of these names is in braces."""
        return not names.isdisjoint(placeholders(self.content))

    def _misspelt(self) -> Iterator[Fault]:
        texts: dict[Place, str] = {("points", index): point for index, point in enumerate(self.points)}
        if self.text:
            texts["text",] = self.text
        for place, text in texts.items():
            yield from (Fault(place, sentence) for sentence in misspelt(text, PLACEHOLDERS | _WORDS.keys()))

    @property
    def of_rule(self) -> bool:
        """Whether it is about the pain rule."""
        return self.rows or self._names(PLACEHOLDERS)

    @property
    def content(self) -> str:
        """The text, or the points one below the other; with names in braces."""
        return self.text or _points(self.points)


class TopicSource(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A topic as written in its file."""

    id: Name
    """The name that the program uses for it."""
    title: Words
    """The name that people read."""
    paragraphs: Annotated[tuple[ParagraphSource, ...], Meta(min_length=1)] = field(name="paragraph")
    """The paragraphs in their order."""
    needs_rule: bool = False
    """Whether it is left out if the pain rule cannot be read."""


class TopicSources(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """All topics except the exercises, as written in their file."""

    format: Literal[1]
    """The version of this language."""
    topics: Annotated[tuple[TopicSource, ...], Meta(min_length=1)] = field(name="topic")
    """The topics in their order."""

    def __post_init__(self) -> None:
        """Check that each topic is there once."""
        hold(named_twice("topic", [topic.id for topic in self.topics]))


class Paragraph(NamedTuple):
    """A few short sentences with their sources, and the line above them, which may be empty."""

    text: str
    origins: tuple[str, ...]
    head: str = ""


class Topic(NamedTuple):
    """Something to read."""

    id: str
    title: str
    paragraphs: tuple[Paragraph, ...]


def topics(sources: TopicSources, questions: Sequence[Question], rule: PainRule | None) -> tuple[Topic, ...]:
    """Return all topics except the exercises; without a rule, also without the texts about the rule."""
    return tuple(
        Topic(topic.id, topic.title, tuple(chain(*(_paragraphs(text, questions, rule) for text in topic.paragraphs))))
        for topic in sources.topics
        if rule or not topic.needs_rule
    )


def unreadable(reason: str) -> Topic:
    """Return the topic to show if the topics cannot be read. reason: a sentence."""
    return Topic("unreadable", "These texts cannot be read", (Paragraph(reason, ()),))


def _paragraphs(source: ParagraphSource, questions: Sequence[Question], rule: PainRule | None) -> Iterator[Paragraph]:
    """Yield the paragraphs that a paragraph of the file makes; none if it is about a rule that cannot be read."""
    head, origins = source.head or "", [source.origin] if source.origin else []
    if source.questions:
        listed = [question for question in questions if question.kind == source.questions]
        origins += [question.origin for question in listed]
        yield _paragraph(_points(f"{question.text} {question.advice}" for question in listed), origins, head)
    elif rule is None:
        if not source.of_rule:
            yield _paragraph(filled(source.content, _WORDS), origins, head)
    elif source.rows:
        for row in ROWS:
            words = row.words(rule)
            yield Paragraph(f"{words[:1].upper()}{words[1:]}.", (row.source,), f"{row.id}: {row.output.value}")
    else:
        origins += [rule.provenance[key] for key in rule.numbers_in(source.content)]
        yield _paragraph(filled(source.content, rule.values | _WORDS), origins, head)


def _paragraph(text: str, origins: Iterable[str], head: str) -> Paragraph:
    return Paragraph(text, tuple(dict.fromkeys(map(origin, origins))), head)


def _points(points: Iterable[str]) -> str:
    return "\n".join(f"• {point}" for point in points)


def about(exercise: Exercise, side: Side) -> Topic:
    """Return an exercise as a topic, for the leg that is shown."""
    ready, planned = spoken(exercise.position, side), display_exercise(exercise)
    steps = (f"{number}. {spoken(step, side)}" for number, step in enumerate(exercise.steps, 1))
    needs = ", ".join((exercise.place, *exercise.equipment))
    paragraphs = [
        Paragraph(" ".join(why_pt((planned,))), (), "With a PT") if planned.needs_pt else None,
        Paragraph(ready, (), "Get ready"),
        Paragraph("\n".join(steps), (), "Steps"),
        Paragraph(_points(exercise.mistakes), (), "Mistakes to watch for"),
        Paragraph(needs, (), "Where, and what you need"),
        Paragraph(", ".join(exercise.muscle), (), "Muscles that work"),
        Paragraph(_evidence_lines(exercise), (), "What is known, by type"),
        Paragraph(", ".join(exercise.other_names), (), "Also called"),
        Paragraph(exercise.source, (), "Where it comes from"),
    ]
    return Topic(
        exercise.id, exercise.name, tuple(paragraph for paragraph in paragraphs if paragraph and paragraph.text)
    )


def _evidence_lines(exercise: Exercise) -> str:
    return _points(f"{region}: {CLAIMS[exercise.evidence.get(region, 'not claimed')]}" for region in _REGIONS)
