"""The morning's check-in: pain on the first steps, stiffness, how the day is. What keys do to it is the core's."""

from dataclasses import replace
from datetime import date, timedelta
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll

from achilles_tui.domain.base.errors import BadFile, NotSaved
from achilles_tui.domain.base.units import PainLimits
from achilles_tui.domain.forms.check_in import CHOICES, QUESTIONS, STEPS, CheckInForm, told_so_far
from achilles_tui.domain.records.correction_rules import Kept
from achilles_tui.figure.charts.scale import pain_row
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs import key_help
from achilles_tui.tui.intents import Desk
from achilles_tui.tui.looks import Looks
from achilles_tui.tui.widgets.canvas import Canvas
from achilles_tui.tui.widgets.keyed import KeyedModal
from achilles_tui.tui.widgets.line import MARK, NO_MARK, KeyLine, Line

HINTS = {
    "morning": "0-9, or t for ten: 0 no pain, 10 the worst imaginable. n: no value",
    "stiffness": "A key of the list, or type other minutes and press Enter. n: no value",
    "how": "u, f or a; Enter takes what is marked. n: no value",
}


class CheckInScreen(KeyedModal[tuple[Kept, ...]]):
    """Asks how a morning was, today's at first; returns what was kept.

    day: another day to tell of, and no other.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings((*keys.LISTS, *keys.CHECK_IN))]
    AUTO_FOCUS = ""

    def __init__(self, desk: Desk, looks: Looks, day: date | None = None) -> None:
        """Ask about today first, or about that day alone."""
        super().__init__()
        self._desk, self._looks = desk, looks
        self._today = desk.now().date()
        self._day = day or self._today
        days = (self._today, self._yesterday) if day is None else (day,)
        self._forms = {one: CheckInForm(desk.day(one)) for one in days}
        self._kept: tuple[Kept, ...] = ()
        self._limits = _limits(desk)

    def compose(self) -> ComposeResult:
        """Lay out the question, its answers and what was told so far."""
        with Vertical(id="check-in"):
            yield Line(id="check-in-title", classes="page-title")
            yield Line(id="check-in-told")
            yield Line(id="check-in-question")
            yield Canvas(id="check-in-scale")
            with VerticalScroll(id="check-in-list", can_focus=False):
                yield Line(id="check-in-rows")
            yield Line(id="check-in-hint")
            yield Line(id="check-in-trouble", classes="trouble")
            yield KeyLine(())

    def on_mount(self) -> None:
        """Ask the first question."""
        self._show()

    def take_key(self, event: events.Key) -> bool:
        """Take a key that answers."""
        form = self._form.pressed(event.character or "")
        if form is not None:
            self._take(form)
        return form is not None

    def action_move(self, by: int) -> None:
        """Mark the next or the previous answer; on the pain scale up is more."""
        self.action_step(-by if self._form.step == "morning" else by)

    def action_step(self, by: int) -> None:
        """Mark the next or the previous answer."""
        self._take(self._form.moved(by))

    def action_choose(self) -> None:
        """Give the answer that is typed or marked, or leave what was told already."""
        self._take(self._form.chosen())

    def action_pass_over(self) -> None:
        """Say nothing of this value: what is missing stays missing."""
        self._take(self._form.passed_over())

    def action_erase(self) -> None:
        """Take the last digit back, or go to the question before."""
        self._take(self._form.erased())

    def action_other_day(self) -> None:
        """Tell of yesterday, or of today again; what was said so far waits."""
        self._day = next((one for one in self._forms if one != self._day), self._day)
        self._show()

    def action_back(self) -> None:
        """Leave; what is not kept yet is not kept."""
        self.dismiss(self._kept)

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(key_help.keys_help(keys.LISTS, keys.CHECK_IN))

    def action_flags(self) -> None:
        """Show the red flags."""
        self.app.push_screen(key_help.red_flags())

    @property
    def _yesterday(self) -> date:
        return self._today - timedelta(days=1)

    @property
    def _which(self) -> str:
        names = {self._today: "This morning", self._yesterday: "Yesterday morning"}
        return names.get(self._day, "That morning")

    @property
    def _form(self) -> CheckInForm:
        return self._forms[self._day]

    def _take(self, form: CheckInForm) -> None:
        """Go on with this form of the day; once it is done, keep it."""
        self._forms[self._day] = replace(form, done=False)
        if form.done and not self._keep(form):
            return
        self._show()

    def _keep(self, form: CheckInForm) -> bool:
        """Keep what is new of the day; say whether the other day is still to be told of."""
        if form.says:
            try:
                self._kept += (self._desk.check_in(self._day, **form.news._asdict()),)
            except NotSaved as error:
                self._forms[self._day] = replace(form, done=False, problem=f"NOT SAVED: {error} Enter tries it again.")
                return True
        self._forms[self._day] = CheckInForm(self._desk.day(self._day))
        waiting = next((day for day, one in self._forms.items() if one.says), None)
        if waiting is None:
            self.dismiss(self._kept)
            return False
        self._day = waiting
        return True

    def _show(self) -> None:
        form, palette, is_today = self._form, self._looks.palette, self._day == self._today
        for name, text in {
            "title": f"{self._which}: {self._day:%A %d %B}",
            "told": f"Told so far: {told_so_far(form)}.",
            "question": f"{STEPS.index(form.step) + 1} of {len(STEPS)}: {QUESTIONS[form.step]}",
            "rows": "" if form.step == "morning" else _rows(form),
            "hint": HINTS[form.step],
            "trouble": form.problem,
        }.items():
            self.query_one(f"#check-in-{name}", Line).show(text)
        scale, at, limits = self.query_one("#check-in-scale", Canvas), form.at, self._limits
        scale.display = form.step == "morning" and limits is not None
        self.query_one("#check-in-list").display = form.step != "morning"
        if scale.display and limits:
            calm, limit, _ = limits
            scale.show(lambda columns, rows: pain_row(at, columns, rows, palette, calm=calm, limit=limit))
        own = tuple(
            move._replace(label="today") if _is_back(move, is_today) else move
            for move in keys.CHECK_IN
            if move.id != "other-day" or len(self._forms) > 1
        )
        self.query_one(KeyLine).offer(keys.shown(own, choose="keep" if form.step == "how" else "next", back="leave"))


def _limits(desk: Desk) -> PainLimits | None:
    """Return those of the rule. Where it cannot be read, the numbers are asked for without its coloured scale."""
    try:
        return desk.rule().limits
    except BadFile:
        return None


def _is_back(move: keys.Move, is_today: bool) -> bool:  # noqa: FBT001 a fact about the day
    return move.id == "other-day" and not is_today


def _rows(form: CheckInForm) -> str:
    rows = [
        f"{MARK if index == form.at and not form.typed else NO_MARK} {choice.key}  {choice.label}"
        for index, choice in enumerate(CHOICES[form.step])
    ]
    if form.step == "stiffness":
        told = form.value("stiffness")
        other = f"{form.typed}_ min" if form.typed else f"{told} min" if told is not None and form.at is None else ""
        rows.append(f"{MARK if other else NO_MARK}    {other or 'other minutes, typed'}")
    return "\n".join(rows)
