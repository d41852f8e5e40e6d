"""Reads the text of a CSV table from any source, in bounded time and memory, or says what is wrong."""

from pathlib import Path

from achilles_tui.domain.base.errors import BadFile
from achilles_tui.storage.toml.reading import read_bytes

SHEET_BYTES = 16 * 1024 * 1024
"""Ten years of everything are about 8 MiB."""

_LONGEST_LINE = 64 * 1024
_MARK = b"\xef\xbb\xbf"
_SIXTEEN_BITS = (b"\xff\xfe", b"\xfe\xff")


def read_text(path: Path) -> str:
    """Return the text of a table, without a byte order mark. Raises BadFile."""
    try:
        data = read_bytes(path, SHEET_BYTES).removeprefix(_MARK)
    except FileNotFoundError as error:
        raise BadFile(f"There is no file {path}.") from error
    if data.startswith(_SIXTEEN_BITS):
        raise BadFile(f"{path} is UTF-16 text: save it as CSV in UTF-8.")
    if b"\0" in data:
        raise BadFile(f"{path} is not a text file: it has a NUL byte on {_line(data, data.index(0))}.")
    longest = max(data.split(b"\n"), key=len)
    if len(longest) > _LONGEST_LINE:
        raise BadFile(f"{path}: {_line(data, data.index(longest))} is too long for a table.")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise BadFile(f"{path} is not UTF-8 text on {_line(data, error.start)}: save it as CSV in UTF-8.") from error


def _line(data: bytes, offset: int) -> str:
    before = data.count(b"\n", 0, offset)
    return f"line {before + 1}"
