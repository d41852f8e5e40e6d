"""What a PT told lies over a program that stays as it is: only the numbers named differ, and they are the PT's."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec import structs
from msgspec.structs import replace

from achilles_tui.domain.base.faults import Fault, Faulty
from achilles_tui.domain.base.units import MY_PT, Category, Side
from achilles_tui.domain.programs.dose import Dose, Rest
from achilles_tui.domain.programs.program import Program, ResolvedProgram, Stage, resolve_program
from achilles_tui.domain.programs.pt_doses import PtDose, PtDoses, PtRest, PtTempo, with_pt
from achilles_tui.domain.programs.session_plan import plan
from tests.builders import HOLD_TEMPO, RAISE_TEMPO
from tests.domain.programs.test_program import GYM, RAISE, dose, exercise, offered

STRETCH = (
    dose("stretch", sets=1, reps=(3, 5), tempo=HOLD_TEMPO, rest=Rest(sets=10, exercises=10, reps=10)),
    exercise("stretch", category=Category.STRETCH),
)
OFFER = offered(RAISE, GYM, STRETCH)
COUNTS, SECONDS = st.integers(1, 9), st.integers(1, 400)
FOLLOW = {"rest.floor", "tempo.lower_accept", "tempo.untimed"}
"""Numbers that give way to one that was told: no floor above a rest, no lowering that counts beyond its length."""


UPWARDS = "sets [3, 2] does not run from low to high"


def told(*changes: PtDose) -> PtDoses:
    """Return what a PT told."""
    return PtDoses(format=1, program="test", written_on=date(2026, 11, 22), doses=changes)


def dose_of(offered_: ResolvedProgram, name: str, stage: int = 1) -> Dose:
    """Return one dose of an offer."""
    return next(one for one in offered_.doses(stage) if one.id == name)


@st.composite
def changes(draw: st.DrawFn) -> PtDose:
    """Return what a PT may change of one of three exercises."""
    name = draw(st.sampled_from(["heel-raise", "leg-press", "stretch"]))
    phases = {"heel-raise": ["rise", "shift", "lower", "reset"], "leg-press": ["rise", "lower"]}
    tempo = draw(st.dictionaries(st.sampled_from(phases.get(name, ["ease_in", "hold", "ease_out"])), SECONDS))
    rest = draw(st.dictionaries(st.sampled_from(["sets", "exercises", "reps"]), SECONDS))
    return PtDose(
        id=name,
        sets=draw(st.none() | COUNTS),
        reps=draw(st.none() | st.integers(3, 15)),
        tempo=PtTempo(**{key: float(value) for key, value in tempo.items()}),
        rest=PtRest(**{key: float(value) for key, value in rest.items()}),
        load_kg=draw(st.none() | st.just(20.0)) if name == "leg-press" else None,
    )


def named(change: PtDose) -> dict[str, object]:
    """Return the numbers that were told, by their keys."""
    found: dict[str, object] = {key: getattr(change, key) for key in ("sets", "reps")}
    for part in ("tempo", "rest"):
        found |= {f"{part}.{key}": value for key, value in structs.asdict(getattr(change, part)).items()}
    return {key: value for key, value in found.items() if value is not None}


@given(changes())
def test_only_what_was_told_differs_and_is_marked_as_the_pts(change: PtDose) -> None:
    before = offered(RAISE, GYM, STRETCH)

    after = with_pt(OFFER, told(change))

    assert before == OFFER, "what ships is as it was"
    assert [one for one in after.doses() if one.id != change.id] == [
        one for one in OFFER.doses() if one.id != change.id
    ]
    old, new, numbers = dose_of(OFFER, change.id), dose_of(after, change.id), named(change)
    differ = {key for key in {*old.numbers, *new.numbers} if old.numbers.get(key) != new.numbers.get(key)}
    assert differ <= numbers.keys() | FOLLOW
    assert numbers.items() <= new.numbers.items()
    theirs = {key for key, origin in new.provenance.items() if origin == MY_PT}
    assert numbers.keys() <= theirs <= numbers.keys() | (differ & FOLLOW)
    assert (new.load, new.often, new.weight, new.insertional) == (old.load, old.often, old.weight, old.insertional)
    assert after.loads == ({"leg-press": 20.0} if change.load_kg else {})


@given(changes())
def test_what_a_pt_told_makes_a_session(change: PtDose) -> None:
    planned = plan(with_pt(OFFER, told(change)), [Side.LEFT]).exercise(change.id)

    assert planned.load_kg == change.load_kg
    assert change.sets in {None, planned.sets}


@given(changes())
def test_told_twice_it_is_the_same(change: PtDose) -> None:
    once = with_pt(OFFER, told(change))
    assume(once != OFFER)

    assert with_pt(once, told(change)) == once


def test_no_lowering_counts_beyond_what_the_pt_told() -> None:
    def accepted(lower: float) -> float | None:
        return dose_of(
            with_pt(OFFER, told(PtDose(id="heel-raise", tempo=PtTempo(lower=lower)))), "heel-raise"
        ).tempo.lower_accept

    assert (accepted(5.0), accepted(3.0), accepted(1.5)) == (None, 2.0, 1.5)


def test_a_rise_that_a_pt_told_is_timed() -> None:
    after = with_pt(OFFER, told(PtDose(id="heel-raise", tempo=PtTempo(rise=3.0))))

    assert dose_of(after, "heel-raise").tempo.untimed == ()
    assert RAISE_TEMPO.untimed == ("rise",)


def test_a_doubt_about_repetitions_ends_when_the_pt_told_them() -> None:
    doubtful = offered((replace(GYM[0], doubt="Three?"), GYM[1]))

    assert dose_of(with_pt(doubtful, told(PtDose(id="leg-press", sets=4))), "leg-press").doubt == "Three?"
    assert dose_of(with_pt(doubtful, told(PtDose(id="leg-press", reps=6))), "leg-press").doubt is None


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (PtDose(id="hop"), Fault(("exercise", 0, "id"), "'hop' is not an exercise of 'test' there")),
        (PtDose(id="stretch", stage=2), Fault(("exercise", 0, "stage"), "there is no stage 2; there are 1")),
        (
            PtDose(id="stretch", tempo=PtTempo(lower=3.0)),
            Fault(("exercise", 0, "tempo", "lower"), "'stretch' has no lower"),
        ),
        (
            PtDose(id="stretch", load_kg=5.0),
            Fault(("exercise", 0, "load_kg"), "'stretch' is done without kilograms"),
        ),
        (PtDose(id="leg-press", reps=2), Fault(("exercise", 0, "reps"), "a heavy set has 3 to 15 repetitions")),
        (PtDose(id="leg-press", reps=(15, 16)), Fault(("exercise", 0, "reps"), "a heavy set has 3 to 15 repetitions")),
        (PtDose(id="heel-raise", sets=(3, 2)), Fault(("exercise", 0, "sets"), UPWARDS)),
        (
            PtDose(id="heel-raise", sets=100, reps=100),
            Fault((), "20015 repetitions are more than one session holds (2000)"),
        ),
    ],
)  # fmt: skip
def test_what_nobody_can_do_is_refused_at_its_place(change: PtDose, fault: Fault) -> None:
    with pytest.raises(Faulty) as caught:
        with_pt(OFFER, told(change))
    assert fault in caught.value.faults


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(Faulty) as caught:
        with_pt(OFFER, told(PtDose(id="hop"), PtDose(id="stretch", sets=1), PtDose(id="skip")))
    assert [fault.place for fault in caught.value.faults] == [("exercise", 0, "id"), ("exercise", 2, "id")]


def staged() -> ResolvedProgram:
    stages = tuple(Stage(weeks=(week, week), doses=(dose(),)) for week in (1, 2, 3))
    program = Program(format=1, id="test", title="Test", about="A test.", source="tests", stages=stages)
    return resolve_program(program, {"heel-raise": exercise()})


def test_a_pt_tells_of_one_stage_or_of_all() -> None:
    one = with_pt(staged(), told(PtDose(id="heel-raise", stage=2, sets=1)))
    every = with_pt(staged(), told(PtDose(id="heel-raise", sets=1)))
    both = with_pt(staged(), told(PtDose(id="heel-raise", sets=1), PtDose(id="heel-raise", stage=3, sets=2)))

    for after, sets in ((one, [3, 1, 3]), (every, [1, 1, 1]), (both, [1, 1, 2])):
        assert [after.doses(stage)[0].sets for stage in (1, 2, 3)] == sets


def test_an_exercise_is_told_of_once_a_stage() -> None:
    with pytest.raises(Faulty, match="stands twice"):
        told(PtDose(id="stretch"), PtDose(id="stretch"))
    assert len(told(PtDose(id="stretch"), PtDose(id="stretch", stage=1)).doses) == 2
