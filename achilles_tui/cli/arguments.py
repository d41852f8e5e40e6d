"""Reads the values of options; an error is one sentence."""

import argparse
import re
import shlex
from collections.abc import Callable
from datetime import date, time, timedelta

from achilles_tui.domain.base.text import whole_number
from achilles_tui.domain.base.units import FASTEST, LOAD_BOUNDS


def whole_number_from(least: int, most: int) -> Callable[[str], int]:
    """Return a reader of whole numbers from the least to the most."""

    def number(text: str) -> int:
        value = whole_number(text, least, most)
        if value is None:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least} to {most}")
        return value

    return number


def past_day(text: str) -> date:
    """Return a date. Raises ArgumentTypeError."""
    return _date(text, "not")


def day_or_word(text: str) -> date | str:
    """Return a date, or the word today or yesterday. Raises ArgumentTypeError."""
    return text if text in {"today", "yesterday"} else _date(text, "neither today, yesterday nor")


def _date(text: str, negation: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is {negation} a date such as 2026-11-22") from None


def day_of(value: date | str | None, today: date) -> date:
    """Return the day that `day_or_word` read; today without one."""
    if isinstance(value, date):
        return value
    return today - timedelta(days=1) if value == "yesterday" else today


def speed(text: str) -> float:
    """Return how many times faster a practice walk goes. Raises ArgumentTypeError."""
    try:
        factor = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None
    if not 1 <= factor <= FASTEST:
        raise argparse.ArgumentTypeError(f"{text} is not from 1 to {FASTEST:g}")
    return factor


def stage(text: str) -> int:
    """Return the number of a stage. Raises ArgumentTypeError."""
    if not (text.isascii() and text.isdigit() and int(text[:4])):
        raise argparse.ArgumentTypeError(f"{text!r} is not the number of a stage, counted from 1")
    return int(text[:4])


def times_of_day(text: str) -> tuple[time, ...]:
    """Return times of day, from morning to night. Raises ArgumentTypeError."""
    from achilles_tui.domain.settings import MOST_TIMES, Settings  # noqa: PLC0415 for this option alone

    entries = [entry.strip() for entry in text.split(",")] if text.strip() else []
    for entry in entries:
        if not _TIME.fullmatch(entry):
            raise argparse.ArgumentTypeError(f"{entry!r} is not a time of day such as 07:30")
    if len(entries) > MOST_TIMES:
        raise argparse.ArgumentTypeError(f"{len(entries)} times are more than {MOST_TIMES} a day")
    try:
        return Settings(times=tuple(time.fromisoformat(entry.zfill(5)) for entry in entries)).times
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r}: {error}") from None


_TIME = re.compile("([01]?[0-9]|2[0-3]):[0-5][0-9]")


def load(text: str) -> tuple[str, float]:
    """Return the id of an exercise and its load in kilograms. Raises ArgumentTypeError."""
    exercise, _, kilograms = text.partition("=")
    try:
        value = float(kilograms)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not EXERCISE=KG, such as seated-calf-raise=40") from None
    if not LOAD_BOUNDS.hold(value):
        raise argparse.ArgumentTypeError(f"a load is {LOAD_BOUNDS} kg")
    return exercise, value


def command_line(text: str) -> tuple[str, ...]:
    """Return a program and its arguments. Raises ArgumentTypeError."""
    from achilles_tui.domain.settings import LONGEST_ARGUMENT, MOST_ARGUMENTS  # noqa: PLC0415 for this option alone

    try:
        words = tuple(shlex.split(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} has an unclosed quotation mark") from None
    if words[:1] == ("",):
        raise argparse.ArgumentTypeError(f"{text!r} has no program name")
    if len(words) > MOST_ARGUMENTS or any(len(word) > LONGEST_ARGUMENT for word in words):
        raise argparse.ArgumentTypeError(
            f"a command has at most {MOST_ARGUMENTS} words, each of at most {LONGEST_ARGUMENT} characters"
        )
    return words
