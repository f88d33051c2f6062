"""How a scenario is called and marked in every chart of a comparison: its number, its name, its colour."""

from __future__ import annotations

import pandas as pd

from sim.report.compare.compared import FEW
from sim.report.compare.heat import fitted
from sim.report.sheet import MARGIN, Sheet
from sim.report.style import MEASURES, SMALL, scenario_colour


def called(order: int, name: str) -> str:
    """Number and name; the first scenario has number 1."""
    return f"{order + 1} {name}"


def order_of(data: pd.DataFrame) -> dict[int, str]:
    """Labels of the scenarios of a table by their place in the comparison."""
    found = dict(zip(data["order"].tolist(), data["label"].astype(str).tolist(), strict=True))
    return {int(order): found[order] for order in sorted(found)}


def few(data: pd.DataFrame) -> bool:
    """Whether the scenarios of a table have a colour each, so that they may share a panel."""
    return int(data["order"].max()) < FEW


def colour(order: int, *, alone: bool = False) -> str:
    """Colour of a scenario; ``alone`` in its panel it needs none of its own."""
    return MEASURES if alone else scenario_colour(order)


def key(sheet: Sheet, y: float, scenarios: dict[int, str], *, draw: bool = True) -> float:
    """The key of colours from y; returns where the next row is free."""
    entries = [
        (fitted(called(order, name), SMALL, sheet.width - 2 * MARGIN - 0.2), colour(order))
        for order, name in scenarios.items()
    ]
    return (sheet if draw else Sheet(sheet.height, sheet.width)).key(MARGIN, y, entries)


def key_height(scenarios: dict[int, str], width: float) -> float:
    """Height of the key on a sheet of a width."""
    return key(Sheet(1.0, width), 0.0, scenarios, draw=False)
