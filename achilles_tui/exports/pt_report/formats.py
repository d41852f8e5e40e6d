"""The text formats of the report by name. Pure; each format has a module of its own."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from achilles_tui.exports.pt_report.document import Report
from achilles_tui.exports.pt_report.html import as_html
from achilles_tui.exports.pt_report.markdown import as_markdown


def as_json(report: Report) -> str:
    """Return the whole report as JSON."""
    from achilles_tui.exports.pt_report.data import report_document  # noqa: PLC0415 only for JSON

    return report_document(report).text()


TEXTS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {"html": as_html, "markdown": as_markdown, "json": as_json}
)
"""The function that writes each format."""
