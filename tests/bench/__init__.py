"""Measurements of the real program beside a bare one. They are run by hand, and no test waits for them."""
