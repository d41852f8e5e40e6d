"""A full-screen terminal coach for Achilles tendonitis exercises."""

__version__ = "0.1.0"
