"""Where a person writes down the dose that the PT gave. What keys do to numbers, and what is kept, is the core's."""

from datetime import date
from typing import ClassVar

from textual.binding import BindingType

from achilles_tui.application.programs import ProgramService
from achilles_tui.domain.base.errors import NotSaved
from achilles_tui.domain.base.faults import Faulty
from achilles_tui.domain.forms.dose import DoseForm, form_of, kept
from achilles_tui.domain.programs.program import Offer
from achilles_tui.domain.programs.pt_doses import PtDoses
from achilles_tui.domain.session.phrases import ONLY_WHAT_THE_PT_TOLD
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs.form import FormScreen


class DoseScreen(FormScreen[DoseForm, None]):
    """The dose of one exercise as the PT gave it.

    plain: the program as its file says it. told: what the PT changed so far. exercise: the dose's id. name: of the
    exercise that is done. stage: counted from 1.
    """

    OWN: ClassVar[tuple[keys.Move, ...]] = keys.DOSE
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings((*keys.LISTS, *keys.DOSE))]

    def __init__(  # noqa: PLR0913, PLR0917 each tells another thing
        self,
        programs: ProgramService,
        plain: Offer,
        told: PtDoses | None,
        exercise: str,
        name: str,
        stage: int,
        *,
        today: date,
    ) -> None:
        """Begin with what was told before."""
        of = f"{name}, stage {stage}" if plain.program.stages else name
        form = form_of(plain, told, exercise, stage)
        super().__init__(f"The dose my PT gave me: {of}", ONLY_WHAT_THE_PT_TOLD, form)
        self._programs, self._plain, self._told, self._today = programs, plain, told, today

    def action_choose(self) -> None:
        """Keep it, if somebody could do it; else say what is wrong, and keep nothing."""
        try:
            self._programs.save_pt_doses(kept(self.form, self._plain, self._told, self._today))
        except Faulty as error:
            sentences = "\n".join(fault.told for fault in error.faults)
            self.show(f"Nothing is kept yet.\n{sentences}")
        except NotSaved as error:
            self.show(f"NOT SAVED: {error}")
        else:
            self.dismiss()
