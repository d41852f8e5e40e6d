"""Reads the pain rule that ships. Knows nothing of what it decides.

There is one, and nobody's own file replaces it: someone who is told "the rule" must get the one that was reviewed.
"""

from pathlib import Path

from achilles_tui.domain.base.errors import BadFile
from achilles_tui.domain.pain_rule.rule import PainRule
from achilles_tui.storage.toml.reading import PROGRAM_BYTES, read

PAIN_RULE = Path("rules", "pain.toml")
"""In the folder of the programs that ship; in one of its own there, so that it is not taken for a program."""


def read_pain_rule(shipped: Path) -> PainRule:
    """Return the pain rule. shipped: the folder of the programs that ship.

    Raises BadFile, one sentence, when it cannot be used or is not there: without it nothing is ever decided.
    """
    path = shipped / PAIN_RULE
    try:
        return read(path, PainRule, PROGRAM_BYTES)
    except FileNotFoundError as error:
        raise BadFile(f"{path} is not there: the pain rule comes with the program, install it again.") from error
