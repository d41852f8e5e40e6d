"""That a changed file is noticed without being opened, and that nothing else is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from achilles_tui.storage.files.change_stamp import stamp

THIS_YEAR = 2026


def file_of(top: Path, year: int) -> Path:
    return top / "sessions" / f"{year}" / f"{year}-11-22T073012+0100-k3f9a2b1c0.toml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data folder with a file of this year and one of long ago."""
    for year in (2016, THIS_YEAR):
        file_of(tmp_path, year).parent.mkdir(parents=True)
        file_of(tmp_path, year).write_text("one")
    return tmp_path


def replaced(path: Path) -> None:
    new = path.with_suffix(".new")
    new.write_text("two")
    new.replace(path)


def test_what_stays_has_the_same_stamp(data: Path) -> None:
    assert stamp(data, first_year=0) == stamp(data, first_year=0)
    assert stamp(data, first_year=THIS_YEAR) == stamp(data, first_year=THIS_YEAR)


@pytest.mark.parametrize("year", [2016, THIS_YEAR])
@pytest.mark.parametrize("change", [Path.unlink, replaced, lambda path: path.with_name("new.toml").touch()])
def test_what_comes_goes_or_is_replaced_is_noticed_in_any_year(
    data: Path, year: int, change: Callable[[Path], None]
) -> None:
    before = stamp(data, first_year=THIS_YEAR)
    change(file_of(data, year))

    assert stamp(data, first_year=THIS_YEAR) != before


def test_what_is_written_into_a_file_is_noticed_in_the_years_that_are_asked_for(data: Path) -> None:
    everything, this_year = stamp(data, first_year=0), stamp(data, first_year=THIS_YEAR)
    file_of(data, 2016).write_text("longer than before")

    assert stamp(data, first_year=0) != everything
    assert stamp(data, first_year=THIS_YEAR) == this_year


def test_links_that_lead_nowhere_or_in_a_circle_and_no_folder_at_all_have_a_stamp_too(data: Path) -> None:
    (data / "gone.toml").symlink_to(data / "nowhere")
    (data / "sessions" / "round").symlink_to(data / "sessions")

    assert stamp(data, first_year=0) == stamp(data, first_year=0)
    assert stamp(data / "nowhere", first_year=0) == stamp(data / "nowhere", first_year=0)
