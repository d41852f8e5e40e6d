"""The scenes that are worth a picture: what a person did to get there, at which size, in which theme.

The same list feeds the snapshot tests and `screenshots/make.py`. Everything runs in memory, on a clock that is held.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from achilles_tui.application.intents import Start
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.settings import Settings
from achilles_tui.tui.dialogs.exercise import ExerciseScreen
from achilles_tui.tui.looks import looks
from achilles_tui.tui.pages.today import TodayScreen
from achilles_tui.tui.widgets.line import MARK
from tests.builders import NOW
from tests.domain.history.twelve_weeks import twelve_weeks
from tests.domain.pain_rule.simulation import Day, Life, course
from tests.memory import MemoryServices
from tests.tui.driving import Drive, running
from tests.tui.lived import SHELF
from tests.tui.shot import Shot, taken

TIMES = {"count-in": 10.0, "rise": 2.0, "shift": 1.0, "lower": 3.0, "reset": 1.0}
"""Seconds of a heel raise as the article's program has it."""

REP = TIMES["rise"] + TIMES["shift"] + TIMES["lower"] + TIMES["reset"]
SET = 10 * REP
SET_REST = 120.0
ALL_SETS = TIMES["count-in"] + 3 * SET + 2 * (SET_REST + 5)
"""Three sets with their rests and the count-ins after those."""

HOLD_BEGINS = TIMES["count-in"] + 5.0

Act = Callable[[Drive], Awaitable[None]]


class Scene(NamedTuple):
    """One moment to be pictured.

    program: what is started, or none for the first page. act: what is done from there.
    """

    name: str
    told: str
    """What the picture shows, for who cannot see it."""
    program: str | None
    act: Act
    side: Side = Side.LEFT
    size: tuple[int, int] = (80, 24)
    theme: str = "dark"
    no_color: bool = False
    lived: Callable[[MemoryServices], None] | None = None
    """What gives the services the person's past, if there is one."""


def after(seconds: float, *keys: str) -> Act:
    """Return what lets time pass and then presses keys."""

    async def act(drive: Drive) -> None:
        await drive.wait(seconds)
        await drive.press(*keys)

    return act


async def _summary(drive: Drive) -> None:
    await drive.wait(TIMES["count-in"] + SET + 20)
    await drive.press("s", "s")


async def _resume(drive: Drive) -> None:
    await drive.wait(TIMES["count-in"] + 6 * REP)
    await drive.press("q", "l")
    drive.services.pass_time(18 * 60)
    assert isinstance(drive.app.screen, TodayScreen)
    drive.app.screen.read_anew()
    await drive.settle()


async def _opened(drive: Drive) -> None:
    await drive.press("2", "enter")
    await drive.wait(_SLOWLY_DOWN)


async def _pt_dose(drive: Drive) -> None:
    await drive.press("2", "enter", "d", "down", "1", "2", "down", "down", "down", "right", "right")


_SLOWLY_DOWN = 8.0
"""Seconds of slow motion until one leg lets its heel down."""


def learning(*keys: str, exercise: str = "", seconds: float = 0.0) -> Act:
    """Return what opens the page to learn from, and an exercise of it by its name, and lets time pass."""

    async def act(drive: Drive) -> None:
        await drive.press("4", *keys)
        if exercise:
            while f"{MARK} {exercise}" not in drive.text():
                await drive.press("down")
            await drive.press("enter")
            drive.services.pass_time(seconds)
            assert isinstance(drive.app.screen, ExerciseScreen)
            drive.app.screen.look()

    return act


_RAISE = "Heel raise, knees straight"
_REP_7 = TIMES["count-in"] + 6 * REP
_LOWERING = _REP_7 + TIMES["rise"] + TIMES["shift"] + 1.2


def _calm_weeks(services: MemoryServices) -> None:
    """Give a services the calm weeks of a person who has not trained yet today."""
    _give(services, _calm_life())
    services.agenda.check_in(services.clock.now().date(), morning=1, stiffness=5)


@cache
def _calm_life() -> Life:
    first = NOW.date() - timedelta(days=_DAYS_LIVED)
    return course(Life(SHELF.programs["eccentric"]), first, {}, days=_DAYS_LIVED, usual=Day())


def _twelve_weeks(services: MemoryServices) -> None:
    """Give a services twelve weeks with their ups and downs."""
    _give(services, twelve_weeks("eccentric", services.clock.now().date()))


def _give(services: MemoryServices, life: Life) -> None:
    services.settings.save(replace(services.settings.load(), program=life.offered.definition.id, region=life.region))
    services.records.sessions = {one.id: one for one in life.sessions}
    services.records.days = dict(life.days)


_DAYS_LIVED = 17
_FLARE_UP, _PAUSE = ("3", *["left"] * 7, "up", "up"), ("3", *["left"] * 5)
"""The keys that lead to a day of the twelve weeks."""
_OPENED, _CORRECTED = (*_FLARE_UP, "enter"), ("enter", *["down"] * 5, "8")
"""The keys that open a day of them, and that tell a set of it otherwise."""


def _sized(scene: Scene, columns: int, rows: int) -> Scene:
    """Return the same scene in so many cells."""
    told = f"{scene.told}, in {columns} by {rows} cells"
    return scene._replace(name=f"{scene.name}-{columns}x{rows}", told=told, size=(columns, rows))


_FLARED = Scene(
    "history",
    "twelve weeks: what was done of what was planned, how pain fell and work grew",
    None,
    after(0, *_FLARE_UP),
    lived=_twelve_weeks,
)
_LISTED = _FLARED._replace(
    name="history-list", told="the same weeks as a list of days", act=after(0, *_FLARE_UP, "tab")
)
_DAY = _FLARED._replace(
    name="day", told="one day of them: its morning, its sessions, every set", act=after(0, *_OPENED)
)
_CORRECTION = _FLARED._replace(
    name="correct",
    told="a session being corrected; the values as recorded stay readable",
    act=after(0, *_OPENED, *_CORRECTED),
)

SCENES: tuple[Scene, ...] = (
    Scene("today", "the first page: what is due, this morning, what the rule says", None, after(0), lived=_calm_weeks),
    Scene("today-new", "the first page of a new person", None, after(0)),
    Scene("check-in", "how the morning was: pain on the first steps", None, after(0, "c"), lived=_calm_weeks),
    Scene("verdict", "the log against the stated rule, and what a yes changes", None, after(0, "v"), lived=_calm_weeks),
    Scene(
        "verdict-why", "the row of the rule with its numbers and sources", None, after(0, "v", "w"), lived=_calm_weeks
    ),
    Scene("today-50x20", "the first page in 50 by 20 cells", None, after(0), size=(50, 20), lived=_calm_weeks),
    Scene("today-120x40", "the first page in 120 by 40 cells", None, after(0), size=(120, 40), lived=_calm_weeks),
    _FLARED,
    _sized(_FLARED, 50, 20)._replace(act=after(0, *_PAUSE)),
    _sized(_FLARED, 120, 40),
    _LISTED,
    _sized(_LISTED, 50, 20)._replace(act=after(0, *_PAUSE, "tab")),
    _sized(_LISTED, 120, 40)._replace(act=after(0, *_PAUSE, "tab")),
    _DAY,
    _sized(_DAY, 50, 20),
    _sized(_DAY, 120, 40),
    _CORRECTION,
    _sized(_CORRECTION, 50, 20),
    _sized(_CORRECTION, 120, 40),
    Scene("set-up", "a new exercise: what it needs, its steps, the figure in slow motion", "eccentric", after(4.3)),
    Scene("rise", "both heels on their way up", "eccentric", after(_REP_7 + 1.3)),
    Scene("shift", "the other foot leaves the floor", "eccentric", after(_REP_7 + TIMES["rise"] + 0.6)),
    Scene("lower", "the left leg alone lets its heel down", "eccentric", after(_LOWERING)),
    Scene("reset", "the other foot comes down again", "eccentric", after(_REP_7 + 6.4)),
    Scene("rest", "a rest with what comes next", "eccentric", after(TIMES["count-in"] + SET + 84)),
    Scene("pause", "a pause", "eccentric", after(_LOWERING, "space")),
    Scene("leave", "the three answers to leaving", "eccentric", after(_LOWERING, "q")),
    Scene("hold", "a calf stretch held, back knee straight", "stretches", after(HOLD_BEGINS + 11.2)),
    Scene("hold-bent", "a calf stretch held, back knee bent, right leg", "stretches", after(200), Side.RIGHT),
    Scene(
        "lower-bent",
        "the right leg alone, knees bent",
        "eccentric",
        after(ALL_SETS + SET_REST + 180 + _LOWERING),
        Side.RIGHT,
    ),
    Scene("gym", "the leg press, heels on their way up", "heavy", after(TIMES["count-in"] + 2.4)),
    Scene(
        "gym-seated",
        "the seated calf raise, heels on their way down",
        "heavy",
        after(10 + 3 * 18 + 2 * 155 + 310 + 4.4),
    ),
    Scene("pain", "the pain scale", "eccentric", after(_LOWERING, "p", "right", "right", "right", "right")),
    Scene("pain-asked", "pain asked in a rest", "eccentric", after(ALL_SETS + 40)),
    Scene("summary", "what was done, to correct and to keep", "eccentric", _summary),
    Scene("learn", "the exercises, and what there is to read", None, learning("right", "down", "down")),
    Scene(
        "learn-exercise",
        "an exercise in slow motion beside how it is done",
        None,
        learning(exercise=_RAISE, seconds=5.5),
        size=(120, 40),
    ),
    Scene(
        "learn-50x20",
        "the same in 50 by 20 cells, on the right leg",
        None,
        learning(exercise=_RAISE, seconds=5.5),
        Side.RIGHT,
        size=(50, 20),
    ),
    Scene("resume", "an unfinished session first of all", "eccentric", _resume),
    Scene("50x20", "lowering in 50 by 20 cells", "eccentric", after(_LOWERING), size=(50, 20)),
    Scene("50x20-set-up", "a new exercise in 50 by 20 cells", "eccentric", after(4.3), size=(50, 20)),
    Scene("120x40", "lowering in 120 by 40 cells", "eccentric", after(_LOWERING), size=(120, 40)),
    Scene("120x40-rest", "a rest in 120 by 40 cells", "eccentric", after(TIMES["count-in"] + SET + 84), size=(120, 40)),
    Scene("30x8", "the word and the seconds alone", "eccentric", after(_LOWERING), size=(30, 8)),
    Scene("programs", "all programs, and what the marked one is", None, after(0, "2")),
    Scene("program", "one program: its exercise in slow motion, every number and its source", None, _opened),
    Scene("program-50x20", "one program in 50 by 20 cells", None, _opened, size=(50, 20)),
    Scene("program-120x40", "one program in 120 by 40 cells", None, _opened, size=(120, 40)),
    Scene("pt-dose", "the dose my PT gave me", None, _pt_dose),
    Scene("light", "the light theme", "eccentric", after(_LOWERING), theme="light"),
    Scene("light-today", "the first page in the light theme", None, after(0), theme="light"),
    Scene("contrast", "the theme of high contrast", "eccentric", after(_LOWERING), theme="contrast"),
    Scene("ansi-dark", "the terminal's own sixteen colours", "eccentric", after(_LOWERING), theme="ansi-dark"),
    Scene("ansi-light", "the same on a light ground", "eccentric", after(_LOWERING), theme="ansi-light"),
    Scene("no-color", "without colour", "eccentric", after(_LOWERING), no_color=True),
)

FILM = Scene("one-repetition", "one repetition, from both feet down to both feet down", "eccentric", after(_REP_7))
"""Where the animated picture begins."""


async def play(scene: Scene, frames: int = 1, step: float = 0.0) -> list[Shot]:
    """Return what the screen shows in a scene, and after each of the steps (session seconds) that follow."""
    services = MemoryServices(shelf=SHELF)
    services.settings.save(Settings(side=scene.side, theme=scene.theme, introduction="off"))  # type: ignore[arg-type]  # a theme's name
    if scene.lived:
        scene.lived(services)
    environ = {"NO_COLOR": "1"} if scene.no_color else {}
    chosen = looks(services.settings.load(), environ, "256")
    wish = None
    if scene.program:
        offer = services.programs.library().programs[scene.program]
        wish = Start(offer, sides=(scene.side,), loads={one.id: 40.0 for one in offer.guarded()}, pt_confirmed=True)
    async with running(services, wish, scene.size, chosen) as drive:
        await scene.act(drive)
        shots = [taken(drive.app)]
        for _ in range(frames - 1):
            await drive.wait(step)
            shots.append(taken(drive.app))
        return shots
