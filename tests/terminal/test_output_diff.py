"""Fewer bytes, the same screen: what is reduced shows exactly what all of it would have shown."""

import re
import sys
from pathlib import Path
from typing import ClassVar

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.drivers.headless_driver import HeadlessDriver
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from achilles_tui.terminal.driver import CalmApp
from achilles_tui.terminal.output_diff import _NARROW, OutputReducer
from tests.terminal_emulator import Terminal

COLUMNS, ROWS = 12, 4
WRAP_OFF = "\x1b[?7l"
RESET = "\x1b[0m"
SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
EVERY_CELL = [(row, column) for row in range(ROWS) for column in range(COLUMNS)]


class Screens:
    """Two terminals: one is sent everything, the other what is left of it."""

    def __init__(self, columns: int = COLUMNS, rows: int = ROWS) -> None:
        self.thrift = OutputReducer()
        self.thrift.resize(columns, rows)
        self._whole, self._reduced = pyte.Screen(columns, rows), pyte.Screen(columns, rows)
        self.send(WRAP_OFF + RESET)

    def send(self, data: str) -> str:
        """Return what was sent to the second terminal."""
        reduced = self.thrift.reduce(data)
        pyte.Stream(self._whole).feed(data)
        pyte.Stream(self._reduced).feed(reduced)
        return reduced

    def wipe(self) -> None:
        """Let another program clear the second terminal."""
        pyte.Stream(self._reduced).feed("\x1b[2J")

    def are_equal(self) -> bool:
        return cells(self._whole) == cells(self._reduced)


def cells(screen: pyte.Screen) -> list[pyte.screens.Char]:
    """Return every cell as it is seen."""
    every = [screen.buffer[row][column] for row in range(screen.lines) for column in range(screen.columns)]
    return [as_seen(cell) for cell in every]


def as_seen(cell: pyte.screens.Char) -> pyte.screens.Char:
    has_lines = cell.underscore or cell.strikethrough or cell.reverse or cell.blink
    return cell if cell.data != " " or has_lines else cell._replace(fg="default", bold=False, italics=False)


def drawn(text: str, style: str = "", *, row: int = 0, column: int = 0) -> str:
    """Return a piece of a frame as Textual writes it."""
    return f"\x1b[{row + 1};{column + 1}H" + (f"\x1b[{style}m{text}{RESET}" if style else text)


attributes = st.sampled_from(["1", "2", "3", "4", "5", "7", "9", "22", "24", "27", "0", "", "1;31;44", "0;7"])
colours = st.sampled_from(["31", "97", "39", "44", "103", "49", "38;5;9", "38;5;200", "48;5;9", "48;5;17"])
numbers = attributes | colours | st.sampled_from(["38;2;1;2;3", "48;2;1;2;3"])
rare_numbers = st.sampled_from(["21", "38", "38;5", "58;5;3", "1;77"])
narrow_texts = st.text("ab  ▀▄█·", min_size=1, max_size=6)
# No joiners and variation selectors: pyte drops what follows them up to the next sequence.
wide_texts = st.text("ab 痛🦶e\u0301", min_size=1, max_size=5)
moves = st.builds("\x1b[{};{}H".format, st.integers(1, ROWS), st.integers(1, COLUMNS))
styled = st.builds("\x1b[{}m{}\x1b[0m".format, numbers, narrow_texts)
pieces = st.one_of(
    *[moves, styled, st.builds("\x1b[{}m".format, numbers | rare_numbers), narrow_texts, wide_texts],
    st.builds("\n{}".format, moves),
    st.builds("".join, st.tuples(moves, styled, styled)),
    st.sampled_from(["\x07", "\x1b[?25l", "\x1b[?25h", "\x1b]0;title\x07", "\x1b[K", "\x1b[2J", "\x1b[A", "\r", "\n"]),
    st.sampled_from(["\x1b[?1004h", WRAP_OFF, "\x1b[?2026$p", "\x1b[?25h", "\x1b7", "\x1b8", "\t", "\x1b]2;x\x1b\\"]),
)
frames = st.lists(pieces, max_size=10).map(lambda parts: SYNC_START + "".join(parts) + SYNC_END)


@settings(max_examples=100)
@given(st.lists(st.tuples(frames, st.booleans()), max_size=6))
def test_any_frames_show_the_same_reduced_and_whole(given_frames: list[tuple[str, bool]]) -> None:
    screens = Screens()
    for frame, is_forgotten in given_frames:
        if is_forgotten:
            screens.thrift.forget()
        screens.send(frame)
        assert screens.are_equal()


@settings(max_examples=50)
@given(st.lists(st.lists(st.tuples(st.sampled_from(EVERY_CELL), numbers, narrow_texts), max_size=6), max_size=6))
def test_narrow_frames_never_cost_more_than_a_few_bytes_over_the_whole(
    given_frames: list[list[tuple[tuple[int, int], str, str]]],
) -> None:
    screens = Screens()
    for parts in given_frames:
        frame = "".join(drawn(text[: COLUMNS - at[1]], style, row=at[0], column=at[1]) for at, style, text in parts)
        # A reset is said before the style, where the whole frame says it behind the last one.
        assert len(screens.send(frame)) <= len(frame) + len(RESET)
        assert screens.are_equal()


class TestSaving:
    """What is not sent."""

    def test_an_equal_frame_costs_nothing_not_even_its_sync_marks(self) -> None:
        screens = Screens()
        frame = drawn("calf", "38;5;9;48;5;17") + "\n" + drawn("heel  ", "1", row=1) + "\x1b[1;1H"
        assert screens.send(SYNC_START + frame + SYNC_END)
        assert [screens.send(part) for part in (SYNC_START, frame, SYNC_END)] == ["", "", ""]

    def test_one_changed_cell_costs_a_move_a_colour_and_the_cell(self) -> None:
        screens = Screens()
        screens.send(drawn("▀▀▀▀▀▀▀▀", "38;5;9;48;5;17"))
        sent = screens.send(drawn("▀▀▀▀", "38;5;9;48;5;17") + drawn("▀", "38;5;10;48;5;17", column=4))
        assert sent == "\x1b[1;5H\x1b[38;5;10m▀"
        assert screens.are_equal()

    def test_a_small_gap_is_written_again_and_a_larger_one_stepped_over(self) -> None:
        screens = Screens()
        screens.send(drawn("aaaaaaaaaaaa"))
        assert screens.send(drawn("baabaaaaaaab")) == "\x1b[1;1Hbaab\x1b[7Cb"
        assert screens.are_equal()

    def test_a_gap_in_another_style_is_stepped_over(self) -> None:
        screens = Screens()
        screens.send(drawn("a", "1") + drawn("a", "31", column=1) + drawn("a", "1", column=2))
        assert screens.send(drawn("b", "1") + drawn("a", "31", column=1) + drawn("b", "1", column=2)) == (
            "\x1b[1;1Hb\x1b[Cb"
        )
        assert screens.are_equal()

    def test_a_blank_needs_the_background_only(self) -> None:
        screens = Screens()
        screens.send(drawn("a", "1;38;5;9;48;5;17") + drawn("  ", "38;5;10;48;5;17", column=1))
        assert screens.send(drawn("  ", "3;38;5;99;48;5;17", column=1)) == ""
        assert screens.send(drawn("  ", "38;5;99;48;5;18", column=1)) == "\x1b[1;2H\x1b[48;5;18m  "
        assert screens.are_equal()

    def test_an_underlined_blank_is_no_blank(self) -> None:
        screens = Screens()
        screens.send(drawn("  ", "48;5;17"))
        assert screens.send(drawn("  ", "4;48;5;17")) == "\x1b[1;1H\x1b[4m  "
        assert screens.are_equal()

    @pytest.mark.parametrize(
        ("old", "new", "sent"),
        [
            ("38;5;9;48;5;17", "38;5;9;48;5;18", "\x1b[48;5;18m"),
            ("1;2;31", "2;31", "\x1b[22;2m"),
            ("1;3;4;31", "1;31", "\x1b[23;24m"),
            ("1;4;38;5;9;48;5;17", "31", "\x1b[0;31m"),
            ("1;31", "32;39", "\x1b[m"),
            ("31;44", "44", "\x1b[39m"),
        ],
    )
    def test_only_the_difference_of_styles_is_sent_or_a_reset_where_that_is_shorter(
        self, old: str, new: str, sent: str
    ) -> None:
        screens = Screens()
        assert screens.send(drawn("a", old) + drawn("b", new, column=1)).endswith(f"a{sent}b")
        assert screens.are_equal()


class TestCaution:
    """What is sent all the same."""

    def test_a_forgotten_screen_is_drawn_anew(self) -> None:
        screens = Screens()
        frame = drawn("calf", "38;5;9")
        first = screens.send(frame)
        screens.wipe()
        screens.thrift.forget()
        assert screens.send(frame).endswith(first[-4:])
        assert screens.are_equal()

    @pytest.mark.parametrize("mode", ["\x1b[?1049h", "\x1b[?1004l", "\x1b[2J", "\x1bc", "\x1b[?1;2c"])
    def test_what_may_change_the_screen_is_passed_on_and_all_is_sent_after_it(self, mode: str) -> None:
        thrift = OutputReducer()
        thrift.resize(COLUMNS, ROWS)
        thrift.reduce(RESET + drawn("calf"))
        assert mode in thrift.reduce(mode)
        assert thrift.reduce(drawn("calf")).endswith("calf")

    def test_without_a_size_everything_is_sent(self) -> None:
        thrift = OutputReducer()
        for _ in range(2):
            assert "calf" in thrift.reduce(RESET + drawn("calf"))

    def test_no_colour_outlives_the_frames(self) -> None:
        screens = Screens()
        screens.send(drawn("calf", "38;5;9;48;5;17"))
        assert screens.send("\x1b[?1049l").endswith("\x1b[m\x1b[?1049l")

    def test_a_bell_and_a_title_ask_for_nothing_to_be_drawn_again(self) -> None:
        screens = Screens()
        screens.send(drawn("calf"))
        assert screens.send("\x07\x1b]0;title\x07") == "\x07\x1b]0;title\x07"
        assert screens.send(drawn("calf")) == ""

    def test_a_link_is_sent_whole(self) -> None:
        thrift = OutputReducer()
        thrift.resize(COLUMNS, ROWS)
        thrift.reduce(RESET + drawn("calf"))
        link = "\x1b]8;id=1;https://example.org\x1b\\calf\x1b]8;;\x1b\\"
        for _ in range(2):
            assert link in thrift.reduce(f"\x1b[1;1H{link}")
        assert thrift.reduce(RESET + drawn("calf")).endswith("calf")

    def test_a_wide_character_is_sent_with_all_that_follows_it_in_its_row(self) -> None:
        screens = Screens()
        frame = drawn("left 痛み r") + drawn("other", row=1)
        screens.send(frame)
        assert screens.send(frame) == "\x1b[1;4Ht 痛み r"
        assert screens.are_equal()

    def test_every_character_taken_for_narrow_is_so_for_textual(self) -> None:
        narrow = [character for character in map(chr, range(0x110000)) if _NARROW.fullmatch(character)]
        assert {cell_len(character) for character in narrow} == {1}


class Picture(Widget):
    """Half blocks in moving colours; it repaints whole."""

    DEFAULT_CSS = "Picture { width: 36; height: 17; }"
    step = 0

    def render_line(self, y: int) -> Strip:
        """Return one row of the picture."""
        colours = [(x // 3 + y // 2 + (self.step if x > 30 else 0)) % 6 + 16 for x in range(self.size.width)]
        return Strip([Segment("▀", Style.parse(f"color({colour}) on color({colour + 36})")) for colour in colours])


class Recorder(HeadlessDriver):
    """A driver that keeps what it is given, for an app that believes in its terminal."""

    written: list[str]

    @property
    def is_headless(self) -> bool:
        """Say no, or nothing would be written."""
        return False

    def write(self, data: str) -> None:
        """Keep the data."""
        self.written.append(data)


class Moving(App[None]):
    """A picture that moves for a number of frames."""

    CSS = "Screen { layout: horizontal; }"

    def compose(self) -> ComposeResult:
        """Make a picture and some words."""
        yield Picture()
        yield Static("Left heel drop 3 / 15\n\n[b]slowly down[/b]\n\n痛み 2")

    def on_mount(self) -> None:
        """Begin to move."""
        self._sync_available = True
        self.set_interval(0.02, self._move)

    def _move(self) -> None:
        picture = self.query_one(Picture)
        picture.step += 1
        picture.refresh()
        if picture.step == 10:
            self.exit()


async def test_what_textual_writes_shows_the_same_for_a_fraction_of_the_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Recorder, "written", [], raising=False)
    await Moving(driver_class=Recorder).run_async(size=(80, 24), mouse=False)
    screens = Screens(80, 24)
    sizes = []
    for frame in re.split(f"(?<={re.escape(SYNC_END)})", "".join(Recorder.written)):
        sizes.append((len(frame), len(screens.send(frame))))
        assert screens.are_equal()
    moving = [(whole, reduced) for whole, reduced in sizes if whole > 5000][1:]
    assert len(moving) >= 5
    assert all(reduced < whole / 5 for whole, reduced in moving), sizes


class Redrawn(CalmApp[None]):
    """Words that never change."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit"), ("ctrl+l", "redraw")]

    def compose(self) -> ComposeResult:
        """Make the words."""
        yield Static("first word")
        yield Static("last word")


def test_a_terminal_others_have_written_on_is_drawn_anew_on_request_and_whenever_its_size_changes() -> None:
    program = [sys.executable, "-c", f"from {__name__} import Redrawn; Redrawn().run()"]
    with Terminal.spawn(program, cwd=Path(__file__).parents[2]) as terminal:
        words = "first word *\nlast word"
        terminal.wait_for(words)
        terminal.wipe()
        terminal.send("\x0c")
        terminal.wait_for(words)
        terminal.resize(70, 20)
        terminal.wipe()
        terminal.wait_for(words)
        terminal.send("q")
        assert terminal.wait() == 0
        assert not terminal.modes_changed()
