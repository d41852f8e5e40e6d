"""The keys of `keys.toml`: bindings, key lines, help and `docs/keys.md` come from here."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import rtoml
from textual.binding import Binding

from achilles_tui.domain.session.phases import Trigger


class KeyAction(NamedTuple):
    """One thing a key does.

    keys: Textual's key names; sentences on screen name the first. key_text, label: what the key line shows.
    action: the screen's action. trigger: what it sends to the session, if anything.
    """

    id: str
    keys: tuple[str, ...]
    key_text: str
    label: str
    help: str
    action: str
    trigger: Trigger | None = None


_TABLES = msgspec.convert(rtoml.load(Path(__file__).with_name("keys.toml")), dict[str, tuple[KeyAction, ...]])


def table(*names: str) -> tuple[KeyAction, ...]:
    """Return the keys of some tables, one after the other."""
    return tuple(move for name in names for move in _TABLES[name])


SESSION = table("session")
LISTS, PAGE, PAGES = table("lists"), table("page"), table("pages")
TODAY, HISTORY, LEARN, PROGRAMS = table("today"), table("history"), table("learn"), table("programs")
PROGRAM, DAY, VERDICT = table("program", "scroll"), table("day", "scroll"), table("verdict", "scroll")
DOSE, CORRECTION, CHECK_IN = ((*table(name), *PAGE[:2]) for name in ("dose", "correction", "check_in"))
SUMMARY, PAIN, ONLOOKER = table("summary"), table("pain"), table("onlooker")
"""The keys of each screen; what they are for, their file says."""

PAIN_KEYS: dict[str, int] = {**{str(number): number for number in range(10)}, "t": 10}
"""The keys that answer on the pain scale."""

ALWAYS_NAMED = frozenset({"help", "leave", "back"})
"""The ids that a key line names however narrow it is."""


def line_actions(*tables: Sequence[KeyAction], **labels: str) -> tuple[KeyAction, ...]:
    """Return what a key line names: the arrows, list keys with these labels by their ids, the keys of the tables."""
    list_keys = tuple(move._replace(label=labels[move.id]) for move in LISTS if move.id in labels)
    own_keys = tuple(move for table in tables for move in table if move.label)
    return (KeyAction("arrows", (), "↑↓", labels.get("arrows", "choose"), "", ""), *list_keys, *own_keys)


def key_line(named: Sequence[KeyAction], room: int, last: str = "", *, between: str = " · ") -> str:
    """Return a line that names as many keys as fit into `room` columns; ALWAYS_NAMED first, the arrows last.

    last: the id of the key that comes just before the arrows in that order. between: the separator.
    """
    fitting = [move for move in named if move.id in ALWAYS_NAMED]
    for move in sorted(named, key=lambda move: (move.id == "arrows", move.id == last)):
        if move not in fitting:
            more = sorted((*fitting, move), key=named.index)
            fitting = more if len(_line(more, between)) <= room else fitting
    return _line(fitting, between)


def key(table: Sequence[KeyAction], name: str) -> str:
    """Return the first key of an action as a sentence names it: `c`, `Enter`."""
    first_key = next(move for move in table if move.id == name).keys[0]
    return first_key if len(first_key) == 1 else first_key.capitalize()


def _line(named: Sequence[KeyAction], between: str) -> str:
    return between.join(f"{move.key_text} {move.label}" for move in named)


def bindings(moves: tuple[KeyAction, ...]) -> list[Binding]:
    """Return Textual's bindings for these keys."""
    return [Binding(",".join(move.keys), move.action, move.label, show=False, id=move.id) for move in moves]
