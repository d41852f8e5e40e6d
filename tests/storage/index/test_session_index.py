"""Which sessions there are is known from names and first lines: no more is opened than that takes."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from msgspec.structs import replace

from achilles_tui.domain.records.session_record import SessionRecord, Status
from achilles_tui.storage.index import session_index
from achilles_tui.storage.index.session_index import SessionHead, read_session_head, session_heads
from achilles_tui.storage.stores.records import dump, find_session, unfinished
from achilles_tui.storage.toml import reading
from tests.builders import NOW, record_of
from tests.storage.stores.test_records import keep
from tests.strategies import records

DAY = NOW.date()


class Counts:
    """What was opened and what was parsed whole."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Count from here on."""
        self.opened: list[str] = []
        self.parsed: list[Path] = []
        real_open, real_parse = os.open, reading.parse

        def counted_open(path: str, *more: int) -> int:
            self.opened.append(Path(os.fspath(path)).name)
            return real_open(path, *more)

        def counted_parse(data: bytes, path: Path) -> dict[str, object]:
            self.parsed.append(path)
            return real_parse(data, path)

        monkeypatch.setattr(os, "open", counted_open)
        monkeypatch.setattr(session_index, "parse", counted_parse)


def on(days_ago: int, record_id: str, status: Status = Status.DONE) -> SessionRecord:
    """Return a session of a day."""
    back = timedelta(days=days_ago)
    record = replace(record_of(), id=record_id, started=NOW - back, day=DAY - back)
    return record if status is Status.IN_PROGRESS else record.closed(status, NOW - back)


def head_of(record: SessionRecord) -> SessionHead:
    """Return what the first lines of its file are to say."""
    return SessionHead(record.id, record.day, record.started, record.status, record.practice)


@given(records())
def test_the_first_lines_say_what_the_whole_file_says_however_it_is_laid_out(
    tmp_path_factory: pytest.TempPathFactory, record: SessionRecord
) -> None:
    folder = tmp_path_factory.mktemp("sessions")
    path = folder / "one.toml"
    text = dump(record, path)
    for laid_out in (text, b"# mine\n" + text.replace(b"\nid = ", b"\nid   = ")):
        path.write_bytes(laid_out)
        assert read_session_head(path) == head_of(record)


def test_a_thousand_sessions_are_known_without_parsing_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = [on(back, f"session-{back}") for back in range(1000)]
    for one in kept:
        keep(tmp_path, one)
    counts = Counts(monkeypatch)

    assert {found.id for _, found in session_heads(tmp_path)} == {one.id for one in kept}
    assert len(counts.opened) == len(kept)
    assert not counts.parsed


def test_only_what_was_laid_out_by_another_hand_is_parsed_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, on(1, "mine"))
    path = keep(tmp_path, on(2, "theirs"))
    path.write_bytes(path.read_bytes().replace(b" = ", b"="))
    counts = Counts(monkeypatch)

    assert [found.id for _, found in session_heads(tmp_path)] == ["theirs", "mine"]
    assert counts.parsed == [path]


def test_one_that_is_broken_or_gone_is_passed_over(tmp_path: Path) -> None:
    keep(tmp_path, on(1, "whole"))
    keep(tmp_path, on(2, "broken")).write_text("[[")
    gone = keep(tmp_path, on(3, "gone"))
    gone.unlink()
    gone.symlink_to(tmp_path / "nowhere")

    assert [found.id for _, found in session_heads(tmp_path)] == ["whole"]


def test_what_stands_in_a_table_is_no_first_line(tmp_path: Path) -> None:
    path = keep(tmp_path, on(1, "real"))
    head_lines, _, rest = path.read_text().partition("\n[")
    path.write_text(f"{head_lines.replace('practice = false', 'practice=false')}\n[{rest}\npractice = true\n")

    ((_, found),) = session_heads(tmp_path)
    assert not found.practice


def test_of_the_last_weeks_the_first_lines_are_read_and_the_unfinished_one_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for back in range(400):
        keep(tmp_path, on(back, f"session-{back}"))
    path = keep(tmp_path, on(3, "unfinished", Status.IN_PROGRESS))
    counts = Counts(monkeypatch)

    assert [one.record.id for one in unfinished(tmp_path, DAY - timedelta(days=9))] == ["unfinished"]
    assert len(counts.opened) == 12
    assert counts.opened.count(path.name) == 2


def test_one_session_is_found_by_its_name_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for back in range(100):
        keep(tmp_path, on(back, f"session-{back}"))
    counts = Counts(monkeypatch)

    found = find_session(tmp_path, "session-77")

    assert found is not None
    assert found.record.day == date.fromordinal(DAY.toordinal() - 77)
    assert len(set(counts.opened)) == 1
