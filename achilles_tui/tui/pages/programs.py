"""The page of all programs: what each asks, whose it is, and what is wrong with those that cannot be read."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll

from achilles_tui.application.services import Services
from achilles_tui.domain.describe.programs import as_table, is_found, program_lines
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.programs.session_plan import plan
from achilles_tui.domain.session.cost import cost
from achilles_tui.domain.session.demonstration import typical
from achilles_tui.domain.session.phrases import minutes, supervision
from achilles_tui.domain.settings import ProgramLibrary, Settings
from achilles_tui.figure.body.drawing import draw
from achilles_tui.tui import keys
from achilles_tui.tui.looks import Looks
from achilles_tui.tui.pages.page import Page, page_bindings
from achilles_tui.tui.pages.program import ProgramScreen
from achilles_tui.tui.pages.program_editing import edited
from achilles_tui.tui.widgets.canvas import Canvas
from achilles_tui.tui.widgets.line import MARK, NO_MARK, KeyLine, Line

LONGEST_SEARCH = 40
"""Letters that are searched for."""

NOT_YOURS = "It ships and stays as it is: Enter, then c, makes a copy of your own."


class ProgramsScreen(Page):
    """All programs; Enter opens the marked one."""

    OWN: ClassVar[tuple[keys.KeyAction, ...]] = keys.PROGRAMS
    BINDINGS: ClassVar[list[BindingType]] = [*page_bindings(keys.PROGRAMS)]

    def __init__(self, services: Services, looks: Looks) -> None:
        """Show the library."""
        super().__init__(services, looks)
        self._shelf, self._settings = ProgramLibrary({}), Settings()
        self._known: tuple[_Entry, ...] = ()
        self._rows: list[_ProgramRow] = []
        self._marked = ""
        self._search, self._typing = "", False
        self._notice = ""

    def compose(self) -> ComposeResult:
        """Lay out the list, and beside or below it what the marked program is."""
        yield Line("Programs", id="programs-title", classes="page-title")
        with Container(id="programs-body"):
            yield VerticalScroll(id="programs", can_focus=False)
            with Container(id="marked"):
                yield Canvas(id="marked-figure")
                yield Line(id="marked-about")
        yield Line(id="programs-trouble", classes="trouble")
        yield KeyLine(())

    def on_resize(self, _event: events.Resize) -> None:
        """Show everything in its new place, once there is one."""
        self.call_after_refresh(self._show)

    def read_anew(self) -> None:
        """Read everything again, and keep the mark where it was."""
        self._shelf, self._settings = self.services.programs.library(), self.current_settings()
        self._known = tuple(_entries(self._shelf, self._settings.program))
        if [row.name for row in self._rows] == [entry.name for entry in self._known]:
            for row, entry in zip(self._rows, self._known, strict=True):
                row.show(entry)
        else:
            for row in self._rows:
                row.remove()
            self._rows = [_ProgramRow(entry) for entry in self._known]
            self.query_one("#programs").mount(*self._rows)
        self.query_one("#programs-trouble", Line).show("\n".join(_loose(self._shelf)))
        self._show()

    def take_text(self, event: events.Key) -> bool:
        """Take a letter of what is searched for."""
        if not self._typing:
            return False
        if event.key == "backspace":
            self._search = self._search[:-1]
        elif event.is_printable and event.character and len(self._search) < LONGEST_SEARCH:
            self._search += event.character
        else:
            return False
        self._show()
        return True

    def action_search(self) -> None:
        """Begin to type what is searched for."""
        self._typing = True
        self._show()

    def action_back(self) -> None:
        """End the search; there is nothing else behind this page."""
        self._search, self._typing = "", False
        self._show()

    def action_move(self, by: int) -> None:
        """Mark the next or the previous program."""
        names = [entry.name for entry in self._matching_entries()]
        if names:
            at = names.index(self._marked)
            self._marked = names[(at + by) % len(names)]
            self._show()

    def action_choose(self) -> None:
        """Open the marked program."""
        self._typing = False
        if self._marked in self._shelf.programs:
            self.app.push_screen(ProgramScreen(self.services, self.looks, self._marked))

    def action_edit(self) -> None:
        """Edit the marked program, where it is the user's own."""
        name = self._marked
        if name in self._shelf.own:
            self.lead(lambda: edited(self.app, self.services.programs, name))
        elif name:
            self._say(NOT_YOURS)

    def _matching_entries(self) -> list["_Entry"]:
        return [entry for entry in self._known if _matches(entry, self._shelf, self._search)]

    def _say(self, notice: str) -> None:
        self._notice = notice
        self._show()

    def _show(self) -> None:
        """Show what is found, and more of what is marked."""
        found = self._matching_entries()
        names = [entry.name for entry in found]
        if self._marked not in names:
            self._marked = names[0] if names else ""
        for row in self._rows:
            row.display = row.name in names
            row.mark(is_marked=row.name == self._marked)
            if row.name == self._marked:
                row.scroll_visible(animate=False)
        self.query_one("#programs-title", Line).show(self._title(len(found)))
        offered = self._shelf.programs.get(self._marked)
        self.set_class(offered is None, "-no-figure")
        notice, self._notice = self._notice, ""
        about = self._about(offered) if offered else self._unopened()
        self.query_one("#marked-about", Line).show(f"{notice}\n{about}" if notice else about)
        if offered:
            self._draw(offered)
        self._name_keys()

    def _title(self, found: int) -> str:
        if not self._typing and not self._search:
            return "Programs"
        end = "_" if self._typing else ""
        return f"Programs · search: {self._search}{end} · {found} of {len(self._known)} · Esc ends it"

    def _about(self, offered: ResolvedProgram) -> str:
        names = " · ".join(dict.fromkeys(exercise.name for exercise in offered.exercises))
        about = self.query_one("#marked-about", Line)
        more = as_table(program_lines(offered), about.content_size.width) if self.has_class("-wide") else ""
        return f"{offered.definition.about}\n{names}\n\n{more}".rstrip()

    def _unopened(self) -> str:
        """Say why there is nothing that Enter opens."""
        if not self._marked:
            return "No program has this in it." if self._search else "No program can be read."
        return "It cannot be opened as it stands" + (": e edits it." if self._marked in self._shelf.own else ".")

    def _name_keys(self) -> None:
        """Name the keys that do something to the marked program."""
        own = tuple(move for move in keys.PROGRAMS if move.id != "edit" or self._marked in self._shelf.own)
        self.query_one(KeyLine).offer(keys.line_actions(own, keys.PAGES[:1], keys.PAGE, choose="open"))

    def _draw(self, offered: ResolvedProgram) -> None:
        first = plan(offered, (self.leg(),), region=self._settings.region).exercises[0]
        posture, palette, motion = typical(first, first.sides[0]), self.looks.palette, self.looks.motion
        self.query_one("#marked-figure", Canvas).show(
            lambda columns, rows: draw(posture, columns, rows, palette, motion)
        )


class _Entry(NamedTuple):
    """What a row of the list says."""

    name: str
    title: str
    remark: str
    facts: str
    is_broken: bool = False


class _ProgramRow(Vertical):
    """One program in the list."""

    def __init__(self, entry: _Entry) -> None:
        super().__init__(name=entry.name, classes="program")
        self._entry, self._is_marked = entry, False

    def compose(self) -> ComposeResult:
        with Horizontal(classes="program-head"):
            yield Line(classes="program-title")
            yield Line(classes="program-time")
        yield Line(classes="program-facts")

    def on_mount(self) -> None:
        self.show(self._entry)

    def show(self, entry: _Entry) -> None:
        """Show this."""
        self._entry = entry
        self.set_class(entry.is_broken, "-broken")
        mark = MARK if self._is_marked else NO_MARK
        for name, text in (("title", f"{mark} {entry.title}"), ("time", entry.remark), ("facts", entry.facts)):
            for line in self.query(f".program-{name}").results(Line):
                line.show(text)

    def mark(self, *, is_marked: bool) -> None:
        """Show whether this is the one that Enter opens."""
        self._is_marked = is_marked
        self.set_class(is_marked, "-marked")
        self.show(self._entry)


def _entries(shelf: ProgramLibrary, mine: str | None) -> Sequence[_Entry]:
    def whose(name: str) -> list[str]:
        return [word for word, is_so in (("my program", name == mine), ("my own file", name in shelf.own)) if is_so]

    good = (_entry(name, offered, whose(name)) for name, offered in shelf.programs.items())
    broken = (
        _Entry(name, f"{name} cannot be read", "", " · ".join((*whose(name), sentence)), is_broken=True)
        for name, sentence in shelf.broken.items()
    )
    return sorted((*good, *broken), key=lambda entry: entry.name != mine)


def _entry(name: str, offered: ResolvedProgram, whose: Sequence[str]) -> _Entry:
    spent, side = cost(offered), " a side" if offered.sided() else ""
    pt, tags, needs = supervision(offered), ", ".join(offered.definition.tags), ", ".join(offered.equipment)
    facts = (name, *whose, pt, tags, f"needs {needs}" if needs else "")
    time = f"{minutes(spent.session)}{side}, {minutes(spent.week)} a week"
    return _Entry(name, offered.definition.title, time, " · ".join(text for text in facts if text))


def _matches(entry: _Entry, shelf: ProgramLibrary, text: str) -> bool:
    offered = shelf.programs.get(entry.name)
    return is_found(offered, text) if offered else text.casefold() in entry.name.casefold()


def _loose(shelf: ProgramLibrary) -> Sequence[str]:
    """Return what is wrong with files that no row stands for."""
    return [one for one in shelf.problems if one not in shelf.broken.values()]
