"""The page of all programs: what each needs, whose it is, and why some cannot be read."""

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical, VerticalScroll

from achilles_tui.application.services import Services
from achilles_tui.domain.describe.programs import as_table, is_found, program_lines
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.programs.session_plan import plan
from achilles_tui.domain.session.cost import cost, minutes
from achilles_tui.domain.session.demonstration import typical
from achilles_tui.domain.session.phrases import supervision
from achilles_tui.domain.settings import ProgramLibrary, Settings
from achilles_tui.tui import keys
from achilles_tui.tui.looks import Looks
from achilles_tui.tui.pages.page import Page
from achilles_tui.tui.pages.program import ProgramScreen
from achilles_tui.tui.pages.program_editing import edit_program
from achilles_tui.tui.widgets.canvas import Canvas
from achilles_tui.tui.widgets.line import MARK, NO_MARK, KeyLine, Line

LONGEST_SEARCH = 40
"""The most letters of a search."""

NOT_YOURS = "This program comes with the app. Enter, then c, makes a copy that you can edit."


class ProgramsScreen(Page, own=keys.PROGRAMS):
    """All programs; Enter opens the marked one."""

    def __init__(self, services: Services, looks: Looks) -> None:
        """Show the library."""
        super().__init__(services, looks)
        self._library, self._settings = ProgramLibrary({}), Settings()
        self._all_entries: tuple[_Entry, ...] = ()
        self._rows: list[_ProgramRow] = []
        self._marked_name = ""
        self._search, self._typing = "", False
        self._notice = ""

    def compose(self) -> ComposeResult:
        """Lay out the list, and beside or below it the marked program."""
        yield Line("Programs", id="programs-title", classes="page-title")
        with Container(id="programs-body"):
            yield VerticalScroll(id="programs", can_focus=False)
            with Container(id="marked"):
                yield Canvas(id="marked-figure")
                yield Line(id="marked-about")
        yield Line(id="programs-trouble", classes="trouble")
        yield KeyLine(())

    def on_resize(self, _event: events.Resize) -> None:
        """Show everything again, once the new size is known."""
        self.call_after_refresh(self._show)

    def read_anew(self) -> None:
        """Read the programs and settings again; the marked program stays marked."""
        self._library, self._settings = self.services.programs.library(), self.current_settings()
        self._all_entries = tuple(_entries(self._library, self._settings.program))
        if [row.name for row in self._rows] == [entry.name for entry in self._all_entries]:
            for row, entry in zip(self._rows, self._all_entries, strict=True):
                row.show(entry)
        else:
            for row in self._rows:
                row.remove()
            self._rows = [_ProgramRow(entry) for entry in self._all_entries]
            self.query_one("#programs").mount(*self._rows)
        gate = self.gate()
        lock = () if gate is None or gate.lock is None else (gate.lock.headline,)
        self.query_one("#programs-trouble", Line).show("\n".join((*lock, *_loose(self._library))))
        self._show()

    def take_text(self, event: events.Key) -> bool:
        """Add a typed letter to the search."""
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
        """Start a search."""
        self._typing = True
        self._show()

    def action_back(self) -> None:
        """End the search."""
        self._search, self._typing = "", False
        self._show()

    def action_move(self, step: int) -> None:
        """Mark the next or the previous program."""
        names = [entry.name for entry in self._matching_entries()]
        if names:
            index = names.index(self._marked_name)
            self._marked_name = names[(index + step) % len(names)]
            self._show()

    def action_choose(self) -> None:
        """Open the marked program."""
        self._typing = False
        if self._marked_name in self._library.programs:
            self.app.push_screen(ProgramScreen(self.services, self.looks, self._marked_name))

    def action_edit(self) -> None:
        """Edit the marked program, if it is the person's own."""
        name = self._marked_name
        if name in self._library.own:
            self.lead(lambda: edit_program(self.app, self.services.programs, name))
        elif name:
            self._say(NOT_YOURS)

    def _matching_entries(self) -> list["_Entry"]:
        return [entry for entry in self._all_entries if _matches(entry, self._library, self._search)]

    def _say(self, notice: str) -> None:
        self._notice = notice
        self._show()

    def _show(self) -> None:
        """Show the matching programs, and the details of the marked one."""
        matches = self._matching_entries()
        names = [entry.name for entry in matches]
        if self._marked_name not in names:
            self._marked_name = names[0] if names else ""
        for row in self._rows:
            row.display = row.name in names
            row.mark(is_marked=row.name == self._marked_name)
            if row.name == self._marked_name:
                row.scroll_visible(animate=False)
        self.query_one("#programs-title", Line).show(self._title(len(matches)))
        program = self._library.programs.get(self._marked_name)
        self.set_class(program is None, "-no-figure")
        notice, self._notice = self._notice, ""
        about = self._about(program) if program else self._unopened()
        self.query_one("#marked-about", Line).show(f"{notice}\n{about}" if notice else about)
        if program:
            self._draw(program)
        self._name_keys()

    def _title(self, matches: int) -> str:
        if not self._typing and not self._search:
            return "Programs"
        end = "_" if self._typing else ""
        return f"Programs · search: {self._search}{end} · {matches} of {len(self._all_entries)} · Esc ends it"

    def _about(self, program: ResolvedProgram) -> str:
        names = " · ".join(dict.fromkeys(exercise.name for exercise in program.exercises))
        about = self.query_one("#marked-about", Line)
        more = as_table(program_lines(program), about.content_size.width) if self.has_class("-wide") else ""
        return f"{program.definition.about}\n{names}\n\n{more}".rstrip()

    def _unopened(self) -> str:
        """Say why Enter opens nothing."""
        if not self._marked_name:
            return "No program matches." if self._search else "No program can be read."
        return "This program has an error and cannot be opened" + (
            ": e edits it." if self._marked_name in self._library.own else "."
        )

    def _name_keys(self) -> None:
        """Name the keys that work on the marked program."""
        own = tuple(move for move in keys.PROGRAMS if move.id != "edit" or self._marked_name in self._library.own)
        self.query_one(KeyLine).offer(keys.line_actions(own, keys.PAGES[:1], keys.PAGE, choose="open"))

    def _draw(self, program: ResolvedProgram) -> None:
        first = plan(program, (self.leg(),), region=self._settings.region).exercises[0]
        self.query_one("#marked-figure", Canvas).show(self.looks.figure(typical(first, first.sides[0])))


class _Entry(NamedTuple):
    """The texts of a row of the list."""

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
        """Show these texts."""
        self._entry = entry
        self.set_class(entry.is_broken, "-broken")
        mark = MARK if self._is_marked else NO_MARK
        for name, text in (("title", f"{mark} {entry.title}"), ("time", entry.remark), ("facts", entry.facts)):
            for line in self.query(f".program-{name}").results(Line):
                line.show(text)

    def mark(self, *, is_marked: bool) -> None:
        """Show whether Enter opens this row."""
        self._is_marked = is_marked
        self.set_class(is_marked, "-marked")
        self.show(self._entry)


def _entries(library: ProgramLibrary, mine: str | None) -> Sequence[_Entry]:
    def whose(name: str) -> list[str]:
        return [
            word for word, applies in (("my program", name == mine), ("my own file", name in library.own)) if applies
        ]

    good = (_entry(name, program, whose(name)) for name, program in library.programs.items())
    broken = (
        _Entry(name, f"{name} cannot be read", "", " · ".join((*whose(name), sentence)), is_broken=True)
        for name, sentence in library.broken.items()
    )
    return sorted((*good, *broken), key=lambda entry: entry.name != mine)


def _entry(name: str, program: ResolvedProgram, whose: Sequence[str]) -> _Entry:
    time, side = cost(program), "a side: " if program.sided() else ""
    pt, tags, needs = supervision(program), ", ".join(program.definition.tags), ", ".join(program.equipment)
    facts = (name, *whose, pt, tags, f"needs {needs}" if needs else "")
    remark = f"{side}{minutes(time.session)}, {minutes(time.week)} a week"
    return _Entry(name, program.definition.title, remark, " · ".join(text for text in facts if text))


def _matches(entry: _Entry, library: ProgramLibrary, text: str) -> bool:
    program = library.programs.get(entry.name)
    return is_found(program, text) if program else text.casefold() in entry.name.casefold()


def _loose(library: ProgramLibrary) -> Sequence[str]:
    """Return the problems of files that have no row."""
    return [problem for problem in library.problems if problem not in library.broken.values()]
