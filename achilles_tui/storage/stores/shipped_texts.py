"""Reads what ships besides the programs: the pain rule, the red-flag questions and the topics of the Learn page.

No file of the user replaces them: everyone gets what was reviewed. Texts are read once per process, when first needed,
and checked as programs are.
"""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from achilles_tui.domain.base.errors import BadFile
from achilles_tui.domain.pain_rule.rule import PainRule
from achilles_tui.domain.red_flags.safety import Question, Questionnaire
from achilles_tui.storage.stores.program_files import converted, parse_program_file
from achilles_tui.storage.toml.reading import PROGRAM_BYTES, read

if TYPE_CHECKING:
    from achilles_tui.domain.describe.learning import TopicSources

PAIN_RULE = Path("rules", "pain.toml")
RED_FLAGS = Path("safety", "red-flags.toml")
TOPICS = Path("learn", "topics.toml")
"""Below the folder of the programs that ship, in subfolders, so that they are not read as programs."""

_Texts = TypeVar("_Texts", bound=Struct)


@cache
def read_red_flags(shipped: Path) -> tuple[Question, ...]:
    """Return the red-flag questions in the order they are asked. shipped: the folder of the programs that ship.

    Raises BadFile when they are missing or cannot be used: without them no session starts.
    """
    return _shipped(shipped / RED_FLAGS, partial(_text, kind=Questionnaire)).questions


@cache
def read_topics(shipped: Path) -> "TopicSources":
    """Return the topics to read besides the exercises. shipped: as in `read_red_flags`. Raises BadFile."""
    return _shipped(shipped / TOPICS, partial(_text, kind=_topic_sources()))


def read_pain_rule(shipped: Path) -> PainRule:
    """Return the pain rule. shipped: as in `read_red_flags`. Raises BadFile: without it nothing is decided."""
    return _shipped(shipped / PAIN_RULE, partial(read, kind=PainRule, limit=PROGRAM_BYTES))


def kind_of_texts(document: dict[str, Any]) -> type[Struct] | None:
    """Return the kind of texts in a document; None for any other document."""
    if "question" in document:
        return Questionnaire
    return _topic_sources() if "topic" in document else None


def _text(path: Path, kind: type[_Texts]) -> _Texts:
    return converted(parse_program_file(path), kind).value


def _shipped(path: Path, read_file: Callable[[Path], _Texts]) -> _Texts:
    """Return the content of a file that ships. Raises BadFile."""
    try:
        return read_file(path)
    except FileNotFoundError as error:
        raise BadFile(f"{path} is missing: it comes with achilles-tui. Install achilles-tui again.") from error


def _topic_sources() -> "type[TopicSources]":
    from achilles_tui.domain.describe.learning import TopicSources  # noqa: PLC0415 only the Learn page waits for it

    return TopicSources
