"""The doses of the programs that ship, written out from the project's rules."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Course:
    """One exercise of a program.

    sets: of one session, at the low end. a_day: times a day at the low end, 0 where it is done by the week.
    a_week: times a week, 0 where it is done daily. levels: repetitions of a set from L1 up.
    """

    exercise: str
    sets: int
    levels: tuple[int, ...]
    a_day: int = 0
    a_week: int = 0
    min_days: int = 7
    gym: bool = False
    stretch: bool = False

    def most_sets(self, day: date) -> int:
        """Return how many sets of a day count for a leg."""
        return self.sets * (self.a_day or max(1, self._share(day)))

    def planned_sets(self, day: date) -> int:
        """Return the sets planned for a leg on a day; those of a week are spread over it: Monday, Wednesday, Friday."""
        return self.sets * (self.a_day or self._share(day))

    def top(self, region: str) -> int | None:
        """Return the highest level; None for a weight, which has no top."""
        if self.gym:
            return None
        return 1 if self.stretch and region != "mid-portion" else len(self.levels)

    @property
    def lowest(self) -> int:
        """The lowest level: heel raises have one with both feet up and down."""
        return 1 if self.gym or self.stretch else 0

    def reps(self, level: int) -> int:
        """Return the repetitions of a set at a level."""
        return 10 if level == 0 else self.levels[min(level, len(self.levels)) - 1]

    def _share(self, day: date) -> int:
        weekday = day.weekday()
        return -(-self.a_week * (weekday + 1) // 7) + -self.a_week * weekday // 7


_STRETCHES = tuple(
    Course(name, sets=1, levels=(3, 4, 5), a_day=2, stretch=True)
    for name in ("gastrocnemius-stretch", "soleus-stretch")
)
_RAISES = tuple(
    Course(name, sets=3, levels=(10, 12, 15), a_day=2) for name in ("gastrocnemius-heel-raise", "soleus-heel-raise")
)
_GYM = (
    Course("leg-press-heel-raise", sets=3, levels=(3,), a_week=3, min_days=14, gym=True),
    Course("seated-calf-raise", sets=3, levels=(3,), a_week=3, gym=True),
)
PROGRAMS: dict[str, tuple[Course, ...]] = {
    "eccentric": _RAISES,
    "home": (*_STRETCHES, *_RAISES),
    "stretches": _STRETCHES,
    "floor-level-eccentric": (Course("gastrocnemius-heel-raise", sets=3, levels=(15,), a_day=2),),
    "heavy": _GYM,
}
