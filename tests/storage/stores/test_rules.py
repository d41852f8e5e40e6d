"""The file of the pain rule, and what a person is told when it is broken; its numbers: `test_specification`."""

import re
import shutil
from pathlib import Path

import pytest

from achilles_tui.domain.base.errors import BadFile
from achilles_tui.domain.session.phases import Trigger
from achilles_tui.main import RealServices
from achilles_tui.storage.files.paths import folders, shipped_programs
from achilles_tui.storage.stores.own_programs import ProgramFiles
from achilles_tui.storage.stores.programs import read_library
from achilles_tui.storage.stores.shipped_texts import PAIN_RULE, read_pain_rule
from tests.builders import LIMITS, heel_raise, plan_of


def broken(folder: Path, *, old: str, new: str) -> Path:
    """Write what ships with one change of the rule, and return the folder that holds it."""
    shutil.copytree(shipped_programs(), folder, dirs_exist_ok=True)
    text = (shipped_programs() / PAIN_RULE).read_text()
    assert text.count(old) >= 1
    (folder / PAIN_RULE).write_text(text.replace(old, new, 1))
    return folder


def answered(services: RealServices) -> RealServices:
    """Return the services after the warning signs were answered with no."""
    services.safety.save(services.safety.flags().with_screening(services.safety.screening(())))
    return services


def test_a_session_goes_by_the_same_limits() -> None:
    rule = read_pain_rule(shipped_programs())

    assert rule.limits == (rule.pain_calm, rule.pain_limit, rule.pain_stop) == LIMITS


def test_a_session_is_opened_with_the_limits_of_the_rules_file_a_new_one_and_an_old_file_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = broken(tmp_path / "shipped", old="pain_limit = 5", new="pain_limit = 4")
    monkeypatch.setattr("achilles_tui.main.shipped_programs", lambda: rules)
    services = answered(RealServices(folders(str(tmp_path / "data"), str(tmp_path / "config"), environ={})))
    begun = services.sessions.begin(plan_of(heel_raise()), speed=None)
    begun.close()
    resumed = services.sessions.go_on(begun.record)

    assert begun.limits == resumed.limits == (3, 4, 8)
    resumed.send(Trigger.PAIN, 5)
    assert resumed.record.stopped_for == "pain"
    resumed.close()


def test_while_the_rules_file_cannot_be_read_no_session_begins_and_none_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = broken(tmp_path / "shipped", old="pain_limit = 5", new="pain_limit = 9")
    where = folders(str(tmp_path / "data"), str(tmp_path / "config"), environ={})
    with monkeypatch.context() as patched:
        patched.setattr("achilles_tui.main.shipped_programs", lambda: rules)
        with pytest.raises(BadFile, match="pain_limit"):
            RealServices(where).sessions.begin(plan_of(heel_raise()), speed=None)

    answered(RealServices(where)).sessions.begin(plan_of(heel_raise()), speed=None).close()


def test_the_rule_is_not_taken_for_a_program() -> None:
    shelf = read_library(shipped_programs(), Path("/nowhere"))

    assert shelf.problems == ()
    assert "pain" not in shelf.programs


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("pain_stop = 8", "pain_stop = 11", "pain_stop: expected a whole number <= 10."),
        ("pain_limit = 5", "pain_limit = 6", "pain_limit: expected a whole number <= 5."),
        ("week_rise_step_back = 1", "week_rise_step_back = 1.0", "week_rise_step_back: expected a whole number"),
        ("pain_calm = 3", "pain_calm = 5", "pain_calm is less than pain_limit."),
        ("green_streak = 3\n", "", "the key `green_streak` is missing."),
        ("gap_hold = 7", "gap_holds = 7", "there is no key `gap_holds` here; did you mean `gap_hold`?"),
        ('pain_stop = "ours"', 'pain_stop = "a book"', "where the number comes from"),
        ('pain_stop = "ours"\n', "", "provenance does not say where 'pain_stop' comes from."),
        ("usual_pain = 6", "usual_pain = ", "is not valid TOML"),
    ],
)
def test_a_broken_rule_is_one_sentence(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    folder = broken(tmp_path, old=old, new=new)

    with pytest.raises(BadFile, match=re.escape(sentence)) as error:
        read_pain_rule(folder)

    assert str(error.value).startswith(str(folder / PAIN_RULE))


def test_a_rule_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="is missing: it comes with achilles-tui"):
        read_pain_rule(tmp_path)


def test_the_desk_of_the_screens_has_the_rule_that_ships(tmp_path: Path) -> None:
    assert ProgramFiles(shipped_programs(), tmp_path).rule() == read_pain_rule(shipped_programs())
