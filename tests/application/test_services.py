"""The services keeps corrections, takes them back and enters sessions by hand; over real files and in memory alike."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from shutil import copytree

import pytest
from msgspec.structs import replace

from achilles_tui.application.services import Services
from achilles_tui.domain.agenda.today import Today
from achilles_tui.domain.base.errors import NotSaved, Refused
from achilles_tui.domain.base.units import Region, Side
from achilles_tui.domain.history.history import HistoryDay, HistoryReading
from achilles_tui.domain.records.apply_corrections import record_by_hand
from achilles_tui.domain.records.day_entries import Correction, SetCorrection
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.domain.red_flags.safety import Screening
from achilles_tui.domain.settings import Settings
from achilles_tui.main import RealServices
from achilles_tui.storage.files.paths import folders
from achilles_tui.storage.stores.days import add
from achilles_tui.storage.stores.records import write_new
from tests.builders import NOW
from tests.domain.pain_rule.logs import ECCENTRIC, RAISE, only
from tests.domain.pain_rule.simulation import Day, Life, course, done
from tests.memory import MemoryClock, MemoryServices
from tests.red_flags import EMPTY

TODAY = NOW.date()
BEGAN = NOW - timedelta(days=2)
PLAN = only(ECCENTRIC)
SESSION = done(PLAN, "session-1", BEGAN, (6, 3))
REPS = [one.reps for one in PLAN.exercises for _ in range(one.sets)]


class LaterClock(MemoryClock):
    """A clock on which of two entries the one that is written later is later, as on a real one."""

    _entries = timedelta(0)

    def moment(self) -> datetime:
        """Return the moment, a little later each time."""
        self._entries += timedelta(microseconds=1)
        return self.start + self._entries


class FileServices(RealServices):
    """The services over real files, at the moment of the test."""

    clock: LaterClock  # type: ignore[assignment]  # the test moves it

    def __init__(self, home: Path) -> None:
        """Work in a home of their own."""
        super().__init__(folders(str(home / "data"), str(home / "config"), environ={}))
        self.clock = LaterClock()


Opened = Callable[[SessionRecord], Services]


@pytest.fixture(params=["files", "memory"])
def services(request: pytest.FixtureRequest, tmp_path: Path) -> Services:
    """Return a services that has one session of the day before yesterday."""
    if request.param == "files":
        write_new(tmp_path / "data", SESSION)
        return FileServices(tmp_path)
    memory = MemoryServices()
    memory.records.sessions[SESSION.id] = SESSION
    return memory


def of_session(**what: object) -> Correction:
    """Return a correction of the session, as a form gives it."""
    return Correction("draft", NOW, SESSION.id, SESSION.day, **what)  # type: ignore[arg-type]


def sessions(services: Services, day: date = SESSION.day) -> tuple[SessionRecord, ...]:
    """Return the sessions of a day, as told."""
    return services.history.day(day).counting


def test_a_correction_is_kept_taken_back_and_brought_back(services: Services) -> None:
    kept = services.history.correct(of_session(during=2, sets=(SetCorrection(RAISE, Side.LEFT, 1, 8),)))
    (corrected,) = sessions(services)
    assert (corrected.pain_during(), corrected.sets[0].done) == (2, 8)

    undone = services.history.take_back(kept)
    assert sessions(services) == (SESSION,)
    services.history.take_back(undone)
    assert sessions(services) == (corrected,)
    with pytest.raises(Refused, match="taken back already"):
        services.history.take_back(undone)


def test_a_session_that_is_moved_is_corrected_and_taken_back_where_it_is_now(services: Services) -> None:
    move = services.history.correct(of_session(day=TODAY))
    assert sessions(services) == ()
    services.history.correct(of_session(after=1))

    (moved,) = sessions(services, TODAY)
    assert (moved.day, moved.final_pain()) == (TODAY, 1)
    services.history.take_back(move)
    assert sessions(services, TODAY) == ()
    assert [one.final_pain() for one in sessions(services)] == [1]


def test_a_session_is_deleted_and_brought_back(services: Services) -> None:
    kept = services.history.correct(of_session(deleted=True))
    assert sessions(services) == ()
    with pytest.raises(Refused, match="deleted"):
        services.history.correct(of_session(during=2))
    services.history.take_back(kept)
    assert sessions(services) == (SESSION,)


@pytest.mark.parametrize("what", [{}, {"day": TODAY + timedelta(days=1)}, {"during": 11}])
def test_what_cannot_be_is_refused_and_nothing_is_kept(services: Services, what: dict[str, object]) -> None:
    with pytest.raises(Refused):
        services.history.correct(of_session(**what))
    assert services.agenda.entries(SESSION.day).ids == ()


def test_what_is_said_of_no_session_is_refused(services: Services) -> None:
    with pytest.raises(Refused, match="no such session"):
        services.history.correct(replace(of_session(during=2), session="nobody"))


def test_a_session_entered_by_hand_is_there_and_corrected_like_any_other(services: Services) -> None:
    draft = record_by_hand(PLAN, "draft", BEGAN - timedelta(days=1), REPS, during=2, note="at the hotel")
    entered = services.history.enter(draft)

    assert entered.id != draft.id
    assert sessions(services, entered.day) == (entered,)
    assert (entered.by_hand, entered.note, entered.pain_during()) == (True, "at the hotel", 2)
    services.history.correct(Correction("draft", NOW, entered.id, entered.day, during=4))
    assert [one.pain_during() for one in sessions(services, entered.day)] == [4]
    assert services.history.enter(draft).id not in {draft.id, entered.id}
    with pytest.raises(Refused, match="has not come yet"):
        services.history.enter(record_by_hand(PLAN, "draft", NOW + timedelta(minutes=1), REPS))


def test_a_morning_that_is_told_anew_goes_back_word_by_word(services: Services) -> None:
    first = services.agenda.check_in(TODAY, morning=4, stiffness=10, how="flare-up")
    second = services.agenda.check_in(TODAY, morning=3)
    assert (
        services.agenda.entries(TODAY).morning,
        services.agenda.entries(TODAY).stiffness,
        services.agenda.entries(TODAY).how,
    ) == (3, 10, "flare-up")

    services.history.take_back(second)
    assert services.agenda.entries(TODAY).morning == 4
    services.history.take_back(first)
    assert (services.agenda.entries(TODAY).morning, services.agenda.entries(TODAY).how) == (None, None)


def test_a_disk_that_is_full_keeps_nothing_and_says_so() -> None:
    memory = MemoryServices()
    memory.records.sessions[SESSION.id] = SESSION
    memory.records.trouble_writing = "No space left on device"

    with pytest.raises(NotSaved, match="No space"):
        memory.history.correct(of_session(during=2))
    with pytest.raises(NotSaved, match="No space"):
        memory.history.enter(record_by_hand(PLAN, "draft", BEGAN, REPS))
    assert memory.history.day(SESSION.day).counting == (SESSION,)


# ---------------------------------------------------------------------- Today, over real files


@pytest.fixture(scope="module")
def life() -> Life:
    """Return two weeks lived through; the last session of the evening hurt, and what is offered was not answered."""
    told = {13: Day(pains=((1, 1), (6, 3)), said="no"), 14: Day(times=(), said="no")}
    return course(Life(ECCENTRIC), date(2026, 3, 2), told, days=15, usual=Day(said="no"))


@pytest.fixture(scope="module")
def files(life: Life, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data folder of those two weeks, of which each test has a copy."""
    data = tmp_path_factory.mktemp("two-weeks")
    for session in life.sessions:
        write_new(data, session)
    for day in life.days.values():
        add(data, "0a1b2c3d", day)
    return data


@pytest.fixture
def lived(files: Path, tmp_path: Path) -> FileServices:
    """Return the services of the next morning, over the files of those two weeks."""
    copytree(files, tmp_path / "data")
    services = FileServices(tmp_path)
    services.clock.start = datetime.combine(date(2026, 3, 16), NOW.timetz())
    services.settings.save(Settings(side=Side.LEFT, region=Region.MID_PORTION, program=ECCENTRIC.definition.id))
    services.safety.save(EMPTY.with_screening(Screening(services.clock.start - timedelta(days=30))))
    return services


def today(services: Services) -> Today:
    """Return everything of today."""
    now = services.agenda.today()
    assert now is not None
    return now


def said(services: Services) -> list[tuple[object, ...]]:
    """Return the verdicts, what they are told from, and what is due."""
    now = today(services)
    due = [(item.exercise.id, item.state, item.reason) for item in now.agenda.items]
    return [*((one.exercise, one.decision, one.inputs, one.training_day.session) for one in now.verdicts), *due]


def rows(services: Services) -> set[str]:
    """Return the rows that speak."""
    return {one.decision.row for one in today(services).verdicts}


def of(record: SessionRecord, **what: object) -> Correction:
    """Return a correction of a session."""
    return Correction("draft", NOW, record.id, record.day, **what)  # type: ignore[arg-type]


def test_the_verdict_follows_a_correction_of_pain_and_returns_with_undo(lived: FileServices, life: Life) -> None:
    before, bad = said(lived), life.sessions[-1]
    assert rows(lived) == {"D6"}

    kept = lived.history.correct(of(bad, during=2, after=2))
    assert "D6" not in rows(lived)
    assert {one.inputs.pains.during for one in today(lived).verdicts} == {2}
    lived.history.take_back(kept)
    assert said(lived) == before


def test_the_verdict_follows_a_deletion_and_returns_with_undo(lived: FileServices, life: Life) -> None:
    before, bad = said(lived), life.sessions[-1]

    kept = lived.history.correct(of(bad, deleted=True))
    assert {one.training_day.session for one in today(lived).verdicts} == {life.sessions[-2].id}
    assert rows(lived) != {"D6"}
    lived.history.take_back(kept)
    assert said(lived) == before


def test_a_session_entered_by_hand_is_the_last_one_judged_until_it_is_deleted(lived: FileServices, life: Life) -> None:
    before = said(lived)
    plan = life.sessions[-1].plan
    reps = [one.planned for one in life.sessions[-1].sets]
    entered = lived.history.enter(
        record_by_hand(plan, "draft", lived.clock.start - timedelta(hours=11), reps, during=1, after=1)
    )

    assert {one.training_day.session for one in today(lived).verdicts} == {entered.id}
    lived.history.correct(of(entered, deleted=True))
    assert said(lived) == before


def test_an_earlier_day_is_told_as_it_stood_when_it_was_over(lived: FileServices) -> None:
    day = date(2026, 3, 8)
    asked = lived.agenda.today(day)
    lived.clock.start = lived.clock.local_time(day, time.max)

    assert asked is not None
    assert {one.day <= day for one in asked.log.sessions} == {True}
    assert asked.agenda == today(lived).agenda


def test_nothing_that_was_recorded_is_written_anew(lived: FileServices, life: Life) -> None:
    files = {path: path.read_bytes() for path in lived.places()["sessions"].rglob("*.toml")}
    for record in life.sessions[-4:]:
        lived.history.take_back(
            lived.history.correct(of(record, during=5, note="x", day=record.day - timedelta(days=3)))
        )
        lived.history.correct(of(record, deleted=True))

    assert {path: path.read_bytes() for path in lived.places()["sessions"].rglob("*.toml")} == files


def days_of(read: HistoryReading) -> tuple[HistoryDay, ...]:
    """Return the days of the past that was read."""
    assert read.history is not None
    return read.history.days


def test_the_past_is_read_again_where_something_changed_and_only_then(lived: FileServices, life: Life) -> None:
    first = lived.clock.start.date() - timedelta(days=20)
    *news, before = lived.history.read(first)
    assert news

    assert list(lived.history.read(first)) == [before]
    kept = lived.history.correct(of(life.sessions[-1], during=7))
    *news, corrected = lived.history.read(first)
    assert news
    assert max(one.during or 0 for one in days_of(corrected)) == 7
    lived.history.take_back(kept)
    *_, back = lived.history.read(first)
    assert days_of(back) == days_of(before)
    lived.settings.save(replace(lived.settings.load(), program=None))
    assert len(list(lived.history.read(first))) > 1


def test_a_reading_of_the_past_that_was_given_up_is_begun_anew(lived: FileServices) -> None:
    next(lived.history.read())

    *news, read = lived.history.read()
    assert news
    assert days_of(read)


def test_the_past_goes_on_with_the_day(lived: FileServices) -> None:
    *_, before = lived.history.read()
    lived.clock.start += timedelta(days=1)
    *_, after = lived.history.read()

    assert days_of(after)[-1].day == days_of(before)[-1].day + timedelta(days=1)
