"""What was done and told, day by day: Today, the past, mornings, answers, corrections, and what a table brings in."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from datetime import time as clock_time
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from achilles_tui.application.settings import Ground
from achilles_tui.domain.agenda.today import Said, Today, answered, levels, today
from achilles_tui.domain.base.errors import AchillesError, NotSaved, Refused
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.history.history import PastRead, course_on, read_past
from achilles_tui.domain.pain_rule.verdicts import Judged
from achilles_tui.domain.records.correction_rules import Kept, correcting, no_entry, refusal, taking_back
from achilles_tui.domain.records.day import WholeDay
from achilles_tui.domain.records.day_entries import Begun, CheckIn, Correction, DayFile, Diary, How, Score
from achilles_tui.domain.records.found import FoundDays, Read
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.storage.files.change_stamp import stamp
from achilles_tui.storage.files.paths import Folders
from achilles_tui.storage.stores import days, records
from achilles_tui.storage.stores.corrected_sessions import read_day, walk_told
from achilles_tui.storage.stores.logs import read_diary, read_log

if TYPE_CHECKING:
    from achilles_tui.domain.csv_import.csv_rows import Trouble
    from achilles_tui.domain.csv_import.merge import Incoming
    from achilles_tui.storage.stores.import_writer import Tell


class LogDesk(Ground):
    """Reads what was done and told, and adds to it; sessions under way apart."""

    def __init__(self, folders: Folders) -> None:
        """Work in these folders. Touches nothing yet."""
        super().__init__(folders)
        self._read: tuple[object, PastRead] | None = None
        """The past that was read last, and what of."""

    def today(self, day: date | None = None) -> Today | None:
        """Return everything of the user's program today; None where no program was chosen.

        day: an earlier day instead, as it stood when that was over. Raises BadFile, BadProgram or UnknownProgram.
        """
        told = self.settings()
        if told.program is None:
            return None
        now = self.now() if day is None else min(self.now(), self.at(day, clock_time.max))
        log, problems = read_log(self._folders.data, told.program, self.safety(), now)
        return today(self.offer(told.program), log, told.region, self.rule(), notices=problems)

    def day(self, day: date) -> DayFile:
        """Return what was told of one day."""
        return self.days(day, day).diary.day(day)

    def whole_day(self, day: date) -> WholeDay:
        """Return everything of one day: its sessions with their corrections, and what was told of it."""
        return read_day(self._folders.data, day)

    def days(self, first: date, last: date) -> FoundDays:
        """Return what was told of the days from the first to the last besides their sessions."""
        return days.read_days(self._folders.data, first, last)

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

    def walk(self, diary: Diary, first: date | None = None, last: date | None = None) -> Iterator[Read]:
        """Give the sessions from a first day to a last one, piece by piece, with what the diary corrects of them."""
        yield from walk_told(self._folders.data, diary, first or date.min, last or date.max)

    def past(self, first: date | None = None) -> Iterator[PastRead]:
        """Give how far reading the past has come, and last of all the days from a first one to today.

        first: without it, everything is read. What was read last is given again where no file was changed since.
        Raises BadFile.
        """
        year = 0 if first is None else first.year - 1  # what the first days are read beside may lie before them
        asked = first, self.now().date(), stamp(self._folders.data, self._folders.config, since=year)
        if self._read is not None and self._read[0] == asked:
            yield self._read[1]
            return
        for read in self._past(first):
            if read.past is not None:
                self._read = asked, read
            yield read

    def _past(self, first: date | None) -> Iterator[PastRead]:
        told, today, safety, now = self.settings(), self.now().date(), self.safety(), self._today_if_well()
        found = self.days(first or date.min, today)
        if now is not None:  # it knows the days back to the program's beginning, and with them its stage
            found = FoundDays(Diary({**now.log.diary.days, **found.diary.days}, found.diary.beside), found.problems)
        course = course_on(self.now(), found.diary, safety, self.shelf().offers, told.region, now)
        lines = levels(self.rule(), now)
        for read in read_past(self.walk(found.diary, first, today), course, first):
            yield read._replace(problems=(*found.problems, *read.problems), lines=lines)

    def incoming(self, path: Path) -> "Incoming | tuple[Trouble, ...]":
        """Return what a table brings in, or all that is wrong with it. Raises BadFile where it is no table at all."""
        # Only here, as in `bring_in`: every command would wait for it.
        from achilles_tui.domain.csv_import.csv_rows import read_sheet  # noqa: PLC0415 see above
        from achilles_tui.domain.csv_import.csv_session import Doses  # noqa: PLC0415 see above
        from achilles_tui.domain.csv_import.merge import incoming  # noqa: PLC0415 see above
        from achilles_tui.storage.stores import csv_text, import_writer  # noqa: PLC0415 see above

        sheet, now, told = read_sheet(csv_text.read_text(path)), self.now(), self.settings()
        doses = Doses(self.shelf(), usual=told.program, region=told.region, side=told.side)
        return incoming(sheet, import_writer.known(self._folders.data, sheet), doses, now, self.at)

    def bring_in(self, found: "Incoming", tell: "Tell") -> None:
        """Add what a table brings in, all of it or nothing. Raises NotSaved, or what `tell` raises to cancel it."""
        from achilles_tui.storage.stores import import_writer  # noqa: PLC0415 see `incoming`

        import_writer.bring_in(self._folders.data, days.machine(), found.sessions, found.days, tell)

    def _begun(self, program: str) -> None:
        """Note that a program is begun, where it was not the last one; without that its first session tells it."""
        moment = self.now()
        last = read_diary(self._folders.data, program, moment.date()).diary.begun[-1:]
        if not last or last[0].program != program:
            with suppress(NotSaved):
                self._keep(DayFile(1, moment.date(), begun=(Begun(self._new_id(), moment, program),)))

    def _today_if_well(self) -> Today | None:
        """Return today's program; None also where it cannot be read, which is said elsewhere."""
        try:
            return self.today()
        except AchillesError:
            return None

    def _keep(self, new: DayFile) -> Kept:
        """Add entries to what this machine wrote about a day. Raises NotSaved."""
        days.add(self._folders.data, days.machine(), new)
        return Kept(new.day, new.ids)
