"""A red-flag answer, once given, is never lost: not by a broken file, not by a sync tool, not by writing."""

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given

from achilles_tui.domain.base.errors import BadFile, NotSaved
from achilles_tui.domain.red_flags.safety import ClinicianNote, RedFlags, SafetyLog, Screening, standing
from achilles_tui.storage.files.paths import shipped_programs
from achilles_tui.storage.stores.safety import NAME, SafetyFile
from tests.builders import NOW
from tests.red_flags import EMPTY, QUESTIONS
from tests.strategies import SAFETY_LOGS

CLEAR = EMPTY.with_screening(Screening(NOW)).log
STOPPED = EMPTY.with_screening(Screening(NOW + timedelta(hours=1), ("night-pain",))).log


def state(data: Path) -> str:
    """Return what the answers on disk allow."""
    return standing(RedFlags(QUESTIONS, load_safety(data))).state


def load_safety(data: Path) -> SafetyLog:
    """Return the answers and notes on disk."""
    return SafetyFile(data, shipped_programs()).load().log


def save_safety(data: Path, log: SafetyLog) -> None:
    """Write answers and notes."""
    SafetyFile(data, shipped_programs()).save(RedFlags(QUESTIONS, log))


@given(SAFETY_LOGS)
def test_answers_read_back_the_same(log: SafetyLog) -> None:
    with tempfile.TemporaryDirectory() as name:
        save_safety(Path(name), log)

        assert load_safety(Path(name)) == log


@given(SAFETY_LOGS, SAFETY_LOGS)
def test_writing_never_loses_an_answer_that_is_on_disk(one: SafetyLog, other: SafetyLog) -> None:
    with tempfile.TemporaryDirectory() as name:
        save_safety(Path(name), one)
        save_safety(Path(name), other)

        found = load_safety(Path(name))

    assert set(found.screenings) == {*one.screenings, *other.screenings}
    assert set(found.clinician_notes) == {*one.clinician_notes, *other.clinician_notes}


def test_no_file_is_no_answer(tmp_path: Path) -> None:
    assert load_safety(tmp_path / "nowhere") == EMPTY.log
    assert state(tmp_path) == "unasked"


def test_a_stop_answered_on_another_machine_counts_here_too(tmp_path: Path) -> None:
    save_safety(tmp_path, STOPPED)
    (tmp_path / NAME).rename(tmp_path / "safety.sync-conflict-20261122-074512-ABCDEFG.toml")
    save_safety(tmp_path, CLEAR)

    assert state(tmp_path) == "locked"


def test_a_copy_that_cannot_be_read_is_an_error_not_a_missing_answer(tmp_path: Path) -> None:
    save_safety(tmp_path, CLEAR)
    (tmp_path / "safety (conflicted copy).toml").write_text("[[")

    with pytest.raises(BadFile, match=r"safety \(conflicted copy\)\.toml is not valid TOML"):
        load_safety(tmp_path)


def test_answering_anew_sets_what_cannot_be_read_aside(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("[[")
    noted = EMPTY.with_note(ClinicianNote(NOW, "calf strain,\nno heel raises")).log

    save_safety(tmp_path, noted)

    assert load_safety(tmp_path) == noted
    (aside,) = tmp_path.glob(NAME + ".unreadable-*")
    assert aside.read_text() == "[["


def test_answers_of_a_newer_version_are_not_replaced(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("format = 2\n")

    with pytest.raises(NotSaved, match="newer version"):
        save_safety(tmp_path, CLEAR)

    assert (tmp_path / NAME).read_text() == "format = 2\n"


def test_a_link_that_leads_nowhere_is_no_answer_and_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / NAME).symlink_to("nowhere")

    assert load_safety(tmp_path) == EMPTY.log
    with pytest.raises(NotSaved, match="is a link"):
        save_safety(tmp_path, CLEAR)
    assert not (tmp_path / "nowhere").exists()


def test_an_answer_to_a_question_that_ships_no_more_is_read_and_stays(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('format = 1\n[[screenings]]\nat = 2026-11-22T07:30:12+01:00\nyes = ["of-old"]\n')

    save_safety(tmp_path, STOPPED)

    assert [one.yes for one in load_safety(tmp_path).screenings] == [("of-old",), ("night-pain",)]
    assert state(tmp_path) == "locked"
