"""The settings, the program library, and the holder of the live session: values that stores and services exchange."""

from collections.abc import Mapping
from datetime import datetime, time
from itertools import pairwise
from types import MappingProxyType
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta, Struct

from achilles_tui.domain.base.faults import Fault, hold
from achilles_tui.domain.base.units import Name, Notice, Region, Side, Sound
from achilles_tui.domain.programs.program import Exercise, ResolvedProgram
from achilles_tui.domain.programs.pt_doses import PtDoses

Theme = Literal["dark", "light", "contrast", "ansi-dark", "ansi-light"]
Motion = Literal["auto", "full", "low", "none"]
Introduction = Literal["on", "off"]

MOST_ARGUMENTS = 20
LONGEST_ARGUMENT = 500
CueCommand = Annotated[
    tuple[Annotated[str, Meta(max_length=LONGEST_ARGUMENT)], ...],
    Meta(max_length=MOST_ARGUMENTS),
]
"""A program and its arguments; empty for none."""
MOST_TIMES = 6
"""The most times of day in the settings; no exercise that ships is done more than 5 times a day (ours)."""
Times = Annotated[tuple[Annotated[time, Meta(tz=False)], ...], Meta(max_length=MOST_TIMES)]
"""Local times of day, in whole minutes."""


class Settings(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The user's settings, in `settings.toml`."""

    format: int = 1
    side: Side | None = None
    """The leg that hurts, or both."""
    region: Region | None = None
    program: Name | None = None
    sound: Sound = Sound.ALL
    cue_command: CueCommand = ()
    """The command that speaks the cues; `{text}` in an argument stands for the cue."""
    notice: Notice = "off"
    """How the terminal announces the end of a rest while you look elsewhere."""
    theme: Theme = "dark"
    motion: Motion = "auto"
    introduction: Introduction = "on"
    """Whether the program asks for missing settings at start."""
    times: Times = ()
    """The times of day for sessions, from morning to night."""

    def __post_init__(self) -> None:
        """Check that the times are whole minutes and in order, each once."""
        if any(time_of_day.second or time_of_day.microsecond for time_of_day in self.times):
            hold([Fault(("times",), "write times as hours and minutes; seconds must be 00")])
        if any(later <= before for before, later in pairwise(self.times)):
            hold([Fault(("times",), "times go from morning to night, each once")])


class ProgramLibrary(NamedTuple):
    """All programs, and one sentence for each file that cannot be read."""

    programs: Mapping[str, ResolvedProgram]
    problems: tuple[str, ...] = ()
    broken: Mapping[str, str] = MappingProxyType({})
    """The problem of each program whose file is broken, by its id."""
    own: frozenset[str] = frozenset()
    """The ids of the programs that are the user's own files."""
    pt_doses: Mapping[str, PtDoses] = MappingProxyType({})
    """The doses that the user's PT changed, by the id of the program; `programs` already has them."""
    plain_programs: Mapping[str, ResolvedProgram] = MappingProxyType({})
    """The programs as in their files, without the PT's doses."""
    exercises: Mapping[str, Exercise] = MappingProxyType({})
    """Every exercise, by its id."""


class Holder(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The process that has the live session."""

    pid: int
    host: str
    terminal: str
    since: datetime
    token: str
    session: str = ""
    """The id of the session."""

    def __str__(self) -> str:
        """Return it so that a person can find it."""
        where = f" on {self.terminal}" if self.terminal else ""
        return f"process {self.pid} of {self.host}{where}, since {self.since:%H:%M}"
