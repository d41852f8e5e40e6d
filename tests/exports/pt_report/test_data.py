"""The report as JSON: versioned, missing is null, and everything that the other formats tell is in it."""

import json
from datetime import date
from typing import Any

from msgspec import convert

from achilles_tui.exports.pt_report.data import ReportDocument, report_document
from achilles_tui.exports.pt_report.document import Report
from achilles_tui.exports.pt_report.formats import TEXTS
from achilles_tui.text.documents.base import SCHEMA
from tests.exports.pt_report.scenes import DAYS, day, nothing, told


def read(report: Report) -> dict[str, Any]:
    """Return the report as another program reads it."""
    document: dict[str, Any] = json.loads(TEXTS["json"](report))
    return document


def test_it_says_its_version_and_reads_back() -> None:
    document = read(told())

    assert document["schema"] == SCHEMA == 1
    assert convert(document, ReportDocument) == report_document(told())


def test_each_day_is_there_and_what_was_not_told_is_null() -> None:
    days = {date.fromisoformat(one["day"]): one for one in read(told())["days"]}

    assert len(days) == DAYS
    assert (days[day(16)]["kind"], days[day(16)]["morning"], days[day(16)]["during"]) == ("away", None, None)
    assert (days[day(9)]["flare_up"], days[day(9)]["during"], days[day(9)]["morning"]) == (True, 4, 2)
    assert days[day(11)]["stiffness"] is None


def test_with_nothing_told_all_that_could_be_is_null() -> None:
    document = read(nothing())

    assert (document["side"], document["region"], document["program"]) == (None, None, None)
    assert document["pain_rule"]["morning_baseline"] is None
    assert document["verdicts_now"] == []


def test_the_parts_sum_up_to_the_whole() -> None:
    document = read(told())

    for key in ("sets_planned", "sets_done"):
        assert sum(one[key] for one in document["spans"]) == document["adherence"][key]
    assert sum(one["sessions"] for one in document["spans"]) == sum(one["sessions"] for one in document["days"])
    assert [one["row"] for one in document["rows"]] == sorted(
        {
            one["row"]
            for one in (*document["verdicts_now"], *document["verdicts_answered"], *document["rule_events"])
            if one["row"]
        },
        key=lambda row: int(row[1:]),
    )
