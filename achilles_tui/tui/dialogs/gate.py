"""The gate before a session on the screen: says the one reason and the one way on. The domain decides."""

from collections.abc import Awaitable, Callable
from functools import partial

from achilles_tui.application.services import Services
from achilles_tui.domain.agenda.gate import ANY_WORK, Refusal, RefusalKind, Work
from achilles_tui.domain.base.errors import NotSaved
from achilles_tui.domain.red_flags.safety import RedFlags, standing
from achilles_tui.tui.dialogs import questions
from achilles_tui.tui.dialogs.questions import AnyApp


async def pass_gate(app: AnyApp, services: Services, work: Work = ANY_WORK) -> bool:
    """Show why this work cannot start and take the way on, until it can; return whether it can."""
    while (refusal := services.gate.refusal(work)) is not None:
        if not await show_refusal(app, services, refusal):
            return False
    return True


async def show_refusal(app: AnyApp, services: Services, refusal: Refusal) -> bool:
    """Show why nothing starts, with the way on; return whether the person took it."""
    return await _WAYS_ON[refusal.kind](app, services, refusal)


async def ask_anew(app: AnyApp, services: Services) -> None:
    """Ask the red-flag questions again, save the answers, and say so if they lock sessions."""
    yes = await questions.red_flags(app, services.safety.questions())
    if yes is None:
        return
    flags = services.safety.flags().with_screening(services.safety.screening(yes))
    if await _save(app, services, flags):
        refusal = services.gate.refusal()
        if refusal is not None and refusal.kind in {"under 18", "warning sign"}:
            await show_refusal(app, services, refusal)


async def _ask_signs(app: AnyApp, services: Services, _refusal: Refusal) -> bool:
    flags = services.safety.flags()
    yes = await questions.red_flags(app, flags.questions)
    if yes is None:
        return False
    flags = flags.with_screening(services.safety.screening(yes))
    if not await _save(app, services, flags):
        return False
    first = standing(flags)
    return first.state != "clear" or not first.questions or await questions.ask_first(app, first.questions)


async def _take_note(app: AnyApp, services: Services, refusal: Refusal) -> bool:
    """Ask for a clinician note, which alone opens the gate after a warning sign or a stop."""
    flags = services.safety.flags()
    signs = standing(flags).questions if refusal.kind != "stop" else ()
    note = await (questions.locked(app, signs) if signs else questions.stopped(app, refusal.reason))
    return note is not None and await _save(app, services, flags.with_note(services.safety.clinician_note(note)))


async def _take_pt_word(app: AnyApp, services: Services, refusal: Refusal) -> bool:
    if not await questions.pt_word(app, f"{refusal.reason} {refusal.way_on}"):
        return False
    return await save_or_tell(app, partial(services.gate.record_pt_word, "training after a bad morning"))


async def _tell(app: AnyApp, _services: Services, refusal: Refusal) -> bool:
    await questions.tell(app, _TITLES.get(refusal.kind, "Not now"), f"{refusal.reason}\n\n{refusal.way_on}")
    return False


_TITLES: dict[RefusalKind, str] = {"under 18": "Not for this program", "over": "Nothing more today"}

_WAYS_ON: dict[RefusalKind, Callable[[AnyApp, Services, Refusal], Awaitable[bool]]] = {
    "under 18": _tell,
    "warning sign": _take_note,
    "stop": _take_note,
    "not answered": _ask_signs,
    "first morning": _take_pt_word,
    "over": _tell,
    "skip": _tell,
}


async def _save(app: AnyApp, services: Services, flags: RedFlags) -> bool:
    return await save_or_tell(app, partial(services.safety.save, flags))


async def save_or_tell(app: AnyApp, save: Callable[[], object]) -> bool:
    """Save an answer, and say so if that fails; return whether it is saved. save: raises NotSaved."""
    try:
        save()
    except NotSaved as error:
        await questions.tell(app, "NOT SAVED", f"{error} You will be asked again.")
        return False
    return True
