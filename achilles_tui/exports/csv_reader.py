"""Reads the history day by day and writes it as a CSV table, so that years of it need little memory."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from achilles_tui.application.services import Services
from achilles_tui.domain.records.day_entries import Diary
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.exports.csv_table import as_csv, is_noted
from achilles_tui.exports.pt_report.notes import ALL_NOTES, WhichNotes


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
    """Return the table of a period, by default all up to today. progress: called with the days read, and all days."""
    last = last_day or services.clock.now().date()
    entries = services.history.entries(date.min, last)
    problems, noted = list(entries.problems), set[date]()

    def sessions() -> Iterator[SessionRecord]:
        for batch in services.history.walk(entries.diary, first_day, last):
            problems.extend(batch.problems)
            noted.update(session.day for session in batch.sessions if is_noted(session, notes))
            progress(batch.days_read, batch.days_total)
            yield from batch.sessions

    days = {day: file for day, file in entries.diary.days.items() if (first_day or day) <= day <= last}
    text = as_csv(sessions(), Diary(days), notes)
    return CsvExport(text, frozenset(noted), tuple(dict.fromkeys(problems)))
