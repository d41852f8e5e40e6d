"""Reads the pain rule that ships.

No file of the user replaces it: everyone gets the rule that was reviewed.
"""

from pathlib import Path

from achilles_tui.domain.base.errors import BadFile
from achilles_tui.domain.pain_rule.rule import PainRule
from achilles_tui.storage.toml.reading import PROGRAM_BYTES, read

PAIN_RULE = Path("rules", "pain.toml")
"""Below the folder of the programs that ship, in a subfolder, so that it is not read as a program."""


def read_pain_rule(shipped: Path) -> PainRule:
    """Return the pain rule. shipped: the folder of the programs that ship.

    Raises BadFile, one sentence, when it is missing or cannot be used: without it nothing is decided.
    """
    path = shipped / PAIN_RULE
    try:
        return read(path, PainRule, PROGRAM_BYTES)
    except FileNotFoundError as error:
        raise BadFile(f"{path} is missing: it comes with achilles-tui. Install achilles-tui again.") from error
