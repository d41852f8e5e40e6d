"""Reads the history day by day and writes it as a CSV table, so that years of it need little memory."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from achilles_tui.application.services import Services
from achilles_tui.domain.history.rule_events import RuleEvent, RuleSources, rule_events
from achilles_tui.domain.pain_rule.training_days import JudgedSession
from achilles_tui.domain.records.day_entries import Diary
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.exports.csv_table import as_csv, is_noted
from achilles_tui.exports.notes import ALL_NOTES, WhichNotes


class CsvExport(NamedTuple):
    """The table. noted: the days whose notes it has. problems: a sentence for each file that could not be read."""

    text: str
    noted: frozenset[date]
    problems: tuple[str, ...]


def csv_export(
    services: Services,
    *,
    first_day: date | None = None,
    last_day: date | None = None,
    notes: WhichNotes = ALL_NOTES,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> CsvExport:
    """Return the table of a period, both ends included; by default it is everything up to today.

    Days outside the period are read too, since what the rule said depends on them.

    progress: called with the number of days read so far and the number of all days to read.
    """
    moment = services.clock.now()
    first, last = first_day or date.min, last_day or moment.date()
    entries, safety = services.history.entries(date.min, moment.date()), services.safety.flags()
    problems, noted, judged = list(entries.problems), set[date](), list[JudgedSession]()

    def sessions() -> Iterator[SessionRecord]:
        for batch in services.history.walk(entries.diary, last=moment.date()):
            problems.extend(batch.problems)
            progress(batch.days_read, batch.days_total)
            judged.extend(JudgedSession.of_record(session) for session in batch.sessions if session.is_training)
            in_period = [session for session in batch.sessions if first <= session.day <= last]
            noted.update(session.day for session in in_period if is_noted(session, notes))
            yield from in_period

    def events() -> tuple[RuleEvent, ...]:
        programs = services.programs.library().programs
        sources = RuleSources(entries.diary, safety, services.programs.rule(), moment, programs)
        return tuple(event for event in rule_events(judged, sources) if first <= event.day <= last)

    days = {day: file for day, file in entries.diary.days.items() if first <= day <= last}
    text = as_csv(sessions(), Diary(days), notes, events)
    clinicians = {note.at.date() for note in safety.clinician_notes if note.text}
    noted |= {day for day in clinicians if first <= day <= last and notes.includes(day)}
    return CsvExport(text, frozenset(noted), tuple(dict.fromkeys(problems)))
