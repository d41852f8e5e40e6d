"""A second process for the tests of the lock: takes the session and answers one word a line about it."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from achilles_tui.domain.base.errors import SessionHeld
from achilles_tui.storage.files.lock import acquire, take_over, this_process


def say(word: str) -> None:
    """Answer at once."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main() -> None:
    """Take the session of the folder told, by `acquire` or `take_over`; then say for each line whether it is ours."""
    how = {"acquire": acquire, "take_over": take_over}[sys.argv[2]]
    try:
        held = how(Path(sys.argv[1]), this_process(datetime.now(UTC)))
    except SessionHeld:
        say("held")
        return
    say("ours")
    for line in sys.stdin:
        if line.strip() == "release":
            held.release()
        say("ours" if held.still_ours() else "lost")


main()
