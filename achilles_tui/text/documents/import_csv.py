"""What a table brought in, or what is wrong with it, as JSON."""

from collections.abc import Iterable

from msgspec import UNSET, Struct, UnsetType, field

from achilles_tui.domain.csv_import.csv_rows import Trouble
from achilles_tui.domain.csv_import.merge import EntryCount, ImportContent
from achilles_tui.text.documents.base import Document


class TableError(Struct, frozen=True):
    """One thing that is wrong with a table."""

    line: int
    column: str | None
    """Null where it is about the whole line."""
    sentence: str = field(name="told")
    """It names the line and the column."""


class ImportDocument(Document, frozen=True, kw_only=True):
    """What a table added; where anything is wrong with it, `added` and `errors` alone."""

    dry_run: bool | UnsetType = UNSET
    """Whether it was only looked at: `added` is what it would add."""
    added: EntryCount
    here: EntryCount | UnsetType = UNSET
    """What was here already and stays as it is."""
    otherwise: tuple[str, ...] | UnsetType = UNSET
    """A sentence for each morning and each score that is told otherwise here, and stays so."""
    without_a_time_on_a_day_with_a_session: int | UnsetType = UNSET
    """Sessions added without a time, on days that have another session."""
    errors: tuple[TableError, ...] = ()


def import_document(found: ImportContent, *, dry_run: bool) -> ImportDocument:
    """Return what a table added, or would add."""
    return ImportDocument(
        dry_run=dry_run,
        added=found.added,
        here=found.already_present,
        otherwise=found.conflicts,
        without_a_time_on_a_day_with_a_session=found.untimed_sessions,
    )


def refused_document(troubles: Iterable[Trouble]) -> ImportDocument:
    """Return all that is wrong with a table."""
    errors = tuple(TableError(trouble.line, trouble.column, str(trouble)) for trouble in troubles)
    return ImportDocument(added=EntryCount(0, 0, 0), errors=errors)
