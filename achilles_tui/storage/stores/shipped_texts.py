"""Reads the texts that ship with the programs: the red-flag questions and the topics of the Learn page.

No file of the user replaces them: everyone gets the texts that were reviewed. Each is read once per process, when
first needed, and checked as programs are.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from achilles_tui.domain.base.errors import BadFile
from achilles_tui.domain.red_flags.safety import Question, Questionnaire
from achilles_tui.storage.stores.program_files import converted, parse_program_file

if TYPE_CHECKING:
    from achilles_tui.domain.describe.learning import TopicSources

RED_FLAGS = Path("safety", "red-flags.toml")
TOPICS = Path("learn", "topics.toml")
"""Below the folder of the programs that ship, in subfolders, so that they are not read as programs."""

_Texts = TypeVar("_Texts", bound=Struct)


@cache
def read_red_flags(shipped: Path) -> tuple[Question, ...]:
    """Return the red-flag questions in the order they are asked. shipped: the folder of the programs that ship.

    Raises BadFile when they are missing or cannot be used: without them no session starts.
    """
    return _read(shipped / RED_FLAGS, Questionnaire).questions


@cache
def read_topics(shipped: Path) -> "TopicSources":
    """Return the topics to read besides the exercises. shipped: as in `read_red_flags`. Raises BadFile."""
    return _read(shipped / TOPICS, _topic_sources())


def kind_of_texts(document: dict[str, Any]) -> type[Struct] | None:
    """Return the kind of texts in a document; None for any other document."""
    if "question" in document:
        return Questionnaire
    return _topic_sources() if "topic" in document else None


def _read(path: Path, kind: type[_Texts]) -> _Texts:
    try:
        return converted(parse_program_file(path), kind).value
    except FileNotFoundError as error:
        raise BadFile(f"{path} is missing: it comes with achilles-tui. Install achilles-tui again.") from error


def _topic_sources() -> "type[TopicSources]":
    from achilles_tui.domain.describe.learning import TopicSources  # noqa: PLC0415 only the Learn page waits for it

    return TopicSources
