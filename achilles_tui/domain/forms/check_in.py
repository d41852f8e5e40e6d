"""The check-in of one morning as a form: three questions one after the other. Pure; saves nothing.

A recorded answer stays unless another answer is entered, and a question that is passed over stays without an answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Generic, NamedTuple, Self

from achilles_tui.domain.base.errors import Refused
from achilles_tui.domain.base.units import PAIN_SCALE, bounds_of
from achilles_tui.domain.forms.form import Field, Form
from achilles_tui.domain.forms.kinds import PAIN, TEN, Amount, Choice, NumberKind, T
from achilles_tui.domain.records.day_entries import LONGEST_STIFFNESS, DayFile, How, StiffMinutes

NO_ANSWER = "No answer yet: give one, or n passes over this question."
TOO_LONG = f"Enter at most {LONGEST_STIFFNESS} minutes."


class Option(NamedTuple, Generic[T]):
    """An answer to choose: its letter, its text, and the value that it enters."""

    letter: str
    label: str
    value: T


STIFFNESS: tuple[Option[int], ...] = (
    # No option has the letters 5 and 7 to 9: they are the first digit of a typed number.
    Option("0", "not stiff", 0),
    Option("1", "5 min", 5),
    Option("2", "10 min", 10),
    Option("3", "15 min", 15),
    Option("4", "30 min", 30),
    Option("6", "60 min", 60),
)
HOW: tuple[Option[How], ...] = (
    Option("u", "usual", "usual"),
    Option("f", "a flare-up", "flare-up"),
    Option("a", "away or an injury pause: nothing is due", "away"),
)
OPTIONS: dict[str, tuple[Option[Any], ...]] = {"stiffness": STIFFNESS, "how": HOW}
"""The answers listed below a question, by the key of its row."""

_PAIN_LETTERS = {str(pain): pain for pain in PAIN_SCALE[:-1]} | TEN
_LISTED = Choice[Amount](tuple(option.value for option in STIFFNESS))


class Minutes(NumberKind):
    """Minutes of stiffness; the arrow keys step through the listed answers."""

    def step_from(self, value: Amount | None, steps: int) -> Amount:
        """Return the next listed answer, up or down."""
        return _LISTED.step_from(value, steps)

    def problem(self, value: Amount) -> str:
        """Return that it is too long, or an empty text."""
        return super().problem(value) and TOO_LONG


@dataclass(frozen=True)
class CheckInForm(Form):
    """The questions of a morning: an answer by one letter leads on to the next question.

    digit: the digit that answered the question before; a second digit makes it a typed number. done: whether the last
    question is answered.
    """

    digit: str = ""
    done: bool = False

    @property
    def answer(self) -> Any:  # noqa: ANN401 each question has its own
        """The answer if Enter is pressed now: the marked row's value; for the day, a usual day if it has none."""
        return HOW[0].value if self.row.key == ("how",) and self.row.value is None else self.row.value

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to save."""
        return any(row.is_changed for row in self.rows)

    def type_letter(self, letter: str) -> Self:
        """Return the form after a letter that answers, or a digit of a number; self for any other letter."""
        form = super().type_letter(letter)
        if form is not self:
            return form if form.typed else form.lead_on(letter)
        if not self.digit:
            return self
        before = replace(self.move(-1), typed=self.digit)
        longer = Form.type_letter(before, letter)
        return self if longer is before else longer

    def step(self, steps: int) -> Self:
        """Change the marked answer by steps, starting from the answer that Enter would give."""
        return self.enter(self.row.kind.step_from(self.answer, steps), *self.row.key)

    def confirm(self) -> Self:
        """Enter the answer of the marked row, and lead on. Raises Refused if there is none, or it is not valid."""
        if self.answer is None:
            raise Refused(NO_ANSWER)
        if problem := self.row.kind.problem(self.answer):
            raise Refused(problem)
        return self.enter(self.answer, *self.row.key).lead_on()

    def pass_over(self) -> Self:
        """Enter nothing here, and lead on."""
        return self.take_back().lead_on()

    def erase(self) -> Self:
        """Delete the last digit, or go back to the question before."""
        return super().erase() if self.typed else self.move(-1 if self.marked_index else 0)

    def move(self, rows: int) -> Self:
        """Mark another question."""
        return replace(super().move(rows), digit="")

    def enter(self, value: object, *key: str | int) -> Self:
        """Enter a value."""
        return replace(super().enter(value, *key), digit="")

    def lead_on(self, letter: str = "") -> Self:
        """Go to the next question, after the last to the end. letter: the letter that gave the answer."""
        if self.row is self.rows[-1]:
            return replace(self, done=True)
        return replace(self.move(1), digit=letter)


def check_in_form(before: DayFile) -> CheckInForm:
    """Return the check-in of a day. before: its recorded answers."""
    minutes = Minutes(bounds_of(StiffMinutes), unit="min", strict=False)
    how = Choice(tuple(option.value for option in HOW))
    return CheckInForm(
        (
            Field(("morning",), "Pain on the first steps?", PAIN, before.morning, letters=_PAIN_LETTERS),
            Field(
                ("stiffness",),
                "For how many minutes was it stiff?",
                minutes,
                before.stiffness,
                letters=_letters(STIFFNESS),
            ),
            Field(("how",), "How is the day?", how, before.how, letters=_letters(HOW)),
        )
    )


def _letters(options: Iterable[Option[Any]]) -> dict[str, Any]:
    return {option.letter: option.value for option in options}


def new_values(form: CheckInForm) -> dict[str, Any]:
    """Return the answers to record: pain (NPRS), stiffness in minutes, how the day is. Raises Faulty."""
    return {str(name): value for (name,), value in form.changes().items()}


def answers_text(form: CheckInForm) -> str:
    """Return the answers so far as text, recorded before or entered now."""
    pain, stiffness, how = (row.value for row in form.rows)
    parts = (
        "pain not recorded" if pain is None else f"pain {pain}",
        "stiffness not recorded"
        if stiffness is None
        else "not stiff"
        if stiffness == 0
        else f"stiff for {stiffness} min",
        "the day not recorded" if how is None else f"the day: {how}",
    )
    return ", ".join(parts)
