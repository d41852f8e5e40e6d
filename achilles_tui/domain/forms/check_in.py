"""The check-in of one morning while it is told: three questions, and what each key does to them. Pure; keeps nothing.

What was told before stays unless something else is said, and a value that is passed over stays missing.
"""

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, TypeVar, get_args

from achilles_tui.domain.base.units import PAIN_SCALE
from achilles_tui.domain.records.day_entries import LONGEST_STIFFNESS, DayFile, How

Step = Literal["morning", "stiffness", "how"]
STEPS: tuple[Step, ...] = get_args(Step)

QUESTIONS: dict[Step, str] = {
    "morning": "Pain on the first steps?",
    "stiffness": "For how many minutes was it stiff?",
    "how": "How is the day?",
}
NOTHING_TOLD = "Nothing is told here yet: give an answer, or n passes it over."
TOO_LONG = f"At most {LONGEST_STIFFNESS} minutes can be kept here."

_Value = TypeVar("_Value")
_DIGITS = "0123456789"
_MOST_DIGITS = len(str(LONGEST_STIFFNESS))


class Choice(NamedTuple):
    """One answer: its key, what it says, and what is kept of it."""

    key: str
    label: str
    value: int | How


CHOICES: dict[Step, tuple[Choice, ...]] = {
    "morning": tuple(Choice("t" if pain == PAIN_SCALE[-1] else str(pain), str(pain), pain) for pain in PAIN_SCALE),
    # The keys 5 and 7 to 9 begin a number, so that whoever types 5 means 5.
    "stiffness": (
        Choice("0", "not stiff", 0),
        Choice("1", "5 min", 5),
        Choice("2", "10 min", 10),
        Choice("3", "15 min", 15),
        Choice("4", "30 min", 30),
        Choice("6", "60 min", 60),
    ),
    "how": (
        Choice("u", "usual", "usual"),
        Choice("f", "a flare-up", "flare-up"),
        Choice("a", "away or an injury pause: nothing is due", "away"),
    ),
}
"""What can be answered by one key."""


class News(NamedTuple):
    """What is to be kept of a day: pain (NPRS), stiffness in minutes, how it is; None where nothing new was said."""

    morning: int | None
    stiffness: int | None
    how: How | None


@dataclass(frozen=True, slots=True)
class CheckInForm:
    """What is said of one day so far. before: what was told of it already."""

    before: DayFile
    step: Step = "morning"
    morning: int | None = None
    stiffness: int | None = None
    how: How | None = None
    marked: int | None = None
    """The answer that arrows went to, if they did."""
    typed: str = ""
    """Minutes as they are typed."""
    picked: str = ""
    """The digit that has just answered in minutes by itself; with one more it is a number that is typed."""
    problem: str = ""
    done: bool = False
    """Whether the last question is answered."""

    @property
    def at(self) -> int | None:
        """The answer that Enter gives, by its place; None where that is none of those with a key."""
        if self.marked is not None:
            return self.marked
        values = [choice.value for choice in CHOICES[self.step]]
        value = self.value(self.step)
        if value is None and self.step == "how":
            return 0
        return None if value is None or value not in values else values.index(value)

    def value(self, step: Step) -> int | How | None:
        """Return what is said to a question, else what was told before."""
        said: int | How | None = getattr(self, step)
        told: int | How | None = getattr(self.before, step)
        return told if said is None else said

    @property
    def news(self) -> News:
        """What is said that was not told before."""
        told = self.before
        return News(_new(self.morning, told.morning), _new(self.stiffness, told.stiffness), _new(self.how, told.how))

    @property
    def says(self) -> bool:
        """Whether there is anything to keep."""
        return self.news != News(None, None, None)

    def pressed(self, key: str) -> "CheckInForm | None":
        """Return the form after a key that answers; None where it does not."""
        if self.step != "morning" and key and key in _DIGITS:
            return self._digit(key)
        choice = next((one for one in CHOICES[self.step] if one.key == key), None)
        return None if choice is None else self._answered(choice.value)

    def moved(self, by: int) -> "CheckInForm":
        """Return the form with the next or the previous answer marked."""
        last = len(CHOICES[self.step]) - 1
        at = 0 if self.at is None else min(last, max(0, self.at + by))
        return replace(self, marked=at, typed="", problem="")

    def chosen(self) -> "CheckInForm":
        """Return the form with what is typed or marked as the answer, or what was told before."""
        if self.typed:
            minutes = int(self.typed)
            return replace(self, problem=TOO_LONG) if minutes > LONGEST_STIFFNESS else self._answered(minutes)
        at, value = self.at, self.value(self.step)
        if at is not None:
            return self._answered(CHOICES[self.step][at].value)
        return replace(self, problem=NOTHING_TOLD) if value is None else self._answered(value)

    def passed_over(self) -> "CheckInForm":
        """Return the form with nothing said to this question."""
        return self._answered(None)

    def erased(self) -> "CheckInForm":
        """Return the form without the last digit, or at the question before."""
        if self.typed:
            return replace(self, typed=self.typed[:-1], problem="")
        before = STEPS[max(0, STEPS.index(self.step) - 1)]
        return replace(self, step=before, marked=None, picked="", problem="")

    def _digit(self, key: str) -> "CheckInForm | None":
        if self.step == "how":
            if not self.picked:
                return None
            return replace(self, step="stiffness", stiffness=None, typed=self.picked + key, picked="", marked=None)
        choice = next((one for one in CHOICES["stiffness"] if one.key == key), None)
        if choice is not None and not self.typed:
            return replace(self._answered(choice.value), picked=key)
        return replace(self, typed=(self.typed + key)[:_MOST_DIGITS], marked=None, problem="")

    def _answered(self, value: int | How | None) -> "CheckInForm":
        changed = replace(self, **{self.step: value}, marked=None, typed="", picked="", problem="")  # type: ignore[arg-type]  # the step's own kind
        if self.step == STEPS[-1]:
            return replace(changed, done=True)
        return replace(changed, step=STEPS[STEPS.index(self.step) + 1])


def _new(said: _Value | None, told: _Value | None) -> _Value | None:
    return None if said == told else said


def told_so_far(form: CheckInForm) -> str:
    """Say what is known of the morning, what was told before and what is said now."""
    pain, stiffness, how = form.value("morning"), form.value("stiffness"), form.value("how")
    parts = (
        "pain not told" if pain is None else f"pain {pain}",
        "stiffness not told" if stiffness is None else "not stiff" if stiffness == 0 else f"stiff for {stiffness} min",
        "the day not told" if how is None else f"the day: {how}",
    )
    return ", ".join(parts)
