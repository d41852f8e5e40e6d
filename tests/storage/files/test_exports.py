"""A document of the user's goes where they say, whole, for them alone, and over nothing they did not name."""

import errno
import os
import stat
from pathlib import Path
from typing import NoReturn

import pytest

from achilles_tui.domain.base.errors import NotSaved
from achilles_tui.storage.files.exports import DocumentFiles

DATA = b"BEGIN:VCALENDAR\r\n"


def test_it_is_written_byte_for_byte_and_for_this_user_alone(tmp_path: Path) -> None:
    DocumentFiles().write(tmp_path / "plan.ics", DATA, force=False)

    assert (tmp_path / "plan.ics").read_bytes() == DATA
    assert stat.S_IMODE((tmp_path / "plan.ics").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["plan.ics"]


def test_a_file_that_is_there_is_only_replaced_with_force(tmp_path: Path) -> None:
    target = tmp_path / "plan.ics"
    target.write_text("mine")
    target.chmod(0o644)

    told = r"plan\.ics already exists\. Use --force to replace it\.$"
    with pytest.raises(NotSaved, match=told):
        DocumentFiles().refuse(target, force=False)
    with pytest.raises(NotSaved, match=told):
        DocumentFiles().write(target, DATA, force=False)
    assert target.read_text() == "mine"

    DocumentFiles().write(target, DATA, force=True)
    assert target.read_bytes() == DATA
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_file_that_comes_while_the_work_is_done_is_not_replaced_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "plan.ics"
    real = os.fsync

    def meanwhile(descriptor: int) -> None:
        target.write_text("theirs")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", meanwhile)

    with pytest.raises(NotSaved, match="File exists: cannot write"):
        DocumentFiles().write(target, DATA, force=False)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["theirs"]


@pytest.mark.parametrize("force", [False, True])
def test_a_link_is_never_written_through_nor_replaced(tmp_path: Path, force: bool) -> None:  # noqa: FBT001 a case
    (tmp_path / "other").write_text("theirs")
    for name, leads_to in (("plan.ics", "other"), ("nowhere.ics", "not-there")):
        (tmp_path / name).symlink_to(tmp_path / leads_to)
        with pytest.raises(NotSaved, match="is a link, and links are never written through"):
            DocumentFiles().write(tmp_path / name, DATA, force=force)
        assert (tmp_path / name).is_symlink()
    assert (tmp_path / "other").read_text() == "theirs"
    assert not (tmp_path / "not-there").exists()


def test_another_name_of_the_same_file_keeps_what_it_had(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("theirs")
    (tmp_path / "plan.ics").hardlink_to(tmp_path / "other")

    DocumentFiles().write(tmp_path / "plan.ics", DATA, force=True)

    assert (tmp_path / "other").read_text() == "theirs"


@pytest.mark.parametrize("force", [False, True])
def test_a_place_where_no_file_can_be_is_said_in_one_sentence(tmp_path: Path, force: bool) -> None:  # noqa: FBT001 a case
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").write_text("")
    told = {
        tmp_path: "is a folder: name a file in it.",
        tmp_path / "pipe": "is not a regular file and is left alone",
        tmp_path / "not" / "there.ics": "There is no folder",
        tmp_path / "file" / "plan.ics": "There is no folder",
        tmp_path / ("x" * 300): "File name too long: cannot write",
    }

    for target, sentence in told.items():
        with pytest.raises(NotSaved, match=sentence) as said:
            DocumentFiles().write(target, DATA, force=force)
        assert str(said.value).endswith(".")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "pipe"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plan.ics").write_text("before")

    def full(_descriptor: int) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(NotSaved, match="No space left on device: cannot write"):
        DocumentFiles().write(tmp_path / "plan.ics", DATA, force=True)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["before"]
