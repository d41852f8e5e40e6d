"""The one place that builds real things: clocks, folders, locks, journals. It hands them on and decides nothing."""

import os
import secrets
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from datetime import time as clock_time
from pathlib import Path

from msgspec.structs import replace

from achilles_tui.clock import SessionClock
from achilles_tui.core.corrections import all_as_told
from achilles_tui.core.diary import Answer, Begun, CheckIn, DayFile, Diary, How, Score
from achilles_tui.core.errors import NothingToResume, NotSaved
from achilles_tui.core.history import SessionRecord, Status, new_record
from achilles_tui.core.incoming import Incoming, incoming
from achilles_tui.core.judge import Judged
from achilles_tui.core.lesson import KeptNowhere, lesson_plan
from achilles_tui.core.planning import Plan
from achilles_tui.core.ports import Found, FoundDays, Holder, Journal, Read, Settings, Shelf, Speaker
from achilles_tui.core.program import Offer
from achilles_tui.core.pt import PtDoses
from achilles_tui.core.resume import closed_late, with_set_restarted
from achilles_tui.core.rule import PainRule
from achilles_tui.core.safety import SafetyLog
from achilles_tui.core.sheet import Trouble, read_sheet
from achilles_tui.core.today import Said, Today, answered, today
from achilles_tui.core.told_session import Doses
from achilles_tui.core.units import Side
from achilles_tui.editor import edit
from achilles_tui.runner import Runner
from achilles_tui.speaker import CommandSpeaker
from achilles_tui.storage import bringing, days, lock, paths, programs, records, rules, safety, settings, sheets
from achilles_tui.storage.journal import SessionJournal
from achilles_tui.storage.logs import read_log
from achilles_tui.storage.own_programs import Shelves
from achilles_tui.storage.probe import trouble_writing
from achilles_tui.storage.problems import Problem


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

    def safety(self) -> SafetyLog:
        """Return the red-flag answers. Raises BadFile."""
        return safety.load_safety(self._folders.data)

    def keep_safety(self, log: SafetyLog) -> None:
        """Write the red-flag answers. Raises NotSaved."""
        safety.save_safety(self._folders.data, log)

    def sessions(self) -> Found:
        """Return every session."""
        return records.all_sessions(self._folders.data)

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

    def check_in(
        self, day: date, *, morning: int | None = None, stiffness: int | None = None, how: How | None = None
    ) -> None:
        """Keep what was told of a morning: pain (NPRS), stiffness in minutes, how the day is. Raises NotSaved."""
        self.add_to_day(day, check_ins=[CheckIn(self._new_id(), self._moment(), morning, stiffness, how)])

    def score(
        self, day: date, *, visa_a: int | None = None, heel_rises: int | None = None, side: Side | None = None
    ) -> None:
        """Keep a VISA-A total (0-100), or repetitions of the heel-rise test on a leg. Raises NotSaved."""
        self.add_to_day(day, scores=[Score(self._new_id(), self._moment(), visa_a, heel_rises, side)])

    def answer(self, now: Today, judged: Judged, said: Said, note: str = "") -> None:
        """Keep what the user said to a verdict. Raises NotSaved, or ValueError for a word that cannot be said to it."""
        moment = self._moment()
        entry = answered(now, judged, said, entry=(self._new_id(), moment), note=note)
        self.add_to_day(moment.date(), answers=[entry])

    def _begun(self, program: str) -> None:
        """Note that a program is begun, where it was not the last one; without that its first session tells it."""
        moment = self.now()
        log, _ = read_log(self._folders.data, program, self.safety(), moment)
        last = log.diary.begun[-1:]
        if not last or last[0].program != program:
            with suppress(NotSaved):
                self.add_to_day(moment.date(), begun=[Begun(self._new_id(), moment, program)])

    def _moment(self) -> datetime:
        """Return the local time as exactly as it is known: of two words in one second the later one counts."""
        return datetime.now().astimezone()

    def _new_id(self) -> str:
        return secrets.token_hex(5)

    def sessions_since(self, first: date) -> Found:
        """Return the sessions of a day and of all days after it."""
        return records.sessions_since(self._folders.data, first)

    def walk(self, diary: Diary, first: date | None = None, last: date | None = None) -> Iterator[Read]:
        """Give the sessions from a first day to a last one, piece by piece, with what the diary corrects of them."""
        found = self.sessions()
        told = all_as_told(found.sessions, diary)
        wanted = tuple(one for one in told if (first or one.day) <= one.day <= (last or one.day))
        yield Read(wanted, found.problems, len(found.sessions), len(found.sessions))

    def last_session_day_before(self, first: date) -> date | None:
        """Return the day of the last session before a day, practice apart; None where there is none."""
        return records.last_session_day_before(self._folders.data, first)

    def days(self, first: date, last: date) -> FoundDays:
        """Return what was told of the days from the first to the last besides their sessions."""
        return days.read_days(self._folders.data, first, last)

    def add_to_day(
        self,
        day: date,
        *,
        check_ins: Iterable[CheckIn] = (),
        answers: Iterable[Answer] = (),
        begun: Iterable[Begun] = (),
        scores: Iterable[Score] = (),
    ) -> None:
        """Keep what was told of a day. Raises NotSaved."""
        here, this = self._folders.data, days.machine()
        days.add(here, this, day, check_ins=check_ins, answers=answers, begun=begun, scores=scores)

    def incoming(self, path: Path) -> Incoming | tuple[Trouble, ...]:
        """Return what a table brings in, or all that is wrong with it. Raises BadFile where it is no table at all."""
        sheet, now, told = read_sheet(sheets.read_text(path)), self.now(), self.settings()
        doses = Doses(self.shelf(), usual=told.program, region=told.region, side=told.side)
        return incoming(sheet, bringing.known(self._folders.data, sheet), doses, now, _local)

    def bring_in(self, found: Incoming, tell: bringing.Tell) -> None:
        """Add what a table brings in, all of it or nothing. Raises NotSaved, or what `tell` raises to cancel it."""
        bringing.bring_in(self._folders.data, days.machine(), found.sessions, found.days, tell)

    def unfinished(self) -> Sequence[SessionRecord]:
        """Return the sessions in progress, the newest first."""
        return [kept.record for kept in records.unfinished(self._folders.data)]

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
