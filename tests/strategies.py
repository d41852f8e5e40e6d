"""Any program, plan, record, red-flag log and document that files may hold, for property tests of the stores."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, TypeVar, get_args

from hypothesis import strategies as st
from msgspec.structs import replace

from achilles_tui.domain.base.text import harmless
from achilles_tui.domain.base.units import LOAD_BOUNDS, Category, Figure, Notice, Region, RowId, Side, Sound, Verdict
from achilles_tui.domain.history.history import HistoryDay
from achilles_tui.domain.pain_rule.expected_work import Kind
from achilles_tui.domain.programs.dose import Dose, LoadKind, Often, Rest, Tempo, Weight
from achilles_tui.domain.programs.program import Claim, Exercise, Program, Stage
from achilles_tui.domain.programs.pt_doses import PtDose, PtDoses, PtRest, PtTempo
from achilles_tui.domain.programs.session_plan import Plan, PlannedExercise
from achilles_tui.domain.records.day_entries import (
    LONGEST_STIFFNESS,
    Answer,
    CheckIn,
    Correction,
    DayFile,
    How,
    ProgramStart,
    Retraction,
    Score,
    SetCorrection,
)
from achilles_tui.domain.records.session_record import (
    PainAnswer,
    RepRecord,
    Result,
    SessionRecord,
    SetRecord,
    Status,
    new_record,
)
from achilles_tui.domain.red_flags.safety import ClinicianNote, SafetyLog, Screening
from achilles_tui.domain.settings import MOST_TIMES, Introduction, Motion, Settings, Theme
from tests.red_flags import QUESTIONS

Entry = TypeVar("Entry")


def texts(least: int = 1, most: int = 40) -> st.SearchStrategy[str]:
    """Return any text as it is kept: harmful characters have become U+FFFD."""
    return st.text(min_size=least, max_size=most).map(harmless)


_LETTERS = "abcdefghijklmnopqrstuvwxyz"
NAMES = st.builds(str.__add__, st.sampled_from(_LETTERS), st.text(_LETTERS + "0123456789-", max_size=9))
IDS = st.text(_LETTERS + "0123456789-", min_size=4, max_size=12)
ZONES = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
STAMPS = st.datetimes(datetime(2001, 1, 1), datetime(2098, 1, 1), timezones=ZONES)  # noqa: DTZ001 the zones are theirs
SECONDS = st.floats(0.01, 3600, allow_nan=False)
RESTS_LONG = st.floats(0, 3600, allow_nan=False)

TEMPOS = st.one_of(
    st.builds(Tempo, ease_in=SECONDS, hold=SECONDS, ease_out=SECONDS),
    st.builds(Tempo, rise=SECONDS, lower=SECONDS),
    st.builds(
        lambda lower, part: Tempo(
            rise=2.0, shift=1.0, lower=lower, reset=1.0, lower_accept=lower * part, untimed=("rise",)
        ),
        SECONDS,
        st.floats(0.1, 1),
    ),
)
RESTS = st.builds(
    lambda sets, exercises, reps, part: Rest(
        sets=sets, exercises=exercises, reps=reps, floor=min(sets, exercises) * part
    ),
    RESTS_LONG, RESTS_LONG, RESTS_LONG, st.floats(0, 1),
)  # fmt: skip
CUES = st.dictionaries(st.sampled_from(["setup", "rise", "lower", "hold", "rest"]), texts(), max_size=3)
LEGS = st.sampled_from([(Side.LEFT,), (Side.RIGHT,), (Side.LEFT, Side.RIGHT), (Side.BOTH,)])
LOADS = st.none() | st.floats(0.5, LOAD_BOUNDS.most)

PLANNED = st.builds(
    PlannedExercise,
    id=NAMES, name=texts(), category=st.sampled_from(Category), sides=LEGS, sets=st.integers(1, 2),
    reps=st.integers(1, 4), tempo=TEMPOS, rest=RESTS, position=texts(), cues=CUES, load_kg=LOADS,
    doubt=st.none() | texts(),
)  # fmt: skip
PLANS = st.builds(
    Plan,
    program=NAMES,
    title=texts(),
    exercises=st.lists(PLANNED, min_size=1, max_size=2, unique_by=lambda one: one.id).map(tuple),
    pt_confirmed=st.booleans(),
)
"""What one session may be."""

COUNTS = st.integers(1, 100)
RANGES = st.tuples(COUNTS, COUNTS).filter(lambda pair: pair[0] < pair[1])
OFTEN = st.one_of(
    st.builds(Often, per_day=COUNTS, days_per_week=st.none() | st.integers(1, 7)),
    st.lists(COUNTS, min_size=3, max_size=3)
    .map(sorted)
    .map(lambda three: Often(per_day=three[1], per_day_range=(three[0], three[2]))),
    st.builds(Often, per_week=st.integers(1, 7), hours_apart=st.none() | st.integers(1, 24)),
)
WEIGHTS = st.builds(
    Weight,
    rm=st.none() | COUNTS,
    step_percent=st.none() | st.floats(0.5, 10),
    min_days=st.just(14),
    floor_days=st.none() | st.integers(1, 14),
    days_per_week=st.none() | st.integers(1, 7) | st.just((2, 3)),
)
ORIGINS = st.sampled_from(["article", "analogy", "ours", "my PT", "published: Beyer 2015"])


@st.composite
def doses(draw: st.DrawFn) -> Dose:
    """Return a dose, some of its numbers with where they come from."""
    load = draw(st.sampled_from(get_args(LoadKind)))
    dose = draw(
        st.builds(
            Dose,
            id=NAMES, sets=COUNTS | RANGES, reps=COUNTS | RANGES, tempo=TEMPOS, rest=RESTS, often=OFTEN,
            load=st.just(load), weight=st.none() | WEIGHTS if "kilograms" in load else st.none(),
            insertional=st.none() | NAMES, doubt=st.none() | texts(),
        )
    )  # fmt: skip
    return replace(dose, provenance=draw(st.dictionaries(st.sampled_from(sorted(dose.numbers)), ORIGINS, max_size=4)))


_DOSES = st.lists(doses(), min_size=1, max_size=3, unique_by=lambda one: one.id).map(tuple)
_STAGES = st.lists(st.tuples(st.integers(1, 9), _DOSES, st.none() | texts()), min_size=1, max_size=3).map(
    lambda them: tuple(
        Stage(weeks=(sum(one[0] for one in them[:index]) + 1, sum(one[0] for one in them[: index + 1])),
              doses=doses_of_it, title=title)
        for index, (_, doses_of_it, title) in enumerate(them)
    )
)  # fmt: skip
_TOLD = {
    "format": st.just(1), "id": NAMES, "title": texts(), "about": texts(), "source": texts(),
    "region": st.sampled_from(["mid-portion", "insertional", "any"]),
    "equipment": st.lists(texts(), max_size=2).map(tuple),
    "supervision": st.sampled_from(["none", "agree with a PT"]), "tags": st.lists(NAMES, max_size=2).map(tuple),
}  # fmt: skip
PROGRAMS = st.one_of(
    st.builds(
        Program, doses=_DOSES, weeks=st.just(12), review_weeks=st.sampled_from([(), (8, 12)]),
        provenance=st.sampled_from([{}, {"weeks": "ours"}]), **_TOLD,
    ),
    st.builds(Program, stages=_STAGES, **_TOLD),
)  # fmt: skip
"""What a program's file may say."""

EXERCISES = st.builds(
    Exercise,
    format=st.just(1), id=NAMES, name=texts(), category=st.sampled_from(Category), position=texts(), source=texts(),
    steps=st.lists(texts(), max_size=3).map(tuple), other_names=st.lists(texts(), max_size=2).map(tuple),
    knee=st.sampled_from([None, "straight", "bent"]), equipment=st.lists(texts(), max_size=2).map(tuple),
    supervision=st.sampled_from(["none", "PT"]), legs=st.sampled_from(["one", "alone", "together"]),
    over_edge=st.booleans(), cues=CUES, figure=st.none() | st.sampled_from(Figure),
    evidence=st.dictionaries(st.sampled_from(["insertional", "mid-portion"]), st.sampled_from(get_args(Claim))),
)  # fmt: skip
"""What an exercise's file may say."""

_PT_DOSE = st.builds(
    PtDose,
    id=NAMES, stage=st.none() | st.integers(1, 3), sets=st.none() | COUNTS | RANGES, reps=st.none() | COUNTS | RANGES,
    tempo=st.builds(PtTempo, lower=st.none() | SECONDS), rest=st.builds(PtRest, sets=st.none() | RESTS_LONG),
    load_kg=LOADS,
)  # fmt: skip
PT_DOSES = st.builds(
    PtDoses,
    format=st.just(1), program=NAMES, written_on=st.dates(date(2001, 1, 1), date(2098, 1, 1)),
    doses=st.lists(_PT_DOSE, max_size=3, unique_by=lambda one: (one.id, one.stage)).map(tuple),
)  # fmt: skip
"""What a file of the PT's doses may say."""


@st.composite
def _sets(draw: st.DrawFn, one: SetRecord) -> SetRecord:
    rep = st.builds(
        RepRecord,
        id=IDS, rep=st.integers(1, one.planned), at=STAMPS, result=st.sampled_from(Result), paced=st.booleans(),
        seconds=RESTS_LONG, interrupted=st.booleans(),
    )  # fmt: skip
    reps = draw(st.lists(rep, max_size=2))
    return replace(one, reps=tuple(reps), corrected=draw(st.none() | st.integers(0, 100)))


PAINS = st.builds(
    PainAnswer,
    value=st.integers(0, 10), at=STAMPS, about=st.sampled_from(["during", "exercise", "final"]),
    exercise=st.none() | NAMES, side=st.none() | st.sampled_from(Side), set=st.none() | COUNTS,
)  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> SessionRecord:
    """Return any record there can be, however odd what happened."""
    record = new_record(draw(PLANS), draw(IDS), draw(STAMPS), speed=draw(st.none() | st.floats(1, 100)))
    record = replace(
        record,
        sets=tuple(draw(_sets(one)) for one in record.sets),
        pains=tuple(draw(st.lists(PAINS, max_size=2))),
        note=draw(texts(0, 200)),
    )
    if draw(st.booleans()):
        return record
    status = draw(st.sampled_from([Status.DONE, Status.STOPPED]))
    return record.closed(status, draw(STAMPS), stopped_for=draw(st.sampled_from([None, "choice", "pain"])))


TIMES = st.lists(st.builds(time, st.integers(0, 23), st.integers(0, 59)), max_size=MOST_TIMES, unique=True).map(
    lambda them: tuple(sorted(them))
)

SETTING_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "side": st.none() | st.sampled_from(Side),
    "region": st.none() | st.sampled_from(Region),
    "program": st.none() | NAMES,
    "sound": st.sampled_from(Sound),
    "cue_command": st.lists(texts(least=0), max_size=4).map(tuple),
    "notice": st.sampled_from(get_args(Notice)),
    "theme": st.sampled_from(get_args(Theme)),
    "motion": st.sampled_from(get_args(Motion)),
    "introduction": st.sampled_from(get_args(Introduction)),
    "times": TIMES,
}
"""The values of each setting."""
SETTINGS = st.builds(Settings, **SETTING_VALUES)

_FLAGS = st.lists(st.sampled_from([question.id for question in QUESTIONS]), unique=True).map(tuple)
SAFETY_LOGS = st.builds(
    SafetyLog,
    format=st.just(1),
    screenings=st.lists(st.builds(Screening, STAMPS, _FLAGS), max_size=4, unique_by=lambda one: one.at).map(
        lambda them: tuple(sorted(them, key=lambda one: one.at))
    ),
    clinician_notes=st.lists(st.builds(ClinicianNote, STAMPS, texts(0)), max_size=3, unique_by=lambda one: one.at).map(
        lambda them: tuple(sorted(them, key=lambda one: one.at))
    ),
)

CHECK_INS = st.builds(
    CheckIn,
    id=IDS, at=STAMPS, morning=st.none() | st.integers(0, 10), stiffness=st.none() | st.integers(0, LONGEST_STIFFNESS),
    how=st.none() | st.sampled_from(get_args(How)),
)  # fmt: skip
ANSWERS = st.builds(
    Answer,
    id=IDS, at=STAMPS, program=NAMES, exercise=NAMES, verdict=st.sampled_from(Verdict),
    row=st.sampled_from(get_args(RowId)), said=st.sampled_from(["yes", "no", "my PT says otherwise"]),
    session=st.none() | IDS, level=st.none() | st.integers(0, 20), stage=st.none() | COUNTS,
    load_kg=LOADS, note=texts(0),
)  # fmt: skip
BEGUN = st.builds(ProgramStart, id=IDS, at=STAMPS, program=NAMES)
SCORES = st.builds(
    Score,
    id=IDS, at=STAMPS, visa_a=st.none() | st.integers(0, 100), heel_rises=st.none() | st.integers(0, 200),
    side=st.none() | st.sampled_from(Side),
)  # fmt: skip
DAYS = st.dates(date(2001, 1, 1), date(2098, 1, 1))


SET_CORRECTIONS = st.builds(
    SetCorrection,
    exercise=NAMES, side=st.sampled_from(Side), set=COUNTS, done=st.none() | st.integers(0, 200),
    load_kg=LOADS,
)  # fmt: skip


def corrections(
    sessions: st.SearchStrategy[str] = IDS,
    recorded: st.SearchStrategy[date] = DAYS,
    sets: st.SearchStrategy[SetCorrection] = SET_CORRECTIONS,
) -> st.SearchStrategy[Correction]:
    """Return any correction of one of these sessions."""
    pains = st.none() | st.integers(0, 10)
    return st.builds(
        Correction,
        id=IDS, at=STAMPS, session=sessions, recorded=recorded, day=st.none() | DAYS,
        side=st.sampled_from([None, "left", "right"]), sets=st.lists(sets, max_size=3).map(tuple), during=pains,
        after=pains, stopped_for=st.sampled_from([None, "choice", "pain"]), note=st.none() | texts(0),
        deleted=st.booleans(),
    )  # fmt: skip


def _some(entries: st.SearchStrategy[Entry]) -> st.SearchStrategy[tuple[Entry, ...]]:
    return st.lists(entries, max_size=3).map(tuple)


# Made once: to make a strategy takes longer than to draw from it.
_UNSORTED = st.builds(
    DayFile,
    format=st.just(1), day=st.just(date(2001, 1, 1)), check_ins=_some(CHECK_INS), answers=_some(ANSWERS),
    begun=_some(BEGUN), scores=_some(SCORES), corrections=_some(corrections()), taken_back=st.just(()),
)  # fmt: skip
_TAKEN_BACK = _some(st.builds(Retraction, id=IDS, at=STAMPS, entry=IDS))


@st.composite
def day_files(draw: st.DrawFn, days: st.SearchStrategy[date] = DAYS) -> DayFile:
    """Return what a file of one of these days may say, in whatever order it stands there."""
    day, told = draw(days), draw(_UNSORTED)
    here = (replace(one, recorded=day) if draw(st.booleans()) else one for one in told.corrections)
    told = replace(told, day=day, corrections=tuple(here))
    taken_back = tuple(_naming(draw, one, told.ids) for one in draw(_TAKEN_BACK))
    if not taken_back:
        return told
    again = tuple(_naming(draw, one, [each.id for each in taken_back]) for one in draw(_TAKEN_BACK))
    return replace(told, taken_back=taken_back + again)


def _naming(draw: st.DrawFn, one: Retraction, known: Sequence[str]) -> Retraction:
    """Return what takes one of the known entries back, or one that nobody knows."""
    entry = draw(st.just(one.entry) | st.sampled_from(known)) if known else one.entry
    return replace(one, entry=entry)


_VALUES = st.one_of(
    st.integers(), st.floats(), st.booleans(), st.text(max_size=10), STAMPS, st.dates(), st.times(),
    st.integers(10**18, 10**40), st.just([]), st.just({}),
)  # fmt: skip
_KEYS = st.text(max_size=8) | st.sampled_from(
    [
        "format",
        "id",
        "exercise",
        "sets",
        "reps",
        "tempo",
        "plan",
        "exercises",
        "often",
        "rest",
        "status",
        "started",
        "day",
    ]
)
DOCUMENTS = st.dictionaries(
    _KEYS,
    st.recursive(
        _VALUES,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4),
        max_leaves=12,
    ),
    max_size=8,
)
"""Anything that parsed TOML may be."""


@st.composite
def past_days(draw: st.DrawFn) -> HistoryDay:
    """Return a day of the history; only one with work has sets planned."""
    kind = draw(st.sampled_from(get_args(Kind)))
    planned = draw(st.integers(1, 60)) if kind == "work" else 0
    done = draw(st.integers(0, planned))
    missing, pain = draw(st.integers(0, planned - done)), st.none() | st.integers(0, 10)
    return HistoryDay(
        day=draw(DAYS), kind=kind, flare=draw(st.booleans()), planned=planned, done=done, missing=missing,
        is_over=draw(st.booleans()), sessions=draw(st.integers(0, 9)), morning=draw(pain),
        stiffness=draw(st.none() | st.integers(0, 999)), during=draw(pain), after=draw(pain), reps=0, tension=0.0,
        volume=0.0,
    )  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, document: dict[str, object]) -> dict[str, object]:
    """Return a document with one value somewhere in it replaced by anything, or one key put in or taken out."""
    whole: dict[str, object] = {**document}
    table = whole
    while True:
        key = draw(st.sampled_from(sorted(table)))
        inner = table[key]
        if isinstance(inner, list) and inner and draw(st.booleans()):
            index = draw(st.integers(0, len(inner) - 1))
            if isinstance(inner[index], dict) and inner[index]:
                table[key] = [*inner[:index], {**inner[index]}, *inner[index + 1 :]]
                table = table[key][index]  # type: ignore[index]
                continue
            table[key] = [*inner[:index], draw(_VALUES), *inner[index + 1 :]]
        elif isinstance(inner, dict) and inner and draw(st.booleans()):
            table[key] = table = {**inner}
            continue
        elif draw(st.integers(0, 2)) == 0:
            del table[key]
        else:
            table[draw(st.just(key) | _KEYS)] = draw(_VALUES)
        return whole
