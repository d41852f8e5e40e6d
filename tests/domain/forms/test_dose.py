"""The form for the dose that the PT gave: what keys do to its numbers, and what may be kept."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import convert, to_builtins
from msgspec.structs import replace

from achilles_tui.domain.base.faults import Faulty
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.forms.dose import StageDose
from achilles_tui.domain.forms.form import Form
from achilles_tui.domain.programs.program import Program, ResolvedProgram, Stage
from achilles_tui.domain.programs.pt_doses import PtDose, PtDoses, PtRest, PtTempo, with_pt
from achilles_tui.domain.programs.session_plan import plan
from tests.memory import MemoryServices

DAY = date(2026, 11, 22)
OFFERS = MemoryServices().programs.library().programs


def staged() -> ResolvedProgram:
    """Return the raises as a program of three stages, the last without the stretch."""
    doses = OFFERS["raises"].definition.doses
    stages = (Stage((1, 2), doses), Stage((3, 5), doses), Stage((6, 12), doses[:1]))
    program = Program(format=1, id="staged", title="Staged", about="x", source="tests", stages=stages)
    return ResolvedProgram(program, OFFERS["raises"].exercises)


def ranged(reps: tuple[int, int] = (10, 15)) -> ResolvedProgram:
    """Return the raises with a range of repetitions."""
    program = OFFERS["raises"].definition
    doses = (replace(program.doses[0], reps=reps), *program.doses[1:])
    return OFFERS["raises"]._replace(definition=replace(program, doses=doses))


def pressed(form: Form, *keys: str) -> Form:
    """Return the form after these keys: a row's key to go to it, `+`, `-`, `x`, `<` to erase, digits."""
    for key in keys:
        if key in names(form):
            form = form.move(names(form).index(key) - form.marked_index)
        elif key in {"+", "-"}:
            form = form.step(1 if key == "+" else -1)
        else:
            form = {"x": form.take_back, "<": form.erase}.get(key, lambda: form.type_letter(key))()  # noqa: B023 called at once
    return form


def names(form: Form) -> list[str]:
    """Return the keys of the rows, as in a dose's provenance."""
    return [".".join(map(str, row.key)) for row in form.rows]


def values(form: Form) -> dict[str, object]:
    """Return what is entered, by key."""
    return {name: row.entry for name, row in zip(names(form), form.rows, strict=True) if row.entry is not None}


def form(offered: ResolvedProgram | None = None, exercise: str = "heel-raise", told: PtDoses | None = None) -> Form:
    """Return a form."""
    return form_of(offered or OFFERS["raises"], told, exercise, 1)


def form_of(plain: ResolvedProgram, told: PtDoses | None, exercise: str, stage: int) -> Form:
    """Return the form of an exercise in a stage."""
    return StageDose(plain, told, exercise, stage).form()


def kept(
    form: Form, plain: ResolvedProgram, told: PtDoses | None, exercise: str = "heel-raise", stage: int = 1
) -> PtDoses:
    """Return what is recorded of a form."""
    return StageDose(plain, told, exercise, stage).with_form(form, DAY)


def test_a_form_begins_with_what_the_program_says_and_tells_nothing() -> None:
    assert values(form()) == {}
    assert kept(form(), OFFERS["raises"], None).doses == ()
    assert names(form()) == [
        *("sets", "reps", "tempo.rise", "tempo.shift", "tempo.lower", "tempo.reset", "rest.sets", "rest.exercises")
    ]
    assert "rest.reps" in names(form(exercise="stretch"))
    assert names(form(OFFERS["gym"], "gym-raise"))[-1] == "load_kg"


@pytest.mark.parametrize(
    ("keys", "key", "told"),
    [
        (["sets", "+"], "sets", 3),
        (["sets", "-", "-", "-"], "sets", 1),
        (["tempo.lower", "+"], "tempo.lower", 3.5),
        (["tempo.rise", *["-"] * 9], "tempo.rise", 0.5),
        (["rest.sets", "+"], "rest.sets", 135),
        (["rest.exercises", "-"], "rest.exercises", 285),
        (["reps", "1", "2"], "reps", 12),
        (["reps", "1", "2", "<"], "reps", 1),
        (["tempo.lower", "2", ",", "7", "+"], "tempo.lower", 3.0),
        (["reps", "1", ".", "2"], "reps", 12),
    ],
)
def test_keys_change_a_number_by_a_sensible_step_or_digit_by_digit(keys: list[str], key: str, told: float) -> None:
    assert values(pressed(form(), *keys)) == {key: told}


def test_a_step_on_a_range_begins_at_its_low_end() -> None:
    assert values(pressed(form(ranged()), "reps", "+")) == {"reps": 11}


def test_kilograms_go_by_two_and_a_half() -> None:
    gym = pressed(form(OFFERS["gym"], "gym-raise"), "load_kg", "4", "1", "+")
    assert values(gym) == {"load_kg": 42.5}
    assert kept(gym, OFFERS["gym"], None, "gym-raise").doses == (PtDose(id="gym-raise", load_kg=42.5),)


@pytest.mark.parametrize("key", ["x", "<"])
def test_a_number_is_taken_back_to_the_programs_own(key: str) -> None:
    assert values(pressed(form(), "reps", "5", key)) == {}


def test_what_is_taken_back_wholly_leaves_nothing_told() -> None:
    told = PtDoses(format=1, program="raises", written_on=DAY, doses=(PtDose(id="heel-raise", reps=5),))
    assert values(form(told=told)) == {"reps": 5}
    assert kept(pressed(form(told=told), "reps", "x"), OFFERS["raises"], told).doses == ()


def test_what_was_told_of_other_exercises_stays() -> None:
    told = PtDoses(format=1, program="raises", written_on=DAY, doses=(PtDose(id="stretch", reps=5),))
    merged = kept(pressed(form(told=told), "sets", "3"), OFFERS["raises"], told)
    assert set(merged.doses) == {PtDose(id="stretch", reps=5), PtDose(id="heel-raise", sets=3)}


def test_a_change_holds_for_the_stage_shown() -> None:
    second = pressed(form_of(staged(), None, "heel-raise", 2), "reps", "9")
    merged = kept(second, staged(), None, stage=2)
    reps = [part[0].reps for part in with_pt(staged(), merged).definition.parts]
    assert reps == [3, 9, 3]


def test_what_was_told_for_all_stages_can_be_changed_in_one() -> None:
    everywhere = PtDose(id="heel-raise", sets=1, reps=8, rest=PtRest(sets=90))
    told = PtDoses(format=1, program="staged", written_on=DAY, doses=(everywhere,))
    merged = kept(pressed(form_of(staged(), told, "heel-raise", 2), "reps", "x"), staged(), told, stage=2)
    parts = with_pt(staged(), merged).definition.parts
    assert [part[0].reps for part in parts] == [8, 3, 8]
    assert [part[0].rest.sets for part in parts] == [90, 90, 90]


def test_kilograms_hold_wherever_the_exercise_stands() -> None:
    gym = OFFERS["gym"]
    stages = tuple(Stage(weeks, gym.definition.doses) for weeks in ((1, 2), (3, 4)))
    program = Program(format=1, id="staged-gym", title="Staged", about="x", source="tests", stages=stages)
    offered = gym._replace(definition=program)
    second = kept(pressed(form_of(offered, None, "gym-raise", 2), "load_kg", "5", "0"), offered, None, "gym-raise", 2)
    first = kept(pressed(form_of(offered, second, "gym-raise", 1), "load_kg", "4", "0"), offered, second, "gym-raise")
    assert with_pt(offered, first).loads == {"gym-raise": 40}
    assert values(form_of(offered, first, "gym-raise", 2)) == {"load_kg": 40}


@pytest.mark.parametrize(
    ("offered", "exercise", "keys", "sentence"),
    [
        ("raises", "heel-raise", ["sets", "0"], "Sets: 1 to 100"),
        ("raises", "heel-raise", ["tempo.lower", "0"], "Lower: more than 0 and at most 3600 s"),
        ("raises", "heel-raise", ["rest.sets", "9", "9", "9", "9"], "Rest between sets: 0 to 3600 s"),
        ("raises", "heel-raise", ["sets", "9", "9", "reps", "9", "9"], "more than one session holds"),
        ("gym", "gym-raise", ["reps", "1", "6"], "a heavy set has 3 to 15 repetitions"),
        ("gym", "gym-raise", ["load_kg", "0"], "Kilograms: more than 0 and at most 1000 kg"),
    ],
)
def test_what_nobody_could_do_is_refused_in_words(offered: str, exercise: str, keys: list[str], sentence: str) -> None:
    with pytest.raises(Faulty, match=sentence):
        kept(pressed(form(OFFERS[offered], exercise), *keys), OFFERS[offered], None, exercise)


KEYS = st.sampled_from(["+", "-", "x", "<", "down", "up", *"0123456789.,"])
PLACES = st.sampled_from(
    [
        (OFFERS["raises"], "heel-raise", 1),
        (OFFERS["raises"], "stretch", 1),
        (OFFERS["gym"], "gym-raise", 1),
        (ranged(), "heel-raise", 1),
        (staged(), "heel-raise", 3),
        (staged(), "stretch", 2),
    ]
)
BEFORE = st.sampled_from(
    [
        (),
        (PtDose(id="heel-raise", reps=(4, 6), tempo=PtTempo(lower=5.0)),),
        (PtDose(id="stretch", stage=1, rest=PtRest(reps=0)), PtDose(id="heel-raise", sets=4)),
        (PtDose(id="gym-raise", load_kg=40),),
    ]
)


@given(PLACES, BEFORE, st.lists(KEYS, max_size=40))
def test_whatever_is_pressed_comes_out_as_a_dose_that_can_be_done_or_with_what_is_wrong(
    place: tuple[ResolvedProgram, str, int], before: tuple[PtDose, ...], keys: Sequence[str]
) -> None:
    offered, exercise, stage = place
    known = {one.id for one in offered.exercises}
    doses = tuple(one for one in before if one.id in known)
    told = PtDoses(format=1, program=offered.definition.id, written_on=DAY, doses=doses)
    now = form_of(offered, told, exercise, stage)
    for key in keys:
        now = now.move(1 if key == "down" else -1) if key in {"down", "up"} else pressed(now, key)
    try:
        merged = kept(now, offered, told, exercise, stage)
    except Faulty as error:
        assert all(fault.sentence for fault in error.faults)  # noqa: PT017 either outcome is right
        return
    assert convert(to_builtins(merged), PtDoses) == merged
    changed = with_pt(offered, merged)
    plan(changed, (Side.LEFT, Side.RIGHT), stage=stage)
    again = form_of(offered, merged, exercise, stage)
    assert values(again) == values(now)


def test_a_dose_is_only_of_use_where_the_stage_has_it() -> None:
    with pytest.raises(StopIteration):
        form_of(staged(), None, "stretch", 3)
