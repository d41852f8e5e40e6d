"""The form for the dose that the PT gave."""

from datetime import date

from achilles_tui.application.programs import ProgramService
from achilles_tui.domain.forms.dose import StageDose
from achilles_tui.domain.forms.form import Form
from achilles_tui.domain.session.phrases import ONLY_FROM_THE_PT
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs.form import FormScreen


class DoseScreen(FormScreen[Form, None], own=keys.DOSE):
    """The PT's dose of one exercise. name: the exercise's name."""

    def __init__(self, programs: ProgramService, dose: StageDose, name: str, today: date) -> None:
        """Start with the dose entered before, if there is one."""
        title = f"{name}, stage {dose.stage}" if dose.plain.definition.stages else name
        super().__init__(f"My PT's dose: {title}", ONLY_FROM_THE_PT, dose.form())
        self._programs, self._dose, self._today = programs, dose, today

    def save(self) -> None:
        """Save the dose. Raises Faulty if nobody could do it, or NotSaved."""
        self._programs.save_pt_doses(self._dose.with_form(self.form, self._today))
