"""What ships, and the numbers that several of its tables share, written out from the project's rules."""

from functools import cache
from pathlib import Path

from achilles_tui.domain.programs.dose import Dose, Rest, Tempo
from achilles_tui.domain.programs.program import Exercise, ResolvedProgram
from achilles_tui.domain.settings import ProgramLibrary
from achilles_tui.storage.files.paths import shipped_programs
from achilles_tui.storage.stores.programs import read_library

GASTROCNEMIUS_STRETCH, SOLEUS_STRETCH = "gastrocnemius-stretch", "soleus-stretch"
GASTROCNEMIUS_RAISE, SOLEUS_RAISE = "gastrocnemius-heel-raise", "soleus-heel-raise"
LEG_PRESS, SEATED, STANDING = "leg-press-heel-raise", "seated-calf-raise", "standing-loaded-raise"
TWO_LEGS, ONE_LEG, SITTING = "two-leg-heel-raise", "one-leg-heel-raise", "sitting-heel-raise"
TWO_LEGS_STEP, ONE_LEG_STEP = "two-leg-heel-raise-step", "one-leg-heel-raise-step"
DROP, BENT_DROP = "heel-drop", "bent-heel-drop"

ARTICLE_PROGRAMS = ("eccentric", "heavy", "home", "stretches")
PROTOCOLS = ("alfredson", "floor-level-eccentric", "heavy-slow-resistance", "silbernagel")

RAISE = Tempo(rise=2.0, shift=1.0, lower=3.0, reset=1.0, lower_accept=2.0, untimed=("rise",))
UP_AND_DOWN = Tempo(rise=2.0, lower=3.0, lower_accept=2.0, untimed=("rise",))
SLOW = Tempo(rise=3.0, lower=3.0)
RAISE_REST = Rest(sets=120.0, exercises=300.0, floor=60.0)
GYM_REST = Rest(sets=150.0, exercises=300.0, floor=120.0)

ARTICLE, ANALOGY, OURS = "article", "analogy", "ours"
ALFREDSON, JONSSON, BEYER = "published: Alfredson 1998", "published: Jonsson 2008", "published: Beyer 2015"
SILBERNAGEL = "published: Silbernagel 2007, 2015"
ECCENTRIC_GROUP = f"{BEYER}, eccentric group"
EVERY_TRIAL = "published: every trial cited (Alfredson 1998, Jonsson 2008, Beyer 2015)"
STRETCHED = "published: Kedia 2014"
EVERY_DAY = "published: Alfredson 1998, Jonsson 2008"
APART = "published: trial registration NCT06774547, a protocol: three days a week, 48 hours apart"
ACSM = "published: ACSM position stand 2009, 2 to 10 %"


@cache
def shelf() -> ProgramLibrary:
    """Return what ships."""
    return read_library(shipped_programs(), Path("/nowhere"))


def offer(name: str) -> ResolvedProgram:
    """Return one program that ships."""
    return shelf().programs[name]


def exercise(name: str) -> Exercise:
    """Return one exercise that ships."""
    return shelf().exercises[name]


def every_dose() -> list[Dose]:
    """Return each dose of each stage of each program."""
    return [dose for one in shelf().programs.values() for part in one.definition.parts for dose in part]


def files() -> list[Path]:
    """Return the files of all programs and exercises that ship."""
    folder = shipped_programs()
    return [*sorted(folder.glob("*.toml")), *sorted((folder / "exercises").glob("*.toml"))]
