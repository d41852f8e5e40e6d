"""Speaks the cues through a program of the user's choice; nothing waits for it if it hangs, fails or is missing."""

import subprocess
from collections.abc import Sequence
from threading import BoundedSemaphore, Thread

from achilles_tui.domain.base.text import harmless_line

TEXT = "{text}"
"""Replaced by the cue in the arguments of the program."""

MOST_AT_ONCE = 3
"""Cues spoken at the same time; a further one would be late and is skipped."""


class CommandSpeaker:
    """Starts a program for each cue. command: the program and its arguments, for no shell; empty for no voice."""

    def __init__(self, command: Sequence[str]) -> None:
        """Start nothing yet."""
        self._command = tuple(command)
        self._gave_up = not self._command
        self._free = BoundedSemaphore(MOST_AT_ONCE)

    def say(self, text: str) -> str | None:
        """Speak a text; return a sentence if the program cannot be started, the first time only."""
        if self._gave_up or not self._free.acquire(blocking=False):
            return None
        try:
            child = self._start(harmless_line(text))
            Thread(target=self._wait_for, args=(child,), name="cue", daemon=True).start()
        except (OSError, ValueError, RuntimeError) as error:
            self._gave_up = True
            return f"The cue command {self._command[0]!r} cannot be started: {_reason(error)}. Cues will not be spoken."
        return None

    def _start(self, text: str) -> "subprocess.Popen[bytes]":
        program, *arguments = self._command
        # A cue may come from a program file of another author: it must not be taken for an option.
        cue = text.lstrip("- ")
        return subprocess.Popen(  # noqa: S603 the user's own choice, and no shell reads it
            [program, *(argument.replace(TEXT, cue) for argument in arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # without our terminal it can neither draw on it nor be suspended with it
        )

    def _wait_for(self, child: "subprocess.Popen[bytes]") -> None:
        """Wait for the child on a thread of its own, so that it leaves no zombie."""
        child.wait()
        self._free.release()


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
