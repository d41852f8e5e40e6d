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
        super().__init__(
            f"My PT's dose: {title}",
            ONLY_FROM_THE_PT,
            dose.form(),
            lambda form: programs.save_pt_doses(dose.with_form(form, today)),
        )
