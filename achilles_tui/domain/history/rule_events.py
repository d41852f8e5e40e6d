"""Every STOP, STEP BACK and clinician note of a log, answered or not, for the history, `log` and the report. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple

from achilles_tui.domain.base.units import RowId, Verdict
from achilles_tui.domain.pain_rule.course import Course
from achilles_tui.domain.pain_rule.course_of_log import courses_of
from achilles_tui.domain.pain_rule.decide import decide_for_every_program
from achilles_tui.domain.pain_rule.log import notes_up_to
from achilles_tui.domain.pain_rule.rule import ROW_OF, PainRule
from achilles_tui.domain.pain_rule.training_days import JudgedSession
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.records.day_entries import Answer, Diary
from achilles_tui.domain.red_flags.safety import RedFlags

NOT_ANSWERED = "not answered"
CORRECTED = "an entry that it names was corrected or deleted"

_ANSWER_TEXTS = {"yes": "followed", "no": "declined", "my PT says otherwise": "replaced by the PT"}


class RuleEvent(NamedTuple):
    """A stop, a step back or a clinician note, on the day it was first said."""

    day: date
    kind: Literal["stop", "step back", "clinician"]
    row: RowId | None
    """The row of the decision table that decided; None for a note."""
    sentence: str
    """The log against the rule; of a note, its text."""
    answer: str = ""
    """What was answered to a step back; of a stop, why it ended without a note."""
    note_day: date | None = None
    """The day of the clinician note that ended a stop."""

    @property
    def holds(self) -> bool:
        """Whether it is a stop that locks all sessions now."""
        return self.kind == "stop" and self.note_day is None and not self.answer

    @property
    def outcome(self) -> str:
        """What came of it."""
        if self.kind != "stop":
            return self.answer
        if self.note_day is not None:
            return f"all sessions locked until the clinician note of {day_in_words(self.note_day)}"
        return f"ended: {self.answer}" if self.answer else "all sessions locked until a clinician note is recorded"

    @property
    def line(self) -> str:
        """The event in one line, without its day."""
        if self.kind == "clinician":
            return f"Clinician note: {self.sentence}" if self.sentence else "Clinician note"
        outcome = self.outcome
        return f"{self.kind.upper()} ({self.row}): {self.sentence} {outcome[:1].upper()}{outcome[1:]}."


class RuleSources(NamedTuple):
    """Everything besides the sessions that the events come from.

    programs: by their ids, for the names of exercises. first: the first day of which sessions were read; None where all
    were. course: the days since the last clinician note, for a log that was read in part.
    """

    diary: Diary
    safety: RedFlags
    rule: PainRule
    now: datetime
    programs: Mapping[str, ResolvedProgram]
    first: date | None = None
    course: Course | None = None


def rule_events(sessions: Iterable[JudgedSession], sources: RuleSources) -> tuple[RuleEvent, ...]:
    """Return every event up to now, in the order of their days. sessions: the training that was read.

    A log that was read in part is judged only from a clinician note on, since its baselines may lie before the part;
    besides, there is what was recorded and answered.
    """
    notes = notes_up_to(sources.safety, sources.now)
    judged = _courses(sessions, [note.at for note in notes], sources)
    events = [RuleEvent(note.at.date(), "clinician", None, note.text) for note in notes]
    events += [*_red_flag_stops(sources), *_stops(judged, sources), *_step_backs(judged, sources)]
    return tuple(sorted(events, key=lambda event: (event.day, _ORDER.index(event.kind), event.row or "")))


_ORDER = ("step back", "stop", "clinician")


class _JudgedCourse(NamedTuple):
    """A course, and the moment of the note that ended it."""

    course: Course
    end: datetime | None


def _courses(sessions: Iterable[JudgedSession], notes: Sequence[datetime], sources: RuleSources) -> list[_JudgedCourse]:
    """Return the courses that were judged with everything that counts for them."""
    courses = courses_of(sessions, sources.diary, notes, sources.rule, sources.now.date())
    judged = [_JudgedCourse(course, end) for course, end in zip(courses, (*notes, None), strict=True)]
    first = sources.first
    if first is None:
        return judged
    exact = [judged[place] for place, note in enumerate(notes, start=1) if note.date() >= first]
    if sources.course is not None and (not notes or notes[-1].date() < first):
        exact.append(_JudgedCourse(sources.course, None))
    return exact


def _red_flag_stops(sources: RuleSources) -> Iterator[RuleEvent]:
    """Yield a stop for each round of answers that locked; the same answers again, while they lock, are one stop."""
    flags, before = sources.safety, None
    questions = {question.id: question for question in flags.questions if question.kind != "ask"}
    for screening in sorted(flags.log.screenings, key=lambda screening: screening.at):
        yes = [questions[name] for name in screening.yes if name in questions]
        if not yes or screening.at > sources.now:
            continue
        is_final = any(question.kind == "age" for question in yes)
        notes = [note.at.date() for note in notes_up_to(flags, sources.now) if note.at >= screening.at]
        note_day = notes[0] if notes and not is_final else None
        if before != (screening.yes, note_day):
            texts = " ".join(question.text for question in yes)
            yield RuleEvent(
                screening.at.date(), "stop", "D1", f"A warning sign was answered yes: {texts}", "", note_day
            )
        before = (screening.yes, note_day)


def _stops(judged: Sequence[_JudgedCourse], sources: RuleSources) -> Iterator[RuleEvent]:
    """Yield the stop of each course, then the recorded stops that no longer hold, or whose course was not judged."""
    locks = [(course.stop, end) for course, end in judged if course.stop is not None]
    for stop, end in locks:
        yield RuleEvent(stop.day, "stop", stop.row, stop.reason, "", end.date() if end else None)
    recorded = {
        (stop.day, stop.row): stop
        for day in sources.diary.days.values()
        for stop in day.counting.stops
        if stop.at <= sources.now
    }
    notes = notes_up_to(sources.safety, sources.now)
    for stop in recorded.values():
        if any(lock.day <= stop.day and (end is None or stop.at <= end) for lock, end in locks):
            continue  # the same lock, said again
        end = next((note.at for note in notes if note.at > stop.at), None)
        note_day = None if sources.first is None or end is None else end.date()
        yield RuleEvent(stop.day, "stop", stop.row, stop.reason, "" if note_day else CORRECTED, note_day)


def _step_backs(judged: Iterable[_JudgedCourse], sources: RuleSources) -> Iterator[RuleEvent]:
    """Yield the step-backs of each course, and the answered ones that it does not count: those a PT replaced."""
    answers = _answers(sources)
    for course, _ in judged:
        ids = {training.day: [pain.session for pain in training.pains] for training in course.training_days}
        for step_back in course.step_backs:
            keys = [(session, step_back.row == _GAP) for session in ids.get(step_back.judged, ())]
            answered = [answer for key in keys for answer in answers.pop(key, ())]
            sentence = _sentence(course, step_back.judged, step_back.day, step_back.row, sources.rule)
            text = _answer_text(answered, step_back.day, sources.programs)
            yield RuleEvent(step_back.day, "step back", step_back.row, sentence, text)
    courses = {
        pain.session: (course, training.day)
        for course, _ in judged
        for training in course.training_days
        for pain in training.pains
    }
    for (session, _), answered in answers.items():
        day, row = answered[0].at.date(), answered[0].row
        sentence = _row_text(row, sources.rule)
        if session in courses:
            sentence = _sentence(*courses[session], day, row, sources.rule)
        yield RuleEvent(day, "step back", row, sentence, _answer_text(answered, day, sources.programs))


_GAP: RowId = "D10"
"""The row about a long gap: it judges a day that another row may have stepped back for, and is answered by itself."""


def _answers(sources: RuleSources) -> dict[tuple[str, bool], list[Answer]]:
    """Return the last answers to each step back, by the judged session, and whether it was for a long gap."""
    last: dict[tuple[str, bool], dict[tuple[str, str], Answer]] = {}
    for answer in sources.diary.answers:
        if answer.verdict is Verdict.STEP_BACK and answer.at <= sources.now:
            key = answer.session or answer.id, answer.row == _GAP
            last.setdefault(key, {})[answer.program, answer.exercise] = answer
    return {key: list(answers.values()) for key, answers in last.items()}


def _sentence(course: Course, judged: date, day: date, row: RowId, rule: PainRule) -> str:
    """Return what a row said of a training day, as a day saw it; the row itself where it would say something else."""
    index = next((index for index, training in enumerate(course.training_days) if training.day == judged), None)
    decision = None if index is None else decide_for_every_program(course.inputs(index, day), rule)
    return decision.reason if decision is not None and decision.row == row else _row_text(row, rule)


def _row_text(row: RowId, rule: PainRule) -> str:
    text = ROW_OF[row].words(rule)
    return f"{text[:1].upper()}{text[1:]}."


def _answer_text(answers: Sequence[Answer], day: date, programs: Mapping[str, ResolvedProgram]) -> str:
    """Return what was answered; where the answers differ, with their exercises."""
    names: dict[str, dict[str, None]] = {}
    for answer in answers:
        moment = "" if answer.at.date() == day else f" on {day_in_words(answer.at.date())}"
        names.setdefault(f"{_ANSWER_TEXTS[answer.said]}{moment}", {})[_name(answer, programs)] = None
    if len(names) <= 1:
        return next(iter(names), NOT_ANSWERED)
    return "; ".join(f"{word} for {', '.join(exercises)}" for word, exercises in names.items())


def _name(answer: Answer, programs: Mapping[str, ResolvedProgram]) -> str:
    program = programs.get(answer.program)
    exercises = program.exercises if program is not None else ()
    return next((exercise.name for exercise in exercises if exercise.id == answer.exercise), answer.exercise)


def day_in_words(day: date) -> str:
    """Return a day as text: `5 March 2026`."""
    return f"{day.day} {day:%B %Y}"
