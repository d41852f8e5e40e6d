"""Opens the person's own program in their editor, and shows the errors."""

from textual.app import SuspendNotSupported

from achilles_tui.application.programs import ProgramService
from achilles_tui.tui.dialogs import questions
from achilles_tui.tui.dialogs.questions import AnyApp

NO_TERMINAL = "The editor cannot open in this terminal. Open the file in any editor instead."


async def edit_program(app: AnyApp, programs: ProgramService, name: str) -> None:
    """Let the person edit a program until it has no errors or they stop. Raises AchillesError."""
    while errors := await _edit_once(app, programs, name):
        if not await questions.edit_again(app, name, errors):
            return


async def _edit_once(app: AnyApp, programs: ProgramService, name: str) -> tuple[str, ...]:
    """Open the editor once; return the errors in the program."""
    failed: Exception | None = None
    errors: tuple[str, ...] = ()
    try:
        with app.suspend():
            # No exception may leave this block: Textual would not take the terminal back.
            try:
                errors = tuple(programs.edit(name))
            except Exception as error:  # noqa: BLE001 see above
                failed = error
    except SuspendNotSupported:
        await questions.tell(app, "No editor here", NO_TERMINAL)
    if failed:
        raise failed
    return errors
