"""Tests of the drawings: what is seen in them, and that they have exactly the size that was asked for."""
