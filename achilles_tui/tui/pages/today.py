"""The Today page: an unfinished session first, then the person's program, then all others.

What it does not show at once loads when it is asked for.
"""

# See above.
# ruff: noqa: PLC0415
from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Region

from achilles_tui.application.intents import Intent, Resume, Start
from achilles_tui.domain.base.errors import AchillesError
from achilles_tui.domain.base.units import Figure
from achilles_tui.domain.programs.session_plan import plan
from achilles_tui.domain.session.cost import cost
from achilles_tui.domain.session.demonstration import Posture, typical
from achilles_tui.domain.session.phases import Phase
from achilles_tui.domain.session.phrases import EDUCATION
from achilles_tui.figure.palette import Ink
from achilles_tui.text.today import ActionHints, lock_lines
from achilles_tui.text.today import short_lines as today_lines
from achilles_tui.tui import keys
from achilles_tui.tui.pages.page import Page
from achilles_tui.tui.widgets.canvas import Canvas
from achilles_tui.tui.widgets.line import MARK, NO_MARK, KeyLine, Line

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from textual.app import ComposeResult

    from achilles_tui.application.services import Services
    from achilles_tui.domain.agenda.gate import Gate, Refusal, RefusalKind
    from achilles_tui.domain.agenda.today import Today
    from achilles_tui.domain.base.units import Side
    from achilles_tui.domain.programs.program import ResolvedProgram
    from achilles_tui.domain.programs.session_plan import Plan
    from achilles_tui.domain.records.session_record import SessionRecord
    from achilles_tui.tui.looks import Looks
    from achilles_tui.tui.pages.history.reader import HistoryReader

AHEAD = 0.8
"""Seconds after Today is shown until it starts to read what the history shows first (ours)."""

WARM_UP = "Warm up: 3 to 5 minutes of easy walking or ankle circles, unless you are warm."


class TodayScreen(Page, own=keys.TODAY):
    """What can be started now."""

    def __init__(self, services: Services, looks: Looks) -> None:
        """Show today."""
        super().__init__(services, looks)
        self._choices: list[_Choice] = []
        self._marked_index = 0
        self._gate: Gate | None = None
        self._reader: HistoryReader | None = None
        """Reads ahead; made when it begins."""

    def compose(self) -> ComposeResult:
        """Lay out one big action, what it means, and the list of all actions."""
        yield Line("Today", id="today-title")
        with Horizontal(id="action"):
            yield Canvas(id="action-figure")
            with Vertical(id="action-side"):
                yield Canvas(id="action-word")
                yield Line(id="today-about")
        with VerticalScroll(id="choices", can_focus=False):
            yield Line(id="choice-rows")
        yield Line(id="today-trouble")
        yield Line(f"{EDUCATION} {WARM_UP}", id="today-education")
        # This page lists the programs itself, so the key of their page gives way first.
        yield KeyLine(_key_actions("start"), last="programs")

    def read_anew(self) -> None:
        """Read programs, settings and the log again: an unfinished session may be finished now."""
        library, side, mine = self.services.programs.library(), self.leg(), self.current_settings().program
        now, gate, notices = self._now()
        lock = gate.lock if gate is not None else None
        rest = (program for name, program in library.programs.items() if now is None or name != mine)
        due = [] if now is None else [_of_today(now, side, self._refusal)]
        self._choices = [*self._unfinished(), *due, *(_of_program(program, side, self._refusal) for program in rest)]
        if lock is not None:
            # The lock belongs to the page: no mark stands on anything that could start.
            self._choices = due or [_of_lock(lock, ACTION_HINTS, side)]
        self._marked_index = min(self._marked_index, max(0, len(self._choices) - 1))
        trouble = self.services.sessions.trouble()
        problems = ([f"NOT SAVED here: {trouble}"] if trouble else []) + [*notices, *library.problems]
        self.query_one("#today-trouble", Line).show("\n".join(problems))
        self._show()
        # From the moment it is painted, so that reading never delays the first frame.
        self.call_after_refresh(self.set_timer, AHEAD, self.read_ahead)

    def read_ahead(self) -> None:
        """Read what the history shows first, before the person opens it."""
        from achilles_tui.tui.pages.history.reader import FIRST_WEEKS, HistoryReader, first_of

        if self._reader is None:
            # The history service caches what it read last, so this page ignores the result.
            self._reader = HistoryReader(
                self, self.services.history, self.services.clock, lambda _read: None, lambda _sentence: None
            )
        if self.is_current and not self.busy:
            self._reader.read(first_of(FIRST_WEEKS, self.services.clock.now().date()))

    def on_screen_suspend(self) -> None:
        """Stop reading ahead."""
        if self._reader is not None:
            self._reader.give_up()

    def action_move(self, step: int) -> None:
        """Mark the next or the previous choice."""
        if self._choices:
            self._marked_index = (self._marked_index + step) % len(self._choices)
            self._show()
            self.query_one("#choices").scroll_to_region(Region(0, self._marked_index, 1, 1), animate=False)

    def action_choose(self) -> None:
        """Carry out the marked choice."""
        if self._choices:
            intent = self._choices[self._marked_index].intent
            if intent is not None:
                self.post_message(self.IntentChosen(intent))
            else:
                self.lead(self._open_gate)

    def action_check_in(self) -> None:
        """Record how the morning was."""
        self.lead(self._check_in)

    def action_verdict(self) -> None:
        """Show what the rule says, to be answered."""
        from achilles_tui.tui.pages.verdict import VerdictScreen

        self.app.push_screen(VerdictScreen(self.services, self.looks))

    async def _check_in(self) -> None:
        from achilles_tui.tui.pages.check_in import CheckInScreen

        entries = await self.app.push_screen_wait(
            CheckInScreen(
                self.services.agenda, self.looks, self.services.clock.now().date(), self.services.programs.pain_limits()
            )
        )
        lock = self.services.gate.read().lock if entries else None
        if lock is not None:
            from achilles_tui.tui.dialogs.gate import show_refusal

            await show_refusal(self.app, self.services, lock)

    async def _open_gate(self) -> None:
        from achilles_tui.tui.dialogs.gate import pass_gate

        await pass_gate(self.app, self.services)

    def _now(self) -> tuple[Today | None, Gate | None, list[str]]:
        """Return today in the person's program, the gate, and the notices about their files."""
        try:
            now = self.services.agenda.today()
            self._gate = self.services.gate.read() if now is None else now.gate
        except AchillesError as error:
            self._gate = None
            return None, None, [str(error)]
        return now, self._gate, [] if now is None else list(now.notices)

    def _refusal(self, planned: Plan) -> Refusal | None:
        return None if self._gate is None else self._gate.bar(self.services.gate.work(planned))

    def _unfinished(self) -> list[_Choice]:
        # Practice walks come after real training.
        records = sorted(self.services.sessions.unfinished(), key=lambda record: record.practice)
        return [
            _interrupted(record, self.services.clock.now(), None if record.practice else self._refusal(record.plan))
            for record in records
        ]

    def _show(self) -> None:
        rows = (
            f"{MARK if index == self._marked_index else NO_MARK} {choice.title}"
            for index, choice in enumerate(self._choices)
        )
        self.query_one("#choice-rows", Line).show("\n".join(rows))
        self.set_class(not self._choices, "-empty")
        if not self._choices:
            self.query_one("#today-about", Line).show("No program can be read.")
            return
        choice = self._choices[self._marked_index]
        self.query_one("#today-about", Line).show(choice.about)
        self.query_one("#action-word", Canvas).show(self.looks.word(choice.word, self.looks.palette[choice.ink]))
        self.query_one("#action-figure", Canvas).show(self.looks.figure(choice.posture))
        self.query_one(KeyLine).offer(_key_actions(choice.label))


class _Choice(NamedTuple):
    """One thing to do now: its line in the list, and how it looks as the big action."""

    title: str
    about: str
    intent: Intent | None
    """None: it opens the gate alone."""
    word: str
    ink: Ink
    posture: Posture
    label: str = "start"
    """What Enter does, for the line of keys."""

    def refused(self, refusal: Refusal | None) -> _Choice:
        """Return the choice as it looks while it cannot start."""
        if refusal is None:
            return self
        word, ink, label = _REFUSED[refusal.kind]
        return self._replace(word=word, ink=ink, label=label)

    def explained(self, refusal: Refusal | None) -> _Choice:
        """Return the choice as it looks while it cannot start, with the reason and the way on first."""
        if refusal is None:
            return self
        about = f"{self.title}\n{refusal.reason}\n{refusal.way_on}"
        return self.refused(refusal)._replace(about=about)


_REFUSED: dict[RefusalKind, tuple[str, Ink, str]] = {
    "under 18": ("STOP", Ink.STOP, "why"),
    "warning sign": ("STOP", Ink.STOP, "note"),
    "stop": ("STOP", Ink.STOP, "note"),
    "not answered": ("START", Ink.DOWN, "start"),
    "first morning": ("ASK FIRST", Ink.WARNING, "answer"),
    "over": ("REST", Ink.CALM, "why"),
    "skip": ("SKIP", Ink.CALM, "why"),
}
"""The big word of what cannot start, with its colour, and what Enter does."""


def _key_actions(choose: str) -> tuple[keys.KeyAction, ...]:
    return keys.line_actions(keys.TODAY, keys.PAGES[1:], keys.PAGE, choose=choose)


def _interrupted(record: SessionRecord, now: datetime, refusal: Refusal | None) -> _Choice:
    from achilles_tui.domain.session.resume import place

    where = place(record, now)
    title = f"Go on: {record.plan.title}{' (practice)' if record.practice else ''}"
    saved = sum(part.done for part in record.sets)
    about = f"{record.plan.title}\n{where}\n{saved} repetitions are saved. Enter goes on from there."
    choice = _Choice(title, about, Resume(record), "GO ON", Ink.RESTING, typical(where.exercise, where.side))
    return choice.explained(refusal)


ACTION_HINTS = ActionHints(
    check_in=keys.key(keys.TODAY, "check-in"),
    answer=keys.key(keys.TODAY, "verdict"),
    note=keys.key(keys.LISTS, "choose"),
)
"""The keys that the lines of today name."""

_WORDS: dict[str, tuple[str, Ink]] = {
    "stop": ("STOP", Ink.STOP),
    "due": ("START", Ink.DOWN),
    "done": ("DONE", Ink.RESTING),
    "later": ("REST", Ink.CALM),
}
"""The big word of today by its state, with its colour."""


def _of_lock(lock: Refusal, hints: ActionHints, side: Side) -> _Choice:
    """Return the choice of a person without a program while no session can start."""
    posture = Posture(Figure.NEUTRAL, side, single_leg=False, phase=Phase.SETUP)
    return _Choice("", "\n".join(lock_lines(lock, hints)), None, "", Ink.STOP, posture).refused(lock)


def _of_today(now: Today, side: Side, refusal_of: Callable[[Plan], Refusal | None]) -> _Choice:
    """Return the choice of the person's own program: what is due, this morning, and what the rule says."""
    whole = plan(now.program, (side,), stage=now.targets.stage, region=now.targets.region)
    planned = now.plan_to_do(whole) or whole
    word, ink = _WORDS[now.state]
    first, title = planned.exercises[0], f"{now.targets.program.definition.title}, week {now.week}"
    about = "\n".join((title, *today_lines(now, ACTION_HINTS)))
    choice = _Choice(title, about, Start(now.targets.program), word, ink, typical(first, first.sides[0]))
    return choice.refused(refusal_of(planned))


def _of_program(program: ResolvedProgram, side: Side, refusal_of: Callable[[Plan], Refusal | None]) -> _Choice:
    planned = plan(program, (side,))
    minutes = cost(program).session
    sides = " a side" if program.sided() else ""
    names = " · ".join(exercise.name for exercise in planned.exercises)
    pt = "Only with a PT who prescribed it and supervises you.\n" if program.needs_pt else ""
    title = program.definition.title
    about = f"{title}, about {minutes:.0f} minutes{sides}\n{pt}{program.definition.about}\n{names}"
    first = planned.exercises[0]
    choice = _Choice(title, about, Start(program), "START", Ink.DOWN, typical(first, first.sides[0]))
    return choice.explained(refusal_of(planned))
