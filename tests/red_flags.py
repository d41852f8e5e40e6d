"""The red-flag questions that ship, and how it is before anybody answered them."""

from achilles_tui.domain.red_flags.safety import RedFlags
from achilles_tui.storage.files.paths import shipped_programs
from achilles_tui.storage.stores.shipped_texts import read_red_flags

QUESTIONS = read_red_flags(shipped_programs())
EMPTY = RedFlags(QUESTIONS)
