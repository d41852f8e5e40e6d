"""Rings, speaks and sends notices for a session. What is heard when is the table in `core.cues`."""

from collections.abc import Callable, Sequence
from typing import Any

from textual.app import App

from achilles_tui.application.ports import Speaker
from achilles_tui.domain.base.units import Notice, Sound
from achilles_tui.domain.session.cues import Cue, cue, heard, rest_ended
from achilles_tui.domain.session.state import Happening
from achilles_tui.domain.session.view import SessionView
from achilles_tui.domain.settings import Settings
from achilles_tui.terminal.notices import sequence

APART = 0.25
"""Seconds between two bells: terminals make one of two that come together."""


class Sounder:
    """The ears' side of one session.

    tell: given a sentence for the person when the speaker cannot speak.
    """

    def __init__(self, app: App[Any], speaker: Speaker, settings: Settings, tell: Callable[[str], None]) -> None:
        """Begin at the level of the settings."""
        self._app, self._speaker, self._tell = app, speaker, tell
        self._notice: Notice = settings.notice
        self._before: SessionView | None = None
        self.sound = settings.sound
        """How much is heard now."""

    def cycle(self) -> Sound:
        """Go on to the next level and return it."""
        self.sound = self.sound.next
        return self.sound

    def follow(self, now: SessionView, happenings: Sequence[Happening]) -> Cue | None:
        """Sound what came about since the last look; return the cue for its visible twin, heard or not."""
        before, self._before = self._before, now
        one = cue(before, now, happenings)
        if audible := heard(one, self.sound):
            self._ring(audible.bells)
            if trouble := self._speaker.say(audible.text):
                self._tell(trouble)
        if rest_ended(before, now) and not self._app.app_focus:
            self._send(f"Rest is over. {now.exercise}, {now.leg}.")
        return one

    def _ring(self, bells: int) -> None:
        self._app.bell()
        if bells > 1:
            self._app.set_timer(APART, self._app.bell)

    def _send(self, text: str) -> None:
        driver = self._app._driver  # noqa: SLF001 Textual has no public way to write what is not drawn
        if driver is not None and (asked := sequence(self._notice, text)):
            driver.write(asked)
