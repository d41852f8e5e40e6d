"""Leads a new person through what was never told, a step on or a step back. What is still open is the core's."""

from collections.abc import Awaitable, Callable

from msgspec.structs import replace

from achilles_tui.domain.base.errors import BadFile, NotSaved
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.red_flags.onboarding import Topic, suggested, to_ask
from achilles_tui.domain.red_flags.safety import standing
from achilles_tui.domain.settings import Settings
from achilles_tui.tui.dialogs import questions
from achilles_tui.tui.dialogs.questions import AnyApp
from achilles_tui.tui.dialogs.safety_gate import may_train
from achilles_tui.tui.intents import Desk


def is_due(desk: Desk) -> bool:
    """Whether there is anything to ask; never before a session that waits, nor where what was told cannot be read."""
    try:
        return bool(to_ask(desk.settings(), desk.safety())) and not desk.unfinished()
    except BadFile:
        return False


async def lead(app: AnyApp, desk: Desk) -> bool:
    """Welcome the person and ask what was never told, keeping each answer at once; return whether all was answered."""
    while (answer := await questions.welcome(app)) == "begin":
        if await may_train(app, desk):
            if await _ask_the_rest(app, desk):
                return True
        elif standing(desk.safety()).state != "unasked":
            return False
    if answer == "never":
        await _keep(app, desk, replace(desk.settings(), introduction="off"))
    return False


async def _ask_the_rest(app: AnyApp, desk: Desk) -> bool:
    """Ask what goes into the settings; return False when the person went back past the first question."""
    settings = desk.settings()
    topics = [topic for topic in to_ask(settings, desk.safety()) if topic in _ASKED]
    index = 0
    while 0 <= index < len(topics):
        told = await _ASKED[topics[index]](app, desk, settings)
        if told is None:
            index -= 1
        else:
            settings = told
            await _keep(app, desk, settings)
            index += 1
    return index >= 0


async def _keep(app: AnyApp, desk: Desk, settings: Settings) -> None:
    try:
        desk.keep_settings(settings)
    except NotSaved as error:
        await questions.tell(app, "NOT SAVED", f"{error} It will be asked again.")


async def _side(app: AnyApp, _desk: Desk, settings: Settings) -> Settings | None:
    legs = await questions.sides(app)
    return None if legs is None else replace(settings, side=Side.BOTH if len(legs) > 1 else legs[0])


async def _region(app: AnyApp, _desk: Desk, settings: Settings) -> Settings | None:
    region = await questions.region(app)
    return None if region is None else replace(settings, region=region)


async def _program(app: AnyApp, desk: Desk, settings: Settings) -> Settings | None:
    offers = desk.shelf().offers
    if not offers:
        return settings
    name = await questions.program(app, offers, suggested(offers))
    return None if name is None else replace(settings, program=name)


_ASKED: dict[Topic, Callable[[AnyApp, Desk, Settings], Awaitable[Settings | None]]] = {
    Topic.SIDE: _side,
    Topic.REGION: _region,
    Topic.PROGRAM: _program,
}
