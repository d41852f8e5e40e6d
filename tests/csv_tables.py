"""The table of columns in the reference for users, told from the code. `python -m tests.csv_tables` writes it anew."""

from pathlib import Path

from achilles_tui.domain.csv_import.columns import COLUMNS

REFERENCE = Path(__file__).parents[1] / "achilles_tui" / "storage" / "README.md"
MARKS = "<!-- columns -->\n", "<!-- /columns -->"


def columns() -> str:
    """Return the lines between the marks: a row a column."""
    rows = (f"| `{one.name}` | {one.about}{'' if one.is_read else '; not read when brought in'} |\n" for one in COLUMNS)
    return f"| column | what stands in it |\n|---|---|\n{''.join(rows)}"


def with_columns(text: str) -> str:
    """Return the reference with its table as the code tells it."""
    before, _, rest = text.partition(MARKS[0])
    return f"{before}{MARKS[0]}{columns()}{MARKS[1]}{rest.partition(MARKS[1])[2]}"


if __name__ == "__main__":
    REFERENCE.write_text(with_columns(REFERENCE.read_text("utf-8")), "utf-8")
