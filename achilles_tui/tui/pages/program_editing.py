"""Hands the terminal to the user's editor for a program of the user's own, and says what came of it."""

from textual.app import SuspendNotSupported

from achilles_tui.application.programs import ProgramService
from achilles_tui.tui.dialogs import questions
from achilles_tui.tui.dialogs.questions import AnyApp

NO_TERMINAL = "The editor needs the terminal, and this one cannot be handed on. Edit the file with any editor instead."


async def edited(app: AnyApp, programs: ProgramService, name: str) -> None:
    """Let the person edit a program until it is well, or until it is left for later. Raises AchillesError."""
    while wrong := await _once(app, programs, name):
        if not await questions.edit_again(app, name, wrong):
            return


async def _once(app: AnyApp, programs: ProgramService, name: str) -> tuple[str, ...]:
    failed: Exception | None = None
    wrong: tuple[str, ...] = ()
    try:
        with app.suspend():
            # Nothing may leave this block: Textual would not take the terminal back.
            try:
                wrong = tuple(programs.edit(name))
            except Exception as error:  # noqa: BLE001 see above
                failed = error
    except SuspendNotSupported:
        await questions.tell(app, "No editor here", NO_TERMINAL)
    if failed:
        raise failed
    return wrong
