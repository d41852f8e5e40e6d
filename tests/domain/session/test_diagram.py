"""The README shows the rule book as it is."""

from pathlib import Path

from achilles_tui.domain.session.phases import TABLE
from tests.domain.session.diagram import marked, state_diagram

README = Path(__file__).parents[3] / "README.md"


def test_the_diagram_has_one_arrow_for_each_two_phases_of_the_table() -> None:
    pairs = {f"{source.name} --> {to.name}: " for row in TABLE for source in row.source for to in row.target}
    arrows = [line.strip() for line in state_diagram().splitlines() if " --> " in line and "[*]" not in line]
    assert len(arrows) == len(pairs)
    assert {arrow[: arrow.index(": ") + 2] for arrow in arrows} == pairs


def test_the_readme_shows_exactly_this_diagram() -> None:
    assert README.exists(), "there is no README.md yet"
    assert marked() in README.read_text("utf-8"), (
        "run `python -m tests.domain.session.diagram` and paste what it prints"
    )
