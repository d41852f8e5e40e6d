"""Makes the pictures in this folder from `tests/scenes.py`: `python -m tests.remake pictures`.

Beside each picture stands the text of the same screen in `tests/snapshots/`, so that a change can be read.
"""

import asyncio
from pathlib import Path

from screenshots.svg import film, picture
from tests.remake import Owned
from tests.scenes import FILM, REP, SCENES, Scene, play

FOLDER = Path(__file__).parent
TEXTS = FOLDER.parent / "tests" / "snapshots"
OWNED: Owned = {FOLDER: "*.svg", TEXTS: "*.txt"}
FRAMES = 28
"""Pictures of one repetition: four a second."""


def paths(scene: Scene) -> tuple[Path, Path]:
    """Return where a scene's picture and its text belong."""
    return FOLDER / f"{scene.name}.svg", TEXTS / f"{scene.name}.txt"


async def made(scene: Scene) -> dict[Path, str]:
    """Return a scene's picture and text by the files they belong in."""
    image, text = paths(scene)
    (shot,) = await play(scene)
    return {image: picture(shot, scene.told, on_light=scene.theme.endswith("light")), text: shot.text}


async def made_film() -> dict[Path, str]:
    """Return the animated picture of one repetition by its file."""
    step = REP / FRAMES
    return {FOLDER / f"{FILM.name}.svg": film(await play(FILM, FRAMES, step), FILM.told, step)}


def files() -> dict[Path, str]:
    """Return what every picture and every text of a screen should be."""
    return asyncio.run(_all_made())


async def _all_made() -> dict[Path, str]:
    wanted = await made_film()
    for scene in SCENES:
        wanted |= await made(scene)
    return wanted
