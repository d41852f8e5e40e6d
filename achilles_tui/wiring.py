"""The one place that builds real things: clocks, folders, locks, journals. It hands them on and decides nothing."""

import os
import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from datetime import time as clock_time
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from achilles_tui.clock import SessionClock
from achilles_tui.core.correcting import Kept, OfMorning, clearing, correcting, no_entry, refusal, taking_back
from achilles_tui.core.diary import Begun, CheckIn, Correction, DayFile, Diary, How, Score
from achilles_tui.core.errors import AchillesError, NothingToResume, NotSaved, Refused
from achilles_tui.core.history import SessionRecord, Status, new_record
from achilles_tui.core.judge import Judged
from achilles_tui.core.lesson import KeptNowhere, lesson_plan
from achilles_tui.core.past import PastRead, course_on, read_past
from achilles_tui.core.planning import Plan
from achilles_tui.core.ports import FoundDays, Holder, Journal, Read, Settings, Shelf, Speaker
from achilles_tui.core.program import Offer
from achilles_tui.core.pt import PtDoses
from achilles_tui.core.resume import closed_late, with_set_restarted
from achilles_tui.core.rule import PainRule
from achilles_tui.core.safety import SafetyLog
from achilles_tui.core.today import Said, Today, answered, levels, today
from achilles_tui.core.units import Side
from achilles_tui.core.whole_day import WholeDay
from achilles_tui.editor import edit
from achilles_tui.runner import Runner
from achilles_tui.speaker import CommandSpeaker
from achilles_tui.storage import (
    days,
    exports,
    lock,
    paths,
    programs,
    records,
    rules,
    safety,
    settings,
)
from achilles_tui.storage.journal import SessionJournal
from achilles_tui.storage.logs import read_diary, read_log
from achilles_tui.storage.own_programs import Shelves
from achilles_tui.storage.probe import trouble_writing
from achilles_tui.storage.problems import Problem
from achilles_tui.storage.told import read_day, walk_told

if TYPE_CHECKING:
    from achilles_tui.core.incoming import Incoming
    from achilles_tui.core.sheet import Trouble
    from achilles_tui.storage.bringing import Tell
    from achilles_tui.zone import Zone


class RealDesk:
    """The desk of the screens and of the command line, over real files and clocks."""

    def __init__(self, folders: paths.Folders) -> None:
        """Work in these folders. Touches nothing yet."""
        self._folders = folders
        self._shelves = Shelves(paths.shipped_programs(), folders.programs)
        self._mine: set[str] = set()

    def now(self) -> datetime:
        """Return the local time with its offset, to the second."""
        return datetime.now().astimezone().replace(microsecond=0)

    def clock(self) -> float:
        """Return seconds on a clock that only runs forward."""
        return time.monotonic()

    def places(self) -> dict[str, Path]:
        """Return where everything is kept, by what it is."""
        return {
            "data": self._folders.data,
            "sessions": self._folders.sessions,
            "config": self._folders.config,
            "your programs": self._folders.programs,
            "shipped programs": paths.shipped_programs(),
        }

    def shelf(self) -> Shelf:
        """Return the programs."""
        return programs.read_shelf(paths.shipped_programs(), self._folders.programs)

    def rule(self) -> PainRule:
        """Return the pain rule that ships. Raises BadFile."""
        return rules.read_pain_rule(paths.shipped_programs())

    def offer(self, name: str) -> Offer:
        """Return one program. Raises UnknownProgram or BadProgram."""
        return programs.find(self.shelf(), name)

    def new_program(self, name: str, *, like: str | None = None, exercise: bool = False) -> Path:
        """Write a new program or exercise of the user's own; return its path. Raises BadProgram or NotSaved."""
        return self._shelves.new(name, self.shelf(), like=like, exercise=exercise)

    def copy_program(self, name: str, new: str) -> None:
        """Make a copy of a program as the user's own. Raises BadProgram or NotSaved."""
        self.new_program(new, like=name)

    def edit_program(self, name: str) -> Sequence[str]:
        """Have a file of the user's edited, and keep it if it is well; else return the lines of what is wrong.

        Raises BadProgram, NoEditor or NotSaved.
        """
        path = self._shelves.own_file(name, self.shelf())
        edit(self._shelves.draft(path))
        return [line for problem in self._shelves.keep_draft(path, self.shelf()) for line in problem.lines]

    def drop_draft(self, name: str) -> None:
        """Forget what was written in the editor and not kept. Raises BadProgram."""
        self._shelves.drop_draft(self._shelves.own_file(name, self.shelf()))

    def check(self, path: Path) -> tuple[Problem, ...]:
        """Return all that is wrong with a file of a program, an exercise or the PT's doses."""
        return programs.check(path, self.shelf())

    def keep_pt_doses(self, told: PtDoses) -> None:
        """Write what the PT changed of a program. Raises NotSaved."""
        self._shelves.keep_pt_doses(told)

    def settings(self) -> Settings:
        """Return the settings. Raises BadFile."""
        return settings.load_settings(self._folders.config)

    def keep_settings(self, told: Settings) -> None:
        """Write the settings. Raises NotSaved."""
        settings.save_settings(self._folders.config, told)

    def speaker(self, command: Sequence[str]) -> Speaker:
        """Return a voice that is this program with its arguments."""
        return CommandSpeaker(command)

    def zone(self) -> "Zone":
        """Return the time zone of the machine."""
        from achilles_tui.zone import machine_zone  # noqa: PLC0415 only the calendar needs it

        return machine_zone(os.environ)

    def refuse_export(self, target: Path, *, force: bool) -> None:
        """Say before any work is done why a document cannot be written there. Raises NotSaved."""
        exports.refuse(target, force=force)

    def write_export(self, target: Path, data: bytes, *, force: bool) -> None:
        """Write a document where the user says, in place of what is there with force only. Raises NotSaved."""
        exports.write_export(target, data, force=force)

    def safety(self) -> SafetyLog:
        """Return the red-flag answers. Raises BadFile."""
        return safety.load_safety(self._folders.data)

    def keep_safety(self, log: SafetyLog) -> None:
        """Write the red-flag answers. Raises NotSaved."""
        safety.save_safety(self._folders.data, log)

    def today(self) -> Today | None:
        """Return everything of the user's program today; None where no program was chosen.

        Raises BadFile, BadProgram or UnknownProgram.
        """
        told = self.settings()
        if told.program is None:
            return None
        log, problems = read_log(self._folders.data, told.program, self.safety(), self.now())
        return today(self.offer(told.program), log, told.region, self.rule(), notices=problems)

    def day(self, day: date) -> DayFile:
        """Return what was told of one day."""
        return self.days(day, day).diary.day(day)

    def whole_day(self, day: date) -> WholeDay:
        """Return everything of one day: its sessions with their corrections, and what was told of it."""
        return read_day(self._folders.data, day)

    def check_in(
        self, day: date, *, morning: int | None = None, stiffness: int | None = None, how: How | None = None
    ) -> Kept:
        """Keep what was told of a morning: pain (NPRS), stiffness in minutes, how the day is. Raises NotSaved."""
        entry = CheckIn(self._new_id(), self._moment(), morning, stiffness, how)
        return self._keep(DayFile(1, day, check_ins=(entry,)))

    def score(
        self, day: date, *, visa_a: int | None = None, heel_rises: int | None = None, side: Side | None = None
    ) -> Kept:
        """Keep a VISA-A total (0-100), or repetitions of the heel-rise test on a leg. Raises NotSaved."""
        entry = Score(self._new_id(), self._moment(), visa_a, heel_rises, side)
        return self._keep(DayFile(1, day, scores=(entry,)))

    def clear(self, day: date, what: OfMorning) -> Kept:
        """Have a value of a morning not told any more. Raises Refused where it is not told, or NotSaved."""
        return self._keep(clearing(self.day(day), what, self._moment(), self._new_id))

    def correct(self, correction: Correction) -> Kept:
        """Keep a correction under an id of its own, as of now. Raises Refused, saying why, or NotSaved."""
        session = self.whole_day(correction.recorded).session(correction.session)
        if session is None:
            raise Refused(f"There is no such session of {correction.recorded}: its file is gone or cannot be read.")
        if reason := refusal(session, correction, self.now().date()):
            raise Refused(reason)
        kept = [self._keep(one) for one in correcting(replace(correction, id=self._new_id(), at=self._moment()))]
        return kept[-1]

    def take_back(self, kept: Kept) -> Kept:
        """Take entries back, so that they count no more; taking that back in turn brings them back.

        Raises Refused where they were taken back already, or NotSaved.
        """
        return self._keep(taking_back(self.day(kept.day), kept.entries, self._moment(), self._new_id))

    def enter(self, record: SessionRecord) -> SessionRecord:
        """Keep a session that was told by hand under an id of its own; return it. Raises Refused or NotSaved."""
        if reason := no_entry(record, self.now()):
            raise Refused(reason)
        return records.keep_new(self._folders.data, replace(record, id=self._new_id()))

    def answer(self, now: Today, judged: Judged, said: Said, note: str = "") -> Kept:
        """Keep what the user said to a verdict. Raises NotSaved, or ValueError for a word that cannot be said to it."""
        moment = self._moment()
        entry = answered(now, judged, said, entry=(self._new_id(), moment), note=note)
        return self._keep(DayFile(1, moment.date(), answers=(entry,)))

    def _begun(self, program: str) -> None:
        """Note that a program is begun, where it was not the last one; without that its first session tells it."""
        moment = self.now()
        last = read_diary(self._folders.data, program, moment.date()).diary.begun[-1:]
        if not last or last[0].program != program:
            with suppress(NotSaved):
                self._keep(DayFile(1, moment.date(), begun=(Begun(self._new_id(), moment, program),)))

    def _moment(self) -> datetime:
        """Return the local time as exactly as it is known: of two words in one second the later one counts."""
        return datetime.now().astimezone()

    def _new_id(self) -> str:
        return secrets.token_hex(5)

    def walk(self, diary: Diary, first: date | None = None, last: date | None = None) -> Iterator[Read]:
        """Give the sessions from a first day to a last one, piece by piece, with what the diary corrects of them."""
        yield from walk_told(self._folders.data, diary, first or date.min, last or date.max)

    def past(self, first: date | None = None) -> Iterator[PastRead]:
        """Give how far reading the past has come, and last of all the days from a first one to today.

        first: without it, everything is read. Raises BadFile.
        """
        told, today, safety, now = self.settings(), self.now().date(), self.safety(), self._today_if_well()
        found = self.days(first or date.min, today)
        if now is not None:  # it knows the days back to the program's beginning, and with them its stage
            found = FoundDays(Diary({**now.log.diary.days, **found.diary.days}, found.diary.beside), found.problems)
        course = course_on(self.now(), found.diary, safety, self.shelf().offers, told.region, now)
        lines = levels(self.rule(), now)
        for read in read_past(self.walk(found.diary, first, today), course, first):
            yield read._replace(problems=(*found.problems, *read.problems), lines=lines)

    def _today_if_well(self) -> Today | None:
        """Return today's program; None also where it cannot be read, which is said elsewhere."""
        try:
            return self.today()
        except AchillesError:
            return None

    def days(self, first: date, last: date) -> FoundDays:
        """Return what was told of the days from the first to the last besides their sessions."""
        return days.read_days(self._folders.data, first, last)

    def _keep(self, new: DayFile) -> Kept:
        """Add entries to what this machine wrote about a day. Raises NotSaved."""
        days.add(self._folders.data, days.machine(), new)
        return Kept(new.day, new.ids)

    def unfinished(self, *, however_old: bool = False) -> Sequence[SessionRecord]:
        """Return the sessions in progress of the last 60 days, or all, the newest first."""
        first = date.min if however_old else self.now().date() - records.UNFINISHED
        return [kept.record for kept in records.unfinished(self._folders.data, first)]

    def incoming(self, path: Path) -> "Incoming | tuple[Trouble, ...]":
        """Return what a table brings in, or all that is wrong with it. Raises BadFile where it is no table at all."""
        # Only here, as in `bring_in`: every command would wait for it.
        from achilles_tui.core.incoming import incoming  # noqa: PLC0415 see above
        from achilles_tui.core.sheet import read_sheet  # noqa: PLC0415 see above
        from achilles_tui.core.told_session import Doses  # noqa: PLC0415 see above
        from achilles_tui.storage import bringing, sheets  # noqa: PLC0415 see above

        sheet, now, told = read_sheet(sheets.read_text(path)), self.now(), self.settings()
        doses = Doses(self.shelf(), usual=told.program, region=told.region, side=told.side)
        return incoming(sheet, bringing.known(self._folders.data, sheet), doses, now, _local)

    def bring_in(self, found: "Incoming", tell: "Tell") -> None:
        """Add what a table brings in, all of it or nothing. Raises NotSaved, or what `tell` raises to cancel it."""
        from achilles_tui.storage import bringing  # noqa: PLC0415 see `incoming`

        bringing.bring_in(self._folders.data, days.machine(), found.sessions, found.days, tell)

    def as_text(self, record: SessionRecord) -> str:
        """Return a session's file as text."""
        return records.dump(record, self._folders.data).decode()

    def trouble(self) -> str | None:
        """Return why nothing can be written to the data folder, or None when it can."""
        return trouble_writing(self._folders.data)

    def holder(self) -> Holder | None:
        """Return which other process has the live session."""
        found = lock.holder(self._folders.data)
        return None if found is None or found.token in self._mine else found

    def session(self, session_id: str) -> SessionRecord | None:
        """Return one session as it stands on disk now."""
        kept = records.find_session(self._folders.data, session_id)
        return kept.record if kept else None

    def free_session(self) -> None:
        """Take the live session from whoever has it, and give it back at once, so that another can begin."""
        lock.take_over(self._folders.data, self._me("")).release()

    def begin(self, plan: Plan, *, speed: float | None) -> Runner:
        """Open a new session. Raises SessionHeld."""
        if speed is None:
            self._begun(plan.program)
        record = new_record(plan, self._new_id(), self.now(), speed=speed)
        held = lock.acquire(self._folders.data, self._me(record.id))
        return self._runner(record, SessionJournal(self._folders.data, held))

    def go_on(
        self, record: SessionRecord, *, speed: float | None = None, restart_set: bool = False, take_over: bool = False
    ) -> Runner:
        """Open an unfinished session as it stands on disk now. Raises SessionHeld or NothingToResume."""
        newest, journal = self._claim(record, take_over=take_over)
        if restart_set:
            newest = with_set_restarted(newest)
        return self._runner(replace(newest, speed=speed) if speed and newest.practice else newest, journal)

    def lesson(self, side: Side | None) -> Runner:
        """Open a practice session that is kept nowhere and that nobody else sees. Raises UnknownProgram."""
        plan = lesson_plan(self.shelf().offers.values(), side)
        return self._runner(new_record(plan, secrets.token_hex(5), self.now(), speed=1.0), KeptNowhere())

    def close_late(self, record: SessionRecord, *, take_over: bool = False) -> None:
        """Close an unfinished session with what was done of it. Raises SessionHeld, NothingToResume or NotSaved."""
        newest, journal = self._claim(record, take_over=take_over)
        try:
            journal.write(closed_late(newest))
        finally:
            journal.close()

    def _claim(self, record: SessionRecord, *, take_over: bool = False) -> tuple[SessionRecord, SessionJournal]:
        """Take the lock first and read then, so that nothing another process wrote meanwhile is missed."""
        data = self._folders.data
        held = (lock.take_over if take_over else lock.acquire)(data, self._me(record.id))
        kept = records.find_session(data, record.id)
        journal = SessionJournal(data, held, kept.files) if kept else SessionJournal(data, held)
        newest = kept.record if kept else record
        if newest.status is not Status.IN_PROGRESS:
            journal.close()
            raise NothingToResume("That session was finished meanwhile, in another terminal or on another machine.")
        return newest, journal

    def _runner(self, record: SessionRecord, journal: Journal) -> Runner:
        clock = SessionClock(time.monotonic, time.time, speed=record.speed)
        return Runner(record, journal, run=secrets.token_hex(4), opened=self.now(), clock=clock)

    def _me(self, session_id: str) -> Holder:
        me = lock.this_process(self.now(), session_id)
        self._mine.add(me.token)
        return me


def _local(day: date, clock: clock_time) -> datetime:
    return datetime.combine(day, clock).astimezone()


def real_desk(data_dir: str | None, config_dir: str | None) -> RealDesk:
    """Return the desk over the folders told on the command line, in the environment, or by XDG."""
    return RealDesk(paths.folders(data_dir, config_dir, environ=os.environ))
