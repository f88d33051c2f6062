"""What had to be assumed about cargo: figures by area, class and indicator, with their ranges."""

from __future__ import annotations

from copy import copy
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pandas as pd

from calibration.tables import MissingFigureError
from sim.axes import Array

Key: TypeAlias = tuple[str, str, str]
"""Area, class and indicator."""
COLUMNS = ("value", "low", "high")


class Assumptions:
    """A table of figures by area and cargo class: the assumptions, or the material balances."""

    def __init__(self, folder: Path, name: str = "cargo_assumptions") -> None:
        self.path = folder / f"{name}.csv"
        self.table = pd.read_csv(self.path, dtype={"note": str}, keep_default_na=False)
        for column in COLUMNS:
            self.table[column] = pd.to_numeric(self.table[column], errors="coerce")
        self.figures: dict[Key, list[dict[str, float]]] = {}
        for row in self.table.to_dict("records"):
            key = (row["area"], row["cargo"], row["indicator"])
            self.figures.setdefault(key, []).append({c: float(row[c]) for c in COLUMNS})

    def rows(self, indicator: str) -> pd.DataFrame:
        """All rows of one indicator."""
        return self.table[self.table["indicator"] == indicator]

    def value(self, area: str, cargo: str, indicator: str, column: str = "value") -> float:
        """One figure, or its low or high; raises MissingFigureError unless exactly one row gives it."""
        found = self.figures.get((area, cargo, indicator), [])
        if len(found) != 1:
            raise MissingFigureError(
                f"{self.path.name}: {len(found)} rows for area '{area}', cargo '{cargo}', "
                f"indicator '{indicator}'; exactly one is needed."
            )
        return found[0][column]

    def by_area(self, areas: tuple[str, ...], cargo: str, indicator: str, column: str = "value") -> Array:
        """Figures of several areas for one class."""
        return np.array([self.value(area, cargo, indicator, column) for area in areas])

    def by_cargo(self, area: str, cargo: tuple[str, ...], indicator: str, column: str = "value") -> Array:
        """Figures of several classes for one area."""
        return np.array([self.value(area, k, indicator, column) for k in cargo])

    def sparse(self, areas: tuple[str, ...], cargo: str, indicator: str) -> Array:
        """Figures of several areas for one class, zero where the table has no row."""
        return np.array(
            [
                self.value(area, cargo, indicator) if (area, cargo, indicator) in self.figures else 0.0
                for area in areas
            ]
        )

    def first(
        self, areas: tuple[str, ...], classes: tuple[str, ...], indicator: str, column: str = "value"
    ) -> float:
        """The figure of the first area, and within it of the first class, that has one.

        So a class overrides ``all``, and a port overrides the region. Raises MissingFigureError if none has.
        """
        for area in areas:
            for cargo in classes:
                if (area, cargo, indicator) in self.figures:
                    return self.value(area, cargo, indicator, column)
        raise MissingFigureError(
            f"{self.path.name}: no row for areas {areas}, classes {classes}, indicator '{indicator}'."
        )

    def at_bound(self, key: Key, bound: str) -> Assumptions:
        """The same table with one figure at its low or high end."""
        moved = copy(self)
        moved.figures = {**self.figures, key: [{**f, "value": f[bound]} for f in self.figures[key]]}
        return moved
