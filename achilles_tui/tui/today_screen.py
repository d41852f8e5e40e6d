"""The first page: an unfinished session first of all, then the programs. It shows, and tells what was wished for."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.message import Message

from achilles_tui.core.program import Offer, plan
from achilles_tui.core.resume import place
from achilles_tui.core.script import compile_script
from achilles_tui.core.units import Side
from achilles_tui.tui import help_screen, moves
from achilles_tui.tui.desk import Desk, Resume, Start, Wish
from achilles_tui.tui.keyed import KeyedScreen
from achilles_tui.tui.widgets import MARK, NO_MARK, Line

EDUCATION = (
    "General education, based on a published article; not medical advice, not a medical device. "
    "If your PT told you something different, follow your PT."
)
WARM_UP = "Be warm first: 3 to 5 minutes of easy walking or ankle circles; skip it if you are."


class TodayScreen(KeyedScreen[None]):
    """What can be started now."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *moves.bindings((*moves.LISTS, *moves.PAGE)),
        Binding("ctrl+z", "app.suspend_process", show=False),
    ]
    AUTO_FOCUS = ""

    class Chosen(Message):
        """The person chose something to do."""

        def __init__(self, wish: Wish) -> None:
            """Carry the wish."""
            super().__init__()
            self.wish = wish

    def __init__(self, desk: Desk) -> None:
        """Show what this desk has."""
        super().__init__()
        self._desk = desk
        self._wishes: list[tuple[str, str, Wish]] = []
        self._marked = 0
        self.busy = False
        """Whether a wish is being led through its screens, over this one."""

    def compose(self) -> ComposeResult:
        """Lay out the choices between a title and what they mean."""
        yield Line("Today", id="today-title")
        with VerticalScroll(id="choices", can_focus=False):
            yield Line(id="choice-rows")
        yield Line(id="today-about")
        yield Line(id="today-trouble")
        yield Line(EDUCATION, id="today-education")
        yield Line("↑↓ choose · Enter start · ? help · ! red flags · q quit", id="today-keys")

    async def on_key(self, event: events.Key) -> None:
        """Let no key through that comes between two screens of a wish: it was meant for one of them."""
        if self.busy:
            event.stop()
            event.prevent_default()

    def on_mount(self) -> None:
        """Show what there is."""
        self.read_anew()

    def read_anew(self) -> None:
        """Read everything again: what was unfinished may be finished now."""
        shelf = self._desk.shelf()
        self._wishes = [*self._unfinished(), *(_offered(offer) for offer in shelf.offers.values())]
        self._marked = min(self._marked, max(0, len(self._wishes) - 1))
        trouble = self._desk.trouble()
        problems = ([f"NOT SAVED here: {trouble}"] if trouble else []) + list(shelf.problems)
        self.query_one("#today-trouble", Line).show("\n".join(problems))
        self._show()

    def action_move(self, by: int) -> None:
        """Mark the next or the previous choice."""
        if self._wishes:
            self._marked = (self._marked + by) % len(self._wishes)
            self._show()
            self.query_one("#choices").scroll_to_region(Region(0, self._marked, 1, 1), animate=False)

    def action_choose(self) -> None:
        """Do what is marked."""
        if self._wishes:
            self.post_message(self.Chosen(self._wishes[self._marked][2]))

    def action_back(self) -> None:
        """Stay: there is nothing behind this page."""

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(help_screen.page_help())

    def action_flags(self) -> None:
        """Show the red flags."""
        self.app.push_screen(help_screen.red_flags())

    def action_leave(self) -> None:
        """Leave the program."""
        self.app.exit()

    def _unfinished(self) -> list[tuple[str, str, Wish]]:
        records = self._desk.unfinished()
        # A practice walk never stands before real training.
        return [
            (
                f"Go on: {record.plan.title}{' (practice)' if record.practice else ''}",
                str(place(record, self._desk.now())),
                Resume(record),
            )
            for record in sorted(records, key=lambda record: record.practice)
        ]

    def _show(self) -> None:
        rows = (f"{MARK if index == self._marked else NO_MARK} {wish[0]}" for index, wish in enumerate(self._wishes))
        self.query_one("#choice-rows", Line).show("\n".join(rows))
        about = self._wishes[self._marked][1] if self._wishes else "No program can be read."
        self.query_one("#today-about", Line).show(about)


def _offered(offer: Offer) -> tuple[str, str, Wish]:
    one_side = compile_script(plan(offer, (Side.LEFT,))).timed_seconds / 60
    sides = " a side" if offer.sided else ""
    names = " · ".join(exercise.name for exercise in offer.exercises)
    pt = "Only with a PT who prescribed it and is supervising.\n" if offer.needs_pt else ""
    about = f"{pt}{offer.program.about}\n{names}\nAbout {one_side:.0f} minutes{sides}. {WARM_UP}"
    return offer.program.title, about, Start(offer)
