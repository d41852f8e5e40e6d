"""Reads what the table is made of, piece by piece, so that years of it need little room. It knows no file."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from achilles_tui.application.services import Services
from achilles_tui.domain.records.day_entries import Diary
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.exports.csv_table import as_csv, is_noted
from achilles_tui.exports.pt_report.notes import ALL_NOTES, WhichNotes


class CsvExport(NamedTuple):
    """The table. noted: the days of which it has a note. problems: a sentence for each file that was left out of it."""

    text: str
    noted: frozenset[date]
    problems: tuple[str, ...]


def csv_export(
    services: Services,
    *,
    since: date | None = None,
    until: date | None = None,
    notes: WhichNotes = ALL_NOTES,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> CsvExport:
    """Return the table of the days from `since` to `until`, both with it; without them all there are, up to today.

    progress: told how many days were read so far, and of how many.
    """
    last = until or services.clock.now().date()
    found = services.history.entries(date.min, last)
    problems, noted = list(found.problems), set[date]()

    def sessions() -> Iterator[SessionRecord]:
        for read in services.history.walk(found.diary, since, last):
            problems.extend(read.problems)
            noted.update(one.day for one in read.sessions if is_noted(one, notes))
            progress(read.days_read, read.days_total)
            yield from read.sessions

    wanted = Diary({day: told for day, told in found.diary.days.items() if (since or day) <= day <= last})
    text = as_csv(sessions(), wanted, notes)
    return CsvExport(text, frozenset(noted), tuple(dict.fromkeys(problems)))
