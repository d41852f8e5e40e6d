"""Writes the sections of a report about the program: the current doses, and every number with its source. Pure."""

from achilles_tui.domain.base.units import MY_PT
from achilles_tui.domain.session.phrases import LOW_END_ADVICE
from achilles_tui.exports.pt_report.document import Report, ReportDose, ReportLine, ReportProgram
from achilles_tui.exports.pt_report.parts import Part, Section, SideBySide, Table, day_text


def program_summary(report: Report) -> str:
    """Return the program, and where the person is in it, as one line."""
    program = report.program
    if program is None:
        return "none chosen"
    start = f", since {day_text(program.start)}" if program.start else ", not started yet"
    length = f" of {program.weeks}" if program.weeks else ""
    if program.weeks and program.week > program.weeks:
        length = f", beyond its {program.weeks} weeks"
    stage = f", stage {program.stage} of {program.stages}" if program.stages > 1 else ""
    pt_doses = "; with doses their PT set" if any(dose.from_my_pt for dose in program.doses) else ""
    return f"{program.title}{start}; week {program.week}{length}{stage}{pt_doses}"


def program_section(report: Report) -> Section:
    """Return what the program takes, and its current doses."""
    program = report.program
    if program is None:
        return Section("program", "Current program and doses", ())
    entered = f", entered on {day_text(program.pt_doses_written)}" if program.pt_doses_written else ""
    bold = (
        f"Bold rows have numbers of the person's own PT (source {MY_PT!r}){entered}; they replace those of the program."
    )
    explained = (bold,) if any(dose.from_my_pt for dose in program.doses) else ()
    low_end = (LOW_END_ADVICE,) if any(dose.stays_low for dose in program.doses) else ()
    return Section("program", "Current program and doses", (program.takes, _doses(program), *explained, *low_end))


def _doses(program: ReportProgram) -> Table:
    rows = tuple(
        (
            dose.name, dose.level, _pace(dose), dose.value("Rest between sets"), dose.value("Load"),
            dose.value("How often"), dose.why,
        )
        for dose in program.doses
    )  # fmt: skip
    head = ("Exercise", "Level, sets x repetitions", "Tempo", "Rest", "Load", "How often", "Why")
    from_pt = frozenset(place for place, dose in enumerate(program.doses) if dose.from_my_pt)
    return Table("Current doses", head, rows, whole=(1, 2, 3, 4), highlighted_rows=from_pt)


def _pace(dose: ReportDose) -> str:
    """Return the tempo as PTs write it; a hold says so, since its tempo is a bare number."""
    hold = dose.value("Hold")
    return f"hold {hold}" if hold else dose.value("Tempo")


def numbers_section(report: Report) -> Section:
    """Return a table of the program and one of each dose, with the source of every number."""
    parts: tuple[Part, ...] = ()
    if (program := report.program) is not None:
        about = Table(program.title, ("Program", "Value", "Source"), tuple(map(_row, program.about)))
        parts = (SideBySide((about, *map(_dose, program.doses))),)
    return Section("numbers", "Every number and its source", parts)


def _dose(dose: ReportDose) -> Table:
    doubt = f". Doubtful: {dose.doubt}" if dose.doubt else ""
    return Table(
        f"{dose.name}: {dose.level}{doubt}",
        ("Dose", "Value", "Source"),
        tuple(map(_row, dose.numbers)),
        highlighted_rows=frozenset(place for place, line in enumerate(dose.numbers) if line.provenance == MY_PT),
    )


def _row(line: ReportLine) -> tuple[str, str, str]:
    return line.name, line.value, "; ".join(text for text in (line.provenance, line.note) if text)
