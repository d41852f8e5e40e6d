"""A session counts on the day it is told of, from whichever window it is read, and its own file is never changed."""

import os
import tempfile
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from achilles_tui.domain.pain_rule.mornings import ONE_DAY
from achilles_tui.domain.records.apply_corrections import corrected_sessions
from achilles_tui.domain.records.correction_rules import correction_files, retraction_file
from achilles_tui.domain.records.day_entries import CheckIn, Correction, DayFile, ProgramStart
from achilles_tui.domain.records.session_record import SessionRecord, Status
from achilles_tui.storage.stores.corrected_sessions import CorrectedSessionReader, read_day
from achilles_tui.storage.stores.days import add, path_of, read_days
from achilles_tui.storage.stores.logs import LogFiles
from achilles_tui.storage.stores.records import sessions_since
from tests.builders import NOW, record_of
from tests.red_flags import EMPTY
from tests.storage.stores.test_records import keep

TODAY = NOW.date()
HERE, THERE = "0a1b2c3d", "4e5f6a7b"
FAR = 60
DAYS_BACK = st.integers(0, FAR)


def before(days: int) -> date:
    """Return the day so many days before today."""
    return TODAY - timedelta(days=days)


def on(days: int, name: str, *, practice: bool = False) -> SessionRecord:
    """Return a session that is over, so many days before today."""
    record = replace(record_of(), id=name, started=NOW - timedelta(days=days), day=before(days), practice=practice)
    sets = tuple(replace(one, corrected=one.planned) for one in record.sets)
    return replace(record, sets=sets).closed(Status.DONE, record.started)


def of(session: SessionRecord, name: str = "", *, minute: int = 0, **what: object) -> Correction:
    """Return a correction of a session."""
    at = NOW + timedelta(minutes=minute)
    return Correction(name or f"of-{session.id}", at, session.id, session.day, **what)  # type: ignore[arg-type]


def say(data: Path, correction: Correction, machine: str = HERE) -> None:
    """Keep a correction."""
    for one in correction_files(correction):
        add(data, machine, one)


def undo(data: Path, correction: Correction, machine: str = HERE) -> None:
    """Take a correction back."""
    file = read_days(data, correction.recorded, correction.recorded).diary.day(correction.recorded)
    add(data, machine, retraction_file(file, [correction.id], NOW, lambda: f"undo-{correction.id}"))


def told_from(data: Path, first: date) -> CorrectedSessionReader:
    """Return the sessions with the diary read whole from a day to today."""
    return CorrectedSessionReader(data, read_days(data, first, TODAY), first, TODAY)


def everything(data: Path) -> list[SessionRecord]:
    """Return every session as told, all files read."""
    whole = corrected_sessions(
        sessions_since(data, date.min).sessions, read_days(data, date.min, date.max).diary.corrections
    )
    return sorted(whole, key=lambda one: one.id)


def since(data: Path, first: date, diary_from: date) -> list[SessionRecord]:
    """Return the sessions since a day, as told."""
    told = told_from(data, diary_from)
    found = told.sessions_since(first)
    assert found.problems == told.problems == ()
    return sorted(corrected_sessions(found.sessions, told.diary.corrections), key=lambda one: one.id)


class Happened(NamedTuple):
    """One session, and what was said of it."""

    recorded: int
    moves: Sequence[int]
    deleted: bool
    practice: bool
    undone: int


HAPPENED = st.lists(
    st.builds(
        Happened, st.integers(-5, FAR), st.lists(DAYS_BACK, max_size=2), st.booleans(), st.booleans(), st.integers(0, 3)
    ),
    max_size=5,
)


def lived(data: Path, happened: Sequence[Happened]) -> None:
    """Put on disk what happened."""
    for number, one in enumerate(happened):
        session = on(one.recorded, f"session-{number}", practice=one.practice)
        keep(data, session)
        corrections = [
            of(session, f"move-{number}-{turn}", day=before(back), minute=turn) for turn, back in enumerate(one.moves)
        ]
        corrections += [of(session, f"deleted-{number}", deleted=True)] if one.deleted else []
        for machine, correction in zip((HERE, THERE) * 2, corrections, strict=False):
            say(data, correction, machine)
        for correction in corrections[: one.undone]:
            undo(data, correction, THERE)


@settings(max_examples=60)
@given(HAPPENED, DAYS_BACK, DAYS_BACK)
@example([Happened(50, [3], False, False, 0), Happened(2, [40], False, False, 0)], 10, 20)
@example([Happened(50, [30], False, False, 0), Happened(55, [], False, False, 0)], 10, 5)
@example([Happened(-2, [30], False, False, 0), Happened(40, [], True, False, 0)], 10, 5)
def test_a_window_shows_what_reading_everything_shows(happened: list[Happened], first: int, diary: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        data = Path(name)
        lived(data, happened)
        whole = everything(data)

        assert since(data, before(first), before(diary)) == [one for one in whole if one.day >= before(first)]
        training = [one.day for one in whole if not one.practice and one.day < before(first)]
        assert told_from(data, before(diary)).last_day_before(before(first)) == max(training, default=None)
        for day in {one.day for one in whole}:
            assert {one.id for one in read_day(data, day).counting} == {one.id for one in whole if one.day == day}


def test_a_moved_session_counts_on_its_new_day_only_from_whichever_window_it_is_read(tmp_path: Path) -> None:
    session = on(30, "session")
    keep(tmp_path, session)
    say(tmp_path, of(session, day=before(2), during=4))
    say(tmp_path, of(session, "later", after=1))

    for diary_from in (before(1), before(5), before(40)):
        (told,) = since(tmp_path, before(7), diary_from)
        assert (told.day, [one.value for one in told.pains]) == (before(2), [4, 1])
        assert since(tmp_path, before(1), diary_from) == []
    assert [one.record for one in read_day(tmp_path, before(2)).sessions] == [told]
    assert read_day(tmp_path, before(30)).counting == ()


def test_a_move_that_was_cut_between_its_two_files_has_moved_nothing(tmp_path: Path) -> None:
    session = on(30, "session")
    keep(tmp_path, session)
    there, _ = correction_files(of(session, day=before(2)))
    add(tmp_path, HERE, there)

    assert since(tmp_path, before(7), before(40)) == []
    assert everything(tmp_path) == [session]


def test_no_correction_changes_a_byte_of_a_session(tmp_path: Path) -> None:
    sessions = [on(number, f"session-{number}") for number in range(4)]
    files = {path: path.read_bytes() for path in (keep(tmp_path, one) for one in sessions)}
    stamps = {path: path.stat().st_mtime_ns for path in files}

    for one in sessions:
        for correction in (of(one, "move", day=before(9)), of(one, "more", during=2, note="x"), of(one, deleted=True)):
            say(tmp_path, correction)
            undo(tmp_path, correction)
    LogFiles(tmp_path, tmp_path).log("test", EMPTY, NOW)

    assert {path: path.read_bytes() for path in (tmp_path / "sessions").rglob("*.toml")} == files
    assert {path: path.stat().st_mtime_ns for path in files} == stamps


def test_moved_sessions_cost_their_own_files_and_no_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for back in range(20, FAR):
        keep(tmp_path, on(back, f"session-{back}"))
        add(tmp_path, HERE, DayFile(1, before(back), (CheckIn("told", NOW, 1),)))
    say(tmp_path, of(on(40, "session-40"), day=before(3)))
    opened: list[str] = []
    real = os.open

    def counted(path: str, *more: int) -> int:
        opened.append(os.path.basename(path))  # noqa: PTH119 what is opened may be any path
        return real(path, *more)

    monkeypatch.setattr(os, "open", counted)
    (told,) = since(tmp_path, before(7), before(7))

    assert told.day == before(3)
    assert sorted(opened) == [
        f"{before(40)}-{HERE}.toml", f"{before(40)}T073012+0100-session-40.toml", f"{before(3)}-{HERE}.toml",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["[[", "format = 2\n"])
def test_where_the_corrections_of_a_day_cannot_be_read_its_sessions_stay_as_recorded_and_it_is_said(
    tmp_path: Path, text: str
) -> None:
    session = on(30, "session")
    keep(tmp_path, session)
    say(tmp_path, of(session, day=before(2)))
    path_of(tmp_path, HERE, session.day).write_text(text)

    told = told_from(tmp_path, before(7))
    assert told.sessions_since(before(7)).sessions == ()
    assert len(told.problems) == 1
    assert str(session.day) in told.problems[0]
    assert read_day(tmp_path, before(30)).counting == (session,)


def test_the_gap_of_today_follows_what_was_deleted_moved_and_begun_long_before(tmp_path: Path) -> None:
    """The program began lately, so the days of the older sessions are not read whole."""
    for back in (150, 140, 120):
        keep(tmp_path, on(back, f"session-{back}"))
    add(tmp_path, HERE, DayFile(1, before(5), begun=(ProgramStart("begun", NOW - 5 * ONE_DAY, "test"),)))

    def gap(now: datetime = NOW) -> int:
        log, problems = LogFiles(tmp_path, tmp_path).log("test", EMPTY, now)
        assert problems == ()
        last = log.sessions[-1].day if log.sessions else log.earlier
        assert last is not None
        return (TODAY - last).days

    assert gap() == 120
    last = of(on(120, "session-120"), deleted=True)
    say(tmp_path, last)
    assert gap() == 140
    say(tmp_path, of(on(150, "session-150"), day=before(130)))
    assert gap() == 130
    say(tmp_path, of(on(140, "session-140"), day=before(9)))
    assert gap() == 9
    undo(tmp_path, last)
    assert gap() == 9
