"""Draws the state diagram of `docs/session-states.md` from the table of transitions."""

import re

from transitions.extensions import GraphMachine

from achilles_tui.domain.session.moves import TRANSITIONS
from achilles_tui.domain.session.phases import Phase

_LOOKS = re.compile(r"classDef|Class |state \"|---|$")
"""Lines of the library's drawing that only say how it looks; a reader of Markdown has its own colours."""


class _Empty:
    """The model that GraphMachine wants to be given."""


def state_diagram() -> str:
    """Return the diagram as a fenced mermaid block: an arrow for each two phases, with all that brings the move about.

    What leaves the phase as it is (a pause, a longer rest, a mild pain) has no arrow.
    """
    model = _Empty()
    GraphMachine(
        model=model,
        states=Phase,
        initial=Phase.READY,
        transitions=[one for one in TRANSITIONS if one["dest"] is not None],
        auto_transitions=False,
        model_attribute="phase",
        graph_engine="mermaid",
        title=" ",
    )
    drawn: list[str] = [line.strip() for line in model.get_graph().source.splitlines()]  # type: ignore[attr-defined]
    lines = [line for line in drawn if not _LOOKS.match(line)]
    ends = [f"{phase.name} --> [*]" for phase in Phase if phase in Phase.is_over()]
    indented = [line if line == "stateDiagram-v2" else f"  {line}" for line in (*lines, *ends)]
    return "\n".join(["```mermaid", *indented, "```"])
