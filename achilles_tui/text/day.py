"""One day opened to every set, in lines for people; what was corrected says how it was recorded."""

from datetime import date, datetime

from achilles_tui.domain.base.text import harmless_line
from achilles_tui.domain.records.day import AppliedCorrection, Change, CorrectedSession, DayRecord, Value
from achilles_tui.domain.records.day_entries import Answer, CheckIn, DayFile, Score
from achilles_tui.domain.records.session_record import SessionRecord, SetRecord
from achilles_tui.text.log import session_words

NO_SESSION = "No session."

_NAMES = {
    "day": "day",
    "side": "leg",
    "done": "repetitions",
    "load_kg": "kg",
    "during": "pain before the end",
    "after": "pain at the end",
    "stopped_for": "stopped for",
    "note": "note",
}


def day_lines(day: DayRecord) -> list[str]:
    """Return everything of one day, a heading first; what belongs to a session is set in below its line."""
    lines = [heading(day.day), morning_line(day.file), *entry_lines(day.file)]
    for session in day.sessions:
        moment = f"{session.whole_record.started:%Y-%m-%d %H:%M}"
        lines += [f"{moment} · {session_line(day, session)}", *session_lines(day, session)]
    if not day.sessions:
        lines.append(NO_SESSION)
    return [harmless_line(line) for line in lines]


def heading(day: date) -> str:
    """Say a day in full."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def morning_line(file: DayFile) -> str:
    """Say how a morning was, as it was told last."""
    if file.morning is None and file.stiffness is None and file.how is None:
        return "Morning: not told."
    pain = "pain not told" if file.morning is None else f"pain {file.morning}"
    stiff = "stiffness not told" if file.stiffness is None else f"stiff {file.stiffness} min"
    return f"Morning: {pain}, {stiff}{f', {file.how}' if file.how else ''}."


def entry_lines(file: DayFile) -> list[str]:
    """Say what was told of the day, in the order it was written; what counts no more is marked."""
    standing = file.standing
    lines = [
        *((one.at, one.id, f"  told {_moment_text(one.at)}: {_check_in(one)}") for one in file.check_ins),
        *((one.at, one.id, f"{score_line(one)}.") for one in file.scores),
        *((one.at, one.id, f"Begun: {one.program}.") for one in file.begun),
        *((one.at, one.id, f"{_answer(one)}.") for one in file.answers),
    ]
    return [line if name in standing else f"{line} (taken back)" for _, name, line in sorted(lines)]


def score_line(one: Score) -> str:
    """Say what a score is."""
    told = [] if one.visa_a is None else [f"VISA-A: {one.visa_a} of 100"]
    leg = f" on the {one.side}" if one.side else ""
    return "; ".join([*told, *([] if one.heel_rises is None else [f"Heel-rise test: {one.heel_rises}{leg}"])])


def _answer(one: Answer) -> str:
    told = f"Answered {one.said} to {one.verdict.value.upper()} ({one.row}) of {one.exercise}"
    numbers = {"level": one.level, "stage": one.stage, "kg": one.load_kg}
    changed = [f"{name} {value:g}" for name, value in numbers.items() if value is not None]
    words = ", ".join([*changed, *([one.note] if one.note else [])])
    return f"{told}{f': {words}' if words else ''}"


def _check_in(one: CheckIn) -> str:
    told = [] if one.morning is None else [f"pain {one.morning}"]
    told += [] if one.stiffness is None else [f"stiff {one.stiffness} min"]
    return ", ".join([*told, *([one.how] if one.how else [])]) or "nothing"


def session_line(day: DayRecord, session: CorrectedSession) -> str:
    """Say what a session of the day was, without its moment; one that is deleted or moved away says so."""
    record = session.whole_record
    line = session_words(record, corrected=bool(session.corrections))
    if session.record is None:
        return f"{line} · deleted"
    return line if record.day == day.day else f"{line} · recorded for this day, moved to {record.day}"


def timed_line(day: DayRecord, session: CorrectedSession) -> str:
    """Say the same, the time of day first."""
    return f"{session.whole_record.started:%H:%M} · {session_line(day, session)}"


def session_lines(day: DayRecord, session: CorrectedSession) -> list[str]:
    """Say every set of a session of the day, its pain, its note, and how it was corrected."""
    record = session.whole_record
    corrections = [f"  {line}" for one in session.history for line in _corrected(record, one)]
    if session.record is None or record.day != day.day:
        return corrections
    lines = [f"  {_set(record, one)}" for one in record.sets]
    during, after = record.pain_during(), record.final_pain()
    lines.append(f"  pain before the end: {_value(during)}; at the end: {_value(after)}")
    lines += [f"  note: {record.note}"] if record.note else []
    return [*lines, *corrections]


def _set(record: SessionRecord, one: SetRecord) -> str:
    parts = [f"{_name(record, one)}: {one.done} of {one.planned} done"]
    parts += [f"{one.paced} paced"] if not record.by_hand else []
    parts += [f"{one.skipped} skipped"] if one.skipped else []
    parts += [f"{one.load_kg:g} kg"] if one.load_kg is not None else []
    pain = record.pain_of(one)
    parts += [] if pain is None else [f"pain {pain}"]
    return ", ".join(parts)


def _name(record: SessionRecord, one: SetRecord) -> str:
    leg = "both legs" if one.side == "both" else one.side
    return f"{record.plan.exercise(one.exercise).name}, {leg}, set {one.set}"


def _corrected(record: SessionRecord, told: AppliedCorrection) -> list[str]:
    """Say what one correction changed; one that changed nothing more, as after another machine's, is not told."""
    when = f"corrected {_moment_text(told.correction.at)}"
    lines = [f"{when}: {_change(record, one)}" for one in told.changes]
    return [*lines, f"deleted {_moment_text(told.correction.at)}"] if told.correction.deleted else lines


def _change(record: SessionRecord, one: Change) -> str:
    of = "" if one.place is None else f"{_name(record, record.sets[one.place])}, "
    was = "recorded" if one.recorded else "told before"
    return f"{of}{_NAMES[one.what]}: {was} {_value(one.old)}, told {_value(one.new)}"


def _value(value: Value) -> str:
    if value is None or value == "":
        return "nothing" if value == "" else "not told"
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _moment_text(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
