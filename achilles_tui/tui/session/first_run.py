"""Asks a new person for missing settings, one after the other, with a way back. The domain says which are missing."""

from collections.abc import Awaitable, Callable
from functools import partial

from msgspec.structs import replace

from achilles_tui.application.services import Services
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.red_flags.onboarding import SetupTopic, suggested, to_ask
from achilles_tui.domain.red_flags.safety import standing
from achilles_tui.domain.settings import Settings
from achilles_tui.tui.dialogs import questions
from achilles_tui.tui.dialogs.gate import pass_gate, save_or_tell
from achilles_tui.tui.dialogs.questions import AnyApp


async def lead(app: AnyApp, services: Services) -> bool:
    """Welcome the person and ask for missing settings, saving each answer; return whether all were answered."""
    while (answer := await questions.welcome(app)) == "begin":
        if await pass_gate(app, services):
            if await _ask_the_rest(app, services):
                return True
        elif standing(services.safety.flags()).state != "unasked":
            return False
    if answer == "never":
        settings = replace(services.settings.load(), introduction="off")
        await save_or_tell(app, partial(services.settings.save, settings))
    return False


async def _ask_the_rest(app: AnyApp, services: Services) -> bool:
    """Ask for the settings; return False if the person went back past the first question."""
    settings = services.settings.load()
    topics = [topic for topic in to_ask(settings, services.safety.flags()) if topic in _QUESTIONS]
    index = 0
    while 0 <= index < len(topics):
        changed_settings = await _QUESTIONS[topics[index]](app, services, settings)
        if changed_settings is None:
            index -= 1
        else:
            settings = changed_settings
            await save_or_tell(app, partial(services.settings.save, settings))
            index += 1
    return index >= 0


async def _side(app: AnyApp, _services: Services, settings: Settings) -> Settings | None:
    legs = await questions.sides(app)
    return None if legs is None else replace(settings, side=Side.BOTH if len(legs) > 1 else legs[0])


async def _region(app: AnyApp, _services: Services, settings: Settings) -> Settings | None:
    region = await questions.region(app)
    return None if region is None else replace(settings, region=region)


async def _program(app: AnyApp, services: Services, settings: Settings) -> Settings | None:
    programs = services.programs.library().programs
    if not programs:
        return settings
    name = await questions.program(app, programs, suggested(programs))
    return None if name is None else replace(settings, program=name)


_QUESTIONS: dict[SetupTopic, Callable[[AnyApp, Services, Settings], Awaitable[Settings | None]]] = {
    SetupTopic.SIDE: _side,
    SetupTopic.REGION: _region,
    SetupTopic.PROGRAM: _program,
}
