"""Every key of the program, declared once: bindings, key lines, help and the README's table come from here."""

from typing import NamedTuple

from textual.binding import Binding

from achilles_tui.core.phases import Trigger


class Move(NamedTuple):
    """One thing a person can do with a key.

    keys: Textual's key names, the first one being shown. action: the screen's action. trigger: what it sends, if so.
    """

    id: str
    keys: tuple[str, ...]
    shown: str
    label: str
    help: str
    action: str
    trigger: Trigger | None = None


FLAGS = "the signs that mean: stop and contact a clinician"


def _sends(trigger: Trigger) -> str:
    return f"send('{trigger.value}')"


SESSION: tuple[Move, ...] = (
    Move("pause", ("space",), "space", "Pause", "pause, and go on", "pause_or_go_on", Trigger.PAUSE),
    Move("go", ("enter",), "enter", "Go", "start now, go on", "go"),
    Move(
        "next",
        ("n", "right", "pagedown"),
        "n →",
        "Next",
        "go on early: skip a repetition, cut a hold or a rest short",
        _sends(Trigger.NEXT),
        Trigger.NEXT,
    ),
    Move(
        "redo",
        ("b", "left", "pageup"),
        "b ←",
        "Redo",
        "do this repetition, or the last one, again",
        _sends(Trigger.REDO),
        Trigger.REDO,
    ),
    Move("undo", ("u",), "u", "Undo", "take the last key back", _sends(Trigger.UNDO), Trigger.UNDO),
    Move(
        "longer",
        ("plus", "equals_sign", "up"),
        "+ ↑",
        "Rest +15 s",
        "make this rest 15 s longer",
        _sends(Trigger.LONGER),
        Trigger.LONGER,
    ),
    Move(
        "shorter",
        ("minus", "down"),
        "- ↓",
        "Rest -15 s",
        "make this rest 15 s shorter",
        _sends(Trigger.SHORTER),
        Trigger.SHORTER,
    ),
    Move("pain", ("p",), "p", "Pain", "say how much it hurts: 0 to 9, t for ten", "pain", Trigger.PAIN),
    Move("stop", ("s",), "s", "Stop, save", "stop here; what is done counts", "stop", Trigger.STOP),
    Move("mute", ("m",), "m", "Sound", "sound: all, phase changes only, off", "mute"),
    Move("flags", ("exclamation_mark",), "!", "Red flags", FLAGS, "flags"),
    Move("help", ("question_mark",), "?", "Help", "these keys", "help"),
    Move("leave", ("q", "escape"), "q", "Quit", "go on, stop and save, or leave for later", "leave"),
)
"""The keys of a running session."""

PAIN_KEYS: dict[str, int] = {**{str(number): number for number in range(10)}, "t": 10}
"""The keys that answer on the pain scale."""

LISTS: tuple[Move, ...] = (
    Move("down", ("down", "j"), "↓", "Down", "the next one", "move(1)"),
    Move("up", ("up", "k"), "↑", "Up", "the one before", "move(-1)"),
    Move("choose", ("enter",), "enter", "Choose", "choose it", "choose"),
    Move("back", ("escape",), "esc", "Back", "back", "back"),
)
"""The keys wherever there is a list to choose from."""

PAGE: tuple[Move, ...] = (
    Move("help", ("question_mark",), "?", "Help", "the keys", "help"),
    Move("flags", ("exclamation_mark",), "!", "Red flags", FLAGS, "flags"),
    Move("lesson", ("t",), "t", "Try the keys", "try the keys of a session, in about 20 seconds", "app.lesson"),
    Move("leave", ("q",), "q", "Quit", "leave the program", "leave"),
)
"""The keys of a page."""


def bindings(moves: tuple[Move, ...]) -> list[Binding]:
    """Return Textual's bindings for these moves."""
    return [Binding(",".join(move.keys), move.action, move.label, show=False, id=move.id) for move in moves]


def key_table() -> str:
    """Return the session's keys as a Markdown table, for the README."""
    rows = [f"| `{move.shown}` | {move.help} |" for move in SESSION]
    rows.append("| `0`-`9` `t` | answer on the pain scale when it is asked; `t` is ten |")
    rows.append("| any other key | in the count-in: hold it |")
    return "\n".join(["| key | what it does |", "|---|---|", *rows])
