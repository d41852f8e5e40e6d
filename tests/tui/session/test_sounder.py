"""What reaches the ears, the voice and the desktop: a real app beside real sessions."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot

from achilles_tui.domain.base.units import Sound
from achilles_tui.domain.session.commands import send
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.state import Session
from achilles_tui.domain.session.ticking import tick
from achilles_tui.domain.session.view import view
from achilles_tui.domain.settings import Settings
from achilles_tui.tui.session.sounder import APART, Sounder
from tests.builders import at, heel_raise, session_of, stretch, until, wait
from tests.memory import MemorySpeaker
from tests.terminal_emulator import DEADLINE

NOTIFIES = Settings(notice="osc9")
NOTICE = "\x1b]9;achilles-tui: Rest is over. Heel raise, LEFT leg.\x07"


class BellApp(App[None]):
    """An app that keeps the moments of its bells, in seconds of the event loop."""

    def __init__(self) -> None:
        """Have rung nothing yet."""
        super().__init__()
        self.rung: list[float] = []
        self.rung_twice = asyncio.Event()

    def bell(self) -> None:
        """Keep the moment."""
        self.rung.append(asyncio.get_running_loop().time())
        if len(self.rung) == 2:
            self.rung_twice.set()


class Room:
    """Where a session is listened to."""

    def __init__(self, app: BellApp, pilot: Pilot[Any], settings: Settings) -> None:
        """Listen with these settings."""
        self.app, self.pilot = app, pilot
        self.voice = MemorySpeaker()
        self.told: list[str] = []
        self.written: list[str] = []
        self.shown: list[str] = []
        self.sounder = Sounder(app, self.voice, settings, self.told.append)
        driver = app._driver  # noqa: SLF001 what is written there is drawn nowhere
        assert driver is not None
        driver.write = self._keep  # type: ignore[method-assign]

    @property
    def notices(self) -> list[str]:
        """What was sent beside the picture."""
        return [one for one in self.written if one.startswith("\x1b]")]

    def _keep(self, data: str) -> None:
        self.written.append(data)

    def listen(self, session: Session, seconds: float, *, every: float = 0.1) -> Session:
        """Let session seconds pass and listen to them, from the first look on."""
        self.sounder.follow(view(session), ())
        begin = session.last_look
        for look in range(1, round(seconds / every) + 1):
            session, happenings, _ = tick(session, begin + look * every)
            one = self.sounder.follow(view(session), happenings)
            self.shown += [one.twin] if one else []
        return session

    async def look_away(self) -> None:
        """Give another window the focus."""
        self.app.post_message(events.AppBlur())
        await self.pilot.pause()


@asynccontextmanager
async def room(settings: Settings | None = None) -> AsyncIterator[Room]:
    """Open a room with an app that runs."""
    app = BellApp()
    async with app.run_test() as pilot:
        yield Room(app, pilot, settings or Settings())


def resting() -> Session:
    """Return a session one second before the end of a rest."""
    return wait(until(session_of(heel_raise()), Phase.REST), 119.0)[0]


async def test_a_change_of_phase_rings_once_and_is_said() -> None:
    async with room() as here:
        here.listen(at(Phase.SHIFT, heel_raise()), 1.1)
        assert len(here.app.rung) == 1
        assert here.voice.said == ["Lower. Slowly down."]
        assert here.shown == ["LOWER"]


async def test_the_two_bells_of_a_set_are_apart_enough_to_be_heard_as_two() -> None:
    async with room() as here:
        here.listen(at(Phase.HOLD, stretch(), rep=3, after=29.5), 0.6)
        assert len(here.app.rung) == 1
        await asyncio.wait_for(here.app.rung_twice.wait(), timeout=DEADLINE)
        first, second = here.app.rung
        assert second - first > APART * 0.9
        assert here.voice.said == ["Set done. Ease out."]


async def test_with_phases_only_nothing_is_counted_aloud_but_it_is_shown() -> None:
    async with room(Settings(sound=Sound.PHASES)) as here:
        here.listen(at(Phase.HOLD, stretch()), 30.1)
        assert here.shown == ["HALF WAY", "3", "2", "1", "EASE OUT"]
        assert here.voice.said == ["Ease out."]
        assert len(here.app.rung) == 1


async def test_with_the_sound_off_all_is_shown_and_nothing_is_heard() -> None:
    async with room(Settings(sound=Sound.OFF)) as here:
        here.listen(at(Phase.HOLD, stretch(), rep=3), 30.1)
        assert here.shown == ["HALF WAY", "3", "2", "1", "SET DONE"]
        assert here.voice.said == []
        assert here.app.rung == []


async def test_the_key_goes_round_the_levels_and_each_is_in_force_at_once() -> None:
    async with room() as here:
        assert [here.sounder.cycle(), here.sounder.cycle()] == [Sound.PHASES, Sound.OFF]
        here.listen(at(Phase.SHIFT, heel_raise()), 1.1)
        assert here.app.rung == []
        assert here.sounder.cycle() is here.sounder.sound is Sound.ALL
        here.listen(at(Phase.SHIFT, heel_raise()), 1.1)
        assert len(here.app.rung) == 1


async def test_what_keeps_the_voice_from_speaking_is_told_and_the_bell_rings_on() -> None:
    async with room() as here:
        here.voice.trouble = "The cue command cannot be started."
        here.listen(at(Phase.HOLD, stretch(), after=26.5), 3.0)
        assert here.told == ["The cue command cannot be started."]
        assert len(here.app.rung) == 3


async def test_the_end_of_a_rest_nobody_looks_at_is_sent_once() -> None:
    async with room(NOTIFIES) as here:
        await here.look_away()
        here.listen(resting(), 6.5)
        assert here.notices == [NOTICE]


async def test_the_end_of_a_rest_is_not_sent_to_someone_who_looks() -> None:
    async with room(NOTIFIES) as here:
        here.listen(resting(), 6.5)
        await here.look_away()
        await here.pilot.press("x")
        here.listen(resting(), 6.5)
        assert here.notices == []


async def test_the_end_of_a_rest_is_sent_with_the_sound_off_too() -> None:
    async with room(Settings(notice="osc9", sound=Sound.OFF)) as here:
        await here.look_away()
        here.listen(resting(), 1.5)
        assert here.notices == [NOTICE]


async def test_a_rest_that_ended_while_the_lid_was_closed_is_sent() -> None:
    async with room(NOTIFIES) as here:
        await here.look_away()
        here.listen(resting(), 900.0, every=900.0)
        assert here.notices == [NOTICE]


@pytest.mark.parametrize("settings", [Settings(), Settings(notice="off")])
async def test_no_notice_is_sent_unasked(settings: Settings) -> None:
    async with room(settings) as here:
        await here.look_away()
        here.listen(resting(), 1.5)
        assert here.notices == []


async def test_stopping_in_a_rest_is_no_end_of_it() -> None:
    async with room(NOTIFIES) as here:
        await here.look_away()
        session = here.listen(resting(), 0.5)
        stopped, happenings, _ = send(session, Trigger.STOP, session.last_look)
        here.sounder.follow(view(stopped), happenings)
        assert here.voice.said == ["Stopped."]
        assert here.notices == []
