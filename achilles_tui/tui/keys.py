"""Every key of the program, declared once: bindings, key lines, help and `docs/keys.md` come from here."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.binding import Binding

from achilles_tui.domain.session.phases import Trigger


class KeyAction(NamedTuple):
    """One thing a person can do with a key.

    keys: Textual's key names, the first one being shown. action: the screen's action. trigger: what it sends, if so.
    """

    id: str
    keys: tuple[str, ...]
    key_text: str
    label: str
    help: str
    action: str
    trigger: Trigger | None = None


FLAGS = "the signs that mean: stop and contact a clinician"


def _sends(trigger: Trigger) -> str:
    return f"send('{trigger.value}')"


SESSION: tuple[KeyAction, ...] = (
    KeyAction("pause", ("space",), "space", "Pause", "pause, and go on", "pause_or_go_on", Trigger.PAUSE),
    KeyAction("go", ("enter",), "enter", "Go", "start now, go on", "go"),
    KeyAction(
        "next",
        ("n", "right", "pagedown"),
        "n →",
        "Next",
        "go on early: skip a repetition, cut a hold or a rest short",
        _sends(Trigger.NEXT),
        Trigger.NEXT,
    ),
    KeyAction(
        "redo",
        ("b", "left", "pageup"),
        "b ←",
        "Redo",
        "do this repetition, or the last one, again",
        _sends(Trigger.REDO),
        Trigger.REDO,
    ),
    KeyAction("undo", ("u",), "u", "Undo", "take the last key back", _sends(Trigger.UNDO), Trigger.UNDO),
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
    KeyAction("pain", ("p",), "p", "Pain", "say how much it hurts: 0 to 9, t for ten", "pain", Trigger.PAIN),
    KeyAction("stop", ("s",), "s", "Stop, save", "stop here; what is done counts", "stop", Trigger.STOP),
    KeyAction("mute", ("m",), "m", "Sound", "sound: all, phase changes only, off", "mute"),
    KeyAction("flags", ("exclamation_mark",), "!", "Red flags", FLAGS, "flags"),
    KeyAction("help", ("question_mark",), "?", "Help", "these keys", "help"),
    KeyAction("leave", ("q", "escape"), "q", "Quit", "go on, stop and save, or leave for later", "leave"),
)
"""The keys of a running session."""

PAIN_KEYS: dict[str, int] = {**{str(number): number for number in range(10)}, "t": 10}
"""The keys that answer on the pain scale."""

LISTS: tuple[KeyAction, ...] = (
    KeyAction("down", ("down", "j"), "↓", "Down", "the next one", "move(1)"),
    KeyAction("up", ("up", "k"), "↑", "Up", "the one before", "move(-1)"),
    KeyAction("choose", ("enter",), "Enter", "Choose", "choose it", "choose"),
    KeyAction("back", ("escape",), "Esc", "Back", "back", "back"),
)
"""The keys wherever there is a list to choose from."""

PAGE: tuple[KeyAction, ...] = (
    KeyAction("help", ("question_mark",), "?", "help", "the keys", "help"),
    KeyAction("flags", ("exclamation_mark",), "!", "red flags", FLAGS, "flags"),
    KeyAction("lesson", ("t",), "t", "keys", "try the keys of a session, in about 20 seconds", "app.lesson"),
    KeyAction("leave", ("q",), "q", "quit", "leave the program", "leave"),
)
"""The keys of a page."""

PAGES: tuple[KeyAction, ...] = (
    KeyAction("today", ("1",), "1", "today", "Today: what can be done now", "app.page('today')"),
    KeyAction(
        "programs", ("2",), "2", "programs", "all programs, and where their numbers come from", "app.page('programs')"
    ),
    KeyAction("history", ("3",), "3", "history", "what was done and felt, week by week", "app.page('history')"),
    KeyAction("learn", ("4",), "4", "learn", "every exercise in slow motion, and what to read", "app.page('learn')"),
)
"""The keys that lead from page to page, by the ids of the pages."""

TODAY: tuple[KeyAction, ...] = (
    KeyAction(
        "check-in", ("c",), "c", "check-in", "tell how the morning was: pain, stiffness, how the day is", "check_in"
    ),
    KeyAction("verdict", ("v",), "v", "verdict", "what the rule says, by which row, and what it takes", "verdict"),
)
"""The keys of the first page."""

HISTORY: tuple[KeyAction, ...] = (
    KeyAction("week-after", ("right", "l"), "→", "", "a week later", "week(1)"),
    KeyAction("week-before", ("left", "h"), "←", "", "a week earlier", "week(-1)"),
    KeyAction("nearer", ("plus", "equals_sign"), "+ -", "zoom", "fewer weeks, larger", "zoom(1)"),
    KeyAction("farther", ("minus",), "-", "", "more weeks, and at last all", "zoom(-1)"),
    KeyAction("view", ("tab",), "tab", "list", "the days as a list, and as plots again", "view"),
    KeyAction(
        "measure", ("v",), "v", "next plot", "plot the next measure: pain, load, time under tension, scores", "measure"
    ),
    KeyAction("files", ("f",), "f", "", "name the files that were set aside", "files"),
)
"""The keys of the history."""

LEARN: tuple[KeyAction, ...] = (
    KeyAction("other-list", ("left", "right", "h", "l"), "←→", "other list", "the other list", "cross"),
)
"""The keys of the page to learn from, which has two lists."""

PROGRAMS: tuple[KeyAction, ...] = (
    KeyAction(
        "search", ("slash",), "/", "search", "search in ids, titles, tags and what is said; esc ends it", "search"
    ),
    KeyAction("edit", ("e",), "e", "edit", "edit it, where it is a file of your own", "edit"),
)
"""The keys of the list of programs."""

PROGRAM: tuple[KeyAction, ...] = (
    KeyAction("dose", ("d",), "d", "PT's dose", "the dose of this exercise that your PT gave you", "dose"),
    KeyAction("stage-after", ("right_square_bracket", "right", "l"), "] →", "stage", "the next stage", "stage(1)"),
    KeyAction("stage-before", ("left_square_bracket", "left", "h"), "[ ←", "", "the stage before", "stage(-1)"),
    KeyAction("edit", ("e",), "e", "edit", "edit it, where it is a file of your own", "edit"),
    KeyAction("mine", ("m",), "m", "mine", "make this your program", "mine"),
    KeyAction("copy", ("c",), "c", "copy", "make a copy of your own, to change", "copy"),
    KeyAction("page-down", ("pagedown", "space"), "space", "", "move the text down", "scroll_text(1)"),
    KeyAction("page-up", ("pageup",), "pgup", "", "move the text up", "scroll_text(-1)"),
)
"""The keys of one program."""

DOSE: tuple[KeyAction, ...] = (
    KeyAction("more", ("plus", "equals_sign", "right", "l"), "+ →", "more", "a step more", "step(1)"),
    KeyAction("less", ("minus", "left", "h"), "- ←", "less", "a step less", "step(-1)"),
    KeyAction("take-back", ("x",), "x", "as the program", "take this number back to the program's own", "take_back"),
    KeyAction("erase", ("backspace",), "bksp", "", "take the last digit back", "erase"),
    KeyAction("help", ("question_mark",), "?", "help", "the keys", "help"),
    KeyAction("flags", ("exclamation_mark",), "!", "red flags", FLAGS, "flags"),
)
"""The keys where the dose is written down that the PT gave."""

DAY: tuple[KeyAction, ...] = (
    KeyAction("day-after", ("right", "l"), "→", "", "the next day", "day(1)"),
    KeyAction("day-before", ("left", "h"), "←", "", "the day before", "day(-1)"),
    KeyAction("add", ("a",), "a", "add", "add a session of this day that was not recorded", "add"),
    KeyAction("score", ("s",), "s", "score", "tell a VISA-A total, or a heel-rise test", "score"),
    KeyAction("delete", ("x", "delete"), "x", "delete", "delete it; asks first, and u brings it back", "delete"),
    KeyAction("undo", ("u",), "u", "undo", "undo what was done last to any day", "turn('undo')"),
    KeyAction("redo", ("r",), "r", "redo", "do again what was undone last", "turn('redo')"),
    KeyAction("page-down", ("pagedown", "space"), "space", "", "move the text down", "scroll_text(1)"),
    KeyAction("page-up", ("pageup",), "pgup", "", "move the text up", "scroll_text(-1)"),
)
"""The keys of one day."""

CORRECTION: tuple[KeyAction, ...] = (
    KeyAction("more", ("plus", "equals_sign", "right", "l"), "+ →", "more", "a step more, or the next", "step(1)"),
    KeyAction("less", ("minus", "left", "h"), "- ←", "less", "a step less, or the one before", "step(-1)"),
    KeyAction("note", ("n",), "n", "note", "write the note", "note"),
    KeyAction("take-back", ("x",), "x", "as recorded", "take this value back to what was recorded", "take_back"),
    KeyAction("erase", ("backspace",), "bksp", "", "take the last digit back", "erase"),
    KeyAction("help", ("question_mark",), "?", "help", "the keys", "help"),
    KeyAction("flags", ("exclamation_mark",), "!", "red flags", FLAGS, "flags"),
)
"""The keys where a session is corrected, or told by hand."""

CHECK_IN: tuple[KeyAction, ...] = (
    KeyAction("other-day", ("y",), "y", "yesterday", "tell of yesterday, and of today again", "other_day"),
    KeyAction("pass-over", ("n",), "n", "no value", "pass this value over: missing stays missing", "pass_over"),
    KeyAction("erase", ("backspace",), "bksp", "back", "take a digit back, or go to the question before", "erase"),
    KeyAction("more", ("right", "l"), "→", "", "one more", "step(1)"),
    KeyAction("less", ("left", "h"), "←", "", "one less", "step(-1)"),
    KeyAction("help", ("question_mark",), "?", "help", "the keys", "help"),
    KeyAction("flags", ("exclamation_mark",), "!", "red flags", FLAGS, "flags"),
)
"""The keys of the morning's check-in, besides those that answer."""

VERDICT: tuple[KeyAction, ...] = (
    KeyAction("yes", ("y",), "y", "yes", "yes: make the change that is offered", "answer('yes')"),
    KeyAction(
        "no", ("n",), "n", "no", "no: everything stays; a declined step back still skips a session", "answer('no')"
    ),
    KeyAction("pt", ("o",), "o", "my PT", "my PT says otherwise: write down what was said; never over a stop", "pt"),
    KeyAction(
        "why", ("w",), "w", "why", "the row of the rule, its numbers and their sources, and all other rows", "why"
    ),
    KeyAction("page-down", ("pagedown", "space"), "space", "", "move the text down", "scroll_text(1)"),
    KeyAction("page-up", ("pageup",), "pgup", "", "move the text up", "scroll_text(-1)"),
)
"""The keys of the verdicts."""

ALWAYS_NAMED = frozenset({"help", "leave", "back"})
"""The moves that a key line names however narrow it is."""


def line_actions(*tables: Sequence[KeyAction], **labels: str) -> tuple[KeyAction, ...]:
    """Return what a key line names: first how one chooses in a list, then the moves labelled here, then the others.

    labels: what a move of a list is called here, by its id.
    """
    named = tuple(move._replace(label=labels[move.id]) for move in LISTS if move.id in labels)
    others = tuple(move for table in tables for move in table if move.label)
    return (KeyAction("arrows", (), "↑↓", labels.get("arrows", "choose"), "", ""), *named, *others)


def key_line(named: Sequence[KeyAction], room: int, last: str = "", *, between: str = " · ") -> str:
    """Name as many moves as there is room for, in columns; some are named always, and arrows go without saying.

    last: the id of one that is named only where all others but the arrows are. between: what parts two of them.
    """
    told = [move for move in named if move.id in ALWAYS_NAMED]
    for move in sorted(named, key=lambda move: (move.id == "arrows", move.id == last)):
        if move not in told:
            more = sorted((*told, move), key=named.index)
            told = more if len(_line(more, between)) <= room else told
    return _line(told, between)


def key(table: Sequence[KeyAction], name: str) -> str:
    """Return the first key of a move as a sentence says it; the name of a long one begins large: `Enter`, `c`."""
    found = next(move for move in table if move.id == name).keys[0]
    return found if len(found) == 1 else found.capitalize()


def _line(named: Sequence[KeyAction], between: str) -> str:
    return between.join(f"{move.key_text} {move.label}" for move in named)


def bindings(moves: tuple[KeyAction, ...]) -> list[Binding]:
    """Return Textual's bindings for these moves."""
    return [Binding(",".join(move.keys), move.action, move.label, show=False, id=move.id) for move in moves]
