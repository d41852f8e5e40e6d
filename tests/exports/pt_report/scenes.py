"""Three weeks at home as one person lived and told them, and the reports of them."""

from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from achilles_tui.domain.agenda.today import Today
from achilles_tui.domain.base.units import Category, Region, Side
from achilles_tui.domain.pain_rule.expected_work import HistoryContext
from achilles_tui.domain.programs.pt_doses import PtDose, PtDoses, PtRest, with_pt
from achilles_tui.domain.records.day_entries import CheckIn, DayFile, Diary, Score
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.domain.records.summary import LegSets, SessionSummary, Work, summary_of
from achilles_tui.domain.red_flags.safety import ClinicianNote, Question, RedFlags, SafetyLog, Screening
from achilles_tui.exports.notes import ALL_NOTES, WhichNotes
from achilles_tui.exports.pt_report.build_report import report
from achilles_tui.exports.pt_report.document import Report, ReportRequest
from tests.domain.pain_rule.judging import RULE
from tests.domain.pain_rule.simulation import EVENING, MONDAY, OFFERS, ZONE, Day, Life, course

DAYS = 21
LAST = MONDAY + timedelta(days=DAYS - 1)
NOW = datetime.combine(LAST, time(20, 0), ZONE)
TOLD_BY_PT = PtDoses(
    format=1,
    program="home",
    written_on=MONDAY,
    doses=(PtDose("soleus-heel-raise", reps=(8, 12), rest=PtRest(sets=90.0)),),
)
"""What the PT changed of one exercise."""

SESSION_NOTE = "After a long walk; the <b>first</b> set felt tight & short."
ANSWER_NOTE = "We agreed on this by telephone."
CLINICIAN_NOTE = "No tear. Go on."
SAFETY = RedFlags(
    (Question("night-pain", "stop", "Does it wake you at night?", "Ask a clinician.", "ours"),),
    SafetyLog(
        format=1,
        screenings=(Screening(datetime.combine(MONDAY + timedelta(days=4), time(8, 0), ZONE), ("night-pain",)),),
        clinician_notes=(
            ClinicianNote(datetime.combine(MONDAY + timedelta(days=4), time(9, 0), ZONE), CLINICIAN_NOTE),
        ),
    ),
)
"""A warning sign answered yes, and an hour later what a clinician said."""
NOTES = (SESSION_NOTE, ANSWER_NOTE, CLINICIAN_NOTE)


class Lived(NamedTuple):
    """What was recorded, and what the program says of it on the last evening."""

    briefs: tuple[SessionSummary, ...]
    course: HistoryContext
    now: Today


@cache
def lived() -> Lived:
    """Live through it: a day missed, a flare-up, a bad morning with a step back, a day away."""
    offered = with_pt(OFFERS["home"], TOLD_BY_PT)
    told = {
        5: Day(times=()),
        11: Day(morning=None, stiffness=None, times=(EVENING,)),
        9: Day(morning=2, pains=((4, 4),), how="flare-up"),
        13: Day(morning=3),
        16: Day(how="away", morning=None, stiffness=None, times=()),
    }
    life = course(Life(offered), MONDAY, told, days=DAYS, usual=Day())
    diary = Diary(_with_scores(_with_a_note(life.days)))
    course_of = HistoryContext(
        diary,
        SAFETY.clinician_notes,
        {**OFFERS, "home": offered},
        Region.MID_PORTION,
        LAST,
    )
    return Lived(tuple(summary_of(one) for one in _timed(life.sessions)), course_of, life.today(NOW))


def told(*, since: date | None = None, until: date | None = None, notes: WhichNotes = ALL_NOTES) -> Report:
    """Return the report of it."""
    found = lived()
    asked = ReportRequest(NOW, since, until, notes)
    return report(found.briefs, found.course, asked, RULE, found.now, safety=SAFETY, side=Side.LEFT, set_aside=2)


def day(number: int) -> date:
    """Return a day of it, counted from 0."""
    return MONDAY + timedelta(days=number)


def years(count: int) -> Report:
    """Return the report of so many years with two sessions a day, made up."""
    first = LAST - timedelta(days=round(365.25 * count) - 1)
    days = [first + timedelta(days=number) for number in range((LAST - first).days + 1)]
    briefs = [_made_up(one, hour) for one in days for hour in (7, 19)]
    diary = Diary({one: DayFile(1, one, (CheckIn(f"c-{one}", _at(one), one.day % 4, 10),)) for one in days})
    asked = ReportRequest(NOW)
    return report(
        briefs, HistoryContext(diary, [], OFFERS, Region.MID_PORTION, LAST), asked, RULE, None, safety=RedFlags(())
    )


def nothing() -> Report:
    """Return the report of somebody who has told and done nothing yet."""
    return report(
        [], HistoryContext(Diary({}), [], OFFERS, None, LAST), ReportRequest(NOW), RULE, None, safety=RedFlags(())
    )


def _at(one: date, hour: int = 7) -> datetime:
    return datetime.combine(one, time(hour), ZONE)


def _made_up(one: date, hour: int) -> SessionSummary:
    work = Work(
        "soleus-heel-raise",
        "Heel raise",
        Category.ECCENTRIC,
        3,
        29,
        28,
        90.0,
        None,
        0,
        (LegSets(Side.LEFT, 3 - (one.day % 7 == 0), 3, worked=True),),
    )
    return SessionSummary(
        f"s-{one}-{hour}",
        "home",
        one,
        _at(one, hour),
        True,
        (work,),
        2,
        1,
        None,
        "",
    )


def _timed(sessions: list[SessionRecord]) -> list[SessionRecord]:
    """Return the sessions with the time each repetition took, and a note on one."""
    whole = [
        replace(
            one,
            sets=tuple(
                replace(
                    part,
                    reps=tuple(replace(rep, seconds=30.0 if "stretch" in part.exercise else 3.0) for rep in part.reps),
                )
                for part in one.sets
            ),
        )
        for one in sessions
    ]
    whole[4] = replace(whole[4], note=SESSION_NOTE)
    return whole


def _with_a_note(days: dict[date, DayFile]) -> dict[date, DayFile]:
    """Return the days with a note at the first answer."""
    first = min(one for one, file in days.items() if file.answers)
    answers = tuple(replace(one, note=ANSWER_NOTE) for one in days[first].answers)
    return {**days, first: replace(days[first], answers=answers)}


def _with_scores(days: dict[date, DayFile]) -> dict[date, DayFile]:
    """Return the days with VISA-A totals and heel rises."""
    scores = (
        (1, Score("score-1", _at(day(1)), visa_a=52)),
        (20, Score("score-2", _at(day(20)), visa_a=61)),
        (20, Score("score-3", _at(day(20)), heel_rises=18, side=Side.LEFT)),
    )
    days = dict(days)
    for number, one in scores:
        days[day(number)] = days[day(number)].joined(DayFile(1, day(number), scores=(one,)))
    return days
