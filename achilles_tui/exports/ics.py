"""The sessions to come as a calendar file (iCalendar, RFC 5545) that any calendar imports. It needs icalendar.

Every entry keeps its UID on each machine and in each run, and its SEQUENCE grows with time: so importing again updates
what is there. A session's UID is of its program, its day and its number in the day; what only goes with a PT has one
entry a program, which moves. Names, titles and doses were made harmless when they were read.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from math import ceil
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from achilles_tui import __version__
from achilles_tui.domain.agenda.upcoming import PlannedSession, UpcomingPlan
from achilles_tui.domain.base.text import harmless, harmless_line
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.describe.programs import dose_lines
from achilles_tui.domain.session.phrases import DECIDED_ON_THE_DAY, EDUCATION, minutes
from achilles_tui.system.zone import Zone

NAME = "Achilles exercises"

_SEQUENCE_FROM = datetime(2020, 1, 1, tzinfo=UTC)
"""SEQUENCE counts the seconds from here; it fits 31 bits until 2088 (ours)."""

_YEARS_BACK, _YEARS_ON = 2, 10
"""For so many years the file says how its zone changes, as some calendars keep the first they read (ours)."""

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_IN_SHORT = ("Sets", "Repetitions", "Rise", "Lower", "Holds", "Hold", "Load")
"""What is told of a dose: enough to know it again. The program itself paces the rest."""


class CalendarContext(NamedTuple):
    """When and where a calendar is made. zone: that of the user; side: the hurting leg, where it was told."""

    now: datetime
    zone: Zone
    side: Side | None


def as_calendar(ahead: UpcomingPlan, made: CalendarContext) -> bytes:
    """Return the file. What has no zone with a name stands in UTC, at the same local times."""
    calendar = Calendar()
    calendar.add("PRODID", f"-//achilles-tui//achilles-tui {__version__}//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("X-WR-CALNAME", NAME)
    # There is always one: a calendar without any entry, after a stop, has to have something in it.
    calendar.add_component(_timezone(made.zone.name or "UTC", made.now.year))
    told = {doses: _session_text(ahead, doses, made) for doses in {session.doses for session in ahead.sessions}}
    for session in ahead.sessions:
        calendar.add_component(_session(ahead, session, made, told[session.doses]))
    if ahead.with_pt:
        calendar.add_component(_with_pt(ahead, made))
    return bytes(calendar.to_ical())


class _SessionText(NamedTuple):
    """What all sessions of the same exercises have in common. minutes: how long one is."""

    summary: str
    description: str
    minutes: float


def _session_text(ahead: UpcomingPlan, doses: tuple[str, ...], made: CalendarContext) -> _SessionText:
    long = ahead.minutes(doses, made.side)
    summary = f"Achilles: {_title(ahead, doses)}, about {minutes(long)}"
    return _SessionText(harmless_line(summary), harmless("\n".join(_description(ahead, doses, made.now))), long)


def _session(ahead: UpcomingPlan, session: PlannedSession, made: CalendarContext, told: _SessionText) -> Event:
    event = _entry(f"{_program(ahead)}-{session.day}-{session.number}", made.now)
    event.add("SUMMARY", told.summary)
    event.add("DESCRIPTION", told.description)
    begin = session.begin.astimezone(UTC)
    event.add("DTSTART", begin if made.zone.name is None else begin.astimezone(ZoneInfo(made.zone.name)))
    # A length and no end: an end in an hour that is twice could be read as before the beginning.
    event.add("DURATION", timedelta(minutes=max(1, ceil(told.minutes))))
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("TRIGGER", timedelta())
    alarm.add("DESCRIPTION", told.summary)
    event.add_component(alarm)
    return event


def _with_pt(ahead: UpcomingPlan, made: CalendarContext) -> Event:
    """Return the one entry of what is never planned: a whole day, the first it could be, without an alarm."""
    event = _entry(f"{_program(ahead)}-with-pt", made.now)
    first = min(one.day for one in ahead.with_pt)
    names = ", ".join(one.exercise.name for one in ahead.with_pt)
    event.add("SUMMARY", harmless_line(f"Achilles, earliest, with your PT: {names}"))
    days = [f"{one.exercise.name}: {_day(one.day)} at the earliest, with your PT." for one in ahead.with_pt]
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


def _program(ahead: UpcomingPlan) -> str:
    return ahead.program.definition.id


def _title(ahead: UpcomingPlan, doses: tuple[str, ...]) -> str:
    """Name the program where all of it is due that is done without a PT, else the exercises."""
    pairs = ahead.program.pairs(ahead.targets.stage, ahead.targets.region)
    home = [(dose, exercise) for dose, exercise in pairs if not exercise.guarded(ahead.targets.region)]
    if len(home) == len(doses):
        return ahead.program.definition.title
    return ", ".join(exercise.name for dose, exercise in home if dose.id in doses)


def _description(ahead: UpcomingPlan, doses: tuple[str, ...], now: datetime) -> Iterator[str]:
    for dose, exercise in ahead.program.pairs(ahead.targets.stage, ahead.targets.region):
        if dose.id in doses:
            lines = dose_lines(dose, ahead.program.loads.get(exercise.id))
            told = [f"{one.name} {one.value}" for one in lines if one.name in _IN_SHORT and one.value != "none"]
            yield f"{exercise.name}: {', '.join(told)}."
    yield f"The doses are those of {_day(now)}; a yes to a step up or back changes them."
    yield ""
    yield DECIDED_ON_THE_DAY
    yield EDUCATION


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


_Kind = tuple[timedelta, timedelta]
"""The offset before a change, and the one after it."""

_Rule = dict[str, str | int]
"""When something comes each year, as a calendar says it."""


def _timezone(name: str, year: int) -> Timezone:
    """Return a zone with the changes of its offset for some years, found from the zone itself.

    Two changes a year by a rule are told as rules, the one form that all calendars read: some know two a zone and no
    more. Where there are none each change stands for itself, as lists of dates in one are read wrongly by some.
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
    """Return the rule of each of the two changes a year; nothing where there are no such rules."""
    kinds: dict[_Kind, list[datetime]] = {}
    for moment, before in changes:
        kinds.setdefault((before, _offset(moment)), []).append(_local(moment, before))
    rules = {kind: rule for kind, times in kinds.items() if len(times) == years and (rule := _nth_weekday(times))}
    return rules if len(rules) == len(kinds) == 2 else {}  # noqa: PLR2004 one into summer and one out of it


def _nth_weekday(times: Sequence[datetime]) -> _Rule | None:
    """Return the rule by which local times come once a year, on a certain weekday of a month; None without one."""
    last = all(one.day + len(_WEEKDAYS) > monthrange(one.year, one.month)[1] for one in times)
    places = {
        (one.month, one.weekday(), -1 if last else (one.day - 1) // len(_WEEKDAYS) + 1, one.time()) for one in times
    }
    if len(places) > 1 or len({one.year for one in times}) < len(times):
        return None
    ((month, weekday, place, _),) = places
    return {"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": f"{place}{_WEEKDAYS[weekday]}"}


def _local(moment: datetime, before: timedelta) -> datetime:
    """Return a moment as the clock told it that stood so before."""
    return (moment.astimezone(UTC) + before).replace(tzinfo=None)


def _rule(moment: datetime, before: timedelta, *, summer: bool) -> TimezoneDaylight | TimezoneStandard:
    """Return the offset from a moment on; when that is, is told by the clock as it stood before."""
    rule = TimezoneDaylight() if summer else TimezoneStandard()
    rule.add("DTSTART", _local(moment, before))
    rule.add("TZOFFSETFROM", before)
    rule.add("TZOFFSETTO", _offset(moment))
    rule.add("TZNAME", moment.tzname() or "")
    return rule


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[tuple[datetime, timedelta]]:
    """Give the first moment of each new offset, and the offset before it. first, last: in UTC."""
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
