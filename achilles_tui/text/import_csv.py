"""What a table brought in, or what is wrong with it, in words."""

from collections.abc import Sequence

from msgspec.structs import astuple

from achilles_tui.domain.csv_import.csv_rows import MOST_TROUBLES, Trouble
from achilles_tui.domain.csv_import.merge import EntryCount, ImportContent

_SHOWN = 20
"""So many of what is told otherwise are listed for people; JSON has all of them."""


def incoming_lines(found: ImportContent, *, dry_run: bool) -> list[str]:
    """Return what was added, or would be, in a few lines."""
    nothing = "Nothing new: it would add nothing." if dry_run else "Nothing new: nothing was added."
    added = _counted(found.added)
    lines = [f"{'Would add' if dry_run else 'Added'} {added}." if added else nothing]
    if here := _counted(found.already_present):
        lines.append(f"Here already, and left as it is: {here}.")
    if found.untimed_sessions:
        one = found.untimed_sessions == 1
        told = "1 session has no time and is" if one else f"{found.untimed_sessions} sessions have no time and are"
        lines.append(f"{told} of a day with another session: see that it is not the same one.")
    lines += found.conflicts[:_SHOWN]
    if len(found.conflicts) > _SHOWN:
        lines.append(f"And {len(found.conflicts) - _SHOWN} more that are told otherwise here and stay so.")
    return lines


def trouble_lines(troubles: Sequence[Trouble]) -> list[str]:
    """Return all that is wrong, one sentence a line."""
    lines = [str(one) for one in troubles[:MOST_TROUBLES]]
    if len(troubles) > MOST_TROUBLES:
        lines.append(f"There is more than these {MOST_TROUBLES}: correct them first.")
    return [*lines, "Nothing was added."]


def _counted(count: EntryCount) -> str:
    """Return the numbers in words, without what is none: `12 sessions, 1 morning`."""
    told = zip(astuple(count), ("session", "morning", "score"), strict=True)
    return ", ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in told if number)
