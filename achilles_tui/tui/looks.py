"""Theme, palette and motion, chosen from the settings and what the terminal can do."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from rich.console import Console
from textual import constants
from textual.theme import BUILTIN_THEMES, Theme

from achilles_tui.domain.session.demonstration import Posture
from achilles_tui.domain.settings import Settings
from achilles_tui.figure import palette
from achilles_tui.figure.body.drawing import FULL, LOW, STILL, Motion, draw
from achilles_tui.figure.cells import Draw
from achilles_tui.figure.colours import DEFAULT, Colour, rgb
from achilles_tui.figure.letters import block_of
from achilles_tui.figure.palette import Ink, Palette

PALETTES: dict[str, Palette] = {drawn.name: drawn for drawn in palette.ALL}
"""The palette of each theme in the settings, and those of poorer terminals."""

MOTIONS: dict[str, Motion] = {"full": FULL, "low": LOW, "none": STILL}


class Looks(NamedTuple):
    """What a screen draws with."""

    theme: Theme
    palette: Palette
    motion: Motion

    def figure(self, posture: Posture) -> Draw:
        """Return how to draw a person in this posture."""
        return lambda columns, rows: draw(posture, columns, rows, self.palette, self.motion)

    def word(self, word: str, ground: Colour) -> Draw:
        """Return how to draw a word in large letters on a block of this colour."""
        return lambda columns, rows: block_of(word, columns, rows, self.palette[Ink.ON_BLOCK], ground)


def looks(settings: Settings, environ: Mapping[str, str], color_system: str | None) -> Looks:
    """Return the colours and the motion that the settings ask for and the terminal can show.

    environ: of the process. color_system: Rich's name; `standard` is 16 colours.
    """
    motion = MOTIONS[_motion(settings, environ)]
    if environ.get("NO_COLOR"):
        return Looks(_theme("greys", palette.GREYS), palette.GREYS, motion)
    drawn = PALETTES[settings.theme]
    if drawn.ground == DEFAULT:
        return Looks(_terminal_theme(settings.theme, drawn), drawn, motion)
    theme = _theme(settings.theme, drawn)
    return Looks(theme, palette.SIXTEEN if color_system == "standard" else drawn, motion)


def color_system() -> str | None:
    """Return Rich's name of the colour system that this terminal reports; None for no colours."""
    return Console(force_terminal=True, color_system=constants.COLOR_SYSTEM).color_system  # type: ignore[arg-type]  # any name


def _motion(settings: Settings, environ: Mapping[str, str]) -> str:
    """Return the motion setting; `auto` means low over SSH without COLORTERM, where the line is probably slow."""
    if settings.motion != "auto":
        return settings.motion
    over_ssh = any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY"))
    return "low" if over_ssh and not environ.get("COLORTERM") else "full"


def _theme(name: str, drawn: Palette) -> Theme:
    def colour(ink: Ink) -> str:
        return "#{:02x}{:02x}{:02x}".format(*rgb(drawn[ink]))

    return Theme(
        name=f"achilles-{name}",
        primary=colour(Ink.ACCENT),
        secondary=colour(Ink.UP),
        warning=colour(Ink.WARNING),
        error=colour(Ink.STOP),
        success=colour(Ink.RESTING),
        foreground=colour(Ink.TEXT),
        background=colour(Ink.GROUND),
        surface=colour(Ink.TRACK),
        panel=colour(Ink.TRACK),
        dark=rgb(drawn[Ink.GROUND])[0] < rgb(drawn[Ink.TEXT])[0],
        variables={"faint": colour(Ink.FAINT), "on-error": colour(Ink.ON_BLOCK), "veil": f"{colour(Ink.GROUND)} 70%"},
    )


def _terminal_theme(name: str, drawn: Palette) -> Theme:
    """Return Textual's theme of the terminal's own colours, with the extra names our sheet uses."""
    own = BUILTIN_THEMES[name]
    variables = {**own.variables, "faint": "ansi_default", "on-error": "ansi_black", "veil": "ansi_default"}
    primary = "ansi_yellow" if drawn is palette.TERMINAL else "ansi_blue"
    return replace(own, name=f"achilles-{name}", primary=primary, variables=variables)
