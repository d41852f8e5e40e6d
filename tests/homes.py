"""Homes of people with different pasts, on disk, and every command that writes JSON about them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from achilles_tui.domain.base.units import Region, Side, Verdict
from achilles_tui.domain.programs.pt_doses import PtDose, PtDoses, PtRest
from achilles_tui.domain.records.apply_corrections import record_by_hand
from achilles_tui.domain.records.correction_rules import correction_files
from achilles_tui.domain.records.day_entries import CheckIn, Correction, DayFile, How, Retraction, Score, SetCorrection
from achilles_tui.domain.records.session_record import PainAnswer, SessionRecord, new_record
from achilles_tui.domain.red_flags.safety import ClinicianNote
from achilles_tui.domain.settings import Settings
from achilles_tui.storage.files.paths import shipped_programs
from achilles_tui.storage.stores import days, records
from achilles_tui.storage.stores.own_programs import ProgramFiles
from achilles_tui.storage.stores.safety import SafetyFile
from achilles_tui.storage.stores.settings import SettingsFile
from tests.domain.pain_rule.logs import ECCENTRIC, HEAVY, PRESS, RAISE, SEATED, answer, at, day, diary, only, trained
from tests.domain.pain_rule.simulation import EVENING, MONDAY, MORNING, NOON, OFFERS, Day, Life, course
from tests.storage.toml.written import PROGRAM, with_line

MACHINE = "0a1b2c3d"
CSV = "past.csv"
"""The name of the table beside the folders of a home."""


class Scene(NamedTuple):
    """One home."""

    write: Callable[[Path], None]
    """Makes it in a folder that is there."""
    now: datetime
    """When its commands run."""
    days: tuple[int, ...] = (0,)
    """The days that `log --day` opens, counted from the first Monday."""
    programs: tuple[str, ...] = ()
    """The ids that `programs show` is asked for; without any, programs are not listed either."""


def commands(scene: Scene, home: Path) -> Iterator[tuple[str, ...]]:
    """Give every command of a scene that writes JSON to the output."""
    report, middle = ("report", "--json", "-"), f"{scene.now.date() - timedelta(days=20)}"
    yield ("today", "--json")
    yield ("log", "--json")
    yield from (("log", "--day", f"{day(number)}", "--json") for number in scene.days)
    yield from (report, (*report, "--redact"), (*report, "--since", middle, "--note", middle))
    if scene.programs:
        yield ("programs", "list", "--json")
        yield ("programs", "list", "--exercises", "--json")
    yield from (("programs", "show", name, "--json") for name in scene.programs)
    if (home / CSV).exists():
        yield ("import", str(home / CSV), "--dry-run", "--json")
        yield ("import", str(home / CSV), "--json")


def _lived(home: Path, life: Life, *more: SessionRecord, also: Iterable[DayFile] = ()) -> None:
    """Write what a person did and recorded."""
    for one in (*life.sessions, *more):
        _put(records.path_of(home / "data", one), records.dump, one)
    entries = dict(life.days)
    for file in also:
        entries[file.day] = entries.get(file.day, DayFile(1, file.day)).joined(file)
    for date, file in entries.items():
        _put(days.path_of(home / "data", MACHINE, date), days.dump, file)
    SafetyFile(home / "data", shipped_programs()).save(life.safety)
    _set_up(home, life.offered.definition.id, life.region)


def _put(path: Path, dump: Callable[..., bytes], value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(dump(value, path))


def _set_up(home: Path, program: str, region: Region | None = Region.MID_PORTION) -> None:
    SettingsFile(home / "config").save(Settings(side=Side.LEFT, region=region, program=program))


def _pt_dose(home: Path, program: str, dose: PtDose) -> None:
    ProgramFiles(shipped_programs(), home / "config" / "programs").save_pt_doses(PtDoses(1, program, MONDAY, (dose,)))


def _empty(_home: Path) -> None:
    pass


def _new(home: Path) -> None:
    _set_up(home, "home", None)


def _twelve_weeks(home: Path) -> None:
    """Write a session each evening, mornings that get better, a flare-up, a pause, answers, scores, notes."""
    pause, flare = range(47, 52), range(30, 33)
    how: dict[int, How] = {**dict.fromkeys(pause, "away"), **dict.fromkeys(flare, "flare-up"), 83: "usual"}
    noted = {20: 'stairs "twice"\nand a \u2713', 64: "a walk"}
    worked = [number for number in range(84) if number not in pause]
    mornings = diary(
        {number: None if number in pause else 3 - number // 28 for number in range(84)},
        how=how,
        begun={0: "eccentric"},
        answers=(
            replace(answer(20, level=1, load=10.0), note="by telephone"),
            answer(33, verdict=Verdict.STEP_BACK, row="D7", level=0),
            answer(60, said="my PT says otherwise"),
            answer(80, stage=1, program="silbernagel"),
        ),
    )
    scores = (
        Score("visa-1", at(2), visa_a=52),
        Score("visa-2", at(80), visa_a=80),
        Score("rises", at(80), heel_rises=18, side=Side.LEFT),
    )
    sessions = [replace(trained(number, (number % 4, 1)), note=noted.get(number, "")) for number in worked]
    life = Life(ECCENTRIC, sessions=sessions, days=mornings.days)
    life.safety = life.safety.with_note(ClinicianNote(at(3), "No tear. Go on."))
    _lived(home, life, also=[DayFile(1, one.at.date(), scores=(one,)) for one in scores])
    _pt_dose(home, "eccentric", PtDose("soleus-heel-raise", reps=(8, 12), rest=PtRest(sets=90.0)))


def _gym(home: Path) -> None:
    usual, bad = Day(times=(EVENING,)), Day(morning=5, times=())
    _lived(home, course(Life(HEAVY, kilograms={PRESS: 40.0, SEATED: 20.0}), MONDAY, {8: bad}, days=9, usual=usual))
    _pt_dose(home, "heavy", PtDose(PRESS, load_kg=42.5))


def _stop(home: Path) -> None:
    bad = Day(pains=((8, 6),), finished=False)
    _lived(home, course(Life(ECCENTRIC), MONDAY, {6: bad}, days=8, usual=Day(morning=2)))


def _unfinished(home: Path) -> None:
    life = course(Life(ECCENTRIC, Region.INSERTIONAL), MONDAY, {}, days=3, usual=Day(morning=None, stiffness=None))
    both = only(ECCENTRIC, side=(Side.LEFT, Side.RIGHT))
    begun = new_record(both, "begun-1", datetime.combine(day(3), MORNING, UTC))
    begun = begun.with_pain(PainAnswer(2, at(3, NOON), "exercise", RAISE, Side.LEFT, 1))
    _lived(home, life, begun, trained(3, practice=True, moment=NOON), trained(3, (None, None), finished=False))


def _corrections(home: Path) -> None:
    life = course(Life(ECCENTRIC), MONDAY, {}, days=6, usual=Day())
    gym = trained(2, offered=HEAVY, load=40.0, moment=NOON)
    by_hand = record_by_hand(only(HEAVY), "by-hand", at(2), [2] * len(gym.sets), note="hotel")
    first, second, third = life.sessions[4:7]
    said: Sequence[tuple[SessionRecord, dict[str, Any]]] = (
        (first, {"sets": (SetCorrection(RAISE, Side.LEFT, 1, 8),), "during": 2, "note": "a walk"}),
        (first, {"sets": (SetCorrection(RAISE, Side.LEFT, 1, 9),), "after": 4, "side": "right"}),
        (second, {"day": day(1)}),
        (third, {"deleted": True}),
        (gym, {"sets": (SetCorrection(PRESS, Side.BOTH, 1, load_kg=42.5),)}),
        (by_hand, {"stopped_for": "pain", "during": 3}),
    )
    corrections = [
        Correction(f"said-{number}", at(5), one.id, one.day, **what) for number, (one, what) in enumerate(said)
    ]
    mistaken = CheckIn("mistaken", at(4).astimezone(UTC), 9, 120, "flare-up")
    also = [file for one in corrections for file in correction_files(one)]
    also += [DayFile(1, day(2), (mistaken,), taken_back=(Retraction("back", at(4), "mistaken"),))]
    _lived(home, life, gym, by_hand, also=also)


def _imported(home: Path) -> None:
    rows = ["day,time,exercise,reps_done,set,morning_pain,stiffness_min,pain_during,pain_after,visa_a"]
    for number in range(3):
        rows += [f"{day(number)},,,,,{number},10,,,", f"{day(number)},,,,,,,,,6{number}"]
        moment = "" if number == 0 else "07:00"
        rows += [f"{day(number)},{moment},{RAISE},15,{place},,,3,1," for place in (1, 2, 3)]
    (home / CSV).write_text("\n".join(rows), encoding="utf-8")
    morning = DayFile(1, MONDAY, (CheckIn("check-in", at(0), 5),))
    _lived(home, Life(ECCENTRIC), trained(0), also=[morning])


def _refused(home: Path) -> None:
    (home / CSV).write_text(f"day,exercise,reps_done\n3/4/2026,{RAISE},10\n2026-03-02,swim\n", encoding="utf-8")


def _damaged(home: Path) -> None:
    _lived(home, Life(OFFERS["home"]), trained(0))
    (home / "data" / "days" / "2026").mkdir(parents=True)
    (home / "data" / "days" / "2026" / f"{MONDAY}-{MACHINE}.toml").write_text("[[", encoding="utf-8")
    folder = home / "config" / "programs"
    folder.mkdir(parents=True)
    broken = with_line('id = "mine"', 'id = "broken"', with_line("sets = 3", "sets = -3"))
    for name, text in (("mine", PROGRAM), ("broken", broken)):
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")


SCENES: dict[str, Scene] = {
    "empty": Scene(_empty, at(0)),
    "new": Scene(_new, at(0), programs=("stretches", "home", "silbernagel", "heavy")),
    "twelve weeks": Scene(_twelve_weeks, at(83, NOON), (0, 20, 31, 60, 80), ("eccentric",)),
    "gym": Scene(_gym, at(8, NOON), (8,), ("heavy",)),
    "stop": Scene(_stop, at(7, NOON), (6,)),
    "unfinished": Scene(_unfinished, at(3, EVENING).astimezone(UTC), (3,)),
    "corrections": Scene(_corrections, at(6), (1, 2, 3)),
    "imported": Scene(_imported, at(3), (0, 1)),
    "refused": Scene(_refused, at(3)),
    "damaged": Scene(_damaged, at(1), (0,), ("mine",)),
}
"""Each home by what is told of it."""
