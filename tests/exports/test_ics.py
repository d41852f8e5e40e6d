"""The calendar file: any strict reader takes it, and its times are right by the file alone, whatever clocks do."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from achilles_tui.domain.agenda.upcoming import USUAL_TIMES, weeks_ahead
from achilles_tui.domain.base.units import Region, Side
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.red_flags.safety import Screening
from achilles_tui.domain.session.phrases import DECIDED_ON_THE_DAY, EDUCATION
from achilles_tui.exports.ics import CalendarContext, as_calendar
from achilles_tui.system.zone import Zone, named_zone
from tests.domain.pain_rule.logs import ECCENTRIC, HEAVY, HOME, STRETCHES, log_of, seen
from tests.domain.pain_rule.simulation import CLEAR, OFFERS
from tests.exports.strict_calendar import Told, sessions, strict, wall

BERLIN, NEW_YORK, SYDNEY = "Europe/Berlin", "America/New_York", "Australia/Sydney"
NIGHTLY = (time(1, 30), time(2, 30), time(3, 30), time(7, 30), time(19, 0))
CHANGES = [
    (BERLIN, date(2027, 3, 28)),
    (BERLIN, date(2026, 10, 25)),
    (NEW_YORK, date(2027, 3, 14)),
    (NEW_YORK, date(2026, 11, 1)),
    (SYDNEY, date(2027, 4, 4)),
    (SYDNEY, date(2026, 10, 4)),
    ("Australia/Lord_Howe", date(2027, 4, 4)),
    ("Europe/Dublin", date(2027, 3, 28)),
    ("Africa/Casablanca", date(2027, 2, 7)),
]
"""Where and when clocks are changed: on both sides of the equator, by half an hour, in winter, for a month."""
FIVE_TIMES = replace(STRETCHES.doses()[0], often=replace(STRETCHES.doses()[0].often, per_day=5), provenance={})
OFTEN = STRETCHES._replace(definition=STRETCHES.definition.with_parts([(FIVE_TIMES,)]))
"""One stretch, five times a day."""


def written(  # noqa: PLR0913 all it depends on
    now: datetime,
    *,
    offered: ResolvedProgram = ECCENTRIC,
    times: Sequence[time] = USUAL_TIMES,
    weeks: int = 1,
    zone: Zone | None = None,
    side: Side | None = Side.LEFT,
    **more: object,
) -> bytes:
    """Return the file, made at a moment of a named zone."""
    assert isinstance(now.tzinfo, ZoneInfo)
    here = zone or named_zone(now.tzinfo)
    today = seen(log_of(now=now, **more), offered, Region.MID_PORTION)  # type: ignore[arg-type]
    return as_calendar(weeks_ahead(today, times, weeks, here.localize), CalendarContext(now, here, side))


def in_zone(name: str, *when: int) -> datetime:
    return datetime(*when, tzinfo=ZoneInfo(name))  # type: ignore[arg-type, misc]


# ------------------------------------------------------------------ the format


@pytest.mark.parametrize("name", sorted(OFFERS))
def test_a_strict_reader_takes_the_calendar_of_every_program(name: str) -> None:
    calendar = strict(written(in_zone(BERLIN, 2026, 11, 22, 6, 0), offered=OFFERS[name], weeks=2))

    assert calendar.events
    for event in sessions(calendar):
        (alarm,) = event.walk("VALARM")
        assert (str(alarm["ACTION"]), alarm["TRIGGER"].dt) == ("DISPLAY", timedelta())
        assert str(alarm["DESCRIPTION"]) == str(event["SUMMARY"])


def test_an_entry_says_what_it_is_how_long_and_that_pain_decides() -> None:
    first = sessions(strict(written(in_zone(BERLIN, 2026, 11, 22, 6, 0))))[0]

    assert re.fullmatch(rf"Achilles: {ECCENTRIC.definition.title}, about \d+ min", str(first["SUMMARY"]))
    told = str(first["DESCRIPTION"]).split("\n")
    names = [exercise.name for exercise in ECCENTRIC.exercises]
    assert told[:2] == [f"{name}: Sets 3, Repetitions 10, Rise 2 s, Lower 3 s, Load body weight." for name in names]
    assert told[2:] == [
        "These are your doses of 22 November 2026; they change when you say yes to a step up or a step back.",
        "",
        DECIDED_ON_THE_DAY,
        EDUCATION,
    ]


def test_an_entry_is_as_long_as_its_session() -> None:
    now = in_zone(BERLIN, 2026, 11, 22, 6, 0)
    one, both = (sessions(strict(written(now, side=side)))[0]["DURATION"].dt for side in (Side.LEFT, Side.BOTH))

    assert timedelta(minutes=10) < one < both < timedelta(minutes=60)
    for event in sessions(strict(written(now))):
        (told,) = re.findall(r"about (\d+) min$", str(event["SUMMARY"]))
        assert timedelta() <= event["DURATION"].dt - timedelta(minutes=int(told)) <= timedelta(minutes=1)


def test_a_session_with_a_part_of_the_program_is_called_by_its_exercises() -> None:
    times = (time(7, 30), time(12, 0), time(19, 0))
    whole, part = sessions(strict(written(in_zone(BERLIN, 2026, 11, 22, 6, 0), offered=HOME, times=times)))[:2]

    assert HOME.definition.title in str(whole["SUMMARY"])
    assert str(part["SUMMARY"]).startswith(f"Achilles: {STRETCHES.exercises[0].name}, about ")


def test_gym_work_is_one_whole_day_without_an_alarm() -> None:
    (entry,) = strict(written(in_zone(BERLIN, 2026, 11, 22, 6, 0), offered=HEAVY, weeks=12)).events

    assert entry["DTSTART"].dt == date(2026, 11, 22)
    assert str(entry["SUMMARY"]).startswith("Achilles (earliest day, with your PT): ")
    assert "22 November 2026 at the earliest, with your PT." in str(entry["DESCRIPTION"])
    assert entry.walk("VALARM") == []
    assert "DURATION" not in entry


def test_after_a_stop_the_calendar_is_there_and_empty() -> None:
    flagged = CLEAR.with_screening(Screening(in_zone(BERLIN, 2026, 11, 22, 5, 0), ("pop-or-blow",)))

    for offered in (ECCENTRIC, HEAVY):
        assert strict(written(in_zone(BERLIN, 2026, 11, 22, 6, 0), offered=offered, safety=flagged)).events == []


@given(st.text(min_size=1, max_size=200))
@settings(max_examples=10)
def test_any_title_leaves_a_file_that_reads_back(title: str) -> None:
    offered = ECCENTRIC._replace(definition=replace(ECCENTRIC.definition, title=f"{title}; \\n, \N{HOT BEVERAGE}" * 3))

    strict(written(in_zone(BERLIN, 2026, 11, 22, 6, 0), offered=offered))


# ------------------------------------------------------------------ importing again


def test_a_second_export_updates_what_the_first_one_made() -> None:
    now = in_zone(BERLIN, 2026, 11, 22, 6, 0)
    first = strict(written(now, weeks=2)).events
    second = {str(one["UID"]): one for one in strict(written(now + timedelta(days=1), weeks=2)).events}

    again = [one for one in first if wall(one).date() > now.date()]
    assert len(again) == 2 * 13
    for one in again:
        other = second[str(one["UID"])]
        assert other["DTSTART"].dt == one["DTSTART"].dt
        assert other["SEQUENCE"] > one["SEQUENCE"]
        assert other["DTSTAMP"].dt - one["DTSTAMP"].dt == timedelta(days=1)


def test_seconds_later_the_sequence_is_higher_and_the_clock_going_back_an_hour_changes_nothing() -> None:
    before = datetime(2026, 10, 25, 2, 59, 57, tzinfo=ZoneInfo(BERLIN), fold=0)
    after = datetime(2026, 10, 25, 2, 0, 0, tzinfo=ZoneInfo(BERLIN), fold=1)

    first, second = (strict(written(moment)).events[0] for moment in (before, after))

    assert second["SEQUENCE"] == first["SEQUENCE"] + 3 < 2**31


def test_another_time_of_day_moves_the_entries_there_are() -> None:
    now = in_zone(BERLIN, 2026, 11, 22, 6, 0)
    usual, later = (strict(written(now, times=(time(hour), time(20)))).events for hour in (7, 8))

    assert [str(one["UID"]) for one in usual] == [str(one["UID"]) for one in later]
    assert [wall(one).hour for one in usual[:2]] == [7, 20]
    assert [wall(one).hour for one in later[:2]] == [8, 20]


def test_the_entry_of_the_gym_moves_with_its_day() -> None:
    (first,), (second,) = (
        strict(written(in_zone(BERLIN, 2026, 11, day, 6, 0), offered=HEAVY)).events for day in (22, 24)
    )

    assert str(first["UID"]) == str(second["UID"]) == "heavy-with-pt@achilles-tui"
    assert (first["DTSTART"].dt.day, second["DTSTART"].dt.day) == (22, 24)


def test_the_name_of_an_entry_is_its_program_its_day_and_its_number() -> None:
    names = [str(one["UID"]) for one in strict(written(in_zone(BERLIN, 2026, 11, 22, 6, 0))).events[:3]]

    assert names == [f"eccentric-2026-11-{one}@achilles-tui" for one in ("22-1", "22-2", "23-1")]


# ------------------------------------------------------------------ when clocks are changed


@pytest.mark.parametrize(("name", "change"), CHANGES)
def test_the_file_alone_tells_each_moment_on_both_sides_of_a_change(name: str, change: date) -> None:
    start = change - timedelta(days=3)
    now = in_zone(name, start.year, start.month, start.day, 0, 0)
    calendar = strict(written(now, offered=OFTEN, times=NIGHTLY))
    (zone,) = calendar.timezones
    assert str(zone["TZID"]) == name
    again = zone.to_tz(lookup_tzid=False)
    offsets, file = set(), Told(zone)

    for event, days in zip(sessions(calendar), (number for number in range(7) for _ in NIGHTLY), strict=True):
        planned = datetime.combine(start + timedelta(days=days), NIGHTLY[int(str(event["UID"]).split("@")[0][-1]) - 1])
        meant = planned.replace(tzinfo=ZoneInfo(name)).astimezone(UTC)
        offset = file.offset(wall(event))
        offsets.add(offset)
        assert (wall(event) - offset).replace(tzinfo=UTC) == meant
        assert wall(event).replace(tzinfo=again).astimezone(UTC) == meant
        if planned.time() in {time(7, 30), time(19, 0)}:
            assert wall(event) == planned, "the same on the wall on both sides"
    assert len(offsets) == 2


def test_a_time_that_a_change_leaves_out_comes_as_much_later() -> None:
    # Clocks went from 02:00 to 03:00.
    data = written(in_zone(BERLIN, 2027, 3, 28, 0, 0), offered=OFTEN, times=NIGHTLY)
    on_the_day = [wall(one) for one in sessions(strict(data)) if wall(one).date() == date(2027, 3, 28)]

    assert [one.time() for one in on_the_day] == [time(1, 30), time(3, 30), time(3, 30), time(7, 30), time(19, 0)]


def test_of_a_time_that_is_twice_the_first_counts() -> None:
    # Clocks went from 03:00 back to 02:00.
    calendar = strict(written(in_zone(BERLIN, 2026, 10, 25, 0, 0), offered=OFTEN, times=NIGHTLY))
    (zone,) = calendar.timezones
    twice = next(one for one in sessions(calendar) if wall(one) == datetime(2026, 10, 25, 2, 30))  # noqa: DTZ001 a wall time

    assert Told(zone).offset(wall(twice)) == timedelta(hours=2)


@pytest.mark.parametrize(
    "name", [BERLIN, NEW_YORK, SYDNEY, "Africa/Casablanca", "Asia/Kolkata", "America/Santiago", "Asia/Jerusalem"]
)
def test_the_zone_in_the_file_is_that_of_the_world_for_ten_years(name: str) -> None:
    (zone,) = strict(written(in_zone(name, 2026, 11, 22, 6, 0))).timezones
    real, file = ZoneInfo(name), Told(zone)

    for hours in range(0, 10 * 366 * 24, 61):
        moment = (datetime(2025, 1, 2, tzinfo=UTC) + timedelta(hours=hours)).astimezone(real)
        if moment.fold == 0 and moment.year < 2036:
            assert file.offset(moment.replace(tzinfo=None)) == moment.utcoffset(), moment


@pytest.mark.parametrize("name", [BERLIN, NEW_YORK, SYDNEY, "Australia/Lord_Howe", "Europe/Dublin"])
def test_two_changes_a_year_are_two_rules_since_some_calendars_read_no_more(name: str) -> None:
    (zone,) = strict(written(in_zone(name, 2026, 11, 22, 6, 0))).timezones

    assert sorted(rule.name for rule in zone.subcomponents) == ["DAYLIGHT", "STANDARD"]
    assert all("RRULE" in rule for rule in zone.subcomponents)


def test_a_zone_without_a_name_is_told_in_utc_at_the_same_local_times() -> None:
    here = ZoneInfo(BERLIN)
    nameless = Zone(None, lambda local: local.replace(tzinfo=here))
    now = in_zone(BERLIN, 2027, 3, 26, 0, 0)
    calendar = strict(written(now, zone=nameless, weeks=1))

    begins = [one["DTSTART"].dt for one in sessions(calendar)]
    assert {str(one.tzinfo) for one in begins} == {"UTC"}
    assert [one.astimezone(here).time() for one in begins] == list(USUAL_TIMES) * 7
