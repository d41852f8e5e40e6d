"""Keeps the app running whatever the terminal does: it may stop reading, hang up, or be used by other programs.

When the app ends, the terminal is restored. `CalmApp` is the base class of the app and uses `CalmDriver`; a subclass
adds one method, `flush_unsaved()`. This file is about Textual and POSIX only, not about sessions or screens.
"""

import codecs
import contextvars
import os
import select
import signal
import sys
import termios
import threading
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from rich.console import RenderableType
from textual import constants, on
from textual._compositor import ChopsUpdate
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.app import App, ScreenStackError
from textual.driver import Driver
from textual.drivers.linux_driver import (
    KITTY_DISAMBIGUATE_ESCAPE_CODES,
    KITTY_REPORT_ALL_KEYS,
    KITTY_REPORT_ASSOCIATED_TEXT,
    LinuxDriver,
)
from textual.events import Event, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.screen import Screen

from achilles_tui.terminal.exit_signals import Watch, is_hung_up
from achilles_tui.terminal.output import TerminalOutput
from achilles_tui.terminal.output_diff import OutputReducer

SAVE_LIMIT = 1.0  # seconds for `flush_unsaved` when a signal ends the program

# Turns off everything Textual turns on; the kitty keyboard before the alternate screen, since each screen has its own.
RESET = (
    b"\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1016l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l"
    b"\x1b[<u\x1b[0m\x1b[?1049l\x1b[?25h\x1b[?1004l"
)

_KITTY = KITTY_DISAMBIGUATE_ESCAPE_CODES | KITTY_REPORT_ALL_KEYS | KITTY_REPORT_ASSOCIATED_TEXT
_GLANCE = 0.1  # seconds between checks whether to end input, and until a lone Escape counts as a key
_SECOND_LOOK = 0.2  # seconds from being continued in the background to stopping again

ReturnT = TypeVar("ReturnT")


class CalmDriver(LinuxDriver):
    """Textual's driver for a `CalmApp`, for terminals that may be slow, gone, or in use by another program."""

    _app: "CalmApp[Any]"

    class CaughtUp(Event):
        """The terminal has taken everything; the frames that were skipped have to be drawn."""

    class Overwritten(Event):
        """Other programs may have drawn on the terminal; everything has to be drawn again."""

    def __init__(
        self, app: "CalmApp[Any]", *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        self._output: TerminalOutput | None = None
        self._reducer = OutputReducer()
        # Held from reducing to queueing: what is left out depends on everything queued before.
        self._writing = threading.Lock()
        self._is_on = False
        self._is_suspended = False
        self._raw_attrs: list[Any] | None = None
        # Signals arrive in any context; their handling on the loop needs the context of the app.
        self._context = contextvars.copy_context()
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._watch = Watch(self.fileno if self.input_tty else None, self._leave)

    # ------------------------------------------------------------------ output

    @property  # type: ignore[override]  # the same methods, another class
    def _writer_thread(self) -> TerminalOutput | None:
        """Replace Textual's writer, whose queue of thirty writes blocks the event loop when it is full.

        Textual assigns its writer to this name and then starts, feeds and stops it by this name: here, ours.
        """
        return self._output

    @_writer_thread.setter
    def _writer_thread(self, theirs: object) -> None:
        if theirs is not None:
            stream = sys.__stderr__
            fd = 2 if stream is None else stream.fileno()
            encoding = "utf-8" if stream is None else stream.encoding
            with self._writing:
                self._output = TerminalOutput(fd, lambda: self._post(self.CaughtUp()), encoding=encoding)
                # Other programs used the terminal meanwhile, or it never received what was queued before.
                self._reducer.forget()

    def accepts_frame(self) -> bool:
        """Return whether to draw now; if not, the app gets `CaughtUp` once the terminal reads again.

        Only the app knows which writes are frames. All other writes, such as modes, are always queued.
        """
        return self._output is None or self._output.accepts_frame()

    @property
    def pending(self) -> int:
        """Bytes the terminal has not yet accepted."""
        return 0 if self._output is None else self._output.pending

    def write(self, data: str) -> None:
        """Queue the parts of the data that change the terminal; return at once, from any thread."""
        with self._writing:
            if self._output is not None and (reduced := self._reducer.reduce(data)):
                self._output.write(reduced)

    def forget(self) -> None:
        """Assume nothing about what the terminal shows: from now on, everything drawn is sent in full."""
        with self._writing:
            self._reducer.forget()

    def note_size(self, size: Size) -> None:
        """Note the size of the terminal, which may have changed."""
        with self._writing:
            self._reducer.resize(*size)

    def _post(self, message: Message) -> None:
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(self._app.post_message, message, context=self._context)

    # ------------------------------------------------------- beginning and end

    def start_application_mode(self) -> None:
        """Take the terminal: alternate screen, raw keys, threads for input and output, the watch."""
        self._watch.begin()
        self._is_on = True  # set early, so that a signal in between restores the terminal
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual has no types there
        if self._key_thread is None or not self._key_thread.is_alive():
            # Textual could not get the terminal and reports nothing; the next SIGCONT tries again.
            self._is_on, self._is_suspended = False, True
            return
        with suppress(termios.error):
            self._raw_attrs = termios.tcgetattr(self.fileno)

    def stop_application_mode(self) -> None:
        """Restore the terminal."""
        self._watch.wait_if_leaving()
        super().stop_application_mode()
        self._is_on = False

    def suspend_application_mode(self) -> None:
        """Restore the terminal for a while; wait at most 1.3 seconds for one that does not read."""
        self.stop_application_mode()
        self._finish_output()

    def close(self) -> None:
        """Close for good: wait at most 1.5 seconds for the terminal, then restore the signal handlers."""
        self._watch.wait_if_leaving()
        self._finish_output()
        self._watch.end()
        for number in (signal.SIGTSTP, signal.SIGCONT):
            signal.signal(number, signal.SIG_DFL)

    def _finish_output(self) -> None:
        if self._output is not None:
            if not self._output.stop():
                # The sequences that reset the modes were discarded too.
                self._output.send_now(RESET)
            self._output.close()

    def _disable_mouse_support(self) -> None:
        super()._disable_mouse_support()
        if self._mouse_pixels:
            self.write("\x1b[?1016l")
            self._mouse_pixels = False

    # ------------------------------------------------------------------- input

    def run_input_thread(self) -> None:
        """Read keys until the driver stops or the terminal is gone; no input can crash the program."""
        decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
        parser = XTermParser(self._debug)
        while not self.exit_event.is_set():
            try:
                text = decode(self._read()) if select.select([self.fileno], [], [], _GLANCE)[0] else ""
            except EOFError:
                return  # the watch ends the process
            for character in text:
                try:
                    messages = list(parser.feed(character))
                except (ArithmeticError, LookupError, ValueError, ParseError):
                    # A sequence with impossible numbers; a parser that has raised is unusable, so a new one reads on.
                    parser, messages = XTermParser(self._debug), []
                for message in messages:
                    self.process_message(message)
            for message in parser.tick():
                self.process_message(message)
        with suppress(EOFError, ParseError):
            list(parser.feed(""))

    def _read(self) -> bytes:
        """Return what was typed; b"" while another program has the terminal. Raises EOFError when it is gone."""
        with suppress(OSError):
            if data := os.read(self.fileno, 4096):
                return data
        if not self.input_tty or is_hung_up(self.fileno):
            raise EOFError
        self.exit_event.wait(_GLANCE)
        return b""

    # -------------------------------------------------------- stop and continue

    def _sigtstp_application(self, *_: object) -> None:
        if self._auto_restart:
            # On the loop, because this thread may be interrupted in the middle of the same work.
            self._loop.call_soon_threadsafe(self._suspend, context=self._context)
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        if self._auto_restart:
            self._loop.call_soon_threadsafe(self._continue, context=self._context)

    def _suspend(self) -> None:
        if self._is_suspended:
            return  # Ctrl+Z was pressed twice; do not stop again after `fg`
        if self._is_on:
            self._app.app_suspend_signal.publish(self._app)
            self.suspend_application_mode()
            self._is_suspended = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def _continue(self, *, has_waited: bool = False) -> None:
        """Take the terminal again, after our own stop or an unannounced one (kill -STOP)."""
        if self._watch.is_leaving:
            return
        if not _is_in_foreground(self.fileno):
            # After `bg` the app stops again, like any full-screen program. But `kill %1` also continues the job, so
            # that it receives the fatal signal, and either of the two signals may arrive first.
            if has_waited:
                os.kill(os.getpid(), signal.SIGTTOU)
            else:
                self._loop.call_later(_SECOND_LOOK, partial(self._continue, has_waited=True), context=self._context)
        elif self._is_suspended:
            self._is_suspended = False
            self._must_signal_resume = True
            self.resume_application_mode()
        elif self._is_on:
            # The threads still run, and starting others would split the keys between them. But the shell has changed
            # the settings of the terminal, and other programs may have overwritten the screen.
            if self._raw_attrs is not None:
                with suppress(termios.error):
                    termios.tcsetattr(self.fileno, termios.TCSANOW, self._raw_attrs)
            self.forget()
            self._turn_modes_on()
            size = Size(*self._get_terminal_size())  # a background process gets no size signals
            self._app.post_message(Resize(size, size))
            self._app.post_message(self.Overwritten())

    def _turn_modes_on(self) -> None:
        self.write("\x1b[?1049h")
        self._enable_mouse_support()
        self.write("\x1b[?25l\x1b[?1004h")
        if not constants.DISABLE_KITTY_KEY:
            # The terminal keeps these on a stack: pop one, push one, so that leaving restores the state from before.
            self.write(f"\x1b[<u\x1b[>{_KITTY}u")
        self._enable_bracketed_paste()
        self._disable_line_wrap()
        if self._in_band_window_resize:
            self._enable_in_band_window_resize()
        if self._mouse_pixels:
            self._enable_mouse_pixels()

    # ----------------------------------------------------------------- leaving

    def _leave(self) -> None:
        """Save, and restore the terminal; runs on the watch's thread and uses nothing that the loop could block."""
        saver = threading.Thread(target=self._save, name="last-save", daemon=True)
        saver.start()
        saver.join(SAVE_LIMIT)
        # In the background, as with `kill %1`, writing to the terminal would otherwise stop this thread.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
        if self._output is not None and (self._is_on or self._output.pending):
            self._output.abandon()
            self._output.send_now(RESET)
        if self._is_on and self.attrs_before is not None and _is_in_foreground(self.fileno):
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    def _save(self) -> None:
        with suppress(Exception):  # the process is ending; nothing could show the error
            self._app.flush_unsaved()


class CalmApp(App[ReturnT]):
    """An app that a slow or vanishing terminal cannot block. Override `flush_unsaved`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  Textual's own arguments, passed on
        super().__init__(*args, **kwargs)
        self._skipped_all = False
        self._skipped: dict[int, tuple[int, int]] = {}  # line -> first column, column after the last

    def flush_unsaved(self) -> None:
        """Save what is not saved yet; called once, when a signal or a hang-up ends the program.

        It runs on its own thread, whatever the main thread is doing, and has one second. It must not touch widgets,
        print, or wait for a lock that the main thread holds for long.
        """

    def get_driver_class(self) -> type[Driver]:
        """Return `CalmDriver` in a terminal; Textual's own driver if there is none."""
        driver_class = super().get_driver_class()
        return CalmDriver if driver_class is LinuxDriver else driver_class

    def bell(self) -> None:
        """Ring the bell, unless the terminal is behind: a late bell marks the wrong moment."""
        if not isinstance(self._driver, CalmDriver) or self._driver.accepts_frame():
            super().bell()

    def action_suspend_process(self) -> None:
        """Suspend until `fg`, as Ctrl+Z does in other programs; the driver does the rest."""
        # The whole group, as the kernel does: a running wrapper (uv, make) would keep the shell from the terminal.
        # The first process of a terminal has no shell to return to.
        if self._driver is not None and self._driver.can_suspend and os.getsid(0) != os.getpid():
            os.killpg(0, signal.SIGTSTP)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        # Only here is known what a frame is: the driver sees text, and half a frame would leave the screen wrong.
        # Whole frames are skipped here, while layout and keys keep working.
        is_frame = renderable is not None and not self._batch_count
        if is_frame and isinstance(self._driver, CalmDriver) and not self._driver.accepts_frame():
            self._note_skipped(renderable)
            self.post_display_hook()
        else:
            super()._display(screen, renderable)

    def put(self, drawn: str) -> bool:
        """Write drawn text as one frame if the terminal keeps up; return whether it was written."""
        driver = self._driver
        if not isinstance(driver, CalmDriver) or self._batch_count or not driver.accepts_frame():
            return False
        self._begin_update()
        driver.write(drawn)
        self._end_update()
        return True

    def _note_skipped(self, frame: RenderableType | None) -> None:
        """Note which cells a skipped frame would have changed."""
        if not isinstance(frame, ChopsUpdate):
            self._skipped_all = True
            return
        for line, start, end in frame.spans:
            first, last = self._skipped.get(line, (start, end))
            self._skipped[line] = min(first, start), max(last, end)

    @on(CalmDriver.CaughtUp)
    def _draw_skipped(self) -> None:
        # One frame with the cells that changed meanwhile: on a slow connection, a whole screen would put the terminal
        # behind again at once, and small changes would never be shown.
        skipped_all, skipped = self._skipped_all, self._skipped
        self._skipped_all, self._skipped = False, {}
        with suppress(ScreenStackError):  # leaving
            if skipped_all:
                self.screen.refresh()
                return
            screen = self.screen
            regions = (Region(start, line, end - start, 1) for line, (start, end) in skipped.items())
            visible = [part for region in regions if (part := region.intersection(screen.size.region))]
            if visible:
                screen.refresh(*(part.translate(-screen.content_offset) for part in visible))

    def action_redraw(self) -> None:
        """Draw everything again, as Ctrl+L does in other programs."""
        if isinstance(self._driver, CalmDriver):
            self._driver.forget()
        # Without a new layout, Textual finds no changes and the screen stays blank.
        self.refresh(layout=True)

    @on(CalmDriver.Overwritten)
    @on(CalmDriver.SignalResume)
    def _draw_all(self) -> None:
        self.action_redraw()

    @on(Resize)
    def _note_size(self, event: Resize) -> None:
        # Before the screens handle the event and draw.
        if isinstance(self._driver, CalmDriver):
            self._driver.note_size(event.size)


def _is_in_foreground(fd: int) -> bool:
    try:
        return os.tcgetpgrp(fd) == os.getpgrp()
    except OSError:  # not our controlling terminal, so there is no shell to disturb
        return True
