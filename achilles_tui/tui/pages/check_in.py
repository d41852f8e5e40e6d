"""The check-in: morning pain on the first steps, stiffness, and what kind of day it is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll

from achilles_tui.application.agenda import AgendaService
from achilles_tui.domain.base.errors import NotSaved, Refused
from achilles_tui.domain.base.units import PainLimits
from achilles_tui.domain.forms import check_in
from achilles_tui.domain.records.day_entries import WrittenEntries
from achilles_tui.figure.charts.scale import pain_row
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs.form import FormScreen
from achilles_tui.tui.looks import Looks
from achilles_tui.tui.widgets.canvas import Canvas
from achilles_tui.tui.widgets.line import MARK, NO_MARK, KeyLine, Line

HINTS = {
    "morning": "0-9, or t for ten: 0 no pain, 10 the worst imaginable. n: no value",
    "stiffness": "Press a key from the list, or type other minutes and press Enter. n: no value",
    "how": "Press u, f or a; Enter takes the marked answer. n: no value",
}


class CheckInScreen(FormScreen[check_in.CheckInForm, tuple[WrittenEntries, ...]], own=keys.CHECK_IN):
    """Asks how a morning was; returns the entries it saved. day: the only day, in place of today and yesterday."""

    def __init__(
        self, agenda: AgendaService, looks: Looks, today: date, limits: PainLimits | None, day: date | None = None
    ) -> None:
        """Start with today, or with the given day. limits: the rule's pain limits; None shows no pain scale."""
        self._today = today
        self._yesterday = self._today - timedelta(days=1)
        self._day = day or self._today
        super().__init__("", "", check_in.check_in_form(agenda.entries(self._day)), self._save_answers)
        self._agenda, self._looks = agenda, looks
        self._second_day = None if day else (self._yesterday, check_in.check_in_form(agenda.entries(self._yesterday)))
        """The day that is not on screen, with its form."""
        self._saved_entries: tuple[WrittenEntries, ...] = ()
        self._limits = limits

    def compose(self) -> ComposeResult:
        """Lay out the question, its answers and the answers so far."""
        with Vertical(id="check-in"):
            yield Line(id="check-in-title", classes="page-title")
            yield Line(id="check-in-answers")
            yield Line(id="check-in-question")
            yield Canvas(id="check-in-scale")
            with VerticalScroll(id="check-in-list", can_focus=False):
                yield Line(id="check-in-rows")
            yield Line(id="check-in-hint")
            yield Line(id="check-in-trouble", classes="trouble")
            yield KeyLine(())

    def action_move(self, step: int) -> None:
        """Mark the next or the previous answer; on the pain scale up is more."""
        self.action_step(-step if self._question == "morning" else step)

    def action_choose(self) -> None:
        """Take the typed or marked answer, or leave the recorded one."""
        try:
            self.go_on(self.form.confirm())
        except Refused as error:
            self.show(str(error))

    def action_pass_over(self) -> None:
        """Leave this value empty: missing stays missing."""
        self.go_on(self.form.pass_over())

    def action_other_day(self) -> None:
        """Switch between today and yesterday; the answers so far stay in their form."""
        if self._second_day:
            (self._day, self.form), self._second_day = self._second_day, (self._day, self.form)
            self.show()

    def action_back(self) -> None:
        """Leave; answers not saved yet are dropped."""
        self.dismiss(self._saved_entries)

    def go_on(self, form: check_in.CheckInForm) -> None:
        """Show the changed form; after its last question save it, and turn to the second day if that has changes."""
        self.form = replace(form, done=False)
        if not form.done:
            self.show()
            return
        try:
            self._saved_entries = self._save_answers(self.form)
        except NotSaved as error:
            self.show(f"NOT SAVED: {error} Enter tries again.")
            return
        self.form = check_in.check_in_form(self._agenda.entries(self._day))
        if self._second_day and self._second_day[1].is_changed:
            self.action_other_day()
        else:
            self.dismiss(self._saved_entries)

    def _save_answers(self, form: check_in.CheckInForm) -> tuple[WrittenEntries, ...]:
        """Save the new answers of the day, and return all saved entries. Raises NotSaved."""
        if not form.is_changed:
            return self._saved_entries
        return (*self._saved_entries, self._agenda.check_in(self._day, **check_in.new_values(form)))

    def show(self, trouble: str = "") -> None:
        """Show the marked question. trouble: why its answer cannot be saved, if so."""
        form, palette, name = self.form, self._looks.palette, self._question
        names = {self._today: "This morning", self._yesterday: "Yesterday morning"}
        for part, text in {
            "title": f"{names.get(self._day, 'That morning')}: {self._day:%A %d %B}",
            "answers": f"Answers so far: {check_in.answers_text(form)}.",
            "question": f"{form.marked_index + 1} of {len(form.rows)}: {form.row.name}",
            "rows": _rows(form, check_in.OPTIONS[name]) if name in check_in.OPTIONS else "",
            "hint": HINTS[name],
            "trouble": trouble,
        }.items():
            self.query_one(f"#check-in-{part}", Line).show(text)
        scale, pain, limits = self.query_one("#check-in-scale", Canvas), form.value("morning"), self._limits
        scale.display = name == "morning" and limits is not None
        self.query_one("#check-in-list").display = name != "morning"
        if scale.display and limits:
            calm, limit, _ = limits
            scale.show(lambda columns, rows: pain_row(pain, columns, rows, palette, calm=calm, limit=limit))
        own = tuple(self._named(move) for move in keys.CHECK_IN if move.id != "other-day" or self._second_day)
        self.query_one(KeyLine).offer(keys.line_actions(own, choose="save" if name == "how" else "next", back="leave"))

    @property
    def _question(self) -> str:
        return str(self.form.row.key[0])

    def _named(self, move: keys.KeyAction) -> keys.KeyAction:
        is_back = move.id == "other-day" and self._day != self._today
        return move._replace(label="today") if is_back else move


def _rows(form: check_in.CheckInForm, options: Sequence[check_in.Option[Any]]) -> str:
    answer = None if form.typed else form.answer
    rows = [f"{MARK if option.value == answer else NO_MARK} {option.letter}  {option.label}" for option in options]
    if form.row.key == ("stiffness",):
        is_typed = form.answer is not None and not any(row.startswith(MARK) for row in rows)
        minutes = form.lines[form.marked_index].value if is_typed else "other minutes: type them"
        rows.append(f"{MARK if is_typed else NO_MARK}    {minutes}")
    return "\n".join(rows)
