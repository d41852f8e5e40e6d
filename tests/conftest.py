"""How much Hypothesis tries: always the same examples, or with `--hypothesis-profile=deep` thousands of new ones."""

import gc

from hypothesis import HealthCheck, settings

settings.register_profile(
    "ci", max_examples=30, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "deep", max_examples=5000, deadline=None, database=None, print_blob=True, suppress_health_check=list(HealthCheck)
)
settings.load_profile("ci")


def pytest_collection_finish() -> None:
    """Look for garbage more seldom, and not among the tests: that takes a fifth of their time otherwise."""
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
