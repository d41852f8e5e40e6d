"""What is laid out as the program writes it is read fast, and never otherwise than any other file."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest
import tomli_w
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import inspect
from msgspec.structs import replace

from achilles_tui.domain.base.errors import BadFile
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.programs.session_plan import Plan, plan
from achilles_tui.domain.records.day_entries import DayFile
from achilles_tui.domain.records.session_record import PainAnswer, RepRecord, Result, SessionRecord, Status, new_record
from achilles_tui.storage.files.paths import shipped_programs
from achilles_tui.storage.stores import days, records
from achilles_tui.storage.stores.programs import read_library
from achilles_tui.storage.toml import fast_toml
from achilles_tui.storage.toml.documents import document
from achilles_tui.storage.toml.reading import convert, parse
from tests.builders import NOW, record_of
from tests.strategies import DOCUMENTS, damaged, day_files
from tests.strategies import records as any_records

HERE = Path("session.toml")
OFFERS = read_library(shipped_programs(), Path("/nowhere")).programs


def lived(chosen: Plan) -> SessionRecord:
    """Return a session with every repetition and every question of it answered."""
    record = new_record(chosen, "k3f9a2b1c0", NOW)
    for index, one in enumerate(record.sets):
        at = NOW + timedelta(minutes=index)
        for rep in range(1, one.planned + 1):
            done = RepRecord(
                f"1e5f-{index}-{rep}", rep, at + timedelta(seconds=rep), Result.DONE, paced=True, seconds=3.0
            )
            record = record.with_rep(one.exercise, one.side, one.set, done)
        record = record.with_pain(PainAnswer(2, at, "exercise", one.exercise, one.side, one.set))
    return record.closed(Status.DONE, NOW + timedelta(minutes=40))


def slow_record(data: bytes) -> SessionRecord | str:
    """Return what the careful reading says of a session, or its sentence."""
    try:
        return records.record_of(parse(data, HERE), HERE)
    except BadFile as error:
        return str(error)


def assert_never_otherwise(data: bytes) -> None:
    """Hold the fast reading of a session to the careful one: the same in every bit, or nothing."""
    fast = records.load_plain(data, HERE)
    if fast is not None:
        slow = slow_record(data)
        assert fast == slow
        assert repr(fast) == repr(slow)


@pytest.mark.parametrize("name", OFFERS)
@pytest.mark.parametrize("sides", [(Side.LEFT,), (Side.LEFT, Side.RIGHT)])
def test_a_session_of_every_program_is_read_fast(name: str, sides: tuple[Side, ...]) -> None:
    record = lived(plan(OFFERS[name], sides))
    data = records.dump(record, HERE)

    if len(data) <= fast_toml.LONGEST:
        assert records.load_plain(data, HERE) == record
    assert_never_otherwise(data)


def test_a_note_in_any_language_is_read_fast() -> None:
    record = replace(record_of(), note="Treppe gestiegen, es ging: 階段 😀 = [#] 'ok', at = 2026-11-22")

    assert records.load_plain(records.dump(record, HERE), HERE) == record


def test_stamps_have_the_zones_that_the_careful_reading_gives_them() -> None:
    data = records.dump(lived(plan(OFFERS["home"], (Side.LEFT,))), HERE)

    read = records.load_plain(data, HERE)

    assert read is not None
    assert {type(rep.at.tzinfo) for one in read.sets for rep in one.reps} == {timezone}


@given(any_records())
def test_any_record_reads_the_same_by_both_ways(record: SessionRecord) -> None:
    data = records.dump(record, HERE)

    assert records.load(data, HERE) == slow_record(data) == record
    assert_never_otherwise(data)


@given(day_files())
def test_any_day_reads_the_same_by_both_ways(day: DayFile) -> None:
    path = days.path_of(Path("/data"), "0a1b2c3d", day.day)
    data = days.dump(day, path)
    fast, slow = fast_toml.value(data, DayFile), convert(parse(data, path), DayFile, path)

    assert slow == day
    assert fast is None or (fast == slow and repr(fast) == repr(slow))


@given(any_records().map(document).flatmap(damaged))
def test_a_record_with_one_thing_spoilt_is_refused_by_both_ways(tables: dict[str, object]) -> None:
    assert_never_otherwise(tomli_w.dumps(tables).encode("utf-8", "surrogatepass"))


WORDS = st.sampled_from(
    [
        "2026-11-22 07:30:12+01:00", "2026-11-22T07:30:12Z", "2026-11-22 07:30:12", "2026-11-22", "07:30:12", "1e400",
        "2026-11-22 07:30:60+01:00", "2026-11-22 24:00:00+01:00", "2026-11-22 07:30:12+24:00", "2026-11-22 07:30+01:00",
        "2026-11-22 07:30:12.1234567+01:00", "2026-11-22 07:30:12.000001-00:00", "2026-02-30", "0000-01-01", "inf",
        "nan", "-nan", "true", "0x1F", "1_0", "-0", "-0.0", "007", "+1", "9223372036854775808", "1" * 400, "0.1" * 2,
        "0." + "3" * 30, "1.", "null", "[]", "{}", '"""a"""', "'a'", "[[1]]", "{ a = { a = 1 } }", "{ a = 1, }",
        "{ a = 1, a = 2 }", '"\\e"', '"\\u001b"', '"\u202e"', '"\x7f"', '"\t"', '"a', "[\n    1,\n    2\n]",
        '"at = 2026-11-22 07:30:12+01:00"', '"at = 2026-11-22 07:30:12+01:00',
    ]
)  # fmt: skip
LINES = st.sampled_from(
    ["\n", "\r\n", "a = 1\n", "[plan]\n", "\n[plan]\n", "[[sets]]\n", "[sets]\n", "[plan.exercises]\n", "[plan.a.b]\n",
     "[[plan.exercises]]\n", "plan = 1\n", "at = ", "started = ", "note = ", "id = ", "format = 1\n", "plan.a = 1\n",
     "reps = [\n", "    { at = ", "    { id = ", ", at = ", " },\n", "]\n", "# a\n", '"at" = ', "beat = ", "  "]
)  # fmt: skip
PIECES = st.lists(WORDS | LINES, max_size=12).map("".join)


def stamped(value: object, *, key: str = "") -> object:
    """Return tables with texts under the keys of stamps as stamps, where they are any: so the checker takes them."""
    if isinstance(value, dict):
        return {name: stamped(one, key=name) for name, one in value.items()}
    if isinstance(value, list):
        return [stamped(one) for one in value]
    if key in fast_toml.STAMPED and isinstance(value, str):
        with suppress(msgspec.ValidationError):
            return msgspec.convert(value, datetime)
    return value


@given(PIECES)
@example("note = 2026-11-22 07:30:12+01:00\n")
@example('note = "at = 2026-11-22 07:30:12+01:00"\n')
@example("[a]\n[b]\n[a]\n")
@example("[[a]]\n[a.b]\n[[a]]\n[a.b]\n")
@example("[a.b]\n[a]\n[[a]]\n")
@example("a = 1\na = 2\n")
@example("a = 1\n[a]\n")
@example("a = [\n    { b = 1 },\n]\n[[a]]\n")
@example("a = [\n]\n[[a]]\n")
def test_what_the_fast_reading_takes_is_what_the_careful_one_says(text: str) -> None:
    whole = fast_toml.text_of(text.encode())
    fast = None if whole is None else fast_toml.tables(whole)
    if fast is not None:
        slow = parse(text.encode(), HERE)
        assert stamped(fast) == stamped(slow)
        assert repr(stamped(fast)) == repr(stamped(slow))


@given(
    st.lists(
        st.sampled_from(["a", "b", "a.b", "b.a", "a.b.a"]).flatmap(
            lambda name: st.sampled_from([f"[{name}]\n", f"[[{name}]]\n"])
        )
        | st.sampled_from(["a = 1\n", "b = 2\n"]),
        max_size=8,
    ).map("".join)
)
def test_no_table_is_opened_twice_by_one_reading_and_not_by_the_other(text: str) -> None:
    fast = fast_toml.tables(text)
    if fast is not None:
        assert repr(fast) == repr(parse(text.encode(), HERE))


@given(DOCUMENTS)
def test_any_document_is_read_the_same_or_left_to_the_careful_reading(tables: dict[str, object]) -> None:
    data = tomli_w.dumps(tables).encode("utf-8", "surrogatepass")
    text = fast_toml.text_of(data)
    fast = None if text is None else fast_toml.tables(text)
    if fast is not None:
        assert repr(stamped(fast)) == repr(stamped(parse(data, HERE)))


@pytest.mark.parametrize(
    "value",
    ["inf", "nan", "1e3", "0x1", "1_0", "007", '"\\n"', "'a'", '"\x7f"', '"\u202e"', '"""a"""', "[1]", "[[\n]]",
     "2026-11-22T07:30:12+01:00", "2026-11-22 07:30:12", "07:30:12", "1234567890123456", "1999-01-01",
     "{ a = { a = 1 } }"],
)  # fmt: skip
def test_whatever_is_odd_is_left_to_the_careful_reading(value: str) -> None:
    text = fast_toml.text_of(f"a = {value}\n".encode())

    assert text is None or fast_toml.tables(text) is None


@pytest.mark.parametrize(
    "data",
    [b"a = 1\r\n", b"\xef\xbb\xbfa = 1\n", b'a = "\xe9"\n', b"a = 1", b"a.b = 1\n", b'"a" = 1\n', b"# a\n", b"a=1\n",
     b"\n" * (fast_toml.LONGEST + 1), b'a = "' + b"." * 4001 + b'"\n'],
)  # fmt: skip
def test_what_we_would_not_write_is_left_to_the_careful_reading(data: bytes) -> None:
    text = fast_toml.text_of(data)

    assert text is None or fast_toml.tables(text) is None


def test_a_plan_that_stands_twice_is_no_plan() -> None:
    data = records.dump(record_of(), HERE)

    for more in (data + b"\n[plan]\n" + data.partition(b"[plan]\n")[2], b"plan = 1\n" + data):
        assert records.load_plain(more, HERE) is None
        with pytest.raises(BadFile, match="is not valid TOML"):
            records.load(more, HERE)


def test_months_of_sessions_share_one_plan() -> None:
    one, other = (records.dump(replace(record_of(), id=name), HERE) for name in ("first", "second"))

    assert records.load(one, HERE).plan is records.load(other, HERE).plan


def fields(kind: inspect.Type) -> Iterator[tuple[str, inspect.Type]]:
    """Give every key of a kind of file and of all that is in it, with the type of its value."""
    if isinstance(kind, inspect.StructType):
        for field in kind.fields:
            yield field.encode_name, field.type
            yield from fields(field.type)
    elif isinstance(kind, inspect.VarTupleType):
        yield from fields(kind.item_type)
    elif isinstance(kind, inspect.UnionType):
        for member in kind.types:
            yield from fields(member)


@pytest.mark.parametrize("kind", [SessionRecord, DayFile])
def test_under_the_keys_of_stamps_a_stamp_is_all_that_is_taken(kind: type) -> None:
    found = {(name, *told(of)) for name, of in fields(inspect.type_info(kind)) if name in fast_toml.STAMPED}

    assert found
    assert all(set(types) <= {"DateTimeType", "NoneType"} for _, *types in found)


def told(kind: inspect.Type) -> list[str]:
    """Return the names of the types that a value may have."""
    return [type(one).__name__ for one in (kind.types if isinstance(kind, inspect.UnionType) else (kind,))]


def test_the_day_of_a_file_stays_a_day() -> None:
    read = records.load_plain(records.dump(record_of(), HERE), HERE)

    assert read is not None
    assert type(read.day) is date
