"""Where a person writes down the dose that the PT gave. What keys do to numbers, and what is kept, is the core's."""

from datetime import date
from typing import ClassVar

from textual.binding import BindingType

from achilles_tui.application.programs import ProgramService
from achilles_tui.domain.forms.dose import StageDose
from achilles_tui.domain.forms.form import Form
from achilles_tui.domain.session.phrases import ONLY_FROM_THE_PT
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs.form import FormScreen


class DoseScreen(FormScreen[Form, None]):
    """The dose of one exercise as the PT gave it. name: of the exercise that is done."""

    OWN: ClassVar[tuple[keys.KeyAction, ...]] = keys.DOSE
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings((*keys.LISTS, *keys.DOSE))]

    def __init__(self, programs: ProgramService, dose: StageDose, name: str, today: date) -> None:
        """Begin with what was recorded before."""
        of = f"{name}, stage {dose.stage}" if dose.plain.definition.stages else name
        super().__init__(f"The dose my PT gave me: {of}", ONLY_FROM_THE_PT, dose.form())
        self._programs, self._dose, self._today = programs, dose, today

    def keep(self) -> None:
        """Keep it, if somebody could do it."""
        self._programs.save_pt_doses(self._dose.with_form(self.form, self._today))
