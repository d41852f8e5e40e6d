"""Every error that a user can meet, each as one clear sentence: what, where, what to do."""

from achilles_tui.domain.base.text import harmless_line


class AchillesError(Exception):
    """The root of every error a user can meet; its text is one harmless sentence."""

    def __init__(self, sentence: str) -> None:
        """Store the sentence, made harmless to print."""
        super().__init__(harmless_line(sentence))


class NotSaved(AchillesError):
    """A write failed; what was to be written is still in memory."""


class TakenOver(AchillesError):
    """Another terminal took this session over; this one can only watch."""


class SessionHeld(AchillesError):
    """Another process runs the live session."""


class UnknownProgram(AchillesError):
    """No program has this id."""


class BadProgram(AchillesError):
    """A program or exercise file is not valid."""


class NoEditor(AchillesError):
    """The user's editor cannot be started, or ended with an error."""


class BadFile(AchillesError):
    """One of our files cannot be read, or is not valid. spot: its line and column, both from 1; None if unknown."""

    def __init__(self, sentence: str, spot: tuple[int, int] | None = None) -> None:
        """Store the sentence and the spot."""
        super().__init__(sentence)
        self.spot = spot


class NotInstalled(AchillesError):
    """A package or a command that is needed here is not installed."""


class NothingToResume(AchillesError):
    """There is no unfinished session."""


class Locked(AchillesError):
    """No session starts until something happens outside the program, such as a visit to a clinician."""


class Refused(AchillesError):
    """The request cannot be carried out; the sentence says why."""
