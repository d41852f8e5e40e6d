"""Reads a file that anyone may have written into a checked value, in bounded time and space, or says what is wrong.

Knows no kind of file in particular. Everything that goes wrong is a BadFile: one sentence with the file, the place in
it, what was expected. A file that is not there is a FileNotFoundError, since that is often no error at all.
"""

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
from achilles_tui.storage.toml.wording import explain, syntax

FORMAT: Final = 1
"""The newest format of any file that this version knows."""

PROGRAM_BYTES = 256 * 1024
RECORD_BYTES = 4 * 1024 * 1024

# The standard parser takes microseconds for each thing in a file, and the square of a long word's or dotted key's
# length. The longest session there can be has under 80 000 marks, 2 100 dots and 4 100 headers, so only a file that is
# not ours meets one of these limits, and whatever keeps to all of them is read in under a second.
_MARKS = (b"=", b",", b"[", b"{", b"\n", b"\\")
_MOST_MARKS = 100_000
_MOST_DOTS = 4_000
_MOST_HEADERS = 10_000
_DEEPEST_HEADER = 8
_HEADER = re.compile(rb"^[ \t]*\[[^\n]*", re.MULTILINE)
_LONGEST_LINE = 64 * 1024
_DEEPEST = 32
"""Tables and lists in each other; ours have six. What keeps to it needs no care about the stack later on."""
_MOST_BITS = 63
"""Of a whole number; TOML asks for no more, and Python refuses to print far longer ones."""
_AT = re.compile(r"at line (\d+), column (\d+)")

_Value = TypeVar("_Value")


class NewerFile(BadFile):
    """A newer version of the program wrote this file; it is never touched."""


def read(path: Path, kind: type[_Value], limit: int) -> _Value:
    """Return what a file says as a checked value. Raises FileNotFoundError or BadFile. limit: bytes."""
    return convert(parse(read_bytes(path, limit), path), kind, path)


def read_bytes(path: Path, limit: int) -> bytes:
    """Return the bytes of a regular file, or of the one a link leads to. Raises FileNotFoundError or BadFile.

    Never waits: a named pipe or a device is refused without reading from it.
    """
    data = read_head(path, limit + 1)
    if len(data) > limit:
        raise BadFile(f"{path} is larger than {limit // 1024} KiB and is not read: a file of ours is far smaller.")
    return data


def read_head(path: Path, count: int) -> bytes:
    """Return at most so many bytes from the beginning of a regular file. Raises as `read_bytes`."""
    try:
        with open(path, "rb", buffering=0, opener=_without_waiting) as file:
            told = os.fstat(file.fileno())
            if not stat.S_ISREG(told.st_mode):
                raise BadFile(f"{path} is not a regular file and is not read.")
            # Room for more than there is takes longer to get than the bytes themselves.
            return file.read(min(count, told.st_size + 1))
    except FileNotFoundError:
        raise
    except OSError as error:
        raise BadFile(f"{path} cannot be read: {error.strerror or error}.") from error


def parse(data: bytes, path: Path, *, odd: bool = False) -> dict[str, object]:
    """Return what a TOML file says, every text in it made harmless to show. Raises BadFile, naming the path.

    odd: let nan and inf through, for someone who tells of them with `odd_number` and knows where they stand.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        raise BadFile(f"{path} begins with a byte order mark: save it as UTF-8 without one.", (1, 1))
    if _too_much(data):
        raise BadFile(f"{path} holds more than any file of ours can and is not read.")
    try:
        return _clean_table(tomllib.loads(data.decode()), path, odd, _DEEPEST)
    except UnicodeDecodeError as error:
        told = f"{path} is not UTF-8 text: byte {error.start + 1} is not. Save it as UTF-8."
        raise BadFile(told, _spot(data, error.start)) from error
    except ValueError as error:
        told = f"{path} is not valid TOML: {syntax(str(error).rstrip('.'))}. Correct it with a text editor."
        raise BadFile(told, _spot_named(data, str(error))) from error
    except (RecursionError, MemoryError) as error:
        raise BadFile(_too_deep(path)) from error


def odd_number(value: object) -> str | None:
    """Say of a number that it is none that can be kept, if it is not."""
    is_odd = isinstance(value, float) and not math.isfinite(value)
    return f"{value} is no number that can be kept" if is_odd else None


def convert(document: dict[str, object], kind: type[_Value], path: Path) -> _Value:
    """Return a parsed document as a checked value. Raises BadFile, of which NewerFile is one."""
    version = document.get("format")
    if isinstance(version, int) and version > FORMAT:
        raise NewerFile(
            f"{path} was written by a newer version of this program (format {version}): it is left as it is. "
            "Update the program to use it."
        )
    try:
        return msgspec.convert(document, kind)
    except msgspec.ValidationError as error:
        told = explain(str(error), document, kind)
        raise BadFile(f"{path}: {told}{'' if told.endswith(('.', '?')) else '.'}") from error


def read_or_report(path: Path, read_file: Callable[[Path], _Value], problems: list[str]) -> _Value | None:
    """Return what a file says; None where it is gone, or cannot be read and so adds a sentence to the problems."""
    try:
        return read_file(path)
    except FileNotFoundError:  # removed since the folder was listed, or a link that leads nowhere
        return None
    except BadFile as error:
        problems.append(str(error))
        return None


def toml_files(folder: Path) -> list[Path]:
    """Return the files of a folder that end in `.toml`, by name; as `toml_names`."""
    return [folder / name for name in toml_names(folder)]


def toml_names(folder: Path) -> list[str]:
    """Return the names in a folder that end in `.toml`, in order; hidden ones are someone's temporary files.

    A folder that is not there has none. Raises BadFile when it cannot be listed.
    """
    try:
        names = os.listdir(folder)  # noqa: PTH208 names are enough, and this is the call that is cheap with many
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
    """Return the line and the column that the parser named; it names none at the end of a file."""
    named = _AT.search(message)
    return (int(named[1]), int(named[2])) if named else _spot(data, len(data.rstrip(b"\r\n")))


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
    return f"{path} is nested deeper than any file of ours and is not read."


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
        return [_clean(one, path, odd, deeper - 1) for one in value]
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        raise BadFile(f"{path}: one of its numbers is far too long to be kept.")
    if not odd and (told := odd_number(value)):
        raise BadFile(f"{path}: {told}.")
    return value
