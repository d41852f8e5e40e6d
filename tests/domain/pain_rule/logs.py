"""Logs in small: sessions, mornings and answers by the number of the day, 0 is the first Monday."""

from collections.abc import Mapping, Sequence
from dataclasses import replace as dataclass_replace
from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st
from msgspec.structs import replace

from achilles_tui.domain.agenda.today import Today, VerdictAnswer, today
from achilles_tui.domain.base.units import Region, RowId, Side, Verdict
from achilles_tui.domain.pain_rule.course_of_log import course_of
from achilles_tui.domain.pain_rule.log import Log
from achilles_tui.domain.pain_rule.targets import Targets, find_targets
from achilles_tui.domain.pain_rule.verdicts import ExerciseVerdict, judge
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.programs.session_plan import Plan, plan
from achilles_tui.domain.records.day_entries import Answer, CheckIn, DayFile, Diary, How, ProgramStart, PtWord
from achilles_tui.domain.records.session_record import PainAnswer, SessionRecord
from achilles_tui.domain.red_flags.safety import ClinicianNote, RedFlags
from tests.domain.pain_rule.judging import RULE
from tests.domain.pain_rule.simulation import CLEAR, EVENING, MONDAY, MORNING, NOON, OFFERS, WAKING, ZONE, done

ECCENTRIC, HOME, HEAVY, STRETCHES = (OFFERS[name] for name in ("eccentric", "home", "heavy", "stretches"))
RAISE, BENT = "gastrocnemius-heel-raise", "soleus-heel-raise"
PRESS, SEATED = "leg-press-heel-raise", "seated-calf-raise"
STRETCH = "gastrocnemius-stretch"

Pain = tuple[int | None, int | None]


def day(number: int) -> date:
    """Return a day by its number."""
    return MONDAY + timedelta(days=number)


def at(number: int, moment: time = WAKING) -> datetime:
    """Return a moment of a day; early in the morning."""
    return datetime.combine(day(number), moment, ZONE)


def only(offered: ResolvedProgram, *names: str, side: Sequence[Side] = (Side.LEFT,), load: float | None = None) -> Plan:
    """Return the plan of some exercises; of all where none is named."""
    loads = {} if load is None else {dose.id: load for dose in offered.doses()}
    whole = plan(offered, side, loads=loads, pt_confirmed=True)
    return replace(whole, exercises=tuple(one for one in whole.exercises if not names or one.id in names))


def trained(  # noqa: PLR0913 what a session can be like
    number: int,
    pain: Pain = (1, 1),
    *,
    moment: time = EVENING,
    offered: ResolvedProgram = ECCENTRIC,
    names: Sequence[str] = (),
    load: float | None = None,
    finished: bool = True,
    practice: bool = False,
    began: datetime | None = None,
) -> SessionRecord:
    """Return a session of a day; in the evening. began: where its clock was another."""
    now = began or at(number, moment)
    stem = "practice" if practice else "session"
    record = done(only(offered, *names, load=load), f"{stem}-{now:%m%d-%H%M}", now, pain, finished=finished)
    return replace(record, practice=practice)


def repeated(days: Sequence[int], pain: Pain = (1, 1), **more: object) -> tuple[SessionRecord, ...]:
    """Return a session on each of these days."""
    return tuple(trained(number, pain, **more) for number in days)  # type: ignore[arg-type]


def diary(  # noqa: PLR0913 all that a diary has
    mornings: Mapping[int, int | None] | None = None,
    *,
    stiffness: Mapping[int, int] | int = 5,
    how: Mapping[int, How] | None = None,
    answers: Sequence[Answer] = (),
    begun: Mapping[int, str] | None = None,
    pt_words: Mapping[int, str] | None = None,
    moment: time = WAKING,
) -> Diary:
    """Return a diary. stiffness: of every day with a morning, or by day; begun: programs by the day they were begun.

    pt_words: programs of which a PT agreed to the next step, by the day. moment: when the check-ins were written.
    """
    mornings, how, begun = mornings or {}, how or {}, begun or {}
    stiff = dict.fromkeys(mornings, stiffness) if isinstance(stiffness, int) else stiffness
    days: dict[date, DayFile] = {}
    for number in {*mornings, *stiff, *how}:
        values = mornings.get(number), stiff.get(number), how.get(number)
        entry = CheckIn(f"check-{number:03d}-{moment:%H%M}", at(number, moment), *values)
        days[day(number)] = DayFile(1, day(number), (entry,))
    for one in answers:
        new = DayFile(1, one.at.date(), answers=(one,))
        days[new.day] = days[new.day].joined(new) if new.day in days else new
    for number, name in begun.items():
        new = DayFile(1, day(number), begun=(ProgramStart(f"begun-{number:03d}", at(number, time(6, 0)), name),))
        days[new.day] = days[new.day].joined(new) if new.day in days else new
    for number, name in (pt_words or {}).items():
        word = PtWord(f"pt-word-{number:03d}", at(number, time(6, 0)), "next step", name)
        new = DayFile(1, day(number), pt_words=(word,))
        days[new.day] = days[new.day].joined(new) if new.day in days else new
    return Diary(days)


def calm(last: int, **special: int | None) -> dict[int, int | None]:
    """Return a morning of 1 for each day up to the last; `d5=3` tells another one."""
    return dict.fromkeys(range(last + 1), 1) | {int(name[1:]): value for name, value in special.items()}


def answer(  # noqa: PLR0913 what an answer can be like
    number: int,
    exercise: str = RAISE,
    *,
    level: int | None = None,
    load: float | None = None,
    stage: int | None = None,
    program: str = "eccentric",
    verdict: Verdict = Verdict.PROGRESS,
    row: RowId = "D18",
    said: VerdictAnswer = "yes",
    session: str | None = None,
    moment: time = WAKING,
) -> Answer:
    """Return an answer of a day."""
    name = f"answer-{number:03d}-{exercise[:4]}-{moment:%H%M}"
    told = session or f"session-of-{number:03d}"
    return Answer(name, at(number, moment), program, exercise, verdict, row, said, told, level, stage, load)


def log_of(  # noqa: PLR0913 all that a log is
    sessions: Sequence[SessionRecord] = (),
    diary_of: Diary | None = None,
    *,
    now: datetime,
    notes: Sequence[datetime] = (),
    safety: RedFlags = CLEAR,
    earlier: date | None = None,
) -> Log:
    """Return what is known at a time. notes: when a clinician said something."""
    for note in notes:
        safety = safety.with_note(ClinicianNote(note, "go on"))
    return Log(tuple(sessions), diary_of or diary(), safety, now, earlier)


def standing(log: Log, offered: ResolvedProgram = ECCENTRIC, region: Region | None = Region.MID_PORTION) -> Targets:
    """Return where the person stands."""
    return find_targets(offered, log, region)


def verdicts(
    log: Log,
    offered: ResolvedProgram = ECCENTRIC,
    region: Region | None = Region.MID_PORTION,
    *,
    pt: Sequence[str] = (),
) -> dict[str, ExerciseVerdict]:
    """Return the verdict on each exercise."""
    log = with_pt_word(log, offered) if pt else log
    targets = find_targets(offered, log, region)
    return {one.exercise: one for one in judge(log, targets, RULE, course_of(log, RULE))}


def with_pt_word(log: Log, offered: ResolvedProgram) -> Log:
    """Return the log with the word of a PT, of now, that the next step of a program is agreed."""
    word = PtWord("pt-word-1", log.now, "next step", offered.definition.id)
    new = DayFile(1, log.today, pt_words=(word,))
    return dataclass_replace(log, diary=Diary({**log.diary.days, log.today: log.diary.day(log.today).joined(new)}))


def row(log: Log, offered: ResolvedProgram = ECCENTRIC, region: Region | None = Region.MID_PORTION) -> str:
    """Return the row that speaks for the first exercise; "none" where nothing is judged."""
    found = list(verdicts(log, offered, region).values())
    return found[0].decision.row if found else "none"


def seen(
    log: Log,
    offered: ResolvedProgram = ECCENTRIC,
    region: Region | None = Region.MID_PORTION,
    *,
    pt: Sequence[str] = (),
) -> Today:
    """Return everything of a day."""
    return today(offered, with_pt_word(log, offered) if pt else log, region, RULE)


def corrected(session: SessionRecord, *values: PainAnswer) -> SessionRecord:
    """Return a session with other answers on the pain scale."""
    return replace(session, pains=values)


def calm_days(last: int, *, but: Sequence[int] = ()) -> list[SessionRecord]:
    """Return two calm sessions a day up to the last day, none on some."""
    days = [number for number in range(last + 1) if number not in but]
    return [trained(number, moment=moment) for number in days for moment in (MORNING, EVENING)]


def after_bad(*bad: int, last: int, **special: int | None) -> Log:
    """Return calm days with a 6 in the evening session of some, looked at on the morning after the last."""
    sessions = [
        trained(number, (6, 1) if number in bad and moment == EVENING else (1, 1), moment=moment)
        for number in range(last + 1)
        for moment in (MORNING, EVENING)
    ]
    return log_of(sessions, diary(calm(last + 1, **special), begun=BEGUN), now=at(last + 1))


BEGUN = {0: "eccentric"}
NPRS = st.integers(0, 10)
TRAINING = st.lists(
    st.tuples(st.integers(0, 18), st.sampled_from([MORNING, NOON, EVENING]), NPRS, st.integers(0, 7), st.booleans()),
    min_size=1,
    max_size=8,
    unique_by=lambda one: (one[0], one[1]),
)
"""Sessions of any days: the day, the hour, pain during and after, and whether all sets were done."""


def sessions_of(training: Sequence[tuple[int, time, int, int, bool]]) -> list[SessionRecord]:
    """Return the sessions that were drawn."""
    return [
        trained(number, (during, after), moment=moment, finished=finished)
        for number, moment, during, after, finished in training
    ]
