"""What had to be assumed about cargo: figures by area, class and indicator, with their ranges."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from calibration.tables import MissingFigureError
from sim.axes import Array


class Assumptions:
    """A table of figures by area and cargo class: the assumptions, or the material balances."""

    def __init__(self, folder: Path, name: str = "cargo_assumptions") -> None:
        self.path = folder / f"{name}.csv"
        self.table = pd.read_csv(self.path, dtype={"note": str}, keep_default_na=False)
        for column in ("value", "low", "high"):
            self.table[column] = pd.to_numeric(self.table[column], errors="coerce")

    def rows(self, indicator: str) -> pd.DataFrame:
        """All rows of one indicator."""
        return self.table[self.table["indicator"] == indicator]

    def value(self, area: str, cargo: str, indicator: str, column: str = "value") -> float:
        """One figure, or its low or high; raises MissingFigureError unless exactly one row gives it."""
        rows = self.rows(indicator)
        rows = rows[(rows["area"] == area) & (rows["cargo"] == cargo)]
        if len(rows) != 1:
            raise MissingFigureError(
                f"{self.path.name}: {len(rows)} rows for area '{area}', cargo '{cargo}', "
                f"indicator '{indicator}'; exactly one is needed."
            )
        return float(rows[column].iloc[0])

    def by_area(self, areas: tuple[str, ...], cargo: str, indicator: str, column: str = "value") -> Array:
        """Figures of several areas for one class."""
        return np.array([self.value(area, cargo, indicator, column) for area in areas])

    def by_cargo(self, area: str, cargo: tuple[str, ...], indicator: str, column: str = "value") -> Array:
        """Figures of several classes for one area."""
        return np.array([self.value(area, k, indicator, column) for k in cargo])

    def sparse(self, areas: tuple[str, ...], cargo: str, indicator: str) -> Array:
        """Figures of several areas for one class, zero where the table has no row."""
        known = {row.area: row.value for row in self.rows(indicator).itertuples() if row.cargo == cargo}
        return np.array([known.get(area, 0.0) for area in areas])

    def first(
        self, areas: tuple[str, ...], classes: tuple[str, ...], indicator: str, column: str = "value"
    ) -> float:
        """The figure of the first area, and within it of the first class, that has one.

        So a class overrides ``all``, and a port overrides the region. Raises MissingFigureError if none has.
        """
        rows = self.rows(indicator)
        known = {(r.area, r.cargo): float(getattr(r, column)) for r in rows.itertuples()}
        for area in areas:
            for cargo in classes:
                if (area, cargo) in known:
                    return known[area, cargo]
        raise MissingFigureError(
            f"{self.path.name}: no row for areas {areas}, classes {classes}, indicator '{indicator}'."
        )
