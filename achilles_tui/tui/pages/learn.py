"""The Learn page: every exercise, and texts to read."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, VerticalScroll

from achilles_tui.application.services import Services
from achilles_tui.domain.base.errors import BadFile
from achilles_tui.domain.base.units import Category, Side
from achilles_tui.domain.describe import learning
from achilles_tui.domain.describe.learning import Topic
from achilles_tui.domain.programs.program import Exercise
from achilles_tui.domain.session.demonstration import Posture, display_exercise, typical
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs.exercise import ExerciseScreen
from achilles_tui.tui.dialogs.topic import TopicScreen
from achilles_tui.tui.looks import Looks
from achilles_tui.tui.pages.page import Page
from achilles_tui.tui.widgets.canvas import Canvas
from achilles_tui.tui.widgets.line import MARK, NO_MARK, KeyLine, Line

_KINDS = list(Category)


class LearnScreen(Page, own=keys.LEARN):
    """The exercises and the texts in two lists."""

    def __init__(self, services: Services, looks: Looks) -> None:
        """Show exercises and topics."""
        super().__init__(services, looks)
        self._lists: tuple[tuple[_Entry, ...], ...] = ()
        self._lines: tuple[tuple[Line, ...], ...] = ()
        self._list, self._row = 0, 0

    def compose(self) -> ComposeResult:
        """Lay out the exercises beside the texts, and below them a preview of the marked entry."""
        yield Line("Learn", id="learn-title")
        with VerticalScroll(id="learn-lists", can_focus=False), Container(id="learn-columns"):
            for index, head in enumerate(("Exercises", "To read")):
                with Container(classes="learn-list"):
                    yield Line(head, classes="learn-head")
                    yield Container(id=f"learn-rows-{index}", classes="learn-rows")
        with Horizontal(id="learn-look"):
            yield Canvas(id="learn-figure")
            yield Line(id="learn-about")
        yield Line(id="learn-trouble")
        yield KeyLine(keys.line_actions(keys.LEARN, keys.PAGES[:2], keys.PAGE, choose="open"))

    def read_anew(self) -> None:
        """Read topics and exercises again: an exercise may have been changed."""
        side = self.leg()
        topics, trouble = self._topics()
        exercises = sorted(
            self.services.programs.library().exercises.values(),
            key=lambda exercise: (_KINDS.index(exercise.category), exercise.name),
        )
        self._lists = (
            tuple(self._exercise(exercise, side) for exercise in exercises),
            tuple(_Entry(topic.title, _about(topic), None, partial(TopicScreen, topic)) for topic in topics),
        )
        self._lines = tuple(tuple(Line(f"{NO_MARK} {entry.title}") for entry in entries) for entries in self._lists)
        for index, lines in enumerate(self._lines):
            rows = self.query_one(f"#learn-rows-{index}")
            rows.remove_children()
            rows.mount_all(lines)
        self._mark(self._list, self._row)
        self.query_one("#learn-trouble", Line).show(trouble)

    def action_move(self, step: int) -> None:
        """Mark the next or the previous entry; after the last of a list comes the other list."""
        places = [(index, row) for index, entries in enumerate(self._lists) for row in range(len(entries))]
        place = places.index((self._list, self._row))
        self._mark(*places[(place + step) % len(places)])

    def action_cross(self) -> None:
        """Go to the other list."""
        self._mark(1 - self._list, self._row)

    def action_choose(self) -> None:
        """Open the marked entry."""
        self.app.push_screen(self._marked_entry.screen())

    @property
    def _marked_entry(self) -> "_Entry":
        return self._lists[self._list][self._row]

    def _topics(self) -> tuple[tuple[Topic, ...], str]:
        """Return the texts to read, at least one, and what could not be read."""
        trouble, rule = "", None
        try:
            rule = self.services.programs.rule()
        except BadFile as error:
            trouble = str(error)
        try:
            return learning.topics(self.services.programs.topics(), self.services.safety.questions(), rule), trouble
        except BadFile as error:
            return (learning.unreadable(str(error)),), trouble

    def _exercise(self, exercise: Exercise, side: Side) -> "_Entry":
        planned = display_exercise(exercise)
        leg = side if side in planned.sides else planned.sides[0]
        screen = partial(ExerciseScreen, exercise, self.looks, leg, clock=self.services.clock.seconds)
        return _Entry(exercise.name, _about(learning.about(exercise, leg)), typical(planned, leg), screen)

    def _mark(self, index: int, row: int) -> None:
        """Mark an entry, or the nearest one. There is always a text to read."""
        self._list = index if self._lists[index] else 1 - index
        self._row = min(row, len(self._lists[self._list]) - 1)
        for number, (entries, lines) in enumerate(zip(self._lists, self._lines, strict=True)):
            for place, (entry, line) in enumerate(zip(entries, lines, strict=True)):
                is_marked = (number, place) == (self._list, self._row)
                line.show(f"{MARK if is_marked else NO_MARK} {entry.title}")
                line.set_class(is_marked, "-marked")
        self._show_marked()
        self.call_after_refresh(self._scroll_to_marked)

    def _show_marked(self) -> None:
        entry = self._marked_entry
        self.query_one("#learn-about", Line).show(entry.about)
        self.set_class(entry.posture is None, "-text")
        if entry.posture is not None:
            self.query_one("#learn-figure", Canvas).show(self.looks.figure(entry.posture))

    def _scroll_to_marked(self) -> None:
        self._lines[self._list][self._row].scroll_visible(animate=False)


class _Entry(NamedTuple):
    """A row of a list: its title, its preview, its drawing if any, and the screen to open."""

    title: str
    about: str
    posture: Posture | None
    screen: Callable[[], TopicScreen]


def _about(topic: Topic) -> str:
    """Return the paragraphs of a topic as a preview; the widget cuts them off."""
    paragraphs = ((part.head, "\n" if "\n" in part.text else " ", part.text) for part in topic.paragraphs)
    return "\n".join(f"{head}:{gap}{text}" if head else text for head, gap, text in paragraphs)
