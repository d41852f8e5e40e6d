"""What a person who opens the program has still to be asked."""

import pytest
from msgspec.structs import replace

from achilles_tui.domain.base.units import Region, Side
from achilles_tui.domain.red_flags.onboarding import SetupTopic, suggested, to_ask
from achilles_tui.domain.red_flags.safety import Screening
from achilles_tui.domain.settings import Settings
from tests.builders import NOW
from tests.memory import CLEAR, MemoryServices
from tests.red_flags import EMPTY, QUESTIONS

TOLD = Settings(side=Side.LEFT, region=Region.NOT_SURE, program="eccentric")


def test_a_new_person_is_asked_everything_the_red_flags_first() -> None:
    assert to_ask(Settings(), EMPTY) == (SetupTopic.RED_FLAGS, SetupTopic.SIDE, SetupTopic.REGION, SetupTopic.PROGRAM)


def test_whoever_told_everything_is_asked_nothing() -> None:
    assert to_ask(TOLD, CLEAR) == ()


@pytest.mark.parametrize("topic", [SetupTopic.SIDE, SetupTopic.REGION, SetupTopic.PROGRAM])
def test_only_what_is_missing_is_asked(topic: SetupTopic) -> None:
    assert to_ask(replace(TOLD, **{topic.value: None}), CLEAR) == (topic,)


def test_how_it_sounds_and_looks_tells_nothing_of_the_person() -> None:
    assert to_ask(Settings(theme="light", notice="osc9"), EMPTY) == to_ask(Settings(), EMPTY)


@pytest.mark.parametrize("flag", [question.id for question in QUESTIONS if question.kind != "ask"])
def test_nobody_is_led_on_towards_sessions_that_are_locked(flag: str) -> None:
    assert to_ask(Settings(), EMPTY.with_screening(Screening(NOW, (flag,)))) == ()


def test_whoever_wants_no_questions_is_asked_none() -> None:
    assert to_ask(Settings(introduction="off"), EMPTY) == ()


def test_the_usual_program_is_marked_first_and_never_one_that_needs_a_pt_while_there_is_another() -> None:
    raises, gym = (MemoryServices().programs.library().programs[name] for name in ("raises", "gym"))
    assert suggested({"gym": gym, "raises": raises, "eccentric": raises}) == 2
    assert suggested({"gym": gym, "raises": raises}) == 1
    assert suggested({"gym": gym}) == 0
