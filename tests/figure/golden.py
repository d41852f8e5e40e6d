"""The figures as text files, so that a person can look at a change before it is accepted.

`python -m tests.remake figures` draws them all anew and prints which files changed.
"""

from pathlib import Path
from typing import NamedTuple

from achilles_tui.domain.base.units import Figure
from achilles_tui.figure.body.poses import POSES
from achilles_tui.figure.body.setting import Moment
from achilles_tui.figure.colours import Colour
from achilles_tui.figure.palette import DARK, Ink
from achilles_tui.figure.raster import Raster
from tests.figure.charts.golden_charts import CHARTS, Chart
from tests.figure.looking import Dots, dots
from tests.remake import Owned

FOLDER = Path(__file__).parent / "golden"
SIZES = ((22, 10), (36, 17))
LIFTING = {Figure.HEEL_RAISE, Figure.BENT_HEEL_RAISE, Figure.STEP_DROP, Figure.BENT_STEP_DROP}
"""The drawings that are also kept with the other foot off the floor."""

MIXTURE = "+"

LETTERS: dict[Ink, str] = {
    Ink.GROUND: ".",
    Ink.SKIN: "s",
    Ink.TENDON: "T",
    Ink.SHOE: "h",
    Ink.SOLE: "w",
    Ink.OTHER_LEG: "o",
    Ink.OTHER_SHOE: "p",
    Ink.OTHER_SOLE: "q",
    Ink.CLOTHES: "c",
    Ink.FLOOR: "f",
    Ink.EDGE: "e",
    Ink.MACHINE: "m",
    Ink.PAD: "d",
    Ink.WEIGHT: "W",
    Ink.GAUGE: "g",
    Ink.TARGET: "G",
}
"""The letter of every ink a figure is drawn with; the shades of the muscle are numbers, from one at rest on."""


class Drawing(NamedTuple):
    """One golden drawing: an exercise at a moment, in a size in cells."""

    figure: Figure
    columns: int
    rows: int
    moment: Moment

    @property
    def name(self) -> str:
        """The name of its file."""
        lifted = "-lifted" if self.moment.lifted else ""
        return f"{self.figure.value}-{self.columns}x{self.rows}-{self.moment.lift:g}{lifted}.txt"

    @property
    def text(self) -> str:
        """The drawing as text: what the letters mean, then two lines for each row of cells."""
        smooth, hard = (self._dots(smooth=smooth) for smooth in (True, False))
        legend = _legend()
        lines = [
            "".join(legend[dot][0] if dot == whole else MIXTURE for dot, whole in zip(*rows, strict=True))
            for rows in zip(smooth, hard, strict=True)
        ]
        seen = set("".join(lines))
        told = [f"{letter} {name}" for letter, name in (*legend.values(), (MIXTURE, "mixture")) if letter in seen]
        return "\n".join([", ".join(told), "", *lines, ""])

    def _dots(self, *, smooth: bool) -> Dots:
        """Draw it. A dot that has the same colour without smoothing is no mixture, whatever its number."""
        pose = POSES[self.figure]
        raster = Raster(self.columns, self.rows, pose.window, DARK.ground, smooth=smooth)
        raster.draw(pose.draw(self.moment), DARK)
        return dots(raster.picture())


def _legend() -> dict[Colour, tuple[str, str]]:
    """Return the letter and the name of each colour."""
    inks = {DARK[ink]: (letter, ink.name.lower()) for ink, letter in LETTERS.items()}
    shades = {colour: (str(shade), f"muscle {shade}") for shade, colour in enumerate(DARK.muscle, 1)}
    return inks | shades


def _moments(figure: Figure) -> list[Moment]:
    lifted = [Moment(0.5, 1.0), Moment(1.0, 1.0)] if figure in LIFTING else []
    return [Moment(0.0), Moment(0.5), Moment(1.0), *lifted]


FIGURES = (Drawing(figure, *size, moment) for figure in Figure for size in SIZES for moment in _moments(figure))

DRAWINGS: dict[str, Drawing | Chart] = {one.name: one for one in FIGURES} | {one.name: one for one in CHARTS}
"""Every golden drawing by the name of its file."""


OWNED: Owned = {FOLDER: "*"}


def files() -> dict[Path, str]:
    """Return what every golden file should say."""
    return {FOLDER / name: drawing.text for name, drawing in DRAWINGS.items()}
