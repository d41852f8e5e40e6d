"""The cases of the pain rule, day by day: two full sessions a day from day 0, and the row of a morning."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache

from achilles_tui.domain.records.day_entries import Diary
from achilles_tui.domain.records.session_record import SessionRecord
from tests.domain.pain_rule.logs import BEGUN, answer, at, diary, trained
from tests.domain.pain_rule.simulation import EVENING, MORNING


@dataclass(frozen=True)
class Case:
    """What is recorded up to a morning, and the row that it says.

    calm: the mornings that are not named. evenings: pain during the evening sessions. last: the last day with sessions;
    None: the day before. first: the first one, besides those with another pain. notes: the mornings of clinician notes.
    """

    row: str
    on: int
    mornings: Mapping[int, int | None] = field(default_factory=dict)
    calm: int = 1
    evenings: Mapping[int, int] = field(default_factory=dict)
    last: int | None = None
    first: int = 0
    notes: tuple[int, ...] = ()
    increases: tuple[int, ...] = ()

    @property
    def now(self) -> datetime:
        """The morning that is judged."""
        return at(self.on)

    @property
    def note_moments(self) -> list[datetime]:
        """When clinicians said something."""
        return [at(number) for number in self.notes]

    def sessions(self) -> list[SessionRecord]:
        """Return its sessions."""
        last = self.on - 1 if self.last is None else self.last
        days = [number for number in range(last + 1) if number >= self.first or number in self.evenings]
        return [session for number in days for session in _sessions(number, self.evenings.get(number, 1))]

    def entries(self) -> Diary:
        """Return its entries."""
        mornings = {number: self.mornings.get(number, self.calm) for number in range(self.on + 1)}
        answers = [answer(number, level=2) for number in self.increases]
        return diary(mornings, begun=BEGUN, answers=answers)


@cache
def _sessions(number: int, evening: int) -> tuple[SessionRecord, ...]:
    return tuple(trained(number, (pain, 1), moment=moment) for moment, pain in ((MORNING, 1), (EVENING, evening)))


def _on(case: Case, rows: Mapping[int, str]) -> Iterator[Case]:
    """Yield a case on each of its mornings."""
    return (replace(case, on=number, row=row) for number, row in rows.items())


_NONE = Case("", 0)
_RISING = {number: 1 + number // 7 for number in range(21)}

CASES: dict[str, tuple[Case, ...]] = {
    "1: a morning of 9 after a rest day": (Case("D2", 20, last=18, mornings={20: 9}),),
    "2: the same, of 5": (Case("D7", 20, last=18, mornings={20: 5}),),
    "3: mornings of 2 above 0": tuple(
        _on(replace(_NONE, calm=0, mornings={15: 2, 16: 2, 17: 2}), dict.fromkeys((15, 16, 17), "D12"))
    ),
    "4: one bad morning": tuple(
        _on(
            replace(_NONE, calm=0, mornings={14: 6, 15: 1, 16: 1, 21: 2}),
            {14: "D6", 15: "D12", 16: "D12", 17: "D13", 21: "D12"},
        )
    ),
    "5: three mornings of 3": tuple(
        _on(replace(_NONE, mornings={15: 3, 16: 3, 17: 3}), dict.fromkeys((15, 16, 17), "D7"))
    ),
    "6: three mornings of 4": tuple(
        _on(replace(_NONE, mornings={15: 4, 16: 4, 17: 4}), {15: "D7", 16: "D7", 17: "D5"})
    ),
    "7: bad evenings far apart": tuple(
        _on(replace(_NONE, evenings={5: 6, 10: 6, 16: 6}), dict.fromkeys((6, 11, 17), "D6"))
    ),
    "8: a third bad evening in 7 days": tuple(
        _on(replace(_NONE, evenings={12: 6, 14: 6, 16: 6}), {13: "D6", 15: "D6", 17: "D5"})
    ),
    "9: an increase, then a bad evening": tuple(
        _on(
            replace(_NONE, evenings={15: 6}, increases=(14,)),
            {16: "D6", 20: "D15", 21: "D15", 22: "D15", 23: "D18"},
        )
    ),
    "10: mornings that rise by 1 a week": tuple(
        _on(replace(_NONE, mornings=_RISING), {13: "D9", 14: "D7", 15: "D7", 16: "D7", 20: "D7"})
    ),
    "11: the next morning not recorded, a later one is": (Case("D11", 20, last=18, mornings={19: None, 20: 1}),),
    "12: a stop without a note": (Case("D2", 21, evenings={10: 8}),),
    "12: a stop with a note": tuple(
        _on(replace(_NONE, evenings={10: 8}, notes=(12,), first=13), {20: "D11", 21: "D11", 27: "D18"})
    ),
}
"""The cases by their numbers in the rules."""

MORNINGS: dict[str, Case] = {f"{name}, day {case.on}": case for name, cases in CASES.items() for case in cases}
"""Every judged morning by its name."""
