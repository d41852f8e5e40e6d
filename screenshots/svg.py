"""Draws a shot of the screen as SVG: blocks of colour as exact areas, letters as text. It fetches nothing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from tests.tui.shot import Look, Shot

WIDE, HIGH = 10, 20
"""Units of a cell."""

_DARK_TERMINAL = ("#000000", "#e5e5e5")
_LIGHT_TERMINAL = ("#ffffff", "#000000")
_ANSI = (
    *("#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5"),
    *("#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff"),
)
"""What a terminal's own colours look like in a picture: xterm's."""

FULL = "█"
_EIGHTHS = " ▏▎▍▌▋▊▉"
_BLOCKS = frozenset("▀▄░" + _EIGHTHS)

Area = tuple[float, float, float, float, str]
"""Left, top, width and height in cells, and a colour."""


def picture(shot: Shot, told: str, *, on_light: bool = False) -> str:
    """Return one shot as an SVG document. told: what it shows. on_light: whether the terminal's own ground is light."""
    return _document(shot, told, _drawn(shot, on_light=on_light))


def film(shots: Sequence[Shot], told: str, seconds: float) -> str:
    """Return shots as an animated SVG document, each shown for so many seconds, again and again."""
    first, length = shots[0], seconds * len(shots)
    parts = [_drawn(first)]
    for index, shot in enumerate(shots[1:], 1):
        begin, end = index / len(shots), (index + 1) / len(shots)
        times = f"0;{begin:.4f};{end:.4f}" if end < 1 else f"0;{begin:.4f}"
        values = "none;inline;none" if end < 1 else "none;inline"
        animate = (
            f'<animate attributeName="display" calcMode="discrete" dur="{length:g}s" repeatCount="indefinite" '
            f'keyTimes="{times}" values="{values}"/>'
        )
        parts.append(f'<g display="none">{animate}\n{_drawn(_changed(first, shot))}</g>')
    return _document(first, told, "\n".join(parts))


def _document(shot: Shot, told: str, body: str) -> str:
    width, height = shot.columns * WIDE, shot.rows * HIGH
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="16.6">\n'
        f"<title>{escape(told)}</title>\n{body}\n</svg>\n"
    )


def _changed(before: Shot, after: Shot) -> Shot:
    """Return a shot in which what is as it was before is left out."""
    nothing = Look("", "", "", bold=False)
    cells = tuple(
        tuple(new if new != old else nothing for old, new in zip(row_before, row, strict=True))
        for row_before, row in zip(before.cells, after.cells, strict=True)
    )
    return after._replace(cells=cells)


def _drawn(shot: Shot, *, on_light: bool = False) -> str:
    terminal = _LIGHT_TERMINAL if on_light else _DARK_TERMINAL
    cells = [[_seen(look, terminal) for look in row] for row in shot.cells]
    areas = [area for y, row in enumerate(cells) for area in _areas(row, y)]
    texts = [text for y, row in enumerate(cells) for text in _texts(row, y)]
    return "\n".join([*_paths(areas), *texts])


def _seen(look: Look, terminal: tuple[str, str]) -> Look:
    """Return the colours as they look; a full block is nothing but ground."""
    ground, ink = (_hex(colour, default) for colour, default in zip((look.ground, look.ink), terminal, strict=True))
    return Look(" ", ink, ink, look.bold) if look.text == FULL else look._replace(ink=ink, ground=ground)


def _hex(colour: str, default: str) -> str:
    if colour.startswith("ansi "):
        return _ANSI[int(colour.split()[1])]
    return default if colour == "default" else colour


def _areas(row: Sequence[Look], y: int) -> Iterable[Area]:
    """Give the areas of colour of one row: the grounds first, then what block characters fill of them."""
    x = 0
    for ground, run in groupby(row, lambda look: look.ground):
        wide = len(list(run))
        if ground:
            yield x, y, wide, 1, ground
        x += wide
    x = 0
    for (text, ink), run in groupby(row, lambda look: (look.text, look.ink)):
        wide = len(list(run))
        if text == "▀":
            yield x, y, wide, 0.5, ink
        elif text == "▄":
            yield x, y + 0.5, wide, 0.5, ink
        elif text == "░":
            yield from ((x + step, y + 0.25 * part, 0.25, 0.25, ink) for step in range(wide) for part in (0, 2))
        elif text and text in _EIGHTHS and text != " ":
            yield from ((x + step, y, _EIGHTHS.index(text) / 8, 1, ink) for step in range(wide))
        x += wide


def _paths(areas: Iterable[Area]) -> Iterable[str]:
    """Gather areas that follow each other in the same colour into one path each; grounds lie below all else."""
    grounds: dict[str, list[str]] = defaultdict(list)
    blocks: dict[str, list[str]] = defaultdict(list)
    for x, y, wide, high, colour in areas:
        left, top, right, down = x * WIDE, y * HIGH, wide * WIDE, high * HIGH
        found = grounds if high == 1 and wide == int(wide) else blocks
        found[colour].append(f"M{left:g} {top:g}h{right:g}v{down:g}h-{right:g}z")
    for found in (grounds, blocks):
        for colour, parts in sorted(found.items()):
            yield f'<path fill="{colour}" shape-rendering="crispEdges" d="{"".join(parts)}"/>'


def _texts(row: Sequence[Look], y: int) -> Iterable[str]:
    x = 0
    for (is_text, ink, bold), run in groupby(row, lambda look: (_is_text(look), look.ink, look.bold)):
        looks = list(run)
        words = "".join(look.text for look in looks)
        if is_text and words.strip():
            left = x + len(words) - len(words.lstrip())
            weight = ' font-weight="bold"' if bold else ""
            words = words.strip()
            yield (
                f'<text x="{left * WIDE}" y="{y * HIGH + 15}" textLength="{len(words) * WIDE}" fill="{ink}"{weight} '
                f'xml:space="preserve">{escape(words)}</text>'
            )
        x += len(looks)


def _is_text(look: Look) -> bool:
    return bool(look.text) and look.text not in _BLOCKS - {" "}
