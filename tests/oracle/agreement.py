"""The package's judge beside the second implementation, on random logs.

`python -m tests.oracle.agreement [COUNT] [FIRST]` prints how many logs they agree on, and every difference with its
explanation. A difference without an explanation fails.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from msgspec import structs

from achilles_tui.domain.pain_rule.course import UNRECORDED
from achilles_tui.domain.pain_rule.course_of_log import course_of
from achilles_tui.domain.pain_rule.log import Log as RealLog
from achilles_tui.domain.pain_rule.targets import find_targets
from achilles_tui.domain.pain_rule.verdicts import judge
from achilles_tui.domain.records.day_entries import DayFile, Diary, PtWord
from achilles_tui.domain.records.stop import Stop
from tests.domain.pain_rule.judging import RULE
from tests.oracle.as_records import Records, as_records
from tests.oracle.events import Answer, Correction, Event, Log, Morning, Session
from tests.oracle.log_inputs import verdicts
from tests.oracle.random_logs import random_log
from tests.oracle.replay import Readings
from tests.oracle.table import STOP

READINGS = Readings(change_dated="morning", step_back_dated="morning")
"""Days since a step back count from the next morning at the earliest: case 9 allows this and one other reading."""


class Difference(NamedTuple):
    """Where the two disagree on one exercise. ours, theirs: the rows; None: no verdict."""

    exercise: str
    ours: str | None
    theirs: str | None
    log: Log

    def __str__(self) -> str:
        return f"{self.exercise}: {self.ours}, by the second implementation {self.theirs}"


def real_log(log: Log, stops: tuple[Stop, ...] = ()) -> tuple[RealLog, Records]:
    """Return what the program would have on disk; stops: those it recorded on the way."""
    records = as_records(log)
    days = dict(records.diary.days)
    for file in (*_pt_words(log), *(DayFile(1, stop.day, stops=(stop,)) for stop in stops)):
        days[file.day] = days[file.day].joined(file) if file.day in days else file
    return RealLog(records.sessions, Diary(days), records.safety, records.now), records


def _pt_words(log: Log) -> Iterator[DayFile]:
    """Yield the word of the PT that was asked at the start of a session."""
    for event in log.events:
        is_counted = isinstance(event, Session) and event.known <= log.now and event.status != "in-progress"
        if isinstance(event, Session) and is_counted and event.pt_confirmed and not event.practice:
            word = PtWord(f"pt-{event.id}", event.started, "next step", event.program)
            yield DayFile(1, event.started.date(), pt_words=(word,))


def _recorded_stops(log: Log) -> tuple[Stop, ...]:
    """Return the stops that the program records before an entry about an earlier day or a correction is written."""
    stops: list[Stop] = []
    events = sorted((event for event in log.events if event.known <= log.now), key=lambda event: event.known)
    for number, event in enumerate(events):
        if _looks_back(event, events[:number]):
            before, _ = real_log(replace(log, events=tuple(events[:number]), now=event.known), tuple(stops))
            stop = course_of(before, RULE).stop
            if stop is not None and stop.id == UNRECORDED:
                stops.append(structs.replace(stop, id=f"stop-{number}", at=event.known))
    return tuple(stops)


def _looks_back(event: Event, before: list[Event]) -> bool:
    if isinstance(event, Morning):
        is_second = any(isinstance(known, Morning) and known.day == event.day for known in before)
        return is_second or event.day < event.known.date()
    return isinstance(event, Correction) or (isinstance(event, Session) and event.day < event.known.date())


def ours(log: Log) -> dict[str, tuple[str, str]]:
    """Return the row and the verdict of each exercise, as the package judges."""
    known, records = real_log(log, _recorded_stops(log))
    targets = find_targets(records.program, known, records.region, records.side)
    judged = judge(known, targets, RULE, course_of(known, RULE))
    return {one.exercise: (one.decision.row, one.decision.output.value) for one in judged}


def differences(log: Log) -> list[Difference]:
    """Return where the two disagree. Of several days judged at once, and of two stops, the row does not matter."""
    found, mine = [], ours(log)
    for exercise, judged in verdicts(log, READINGS).items():
        row, verdict = mine.get(exercise, (None, None))
        if judged is None:
            same = row is None
        else:
            rows = {judged.row, *(part_row for _, part_row in judged.parts)}
            same = verdict == judged.verdict and (row in rows or verdict == STOP)
        if not same:
            found.append(Difference(exercise, row, judged.row if judged else None, log))
    return found


def _answered_d10(log: Log) -> bool:
    return any(isinstance(event, Answer) and event.row == "D10" for event in log.events)


def _days_with_work_left_out(log: Log) -> bool:
    return bool({"one leg", "some exercises", "no repetition", "late session", "correction"} & log.features)


def _has_parts(log: Log) -> bool:
    sessions = (event for event in log.events if isinstance(event, Session))
    return any(0 < one.done < one.planned for session in sessions for one in session.sets)


def _away_days(log: Log) -> bool:
    return any(isinstance(event, Morning) and event.how == "away" for event in log.events)


def _rows(difference: Difference) -> set[str | None]:
    return {difference.ours, difference.theirs}


EXPLANATIONS: dict[str, Callable[[Difference], bool]] = {
    'D16: "the user recorded ... that the PT agrees to the next step": "my PT says otherwise" is not that word': (
        lambda one: one.ours == "D16" and one.theirs in {"D17", "D18"} and "override" in one.log.features
    ),
    '"After the note ... training starts one level lower": here after every note, there only where a stop held': (
        lambda one: _rows(one) == {"D17", "D18"} and "note" in one.log.features
    ),
    '"all sets done", "capped a day and a leg": all legs are added up here, there the leg with less decides': (
        lambda one: "D14" in _rows(one) and _days_with_work_left_out(one.log)
    ),
    '"a part; its rest is still due": done later that day, it completes the session here, and breaks no streak': (
        lambda one: one.theirs == "D14" and _has_parts(one.log)
    ),
    '"three a week": no day of the week is planned here, and a week with a day away plans less; there Mondays': (
        lambda one: "D14" in _rows(one) and one.log.program == "heavy" and _away_days(one.log)
    ),
    '"D10 speaks once a gap ... after its answer": each exercise has its own answer here, since each is lowered': (
        lambda one: one.ours == "D10" and _answered_d10(one.log)
    ),
    '"A session without a single repetition is not kept": here it is if pain stopped it, since that pain counts': (
        lambda one: "no repetition" in one.log.features
    ),
    "D1 without any session: here the gate says it, before any verdict": (
        lambda one: one.ours is None and one.theirs == "D1"
    ),
    '"however they came (by hand, import ...)": an imported morning never replaces one that is recorded': (
        lambda one: "imported morning" in one.log.features
    ),
    "a level goes with its exercise from program to program here, there it belongs to a program": (
        lambda one: one.ours == "D17" and "second program" in one.log.features
    ),
}
"""Each reading of the specification that differs, quoted, and the differences it explains."""


def explanation(difference: Difference) -> str | None:
    """Return why the two may differ here; None where they should not."""
    return next((text for text, explains in EXPLANATIONS.items() if explains(difference)), None)


def main() -> int:
    """Compare so many logs and print what differs."""
    count, first = (int(word) for word in (*sys.argv[1:3], *("5000", "0")[len(sys.argv) - 1 :]))
    reasons: Counter[str] = Counter()
    unexplained = []
    for seed in range(first, first + count):
        found = differences(random_log(seed))
        why = {explanation(one) for one in found}
        reasons.update(reason or "NOT EXPLAINED" for reason in why)
        unexplained += [f"log {seed}: {one}" for one in found if explanation(one) is None]
    lines = [f"{number:5} {reason}" for reason, number in reasons.most_common()]
    sys.stdout.write("\n".join([f"{count} logs, {sum(reasons.values())} differ", *lines, *unexplained, ""]))
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
