"""What is written can be said in TOML and read by anyone, whatever was typed and wherever the clock stood."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from achilles_tui.domain.settings import Settings
from achilles_tui.storage.stores.records import dump, load
from achilles_tui.storage.toml.documents import document
from tests.builders import record_of

HERE = Path("session.toml")


@pytest.mark.parametrize(
    "zone", [ZoneInfo("Europe/London"), UTC, timezone(timedelta(hours=-3, minutes=-30, seconds=-52))], ids=str
)
def test_a_moment_keeps_its_instant_in_every_zone_even_in_the_hour_that_comes_twice(zone: timezone) -> None:
    for fold in (0, 1):
        moment = datetime(2026, 10, 25, 1, 30, tzinfo=zone, fold=fold)

        read = load(dump(replace(record_of(), started=moment), HERE), HERE)

        assert read.started.timestamp() == moment.timestamp()


def test_what_was_typed_or_pasted_is_harmless_in_the_file() -> None:
    record = replace(record_of(), note="red\x1b[31m \u202e \ud800 and\r\nmore")

    text = dump(record, HERE)

    assert b"\\u001b" not in text
    assert load(text, HERE).note == "red\ufffd[31m \ufffd \ufffd and\ufffd\nmore"


def test_what_is_unset_is_left_out() -> None:
    assert document(Settings()) == {}
    assert document(Settings(program="home")) == {"program": "home"}
