"""The services of a person with ten calm days behind them, for the pages that look back."""

from datetime import timedelta
from functools import cache

from achilles_tui.domain.base.units import Region, Side
from achilles_tui.domain.settings import Settings
from achilles_tui.storage.files.paths import shipped_programs
from achilles_tui.storage.stores.programs import read_library
from tests.builders import NOW
from tests.domain.pain_rule.simulation import OFFERS, Day, Life, course
from tests.memory import MemoryServices

SHELF = read_library(shipped_programs(), shipped_programs() / "none")
"""What ships; a services never writes into it."""

DAYS = 10


def lived(program: str = "eccentric") -> MemoryServices:
    """Return a services with ten calm days of a program, the last of them yesterday."""
    services = MemoryServices(shelf=SHELF)
    services.settings.save(Settings(side=Side.LEFT, introduction="off", program=program, region=Region.MID_PORTION))
    services.records.sessions = {one.id: one for one in ten_days(program).sessions}
    services.records.days = dict(ten_days(program).days)
    return services


@cache
def ten_days(program: str) -> Life:
    """Return the life of the ten days."""
    first = NOW.date() - timedelta(days=DAYS)
    return course(Life(OFFERS[program]), first, {}, days=DAYS, usual=Day())
