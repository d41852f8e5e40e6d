"""Every key of the program, declared once: bindings, key lines, help and `docs/keys.md` come from here."""

from collections.abc import Sequence
from typing import NamedTuple

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


WARNING_SIGNS = "warning signs: when to stop and contact a clinician"


def _sends(trigger: Trigger) -> str:
    return f"send('{trigger.value}')"


SESSION: tuple[KeyAction, ...] = (
    KeyAction("pause", ("space",), "space", "Pause", "pause or go on", "pause_or_go_on", Trigger.PAUSE),
    KeyAction("go", ("enter",), "enter", "Go", "start now or go on", "go"),
    KeyAction(
        "next",
        ("n", "right", "pagedown"),
        "n →",
        "Next",
        "next: skip a repetition, cut a hold or a rest short",
        _sends(Trigger.NEXT),
        Trigger.NEXT,
    ),
    KeyAction(
        "redo",
        ("b", "left", "pageup"),
        "b ←",
        "Redo",
        "do this repetition, or the one before, again",
        _sends(Trigger.REDO),
        Trigger.REDO,
    ),
    KeyAction("undo", ("u",), "u", "Undo", "undo the last key", _sends(Trigger.UNDO), Trigger.UNDO),
    KeyAction(
        "longer",
        ("plus", "equals_sign", "up"),
        "+ ↑",
        "Rest +15 s",
        "make this rest 15 s longer",
        _sends(Trigger.LONGER),
        Trigger.LONGER,
    ),
    KeyAction(
        "shorter",
        ("minus", "down"),
        "- ↓",
        "Rest -15 s",
        "make this rest 15 s shorter",
        _sends(Trigger.SHORTER),
        Trigger.SHORTER,
    ),
    KeyAction("pain", ("p",), "p", "Pain", "enter your pain: 0 to 9, t for ten", "pain", Trigger.PAIN),
    KeyAction("stop", ("s",), "s", "Stop, save", "stop and save: what you did counts", "stop", Trigger.STOP),
    KeyAction("mute", ("m",), "m", "Sound", "sound: everything, phase changes only, off", "mute"),
    KeyAction("flags", ("exclamation_mark",), "!", "Warning signs", WARNING_SIGNS, "flags"),
    KeyAction("help", ("question_mark",), "?", "Help", "these keys", "help"),
    KeyAction("leave", ("q", "escape"), "q", "Quit", "leave: go on, stop and save, or continue later", "leave"),
)
"""The keys of a running session."""

PAIN_KEYS: dict[str, int] = {**{str(number): number for number in range(10)}, "t": 10}
"""The keys that answer on the pain scale."""

LISTS: tuple[KeyAction, ...] = (
    KeyAction("down", ("down", "j"), "↓", "Down", "next in the list", "move(1)"),
    KeyAction("up", ("up", "k"), "↑", "Up", "previous in the list", "move(-1)"),
    KeyAction("choose", ("enter",), "Enter", "Choose", "choose or open", "choose"),
    KeyAction("back", ("escape",), "Esc", "Back", "go back", "back"),
)
"""The keys wherever there is a list to choose from."""

PAGE: tuple[KeyAction, ...] = (
    KeyAction("help", ("question_mark",), "?", "help", "these keys", "help"),
    KeyAction("flags", ("exclamation_mark",), "!", "warning signs", WARNING_SIGNS, "flags"),
    KeyAction("lesson", ("t",), "t", "keys", "try the keys of a session; takes about 20 seconds", "app.lesson"),
    KeyAction("leave", ("q",), "q", "quit", "leave the program", "leave"),
)
"""The keys of a page."""

PAGES: tuple[KeyAction, ...] = (
    KeyAction("today", ("1",), "1", "today", "Today: what to do now", "app.page('today')"),
    KeyAction(
        "programs", ("2",), "2", "programs", "all programs and where their numbers come from", "app.page('programs')"
    ),
    KeyAction("history", ("3",), "3", "history", "what you did and how it felt, week by week", "app.page('history')"),
    KeyAction("learn", ("4",), "4", "learn", "every exercise in slow motion, and texts to read", "app.page('learn')"),
)
"""The keys that open a page; their ids are the pages' ids."""

TODAY: tuple[KeyAction, ...] = (
    KeyAction(
        "check-in", ("c",), "c", "check-in", "record your morning: pain, stiffness, what kind of day", "check_in"
    ),
    KeyAction("verdict", ("v",), "v", "verdict", "what the rule says today and why", "verdict"),
)
"""The keys of the Today page."""

HISTORY: tuple[KeyAction, ...] = (
    KeyAction("week-after", ("right", "l"), "→", "", "a week later", "week(1)"),
    KeyAction("week-before", ("left", "h"), "←", "", "a week earlier", "week(-1)"),
    KeyAction("nearer", ("plus", "equals_sign"), "+ -", "zoom", "fewer weeks, larger", "zoom(1)"),
    KeyAction("farther", ("minus",), "-", "", "more weeks, up to all", "zoom(-1)"),
    KeyAction("view", ("tab",), "tab", "list", "switch between plots and a list of days", "view"),
    KeyAction("measure", ("v",), "v", "next plot", "next plot: pain, load, time under tension, scores", "measure"),
    KeyAction("files", ("f",), "f", "", "list the files that could not be read", "files"),
)
"""The keys of the history."""

LEARN: tuple[KeyAction, ...] = (
    KeyAction("other-list", ("left", "right", "h", "l"), "←→", "other list", "go to the other list", "cross"),
)
"""The keys of the Learn page, which has two lists."""

PROGRAMS: tuple[KeyAction, ...] = (
    KeyAction("search", ("slash",), "/", "search", "search ids, titles, tags and descriptions; esc ends it", "search"),
    KeyAction("edit", ("e",), "e", "edit", "edit it, if it is your own program", "edit"),
)
"""The keys of the list of programs."""

PROGRAM: tuple[KeyAction, ...] = (
    KeyAction("dose", ("d",), "d", "dose", "enter the dose your PT gave you for this exercise", "dose"),
    KeyAction("stage-after", ("right_square_bracket", "right", "l"), "] →", "stage", "the next stage", "stage(1)"),
    KeyAction("stage-before", ("left_square_bracket", "left", "h"), "[ ←", "", "the stage before", "stage(-1)"),
    KeyAction("edit", ("e",), "e", "edit", "edit it, if it is your own program", "edit"),
    KeyAction("mine", ("m",), "m", "mine", "make this your program", "mine"),
    KeyAction("copy", ("c",), "c", "copy", "copy it, so that you can change it", "copy"),
    KeyAction("page-down", ("pagedown", "space"), "space", "", "scroll the text down", "scroll_text(1)"),
    KeyAction("page-up", ("pageup",), "pgup", "", "scroll the text up", "scroll_text(-1)"),
)
"""The keys of one program."""

DOSE: tuple[KeyAction, ...] = (
    KeyAction("more", ("plus", "equals_sign", "right", "l"), "+ →", "more", "one step more", "step(1)"),
    KeyAction("less", ("minus", "left", "h"), "- ←", "less", "one step less", "step(-1)"),
    KeyAction("take-back", ("x",), "x", "as the program", "back to the number in the program's file", "take_back"),
    KeyAction("erase", ("backspace",), "bksp", "", "delete the last digit", "erase"),
    KeyAction("help", ("question_mark",), "?", "help", "these keys", "help"),
    KeyAction("flags", ("exclamation_mark",), "!", "warning signs", WARNING_SIGNS, "flags"),
)
"""The keys of the form for the PT's dose."""

DAY: tuple[KeyAction, ...] = (
    KeyAction("day-after", ("right", "l"), "→", "", "the next day", "day(1)"),
    KeyAction("day-before", ("left", "h"), "←", "", "the day before", "day(-1)"),
    KeyAction("add", ("a",), "a", "add", "add a session that was not recorded", "add"),
    KeyAction("score", ("s",), "s", "score", "enter a VISA-A total or a heel-rise test", "score"),
    KeyAction("delete", ("x", "delete"), "x", "delete", "delete it; asks first, and u brings it back", "delete"),
    KeyAction("undo", ("u",), "u", "undo", "undo your last change, on any day", "turn('undo')"),
    KeyAction("redo", ("r",), "r", "redo", "redo the change you undid last", "turn('redo')"),
    KeyAction("page-down", ("pagedown", "space"), "space", "", "scroll the text down", "scroll_text(1)"),
    KeyAction("page-up", ("pageup",), "pgup", "", "scroll the text up", "scroll_text(-1)"),
)
"""The keys of one day."""

CORRECTION: tuple[KeyAction, ...] = (
    KeyAction("more", ("plus", "equals_sign", "right", "l"), "+ →", "more", "one step more, or the next", "step(1)"),
    KeyAction("less", ("minus", "left", "h"), "- ←", "less", "one step less, or the previous", "step(-1)"),
    KeyAction("note", ("n",), "n", "note", "write a note", "note"),
    KeyAction("take-back", ("x",), "x", "as recorded", "use the recorded value again", "take_back"),
    KeyAction("erase", ("backspace",), "bksp", "", "delete the last digit", "erase"),
    KeyAction("help", ("question_mark",), "?", "help", "these keys", "help"),
    KeyAction("flags", ("exclamation_mark",), "!", "warning signs", WARNING_SIGNS, "flags"),
)
"""The keys of the form that corrects or enters a session."""

CHECK_IN: tuple[KeyAction, ...] = (
    KeyAction("other-day", ("y",), "y", "yesterday", "switch between today and yesterday", "other_day"),
    KeyAction("pass-over", ("n",), "n", "no value", "no value: missing stays missing", "pass_over"),
    KeyAction("erase", ("backspace",), "bksp", "back", "delete a digit, or go to the previous question", "erase"),
    KeyAction("more", ("right", "l"), "→", "", "one more", "step(1)"),
    KeyAction("less", ("left", "h"), "←", "", "one less", "step(-1)"),
    KeyAction("help", ("question_mark",), "?", "help", "these keys", "help"),
    KeyAction("flags", ("exclamation_mark",), "!", "warning signs", WARNING_SIGNS, "flags"),
)
"""The keys of the check-in, except those that answer."""

VERDICT: tuple[KeyAction, ...] = (
    KeyAction("yes", ("y",), "y", "yes", "yes: make the offered change", "answer('yes')"),
    KeyAction(
        "no", ("n",), "n", "no", "no: nothing changes; a declined step back still skips one session", "answer('no')"
    ),
    KeyAction("pt", ("o",), "o", "my PT", "my PT says otherwise: write down what they said; not at a stop", "pt"),
    KeyAction(
        "why", ("w",), "w", "why", "why: the row of the rule, its numbers and sources, and all other rows", "why"
    ),
    KeyAction("page-down", ("pagedown", "space"), "space", "", "scroll the text down", "scroll_text(1)"),
    KeyAction("page-up", ("pageup",), "pgup", "", "scroll the text up", "scroll_text(-1)"),
)
"""The keys of the verdicts."""

ALWAYS_NAMED = frozenset({"help", "leave", "back"})
"""The ids that a key line names however narrow it is."""


def line_actions(*tables: Sequence[KeyAction], **labels: str) -> tuple[KeyAction, ...]:
    """Return what a key line names: the arrows, the list keys labelled here, then the keys of the tables.

    labels: what a list key, or `arrows`, is called here, by its id.
    """
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
