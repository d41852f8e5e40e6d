"""The dose my PT gave me: written down, kept, shown, and never what nobody could do."""

from achilles_tui.domain.base.units import MY_PT
from achilles_tui.domain.programs.pt_doses import PtDose, PtTempo
from achilles_tui.tui.dialogs.dose import DoseScreen
from achilles_tui.tui.pages.program import ProgramScreen
from tests.memory import MemoryServices
from tests.tui.driving import Drive, running


async def opened(drive: Drive, *before: str) -> None:
    """Open the form for the first exercise of a program."""
    await drive.press("2", *before, "enter", "d")


async def test_it_says_that_only_the_pts_word_counts_and_that_the_program_stays() -> None:
    async with running() as drive:
        await opened(drive)
        assert "Enter only what your PT told you. The program itself stays as it is." in drive.text()
        assert "My PT's dose: Heel raise" in drive.text()


async def test_what_the_pt_told_is_kept_and_stands_beside_the_numbers() -> None:
    services = MemoryServices()
    plain = services.programs.library().programs["raises"]
    async with running(services) as drive:
        await opened(drive)
        await drive.press("down", "1", "2", "down", "down", "down", "right", "enter")
        assert drive.shows(ProgramScreen)
        told = services.programs.library().pt_doses["raises"]
        assert told.doses == (PtDose(id="heel-raise", reps=12, tempo=PtTempo(lower=3.5)),)
        assert told.written_on == services.clock.now().date()
        text = drive.text()
        assert text.count(MY_PT) == 2
        assert services.programs.library().plain_programs["raises"] == plain


async def test_nothing_is_kept_of_what_nobody_could_do() -> None:
    services = MemoryServices()
    async with running(services) as drive:
        await opened(drive, "down")
        await drive.press("down", "1", "6", "enter")
        assert "Not saved yet." in drive.text()
        assert "a heavy set has 3 to 15 repetitions" in drive.text()
        assert services.programs.library().pt_doses == {}
        await drive.press("backspace", "5", "enter")
        assert services.programs.library().pt_doses["gym"].doses == (PtDose(id="gym-raise", reps=15),)


async def test_esc_leaves_and_keeps_nothing() -> None:
    services = MemoryServices()
    async with running(services) as drive:
        await opened(drive)
        await drive.press("plus", "escape")
        assert drive.shows(ProgramScreen)
        assert services.programs.library().pt_doses == {}


async def test_a_number_goes_back_to_the_programs_own() -> None:
    services = MemoryServices()
    async with running(services) as drive:
        await opened(drive)
        await drive.press("5", "down", "4", "enter", "d")
        assert "my PT, not 2" in drive.text()
        await drive.press("x", "enter")
        assert services.programs.library().pt_doses["raises"].doses == (PtDose(id="heel-raise", reps=4),)


async def test_a_disk_that_is_full_is_said_and_the_numbers_stay() -> None:
    services = MemoryServices()
    services.program_store.trouble_writing = "the disk is full"
    async with running(services) as drive:
        await opened(drive)
        await drive.press("plus", "enter")
        assert "NOT SAVED: the disk is full" in drive.text()
        assert drive.shows(DoseScreen)
        services.program_store.trouble_writing = None
        await drive.press("enter")
        assert services.programs.library().pt_doses["raises"].doses == (PtDose(id="heel-raise", sets=3),)


async def test_kilograms_the_pt_set_are_not_asked_for_again() -> None:
    services = MemoryServices()
    async with running(services) as drive:
        await opened(drive, "down")
        await drive.press("up", "4", "2", "full_stop", "5", "enter")
        assert "42.5 kg" in drive.text()
        await drive.press("enter", "y")
        assert "42.5 kg" in drive.line("what")


async def test_help_and_red_flags_are_a_key_away() -> None:
    async with running() as drive:
        await opened(drive)
        await drive.press("question_mark")
        assert "back to the number in the program's file" in drive.text()
        await drive.press("escape", "exclamation_mark")
        assert "contact a clinician" in drive.text()
