"""A table that somebody filled in: understood as spreadsheets write it, or everything wrong with it said at once."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.base.units import Side
from achilles_tui.domain.csv_import.columns import NAMES
from achilles_tui.domain.csv_import.csv_rows import MOST_ROWS, MOST_TROUBLES, TableRow, read_sheet

DAY = date(2026, 11, 22)


def only(text: str) -> TableRow:
    """Return the one row of a table that is well."""
    sheet = read_sheet(text)
    assert sheet.troubles == ()
    (row,) = sheet.rows
    return row


def wrong(text: str) -> list[str]:
    """Return what is said of a table."""
    return [str(one) for one in read_sheet(text).troubles]


def test_every_column_but_the_day_may_be_missing() -> None:
    assert only("day\n2026-11-22\n") == TableRow(line=2, day=DAY)
    assert only("morning_pain,day\n3,2026-11-22\n") == TableRow(line=2, day=DAY, morning_pain=3)


def test_what_is_empty_is_missing_and_never_nought() -> None:
    row = only("day,morning_pain,reps_done,load_kg,note\n2026-11-22,,,,\n")

    assert (row.morning_pain, row.reps_done, row.load_kg, row.note) == (None, None, None, None)
    assert only("day,morning_pain\n2026-11-22,0\n").morning_pain == 0


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_spreadsheets_put_between_cells_and_lines_is_understood(separator: str, end: str) -> None:
    lines = (["Day", " Morning_Pain ", "time"], ["2026-11-22", "3", "7:30"], ["", "", ""])
    row = only(end.join(separator.join(cells) for cells in lines))

    assert (row.day, row.morning_pain, row.time) == (DAY, 3, time(7, 30))


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("07:30:12 AM", time(7, 30, 12)),
        ("7:30 pm", time(19, 30)),
        ("12:00:00 AM", time(0, 0)),
        ("12:05PM", time(12, 5)),
    ],
)
def test_a_time_that_a_spreadsheet_turned_into_one_of_twelve_hours_is_understood(told: str, meant: time) -> None:
    assert only(f"day,time\n2026-11-22,{told}\n").time == meant


def test_a_first_line_that_names_the_separator_is_understood_and_counted() -> None:
    row = only("sep=|\nday|note\n2026-11-22|stairs; then, rest\n")

    assert (row.line, row.note) == (3, "stairs; then, rest")


def test_columns_without_a_name_and_without_a_cell_are_nothing() -> None:
    assert only("day;;\n2026-11-22;;;;\n").day == DAY
    assert wrong("day;;\n2026-11-22;;x\n") == ["line 2: 'x' is in a column without a name."]


def test_a_note_keeps_its_lines_and_loses_its_guard() -> None:
    row = only('day,note,side\r\n2026-11-22,"\'=a ""b""\r\nc",LEFT\r\n')

    assert (row.note, row.side) == ('=a "b"\nc', Side.LEFT)


@pytest.mark.parametrize(
    ("told", "kept"), [("12", 12.0), ("12.5", 12.5), ('"12,5"', 12.5), ("46.305", 46.305), ("1000", 1000.0)]
)
def test_a_load_is_read_with_a_point_or_a_comma(told: str, kept: float) -> None:
    assert only(f"day,load_kg\n2026-11-22,{told}\n").load_kg == kept


def test_a_load_that_may_be_two_numbers_is_asked_about() -> None:
    assert only("day;load_kg\n2026-11-22;12,5\n").load_kg == 12.5
    assert "could be two different numbers" in wrong("day;load_kg\n2026-11-22;1.200\n")[0]
    assert wrong('day,load_kg\n2026-11-22,"1,200"\n') == [
        "line 2, load_kg: '1,200' is not a number of kilograms up to 1000, such as 12.5."
    ]


@pytest.mark.parametrize(
    ("column", "told", "says"),
    [
        (
            "day",
            "3/4/2026",
            "3/4/2026 could be two different days: write 3 April as 2026-04-03 (yyyy-mm-dd in a spreadsheet).",
        ),
        ("day", "03.04.26", "could be two different days"),
        ("day", "20261122", "is not a day such as 2026-04-03"),
        ("day", "2026-02-30", "is not a day in the calendar"),
        ("day", "1066-10-14", "too long ago"),
        ("time", "25:00", "is not a time such as 07:30"),
        ("time", "13:30 PM", "is not a time such as 07:30"),
        ("time", "0:30 AM", "is not a time such as 07:30"),
        ("time", "7:60 AM", "is not a time such as 07:30"),
        ("time", "half past", "is not a time such as 07:30"),
        ("morning_pain", "11", "is not a whole number from 0 to 10"),
        ("morning_pain", "3.5", "is not a whole number from 0 to 10"),
        ("morning_pain", "-1", "is not a whole number from 0 to 10"),
        ("morning_pain", "\u0663", "is not a whole number from 0 to 10"),
        ("reps_done", "9" * 5000, "is not a whole number from 0 to 200"),
        ("load_kg", "0", "is not more than 0"),
        ("load_kg", "nan", "is not a number of kilograms"),
        ("load_kg", "2000", "at most 1000"),
        ("side", "links", "is not left, right or both"),
        ("how", "bad", "is not one of usual, flare-up, away"),
        ("status", "in-progress", "is not one of done, stopped"),
        ("exercise", "Heel Raise", "is not an id"),
        ("session", "1.2E+09", "if a spreadsheet turned it into a number, empty the cell"),
        ("note", "x" * 2001, "the note has 2001 characters; at most 2000 are allowed"),
    ],
)
def test_a_cell_that_cannot_be_is_named_by_line_and_column_in_one_sentence(column: str, told: str, says: str) -> None:
    values = {"day": "2026-11-22", column: told}
    (sentence,) = wrong(f"{','.join(values)}\n{','.join(values.values())}\n")

    assert sentence.startswith(f"line 2, {column}: ")
    assert says in sentence
    assert len(sentence) < 200


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert wrong("day,morning_pain,side\n,11,left\n2026-11-22,x,middle\n2026-11-22,1,left,2\n") == [
        "line 2, morning_pain: '11' is not a whole number from 0 to 10.",
        "line 2, day: the day is missing.",
        "line 3, morning_pain: 'x' is not a whole number from 0 to 10.",
        "line 3, side: 'middle' is not left, right or both.",
        "line 4: there are more cells than the 3 columns.",
    ]


def test_a_column_nobody_knows_is_refused_with_the_nearest_that_is_known() -> None:
    assert wrong("day,mornin_pain,day,weather\n2026-11-22,1,2026-11-22,rain\n") == [
        "line 1, mornin_pain: there is no such column; did you mean `morning_pain`?",
        "line 1, day: the column is there twice.",
        f"line 1, weather: there is no such column; there are {', '.join(NAMES)}.",
    ]
    assert wrong("morning_pain\n3\n") == ["line 1: the column `day` is missing, the only required column."]


@pytest.mark.parametrize("text", ["", "\n\n", ",,,\n"])
def test_a_table_without_a_first_line_is_told_what_one_is(text: str) -> None:
    assert wrong(text) == ["line 1: the first line must name the columns, `day` among them."]


def test_a_quotation_mark_without_its_other_one_is_found_where_it_stands() -> None:
    assert wrong('day,note\n2026-11-22,ok\n2026-11-22,"open\n2026-11-23,x\n') == [
        "line 3: a quotation mark is never closed."
    ]
    assert wrong('day,note\n2026-11-22,"a"b\n')[0].startswith("line 2: a quotation mark is inside a cell")
    assert wrong(f"day,note\n2026-11-22,{'x' * 200_000}\n") == ["line 2: a cell is too long."]


def test_a_million_rows_are_neither_read_nor_kept() -> None:
    sheet = read_sheet("day,morning_pain\n" + "2026-11-22,1\n" * (MOST_ROWS + 50))

    assert len(sheet.rows) == MOST_ROWS
    assert [str(one) for one in sheet.troubles] == [
        f"line {MOST_ROWS + 2}: there are more than {MOST_ROWS} rows: split the file and import its parts."
    ]


def test_of_a_table_of_nothing_but_mistakes_not_everything_is_kept() -> None:
    assert len(wrong("day\n" + "x\n" * 5000)) == MOST_TROUBLES + 1


@given(st.text(st.sampled_from("day,;\n\r\"'=sep0123456789-:\t\x00 é"), max_size=200))
def test_whatever_a_file_says_it_is_read_or_refused(text: str) -> None:
    sheet = read_sheet(f"day,note\n{text}")

    assert all(len(str(one)) < 1000 and "\n" not in str(one) for one in sheet.troubles)
