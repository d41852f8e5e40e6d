"""One program: what it is, its stages, its exercises in slow motion, and every number with where it comes from."""

from typing import ClassVar

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll

from achilles_tui.application.intents import Start
from achilles_tui.application.services import Services
from achilles_tui.domain.base.units import is_name
from achilles_tui.domain.describe.programs import as_table, dose_lines, program_lines, takes
from achilles_tui.domain.forms.dose import StageDose
from achilles_tui.domain.programs.dose import Dose
from achilles_tui.domain.programs.levels import stays_low
from achilles_tui.domain.programs.program import Exercise, ResolvedProgram
from achilles_tui.domain.programs.session_plan import PlannedExercise, plan
from achilles_tui.domain.session.demonstration import slow_motion
from achilles_tui.domain.session.phrases import in_place_of, low_end_advice, other_region, stage_sentence
from achilles_tui.domain.settings import ProgramLibrary, Settings
from achilles_tui.figure.body.drawing import draw
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs import questions
from achilles_tui.tui.dialogs.dose import DoseScreen
from achilles_tui.tui.dialogs.text import TextScreen
from achilles_tui.tui.looks import Looks
from achilles_tui.tui.pages.page import Page, page_bindings
from achilles_tui.tui.pages.program_editing import edited
from achilles_tui.tui.widgets.canvas import Canvas
from achilles_tui.tui.widgets.choices import Choices
from achilles_tui.tui.widgets.line import KeyLine, Line, Notice

NOT_YOURS = "It ships and stays as it is: c makes a copy of your own, which e edits."
_BACK = keys.line_actions(back="back")[1]


class ProgramScreen(Page):
    """One program of the shelf; Enter starts the stage that is shown."""

    OWN: ClassVar[tuple[keys.KeyAction, ...]] = keys.PROGRAM
    BINDINGS: ClassVar[list[BindingType]] = [*page_bindings(keys.PROGRAM)]

    def __init__(self, services: Services, looks: Looks, program: str) -> None:
        """Show the program of this id."""
        super().__init__(services, looks)
        self._program = program
        self._shelf, self._settings = ProgramLibrary({}), Settings()
        self._stage, self._marked = 1, 0
        self._moving: PlannedExercise | None = None
        self._since = services.clock.seconds()

    def compose(self) -> ComposeResult:
        """Lay out the figure and the exercises beside, or above, all that is said of them."""
        yield Line(id="program-title", classes="page-title")
        with Container(id="program-body"):
            with Container(id="program-side"):
                yield Canvas(id="program-figure")
                yield Choices(id="program-list")
            with VerticalScroll(id="program-text", can_focus=False):
                for name in ("about", "takes", "region", "stage", "dose-title", "dose", "doubt", "facts"):
                    yield Line(id=f"program-{name}")
        yield Notice(id="program-notice", classes="notice")
        yield KeyLine(())

    def on_mount(self) -> None:
        """Let the figure move; the clock says how far it is, nothing counts these looks."""
        self._timer = self.set_interval(1 / self.looks.motion.looks, self.look)

    def on_screen_suspend(self) -> None:
        """Stand still while nobody sees it."""
        self._timer.pause()

    def on_screen_resume(self) -> None:
        """Go on moving; Textual calls what every page does then besides."""
        self._timer.resume()

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the numbers out anew, once there is a new width to lay them out in."""
        self.call_after_refresh(self._show)

    def read_anew(self) -> None:
        """Read everything again; a program that is not there any more is left."""
        self._shelf, self._settings = self.services.programs.library(), self.current_settings()
        if self._program in self._shelf.programs:
            self._stage = min(self._stage, len(self._offer.definition.parts))
            self._show()
        else:
            self.dismiss()

    def look(self) -> None:
        """Show where the figure is now."""
        if self._moving is None:
            return
        side, palette, motion = self._moving.sides[0], self.looks.palette, self.looks.motion
        posture = slow_motion(self._moving, side, self.services.clock.seconds() - self._since)
        self.query_one("#program-figure", Canvas).show(
            lambda columns, rows: draw(posture, columns, rows, palette, motion)
        )

    def action_move(self, by: int) -> None:
        """Mark the next or the previous exercise."""
        self._marked = (self._marked + by) % len(self._pairs)
        self._since = self.services.clock.seconds()
        self._say("")
        self._show()
        self._bring_up()

    def action_stage(self, by: int) -> None:
        """Show the next stage or the one before."""
        stage = self._stage + by
        self._say("")
        if 1 <= stage <= len(self._offer.definition.parts):
            self._stage, self._marked, self._since = stage, 0, self.services.clock.seconds()
            self._show()
            self.query_one("#program-stage").scroll_visible(animate=False, top=True)

    def action_scroll_text(self, by: int) -> None:
        """Move the text a page down or up."""
        text = self.query_one("#program-text", VerticalScroll)
        text.scroll_relative(y=by * max(1, text.size.height - 2), animate=False)

    def action_choose(self) -> None:
        """Start this stage."""
        self.lead(self._start)

    def action_back(self) -> None:
        """Go back to the list."""
        self.dismiss()

    def action_dose(self) -> None:
        """Write down the dose of the marked exercise that the PT gave."""
        dose, exercise = self._pairs[self._marked]
        plain = self._shelf.plain_programs.get(self._program, self._offer)
        told = self._shelf.pt_doses.get(self._program)
        dose_form, today = StageDose(plain, told, dose.id, self._stage), self.services.clock.now().date()
        self.app.push_screen(DoseScreen(self.services.programs, dose_form, exercise.name, today))

    def action_mine(self) -> None:
        """Make this the user's program."""
        self.lead(self._make_mine)

    def action_copy(self) -> None:
        """Make a copy of the user's own."""
        self.lead(self._copy)

    def action_edit(self) -> None:
        """Edit it, where it is the user's own."""
        if self._program in self._shelf.own:
            self.lead(lambda: edited(self.app, self.services.programs, self._program))
        else:
            self._say(NOT_YOURS)

    @property
    def _offer(self) -> ResolvedProgram:
        return self._shelf.programs[self._program]

    @property
    def _pairs(self) -> tuple[tuple[Dose, Exercise], ...]:
        return self._offer.pairs(self._stage, self._settings.region)

    async def _start(self) -> None:
        offered, stage = self._offer, self._stage
        if stage == 1 or await questions.later_stage(self.app, stage):
            self.post_message(self.Chosen(Start(offered, stage=stage)))

    async def _make_mine(self) -> None:
        self.services.settings.save(replace(self.services.settings.load(), program=self._program))
        self._say("This is your program now: Today and `achilles-tui start` begin with it.")

    async def _copy(self) -> None:
        taken = self._shelf.programs.keys() | self._shelf.broken.keys()

        def problem(text: str) -> str | None:
            if not is_name(text):
                return "An id is small letters, digits and hyphens, a letter first, 64 at most."
            return f"There is a program {text!r} already: choose another id." if text in taken else None

        title = f"A copy of {self._program}: what is its id?"
        hint = "Small letters, digits and hyphens. What your PT changed is not copied."
        name = await self.app.push_screen_wait(TextScreen(title, hint, text=f"my-{self._program}", problem=problem))
        if name is not None:
            self.services.programs.copy(self._program, name)
            self._program = name
            self._say(f"{name} is your own now: e edits it.")

    def _say(self, notice: str) -> None:
        self.query_one(Notice).show(notice)

    def _bring_up(self) -> None:
        """Show the numbers of the marked exercise, where they are out of sight."""
        self.query_one("#program-dose-title").scroll_visible(animate=False, top=True)

    def _show(self) -> None:
        if self._program not in self._shelf.programs:
            return
        offered, program, region = self._offer, self._offer.definition, self._settings.region
        self._marked = min(self._marked, len(self._pairs) - 1)
        dose, exercise = self._pairs[self._marked]
        self._moving = plan(offered, (self.leg(),), stage=self._stage, region=region).exercises[self._marked]
        width = self.query_one("#program-about", Line).content_size.width
        texts = {
            "title": self._title(),
            "about": program.about,
            "takes": takes(offered, self._stage, region),
            "region": other_region(program.region, region) or "",
            "stage": self._stage_told(),
            "dose-title": exercise.name,
            "dose": as_table(dose_lines(dose, offered.loads.get(dose.id)), width),
            "doubt": "\n".join(text for text in (self._of_region(dose, exercise), dose.doubt or "") if text),
            "facts": as_table(program_lines(offered), width),
        }
        for name, text in texts.items():
            line = self.query_one(f"#program-{name}", Line)
            line.show(text)
            line.display = bool(text)
        self.query_one(Choices).show([one.name for _, one in self._pairs], self._marked)
        self._name_keys()
        self.look()

    def _title(self) -> str:
        stages = self._offer.definition.stages
        stage = f"stage {self._stage} of {len(stages)}" if stages else ""
        mine = "my program" if self._program == self._settings.program else ""
        own = "my own file" if self._program in self._shelf.own else ""
        return " · ".join(text for text in (self._offer.definition.title, stage, self._program, mine, own) if text)

    def _stage_told(self) -> str:
        stages = self._offer.definition.stages
        if not stages:
            return ""
        stage = stages[self._stage - 1]
        head = f"Stage {self._stage} of {len(stages)}" + (f": {stage.title}" if stage.title else "")
        return "\n".join(text for text in (head, stage_sentence(self._stage, stage.weeks), stage.about) if text)

    def _of_region(self, dose: Dose, exercise: Exercise) -> str:
        """Say what is another way where the user's pain is, or may be, insertional."""
        if stays_low(exercise.category, self._settings.region):
            return low_end_advice(dose)
        return "" if dose.id == exercise.id else in_place_of(self._offer.exercise(dose.id).name)

    def _name_keys(self) -> None:
        """Name the keys that do something here."""
        idle = {"edit"} if self._program not in self._shelf.own else set()
        idle |= set() if self._offer.definition.stages else {"stage-after"}
        idle |= {"mine"} if self._program == self._settings.program else set()
        own = tuple(move for move in keys.PROGRAM if move.id not in idle)
        named = keys.line_actions(own, (_BACK,), keys.PAGE[:2], choose="start", arrows="exercise")
        self.query_one(KeyLine).offer(named)
