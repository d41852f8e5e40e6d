"""What a table brings in: sessions as if told by hand, mornings, scores; nothing twice, and nothing half understood."""

from datetime import date, datetime, time, timedelta, timezone

import pytest
from msgspec.structs import replace

from achilles_tui.domain.base.units import Region, Side
from achilles_tui.domain.csv_import.csv_rows import read_sheet
from achilles_tui.domain.csv_import.csv_session import Doses
from achilles_tui.domain.csv_import.merge import EntryCount, ExistingRecords, ImportContent, import_content
from achilles_tui.domain.records.day_entries import CheckIn, DayFile, Diary, Retraction, Score
from achilles_tui.domain.records.session_record import SessionRecord, Status
from tests.storage.toml.written import SHIPPED

ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 22, 20, 0, tzinfo=ZONE)
DAY = date(2026, 11, 20)
RAISE = "gastrocnemius-heel-raise"
NAMED = "`programs list` names them; an empty cell takes one that fits."
EMPTY = ExistingRecords(frozenset(), frozenset(), Diary({}))


def local(day: date, clock: time) -> datetime:
    """Return a local time in the zone of the tests."""
    return datetime.combine(day, clock, ZONE)


def read(text: str, known: ExistingRecords = EMPTY, *, side: Side | None = None) -> ImportContent:
    """Return what a table brings in that is well."""
    found = import_content(read_sheet(text), known, Doses(SHIPPED, side=side), NOW, local)
    assert isinstance(found, ImportContent), found
    return found


def wrong(text: str) -> list[str]:
    """Return what is said of a table."""
    found = import_content(read_sheet(text), EMPTY, Doses(SHIPPED), NOW, local)
    assert not isinstance(found, ImportContent)
    return [str(one) for one in found]


def session(text: str) -> SessionRecord:
    """Return the one session of a table."""
    (one,) = read(text).sessions
    return one


def of(found: ImportContent) -> ExistingRecords:
    """Return what is here once a table was brought in."""
    return ExistingRecords(
        frozenset(one.id for one in found.sessions),
        frozenset((one.day, one.started.time()) for one in found.sessions),
        Diary({one.day: one for one in found.days}),
    )


# ------------------------------------------------------------------ sessions


def test_the_rows_of_a_day_and_time_are_one_session_told_by_hand() -> None:
    one = session(
        "day,time,exercise,side,reps_planned,reps_done,load_kg,pain_during,pain_after,note\n"
        f"2026-11-20,07:30,{RAISE},left,10,10,,2,1,stairs\n"
        f"2026-11-20,07:30,{RAISE},left,10,8,,3,,rest\n"
        "2026-11-20,07:30,leg-press-heel-raise,,3,3,42.5,,,stairs\n"
    )

    assert (one.by_hand, one.practice, one.day, one.started) == (True, False, DAY, local(DAY, time(7, 30)))
    assert [(part.exercise, part.side, part.set, part.planned, part.done, part.load_kg) for part in one.sets] == [
        (RAISE, Side.LEFT, 1, 10, 10, None),
        (RAISE, Side.LEFT, 2, 10, 8, None),
        ("leg-press-heel-raise", Side.BOTH, 1, 3, 3, 42.5),
    ]
    assert (one.status, one.stopped_for) == (Status.STOPPED, "choice")
    assert (one.highest_pain(), one.final_pain(), one.note) == (3, 1, "stairs\nrest")


def test_each_exercise_is_done_as_a_program_says_it() -> None:
    one = session(f"day,exercise,side,reps_done\n2026-11-20,{RAISE},left,12\n")
    planned = one.plan.exercise(RAISE)

    assert (one.program, one.plan.title) == ("eccentric", SHIPPED.programs["eccentric"].definition.title)
    assert (planned.sets, planned.reps, planned.sides) == (1, 12, (Side.LEFT,))
    assert planned.tempo == SHIPPED.programs["eccentric"].doses()[0].tempo


def test_the_program_of_the_settings_goes_before_others_that_have_the_exercise() -> None:
    sheet = read_sheet(f"day,exercise,side,reps_done\n2026-11-20,{RAISE},left,12\n")
    found = import_content(sheet, EMPTY, Doses(SHIPPED, usual="home"), NOW, local)

    assert isinstance(found, ImportContent)
    assert found.sessions[0].program == "home"


@pytest.mark.parametrize("name", sorted(SHIPPED.exercises))
@pytest.mark.parametrize("region", [None, *Region])
def test_every_exercise_there_is_can_have_been_done(name: str, region: Region | None) -> None:
    side = "both" if SHIPPED.exercises[name].legs == "together" else "right"
    sheet = read_sheet(f"day,exercise,side,reps_done\n2026-11-20,{name},{side},6\n")
    found = import_content(sheet, EMPTY, Doses(SHIPPED, region=region), NOW, local)

    assert isinstance(found, ImportContent)
    assert [(one.id, one.reps) for one in found.sessions[0].plan.exercises] == [(name, 6)]


def test_both_feet_up_and_down_is_the_lowest_level_of_a_lowering_and_nothing_of_a_stretch() -> None:
    one = session(f"day,exercise,side,reps_done\n2026-11-20,{RAISE},both,10\n")

    assert not one.plan.exercise(RAISE).tempo.single_leg
    assert wrong("day,exercise,side,reps_done\n2026-11-20,soleus-stretch,both,3\n") == [
        "line 2, side: soleus-stretch is done with one leg at a time: give each leg a row."
    ]


def test_a_side_that_is_not_told_is_the_one_that_hurts() -> None:
    text = f"day,exercise,reps_done\n2026-11-20,{RAISE},10\n"

    assert read(text, side=Side.RIGHT).sessions[0].sets[0].side is Side.RIGHT
    assert wrong(text) == [f"line 2, side: {RAISE} is done with one leg: left or right."]


def test_a_set_without_a_row_was_planned_and_not_done() -> None:
    one = session(
        "day,exercise,side,set,reps_planned,reps_done\n"
        f"2026-11-20,{RAISE},left,1,10,10\n2026-11-20,{RAISE},left,3,10,9\n2026-11-20,{RAISE},right,,10,10\n"
    )

    assert [(part.side, part.set, part.done) for part in one.sets] == [
        ("left", 1, 10), ("left", 2, 0), ("left", 3, 9), ("right", 1, 10), ("right", 2, 0), ("right", 3, 0),
    ]  # fmt: skip


def test_without_a_plan_the_most_that_was_done_was_planned_and_nobody_stopped() -> None:
    one = session(f"day,exercise,side,reps_done\n2026-11-20,{RAISE},left,12\n2026-11-20,{RAISE},left,8\n")

    assert [(part.planned, part.done) for part in one.sets] == [(12, 12), (12, 8)]
    assert (one.status, one.stopped_for) == (Status.DONE, None)


def test_a_session_that_pain_ended_stays_one() -> None:
    head = "day,exercise,side,reps_planned,reps_done,status,stopped_for\n"

    assert session(f"{head}2026-11-20,{RAISE},left,10,4,stopped,pain\n").stopped_for == "pain"
    assert session(f"{head}2026-11-20,{RAISE},left,10,4,done,\n").status is Status.DONE
    assert "was not stopped" in wrong(f"{head}2026-11-20,{RAISE},left,10,4,done,pain\n")[0]


def test_the_highest_pain_of_a_session_is_never_lost() -> None:
    head = "day,exercise,side,reps_done,set_pain,pain_during\n"
    low = session(f"{head}2026-11-20,{RAISE},left,10,2,1\n2026-11-20,{RAISE},left,10,5,\n")
    high = session(f"{head}2026-11-20,{RAISE},left,10,2,6\n")

    assert [(pain.value, pain.set) for pain in low.pains] == [(2, 1), (5, 2)]
    assert [(pain.value, pain.set) for pain in high.pains] == [(2, 1), (6, None)]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (
            "soleus-hel-raise,left,10,,,",
            "exercise: soleus-hel-raise is not a known exercise; did you mean soleus-heel-raise?",
        ),
        ("swim,left,10,,,", "exercise: swim is not a known exercise; `programs list --exercises` names them."),
        (
            "leg-press-heel-raise,left,3,,,",
            "side: leg-press-heel-raise is done with both legs together, not with the left.",
        ),
        (f"{RAISE},left,,,,", "reps_done: an exercise needs the repetitions done."),
        (f"{RAISE},left,0,,,", "reps_done: 0 of how many? Fill in reps_planned too."),
        (f"{RAISE},left,21,10,,", "reps_done: 21 is more than twice the 10 planned, which must be a mistake."),
        (f"{RAISE},left,150,,,", "reps_done: 150 repetitions are too many for a set (at most 100)."),
        (f"{RAISE},left,10,,,eccentrik", "program: eccentrik is not a readable program; did you mean eccentric?"),
        (f"{RAISE},left,10,,,gone", f"program: gone is not a readable program; {NAMED}"),
        (",,,10,,", "reps_planned: it belongs to an exercise: name the exercise."),
        (",,,,my note,", "note: it belongs to a session: name its exercise and reps_done."),
    ],
)
def test_a_session_that_cannot_have_been_is_named_where_it_stands(rows: str, says: str) -> None:
    assert wrong(f"day,exercise,side,reps_done,reps_planned,note,program\n2026-11-20,{rows}\n") == [f"line 2, {says}"]


def test_rows_that_contradict_each_other_are_both_named() -> None:
    head = "day,time,session,exercise,side,set,reps_planned,reps_done\n"

    assert wrong(f"{head}2026-11-20,07:30,abcd,{RAISE},left,1,10,10\n2026-11-21,07:30,abcd,{RAISE},left,1,12,10\n") == [
        "line 3, day: it differs from line 2 of the same session.",
        "line 3, set: set 1 is already on line 2.",
    ]
    assert wrong(f"{head}2026-11-20,,,{RAISE},left,1,10,10\n2026-11-20,,,{RAISE},left,2,12,10\n") == [
        "line 3, reps_planned: line 2 says 10 for the same exercise."
    ]
    assert wrong("day,morning_pain\n2026-11-20,3\n2026-11-20,4\n") == [
        "line 3, morning_pain: line 2 says 3 for the same day."
    ]


def test_what_has_not_come_yet_was_not_done() -> None:
    assert wrong("day,morning_pain\n2026-11-23,3\n") == ["line 2, day: 2026-11-23 has not come yet."]
    assert wrong(f"day,time,exercise,side,reps_done\n2026-11-22,20:01,{RAISE},left,10\n") == [
        "line 2, time: 20:01 today has not come yet."
    ]


def test_more_than_any_session_holds_is_refused() -> None:
    rows = "".join(f"2026-11-20,{RAISE},left,100\n" for _ in range(21))

    assert "more than one session holds" in wrong(f"day,exercise,side,reps_done\n{rows}")[0]


# ------------------------------------------------------------------ nothing twice


WHOLE = (
    "day,time,exercise,side,reps_done,morning_pain,stiffness_min,how,visa_a,heel_rises\n"
    f"2026-11-19,,{RAISE},left,10,2,10,,64,\n2026-11-20,07:30,{RAISE},left,10,1,,flare-up,,\n"
    "2026-11-20,,,right,,,,,,18\n"
)


def test_what_was_brought_in_is_here_and_brought_in_again_adds_nothing() -> None:
    first = read(WHOLE)
    again = read(WHOLE, of(first))

    assert first.added == again.already_present == EntryCount(2, 2, 2)
    assert first.already_present == again.added == EntryCount(0, 0, 0)
    assert (again.sessions, again.days, again.conflicts) == ((), (), ())


@pytest.mark.parametrize("known", ["by its id", "by its day and time"])
def test_of_what_is_here_nothing_more_is_asked_not_even_where_its_program_is_gone(known: str) -> None:
    named = "day,time,session,program,exercise,side,reps_done\n2026-11-20,07:30,k3f9a2,gone,swim,left,3\n"
    unnamed = named.replace("k3f9a2", "")
    assert wrong(named)
    here = ExistingRecords(frozenset({"k3f9a2"}), frozenset({(DAY, time(7, 30))}), Diary({}))
    found = read(named if known == "by its id" else unnamed, here)

    assert (found.sessions, found.already_present) == ((), EntryCount(1, 0, 0))


def test_the_same_words_have_the_same_ids_in_any_order_and_at_any_time() -> None:
    head, *rows = WHOLE.splitlines()
    turned = "\n".join([head, *reversed(rows)])
    later = import_content(read_sheet(turned), EMPTY, Doses(SHIPPED), NOW + timedelta(30), local)

    assert isinstance(later, ImportContent)
    assert (later.sessions, later.days) == (read(WHOLE).sessions, read(WHOLE).days)


def test_a_session_that_was_recorded_here_is_known_by_its_id_or_by_its_day_and_time() -> None:
    rows = f"2026-11-20,07:30:12,k3f9a2,{RAISE},left,10\n"
    text = f"day,time,session,exercise,side,reps_done\n{rows}"
    by_id = ExistingRecords(frozenset({"k3f9a2"}), frozenset(), Diary({}))
    by_time = ExistingRecords(frozenset({"other"}), frozenset({(DAY, time(7, 30, 12))}), Diary({}))

    assert read(text).sessions[0].id == "k3f9a2"
    assert read(text, by_id).already_present.sessions == read(text, by_time).already_present.sessions == 1


def test_a_session_without_a_time_on_a_day_that_has_one_is_pointed_out() -> None:
    known = ExistingRecords(frozenset({"other"}), frozenset({(DAY, time(7, 30, 12))}), Diary({}))
    found = read(f"day,exercise,side,reps_done\n2026-11-20,{RAISE},left,10\n2026-11-19,{RAISE},left,10\n", known)

    assert (found.added.sessions, found.untimed_sessions) == (2, 1)


def test_what_is_told_otherwise_here_stays_and_is_said() -> None:
    here = DayFile(1, DAY, check_ins=(CheckIn("aaaa", NOW, 5),), scores=(Score("bbbb", NOW, visa_a=70),))
    found = read(
        "day,morning_pain,stiffness_min,visa_a\n2026-11-20,3,10,64\n", ExistingRecords(*EMPTY[:2], Diary({DAY: here}))
    )

    assert found.conflicts == (
        "2026-11-20: morning_pain is recorded as 5, not 3 as on line 2.",
        "2026-11-20: visa_a is recorded as 70, not 64 as on line 2.",
    )
    (day,) = found.days
    assert [(one.morning, one.stiffness) for one in day.check_ins] == [(None, 10)]
    assert (day.joined(here).morning, day.joined(here).stiffness) == (5, 10)


def test_what_is_told_here_of_a_day_counts_more_than_what_is_brought_in_however_early_it_was_told() -> None:
    (day,) = read("day,morning_pain\n2026-11-20,3\n").days
    far_east = datetime(2026, 11, 20, 0, 1, tzinfo=timezone(timedelta(hours=14)))

    assert day.joined(DayFile(1, DAY, check_ins=(CheckIn("aaaa", far_east, 6),))).morning == 6


def test_what_was_brought_in_and_taken_back_does_not_come_again() -> None:
    text = "day,morning_pain\n2026-11-20,3\n"
    (day,) = read(text).days
    back = replace(day, taken_back=(Retraction("tttt", NOW, day.check_ins[0].id),))
    found = read(text, ExistingRecords(*EMPTY[:2], Diary({DAY: back})))

    assert (found.added, found.already_present) == (EntryCount(0, 0, 0), EntryCount(0, 1, 0))
