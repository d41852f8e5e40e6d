"""The check-in of one morning as a form: three questions one after the other. Pure; keeps nothing.

What was recorded before stays unless something else is entered, and a value that is passed over stays missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Generic, NamedTuple, Self

from achilles_tui.domain.base.errors import Refused
from achilles_tui.domain.base.units import PAIN_SCALE, bounds_of
from achilles_tui.domain.forms.form import Field, Form
from achilles_tui.domain.forms.kinds import PAIN, TEN, Amount, Choice, NumberKind, T
from achilles_tui.domain.records.day_entries import LONGEST_STIFFNESS, DayFile, How, StiffMinutes

NOTHING_TOLD = "Nothing is told here yet: give an answer, or n passes it over."
TOO_LONG = f"At most {LONGEST_STIFFNESS} minutes can be kept here."


class Option(NamedTuple, Generic[T]):
    """One answer: its letter, what it says, and what it enters."""

    letter: str
    label: str
    value: T


STIFFNESS: tuple[Option[int], ...] = (
    # 5 and 7 to 9 begin a number, so that whoever types 5 means 5.
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
"""What is listed below a question, by the key of its row."""

_PAIN_LETTERS = {str(pain): pain for pain in PAIN_SCALE[:-1]} | TEN
_LISTED = Choice[Amount](tuple(option.value for option in STIFFNESS))


class Minutes(NumberKind):
    """Minutes of stiffness, stepped through those that are listed."""

    def step_from(self, value: Amount | None, by: int) -> Amount:
        """Return the next of the listed ones."""
        return _LISTED.step_from(value, by)

    def problem(self, value: Amount) -> str:
        """Return that it is too long."""
        return super().problem(value) and TOO_LONG


@dataclass(frozen=True)
class CheckInForm(Form):
    """The questions of a morning: an answer by one letter leads on to the next.

    digit: which one answered the question before by itself; with one more it is a number that is typed. done: the last
    question is answered.
    """

    digit: str = ""
    done: bool = False

    @property
    def answer(self) -> Any:  # noqa: ANN401 each question has its own
        """The answer when the marked question is left as it is: its value, or a usual day where none is recorded."""
        return HOW[0].value if self.row.key == ("how",) and self.row.value is None else self.row.value

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to keep."""
        return any(row.is_changed for row in self.rows)

    def type_letter(self, letter: str) -> Self:
        """Take a letter that answers, or a digit of a number; another one gives this very form."""
        form = super().type_letter(letter)
        if form is not self:
            return form if form.typed else form.lead_on(letter)
        if not self.digit:
            return self
        before = replace(self.move(-1), typed=self.digit)
        longer = Form.type_letter(before, letter)
        return self if longer is before else longer

    def step(self, by: int) -> Self:
        """Change the marked answer by a step, from the one that Enter would give."""
        return self.enter(self.row.kind.step_from(self.answer, by), *self.row.key)

    def confirm(self) -> Self:
        """Give the answer of the marked row, and lead on. Raises Refused where there is none, or it cannot be kept."""
        if self.answer is None:
            raise Refused(NOTHING_TOLD)
        if problem := self.row.kind.problem(self.answer):
            raise Refused(problem)
        return self.enter(self.answer, *self.row.key).lead_on()

    def pass_over(self) -> Self:
        """Enter nothing here, and lead on."""
        return self.take_back().lead_on()

    def erase(self) -> Self:
        """Take the last digit back, or go to the question before."""
        return super().erase() if self.typed else self.move(-1 if self.marked_index else 0)

    def move(self, by: int) -> Self:
        """Mark another question."""
        return replace(super().move(by), digit="")

    def enter(self, value: object, *key: str | int) -> Self:
        """Enter a value."""
        return replace(super().enter(value, *key), digit="")

    def lead_on(self, letter: str = "") -> Self:
        """Go to the next question, after the last to the end. letter: the one that answered by itself."""
        if self.row is self.rows[-1]:
            return replace(self, done=True)
        return replace(self.move(1), digit=letter)


def check_in_form(before: DayFile) -> CheckInForm:
    """Return the form of a day. before: what was recorded of it already."""
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
    """Return what is to be recorded: pain (NPRS), stiffness in minutes, how the day is. Raises Faulty."""
    return {str(name): value for (name,), value in form.changes().items()}


def answers_text(form: CheckInForm) -> str:
    """Say what is known of the morning, what was recorded before and what is entered now."""
    pain, stiffness, how = (row.value for row in form.rows)
    parts = (
        "pain not told" if pain is None else f"pain {pain}",
        "stiffness not told" if stiffness is None else "not stiff" if stiffness == 0 else f"stiff for {stiffness} min",
        "the day not told" if how is None else f"the day: {how}",
    )
    return ", ".join(parts)
