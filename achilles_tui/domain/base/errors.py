"""Everything that can go wrong for a user, each as one clear sentence: what, where, what to do."""

from achilles_tui.domain.base.text import harmless_line


class AchillesError(Exception):
    """The root of every error a user can meet; its text is one harmless sentence."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence, made harmless to print."""
        super().__init__(harmless_line(sentence))


class NotSaved(AchillesError):
    """A write failed; what was to be written is still in memory."""


class TakenOver(AchillesError):
    """Another terminal took this session over; this one may only look on."""


class SessionHeld(AchillesError):
    """Another process has the live session."""


class UnknownProgram(AchillesError):
    """No program has this id."""


class BadProgram(AchillesError):
    """A program or exercise file does not say what it must."""


class NoEditor(AchillesError):
    """The user's editor cannot be started, or did not end well."""


class BadFile(AchillesError):
    """A file of ours cannot be read as what it should be.

    spot: the line and the column, both from 1, where that is known.
    """

    def __init__(self, sentence: str, spot: tuple[int, int] | None = None) -> None:
        """Keep the sentence, and where in the file it is about."""
        super().__init__(sentence)
        self.spot = spot


class NotInstalled(AchillesError):
    """Something that only some commands need is not installed."""


class NothingToResume(AchillesError):
    """There is no unfinished session."""


class Locked(AchillesError):
    """Sessions are locked until something outside the program has happened."""


class Refused(AchillesError):
    """What the user asked for cannot be; the sentence says why."""
