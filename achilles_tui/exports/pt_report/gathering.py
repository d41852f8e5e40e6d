"""Reads what a report is told from, piece by piece, so that years of it need little room. It knows no file."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple, Protocol

from achilles_tui.domain.agenda.today import Today
from achilles_tui.domain.history.history import course_on
from achilles_tui.domain.pain_rule.rule import PainRule
from achilles_tui.domain.ports import PastRecords, Settings, Shelf
from achilles_tui.domain.records.summary import Brief, brief
from achilles_tui.domain.red_flags.safety import RedFlags
from achilles_tui.exports.pt_report.document import Asked, Report
from achilles_tui.exports.pt_report.drawing_up import report
from achilles_tui.exports.pt_report.notes import ALL_NOTES, WhichNotes

Progress = Callable[[int, int], None]
"""Told how many days were read so far, and of how many."""


class Records(PastRecords, Protocol):
    """Where a report finds what it is told from."""

    def settings(self) -> Settings:
        """Return the settings. Raises BadFile."""

    def shelf(self) -> Shelf:
        """Return the programs."""

    def rule(self) -> PainRule:
        """Return the pain rule. Raises BadFile."""

    def safety(self) -> RedFlags:
        """Return the red-flag answers and the clinician notes. Raises BadFile."""

    def today(self) -> Today | None:
        """Return the user's program today; None without one. Raises BadFile, BadProgram or UnknownProgram."""


class Gathered(NamedTuple):
    """A report, and one sentence for each file that was left out of it."""

    report: Report
    problems: tuple[str, ...]


def gathered(
    records: Records,
    *,
    since: date | None = None,
    until: date | None = None,
    notes: WhichNotes = ALL_NOTES,
    progress: Progress = lambda _done, _of: None,
) -> Gathered:
    """Return the report. What lies before the period is read too: streaks, locks and medians look back over its edge.

    Raises BadFile, BadProgram or UnknownProgram.
    """
    made, settings, safety, now = records.now(), records.settings(), records.safety(), records.today()
    found = records.days(date.min, made.date())
    briefs: list[Brief] = []
    problems = list(found.problems)
    for read in records.walk(found.diary):
        briefs += map(brief, read.sessions)
        problems += read.problems
        progress(read.done, read.of)
    told = tuple(dict.fromkeys(problems))
    course = course_on(made, found.diary, safety, records.shelf().offers, settings.region, now)
    asked = Asked(made, since, until, notes)
    return Gathered(report(briefs, course, asked, records.rule(), now, side=settings.side, set_aside=len(told)), told)
