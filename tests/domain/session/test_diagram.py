"""The state diagram shows the rule book as it is."""

from achilles_tui.domain.session.moves import TABLE
from tests.domain.session.diagram import state_diagram


def test_the_diagram_has_one_arrow_for_each_two_phases_of_the_table() -> None:
    pairs = {f"{source.name} --> {to.name}: " for row in TABLE for source in row.source for to in row.target}
    arrows = [line.strip() for line in state_diagram().splitlines() if " --> " in line and "[*]" not in line]
    assert len(arrows) == len(pairs)
    assert {arrow[: arrow.index(": ") + 2] for arrow in arrows} == pairs
