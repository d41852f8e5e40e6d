"""One day as lines for people: every set, and every correction with the value before it."""

from datetime import date, datetime

from achilles_tui.domain.base.text import harmless_line
from achilles_tui.domain.records.day import AppliedCorrection, Change, CorrectedSession, DayRecord, Value
from achilles_tui.domain.records.day_entries import Answer, CheckIn, DayFile, PtWord, Score
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
    """Return everything recorded for a day, a heading first; the lines of a session are indented below it."""
    lines = [heading(day.day), morning_line(day.file), *entry_lines(day.file)]
    for session in day.sessions:
        moment = f"{session.whole_record.started:%Y-%m-%d %H:%M}"
        lines += [f"{moment} · {session_line(day, session)}", *session_lines(day, session)]
    if not day.sessions:
        lines.append(NO_SESSION)
    return [harmless_line(line) for line in lines]


def heading(day: date) -> str:
    """Return a day in full: `Thursday 5 March 2026`."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def morning_line(file: DayFile) -> str:
    """Return the morning as it was last recorded."""
    if file.morning is None and file.stiffness is None and file.how is None:
        return "Morning: not recorded."
    pain = "pain not recorded" if file.morning is None else f"pain {file.morning}"
    stiff = "stiffness not recorded" if file.stiffness is None else f"stiff {file.stiffness} min"
    return f"Morning: {pain}, {stiff}{f', {file.how}' if file.how else ''}."


def entry_lines(file: DayFile) -> list[str]:
    """Return the entries of the day in the order of their times; entries that no longer count are marked."""
    standing = file.standing
    lines = [
        *((entry.at, entry.id, f"  recorded {_moment_text(entry.at)}: {_check_in(entry)}") for entry in file.check_ins),
        *((score.at, score.id, f"{score_line(score)}.") for score in file.scores),
        *((start.at, start.id, f"Program started: {start.program}.") for start in file.begun),
        *((answer.at, answer.id, f"{_answer(answer)}.") for answer in file.answers),
        *((word.at, word.id, f"{_pt_word(word)}.") for word in file.pt_words),
        *((stop.at, stop.id, f"STOP ({stop.row}): {stop.reason}") for stop in file.stops),
    ]
    return [line if name in standing else f"{line} (taken back)" for _, name, line in sorted(lines)]


def score_line(score: Score) -> str:
    """Return a score with its test."""
    parts = [] if score.visa_a is None else [f"VISA-A: {score.visa_a} of 100"]
    leg = f" on the {score.side}" if score.side else ""
    parts += [] if score.heel_rises is None else [f"Heel-rise test: {score.heel_rises}{leg}"]
    return "; ".join(parts)


def _answer(answer: Answer) -> str:
    sentence = f"Answered {answer.said} to {answer.verdict.value.upper()} ({answer.row}) for {answer.exercise}"
    numbers = {"level": answer.level, "stage": answer.stage, "kg": answer.load_kg}
    details = [f"{name} {value:g}" for name, value in numbers.items() if value is not None]
    details += [answer.note] if answer.note else []
    return f"{sentence}: {', '.join(details)}" if details else sentence


def _pt_word(word: PtWord) -> str:
    about = f"to the next step of {word.program}" if word.program else "to the next step"
    return f"Your PT agreed {about if word.about == 'next step' else 'to training after a bad morning'}"


def _check_in(check_in: CheckIn) -> str:
    parts = [] if check_in.morning is None else [f"pain {check_in.morning}"]
    parts += [] if check_in.stiffness is None else [f"stiff {check_in.stiffness} min"]
    parts += [check_in.how] if check_in.how else []
    return ", ".join(parts) or "nothing"


def session_line(day: DayRecord, session: CorrectedSession) -> str:
    """Return a session of the day without its time; says if it was deleted or moved to another day."""
    record = session.whole_record
    line = session_words(record, corrected=bool(session.corrections))
    if session.record is None:
        return f"{line} · deleted"
    return line if record.day == day.day else f"{line} · recorded for this day, moved to {record.day}"


def timed_line(day: DayRecord, session: CorrectedSession) -> str:
    """Return the same line with the time of day first."""
    return f"{session.whole_record.started:%H:%M} · {session_line(day, session)}"


def session_lines(day: DayRecord, session: CorrectedSession) -> list[str]:
    """Return the sets of a session of the day, its pain, its note and its corrections."""
    record = session.whole_record
    corrections = [f"  {line}" for correction in session.history for line in _correction(record, correction)]
    if session.record is None or record.day != day.day:
        return corrections
    lines = [f"  {_set(record, set_record)}" for set_record in record.sets]
    during, after = _pain(record.pain_during()), _pain(record.final_pain())
    lines.append(f"  pain before the end: {during}; at the end: {after}")
    lines += [f"  note: {record.note}"] if record.note else []
    return [*lines, *corrections]


def _set(record: SessionRecord, set_record: SetRecord) -> str:
    parts = [f"{_name(record, set_record)}: {set_record.done} of {set_record.planned} done"]
    parts += [f"{set_record.paced} at full length"] if not record.by_hand else []
    parts += [f"{set_record.skipped} skipped"] if set_record.skipped else []
    parts += [f"{set_record.load_kg:g} kg"] if set_record.load_kg is not None else []
    pain = record.pain_of(set_record)
    parts += [] if pain is None else [f"pain {pain}"]
    return ", ".join(parts)


def _name(record: SessionRecord, set_record: SetRecord) -> str:
    leg = "both legs" if set_record.side == "both" else set_record.side
    return f"{record.plan.exercise(set_record.exercise).name}, {leg}, set {set_record.set}"


def _correction(record: SessionRecord, applied: AppliedCorrection) -> list[str]:
    """Return a line per change; none for a correction that changed nothing, as if two machines made the same one."""
    moment = _moment_text(applied.correction.at)
    lines = [f"corrected {moment}: {_change(record, change)}" for change in applied.changes]
    return [*lines, f"deleted {moment}"] if applied.correction.deleted else lines


def _change(record: SessionRecord, change: Change) -> str:
    place = "" if change.place is None else f"{_name(record, record.sets[change.place])}, "
    before = "recorded" if change.recorded else "was"
    value_text = _pain if change.what in {"during", "after"} else _value
    return f"{place}{_NAMES[change.what]}: {before} {value_text(change.old)}, now {value_text(change.new)}"


def _pain(pain: Value) -> str:
    return "no answer" if pain is None else str(pain)


def _value(value: Value) -> str:
    if value is None or value == "":
        return "nothing"
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _moment_text(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
