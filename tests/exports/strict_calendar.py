"""Reads a calendar file as strictly as can be, and its times by the file alone."""

import re
from bisect import bisect_right
from calendar import monthcalendar
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar


def strict(data: bytes) -> Any:  # noqa: ANN401 what a reader finds can be anything
    """Return what a strict reader makes of a file, and hold the file to the format."""
    text = data.decode()
    assert text.endswith("\r\n")
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert [one.name for one in Calendar.from_ical(data, multiple=True)] == ["VCALENDAR"]
    calendar: Any = Calendar.from_ical(data)
    assert [part.errors for part in calendar.walk() if part.errors] == []
    assert calendar.to_ical() == data
    assert {key: str(calendar[key]) for key in ("VERSION", "CALSCALE", "X-WR-CALNAME")} == {
        "VERSION": "2.0", "CALSCALE": "GREGORIAN", "X-WR-CALNAME": "Achilles exercises",
    }  # fmt: skip
    assert str(calendar["PRODID"]).startswith("-//achilles-tui//")
    assert calendar.get_missing_tzids() == set()
    zones = {str(zone["TZID"]) for zone in calendar.timezones}
    assert len(zones) == len(calendar.timezones) == 1
    for event in calendar.events:
        assert {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "LAST-MODIFIED", "SUMMARY", "DESCRIPTION"} <= set(event)
        assert (str(event["CLASS"]), str(event["TRANSP"])) == ("PRIVATE", "TRANSPARENT")
        begin = event["DTSTART"]
        assert str(event["DTSTAMP"].dt.tzinfo) == "UTC"
        assert type(begin.dt) is date or str(begin.dt.tzinfo) == "UTC" or begin.params["TZID"] in zones
    uids = [str(event["UID"]) for event in calendar.events]
    assert len(uids) == len(set(uids))
    return calendar


def sessions(calendar: Any) -> list[Any]:  # noqa: ANN401 as `strict` returns it
    return [event for event in calendar.events if "DURATION" in event]


def wall(event: Any) -> datetime:  # noqa: ANN401 as `strict` returns it
    """Return the time as it stands in the file, without any zone."""
    begin: datetime = event["DTSTART"].dt
    return begin.replace(tzinfo=None)


_YEARS = 12
"""A rule is read for so many years."""


class Told:
    """A zone as RFC 5545 has it, read in the file alone: the offset is that of the last onset before a local time."""

    def __init__(self, zone: Any) -> None:  # noqa: ANN401 as `strict` returns it
        """Read every onset, told by the clock as it stood before."""
        assert not any("RDATE" in rule for rule in zone.subcomponents)
        self.onsets = sorted((onset, rule["TZOFFSETTO"].td) for rule in zone.subcomponents for onset in _onsets(rule))

    def offset(self, local: datetime) -> timedelta:
        """Return the offset of a local time."""
        found: timedelta = self.onsets[bisect_right([onset for onset, _ in self.onsets], local) - 1][1]
        assert self.onsets[0][0] <= local
        return found


def _onsets(rule: Any) -> list[datetime]:  # noqa: ANN401 as `strict` returns it
    """Return when a rule begins to hold, each time; it has one form: a certain weekday of a month, each year."""
    begin: datetime = rule["DTSTART"].dt
    if "RRULE" not in rule:
        return [begin]
    form = re.fullmatch(rb"FREQ=YEARLY;BYDAY=(-1|[1-4])(\w\w);BYMONTH=(\d+)", rule["RRULE"].to_ical())
    assert form
    place, weekday, month = int(form[1]), b"MO TU WE TH FR SA SU".split().index(form[2]), int(form[3])
    days = [
        [week[weekday] for week in monthcalendar(year, month) if week[weekday]]
        for year in range(begin.year, begin.year + _YEARS)
    ]
    onsets = [
        begin.replace(year=begin.year + later, month=month, day=one[place if place < 0 else place - 1])
        for later, one in enumerate(days)
    ]
    assert onsets[0] == begin
    return onsets
