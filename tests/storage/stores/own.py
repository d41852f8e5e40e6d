"""A folder of one's own, with whatever a person puts there."""

from datetime import date
from pathlib import Path

from achilles_tui.domain.programs.pt_doses import PtDose, PtDoses, PtRest, PtTempo
from achilles_tui.domain.settings import ProgramLibrary
from achilles_tui.storage.files.paths import shipped_programs
from achilles_tui.storage.stores.own_programs import ProgramFiles

SHIPPED = shipped_programs()
RAISE = "gastrocnemius-heel-raise"
TOLD = PtDoses(
    format=1,
    program="eccentric",
    written_on=date(2026, 11, 22),
    doses=(PtDose(id=RAISE, sets=2, tempo=PtTempo(lower=4.0), rest=PtRest(sets=90.0)),),
)


class Home:
    """A folder of one's own, beside the one that ships."""

    def __init__(self, own: Path) -> None:
        """Work in this folder, which need not be there."""
        self.own = own
        self.programs = ProgramFiles(SHIPPED, own)

    @property
    def shelf(self) -> ProgramLibrary:
        """The shelf as it is now."""
        return self.programs.library()

    def put(self, text: str, name: str = "mine.toml") -> Path:
        """Write a file as with any editor."""
        path = self.own / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def hidden(self) -> list[str]:
        """Return the names of what no list shows."""
        return sorted(path.name for path in self.own.iterdir() if path.name.startswith("."))
