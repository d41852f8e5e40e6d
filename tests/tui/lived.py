"""The desk of a person with ten calm days behind them, for the pages that look back."""

from datetime import timedelta
from functools import cache

from achilles_tui.domain.base.units import Region, Side
from achilles_tui.domain.ports import Settings
from achilles_tui.storage.files.paths import shipped_programs
from achilles_tui.storage.stores.programs import read_shelf
from tests.builders import NOW
from tests.desk import MemoryDesk
from tests.domain.pain_rule.simulation import OFFERS, Day, Life, course

SHELF = read_shelf(shipped_programs(), shipped_programs() / "none")
"""What ships; a desk never writes into it."""

DAYS = 10


def lived(program: str = "eccentric") -> MemoryDesk:
    """Return a desk with ten calm days of a program, the last of them yesterday."""
    desk = MemoryDesk(shelf=SHELF)
    desk.keep_settings(Settings(side=Side.LEFT, introduction="off", program=program, region=Region.MID_PORTION))
    desk.records = {one.id: one for one in ten_days(program).sessions}
    desk.days = dict(ten_days(program).days)
    return desk


@cache
def ten_days(program: str) -> Life:
    """Return the life of the ten days."""
    first = NOW.date() - timedelta(days=DAYS)
    return course(Life(OFFERS[program]), first, {}, days=DAYS, usual=Day())
