"""Stacked bars with negative parts: where each part begins and ends."""

from __future__ import annotations

from collections.abc import Iterable


def stacked(parts: Iterable[float]) -> list[tuple[float, float]]:
    """Start and end of each part: positive ones pile up from zero, negative ones down."""
    up = down = 0.0
    result = []
    for part in parts:
        if part >= 0:
            result.append((up, up + part))
            up += part
        else:
            result.append((down, down + part))
            down += part
    return result
