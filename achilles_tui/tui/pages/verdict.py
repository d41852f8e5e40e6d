"""The verdicts of the rule on the person's program, and their answers to what it offers."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll

from achilles_tui.application.services import Services
from achilles_tui.domain.agenda import verdict_text as texts
from achilles_tui.domain.agenda.today import Today, VerdictAnswer
from achilles_tui.domain.base.errors import AchillesError, NotSaved
from achilles_tui.domain.base.units import Verdict
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs import key_help, questions
from achilles_tui.tui.looks import Looks
from achilles_tui.tui.pages.page import Page
from achilles_tui.tui.widgets.line import MARK, NO_MARK, KeyLine, Line

NOTHING_OFFERED = "Nothing is offered here, so there is nothing to answer."
PT_NOT_ASKED = "Nothing was recorded: the rule waits for your PT."
_WITH_A_PT: VerdictAnswer = "my PT says otherwise"
_NOT_OVER_A_STOP = "A stop ends only when you write down what a clinician said."
_BACK = keys.line_actions(back="back")[1]
_CLASSES = {verdict: f"-{verdict.name.lower().replace('_', '-')}" for verdict in Verdict}


class VerdictScreen(Page, own=keys.VERDICT):
    """What the rule says about each exercise today; nothing changes without a key."""

    TEXT: ClassVar[str] = "#verdicts"

    def __init__(self, services: Services, looks: Looks) -> None:
        """Show today's verdicts."""
        super().__init__(services, looks)
        self._now: Today | None = None
        self._groups: tuple[texts.VerdictGroup, ...] = ()
        self._marked_index = 0
        self._notice = self._trouble = ""

    def compose(self) -> ComposeResult:
        """Lay out the verdicts, one below the other."""
        yield Line("What the rule says about your log", id="verdict-title", classes="page-title")
        with VerticalScroll(id="verdicts", can_focus=False):
            yield Line(id="verdict-none")
        yield Line(id="verdict-notice")
        yield Line(id="verdict-trouble", classes="trouble")
        yield KeyLine(())

    def read_anew(self) -> None:
        """Read today again: an answer, a check-in or a session may have changed it."""
        unread = ""
        try:
            self._now = self.services.agenda.today()
        except AchillesError as error:
            self._now, unread = None, str(error)
        exercise = None if self._group is None else self._group.verdicts[0].exercise
        self._groups = () if self._now is None else texts.grouped(self._now)
        self._marked_index = self._index_of(exercise)
        self._show(unread)

    def action_move(self, step: int) -> None:
        """Mark the next or the previous verdict."""
        self._say()
        if self._groups:
            self._marked_index = (self._marked_index + step) % len(self._groups)
        self._show()
        if self._groups:
            self._block(self._marked_index).scroll_visible(animate=False, top=True)

    def action_choose(self) -> None:
        """Show why: answers have keys of their own."""
        self.action_why()

    def action_back(self) -> None:
        """Go back without a change."""
        self.dismiss()

    def action_answer(self, answer: VerdictAnswer) -> None:
        """Save a yes or a no to the offer of the marked verdict, for all its exercises."""
        self._say()
        group = self._group
        if group is not None and group.waits_for_pt:
            self._answer_for_pt(answer)
        elif group is None or not group.open_verdicts:
            self._say(NOTHING_OFFERED)
        else:
            steps_back = group.decision.output is Verdict.STEP_BACK
            self._save(group, answer)
            if not self._trouble:
                self._say(f"Saved: {answer}." + (f" {texts.STILL_SKIPPED}" if answer == "no" and steps_back else ""))
        self.read_anew()

    def _answer_for_pt(self, answer: VerdictAnswer) -> None:
        """Record the PT's word on the next step; a no records nothing."""
        if answer != "yes" or self._now is None:
            self._say(PT_NOT_ASKED)
            return
        try:
            self.services.gate.record_pt_word("next step", self._now.targets.program.definition.id)
        except NotSaved as error:
            self._trouble = f"NOT SAVED: {error} The same key tries again."
        else:
            self._say(f"Saved: {texts.PT_AGREES}")

    def action_pt(self) -> None:
        """Write down that the PT says otherwise."""
        group = self._group
        if group is not None and group.replaceable:
            self._say()
            self.lead(lambda: self._with_a_pt(group))
        elif group is not None:
            self._say(_NOT_OVER_A_STOP if group.decision.output is Verdict.STOP else NOTHING_OFFERED)
            self._show()

    def action_why(self) -> None:
        """Show the row of the rule that applies, its numbers and their sources, and all other rows."""
        if self._now is not None and self._group is not None:
            self.app.push_screen(key_help.ReadScreen(f"Why: {self._group.head}", texts.why(self._now, self._group)))

    @property
    def _group(self) -> texts.VerdictGroup | None:
        return self._groups[self._marked_index] if self._groups else None

    def _index_of(self, exercise: str | None) -> int:
        """Return the index of an exercise's verdict, so that a key pressed twice does not answer another one."""
        indexes = (
            index
            for index, group in enumerate(self._groups)
            if any(verdict.exercise == exercise for verdict in group.verdicts)
        )
        return next(indexes, 0)

    async def _with_a_pt(self, group: texts.VerdictGroup) -> None:
        body = "In your own words; it is saved with the verdict."
        note = await questions.own_words(self.app, "What did your PT say?", body)
        if note is None:
            return
        self._save(group, _WITH_A_PT, note)
        if not self._trouble:
            await questions.tell(self.app, "Saved: your PT says otherwise", texts.PT_DOSE)

    def _save(self, group: texts.VerdictGroup, answer: VerdictAnswer, note: str = "") -> None:
        """Save an answer for each exercise that waits for one; say so if that fails."""
        waiting = group.replaceable if answer == _WITH_A_PT else group.open_verdicts
        if self._now is None:
            return
        try:
            for verdict in waiting:
                self.services.agenda.answer(self._now, verdict, answer, note)
        except NotSaved as error:
            self._trouble = f"NOT SAVED: {error} The same key tries again."

    def _say(self, notice: str = "") -> None:
        self._notice, self._trouble = notice, ""

    def _block(self, index: int) -> "_Block":
        return list(self.query(_Block))[index]

    def _show(self, unread: str = "") -> None:
        blocks = list(self.query(_Block))
        new = [_Block() for _ in self._groups[len(blocks) :]]
        if new:
            self.query_one("#verdicts").mount(*new)
        for index, block in enumerate((*blocks, *new)):
            block.display = index < len(self._groups)
            if self._now is not None and block.display:
                block.show_verdict(self._now, self._groups[index], is_marked=index == self._marked_index)
        contents = {
            "none": "" if self._groups or unread else texts.none_yet(self._now),
            "notice": self._notice,
            "trouble": "\n".join(text for text in (unread, self._trouble) if text),
        }
        for name, text in contents.items():
            line = self.query_one(f"#verdict-{name}", Line)
            line.show(text)
            line.display = bool(text)
        self._name_keys()

    def _name_keys(self) -> None:
        """Name the keys that work here."""
        group = self._group
        is_asked = group is not None and (bool(group.open_verdicts) or group.waits_for_pt)
        idle = set() if is_asked else {"yes", "no"}
        idle |= {"pt"} if group is None or not group.replaceable else set()
        idle |= {"why"} if group is None else set()
        own = tuple(move for move in keys.VERDICT if move.id not in idle)
        self.query_one(KeyLine).offer(keys.line_actions(own, (_BACK,), keys.PAGE[:2]))


class _Block(Vertical):
    """One verdict with its details."""

    def __init__(self) -> None:
        """Start empty."""
        self._head, self._body = Line(classes="verdict-head"), Line(classes="verdict-body")
        super().__init__(self._head, self._body, classes="verdict")

    def show_verdict(self, now: Today, group: texts.VerdictGroup, *, is_marked: bool) -> None:
        """Show this verdict."""
        self._head.show(f"{MARK if is_marked else NO_MARK} {group.head}")
        for output, name in _CLASSES.items():
            self._head.set_class(output is group.decision.output, name)
        self._body.show("\n".join(texts.group_lines(now, group)))
