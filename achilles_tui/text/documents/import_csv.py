"""Writes the result of an import, or the errors of the table, as JSON."""

from collections.abc import Iterable

from msgspec import UNSET, Struct, UnsetType, field

from achilles_tui.domain.csv_import.csv_rows import Trouble
from achilles_tui.domain.csv_import.merge import EntryCount, ImportContent
from achilles_tui.text.documents.base import Document


class TableError(Struct, frozen=True):
    """An error in a table."""

    line: int
    column: str | None
    """Null if the error is about the whole line."""
    sentence: str = field(name="told")
    """Names the line and the column."""


class ImportDocument(Document, frozen=True, kw_only=True):
    """The result of an import; a table with errors has only `added` and `errors`."""

    dry_run: bool | UnsetType = UNSET
    """Whether nothing was written: then `added` is what the import would add."""
    added: EntryCount
    here: EntryCount | UnsetType = UNSET
    """What the log had already; it is unchanged."""
    otherwise: tuple[str, ...] | UnsetType = UNSET
    """A sentence for each morning and score that differs from the log; the log is unchanged."""
    without_a_time_on_a_day_with_a_session: int | UnsetType = UNSET
    """Sessions without a time that were added on days with another session."""
    errors: tuple[TableError, ...] = ()


def import_document(content: ImportContent, *, dry_run: bool) -> ImportDocument:
    """Return what an import added, or would add."""
    return ImportDocument(
        dry_run=dry_run,
        added=content.added,
        here=content.already_present,
        otherwise=content.conflicts,
        without_a_time_on_a_day_with_a_session=content.untimed_sessions,
    )


def refused_document(troubles: Iterable[Trouble]) -> ImportDocument:
    """Return the errors of a table; nothing was added."""
    errors = tuple(TableError(trouble.line, trouble.column, str(trouble)) for trouble in troubles)
    return ImportDocument(added=EntryCount(0, 0, 0), errors=errors)
