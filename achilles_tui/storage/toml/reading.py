"""Reads a TOML file from any source into a checked value, in bounded time and memory, or says what is wrong.

Every error is a BadFile: one sentence with the file, the place in it, and what was expected. A missing file is a
FileNotFoundError instead, since that is often not an error. The words for an error load when there is one.
"""

# See above.
# ruff: noqa: PLC0415

import math
import os
import re
import stat
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from achilles_tui.domain.base.errors import BadFile
from achilles_tui.domain.base.text import harmless

FORMAT: Final = 1
"""The newest file format that this version can read."""

PROGRAM_BYTES = 256 * 1024
RECORD_BYTES = 4 * 1024 * 1024

# The standard parser takes microseconds for each token, and time quadratic in the length of a word or dotted key. The
# longest possible session has under 80 000 marks, 2 100 dots and 4 100 headers, so only foreign files exceed a limit,
# and a file within all limits is read in under a second.
_MARKS = (b"=", b",", b"[", b"{", b"\n", b"\\")
_MOST_MARKS = 100_000
_MOST_DOTS = 4_000
_MOST_HEADERS = 10_000
_DEEPEST_HEADER = 8
_HEADER = re.compile(rb"^[ \t]*\[[^\n]*", re.MULTILINE)
_LONGEST_LINE = 64 * 1024
_DEEPEST = 32
"""Nested tables and lists; ours have six levels. Within this limit later code cannot overflow the stack."""
_MOST_BITS = 63
"""Bits of a whole number; TOML requires no more, and Python refuses to print far longer ones."""
_POSITION = re.compile(r"at line (\d+), column (\d+)")

_Value = TypeVar("_Value")


class NewerFile(BadFile):
    """A newer version of the program wrote this file; it is never changed."""


def read(path: Path, kind: type[_Value], limit: int) -> _Value:
    """Return a file's content as a checked value. Raises FileNotFoundError or BadFile. limit: bytes."""
    return convert(parse(read_bytes(path, limit), path), kind, path)


def read_bytes(path: Path, limit: int) -> bytes:
    """Return the bytes of a regular file, or of a link to one, never waiting. Raises FileNotFoundError or BadFile."""
    data = read_head(path, limit + 1)
    if len(data) > limit:
        raise BadFile(f"{path} is larger than {limit // 1024} KiB and is not read: it should be far smaller.")
    return data


def read_head(path: Path, count: int) -> bytes:
    """Return at most `count` bytes from the beginning of a regular file. Raises like `read_bytes`."""
    try:
        with open(path, "rb", buffering=0, opener=_without_waiting) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise BadFile(f"{path} is not a regular file and is not read.")
            # Allocating a buffer larger than the file would take longer than reading.
            return file.read(min(count, status.st_size + 1))
    except FileNotFoundError:
        raise
    except OSError as error:
        raise BadFile(f"{path} cannot be read: {error.strerror or error}.") from error


def parse(data: bytes, path: Path, *, odd: bool = False) -> dict[str, object]:
    """Parse a TOML file, making texts safe to show. Raises BadFile. odd: allow nan and inf; the caller reports them."""
    if data.startswith(b"\xef\xbb\xbf"):
        raise BadFile(f"{path} begins with a byte order mark: save it as UTF-8 without one.", (1, 1))
    if _too_much(data):
        raise BadFile(f"{path} has far more in it than it should and is not read.")
    try:
        return _clean_table(tomllib.loads(data.decode()), path, odd, _DEEPEST)
    except UnicodeDecodeError as error:
        sentence = f"{path} is not UTF-8 text: byte {error.start + 1} is wrong. Save it as UTF-8."
        raise BadFile(sentence, _spot(data, error.start)) from error
    except ValueError as error:
        from achilles_tui.storage.toml.wording import syntax

        sentence = f"{path} is not valid TOML: {syntax(str(error).rstrip('.'))}. Correct it with a text editor."
        raise BadFile(sentence, _spot_named(data, str(error))) from error
    except (RecursionError, MemoryError) as error:
        raise BadFile(_too_deep(path)) from error


def odd_number(value: object) -> str | None:
    """Return a sentence if a value is nan or infinite, else None."""
    is_odd = isinstance(value, float) and not math.isfinite(value)
    return f"{value} cannot be saved" if is_odd else None


def convert(document: dict[str, object], kind: type[_Value], path: Path) -> _Value:
    """Convert a parsed document to a checked value. Raises BadFile; NewerFile if a newer version wrote it."""
    version = document.get("format")
    if isinstance(version, int) and version > FORMAT:
        raise NewerFile(
            f"{path} was written by a newer version of this program (format {version}) and was not changed. "
            "Update the program to use it."
        )
    try:
        return msgspec.convert(document, kind)
    except msgspec.ValidationError as error:
        from achilles_tui.storage.toml.wording import explain

        sentence = explain(str(error), document, kind)
        raise BadFile(f"{path}: {sentence}{'' if sentence.endswith(('.', '?')) else '.'}") from error


def read_or_report(path: Path, read_file: Callable[[Path], _Value], problems: list[str]) -> _Value | None:
    """Return a file's content; None if it is gone, or unreadable, which adds a sentence to the problems."""
    try:
        return read_file(path)
    except FileNotFoundError:  # removed since the folder was listed, or a broken link
        return None
    except BadFile as error:
        problems.append(str(error))
        return None


def toml_files(folder: Path) -> list[Path]:
    """Return the paths of the `.toml` files in a folder, by name. Raises like `toml_names`."""
    return [folder / name for name in toml_names(folder)]


def toml_names(folder: Path) -> list[str]:
    """Return the sorted `.toml` names of a folder, if there is one; hidden ones are temporary. Raises BadFile."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 names are enough, and this call is fast for many files
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise BadFile(f"{folder} cannot be read: {error.strerror or error}.") from error
    return [name for name in sorted(names) if name.endswith(".toml") and not name.startswith(".")]


def _without_waiting(name: str, flags: int) -> int:
    return os.open(name, flags | os.O_NONBLOCK | os.O_NOCTTY)


def _spot(data: bytes, offset: int) -> tuple[int, int]:
    """Return the line and the column of a byte, both from 1."""
    before = data[:offset]
    start = before.rfind(b"\n") + 1
    return before.count(b"\n") + 1, len(before[start:].decode("utf-8", errors="replace")) + 1


def _spot_named(data: bytes, message: str) -> tuple[int, int]:
    """Return the line and column in the parser's message, which has none for the end of a file."""
    match = _POSITION.search(message)
    return (int(match[1]), int(match[2])) if match else _spot(data, len(data.rstrip(b"\r\n")))


def _too_much(data: bytes) -> bool:
    headers = _HEADER.findall(data)
    return (
        sum(map(data.count, _MARKS)) > _MOST_MARKS
        or data.count(b".") > _MOST_DOTS
        or len(headers) > _MOST_HEADERS
        or any(line.count(b".") > _DEEPEST_HEADER for line in headers)
        or max(map(len, data.split(b"\n"))) > _LONGEST_LINE
    )


def _too_deep(path: Path) -> str:
    return f"{path} is nested far deeper than it should be and is not read."


def _clean_table(table: dict[str, object], path: Path, odd: bool, deeper: int) -> dict[str, object]:  # noqa: FBT001 as in `parse`
    return {harmless(key): _clean(value, path, odd, deeper) for key, value in table.items()}


def _clean(value: object, path: Path, odd: bool, deeper: int) -> object:  # noqa: FBT001 as in `parse`
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, dict | list) and not deeper:
        raise BadFile(_too_deep(path))
    if isinstance(value, dict):
        return _clean_table(value, path, odd, deeper - 1)
    if isinstance(value, list):
        return [_clean(element, path, odd, deeper - 1) for element in value]
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        raise BadFile(f"{path}: one of its numbers is far too long.")
    if not odd and (sentence := odd_number(value)):
        raise BadFile(f"{path}: {sentence}.")
    return value
