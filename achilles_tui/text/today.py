"""Today as lines for people: what is due, the verdict with its row and numbers."""

from typing import NamedTuple

from achilles_tui.domain.agenda.today import Today
from achilles_tui.domain.pain_rule.verdicts import ExerciseVerdict
from achilles_tui.domain.session import phrases


class ActionHints(NamedTuple):
    """How a front end does what the lines ask for, in words that stand where one says who does something.

    check_in: what records a morning. answer: what answers a verdict. note: what records a clinician's word.
    """

    check_in: str
    answer: str
    note: str


CHECK_IN = "`achilles-tui checkin`"
"""The command that records a morning."""


def today_lines(now: Today) -> list[str]:
    """Return everything of today for the command line, the first line being what one looks for."""
    program = now.targets.program.definition
    lines = [headline(now), f"{program.title}, week {now.week}"]
    lines += [f"  {item.exercise.name}: {item.state}, {item.reason}" for item in now.agenda.items]
    lines += [_morning(now, CHECK_IN)]
    lines += [line for one in verdicts(now) for line in (one, f"  what it takes: {_needed(now, one)}")]
    lines += [one.sentence for one in now.advice]
    return [*lines, *now.notices]


def short_lines(now: Today, ways: ActionHints) -> list[str]:
    """Return what has room beside the one big action: what is due or not and why, this morning, the verdict."""
    due = {item.reason: None for item in now.agenda.due}
    lines = [f"{headline(now)} ({', '.join(due)})"] if due else []
    if now.stop:
        lines.append(f"Locked: stop, and contact a clinician. {ways.note} records what a clinician said.")
    else:
        told: dict[str, list[str]] = {}
        for item in now.agenda.items:
            if item.state != "due":
                told.setdefault(f"{item.state}, {item.reason}", []).append(item.exercise.name)
        lines += [f"{', '.join(names)}: {line}" for line, names in told.items()]
    waiting = f" {ways.answer} answers it." if now.open_verdicts else ""
    morning = _morning(now, ways.check_in)
    return [*lines, morning, *(f"{line}{waiting}" for line in verdicts(now)), *(one.sentence for one in now.advice)]


def headline(now: Today) -> str:
    """Say in one line what is to be done now."""
    if now.stop:
        return f"Stop, and contact a clinician: {now.stop.decision.reason}"
    due = [item.exercise.name for item in now.agenda.due]
    if due:
        side = " a side" if now.program.sided(now.targets.stage) else ""
        return f"Due: {', '.join(due)}, about {phrases.minutes(now.minutes)}{side}"
    later = [item.earliest for item in now.agenda.items if item.earliest is not None]
    return f"Nothing is due now{f'; next from {min(later):%A %H:%M}' if later else ''}."


def verdicts(now: Today) -> list[str]:
    """Return each verdict once, with the exercises it is about."""
    told: dict[str, list[str]] = {}
    for one in now.verdicts:
        told.setdefault(_verdict(one), []).append(now.targets.program.exercise(one.exercise).name)
    names = [item.exercise.name for item in now.agenda.items]
    return [line if len(about) == len(names) else f"{', '.join(about)}: {line}" for line, about in told.items()]


def _verdict(one: ExerciseVerdict) -> str:
    return f"{one.decision.output.value.upper()}: {one.decision.reason}"


def _needed(now: Today, line: str) -> str:
    return next(one.decision.needed for one in now.verdicts if _verdict(one) in line)


def _morning(now: Today, check_in: str) -> str:
    day = now.day
    told = f"not recorded yet, {check_in} records it" if day.morning is None else f"pain {day.morning}"
    stiff = "" if day.stiffness is None else f", stiff {day.stiffness} min"
    how = f", {day.how}" if day.how and day.how != "usual" else ""
    before = "not told" if now.pain_yesterday is None else str(now.pain_yesterday)
    return f"This morning: {told}{stiff}{how}. Yesterday's highest pain: {before}."
