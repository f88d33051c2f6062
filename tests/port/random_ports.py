"""Random small ports with everything in them, half of them on whole hours, so that events tie."""

from __future__ import annotations

import numpy as np

from sim.port.quay import Berths, Port, Terminal, Tide, Waterway, high_water
from sim.port.records import CALL, Records


def random_port(seed: int, ships: int = 70) -> tuple[Port, Records]:
    """A port with up to three terminals, and its calls."""
    rng = np.random.default_rng(seed)
    whole = seed % 2 == 0
    terminals = []
    for k in range(rng.integers(1, 4)):
        sizes = sorted(rng.choice(3, size=rng.integers(1, 4), replace=False).tolist())
        terminals.append(Terminal(f"t{k}", tuple(Berths(s, int(rng.integers(1, 4))) for s in sizes)))
    tugs, pilots = int(rng.integers(1, 6)), int(rng.integers(1, 4))
    span = ships * float(rng.uniform(1.0, 4.0))
    begins = np.sort(rng.integers(0, int(span), rng.integers(0, 6)).astype(float))
    begins = np.unique(begins // 12) * 12.0
    closures = (begins, begins + rng.integers(1, 11, len(begins)))
    tide = None
    if rng.random() < 0.7:
        period = 12.0 if whole else 12.42
        tide = high_water(Tide(period, rng.choice([0.25, 0.5, 0.75]), float(rng.integers(0, 12))), span)
    port = Port("random", tuple(terminals), tugs, pilots, Waterway(closures, tide, bool(rng.random() < 0.7)))
    calls = np.zeros(ships, dtype=CALL)

    def hours(low: float, high: float) -> np.ndarray:
        drawn = rng.uniform(low, high, ships)
        return np.floor(drawn) if whole else drawn

    calls["arrival"] = np.sort(hours(0.0, span))
    calls["terminal"] = rng.integers(0, len(terminals), ships)
    calls["cargo"] = calls["terminal"]
    largest = np.array([max(part.size for part in t.berths) for t in terminals])
    calls["size"] = np.floor(rng.random(ships) * (largest[calls["terminal"]] + 1))
    calls["priority"] = rng.integers(0, 3, ships)
    calls["tonnes"] = rng.uniform(1.0, 9.0, ships)
    calls["alongside"] = hours(0.0, 12.0)
    calls["move_in"], calls["move_out"] = hours(0.0, 3.0), hours(0.0, 3.0)
    calls["tugs"] = rng.integers(0, tugs + 1, ships)
    calls["pilots"] = rng.integers(0, 2, ships)
    calls["deep"] = rng.random(ships) < 0.3
    return port, calls


def berths_only(arrival: np.ndarray, service: np.ndarray, berths: int) -> tuple[Port, Records]:
    """One terminal of equal berths, nothing else to wait for: the queues of the textbooks."""
    calls = np.zeros(len(arrival), dtype=CALL)
    calls["arrival"], calls["alongside"], calls["tonnes"] = arrival, service, 1.0
    empty = (np.empty(0), np.empty(0))
    return Port("queue", (Terminal("quay", (Berths(0, berths),)),), 0, 0, Waterway(empty, None)), calls
