"""Reads from the log what a course is judged by. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from achilles_tui.domain.base.units import RowId, Verdict
from achilles_tui.domain.pain_rule.course import Course, CourseFacts
from achilles_tui.domain.pain_rule.log import Log, last_answers
from achilles_tui.domain.pain_rule.mornings import Anchor
from achilles_tui.domain.pain_rule.rule import PainRule
from achilles_tui.domain.pain_rule.training_days import JudgedSession, TrainingDay, training_days
from achilles_tui.domain.records.day_entries import Answer, DayFile, Diary
from achilles_tui.domain.records.stop import Stop

_NEW_BASELINE: tuple[RowId, ...] = ("D7", "D9")
"""The rows that look at a baseline: a PT's word against them starts it anew."""


def course_of(log: Log, rule: PainRule) -> Course:
    """Return the days since the last clinician note, judged up to today."""
    state = log.state if log.state is not None and log.state.note == log.last_note else None
    days = training_days(map(JudgedSession.of_record, log.sessions_since_note))
    facts = course_facts(days, log.diary, log.answers, log.last_note, log.today)
    return Course(facts, rule, log.today, state)


def courses_of(
    sessions: Iterable[JudgedSession], diary: Diary, notes: Sequence[datetime], rule: PainRule, today: date
) -> tuple[Course, ...]:
    """Return every course up to today, each ended by a clinician note but the last; they tell what was said when.

    sessions: the training up to today. notes: the moments of the clinician notes up to now, in order.
    """
    in_order, answers = sorted(sessions, key=lambda session: session.started), last_answers(diary.answers)
    starts: tuple[datetime | None, ...] = (None, *notes)
    ends: tuple[datetime | None, ...] = (*notes, None)
    courses = []
    for start, end in zip(starts, ends, strict=True):
        later = [session for session in in_order if start is None or session.started > start]
        days = training_days(session for session in later if end is None or session.started <= end)
        last = today if end is None else min(today, end.date())
        answered = [answer for answer in answers if end is None or answer.at <= end]
        courses.append(Course(course_facts(days, diary, answered, start, last), rule, last))
    return tuple(courses)


def course_facts(
    days: Iterable[TrainingDay], diary: Diary, answers: Sequence[Answer], note: datetime | None, last: date
) -> CourseFacts:
    """Return what the days after a clinician note are judged by, up to the last day. days, answers: in order."""
    answers = [answer for answer in answers if note is None or answer.at > note]
    counting = {day: file for day, file in diary.days.items() if day <= last}
    return CourseFacts(
        note=note,
        training_days=tuple(days),
        mornings={day: value for day, file in counting.items() if (value := file.morning) is not None},
        stiffness={day: value for day, file in counting.items() if (value := file.stiffness) is not None},
        flares=frozenset(day for day, file in counting.items() if file.how == "flare-up"),
        anchors=tuple(_anchors(answers)),
        overruled=_overruled(answers),
        stops=tuple(_stops(counting, note)),
    )


def _anchors(answers: Iterable[Answer]) -> Iterator[Anchor]:
    """Yield what starts a baseline: each increase, and a PT's word against a row that looks at a baseline."""
    for answer in answers:
        if answer.verdict is Verdict.PROGRESS and answer.said == "yes":
            yield Anchor(answer.at.date(), is_increase=True)
        elif answer.row in _NEW_BASELINE and answer.said == "my PT says otherwise":
            yield Anchor(answer.at.date(), is_increase=False)


def _overruled(answers: Sequence[Answer]) -> frozenset[str]:
    """Return the ids of the sessions whose step back a PT replaced: it was neither followed nor declined."""
    replies: dict[str, set[str]] = {}
    for answer in answers:
        if answer.verdict is Verdict.STEP_BACK and answer.session is not None:
            replies.setdefault(answer.session, set()).add(answer.said)
    return frozenset(session for session, words in replies.items() if words == {"my PT says otherwise"})


def _stops(days: Mapping[date, DayFile], note: datetime | None) -> Iterator[Stop]:
    for _, file in sorted(days.items()):
        yield from (stop for stop in file.counting.stops if note is None or stop.at > note)
