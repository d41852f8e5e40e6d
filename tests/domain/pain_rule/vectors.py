"""Every vector of the pain rule as a log: what a person records so that the rule sees just these values.

The base: two calm full sessions a day on days 14 to 29, in the gym three a week, mornings of 1 and 5 minutes of
stiffness from day 0 to day 30, and the morning of day 30 is judged.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from functools import cache

from msgspec.structs import replace

from achilles_tui.domain.base.units import Verdict
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.records.day_entries import Answer, DayFile, Diary, PtWord
from achilles_tui.domain.records.session_record import SessionRecord, Status
from achilles_tui.domain.red_flags.safety import RedFlags, Screening
from tests.domain.pain_rule.logs import ECCENTRIC, HEAVY, RAISE, SEATED, answer, at, day, diary, trained
from tests.domain.pain_rule.simulation import CLEAR, EVENING, MORNING

FIRST, TODAY = 14, 30
PROGRESS, HOLD, STEP_BACK, STOP = Verdict.PROGRESS, Verdict.HOLD, Verdict.STEP_BACK, Verdict.STOP
_GYM_DAYS = {0, 2, 4}
_LAST = (TODAY - 1, EVENING)
Moment = tuple[int, time]


@dataclass(frozen=True)
class Vector:
    """One vector. evenings: pain during and after the evening session of a day; mornings: other than 1.

    parts: the sessions of which only the first set was done; ended: those stopped for pain; rests: days
    without any; away: days marked as a pause.
    """

    output: Verdict
    row: str
    evenings: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    mornings: Mapping[int, int | None] = field(default_factory=dict)
    stiffness: Mapping[int, int | None] = field(default_factory=dict)
    parts: frozenset[Moment] = frozenset()
    left_out: frozenset[Moment] = frozenset()
    ended: frozenset[Moment] = frozenset()
    rests: frozenset[int] = frozenset()
    away: frozenset[int] = frozenset()
    answers: tuple[Answer, ...] = ()
    program: ResolvedProgram = ECCENTRIC
    pt_word: bool = False
    red_flag: bool = False

    def sessions(self) -> list[SessionRecord]:
        """Return its sessions."""
        is_gym = self.program is HEAVY
        moments = ((number, moment) for number in range(FIRST, TODAY) for moment in (MORNING, EVENING))
        return [
            self._session(number, moment)
            for number, moment in moments
            if number not in {*self.rests, *self.away}
            and (number, moment) not in self.left_out
            and (not is_gym or (number % 7 in _GYM_DAYS and moment is EVENING))
        ]

    def _session(self, number: int, moment: time) -> SessionRecord:
        pain = self.evenings.get(number, (1, 1)) if moment is EVENING else (1, 1)
        is_part, is_ended = (number, moment) in self.parts, (number, moment) in self.ended
        return _session(self.program.definition.id, number, moment, pain, (is_part, is_ended))

    def entries(self) -> Diary:
        """Return its entries."""
        mornings = {number: self.mornings.get(number, 1) for number in range(TODAY + 1)}
        stiffness = {number: self.stiffness.get(number, 5) for number, pain in mornings.items() if pain is not None}
        told = {number: minutes for number, minutes in stiffness.items() if minutes is not None}
        begun = {0: self.program.definition.id}
        how = dict.fromkeys(self.away, "away")
        entries = diary(mornings, stiffness=told, begun=begun, answers=self.answers, how=how)  # type: ignore[arg-type]
        if not self.pt_word:
            return entries
        word = PtWord("pt-word-1", at(TODAY), "next step", self.program.definition.id)
        today = entries.day(day(TODAY)).joined(DayFile(1, day(TODAY), pt_words=(word,)))
        return Diary({**entries.days, today.day: today})

    def safety(self) -> RedFlags:
        """Return its answers about warning signs."""
        return CLEAR.with_screening(Screening(at(TODAY), ("pop-or-blow",))) if self.red_flag else CLEAR


@cache
def _session(
    program: str, number: int, moment: time, pain: tuple[int, int], part_and_ended: tuple[bool, bool]
) -> SessionRecord:
    is_part, is_ended = part_and_ended
    offered = HEAVY if program == HEAVY.definition.id else ECCENTRIC
    load = 40.0 if offered is HEAVY else None
    session = trained(number, pain, moment=moment, offered=offered, load=load, finished=not is_part)
    return replace(session, status=Status.STOPPED, stopped_for="pain") if is_ended else session


def _all(value: int, but: Mapping[int, int] | None = None) -> dict[int, int | None]:
    return {**dict.fromkeys(range(TODAY + 1), value), **(but or {})}


def _weeks(*values: int, last: Mapping[int, int] | None = None) -> dict[int, int | None]:
    """Return mornings by weeks that end today, the last week last; before them as in the first of these."""
    first = TODAY + 1 - 7 * len(values)
    weeks = {first + number: values[number // 7] for number in range(7 * len(values))}
    return _all(values[0]) | weeks | dict(last or {})


def _increase(number: int, level: int = 2) -> tuple[Answer, ...]:
    return (answer(number, level=level),)


_TOP = (
    answer(5, level=2),
    answer(12, level=3),
    answer(5, "soleus-heel-raise", level=2),
    answer(12, "soleus-heel-raise", level=3),
)
_TWO_BACK = {25: (6, 1), 27: (6, 1)}
_THREE = {0: 3, 1: 3, 2: 3}

VECTORS: dict[str, Vector] = {
    "defaults": Vector(PROGRESS, "D18"),
    "during 3, after 3, morning 1": Vector(PROGRESS, "D18", {29: (3, 3)}),
    "during 4": Vector(HOLD, "D12", {29: (4, 1)}),
    "during 5, after 5, morning 1": Vector(HOLD, "D12", {29: (5, 5)}),
    "during 6": Vector(STEP_BACK, "D6", {29: (6, 1)}),
    "during 6, previous also >= 6": Vector(STOP, "D3", {28: (6, 1), 29: (6, 1)}),
    "during 8": Vector(STOP, "D2", {29: (8, 1)}),
    "morning 2 (base 1)": Vector(HOLD, "D12", mornings={30: 2}),
    "morning 3 (base 1)": Vector(STEP_BACK, "D7", mornings={30: 3}),
    "morning 3 (base 3)": Vector(PROGRESS, "D18", mornings=_all(3)),
    "morning 5 (base 5)": Vector(HOLD, "D12", mornings=_all(5)),
    "morning missing": Vector(HOLD, "D11", mornings={30: None}),
    "morning missing, during 7": Vector(STEP_BACK, "D6", {29: (7, 1)}, mornings={30: None}),
    "no baseline": Vector(HOLD, "D11", mornings=dict.fromkeys(range(29))),
    "week_rise missing": Vector(HOLD, "D11", mornings=dict.fromkeys(range(17, 21))),
    "stiffness missing": Vector(HOLD, "D11", stiffness={30: None}),
    "week_rise 0.4": Vector(HOLD, "D13", mornings={0: 2, 1: 2, 2: 2, 27: 2, 28: 2, 30: 2}),
    "week_rise 1.0": Vector(STEP_BACK, "D9", mornings=_weeks(1, 2) | {0: 2, 1: 2, 2: 2}),
    "week_rise 1.0, last step back 7 days ago": Vector(
        STEP_BACK, "D9", {22: (6, 1)}, mornings=_weeks(1, 2) | {0: 2, 1: 2, 2: 2}
    ),
    "week_rise 1.0, step back 6 days ago": Vector(
        HOLD, "D13", {23: (6, 1)}, mornings=_weeks(1, 2) | {0: 2, 1: 2, 2: 2}
    ),
    "defaults at the top": Vector(HOLD, "D17", answers=_TOP),
    "week_rise 1.0 then 1.2, week_mean 4": Vector(
        STOP, "D4", mornings=_weeks(2, 3, 4, last={30: 5}) | {0: 4, 1: 4, 2: 4}
    ),
    "week_rise 1.0 then 1.2, week_mean below 4": Vector(
        STEP_BACK, "D9", mornings=_weeks(1, 2, 3, last={30: 4}) | _THREE
    ),
    "stiffness +15 min": Vector(STEP_BACK, "D9", stiffness={30: 20}),
    "ended for pain at 4": Vector(STEP_BACK, "D8", {29: (4, 1)}, ended=frozenset({_LAST})),
    "during 6, 2 step-backs in 7 d": Vector(STOP, "D5", {**_TWO_BACK, 29: (6, 1)}),
    "morning 2 (base 0)": Vector(HOLD, "D12", mornings=_all(0, {30: 2})),
    "stiffness +15, 2 step-backs in 7 d, all pains 1": Vector(STEP_BACK, "D9", _TWO_BACK, stiffness={30: 20}),
    "morning 4 (base 1), 2 step-backs in 7 d": Vector(STOP, "D5", _TWO_BACK, mornings={30: 4}),
    "completion 0.79": Vector(HOLD, "D14", left_out=frozenset({(23, MORNING), (24, MORNING), (25, MORNING)})),
    "completion 0.80": Vector(
        PROGRESS, "D18", left_out=frozenset({(25, MORNING), (26, MORNING)}), away=frozenset({23, 24})
    ),
    "streak 2": Vector(HOLD, "D14", parts=frozenset({(28, EVENING)})),
    "day 6 of 7": Vector(HOLD, "D15", answers=_increase(24)),
    "day 7 of 7": Vector(PROGRESS, "D18", answers=_increase(23)),
    "gap 8 days": Vector(HOLD, "D15", rests=frozenset(range(23, 30))),
    "gap 14 days": Vector(STEP_BACK, "D10", rests=frozenset(range(17, 30))),
    "gym, no PT": Vector(HOLD, "D16", program=HEAVY),
    "gym, PT": Vector(PROGRESS, "D18", program=HEAVY, pt_word=True),
    "red flag, all pains 0": Vector(STOP, "D1", mornings=_all(0), red_flag=True),
}
"""The vectors by their names in the table; the exercise that is judged is the first of the program."""

JUDGED = {ECCENTRIC.definition.id: RAISE, HEAVY.definition.id: SEATED}
