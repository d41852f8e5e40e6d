"""The bells, speech and desktop notices of a session. `domain.session.cues` decides what is heard when."""

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
"""Seconds between two bells: terminals merge two that come together."""


class Sounder:
    """The sounds of one session. notify: shows the person a sentence when the speaker cannot speak."""

    def __init__(self, app: App[Any], speaker: Speaker, settings: Settings, notify: Callable[[str], None]) -> None:
        """Start with the sound level of the settings."""
        self._app, self._speaker, self._notify = app, speaker, notify
        self._notice: Notice = settings.notice
        self._before: SessionView | None = None
        self.sound = settings.sound
        """The sound level now."""

    def cycle(self) -> Sound:
        """Switch to the next sound level and return it."""
        self.sound = self.sound.next
        return self.sound

    def follow(self, now: SessionView, happenings: Sequence[Happening]) -> Cue | None:
        """Play what happened since the last call; return the cue, heard or not, because the screen shows its words."""
        before, self._before = self._before, now
        latest_cue = cue(before, now, happenings)
        if audible := heard(latest_cue, self.sound):
            self._ring(audible.bells)
            if trouble := self._speaker.say(audible.text):
                self._notify(trouble)
        if rest_ended(before, now) and not self._app.app_focus:
            self._send(f"Rest is over. {now.exercise}, {now.leg}.")
        return latest_cue

    def _ring(self, bells: int) -> None:
        self._app.bell()
        if bells > 1:
            self._app.set_timer(APART, self._app.bell)

    def _send(self, text: str) -> None:
        driver = self._app._driver  # noqa: SLF001 Textual has no public way to write what is not drawn
        if driver is not None and (escape_sequence := sequence(self._notice, text)):
            driver.write(escape_sequence)
