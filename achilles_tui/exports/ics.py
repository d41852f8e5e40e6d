"""Writes the planned sessions as a calendar file (iCalendar, RFC 5545) that any calendar imports. Needs icalendar.

The UID of an entry is the same on every machine and in every run, and its SEQUENCE grows with time, so importing again
updates the entries. The UID of a session is made of its program, its day and its number in the day. Exercises that need
a PT have one entry per program, which moves. Names, titles and doses were made harmless when they were read.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from achilles_tui import __version__
from achilles_tui.domain.agenda.upcoming import PlannedSession, UpcomingPlan
from achilles_tui.domain.base.text import harmless, harmless_line
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.describe.programs import dose_lines
from achilles_tui.domain.history.rule_events import day_in_words
from achilles_tui.domain.programs.low_end import stays_low
from achilles_tui.domain.programs.program import Exercise
from achilles_tui.domain.session.cost import minutes
from achilles_tui.domain.session.phrases import DECIDED_ON_THE_DAY, EDUCATION, LOW_END_ADVICE
from achilles_tui.system.zone import Zone

NAME = "Achilles exercises"

_SEQUENCE_FROM = datetime(2020, 1, 1, tzinfo=UTC)
"""SEQUENCE counts the seconds since this moment; it fits 31 bits until 2088 (ours)."""

_YEARS_BACK, _YEARS_ON = 2, 10
"""The years for which the file has the clock changes, since some calendars store the first file they read (ours)."""

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_IN_SHORT = ("Sets", "Repetitions", "Rise", "Lower", "Holds", "Hold", "Load")
"""The lines of a dose that a description has: enough to recognise it. The session itself paces the rest."""


class CalendarContext(NamedTuple):
    """When and where a calendar is made. zone: the user's own; side: the sore leg, None if it is not recorded."""

    now: datetime
    zone: Zone
    side: Side | None


def as_calendar(upcoming: UpcomingPlan, context: CalendarContext) -> bytes:
    """Return the file. Without a named time zone its times are in UTC, at the same moments."""
    calendar = Calendar()
    calendar.add("PRODID", f"-//achilles-tui//achilles-tui {__version__}//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("X-WR-CALNAME", NAME)
    # Always added: a calendar without entries, as after a STOP, would be empty and so invalid.
    calendar.add_component(_timezone(context.zone.name or "UTC", context.now.year))
    texts = {
        doses: _session_text(upcoming, doses, context) for doses in {session.doses for session in upcoming.sessions}
    }
    for session in upcoming.sessions:
        calendar.add_component(_session(upcoming, session, context, texts[session.doses]))
    if upcoming.with_pt:
        calendar.add_component(_with_pt(upcoming, context))
    return bytes(calendar.to_ical())


class _SessionText(NamedTuple):
    """The texts shared by all sessions of the same exercises. minutes: the length of a session."""

    summary: str
    description: str
    minutes: float


def _session_text(upcoming: UpcomingPlan, doses: tuple[str, ...], context: CalendarContext) -> _SessionText:
    length = upcoming.minutes(doses, context.side)
    summary = f"Achilles: {_title(upcoming, doses)}, about {minutes(length)}"
    description = harmless("\n".join(_description(upcoming, doses, context.now)))
    return _SessionText(harmless_line(summary), description, length)


def _session(upcoming: UpcomingPlan, session: PlannedSession, context: CalendarContext, text: _SessionText) -> Event:
    event = _entry(f"{upcoming.program.definition.id}-{session.day}-{session.number}", context.now)
    event.add("SUMMARY", text.summary)
    event.add("DESCRIPTION", text.description)
    begin = session.begin.astimezone(UTC)
    event.add("DTSTART", begin if context.zone.name is None else begin.astimezone(ZoneInfo(context.zone.name)))
    # A duration in place of an end: an end within a repeated hour could be read as before the beginning.
    event.add("DURATION", timedelta(minutes=max(1, ceil(text.minutes))))
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("TRIGGER", timedelta())
    alarm.add("DESCRIPTION", text.summary)
    event.add_component(alarm)
    return event


def _with_pt(upcoming: UpcomingPlan, context: CalendarContext) -> Event:
    """Return the entry of the exercises that need a PT: all day, on the earliest day, without an alarm."""
    event = _entry(f"{upcoming.program.definition.id}-with-pt", context.now)
    first = min(earliest.day for earliest in upcoming.with_pt)
    names = ", ".join(earliest.exercise.name for earliest in upcoming.with_pt)
    event.add("SUMMARY", harmless_line(f"Achilles (earliest day, with your PT): {names}"))
    days = [
        f"{earliest.exercise.name}: {day_in_words(earliest.day)} at the earliest, with your PT."
        for earliest in upcoming.with_pt
    ]
    event.add("DESCRIPTION", harmless("\n".join([*days, "", DECIDED_ON_THE_DAY, EDUCATION])))
    event.add("DTSTART", first)
    return event


def _entry(name: str, now: datetime) -> Event:
    event, stamp = Event(), now.astimezone(UTC)
    event.add("UID", f"{name}@achilles-tui")
    event.add("DTSTAMP", stamp)
    event.add("LAST-MODIFIED", stamp)
    event.add("SEQUENCE", max(0, (stamp - _SEQUENCE_FROM) // timedelta(seconds=1)))
    event.add("CLASS", "PRIVATE")
    event.add("TRANSP", "TRANSPARENT")
    return event


def _title(upcoming: UpcomingPlan, doses: tuple[str, ...]) -> str:
    """Return the title of the program when all its exercises without a PT are due, else the names of the exercises."""
    pairs = upcoming.program.pairs(upcoming.targets.stage, upcoming.targets.region)
    home = [(dose, exercise) for dose, exercise in pairs if not exercise.guarded(upcoming.targets.region)]
    if len(home) == len(doses):
        return upcoming.program.definition.title
    return ", ".join(exercise.name for dose, exercise in home if dose.id in doses)


def _description(upcoming: UpcomingPlan, doses: tuple[str, ...], now: datetime) -> Iterator[str]:
    for dose, exercise in upcoming.program.pairs(upcoming.targets.stage, upcoming.targets.region):
        if dose.id in doses:
            lines = dose_lines(
                dose, exercise.category, upcoming.targets.region, upcoming.program.loads.get(exercise.id)
            )
            parts = [f"{line.name} {line.value}" for line in lines if line.name in _IN_SHORT and line.value != "none"]
            yield f"{exercise.name}: {', '.join(parts)}."
    if any(stays_low(exercise.category, upcoming.targets.region) for exercise in _exercises(upcoming, doses)):
        yield LOW_END_ADVICE
    yield f"These are your doses of {day_in_words(now)}; they change when you say yes to a step up or a step back."
    yield ""
    yield DECIDED_ON_THE_DAY
    yield EDUCATION


def _exercises(upcoming: UpcomingPlan, doses: tuple[str, ...]) -> Iterator[Exercise]:
    pairs = upcoming.program.pairs(upcoming.targets.stage, upcoming.targets.region)
    return (exercise for dose, exercise in pairs if dose.id in doses)


_Kind = tuple[timedelta, timedelta]
"""The offsets before and after a clock change."""

_Rule = dict[str, str | int]
"""A yearly RRULE of a calendar."""


def _timezone(name: str, year: int) -> Timezone:
    """Return a time zone with its clock changes for some years.

    Two regular changes a year become yearly rules, which every calendar reads; some read no more than two per zone.
    Otherwise each change is a component of its own, since some calendars misread a list of dates in one component.
    """
    zone, part = ZoneInfo(name), Timezone()
    part.add("TZID", name)
    first = datetime(year - _YEARS_BACK, 1, 1, tzinfo=UTC)
    last = datetime(year + _YEARS_ON, 1, 1, tzinfo=UTC)
    changes = tuple(_changes(zone, first, last))
    rules = _yearly(changes, last.year - first.year)
    if not rules:
        start = first.astimezone(zone)
        part.add_component(_rule(start, _offset(start), summer=bool(start.dst())))
    for moment, before in changes[: len(rules)] if rules else changes:
        rule = _rule(moment, before, summer=_offset(moment) > before)
        if rules:
            rule.add("RRULE", rules[before, _offset(moment)])
        part.add_component(rule)
    return part


def _yearly(changes: Sequence[tuple[datetime, timedelta]], years: int) -> dict[_Kind, _Rule]:
    """Return the rules of the two changes a year; empty if the changes do not follow two yearly rules."""
    kinds: dict[_Kind, list[datetime]] = {}
    for moment, before in changes:
        kinds.setdefault((before, _offset(moment)), []).append(_local(moment, before))
    rules = {kind: rule for kind, times in kinds.items() if len(times) == years and (rule := _nth_weekday(times))}
    return rules if len(rules) == len(kinds) == 2 else {}  # noqa: PLR2004 into summer time and out of it


def _nth_weekday(times: Sequence[datetime]) -> _Rule | None:
    """Return the yearly rule that local times follow, such as the last Sunday of March; None if they follow none."""
    last = all(moment.day + len(_WEEKDAYS) > monthrange(moment.year, moment.month)[1] for moment in times)
    places = {
        (moment.month, moment.weekday(), -1 if last else (moment.day - 1) // len(_WEEKDAYS) + 1, moment.time())
        for moment in times
    }
    if len(places) > 1 or len({moment.year for moment in times}) < len(times):
        return None
    ((month, weekday, place, _),) = places
    return {"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": f"{place}{_WEEKDAYS[weekday]}"}


def _local(moment: datetime, before: timedelta) -> datetime:
    """Return the local time of a moment by the offset before the change."""
    return (moment.astimezone(UTC) + before).replace(tzinfo=None)


def _rule(moment: datetime, before: timedelta, *, summer: bool) -> TimezoneDaylight | TimezoneStandard:
    """Return the component for the offset from a moment on; its DTSTART is local time by the offset before."""
    rule = TimezoneDaylight() if summer else TimezoneStandard()
    rule.add("DTSTART", _local(moment, before))
    rule.add("TZOFFSETFROM", before)
    rule.add("TZOFFSETTO", _offset(moment))
    rule.add("TZNAME", moment.tzname() or "")
    return rule


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[tuple[datetime, timedelta]]:
    """Yield the first moment of each new offset and the offset before it. first, last: UTC."""
    step, second = timedelta(days=1), timedelta(seconds=1)
    while first < last:
        before = _offset(first.astimezone(zone))
        low, high = first, first + step
        if _offset(high.astimezone(zone)) != before:
            while high - low > second:
                middle = (low + (high - low) / 2).replace(microsecond=0)
                low, high = (middle, high) if _offset(middle.astimezone(zone)) == before else (low, middle)
            yield high.astimezone(zone), before
        first += step
