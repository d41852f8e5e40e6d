"""The result of an import, or the errors of the table, as lines for people."""

from collections.abc import Sequence

from msgspec.structs import astuple

from achilles_tui.domain.csv_import.csv_rows import MOST_TROUBLES, Trouble
from achilles_tui.domain.csv_import.merge import EntryCount, ImportContent

_MOST_CONFLICTS = 20
"""The most conflicts listed for people; JSON has all of them (ours)."""


def incoming_lines(content: ImportContent, *, dry_run: bool) -> list[str]:
    """Return what was added, or would be added, in a few lines."""
    nothing = "Nothing new: nothing would be added." if dry_run else "Nothing new: nothing was added."
    added = _counts(content.added)
    lines = [f"{'Would add' if dry_run else 'Added'} {added}." if added else nothing]
    if present := _counts(content.already_present):
        lines.append(f"Already in your log, and unchanged: {present}.")
    if count := content.untimed_sessions:
        sessions = "1 session has no time and falls" if count == 1 else f"{count} sessions have no time and fall"
        lines.append(f"{sessions} on a day with another session: check that it is not the same session.")
    lines += content.conflicts[:_MOST_CONFLICTS]
    more = len(content.conflicts) - _MOST_CONFLICTS
    if more > 0:
        lines.append(f"And {more} more that differ from your log; your log stays as it is.")
    return lines


def trouble_lines(troubles: Sequence[Trouble]) -> list[str]:
    """Return the errors, one sentence per line."""
    lines = [str(trouble) for trouble in troubles[:MOST_TROUBLES]]
    if len(troubles) > MOST_TROUBLES:
        lines.append(f"There are more errors than these {MOST_TROUBLES}: correct these first.")
    return [*lines, "Nothing was added."]


def _counts(count: EntryCount) -> str:
    """Return the counts in words, without zeros: `12 sessions, 1 morning`."""
    counts = zip(astuple(count), ("session", "morning", "score"), strict=True)
    return ", ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in counts if number)
