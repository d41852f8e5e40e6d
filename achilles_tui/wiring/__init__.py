"""The one place that builds real things: clocks, folders, locks, journals. It hands them on and decides nothing."""

from achilles_tui.wiring.desk import RealDesk, real_desk

__all__ = ["RealDesk", "real_desk"]
