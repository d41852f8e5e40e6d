"""Bringing a table in writes all of it or nothing, and what was written out comes back."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from achilles_tui.domain.base.errors import BadFile, NotSaved
from achilles_tui.domain.base.units import Region, Side
from achilles_tui.domain.csv_import.csv_rows import read_sheet
from achilles_tui.domain.csv_import.csv_session import Doses
from achilles_tui.domain.csv_import.merge import EntryCount, ImportContent, import_content
from achilles_tui.domain.programs.session_plan import plan
from achilles_tui.domain.records.day_entries import CheckIn, Correction, DayFile, Diary, Score
from achilles_tui.domain.records.session_record import PainAnswer, RepRecord, Result, SessionRecord, Status, new_record
from achilles_tui.exports.csv_table import as_csv
from achilles_tui.storage.files import atomic
from achilles_tui.storage.stores import days, import_writer, records
from achilles_tui.storage.stores.csv_text import SHEET_BYTES, read_text
from achilles_tui.storage.stores.import_writer import ImportFiles
from tests.builders import NOW
from tests.storage.toml.written import SHIPPED
from tests.strategies import texts

HERE = "ab12cd34"
ZONE = NOW.tzinfo
TABLE = (
    "day,time,exercise,side,reps_done,morning_pain,visa_a\n"
    "2026-11-19,,soleus-heel-raise,left,10,2,64\n2026-11-20,07:30,soleus-heel-raise,left,10,1,\n2026-11-21,,,,,3,\n"
)
ONE = TABLE.replace("2026-11-19,,soleus-heel-raise,left,10", "2026-11-19,,,,")
"""The same with one session alone."""

KNOWN_BY_NOBODY = ("reps_paced", "tension_s", "by_hand")


def local(day: date, clock: time) -> datetime:
    """Return a local time in the zone of the tests."""
    return datetime.combine(day, clock, ZONE)


def silent(_done: int, _of: int) -> None:
    """Let it go on."""


def read(data: Path, text: str) -> ImportContent:
    """Return what a table brings into a folder."""
    sheet = read_sheet(text)
    found = import_content(sheet, ImportFiles(data).existing_records(sheet), Doses(SHIPPED), NOW, local)
    assert isinstance(found, ImportContent), found
    return found


def bring(data: Path, text: str, tell: Callable[[int, int], None] = silent) -> ImportContent:
    """Bring a table into a folder."""
    found = read(data, text)
    ImportFiles(data, HERE).write(found, tell)
    return found


def written(data: Path) -> str:
    """Return a folder as a table."""
    found = records.sessions_since(data, date.min)
    told = days.read_days(data, date(1970, 1, 1), date(2099, 1, 1))
    assert found.problems == told.problems == ()
    return as_csv(found.sessions, told.diary)


def in_common(text: str) -> list[dict[str, str]]:
    """Return the rows of a table without what nobody can know afterwards."""
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [{name: value for name, value in row.items() if name not in KNOWN_BY_NOBODY} for row in rows]


def files(data: Path) -> dict[str, bytes]:
    """Return everything in a folder, hidden things too."""
    return {str(path.relative_to(data)): path.read_bytes() for path in data.rglob("*") if path.is_file()}


# ------------------------------------------------------------------ out and in again


OFFERS = [
    (offered, stage, region)
    for offered in SHIPPED.programs.values()
    for stage in range(1, len(offered.definition.parts) + 1)
    for region in Region
]
LEGS = st.sampled_from([(Side.LEFT,), (Side.RIGHT,), (Side.LEFT, Side.RIGHT)])
PAIN = st.integers(0, 10)
NOTES = st.just("") | texts(0, 60) | st.text("=+-@'\t\n a", max_size=6)


@st.composite
def trainings(draw: st.DrawFn, moment: datetime, name: str) -> SessionRecord:
    """Return a session of a program that ships, whatever happened in it."""
    offered, stage, region = draw(st.sampled_from(OFFERS))
    record = new_record(plan(offered, draw(LEGS), stage=stage, region=region), name, moment)
    sets = []
    for number, one in enumerate(record.sets):
        reps = tuple(
            RepRecord(f"rep-{number}-{rep}", rep, moment, draw(st.sampled_from(Result)), paced=draw(st.booleans()))
            for rep in range(1, draw(st.integers(0, min(3, one.planned))) + 1)
        )
        load = draw(st.none() | st.floats(0.5, 1000))
        corrected = draw(st.none() | st.integers(0, one.most))
        sets.append(replace(one, reps=reps, load_kg=load, corrected=corrected))
        if draw(st.booleans()):
            about = draw(st.sampled_from(["during", "exercise"]))
            record = record.with_pain(PainAnswer(draw(PAIN), moment, about, *one.key))  # type: ignore[arg-type]
    for about in draw(st.sets(st.sampled_from(["during", "final"]))):
        record = record.with_pain(PainAnswer(draw(PAIN), moment, about))  # type: ignore[arg-type]
    record = replace(record, sets=tuple(sets), note=draw(NOTES))
    status = draw(st.sampled_from([Status.DONE, Status.STOPPED]))
    reason = draw(st.sampled_from([None, "choice", "pain"])) if status is Status.STOPPED else None
    return record.closed(status, moment, stopped_for=reason)  # type: ignore[arg-type]


@st.composite
def told_days(draw: st.DrawFn, day: date) -> DayFile:
    """Return what may be told of a day."""
    values = st.builds(
        CheckIn, st.just("aaaa"), st.just(NOW), st.none() | PAIN, st.none() | st.integers(0, 240),
        st.sampled_from([None, "usual", "flare-up", "away"]),
    )  # fmt: skip
    visa = st.builds(lambda total: Score(f"visa-{total}", NOW, visa_a=total), st.integers(0, 100))
    rises = st.builds(
        lambda count, side: Score(f"rises-{count}-{side}", NOW, heel_rises=count, side=side),
        st.integers(0, 200), st.sampled_from([None, Side.LEFT, Side.RIGHT]),
    )  # fmt: skip
    scores = draw(st.lists(visa | rises, max_size=3, unique_by=lambda one: one.id))
    return DayFile(1, day, check_ins=(draw(values),), scores=tuple(sorted(scores, key=lambda one: one.id)))


@st.composite
def pasts(draw: st.DrawFn) -> tuple[list[SessionRecord], Diary]:
    """Return a few days of sessions, the earliest first, and what was told of them."""
    starts = sorted(draw(st.sets(st.integers(1, 200_000), max_size=3)), reverse=True)
    sessions = [draw(trainings(NOW - timedelta(seconds=one), f"session-{one}")) for one in starts]
    told = draw(st.sets(st.integers(0, 3), max_size=3))
    return sessions, Diary({(day := NOW.date() - timedelta(one)): draw(told_days(day)) for one in told})


@given(pasts())
def test_what_was_written_out_comes_back_into_an_empty_folder_and_not_twice(
    tmp_path_factory: pytest.TempPathFactory, past: tuple[list[SessionRecord], Diary]
) -> None:
    data = tmp_path_factory.mktemp("data")
    out = as_csv(*past)
    bring(data, out)
    again = bring(data, out)

    # Of the scores of a day none is before another; a table has them in the order they are kept.
    assert sorted(map(repr, in_common(written(data)))) == sorted(map(repr, in_common(out)))
    assert (again.sessions, again.days, again.conflicts) == ((), (), ())
    assert read(data, written(data)).added == EntryCount(0, 0, 0)


def test_what_was_recorded_here_is_not_doubled_by_its_own_table(tmp_path: Path) -> None:
    record = new_record(plan(SHIPPED.programs["eccentric"], (Side.LEFT,)), "k3f9a2", NOW - timedelta(1))
    record = record.with_correction(0, 1).closed(Status.STOPPED, NOW, stopped_for="choice")
    path = records.path_of(tmp_path, record)
    path.parent.mkdir(parents=True)
    path.write_bytes(records.dump(record, path))
    before = files(tmp_path)
    without_ids = "\n".join(line.replace("k3f9a2", "") for line in written(tmp_path).splitlines())

    for text in (written(tmp_path), without_ids):
        assert bring(tmp_path, text).already_present.sessions == 1
    assert files(tmp_path) == before


@pytest.mark.parametrize(("title", "named"), [("Eccentric heel raises", 0), ("As the program was called once", 1)])
def test_a_session_that_is_brought_in_and_then_copied_from_where_it_was_recorded_counts_once(
    tmp_path: Path, title: str, named: int
) -> None:
    record = new_record(plan(SHIPPED.programs["eccentric"], (Side.LEFT,)), "k3f9a2", NOW - timedelta(1))
    for rep in (1, 2):
        name, side, number = record.sets[0].key
        record = record.with_rep(name, side, number, RepRecord(f"rep-{rep}", rep, NOW, Result.DONE, paced=True))
    record = replace(record.closed(Status.STOPPED, NOW), plan=replace(record.plan, title=title))
    bring(tmp_path, as_csv([record], Diary({})))
    path = records.path_of(tmp_path, record)
    path.write_bytes(records.dump(record, path))
    found = records.sessions_since(tmp_path, date.min)

    (one,) = found.sessions
    assert [(part.done, part.paced) for part in one.sets] == [(part.done, part.paced) for part in record.sets]
    assert len(found.problems) == named


@pytest.mark.parametrize("deleted", [False, True])
def test_a_session_that_was_moved_or_deleted_since_does_not_come_again(tmp_path: Path, deleted: bool) -> None:  # noqa: FBT001 one of two
    (one,) = bring(tmp_path, ONE).sessions
    moved = None if deleted else date(2026, 11, 18)
    told = Correction("cccc", NOW, one.id, recorded=one.day, day=moved, deleted=deleted)
    for day in (one.day, moved or one.day):
        path = days.path_of(tmp_path, HERE, day)
        path.write_bytes(days.dump(DayFile(1, day, corrections=(told,)), path))

    assert bring(tmp_path, ONE).already_present.sessions == 1
    if moved:
        row = "day,time,exercise,side,reps_done\n2026-11-18,07:30,soleus-heel-raise,left,10\n"
        assert bring(tmp_path, row).already_present.sessions == 1


# ------------------------------------------------------------------ all or nothing


def test_where_it_came_from_can_be_seen_in_the_names(tmp_path: Path) -> None:
    bring(tmp_path, TABLE)
    names = sorted(files(tmp_path))

    assert [name.partition("csv-")[0] for name in names if "session" in name] == [
        "sessions/2026/2026-11-19T120000+0100-",
        "sessions/2026/2026-11-20T073000+0100-",
    ]
    assert all(name.endswith("_imported.toml") for name in names if "session" in name)
    assert [name for name in names if "days" in name] == [
        f"days/2026/2026-11-{day}-imported-{HERE}.toml" for day in (19, 20, 21)
    ]
    assert {oct(path.stat().st_mode & 0o777) for path in tmp_path.rglob("*.toml")} == {"0o600"}


class Stop(Exception):
    """Somebody cancelled."""


@pytest.mark.parametrize("moment", range(1, 11))
def test_cancelled_at_any_moment_it_leaves_nothing(tmp_path: Path, moment: int) -> None:
    def tell(done: int, of: int) -> None:
        assert done <= of == 10
        if done == moment:
            raise Stop

    with pytest.raises(Stop):
        bring(tmp_path, TABLE, tell)

    assert files(tmp_path) == {}
    assert bring(tmp_path, TABLE).added == EntryCount(2, 3, 1)


@pytest.mark.parametrize("failing", range(5))
def test_a_disk_that_fails_at_any_name_leaves_everything_as_it_was(
    tmp_path: Path, failing: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(tmp_path, "day,stiffness_min\n2026-11-19,5\n")
    before, count = files(tmp_path), iter(range(9))

    def publish(temporary: Path, path: Path, *, fresh: bool) -> None:
        if next(count) == failing:
            raise OSError(28, "No space left on device")
        atomic.publish(temporary, path, fresh=fresh)

    monkeypatch.setattr("achilles_tui.storage.stores.import_writer.publish", publish)
    with pytest.raises(NotSaved, match="No space left on device: nothing was added"):
        bring(tmp_path, TABLE)

    assert files(tmp_path) == before


def test_what_a_kill_left_behind_is_no_session_and_no_day(tmp_path: Path) -> None:
    left = tmp_path / ".import-x"
    left.mkdir()
    (left / "1.tmp").write_text("half")
    (left / "2.toml").write_text("half")
    bring(tmp_path, TABLE)

    assert len(records.sessions_since(tmp_path, date.min).sessions) == 2


def test_what_a_kill_left_half_named_is_completed_by_bringing_it_in_again(tmp_path: Path) -> None:
    bring(tmp_path, TABLE)
    whole = files(tmp_path)
    for name in sorted(whole)[::2]:
        (tmp_path / name).unlink()
    bring(tmp_path, TABLE)

    assert files(tmp_path) == whole


def test_a_second_table_about_a_day_joins_what_the_first_brought(tmp_path: Path) -> None:
    bring(tmp_path, "day,morning_pain\n2026-11-19,2\n")
    bring(tmp_path, "day,stiffness_min,visa_a\n2026-11-19,10,64\n")
    day = days.read_days(tmp_path, date(2026, 11, 19), date(2026, 11, 19)).diary.day(date(2026, 11, 19))

    assert (day.morning, day.stiffness, [one.visa_a for one in day.scores]) == (2, 10, [64])
    assert len(files(tmp_path)) == 1


@pytest.mark.parametrize("how", ["link", "broken"])
def test_a_file_that_is_not_ours_is_never_replaced(tmp_path: Path, how: str) -> None:
    path = tmp_path / "days" / "2026" / f"2026-11-19-imported-{HERE}.toml"
    bring(tmp_path, "day,morning_pain\n2026-11-19,2\n")
    if how == "link":
        path.rename(tmp_path / "elsewhere")
        path.symlink_to(tmp_path / "elsewhere")
    else:
        path.write_text("no")
    before = files(tmp_path)
    with pytest.raises(NotSaved, match=path.name):
        bring(tmp_path, "day,stiffness_min\n2026-11-19,10\n")

    assert files(tmp_path) == before
    assert path.is_symlink() == (how == "link")


def test_a_session_whose_head_was_written_by_another_hand_is_known_too(tmp_path: Path) -> None:
    bring(tmp_path, TABLE)
    for path in (tmp_path / "sessions").rglob("*.toml"):
        path.write_text(path.read_text().replace("practice = false", "practice   =   false"))

    assert bring(tmp_path, TABLE).already_present.sessions == 2


# ------------------------------------------------------------------ what is no table


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"day\n2026-11-22\n\xff\n", "is not UTF-8 text on line 3: save it as CSV in UTF-8."),
        ("day\n".encode("utf-16"), "is UTF-16 text: save it as CSV in UTF-8."),
        (b"day\n\0", "is not a text file: it has a NUL byte on line 2."),
        (b"day\n" + b"x" * 70_000, "line 2 is too long for a table."),
        (b"day\n" + b"\n" * SHEET_BYTES, "is larger than 16384 KiB and is not read"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(data)
    with pytest.raises(BadFile) as refused:
        read_text(path)

    assert says in str(refused.value)
    assert str(path) in str(refused.value)


def test_the_mark_of_a_spreadsheet_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes("day;note\r\n2026-11-22;ü\r\n".encode("utf-8-sig"))

    assert read_sheet(read_text(path)).troubles == ()


def test_a_table_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="There is no file"):
        read_text(tmp_path / "none.csv")


def test_the_example_of_the_reference_is_brought_in_as_it_says(tmp_path: Path) -> None:
    reference = (Path(import_writer.__file__).parents[1] / "README.md").read_text("utf-8")
    found = bring(tmp_path, reference.partition("```csv\n")[2].partition("```")[0])

    assert found.added == EntryCount(2, 2, 0)
    assert [one.note for one in found.sessions] == ["stairs yesterday", ""]


def test_what_is_kept_is_what_was_told_to_come(tmp_path: Path) -> None:
    found = bring(tmp_path, TABLE)

    assert records.sessions_since(tmp_path, date.min).sessions == found.sessions
    assert tuple(days.read_days(tmp_path, date(2026, 1, 1), NOW.date()).diary.days.values()) == found.days
