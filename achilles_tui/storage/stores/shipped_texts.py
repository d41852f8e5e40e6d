"""Reads the texts that ship beside the programs: the red-flag questions, and what there is to read on the Learn page.

There is one file of each, and nobody's own replaces it: what was reviewed is what is asked and read. Each is read once
in a process, when it is first asked for, and checked as programs are.
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
"""In the folder of the programs that ship; in folders of their own there, so that they are not taken for programs."""

_Texts = TypeVar("_Texts", bound=Struct)


@cache
def read_red_flags(shipped: Path) -> tuple[Question, ...]:
    """Return the red-flag questions in the order they are asked. shipped: the folder of the programs that ship.

    Raises BadFile when they cannot be used or are not there: without them no session starts.
    """
    return _read(shipped / RED_FLAGS, Questionnaire).questions


@cache
def read_topics(shipped: Path) -> "TopicSources":
    """Return what there is to read beside the exercises. shipped: as for `read_red_flags`. Raises BadFile."""
    return _read(shipped / TOPICS, _topic_sources())


def kind_of_texts(document: dict[str, Any]) -> type[Struct] | None:
    """Return what kind of texts a document holds; None for any other document."""
    if "question" in document:
        return Questionnaire
    return _topic_sources() if "topic" in document else None


def _read(path: Path, kind: type[_Texts]) -> _Texts:
    try:
        return converted(parse_program_file(path), kind).value
    except FileNotFoundError as error:
        raise BadFile(f"{path} is not there: it comes with the program, install it again.") from error


def _topic_sources() -> "type[TopicSources]":
    from achilles_tui.domain.describe.learning import TopicSources  # noqa: PLC0415 nobody waits for it who does not read

    return TopicSources
