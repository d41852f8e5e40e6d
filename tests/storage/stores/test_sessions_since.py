"""The sessions of the last days, and the last one before them: what that costs does not grow over the years."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from achilles_tui.domain.records.session_record import SessionRecord, Status
from achilles_tui.storage.index.session_index import last_session_day_before
from achilles_tui.storage.stores import records as store
from achilles_tui.storage.stores.records import by_day, sessions_since
from tests.builders import NOW, record_of
from tests.storage.stores.test_records import keep

DAY = date(2026, 11, 22)


def on(day: date, record_id: str, *, practice: bool = False) -> SessionRecord:
    """Return a session of that day."""
    started = NOW + (day - NOW.date())
    return replace(record_of(), id=record_id, started=started, day=day, practice=practice)


def before(days: int) -> date:
    """Return the day so many days before."""
    return DAY - timedelta(days=days)


def test_sessions_since_a_day_are_those_of_it_and_later_oldest_first(tmp_path: Path) -> None:
    late, first, old = on(DAY, "late"), on(before(3), "first"), on(before(4), "older")
    for one in (late, first, old):
        keep(tmp_path, one)

    assert sessions_since(tmp_path, before(3)) == ((first, late), ())
    assert sessions_since(tmp_path, DAY + timedelta(days=1)) == ((), ())
    assert sessions_since(tmp_path, date.min).sessions == tuple(one for day in by_day(tmp_path) for one in day.sessions)
    assert sessions_since(tmp_path / "nowhere", DAY) == ((), ())


def test_older_files_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = keep(tmp_path, on(DAY, "late"))
    for back in range(1, 400, 9):
        keep(tmp_path, on(before(back), "older"))
    opened: list[str] = []
    real = os.open

    def counted(path: str, *more: int) -> int:
        opened.append(os.fspath(path))
        return real(path, *more)

    monkeypatch.setattr(os, "open", counted)

    sessions_since(tmp_path, DAY)
    assert opened == [str(path)]
    assert last_session_day_before(tmp_path, DAY) == before(1)
    assert len(opened) == 2


def test_a_broken_file_is_named_where_its_name_says_such_a_day(tmp_path: Path) -> None:
    keep(tmp_path, on(DAY, "late"))
    for day in (before(1), before(9)):
        path = keep(tmp_path, on(day, "broken"))
        path.write_text("[[")

    found = sessions_since(tmp_path, before(2))

    assert found.sessions == (on(DAY, "late"),)
    (told,) = found.problems
    assert "2026-11-21T" in told


@pytest.mark.parametrize("laid_out", ["by us", "anew"])
def test_a_file_without_a_day_in_its_name_is_looked_into(tmp_path: Path, laid_out: str) -> None:
    for name, day in (("new", DAY), ("old", before(30))):
        path = keep(tmp_path, on(day, f"the-{name}"))
        if laid_out == "anew":
            path.write_bytes(path.read_bytes().replace(b" = ", b"="))
        path.rename(path.with_name(f"{name}.toml"))

    assert sessions_since(tmp_path, before(7)) == ((on(DAY, "the-new"),), ())


def test_copies_are_joined_and_ended_ones_win(tmp_path: Path) -> None:
    keep(tmp_path, on(DAY, "late"))
    keep(tmp_path, on(DAY, "late").closed(Status.DONE, NOW), ".sync-conflict-20261122-074512-ABCDEFG.toml")

    (only,) = sessions_since(tmp_path, DAY).sessions
    assert only.status is Status.DONE


def test_the_last_session_before_a_day_is_no_practice(tmp_path: Path) -> None:
    keep(tmp_path, on(before(20), "early"))
    keep(tmp_path, on(before(9), "real"))
    keep(tmp_path, on(before(9), "walk", practice=True))
    keep(tmp_path, on(before(5), "walk-2", practice=True))
    keep(tmp_path, on(DAY, "today"))

    assert last_session_day_before(tmp_path, DAY) == before(9)
    assert last_session_day_before(tmp_path, before(9)) == before(20)
    assert last_session_day_before(tmp_path, before(20)) is None
    assert last_session_day_before(tmp_path / "nowhere", DAY) is None


def test_a_session_that_someone_laid_out_anew_is_read_whole(tmp_path: Path) -> None:
    for record in (on(before(9), "real"), on(before(3), "walk", practice=True)):
        path = keep(tmp_path, record)
        path.write_bytes(path.read_bytes().replace(b" = ", b"="))

    assert last_session_day_before(tmp_path, DAY) == before(9)


def test_a_file_that_cannot_be_read_is_no_last_session(tmp_path: Path) -> None:
    keep(tmp_path, on(before(8), "real"))
    keep(tmp_path, on(before(2), "broken")).write_text("[[")

    assert last_session_day_before(tmp_path, DAY) == before(8)


def test_looking_back_ends_after_fifty_files(tmp_path: Path) -> None:
    keep(tmp_path, on(before(60), "real"))
    for back in range(1, 50):
        keep(tmp_path, on(before(back), "walk", practice=True))

    assert last_session_day_before(tmp_path, DAY) == before(60)
    keep(tmp_path, on(before(50), "walk", practice=True))
    assert last_session_day_before(tmp_path, DAY) is None


def test_a_page_that_is_read_anew_parses_only_what_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = [on(before(back), f"unchanged-{back}") for back in range(3)]
    paths = [keep(tmp_path, one) for one in kept]
    sessions_since(tmp_path, before(7))
    parsed: list[Path] = []
    real = store.load

    def counted(data: bytes, path: Path) -> SessionRecord:
        parsed.append(path)
        return real(data, path)

    monkeypatch.setattr(store, "load", counted)
    changed = replace(kept[1], note="stairs")
    keep(tmp_path, changed)

    assert sessions_since(tmp_path, before(7)).sessions == (kept[2], changed, kept[0])
    assert parsed == [paths[1]]
    assert sessions_since(tmp_path, before(7)).sessions == tuple(
        one for day in by_day(tmp_path) for one in day.sessions
    )


def test_a_change_that_leaves_size_and_time_as_they_were_is_seen(tmp_path: Path) -> None:
    path = keep(tmp_path, replace(on(DAY, "late"), note="stairs"))
    sessions_since(tmp_path, DAY)
    stamp = path.stat().st_mtime_ns
    with path.open("r+b") as file:
        text = file.read().replace(b"stairs", b"slopes")
        file.seek(0)
        file.write(text)
    os.utime(path, ns=(stamp, stamp))

    assert [one.note for one in sessions_since(tmp_path, DAY).sessions] == ["slopes"]
