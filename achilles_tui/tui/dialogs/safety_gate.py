"""The check of the warning signs before a session. What the answers allow, the domain decides."""

from collections.abc import Callable
from functools import partial

from achilles_tui.application.safety import SafetyService
from achilles_tui.domain.base.errors import NotSaved
from achilles_tui.domain.red_flags.safety import RedFlags, standing
from achilles_tui.tui.dialogs import questions
from achilles_tui.tui.dialogs.questions import AnyApp


async def may_train(app: AnyApp, safety: SafetyService) -> bool:
    """Ask the red-flag questions if they were never answered; return whether a session may start, and say why not."""
    flags = safety.flags()
    if standing(flags).state == "unasked":
        yes = await questions.red_flags(app, flags.questions)
        if yes is None:
            return False
        flags = flags.with_screening(safety.screening(yes))
        await _save(app, safety, flags)
        first = standing(flags)
        if first.state == "clear" and first.questions and not await questions.ask_first(app, first.questions):
            return False
    now = standing(flags)
    if now.state == "clear":
        return True
    note = await questions.locked(app, now)
    if note is None:
        return False
    flags = flags.with_note(safety.clinician_note(note))
    await _save(app, safety, flags)
    return standing(flags).state == "clear"


async def ask_anew(app: AnyApp, safety: SafetyService) -> None:
    """Ask the red-flag questions again, save the answers, and say so if they lock sessions."""
    yes = await questions.red_flags(app, safety.questions())
    if yes is not None:
        await _save(app, safety, safety.flags().with_screening(safety.screening(yes)))
        await may_train(app, safety)


async def stopped(app: AnyApp, safety: SafetyService, reason: str) -> bool:
    """Say that the rule stops, and ask for a clinician note; return whether sessions may start again."""
    note = await questions.stopped(app, reason)
    if note is None:
        return False
    await _save(app, safety, safety.flags().with_note(safety.clinician_note(note)))
    return standing(safety.flags()).state == "clear"


async def _save(app: AnyApp, safety: SafetyService, flags: RedFlags) -> None:
    await save_or_tell(app, partial(safety.save, flags))


async def save_or_tell(app: AnyApp, save: Callable[[], None]) -> None:
    """Save an answer; say so if that fails. save: raises NotSaved."""
    try:
        save()
    except NotSaved as error:
        await questions.tell(app, "NOT SAVED", f"{error} You will be asked again.")
