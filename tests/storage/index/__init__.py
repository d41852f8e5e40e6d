"""Tests, mirrored from the package."""
