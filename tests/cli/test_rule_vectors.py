"""Every vector and case of the pain rule through real files and `today --json`, as a person would meet them."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import pytest

from achilles_tui.domain.base.units import Region, Side
from achilles_tui.domain.records.day_entries import Diary
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.domain.red_flags.safety import ClinicianNote, RedFlags
from achilles_tui.domain.settings import Settings
from achilles_tui.storage.files.paths import shipped_programs
from achilles_tui.storage.stores import days, records
from achilles_tui.storage.stores.safety import SafetyFile
from achilles_tui.storage.stores.settings import SettingsFile
from achilles_tui.system.system_clock import SystemClock
from tests.cli.test_main import run
from tests.domain.pain_rule.cases import MORNINGS
from tests.domain.pain_rule.logs import at
from tests.domain.pain_rule.simulation import CLEAR
from tests.domain.pain_rule.vectors import JUDGED, TODAY, VECTORS

Said = Callable[[datetime], dict[str, tuple[str, str]]]

_FILES: dict[int, bytes] = {}
"""The files of sessions by the identity of their records, which the vectors share."""


def _bytes(session: SessionRecord) -> bytes:
    if id(session) not in _FILES:
        _FILES[id(session)] = records.dump(session, Path("session.toml"))
    return _FILES[id(session)]


def written(
    home: Path, sessions: Iterable[SessionRecord], diary: Diary, safety: RedFlags, program: str = "eccentric"
) -> None:
    """Write the files of a person."""
    data = home / "data"
    for session in sessions:
        path = records.path_of(data, session)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_bytes(session))
    for file in diary.days.values():
        days.add(data, "0a1b2c3d", file)
    SafetyFile(data, shipped_programs()).save(safety)
    settings = Settings(side=Side.LEFT, region=Region.MID_PORTION, program=program)
    SettingsFile(home / "config").save(settings)


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Said:
    """Return what `today --json` says at a moment: the row and the verdict of each exercise."""

    def today(now: datetime) -> dict[str, tuple[str, str]]:
        monkeypatch.setattr(SystemClock, "now", lambda _clock: now)
        assert run(tmp_path, "today", "--json") == 0
        verdicts = json.loads(capsys.readouterr().out)["verdicts"]
        return {verdict["exercise"]: (verdict["row"], verdict["verdict"]) for verdict in verdicts}

    return today


@pytest.mark.parametrize("name", VECTORS)
def test_each_vector_is_what_today_says(name: str, tmp_path: Path, said: Said) -> None:
    vector = VECTORS[name]
    program = vector.program.definition.id
    written(tmp_path, vector.sessions(), vector.entries(), vector.safety(), program)

    assert said(at(TODAY))[JUDGED[program]] == (vector.row, vector.output.value)


@pytest.mark.parametrize("name", MORNINGS)
def test_each_morning_of_the_cases_is_what_today_says(name: str, tmp_path: Path, said: Said) -> None:
    case, safety = MORNINGS[name], CLEAR
    for moment in case.note_moments:
        safety = safety.with_note(ClinicianNote(moment, "Go on."))
    written(tmp_path, case.sessions(), case.entries(), safety)

    assert {row for row, _ in said(case.now).values()} == {case.row}
