"""The way past the red flags: asks them once, and holds to what was answered. What answers allow is the core's."""

from achilles_tui.application.safety import SafetyService
from achilles_tui.domain.base.errors import NotSaved
from achilles_tui.domain.red_flags.safety import RedFlags, standing
from achilles_tui.tui.dialogs import questions
from achilles_tui.tui.dialogs.questions import AnyApp


async def may_train(app: AnyApp, safety: SafetyService) -> bool:
    """Ask the red-flag questions if they never were, and say what locks; return whether a session may start."""
    flags = safety.flags()
    if standing(flags).state == "unasked":
        yes = await questions.red_flags(app, flags.questions)
        if yes is None:
            return False
        flags = flags.with_screening(safety.screening(yes))
        await _keep(app, safety, flags)
        asked = standing(flags)
        if asked.state == "clear" and asked.questions and not await questions.ask_first(app, asked.questions):
            return False
    now = standing(flags)
    if now.state == "clear":
        return True
    note = await questions.locked(app, now)
    if note is None:
        return False
    flags = flags.with_note(safety.clinician_note(note))
    await _keep(app, safety, flags)
    return standing(flags).state == "clear"


async def ask_anew(app: AnyApp, safety: SafetyService) -> None:
    """Ask the red-flag questions once more, keep the answers, and say what locks."""
    yes = await questions.red_flags(app, safety.questions())
    if yes is not None:
        await _keep(app, safety, safety.flags().with_screening(safety.screening(yes)))
        await may_train(app, safety)


async def stopped(app: AnyApp, safety: SafetyService, told: str) -> bool:
    """Say that the rule stops, and take a clinician note; return whether sessions may start again."""
    note = await questions.stopped(app, told)
    if note is None:
        return False
    await _keep(app, safety, safety.flags().with_note(safety.clinician_note(note)))
    return standing(safety.flags()).state == "clear"


async def _keep(app: AnyApp, safety: SafetyService, flags: RedFlags) -> None:
    try:
        safety.save(flags)
    except NotSaved as error:
        await questions.tell(app, "NOT SAVED", f"{error} The questions will be asked again.")
