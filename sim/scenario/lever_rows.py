"""The register of levers as plain rows: every lever with its state, reason and measures."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict

from sim.scenario.levers import Lever
from sim.scenario.measures import carried, units, unread


def rows(levers: Mapping[str, Lever], live: Collection[str]) -> list[dict[str, object]]:
    """Every lever with the columns of its register, ``unit_zh``, ``state`` (live, or why no block reads it),
    ``reason``, ``reason_zh`` and ``measures``. A rule of its own stands as a missing neutral value.

    Raises KeyError if a lever that is not ``live`` has no reason.
    """
    carriers, reasons, chinese = carried(), unread(), units()
    found = []
    for name, lever in levers.items():
        known: dict[str, object] = {**asdict(lever), "unit_zh": chinese[lever.unit]}
        if name in live:
            known |= {"state": "live", "reason": "", "reason_zh": ""}
        else:
            known |= asdict(reasons[name])
        neutral = None if lever.ruled else lever.neutral
        found.append(known | {"neutral": neutral, "measures": list(carriers.get(name, ()))})
    return found
