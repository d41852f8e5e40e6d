"""No page, command or cursor position begins a loaded session while the gate refuses; each says why and the way on."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from achilles_tui.application.intents import Intent, Resume, Start
from achilles_tui.domain.base.units import Category, Region, Side
from achilles_tui.domain.programs.session_plan import plan
from achilles_tui.domain.records.day_entries import DayFile, PtWord
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.domain.settings import Holder, Settings
from achilles_tui.tui.session.screen import SessionScreen
from tests.builders import NOW, heel_raise, record_of
from tests.domain.pain_rule.simulation import done
from tests.memory import MemoryServices
from tests.tui.driving import running
from tests.tui.pages.test_verdict import lived, ranged, said

TODAY = NOW.date()
MINE = Settings(side=Side.LEFT, region=Region.MID_PORTION, program="raises")


def refused(kind: str, settings: Settings = MINE) -> MemoryServices:
    """Return services in which the gate refuses loaded sessions for this reason, with an unfinished one."""
    services = MemoryServices(settings=settings)
    offered = plan(services.programs.program("raises"), (Side.LEFT,))
    pain = {"stop": (9, 1), "skip": (6, 1), "over": (6, 1)}.get(kind)
    if pain is not None:
        back = timedelta(0) if kind == "over" else timedelta(hours=14)
        record = done(offered, "s-judged", NOW - back, pain)
        services.records.sessions[record.id] = record
    else:
        services.agenda.check_in(TODAY, morning=7)
    left = replace(record_of(heel_raise()), id="s-left", started=NOW - timedelta(hours=1))
    services.records.sessions[left.id] = left
    return services


def begun(services: MemoryServices) -> list[SessionRecord]:
    """Return the sessions that somebody began or went on with."""
    return [record for record in services.journal.records if not record.practice]


KINDS = pytest.mark.parametrize("kind", ["stop", "skip", "over", "first morning"])
PROGRAM_OR_NONE = pytest.mark.parametrize("settings", [MINE, Settings()], ids=["own program", "no program"])
WORDS = {
    "stop": "Stop, and contact a clinician",
    "skip": "After a step back",
    "over": "Nothing more today",
    "first morning": "Ask your PT before you train",
}


@KINDS
@PROGRAM_OR_NONE
async def test_no_mark_of_today_begins_one(kind: str, settings: Settings) -> None:
    services = refused(kind, settings)
    async with running(services) as drive:
        count = len(drive.line("choice-rows").splitlines())
        for _ in range(count):
            for key in ("1", "2", "1", "enter"):
                await drive.press(key)
            if drive.shows(SessionScreen):
                # A step back leaves stretches open, and they alone are due in the own program.
                assert kind == "skip"
                assert {one.category for one in begun(services)[-1].plan.exercises} == {Category.STRETCH}
                return
            await drive.press("escape", "escape", "1", "down")
        assert begun(services) == []


@KINDS
@PROGRAM_OR_NONE
async def test_no_program_and_no_stage_of_it_begins_one(kind: str, settings: Settings) -> None:
    services = refused(kind, settings)
    async with running(services) as drive:
        for index in range(2):
            await drive.press("2", *["down"] * index, "enter")
            assert "Enter start" not in drive.text()
            await drive.press("enter")
            assert WORDS[kind].lower() in said(drive).lower()
            await drive.press("escape", "right", "enter", "escape", "escape", "1")
        assert begun(services) == []


def intents(services: MemoryServices) -> list[Intent]:
    """Return everything that `start` and `resume` may ask for, besides practice."""
    programs = services.programs.library().programs.values()
    starts = [
        Start(program, sides=sides, stage=stage, pt_confirmed=pt, loads=dict(loads))
        for program in programs
        for stage in (None, 1)
        for sides, pt, loads in ((None, False, {}), ((Side.LEFT,), True, {"gym-raise": 20.0}))
    ]
    (left,) = services.sessions.unfinished()
    return [*starts, Resume(left), Resume(left, take_over=True)]


@KINDS
@PROGRAM_OR_NONE
async def test_no_option_of_start_and_no_resume_begins_one(kind: str, settings: Settings) -> None:
    count = len(intents(refused(kind, settings)))
    for index in range(count):
        services = refused(kind, settings)
        intent = intents(services)[index]
        is_due = isinstance(intent, Start) and intent.program.definition.id == settings.program and intent.stage is None
        if kind == "skip" and is_due:
            continue  # what is due are stretches alone
        async with running(services, intent) as drive:
            assert WORDS[kind].lower() in said(drive).lower()
            await drive.press("escape")
            assert begun(services) == []


@KINDS
async def test_a_session_of_another_terminal_is_taken_over_by_nobody(kind: str) -> None:
    services = refused(kind)
    services.records.someone = Holder(4711, "kitchen", "/dev/pts/3", NOW, "x" * 8, "s-left")
    async with running(services) as drive:
        await drive.press("t", "y")
        assert WORDS[kind].lower() in said(drive).lower()
        await drive.press("escape")
        assert begun(services) == []


@KINDS
async def test_practice_begins_whatever_the_gate_says(kind: str) -> None:
    services = refused(kind)
    wish = Start(services.programs.program("raises"), sides=(Side.LEFT,), speed=20.0)
    async with running(services, wish) as drive:
        assert "PRACTICE" in drive.line("what")


async def test_today_says_stop_without_a_program_and_takes_the_note() -> None:
    services = refused("stop", Settings())
    async with running(services) as drive:
        assert "Locked: stop, and contact a clinician." in said(drive)
        await drive.press("enter", "c")
        await drive.type("seen")
        await drive.press("enter")
        assert "Locked" not in said(drive)
        assert services.gate.refusal() is None


async def test_after_a_bad_first_morning_the_word_of_the_pt_is_asked_and_kept() -> None:
    services = refused("first morning")
    services.records.sessions.clear()
    async with running(services) as drive:
        assert "Your pain is 7 this morning." in " ".join(drive.line("today-about").split())
        await drive.press("enter")
        assert "What did your PT say about today?" in said(drive)
        await drive.press("1")
        assert begun(services) == []
        await drive.press("enter", "2")
        assert drive.shows(SessionScreen)
    (word,) = [word for day in services.records.days.values() for word in day.pt_words]
    assert (word.about, word.program) == ("training after a bad morning", None)


async def test_a_check_in_of_nine_says_at_once_that_the_rule_stops() -> None:
    services = lived()
    services.records.days[TODAY] = DayFile(1, TODAY)
    async with running(services) as drive:
        await drive.press("c", "9", "n", "n")
        assert "Stop, and contact a clinician" in said(drive)
        assert "the rule stops at 8" in said(drive)


async def test_a_session_left_before_its_first_repetition_is_not_kept() -> None:
    services = lived()
    async with running(services) as drive:
        for answer in ("s", "l"):
            await drive.press("enter")
            (record,) = services.sessions.unfinished()
            await drive.press("q", answer)
            if answer == "s":
                await drive.press("enter")
            assert services.sessions.session(record.id) is None


def gym() -> MemoryServices:
    """Return a calm course in the gym in which only the PT's word on the next step is missing (D16)."""
    services = lived(offered=ranged("gym"))
    services.pass_time(timedelta(days=2).total_seconds())
    services.agenda.check_in(TODAY + timedelta(days=1), morning=1, stiffness=5)
    services.agenda.check_in(TODAY + timedelta(days=2), morning=1, stiffness=5)
    return services


def words(services: MemoryServices) -> list[PtWord]:
    """Return the words of a PT on record."""
    return [word for day in services.records.days.values() for word in day.pt_words]


async def test_a_gym_session_asks_whether_the_pt_agrees_to_the_next_step_where_the_rule_waits_for_that() -> None:
    services = gym()
    now = services.agenda.today()
    assert now is not None
    assert [verdict.decision.row for verdict in now.verdicts] == ["D16"]
    async with running(services) as drive:
        await drive.press("enter", "y")
        assert "Does your PT agree to the next step?" in said(drive)
        await drive.press("n")
        assert words(services) == []
        await drive.press("escape")
        await drive.press("enter", "y", "y")
        assert [(word.about, word.program) for word in words(services)] == [("next step", "gym")]


async def test_the_verdict_page_takes_the_word_of_the_pt_on_the_next_step() -> None:
    services = gym()
    async with running(services) as drive:
        await drive.press("v")
        assert "y yes" in said(drive)
        await drive.press("n")
        assert words(services) == []
        assert "Nothing was recorded: the rule waits for your PT." in said(drive)
        await drive.press("y")
        assert [(word.about, word.program) for word in words(services)] == [("next step", "gym")]
        assert "PROGRESS" in said(drive)
