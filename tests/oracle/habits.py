"""What the people of the random logs tend to do."""

from random import Random
from typing import NamedTuple


class Habits(NamedTuple):
    """What a person tends to do; chances are a day or a session."""

    pain: float
    drift: float
    """Pain a day."""
    noise: float
    spike: float
    tells_morning: float
    tells_stiffness: float
    tells_pain: float
    trains: float
    gap: float
    part: float
    obeys: float
    answers: float
    slips: float
    """Late entries, corrections and the like; 0 for many people."""
    odd_sessions: float
    confirms: float
    """In the gym, that a PT agrees."""


def habits_of(rng: Random) -> Habits:
    """Return the habits of somebody; half of all people are calm enough to progress."""
    calm = rng.random() < 0.5
    pain, drift = rng.choice(
        [(0, 0), (1, 0), (1, 0.02), (2, 0), (3, 0), (3, -0.05), (1, 0.1), (4, -0.1), (5, 0), (3, 0.15)]
    )
    return Habits(
        pain=min(pain, 2) if calm else pain,
        drift=min(drift, 0) if calm else drift,
        noise=rng.choice([0, 0.3, 0.4]) if calm else rng.choice([0.3, 0.6, 0.8, 1.5]),
        spike=rng.choice([0, 0, 0.01]) if calm else rng.choice([0, 0.02, 0.06]),
        tells_morning=rng.choice([1, 1, 0.95, 0.8]),
        tells_stiffness=rng.choice([1, 1, 0.95]),
        tells_pain=rng.choice([1, 1, 0.97]),
        trains=rng.choice([1, 1, 0.95, 0.85, 0.6]),
        gap=rng.choice([0, 0, 0.01, 0.04]),
        part=rng.choice([0, 0, 0.02, 0.1]),
        obeys=rng.choice([1, 0.7, 0]),
        answers=rng.choice([1, 0.7, 0.3, 0]),
        slips=rng.choice([0, 0, 0.03, 0.08]),
        odd_sessions=rng.choice([0, 0, 0.05]),
        confirms=rng.choice([1, 0.5, 0]),
    )
