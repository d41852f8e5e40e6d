"""Makes the pictures in this folder from `tests/scenes.py`: `python -m screenshots.make`.

Beside each picture stands the text of the same screen in `tests/snapshots/`, so that a change can be read.
"""

import asyncio
import sys
from pathlib import Path

from screenshots.svg import film, picture
from tests.scenes import FILM, REP, SCENES, Scene, play

FOLDER = Path(__file__).parent
TEXTS = FOLDER.parent / "tests" / "snapshots"
FRAMES = 28
"""Pictures of one repetition: four a second."""


def files(scene: Scene) -> tuple[Path, Path]:
    """Return where a scene's picture and its text belong."""
    return FOLDER / f"{scene.name}.svg", TEXTS / f"{scene.name}.txt"


async def made(scene: Scene) -> dict[Path, str]:
    """Return a scene's picture and text by the files they belong in."""
    image, text = files(scene)
    (shot,) = await play(scene)
    return {image: picture(shot, scene.description, on_light=scene.theme.endswith("light")), text: shot.text}


async def made_film() -> dict[Path, str]:
    """Return the animated picture of one repetition by its file."""
    step = REP / FRAMES
    return {FOLDER / f"{FILM.name}.svg": film(await play(FILM, FRAMES, step), FILM.description, step)}


async def make() -> None:
    """Write every picture and text that is not as it should be, and remove those of no scene."""
    wanted: dict[Path, str] = await made_film()
    for scene in SCENES:
        wanted |= await made(scene)
    TEXTS.mkdir(exist_ok=True)
    for path, content in wanted.items():
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            path.write_text(content, encoding="utf-8")
            sys.stdout.write(f"written: {path.name}\n")
    for path in {*FOLDER.glob("*.svg"), *TEXTS.glob("*.txt")} - set(wanted):
        path.unlink()
        sys.stdout.write(f"removed: {path.name}\n")


if __name__ == "__main__":
    asyncio.run(make())
