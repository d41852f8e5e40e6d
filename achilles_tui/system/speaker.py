"""Has the cues said aloud by a program of the user's choice. It knows no session, no screen and no setting.

Nothing here ever waits for that program: one that hangs, fails or is not there changes nothing but what is heard.
"""

import subprocess
from collections.abc import Sequence
from threading import BoundedSemaphore, Thread

from achilles_tui.domain.base.text import harmless_line

TEXT = "{text}"
"""What stands for the cue in the arguments of the program."""

MOST_AT_ONCE = 3
"""Cues being said at the same time; one more would be late, and is left out."""


class CommandSpeaker:
    """Starts a program for each cue.

    command: the program and its arguments, handed over as they are, without a shell; nothing at all is no voice.
    """

    def __init__(self, command: Sequence[str]) -> None:
        """Be ready. Starts nothing yet."""
        self._command = tuple(command)
        self._gave_up = not self._command
        self._free = BoundedSemaphore(MOST_AT_ONCE)

    def say(self, text: str) -> str | None:
        """Have a text said; return a sentence when the program cannot be started, the first time only."""
        if self._gave_up or not self._free.acquire(blocking=False):
            return None
        try:
            child = self._start(harmless_line(text))
            Thread(target=self._see_off, args=(child,), name="cue", daemon=True).start()
        except (OSError, ValueError, RuntimeError) as error:
            self._gave_up = True
            return f"The cue command {self._command[0]!r} cannot be started: {_reason(error)}. Cues are not said."
        return None

    def _start(self, text: str) -> "subprocess.Popen[bytes]":
        program, *arguments = self._command
        # A cue may come from a program file that somebody else wrote: it must not pass for an option.
        said = text.lstrip("- ")
        return subprocess.Popen(  # noqa: S603 the user's own choice, and no shell reads it
            [program, *(one.replace(TEXT, said) for one in arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # without our terminal it can neither draw on it nor be stopped with it
        )

    def _see_off(self, child: "subprocess.Popen[bytes]") -> None:
        """Take note of the child's end on a thread of its own, so that it leaves no zombie and nobody waits."""
        child.wait()
        self._free.release()


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
