"""The verdicts of a day as text: each once, with its exercises, what it takes and what a yes changes.

Every sentence is about the log and the stated rule. Pure; it decides nothing.
"""

from collections.abc import Iterable
from typing import NamedTuple

from achilles_tui.domain.agenda.today import Today, change_of_yes
from achilles_tui.domain.base.units import RowId, Verdict
from achilles_tui.domain.pain_rule.decide import Decision
from achilles_tui.domain.pain_rule.rule import ROW_OF, ROWS, PainRule
from achilles_tui.domain.pain_rule.verdicts import ExerciseVerdict
from achilles_tui.domain.session.phrases import EDUCATION, origin

SIGNS: dict[Verdict, str] = {Verdict.PROGRESS: "▲", Verdict.HOLD: "=", Verdict.STEP_BACK: "▼", Verdict.STOP: "■"}
"""The sign before the word of a verdict, so that colour is never the only mark."""

LOCKED = "Sessions are locked until a clinician note is recorded."
STILL_SKIPPED = "A declined step back still skips the next loaded session."
PT_AGREES = "your PT agrees to the next step; it is kept in the log."
PT_DOSE = (
    "Nothing changes by itself. Enter the dose that your PT gave you on the Programs page: 2, the program, its "
    "exercise, then d."
)
"""Shown after the user answered that a PT says otherwise."""

_NO_PROGRAM = "No verdict yet: you have not chosen a program. Choose one on the Programs page (2) with m."
_NO_SESSION = (
    "No verdict yet: the rule looks at your last session, and you have not ended one yet. Practice never counts."
)
_NONE_SINCE = (
    "No verdict yet: you have ended no session since the clinician note of {note:%d %B}; earlier ones are not judged."
)


class VerdictGroup(NamedTuple):
    """The exercises that have the same verdict for the same reason."""

    verdicts: tuple[ExerciseVerdict, ...]

    @property
    def decision(self) -> Decision:
        """The verdict and its reason."""
        return self.verdicts[0].decision

    @property
    def head(self) -> str:
        """The verdict as a sign and a word."""
        return f"{SIGNS[self.decision.output]} {self.decision.output.value.upper()}"

    @property
    def open_verdicts(self) -> tuple[ExerciseVerdict, ...]:
        """The verdicts that wait for a yes or a no."""
        return tuple(verdict for verdict in self.verdicts if verdict.is_open)

    @property
    def waits_for_pt(self) -> bool:
        """Whether it waits for the PT's word on the next step (D16)."""
        return self.decision.row == "D16"

    @property
    def replaceable(self) -> tuple[ExerciseVerdict, ...]:
        """The verdicts that "my PT says otherwise" can answer; never a stop."""
        stops = self.decision.output is Verdict.STOP
        return () if stops else tuple(verdict for verdict in self.verdicts if verdict.answer is None)


def grouped(now: Today) -> tuple[VerdictGroup, ...]:
    """Return each verdict once: a stop first, then those that wait for an answer, the strictest first."""
    by_reason: dict[str, list[ExerciseVerdict]] = {}
    for verdict in now.verdicts:
        by_reason.setdefault(verdict.decision.reason, []).append(verdict)
    groups = (VerdictGroup(tuple(judged)) for judged in by_reason.values())
    return tuple(sorted(groups, key=_urgency, reverse=True))


def _urgency(group: VerdictGroup) -> tuple[bool, bool, int]:
    output = group.decision.output
    return output is Verdict.STOP, bool(group.open_verdicts), output.strictness


def none_yet(now: Today | None) -> str:
    """Return why there is no verdict."""
    if now is None:
        return _NO_PROGRAM
    note = now.log.last_note
    return _NONE_SINCE.format(note=note) if note is not None and now.log.sessions else _NO_SESSION


def group_lines(now: Today, group: VerdictGroup) -> list[str]:
    """Return the lines of a verdict below its head."""
    lines = [_names(now, group.verdicts), group.decision.reason, f"What it takes: {group.decision.needed}"]
    lines += [LOCKED] if group.decision.output is Verdict.STOP else []
    lines += [f"Now: {_standing(now, verdict)}" for verdict in group.verdicts]
    lines += [f"A yes: {change}" for change in _changes(now, group)]
    lines += [f"A yes: {PT_AGREES}"] if group.waits_for_pt else []
    if group.decision.output is Verdict.STEP_BACK:
        lines.append(STILL_SKIPPED)
    return lines + list(
        dict.fromkeys(_answer_text(verdict) for verdict in group.verdicts if verdict.answer is not None)
    )


def why(now: Today, group: VerdictGroup) -> str:
    """Return as text: the deciding row, its numbers and their sources, and all rows."""
    row, rule = ROW_OF[group.decision.row], now.rule
    rows = [f"{'▶' if table_row is row else '·'} {table_row.line(rule)}" for table_row in ROWS]
    sources = _sources(row.numbers(rule), rule) or ["· This row has no numbers: it fits when no other row does."]
    parts = (
        [row.line(rule)],
        [group.decision.reason],
        ["Its numbers, and where they come from:", *sources],
        ["The whole rule; the first row that matches your log decides:", *rows],
        [f"Where the rule comes from: {rule.source}"],
        [EDUCATION],
    )
    return "\n\n".join("\n".join(part) for part in parts)


_PAIN_ROWS: tuple[RowId, ...] = ("D2", "D3", "D6", "D12")
"""The rows about a single answer on the pain scale."""


def why_of_pain(rule: PainRule) -> str:
    """Return as text: the rows about the pain of a session, their numbers and their sources."""
    rows = [ROW_OF[name] for name in _PAIN_ROWS]
    keys = dict.fromkeys(key for row in rows for key in row.numbers(rule))
    parts = (
        [f"· {row.line(rule)}" for row in rows],
        ["Their numbers, and where they come from:", *_sources(keys, rule)],
        [f"Where the rule comes from: {rule.source}"],
        [EDUCATION],
    )
    return "\n\n".join("\n".join(part) for part in parts)


def _sources(keys: Iterable[str], rule: PainRule) -> list[str]:
    return [f"· {key} = {rule.numbers[key]}: {origin(rule.provenance[key])}" for key in keys]


def _name(now: Today, verdict: ExerciseVerdict) -> str:
    return now.dose_and_exercise(verdict.exercise)[1].name


def _names(now: Today, judged: Iterable[ExerciseVerdict]) -> str:
    return "; ".join(dict.fromkeys(_name(now, verdict) for verdict in judged))


def _standing(now: Today, verdict: ExerciseVerdict) -> str:
    target = now.targets.by_dose[verdict.exercise]
    load = "" if target.load_kg is None else f", {target.load_kg:g} kg"
    return f"{_name(now, verdict)} {target.level}{load}; {target.reason}."


def _changes(now: Today, group: VerdictGroup) -> list[str]:
    if not group.open_verdicts:
        return []
    if group.decision.output is Verdict.PROGRESS and now.stage_is_next:
        return [f"{change_of_yes(now, group.open_verdicts[0])}."]
    return [f"{_name(now, verdict)} {change_of_yes(now, verdict)}." for verdict in group.open_verdicts]


def _answer_text(verdict: ExerciseVerdict) -> str:
    answer = verdict.answer
    if answer is None:
        return ""
    return f"You said on {answer.at:%d %B}: {answer.said}{f' ({answer.note})' if answer.note else ''}."
