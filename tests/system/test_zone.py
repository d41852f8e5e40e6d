"""The zone of the machine and its name: from TZ, else from the link; without a name, the rules of the system."""

import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from achilles_tui.system.zone import machine_zone

NOON = datetime(2026, 7, 1, 12, 0)  # noqa: DTZ001 a wall time
NOWHERE = Path("/nowhere/localtime")


def test_the_variable_comes_before_the_link(tmp_path: Path) -> None:
    link = tmp_path / "localtime"
    link.symlink_to("/usr/share/zoneinfo/America/New_York")

    assert machine_zone({}, link).name == "America/New_York"
    assert machine_zone({"TZ": "Europe/Berlin"}, link).name == "Europe/Berlin"


@pytest.mark.parametrize(
    "told",
    ["Europe/Berlin", ":Europe/Berlin", "/usr/share/zoneinfo/Europe/Berlin", ":/usr/share/zoneinfo/Europe/Berlin"],
)
def test_each_way_to_write_the_variable_is_read(told: str) -> None:
    zone = machine_zone({"TZ": told}, NOWHERE)

    assert zone.name == "Europe/Berlin"
    assert zone.localize(NOON).utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize(
    "leads_to",
    [
        "/usr/share/zoneinfo/Europe/Berlin",
        "../usr/share/zoneinfo/posix/Europe/Berlin",
        "/var/db/timezone/zoneinfo/Europe/Berlin",
    ],
)
def test_each_way_the_link_may_lead_is_read(tmp_path: Path, leads_to: str) -> None:
    (tmp_path / "localtime").symlink_to(leads_to)

    assert machine_zone({}, tmp_path / "localtime").name == "Europe/Berlin"


def test_an_empty_variable_is_utc_as_for_every_program() -> None:
    assert machine_zone({"TZ": ""}, NOWHERE).name == "UTC"


@pytest.mark.parametrize(
    "told", ["CET-1CEST,M3.5.0,M10.5.0/3", "Europe", "Mars/Base", "../../etc/passwd", "/etc/passwd", "a\0b", "x" * 5000]
)
def test_what_is_no_name_gives_none(told: str) -> None:
    assert machine_zone({"TZ": told}, NOWHERE).name is None


def test_a_copy_in_place_of_the_link_gives_no_name(tmp_path: Path) -> None:
    (tmp_path / "localtime").write_bytes(b"TZif2")

    assert machine_zone({}, tmp_path / "localtime").name is None
    assert machine_zone({}, NOWHERE).name is None


def test_without_a_name_the_rules_of_the_system_hold_on_both_sides_of_a_change() -> None:
    code = (
        "import os; from datetime import datetime; from achilles_tui.system.zone import machine_zone; "
        "zone = machine_zone(os.environ); "
        "print(zone.name, *(zone.localize(datetime(2027, *one)).isoformat() for one in "
        "[(1, 5, 7, 30), (7, 5, 7, 30), (3, 28, 2, 30), (10, 31, 2, 30)]))"
    )
    environment = {**os.environ, "TZ": "CET-1CEST,M3.5.0,M10.5.0/3"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)

    name, winter, summer, left_out, twice = done.stdout.split()
    assert name == "None"
    assert (winter, summer) == ("2027-01-05T07:30:00+01:00", "2027-07-05T07:30:00+02:00")
    assert datetime.fromisoformat(left_out) == datetime.fromisoformat("2027-03-28T02:30:00+01:00")
    assert twice == "2027-10-31T02:30:00+02:00", "the first of the two"
