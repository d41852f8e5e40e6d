"""The picture of a session: the figure, the panel, the bar and the lines of text, all drawn from one view."""

from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from achilles_tui.domain.session.phases import Phase
from achilles_tui.domain.session.state import Pause
from achilles_tui.domain.session.view import Card, Dot, SessionView
from achilles_tui.figure import stage
from achilles_tui.figure.body.drawing import Motion
from achilles_tui.figure.palette import Palette
from achilles_tui.tui import keys
from achilles_tui.tui.widgets.canvas import Canvas
from achilles_tui.tui.widgets.line import Line

DOTS = {Dot.DONE: "●", Dot.SHORT: "◐", Dot.SKIPPED: "–", Dot.NOW: "◉", Dot.TODO: "○"}  # noqa: RUF001 a dash to see

_GO_ON = f"{keys.key(keys.SESSION, 'pause')} goes on."
_PAUSED = {
    Pause.PERSON: f"Paused. {_GO_ON}",
    Pause.GAP: f"The program was suspended, so nothing was counted. {_GO_ON}",
}

HEADER_PADDING = 4
"""Columns around the two parts of the header."""


class PictureContent(NamedTuple):
    """Everything the picture depends on except its size."""

    view: SessionView
    saved: str
    is_unsaved: bool
    notice: str
    """A message that replaces the view's own note, or an empty text."""


class SessionPicture(Vertical):
    """A session as a picture with fixed places: nothing moves between phases."""

    def __init__(self, palette: Palette, motion: Motion) -> None:
        """Show nothing yet."""
        super().__init__()
        self._palette, self._motion = palette, motion
        self._content: PictureContent | None = None

    def compose(self) -> ComposeResult:
        """Lay out the places."""
        with Horizontal(id="header"):
            yield Line(id="what", fixed=True)
            yield Line(id="where")
        with Horizontal(id="stage"):
            yield Canvas(id="figure")
            with Vertical(id="side"):
                yield Canvas(id="panel")
                yield Line(id="steps")
        yield Canvas(id="bar")
        for name in ("dots", "cue", "note", "keys"):
            yield Line(id=name, fixed=True)

    def on_resize(self) -> None:
        """Show everything again in its new place."""
        content, self._content = self._content, None
        if content:
            self.call_after_refresh(self.show, content)

    def show(self, content: PictureContent) -> None:
        """Show this content; draw only what differs from before."""
        if content != self._content:
            before, self._content = self._content, content
            if before is None or before.view != content.view:
                self._draw(content.view)
            self._write(content)

    def _draw(self, view: SessionView) -> None:
        palette, motion = self._palette, self._motion
        pictures = {
            "figure": lambda columns, rows: stage.on_its_floor(view.posture, columns, rows, palette, motion),
            "panel": lambda columns, rows: stage.panel(view, columns, rows, palette),
            "bar": lambda columns, rows: stage.bar(view, columns, rows, palette),
        }
        for name, draw in pictures.items():
            self.query_one(f"#{name}", Canvas).show(draw)

    def _write(self, content: PictureContent) -> None:
        view = content.view
        practice = "PRACTICE · " if view.practice else ""
        load = f" · {view.load}" if view.load else ""
        what, where = f"{practice}{view.leg} · {view.exercise}{load}", f"{view.where} · {content.saved}"
        self.set_class(len(what) + len(where) + HEADER_PADDING > self.size.width, "-two-lines")
        self.set_class(content.is_unsaved, "-unsaved")
        self.set_class(view.card is not None and not view.pause, "-card")
        self.set_class(bool(view.pain and view.pain.answer is None), "-asks")
        texts = {
            "what": what,
            "where": where,
            "steps": _card(view.card) if view.card else "",
            "dots": " ".join(DOTS[dot] for dot in view.dots),
            "cue": view.cue,
            "note": content.notice or _note(view),
            "keys": _keys(view, self.query_one("#keys", Line).content_size.width),
        }
        for name, text in texts.items():
            self.query_one(f"#{name}", Line).show(text)


def _card(card: Card) -> str:
    steps = [f"{number}  {step}" for number, step in enumerate(card.steps, 1)]
    return "\n".join([*steps, f"You need: {card.needs}"] if card.needs else steps)


def _note(view: SessionView) -> str:
    if view.pause:
        return _PAUSED[view.pause]
    if view.pain and view.pain.answer is None:
        return f"{view.pain.leg}, {view.pain.exercise}: how much pain? 0-9, t for ten"
    if view.pain:
        return f"Pain {view.pain.answer} is noted. Another number changes it."
    return "" if view.coming == view.cue else view.coming


def _keys(view: SessionView, room: int) -> str:
    """Return a line that names as many of the keys that work now as fit; help and quit always."""
    idle = "go" if view.phase is not Phase.SETUP or view.pause else ""
    legal = [
        move._replace(label="Go on") if move.id == "pause" and view.pause else move
        for move in keys.SESSION
        if move.id != idle
        and (move.trigger is None or move.trigger in view.moves or (move.id == "pause" and view.pause))
    ]
    return keys.key_line(legal, room, between="  ")
