"""A person on the Learn page: finds an exercise or a text, reads it, watches it done, and comes back."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from msgspec.structs import replace
from textual import events

from achilles_tui.domain.base.units import Category, Side
from achilles_tui.domain.describe import learning
from achilles_tui.domain.pain_rule.rule import ROWS
from achilles_tui.domain.programs.program import Exercise
from achilles_tui.domain.settings import ProgramLibrary, Settings
from achilles_tui.figure.cells import Picture
from achilles_tui.storage.files.paths import shipped_programs
from achilles_tui.storage.stores.shipped_texts import read_topics
from achilles_tui.tui.dialogs.exercise import ONCE, ExerciseScreen
from achilles_tui.tui.dialogs.key_help import ReadScreen
from achilles_tui.tui.dialogs.topic import TopicScreen
from achilles_tui.tui.looks import looks
from achilles_tui.tui.pages.learn import LearnScreen
from achilles_tui.tui.pages.today import TodayScreen
from achilles_tui.tui.widgets.canvas import Canvas
from achilles_tui.tui.widgets.line import MARK, Line
from tests.domain.pain_rule.judging import RULE
from tests.memory import MemoryServices
from tests.red_flags import QUESTIONS
from tests.tui.driving import Drive, running
from tests.tui.lived import SHELF
from tests.tui.shot import taken

RAISE, PRESS, STRETCH = "Heel raise, knees straight", "Leg press heel raise", "Calf stretch, back knee straight"
SOURCES = read_topics(shipped_programs())
TOPICS = {topic.id: topic for topic in learning.topics(SOURCES, QUESTIONS, RULE)}
SIZES = [(50, 20), (80, 24), (120, 40)]
WORKING = 4.0
"""Seconds after which a heel raise is shown on its way."""


@asynccontextmanager
async def on_learn(
    size: tuple[int, int] = (80, 24),
    shelf: ProgramLibrary = SHELF,
    settings: Settings | None = None,
    trouble: str | None = None,
) -> AsyncIterator[Drive]:
    """Open the page over Today, with the shipped exercises unless others are given."""
    services = MemoryServices(shelf=shelf, settings=settings)
    services.program_store.trouble_reading_rule = trouble
    chosen = looks(services.settings.load(), {}, "256")
    async with running(services, size=size, chosen=chosen) as drive:
        await drive.press("4")
        yield drive


async def choose(drive: Drive, title: str) -> None:
    """Open the entry of this title."""
    if title in {topic.title for topic in TOPICS.values()}:
        await drive.press("right")
    for _ in range(60):
        if f"{MARK} {title}" in lines(drive):
            break
        await drive.press("down")
    await drive.press("enter")


def lines(drive: Drive) -> list[str]:
    """Return every text of the screen, also what has to be scrolled to."""
    return [line.text for line in drive.app.screen.query(Line)]


def marked(drive: Drive) -> str:
    """Return the one line that is marked."""
    (line,) = (line for line in lines(drive) if line.startswith(MARK))
    return line


def all_text(drive: Drive) -> str:
    """Return every text of the screen as one."""
    return "\n".join(lines(drive))


def figure(drive: Drive) -> Picture:
    """Return the figure as it is drawn now."""
    return drive.app.screen.query_one("#exercise-figure", Canvas).picture


async def pass_time(drive: Drive, seconds: float) -> None:
    """Let seconds pass for the figure."""
    drive.services.pass_time(seconds)
    screen = next(one for one in drive.app.screen_stack if isinstance(one, ExerciseScreen))
    screen.look()
    await drive.settle()


def scrolled(drive: Drive) -> float:
    """Return how many lines of the text lie above the screen."""
    return drive.app.screen.query_one("#reading").scroll_y


def texts(topic: learning.Topic) -> Iterator[str]:
    """Give everything a topic says, piece by piece."""
    for paragraph in topic.paragraphs:
        yield paragraph.head
        yield from (text.removeprefix("• ") for text in paragraph.text.splitlines())
        yield "; ".join(paragraph.origins)


async def test_every_exercise_of_the_shelf_and_everything_to_read_is_listed() -> None:
    async with on_learn() as drive:
        titles = {line[2:] for line in lines(drive)}
        assert {one.name for one in SHELF.exercises.values()} <= titles
        assert {topic.title for topic in TOPICS.values()} <= titles


async def test_what_is_marked_is_shown_before_it_is_opened() -> None:
    async with on_learn((120, 40)) as drive:
        before = drive.app.screen.query_one("#learn-figure", Canvas).picture
        assert "Face the wall" in drive.line("learn-about")
        await drive.press("right")
        assert "Insertional: Low, where the tendon meets the heel bone." in drive.text()
        await drive.press("left", "up", "up", "down", "down")
        assert drive.app.screen.query_one("#learn-figure", Canvas).picture == before != ()


async def test_arrows_go_through_both_lists_and_across() -> None:
    async with on_learn() as drive:
        first, topics = marked(drive), [f"{MARK} {topic.title}" for topic in TOPICS.values()]
        for key, there in (("up", topics[-1]), ("j", first), ("right", topics[0]), ("h", first), ("l", topics[0])):
            await drive.press(key)
            assert marked(drive) == there
        await drive.press("k")
        assert marked(drive) not in {first, *topics}
        await drive.press("down")
        assert marked(drive) == topics[0]


async def test_an_exercise_says_how_it_is_done_what_it_needs_what_is_known_and_where_it_is_from() -> None:
    shown = {one.name: one for one in SHELF.exercises.values()}
    async with on_learn() as drive:
        for name in (RAISE, PRESS, STRETCH):
            await choose(drive, name)
            said = all_text(drive)
            for text in texts(learning.about(shown[name], Side.LEFT)):
                assert text.split(". ")[-1] in said
            assert name in drive.text()
            assert ("PT, not alone" in said) == shown[name].needs_pt
            await drive.press("escape")


async def test_each_topic_shows_its_paragraphs_each_with_where_it_comes_from() -> None:
    async with on_learn() as drive:
        await drive.press("right")
        for topic in TOPICS.values():
            await drive.press("enter")
            assert lines(drive)[0] == topic.title
            for paragraph in topic.paragraphs:
                assert f"— {'; '.join(paragraph.origins)}" in lines(drive)
            for text in texts(topic):
                assert text in all_text(drive)
            await drive.press("escape", "down")


async def test_the_rule_is_read_row_by_row_with_its_numbers_and_sources() -> None:
    async with on_learn() as drive:
        await choose(drive, TOPICS["rule"].title)
        for row in ROWS:
            assert f"{row.id}: {row.output.value}" in lines(drive)
            assert row.words(RULE)[1:] in all_text(drive)
            assert f"— {row.source}" in lines(drive)


async def test_a_rule_that_cannot_be_read_is_said_and_the_rest_is_there() -> None:
    async with on_learn(trouble="rules/pain.toml is not there.") as drive:
        assert "rules/pain.toml is not there." in drive.text()
        assert TOPICS["rule"].title not in all_text(drive)
        await choose(drive, TOPICS["see-someone"].title)
        assert QUESTIONS[1].text in all_text(drive)


async def test_texts_that_cannot_be_read_are_said_and_the_exercises_are_there() -> None:
    services = MemoryServices(shelf=SHELF)
    services.program_store.trouble_reading_topics = "learn/topics.toml is not there."
    async with running(services) as drive:
        await drive.press("4")
        assert RAISE in all_text(drive)
        await drive.press("right", "enter")
        assert "learn/topics.toml is not there." in drive.text()


async def test_the_texts_are_not_read_before_the_page_is_opened() -> None:
    services = MemoryServices(shelf=SHELF)
    async with running(services) as drive:
        assert services.program_store.topics_read == 0
        await drive.press("4")
        assert services.program_store.topics_read == 1


async def test_the_figure_does_the_exercise_over_and_over() -> None:
    async with on_learn() as drive:
        await choose(drive, RAISE)
        standing = figure(drive)
        await pass_time(drive, WORKING)
        assert figure(drive) != standing
        await pass_time(drive, ONCE - WORKING)
        assert figure(drive) == standing
        await pass_time(drive, WORKING)
        assert figure(drive) != standing


async def test_a_moving_figure_changes_nothing_beside_itself() -> None:
    async with on_learn() as drive:
        await choose(drive, RAISE)
        before = taken(drive.app).cells
        show = drive.app.screen.query_one("#exercise-show").region
        await pass_time(drive, WORKING)
        after = taken(drive.app).cells
        changed = [(x, y) for y, row in enumerate(after) for x, cell in enumerate(row) if cell != before[y][x]]
        assert changed
        assert all(show.contains(x, y) for x, y in changed)


async def test_the_figure_stands_while_another_text_lies_over_it() -> None:
    async with on_learn() as drive:
        await choose(drive, RAISE)
        await drive.press("question_mark")
        exercise = drive.app.screen_stack[-2]
        before = exercise.query_one("#exercise-figure", Canvas).picture
        await pass_time(drive, WORKING)
        assert exercise.query_one("#exercise-figure", Canvas).picture == before


@pytest.mark.parametrize(
    ("motion", "looks", "fewest", "most"), [("none", 5, 3, 8), ("low", 5, 9, 25), ("full", 10, 26, 100)]
)
async def test_as_much_moves_as_the_settings_say(motion: str, looks: int, fewest: int, most: int) -> None:
    async with on_learn(settings=Settings(motion=motion)) as drive:  # type: ignore[arg-type]  # a motion's name
        await choose(drive, RAISE)
        screen, seen = drive.app.screen, set()
        assert isinstance(screen, ExerciseScreen)
        for _ in range(int(ONCE * looks)):
            drive.services.pass_time(1 / looks)
            screen.look()
            seen.add(figure(drive))
        assert fewest <= len(seen) <= most


async def test_an_arrow_shows_the_leg_it_points_to() -> None:
    async with on_learn() as drive:
        await choose(drive, STRETCH)
        left = figure(drive)
        assert "LEFT leg behind" in all_text(drive)
        await drive.press("right")
        right = figure(drive)
        assert right != left
        assert "RIGHT leg behind" in all_text(drive)
        await drive.press("l")
        assert figure(drive) == right
        await drive.press("h")
        assert figure(drive) == left
        assert "LEFT leg behind" in all_text(drive)


async def test_the_hurting_leg_is_shown_first() -> None:
    async with on_learn(settings=Settings(side=Side.RIGHT)) as drive:
        await choose(drive, STRETCH)
        assert "RIGHT leg behind" in all_text(drive)


async def test_where_both_legs_work_together_there_is_no_leg_to_choose() -> None:
    async with on_learn() as drive:
        await choose(drive, PRESS)
        before = figure(drive)
        await drive.press("right", "left")
        assert figure(drive) == before
        assert "leg" not in drive.line("topic-keys")


async def test_a_long_text_is_moved_by_lines_and_by_pages_and_no_further_than_its_ends() -> None:
    async with on_learn() as drive:
        await choose(drive, TOPICS["rule"].title)
        await drive.press("up", "pageup")
        assert scrolled(drive) == 0
        await drive.press("down", "j")
        assert scrolled(drive) == 2
        await drive.press("k", "up")
        assert scrolled(drive) == 0
        page = drive.app.screen.query_one("#reading").size.height - 1
        await drive.press("pagedown")
        assert scrolled(drive) == page
        await drive.press("space", "pageup")
        assert scrolled(drive) == page
        await drive.press(*["pagedown"] * 20)
        assert ROWS[-1].words(RULE)[1:] in drive.text()


async def test_escape_goes_back_to_where_one_was() -> None:
    async with on_learn() as drive:
        for title in (TOPICS["time"].title, PRESS):
            await choose(drive, title)
            assert isinstance(drive.app.screen, TopicScreen)
            await drive.press("escape")
            assert isinstance(drive.app.screen, LearnScreen)
            assert f"{MARK} {title}" in lines(drive)
        await drive.press("escape")
        assert drive.shows(LearnScreen)
        await drive.press("1")
        assert drive.shows(TodayScreen)


@pytest.mark.parametrize("title", ["", RAISE, TOPICS["time"].title])
async def test_the_keys_and_the_red_flags_are_one_key_away_and_so_is_the_way_out(title: str) -> None:
    async with on_learn() as drive:
        if title:
            await choose(drive, title)
        await drive.press("question_mark")
        assert isinstance(drive.app.screen, ReadScreen)
        assert "leave the program" in all_text(drive)
        assert ("show the right leg" in all_text(drive)) == (title == RAISE)
        await drive.press("x", "exclamation_mark")
        assert QUESTIONS[1].text in all_text(drive)
        await drive.press("x", "q")
        assert not drive.app.is_running


@pytest.mark.parametrize("size", SIZES)
async def test_at_every_usual_size_all_can_be_chosen_watched_and_read_to_its_end(size: tuple[int, int]) -> None:
    async with on_learn(size) as drive:
        for _ in range(len(SHELF.exercises) + len(TOPICS)):
            await drive.press("down")
            assert MARK in drive.text(), "what is marked is out of sight"
        await choose(drive, RAISE)
        shown, read = drive.app.screen.query_one("#exercise-figure"), drive.app.screen.query_one("#reading")
        assert shown.size.width >= 22
        assert shown.size.height >= 9
        assert read.size.width >= 36
        assert read.size.height >= 7
        assert "Get ready" in drive.text()
        await drive.press("escape")
        await choose(drive, TOPICS["see-someone"].title)
        seen = drive.text()
        for _ in range(12):
            await drive.press("pagedown")
            seen += drive.text()
        for word in {word for text in texts(TOPICS["see-someone"]) for word in text.split()}:
            assert word in seen


@pytest.mark.parametrize("size", [(5, 2), (1, 1), (20, 6), (39, 11), (300, 90)])
async def test_no_size_breaks_it(size: tuple[int, int]) -> None:
    async with on_learn(size) as drive:
        await drive.press("enter")
        await pass_time(drive, WORKING)
        await drive.press("right", "down", "escape", "right", "enter", "pagedown", "escape")
        assert isinstance(drive.app.screen, LearnScreen)


async def test_keys_that_arrive_together_act_one_after_the_other() -> None:
    async with on_learn() as drive:
        for key in ("enter", "right"):
            drive.app.post_message(events.Key(key, None))
        await drive.settle()
        await drive.settle()
        assert isinstance(drive.app.screen, ExerciseScreen)
        assert "RIGHT leg behind" in all_text(drive)


def own(name: str, text: str) -> Exercise:
    """Return an exercise of a person's own, with little in it."""
    return Exercise(
        format=1, id="own", name=name, category=Category.STRENGTH, position=text, steps=(text,), source=text
    )


async def test_an_exercise_of_ones_own_is_there_and_has_a_figure() -> None:
    async with on_learn(shelf=SHELF._replace(exercises={"own": own("My own", "Stand.")})) as drive:
        await choose(drive, "My own")
        await pass_time(drive, WORKING)
        assert len({cell for row in figure(drive) for cell in row}) > 1


async def test_brackets_and_escapes_in_an_exercise_are_only_text() -> None:
    soup = "[/x] [b]\x1b[2J\u202e{side}"
    async with on_learn(shelf=SHELF._replace(exercises={"own": own(soup, soup)})) as drive:
        assert "[/x] [b]" in drive.text()
        await drive.press("enter")
        assert "[/x] [b]" in drive.text()
        assert not any(letter in drive.text() for letter in "\x1b\u202e")


async def test_an_empty_shelf_leaves_what_there_is_to_read() -> None:
    async with on_learn(shelf=ProgramLibrary({})) as drive:
        assert f"{MARK} {TOPICS['types'].title}" in lines(drive)
        await drive.press("down", "left", "right", "up", "enter")
        assert "Insertional" in drive.text()


async def test_what_was_changed_meanwhile_is_there_when_it_is_read_anew() -> None:
    async with on_learn() as drive:
        page = drive.app.screen
        assert isinstance(page, LearnScreen)
        raises = replace(SHELF.exercises["leg-press-heel-raise"], name="Another name")
        drive.services.program_store.shelf = SHELF._replace(exercises={raises.id: raises})
        page.read_anew()
        await drive.settle()
        assert f"{MARK} Another name" in lines(drive)
        assert RAISE not in all_text(drive)
