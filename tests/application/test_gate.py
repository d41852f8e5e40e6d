"""A stop is recorded once, whatever is written after it; no service begins a session that the gate refuses."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from achilles_tui.application.imports import ImportService
from achilles_tui.domain.base.errors import Locked, NotSaved
from achilles_tui.domain.base.units import Region, Side
from achilles_tui.domain.csv_import.merge import EntryCount, ImportContent
from achilles_tui.domain.pain_rule.course import UNRECORDED
from achilles_tui.domain.programs.session_plan import Plan, plan
from achilles_tui.domain.records.day_entries import CheckIn, Correction, DayFile
from achilles_tui.domain.records.session_record import PainAnswer, SessionRecord, Status
from achilles_tui.domain.records.stop import Stop
from achilles_tui.domain.red_flags.safety import ClinicianNote, Screening
from achilles_tui.domain.session.phases import Trigger
from achilles_tui.domain.settings import Settings
from tests.builders import NOW, heel_raise, record_of
from tests.domain.pain_rule.simulation import done
from tests.memory import CLEAR, MemoryServices
from tests.red_flags import EMPTY

TODAY = NOW.date()
MINE = Settings(side=Side.LEFT, region=Region.MID_PORTION, program="raises")
WITH_AND_WITHOUT_PROGRAM = pytest.mark.parametrize("settings", [MINE, Settings()], ids=["own program", "no program"])


def raises(services: MemoryServices) -> Plan:
    """Return a whole session of the raises."""
    return plan(services.programs.program("raises"), (Side.LEFT,))


def trained(
    services: MemoryServices, back: int, pain: tuple[int, int] = (1, 1), *, by_hand: bool = False
) -> SessionRecord:
    """Return a session of some days ago, recorded."""
    record = done(raises(services), f"s-{back:02}-{pain[0]}", NOW - timedelta(days=back), pain)
    return replace(record, by_hand=by_hand)


def stopped(settings: Settings = MINE) -> MemoryServices:
    """Return services in which yesterday's session is followed by a morning of 9, told just now."""
    services = MemoryServices(settings=settings)
    record = trained(services, 1)
    services.records.sessions[record.id] = record
    services.agenda.check_in(TODAY, morning=9, stiffness=5)
    return services


def stops(services: MemoryServices) -> list[Stop]:
    """Return the stops on record."""
    return [stop for day in services.records.days.values() for stop in day.stops]


@WITH_AND_WITHOUT_PROGRAM
def test_the_check_in_that_brings_a_stop_records_it_once(settings: Settings) -> None:
    services = stopped(settings)
    (stop,) = stops(services)
    assert (stop.row, stop.day, stop.id != UNRECORDED) == ("D2", TODAY, True)
    services.agenda.check_in(TODAY, how="usual")
    services.gate.read()
    services.agenda.today()
    assert stops(services) == [stop]


def import_calm(services: MemoryServices) -> None:
    days = tuple(
        DayFile(1, day, check_ins=(CheckIn(f"csv-{back:04}", NOW - timedelta(days=back), 0, 0),))
        for back in range(10)
        for day in (TODAY - timedelta(days=back),)
        if services.records.days.get(day, DayFile(1, day)).morning is None
    )
    sessions = tuple(trained(services, back, (0, 0)) for back in range(2, 10))

    class Store:
        def write(self, content: ImportContent, _report: object) -> None:
            for day in content.days:
                services.records.add_entries(day)
            for session in content.sessions:
                services.records.add_session(session)

    content = ImportContent(sessions, days, EntryCount(0, 0, 0), (), 0)
    ImportService(Store(), services.programs, services.settings_store, services.stops, services.clock).write(  # type: ignore[arg-type]
        content, lambda _done, _total: None
    )


def enter_calm(services: MemoryServices) -> None:
    for back in (0, 1, 2, 5):
        services.history.enter(trained(services, back, (0, 0), by_hand=True))


def check_in_calm(services: MemoryServices) -> None:
    for back in (1, 2, 3, 8):
        services.agenda.check_in(TODAY - timedelta(days=back), morning=0, stiffness=0)


def live_on(services: MemoryServices) -> None:
    for _ in range(5):
        services.pass_time(timedelta(days=1).total_seconds())
        services.agenda.check_in(services.clock.now().date(), morning=0, stiffness=0)


LATER = [import_calm, enter_calm, check_in_calm, live_on]


@pytest.mark.parametrize("add", LATER, ids=lambda add: add.__name__)
@WITH_AND_WITHOUT_PROGRAM
def test_nothing_added_later_lifts_a_stop(settings: Settings, add: Callable[[MemoryServices], None]) -> None:
    services = stopped(settings)
    add(services)
    refusal = services.gate.refusal()
    assert refusal is not None
    assert refusal.kind == "stop"
    assert len(stops(services)) == 1


@pytest.mark.parametrize("add", LATER[:3], ids=lambda add: add.__name__)
def test_a_stop_that_no_entry_names_yet_is_recorded_before_anything_is_added(
    add: Callable[[MemoryServices], None],
) -> None:
    services = MemoryServices(settings=MINE)
    record = trained(services, 1, (9, 1))
    services.records.sessions[record.id] = record
    add(services)
    assert services.gate.refusal() is not None
    assert [stop.session for stop in stops(services)] == [record.id]


def test_a_later_check_in_for_the_morning_that_a_stop_names_is_a_correction_and_lifts_it() -> None:
    services = stopped()
    services.agenda.check_in(TODAY, morning=2)
    assert services.gate.refusal() is None
    services.agenda.check_in(TODAY, morning=9)
    assert services.gate.refusal() is not None


def test_a_correction_of_the_session_that_a_stop_names_lifts_it_and_undo_brings_it_back() -> None:
    services = MemoryServices(settings=MINE)
    record = trained(services, 1, (9, 1))
    services.records.sessions[record.id] = record
    written = services.history.correct(Correction("none", NOW, record.id, record.day, during=2))
    assert services.gate.refusal() is None
    services.history.take_back(written)
    assert services.gate.refusal() is not None


def test_a_disk_that_is_full_lets_nothing_be_added_that_would_lift_a_stop_and_reading_goes_on() -> None:
    services = MemoryServices(settings=MINE)
    record = trained(services, 1, (9, 1))
    services.records.sessions[record.id] = record
    services.records.trouble_writing = "the disk is full"
    with pytest.raises(NotSaved):
        services.agenda.check_in(TODAY, morning=0)
    now = services.agenda.today()
    assert now is not None
    assert now.gate.lock is not None
    assert services.gate.refusal() is not None
    assert stops(services) == []


def test_looking_at_today_records_a_stop_that_nothing_recorded() -> None:
    services = MemoryServices(settings=MINE)
    record = trained(services, 1, (9, 1))
    services.records.sessions[record.id] = record
    services.agenda.read()
    assert stops(services) == []
    services.agenda.today()
    assert len(stops(services)) == 1


def locked_by(kind: str, settings: Settings) -> MemoryServices:
    """Return services in which this keeps sessions from starting."""
    if kind == "stop":
        return stopped(settings)
    services = MemoryServices(settings=settings)
    if kind == "unanswered":
        services.safety_store.flags = EMPTY
    if kind == "warning sign":
        services.safety_store.flags = CLEAR.with_screening(Screening(NOW, ("numbness",)))
    if kind == "first morning":
        services.agenda.check_in(TODAY, morning=7)
    if kind in {"over", "skip"}:
        back = timedelta(hours=14 if kind == "skip" else 0)
        record = done(raises(services), "s-above-limit", NOW - back, (6, 1))
        services.records.sessions[record.id] = record
    return services


@pytest.mark.parametrize("kind", ["stop", "unanswered", "warning sign", "first morning", "over", "skip"])
@WITH_AND_WITHOUT_PROGRAM
def test_no_service_begins_or_resumes_what_the_gate_refuses_and_practice_always_begins(
    settings: Settings, kind: str
) -> None:
    services = locked_by(kind, settings)
    in_progress = replace(record_of(heel_raise()), id="unfinished")
    services.records.sessions[in_progress.id] = in_progress
    before = list(services.journal.records)
    with pytest.raises(Locked):
        services.sessions.begin(raises(services), speed=None)
    for take_over in (False, True):
        with pytest.raises(Locked):
            services.sessions.go_on(in_progress, take_over=take_over)
    assert services.journal.records == before
    assert services.sessions.begin(raises(services), speed=20.0).record.practice


def test_a_clinician_note_opens_the_gate_after_a_stop() -> None:
    services = stopped()
    services.safety.save(services.safety.flags().with_note(ClinicianNote(NOW + timedelta(seconds=1), "fine")))
    services.pass_time(2)
    assert services.gate.refusal() is None


def test_the_word_of_a_pt_opens_the_gate_after_a_bad_first_morning() -> None:
    services = locked_by("first morning", MINE)
    services.gate.record_pt_word("training after a bad morning")
    assert services.gate.refusal() is None


def test_a_session_without_a_repetition_is_not_kept() -> None:
    services = MemoryServices(settings=MINE)
    runner = services.sessions.begin(raises(services), speed=None)
    runner.send(Trigger.STOP)
    services.sessions.leave(runner)
    runner.close()
    assert services.sessions.session(runner.record.id) is None
    assert list(services.history.walk(services.history.entries(date.min, date.max).diary))[-1].sessions == ()


def test_a_session_that_pain_ended_before_its_first_repetition_is_kept_and_counts() -> None:
    services = MemoryServices(settings=MINE)
    runner = services.sessions.begin(raises(services), speed=None)
    runner.send(Trigger.PAIN, 7)
    assert runner.is_over
    services.sessions.leave(runner)
    runner.close()
    refusal = services.gate.refusal()
    assert refusal is not None
    assert refusal.kind == "over"


def test_pain_of_the_stop_at_the_end_of_a_session_is_recorded_as_a_stop() -> None:
    services = MemoryServices(settings=MINE)
    runner = services.sessions.begin(raises(services), speed=None)
    runner.send(Trigger.PAIN, 9)
    services.sessions.leave(runner)
    assert [stop.row for stop in stops(services)] == ["D2"]


def test_an_unfinished_session_without_a_repetition_is_offered_and_closing_it_late_removes_it() -> None:
    services = MemoryServices(settings=MINE)
    runner = services.sessions.begin(raises(services), speed=None)
    runner.close()
    (record,) = services.sessions.unfinished()
    assert record.status is Status.IN_PROGRESS
    services.sessions.close_late(record)
    assert list(services.sessions.unfinished()) == []
    assert services.sessions.session(record.id) is None


def test_skipped_repetitions_with_pain_above_the_limit_at_the_end_count_as_stopped_for_pain() -> None:
    services = MemoryServices(settings=MINE)
    runner = services.sessions.begin(raises(services), speed=None)
    runner.send(Trigger.STOP)
    runner.amend(runner.record.with_pain(PainAnswer(7, NOW, "final")))
    services.sessions.leave(runner)
    stored = services.sessions.session(runner.record.id)
    assert stored is not None
    assert stored.stopped_for == "pain"
