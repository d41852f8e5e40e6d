"""One program: its description, stages, exercises in slow motion, and every number with its source."""

from typing import ClassVar

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll

from achilles_tui.application.intents import Start
from achilles_tui.application.services import Services
from achilles_tui.domain.agenda.gate import Gate, Refusal
from achilles_tui.domain.base.units import is_name
from achilles_tui.domain.describe.programs import as_table, dose_lines, program_lines, takes
from achilles_tui.domain.forms.dose import StageDose
from achilles_tui.domain.programs.dose import Dose
from achilles_tui.domain.programs.low_end import stays_low
from achilles_tui.domain.programs.program import Exercise, ResolvedProgram
from achilles_tui.domain.programs.session_plan import Plan, PlannedExercise, plan
from achilles_tui.domain.session.demonstration import slow_motion
from achilles_tui.domain.session.phrases import LOW_END_ADVICE, in_place_of, other_region, stage_sentence
from achilles_tui.domain.settings import ProgramLibrary, Settings
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs import questions
from achilles_tui.tui.dialogs.dose import DoseScreen
from achilles_tui.tui.dialogs.gate import pass_gate
from achilles_tui.tui.dialogs.text import TextScreen
from achilles_tui.tui.looks import Looks
from achilles_tui.tui.pages.page import Page
from achilles_tui.tui.pages.program_editing import edit_program
from achilles_tui.tui.widgets.canvas import Canvas
from achilles_tui.tui.widgets.choices import Choices
from achilles_tui.tui.widgets.line import KeyLine, Line, Notice

NOT_YOURS = "This program comes with the app. c copies it, and you can edit the copy."
_BACK = keys.line_actions(back="back")[1]


class ProgramScreen(Page, own=keys.PROGRAM):
    """One program of the library; Enter starts the stage on show."""

    TEXT: ClassVar[str] = "#program-text"

    def __init__(self, services: Services, looks: Looks, program: str) -> None:
        """Show the program of this id."""
        super().__init__(services, looks)
        self._program = program
        self._library, self._settings = ProgramLibrary({}), Settings()
        self._stage, self._marked_index = 1, 0
        self._moving: PlannedExercise | None = None
        self._gate: Gate | None = None
        self._refusal: Refusal | None = None
        """Why the stage on show cannot start now."""
        self._figure_start = services.clock.seconds()

    def compose(self) -> ComposeResult:
        """Lay out the figure and the exercises beside, or above, the texts about them."""
        yield Line(id="program-title", classes="page-title")
        with Container(id="program-body"):
            with Container(id="program-side"):
                yield Canvas(id="program-figure")
                yield Choices(id="program-list")
            with VerticalScroll(id="program-text", can_focus=False):
                for name in ("lock", "about", "takes", "region", "stage", "dose-title", "dose", "doubt", "facts"):
                    yield Line(id=f"program-{name}")
        yield Notice(id="program-notice", classes="notice")
        yield KeyLine(())

    def on_mount(self) -> None:
        """Start the figure."""
        self._timer = self.set_interval(1 / self.looks.motion.looks, self.look)

    def on_screen_suspend(self) -> None:
        """Stop the figure while another screen covers it."""
        self._timer.pause()

    def on_screen_resume(self) -> None:
        """Move the figure again; Textual also calls this method of `Page`."""
        self._timer.resume()

    def on_resize(self, _event: events.Resize) -> None:
        """Lay out the numbers again, once the new width is known."""
        self.call_after_refresh(self._show)

    def read_anew(self) -> None:
        """Read the programs and settings again; leave if the program is gone."""
        self._library, self._settings = self.services.programs.library(), self.current_settings()
        self._gate = self.gate()
        if self._program in self._library.programs:
            self._stage = min(self._stage, len(self._resolved.definition.parts))
            self._show()
        else:
            self.dismiss()

    def look(self) -> None:
        """Show the figure as it is now."""
        if self._moving is not None:
            seconds = self.services.clock.seconds() - self._figure_start
            posture = slow_motion(self._moving, self._moving.sides[0], seconds)
            self.query_one("#program-figure", Canvas).show(self.looks.figure(posture))

    def action_move(self, step: int) -> None:
        """Mark the next or the previous exercise."""
        self._marked_index = (self._marked_index + step) % len(self._pairs)
        self._figure_start = self.services.clock.seconds()
        self._say("")
        self._show()
        self._bring_up()

    def action_stage(self, step: int) -> None:
        """Show the next or the previous stage."""
        stage = self._stage + step
        self._say("")
        if 1 <= stage <= len(self._resolved.definition.parts):
            self._stage, self._marked_index, self._figure_start = stage, 0, self.services.clock.seconds()
            self._show()
            self.query_one("#program-stage").scroll_visible(animate=False, top=True)

    def action_choose(self) -> None:
        """Start this stage; where it cannot start, show why and the way on."""
        self.lead(self._start if self._refusal is None else self._open_gate)

    def action_back(self) -> None:
        """Go back to the list."""
        self.dismiss()

    def action_dose(self) -> None:
        """Enter the PT's dose for the marked exercise."""
        dose, exercise = self._pairs[self._marked_index]
        plain = self._library.plain_programs.get(self._program, self._resolved)
        pt_doses = self._library.pt_doses.get(self._program)
        dose_form, today = StageDose(plain, pt_doses, dose.id, self._stage), self.services.clock.now().date()
        self.app.push_screen(DoseScreen(self.services.programs, dose_form, exercise.name, today))

    def action_mine(self) -> None:
        """Make this the person's program."""
        self.lead(self._make_mine)

    def action_copy(self) -> None:
        """Copy the program, so that the copy can be edited."""
        self.lead(self._copy)

    def action_edit(self) -> None:
        """Edit the program, if it is the person's own."""
        if self._program in self._library.own:
            self.lead(lambda: edit_program(self.app, self.services.programs, self._program))
        else:
            self._say(NOT_YOURS)

    @property
    def _resolved(self) -> ResolvedProgram:
        return self._library.programs[self._program]

    @property
    def _pairs(self) -> tuple[tuple[Dose, Exercise], ...]:
        return self._resolved.pairs(self._stage, self._settings.region)

    async def _open_gate(self) -> None:
        await pass_gate(self.app, self.services, self.services.gate.work(self._planned))

    async def _start(self) -> None:
        program, stage = self._resolved, self._stage
        if stage == 1 or await questions.later_stage(self.app, stage):
            self.post_message(self.IntentChosen(Start(program, stage=stage)))

    @property
    def _planned(self) -> Plan:
        return plan(self._resolved, (self.leg(),), stage=self._stage, region=self._settings.region)

    async def _make_mine(self) -> None:
        self.services.settings.save(replace(self.services.settings.load(), program=self._program))
        self._say("This is your program now: Today and `achilles-tui start` use it.")

    async def _copy(self) -> None:
        existing_ids = self._library.programs.keys() | self._library.broken.keys()

        def problem(text: str) -> str | None:
            if not is_name(text):
                return "Use small letters, digits and hyphens, a letter first, 64 at most."
            return f"There is a program {text!r} already: choose another id." if text in existing_ids else None

        title = f"Copy {self._program}: what is the id of the copy?"
        hint = "Small letters, digits and hyphens. Doses from your PT are not copied."
        name = await self.app.push_screen_wait(TextScreen(title, hint, text=f"my-{self._program}", problem=problem))
        if name is not None:
            self.services.programs.copy(self._program, name)
            self._program = name
            self._say(f"{name} is your own program: e edits it.")

    def _say(self, notice: str) -> None:
        self.query_one(Notice).show(notice)

    def _bring_up(self) -> None:
        """Scroll to the numbers of the marked exercise."""
        self.query_one("#program-dose-title").scroll_visible(animate=False, top=True)

    def _show(self) -> None:
        if self._program not in self._library.programs:
            return
        resolved, program, region = self._resolved, self._resolved.definition, self._settings.region
        self._marked_index = min(self._marked_index, len(self._pairs) - 1)
        dose, exercise = self._pairs[self._marked_index]
        planned = self._planned
        self._moving, self._refusal = planned.exercises[self._marked_index], self._refusal_of(planned)
        width = self.query_one("#program-about", Line).content_size.width
        texts = {
            "title": self._title(),
            "lock": "" if self._refusal is None else self._refusal.headline,
            "about": program.about,
            "takes": takes(resolved, self._stage, region),
            "region": other_region(program.region, region) or "",
            "stage": self._stage_text(),
            "dose-title": exercise.name,
            "dose": as_table(dose_lines(dose, exercise.category, region, resolved.loads.get(dose.id)), width),
            "doubt": "\n".join(text for text in (self._of_region(dose, exercise), dose.doubt or "") if text),
            "facts": as_table(program_lines(resolved), width),
        }
        for name, text in texts.items():
            line = self.query_one(f"#program-{name}", Line)
            line.show(text)
            line.display = bool(text)
        self.query_one(Choices).show([exercise.name for _, exercise in self._pairs], self._marked_index)
        self._name_keys()
        self.look()

    def _refusal_of(self, planned: Plan) -> Refusal | None:
        return None if self._gate is None else self._gate.bar(self.services.gate.work(planned))

    def _title(self) -> str:
        stages = self._resolved.definition.stages
        stage = f"stage {self._stage} of {len(stages)}" if stages else ""
        mine = "my program" if self._program == self._settings.program else ""
        own = "my own file" if self._program in self._library.own else ""
        return " · ".join(text for text in (self._resolved.definition.title, stage, self._program, mine, own) if text)

    def _stage_text(self) -> str:
        stages = self._resolved.definition.stages
        if not stages:
            return ""
        stage = stages[self._stage - 1]
        head = f"Stage {self._stage} of {len(stages)}" + (f": {stage.title}" if stage.title else "")
        return "\n".join(text for text in (head, stage_sentence(self._stage, stage.weeks), stage.about) if text)

    def _of_region(self, dose: Dose, exercise: Exercise) -> str:
        """Say what differs if the pain is, or may be, insertional."""
        if stays_low(exercise.category, self._settings.region):
            return LOW_END_ADVICE
        return "" if dose.id == exercise.id else in_place_of(self._resolved.exercise(dose.id).name)

    def _name_keys(self) -> None:
        """Name the keys that work here."""
        idle = {"edit"} if self._program not in self._library.own else set()
        idle |= set() if self._resolved.definition.stages else {"stage-after"}
        idle |= {"mine"} if self._program == self._settings.program else set()
        own = tuple(move for move in keys.PROGRAM if move.id not in idle)
        choose = "start" if self._refusal is None else "why not now"
        named = keys.line_actions(own, (_BACK,), keys.PAGE[:2], choose=choose, arrows="exercise")
        self.query_one(KeyLine).offer(named)
