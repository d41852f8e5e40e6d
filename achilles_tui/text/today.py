"""Today as lines for people: what is due, and the verdicts with their rows and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from achilles_tui.domain.session.cost import minutes

if TYPE_CHECKING:
    from achilles_tui.domain.agenda.gate import Gate, Refusal
    from achilles_tui.domain.agenda.today import Today
    from achilles_tui.domain.pain_rule.verdicts import ExerciseVerdict


class ActionHints(NamedTuple):
    """The key or command for each action, as the subject of a sentence: `v answers it`.

    check_in: records a morning. answer: answers a verdict. note: records what a clinician said.
    """

    check_in: str
    answer: str
    note: str


CHECK_IN = "`achilles-tui checkin`"
"""The command that records a morning."""


def today_lines(now: Today) -> list[str]:
    """Return all of today for the command line, what is due first."""
    program = now.targets.program.definition
    lines = [headline(now), f"{program.title}, week {now.week}"]
    lines += [f"  {item.exercise.name}: {item.state}, {item.reason}" for item in now.agenda.items]
    lines += [_morning(now, CHECK_IN)]
    for verdict in verdicts(now):
        lines += [verdict, f"  what it takes: {_needed(now, verdict)}"]
    lines += [advice.sentence for advice in now.advice]
    return [*lines, *now.notices]


def short_lines(now: Today, hints: ActionHints) -> list[str]:
    """Return the lines beside the big word of the Today page: what is due and why, this morning, the verdicts."""
    due = {item.reason: None for item in now.agenda.due if item.state == "due"}
    reasons, lock = f" ({', '.join(due)})" if due else "", now.gate.lock
    lines = [] if lock is None else lock_lines(lock, hints)
    if lock is None and now.agenda.due:
        lines.append(f"{headline(now)}{reasons}")
    if lock is None or lock.kind == "over":
        names_by_state: dict[str, list[str]] = {}
        for item in now.agenda.items:
            if item.state != "due":
                names_by_state.setdefault(f"{item.state}, {item.reason}", []).append(item.exercise.name)
        lines += [f"{'; '.join(names)}: {state}" for state, names in names_by_state.items()]
    answer = f" {hints.answer} answers it." if now.open_verdicts else ""
    lines.append(_morning(now, hints.check_in))
    lines += [f"{verdict}{answer}" for verdict in verdicts(now)]
    return [*lines, *(advice.sentence for advice in now.advice)]


def lock_lines(lock: Refusal, hints: ActionHints) -> list[str]:
    """Return why no session can start, and the way on."""
    if lock.is_stop:
        return ["Locked: stop, and contact a clinician.", lock.reason, f"{hints.note} records what a clinician said."]
    return [lock.reason, lock.way_on]


def gate_lines(lock: Refusal) -> list[str]:
    """Return why no session can start, and the way on, for the command line."""
    return [lock.headline, lock.way_on] if lock.is_stop else [lock.headline]


def what_the_rule_says(now: Today | None, gate: Gate) -> list[str]:
    """Return what the rule makes of the log right after an entry: the lock and the way on, else the verdicts."""
    if gate.lock is not None:
        return gate_lines(gate.lock)
    if now is None:
        return []
    return [line for verdict in verdicts(now) for line in (verdict, f"  what it takes: {_needed(now, verdict)}")]


def headline(now: Today) -> str:
    """Return in one line what to do now."""
    if lock := now.gate.lock:
        return lock.headline
    due = [f"{item.exercise.name}{' (the rest)' if item.state == 'part' else ''}" for item in now.agenda.due]
    if due:
        side = " a side" if now.program.sided(now.targets.stage) else ""
        return f"Due: {'; '.join(due)}. About {minutes(now.minutes)}{side}"
    later = [item.earliest for item in now.agenda.items if item.earliest is not None]
    return f"Nothing is due now{f'; next from {min(later):%A %H:%M}' if later else ''}."


def verdicts(now: Today) -> list[str]:
    """Return each verdict once; one that is not about every exercise names its exercises."""
    names_by_verdict: dict[str, list[str]] = {}
    for verdict in now.verdicts:
        name = now.targets.program.exercise(verdict.exercise).name
        names_by_verdict.setdefault(_verdict_text(verdict), []).append(name)
    count = len(now.agenda.items)
    return [text if len(names) == count else f"{'; '.join(names)}: {text}" for text, names in names_by_verdict.items()]


def _verdict_text(verdict: ExerciseVerdict) -> str:
    return f"{verdict.decision.output.value.upper()}: {verdict.decision.reason}"


def _needed(now: Today, line: str) -> str:
    return next(verdict.decision.needed for verdict in now.verdicts if _verdict_text(verdict) in line)


def _morning(now: Today, check_in: str) -> str:
    day = now.day
    pain = f"not recorded yet, {check_in} records it" if day.morning is None else f"pain {day.morning}"
    stiff = "" if day.stiffness is None else f", stiff {day.stiffness} min"
    how = f", {day.how}" if day.how and day.how != "usual" else ""
    yesterday = "not recorded" if now.pain_yesterday is None else str(now.pain_yesterday)
    return f"This morning: {pain}{stiff}{how}. Yesterday's highest pain: {yesterday}."
