"""Every scene has its picture and its text, and both show what the program shows now.

After a change that is meant: `python -m tests.remake pictures`, and look at what it wrote.
"""

import re
from pathlib import Path

import pytest

from screenshots.make import FOLDER, TEXTS, made, made_film, paths
from tests.remake import remade_by
from tests.scenes import FILM, SCENES, Scene

README = Path(__file__).parents[1] / "README.md"
HOW = remade_by("pictures")


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_the_picture_and_the_text_of_a_scene_show_what_it_shows_now(scene: Scene) -> None:
    image, text = paths(scene)
    now = await made(scene)
    # The text first: where both differ, its lines say what has changed.
    assert text.read_text(encoding="utf-8") == now[text], HOW
    assert image.read_text(encoding="utf-8") == now[image], HOW


async def test_the_film_of_one_repetition_shows_what_it_shows_now() -> None:
    for path, content in (await made_film()).items():
        assert path.read_text(encoding="utf-8") == content, HOW


def test_there_is_no_picture_and_no_text_without_a_scene() -> None:
    wanted = {path for scene in SCENES for path in paths(scene)} | {FOLDER / f"{FILM.name}.svg"}
    assert {*FOLDER.glob("*.svg"), *TEXTS.glob("*.txt")} == wanted, HOW


def test_the_readme_shows_pictures_that_are_there() -> None:
    shown = set(re.findall(r"\(screenshots/([^)]+)\)", README.read_text(encoding="utf-8")))
    assert f"{FILM.name}.svg" in shown
    assert shown <= {path.name for path in FOLDER.glob("*.svg")}


def test_no_picture_fetches_anything() -> None:
    for path in FOLDER.glob("*.svg"):
        text = path.read_text(encoding="utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert "http" not in text
        assert "href" not in text
