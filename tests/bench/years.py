"""Makes the files of years fast: sessions and days as the program writes them, the same ones every time.

A handful of real files is written by the program's own code; all others are these with other days and ids.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from achilles_tui.domain.base.units import Side, Verdict
from achilles_tui.domain.programs.session_plan import Plan, plan
from achilles_tui.domain.records.day_entries import Answer, CheckIn, DayFile, How, ProgramStart
from achilles_tui.domain.records.session_record import (
    PainAnswer,
    RepRecord,
    Result,
    SessionRecord,
    SetRecord,
    Status,
    new_record,
)
from achilles_tui.storage.files.paths import shipped_programs
from achilles_tui.storage.stores import days, records
from achilles_tui.storage.stores.programs import read_library

DECADE: Final = 3650
"""Days of ten years; two sessions on each make 7 300."""
PROGRAM: Final = "home"
COURSE: Final = 84
"""Days of a course; each is begun anew, so the one under way is never older."""
MACHINE: Final = "0a1b2c3d"
TIMES: Final = (time(7, 30, 12), time(19, 5, 12))
"""When the two sessions of a day begin."""

_ZONE = timezone(timedelta(hours=1))
_DAY, _ID, _RUN = date(2001, 2, 3), "k3f9a2b1c0", "7d5e"
"""What stands in the real files in place of a day, of a file's number, and of the run that made its repetitions."""

_FLARES, _ANSWERS = 61, 20
"""Every so many days there is a flare-up, and a verdict is answered."""


def make(data: Path, last: date, length: int = DECADE) -> int:
    """Fill a data folder with so many days up to a last one; return how many files there are."""
    offered = read_library(shipped_programs(), Path("/nowhere")).programs[PROGRAM]
    planned = plan(offered, (Side.LEFT,))
    sessions = [[_session_file(one) for one in _sessions(planned, begins)] for begins in TIMES]
    told = {(flare, answer, begun): _day_file(planned, flare, answer, begun) for flare, answer, begun in _KINDS}
    for number in range(length):
        left = length - 1 - number
        day, serial = last - timedelta(days=left), 3 * number
        for half, made in enumerate(sessions):
            name = f"{day}T{TIMES[half]:%H%M%S}+0100-{serial + half:010x}.toml"
            _put(data / "sessions" / f"{day:%Y}" / name, made[(7 * number + half) % len(made)], day, serial + half)
        kind = number % _FLARES == 0, number % _ANSWERS == 0, left % COURSE == COURSE - 1 or not number
        _put(days.path_of(data, MACHINE, day), told[kind][number % len(told[kind])], day, serial + len(TIMES))
    return 3 * length


_KINDS = [(flare, answer, begun) for flare in (False, True) for answer in (False, True) for begun in (False, True)]


def _put(path: Path, made: bytes, day: date, serial: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = made.replace(f"{_DAY}".encode(), f"{day}".encode()).replace(_ID.encode(), f"{serial:010x}".encode())
    path.write_bytes(data.replace(_RUN.encode(), f"{serial * 977 % 65536:04x}".encode()))


def _session_file(record: SessionRecord) -> bytes:
    return records.dump(record, Path("made"))


def _sessions(planned: Plan, begins: time) -> Iterable[SessionRecord]:
    """Return sessions as they go: most with little pain, one with a note, with a skip, with a flaw, stopped early."""
    usual = [_lived(planned, begins, pain) for pain in (0, 1, 1, 2, 2, 3)]
    first, *others = usual[1].sets
    reps = (
        *first.reps[:-2],
        replace(first.reps[-2], paced=False, seconds=1.4),
        replace(first.reps[-1], result=Result.SKIPPED),
    )
    flawed = replace(usual[1], sets=(replace(first, reps=reps), *others))
    early = tuple(one if index < 2 else replace(one, reps=()) for index, one in enumerate(usual[3].sets))
    stopped = replace(usual[3], sets=early, status=Status.STOPPED, stopped_for="choice")
    return (*usual, replace(usual[2], note="Stairs yesterday; a little stiff at first."), flawed, *usual[1:4], stopped)


def _lived(planned: Plan, begins: time, pain: int) -> SessionRecord:
    """Return a session of which everything was done, with the same answer to each question (NPRS)."""
    at = datetime.combine(_DAY, begins, _ZONE)
    record = new_record(planned, _ID, at)
    sets: list[SetRecord] = []
    answers = []
    number = 0
    for one in record.sets:
        reps = []
        for rep in range(1, one.planned + 1):
            number, at = number + 1, at + timedelta(seconds=7)
            reps.append(RepRecord(f"{_RUN}-{number}", rep, at, Result.DONE, paced=True, seconds=3.0))
        if sets and sets[-1].exercise != one.exercise:
            answers.append(PainAnswer(pain, at, "exercise", sets[-1].exercise, one.side, sets[-1].set))
        sets.append(replace(one, reps=tuple(reps)))
    answers.append(PainAnswer(pain, at, "final"))
    return replace(record, sets=tuple(sets), pains=tuple(answers)).closed(Status.DONE, at + timedelta(seconds=20))


def _day_file(planned: Plan, flare: bool, answer: bool, begun: bool) -> list[bytes]:  # noqa: FBT001 what is told of the day
    """Return files of a day: always a morning, and of the others what is asked for."""
    at, name, exercise = datetime.combine(_DAY, time(7), _ZONE), planned.program, planned.exercises[-1].id
    judged = f"{_ID}-s"
    told = DayFile(
        1,
        _DAY,
        answers=(Answer(f"{_ID}-a", at, name, exercise, Verdict.PROGRESS, "D18", "no", judged),) if answer else (),
        begun=(ProgramStart(f"{_ID}-b", at, name),) if begun else (),
    )
    mornings = ((1, 5), (2, 10), (1, 0), (1, 5), (2, 5))
    how: How | None = "flare-up" if flare else None
    return [
        days.dump(
            replace(told, check_ins=(CheckIn(f"{_ID}-c", at, pain, stiff, how),)),
            days.path_of(Path("made"), MACHINE, _DAY),
        )
        for pain, stiff in mornings
    ]
