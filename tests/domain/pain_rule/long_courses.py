"""Long courses lived through: the gym through five stages, both legs with insertional pain, a person who forgets.

`python -m tests.remake long` writes their diaries anew to `golden/long.txt`, where a person reads them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path

from achilles_tui.domain.base.units import Region, Side
from tests.domain.pain_rule.simulation import EVENING, MONDAY, OFFERS, Day, Life, course
from tests.remake import Owned

GOLDEN = Path(__file__).parent / "golden" / "long.txt"

FIRST_KILOGRAMS = {"seated-calf-raise": 20.0, "leg-press-heel-raise": 40.0, "standing-loaded-raise": 10.0}
MORE_AT_A_STAGE = 10.0
"""Kilograms that the PT sets more for each repetition maximum after the first."""


@dataclass
class GymLife(Life):
    """A course with stages: where the app asks for kilograms, the PT's number for that stage is typed in."""

    typed: dict[int, list[str]] = field(default_factory=dict)
    """By stage, the exercises that the app asked about."""

    def _session(self, now: datetime, told: Day, pain: tuple[int | None, int | None]) -> tuple[str, str]:
        """Type in the kilograms that are not known, then do what is due."""
        seen = self.today(now)
        stage = seen.targets.stage
        more = MORE_AT_A_STAGE * (stage - 1)
        self.kilograms = {name: load + more for name, load in FIRST_KILOGRAMS.items()}
        asked = [
            exercise.id
            for dose, exercise in seen.program.pairs(stage, self.region)
            if dose.weighted and exercise.id not in seen.program.loads
        ]
        moment, what = super()._session(now, told, pain)
        if not seen.agenda.due or not asked:
            return moment, what
        self.typed.setdefault(stage, []).extend(asked)
        return moment, f"{what}, typed {', '.join(f'{self.kilograms[name]:g} kg for {name}' for name in asked)}"


def stages_course() -> GymLife:
    """Heavy slow resistance for 16 weeks: five stages, each with the PT's word and new kilograms, and a step back."""
    rest, gym = Day(times=()), Day(times=(EVENING,))
    usual = {day: gym if day in {0, 2, 4} else rest for day in range(7)}
    told = {32: Day(times=(EVENING,), pains=((6, 4),)), 70: Day(times=(EVENING,), pains=((4, 4),))}
    life = GymLife(OFFERS["heavy-slow-resistance"])
    course(life, MONDAY, told, days=16 * 7, usual=usual)
    return life


def both_legs_course() -> Life:
    """Eight weeks at home with insertional pain in both legs: stiff mornings, a bad week, a step back, the way up."""
    usual = Day(morning=2, stiffness=15, times=(time(7, 30), EVENING), pains=((2, 2),))
    told = {24: Day(morning=3, stiffness=20, pains=((4, 3),)), 30: Day(morning=2, stiffness=15, pains=((6, 4),))}
    life = Life(OFFERS["home"], Region.INSERTIONAL, sides=(Side.LEFT, Side.RIGHT))
    return course(life, MONDAY, told, days=56, usual=usual)


FORGOTTEN = (2, 5, 9)
"""Of ten days, the mornings without a check-in."""


def forgetful_course() -> Life:
    """Twelve weeks at home of a person who records seven mornings in ten."""
    missing = Day(morning=None, stiffness=None)
    told = {number: missing for number in range(84) if number % 10 in FORGOTTEN}
    return course(Life(OFFERS["home"]), MONDAY, told, days=84, usual=Day())


COURSES = (stages_course, both_legs_course, forgetful_course)


def diary(lives: Iterable[Life]) -> str:
    """Return the diaries of the courses, each under what it is."""
    diaries = []
    for make, life in zip(COURSES, lives, strict=True):
        head = (make.__doc__ or "").strip()
        diaries.append("\n".join((head, "=" * len(head), *life.lines)))
    return "\n\n".join(diaries) + "\n"


OWNED: Owned = {}


def files() -> dict[Path, str]:
    """Return what the diary should say."""
    return {GOLDEN: diary(make() for make in COURSES)}
