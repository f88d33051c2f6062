"""Reading the source tables: one long table each, every figure with provenance, source and vintage."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

SOURCES = Path(__file__).with_name("sources")


class MissingFigureError(LookupError):
    """A figure that the build needs is not in the source tables."""


class Figures:
    """One source table, looked up by area, indicator and year."""

    def __init__(self, name: str, folder: Path = SOURCES) -> None:
        self.path = folder / f"{name}.csv"
        self.table = pd.read_csv(
            self.path, dtype={"area": str, "indicator": str, "note": str}, keep_default_na=False
        )
        self.table["value"] = pd.to_numeric(self.table["value"], errors="coerce")

    def find(self, area: str, indicator: str, year: int) -> pd.DataFrame:
        """All rows for one area, indicator and year."""
        table = self.table
        return table[
            (table["area"] == area) & (table["indicator"] == indicator) & (table["year"].astype(int) == year)
        ]

    def value(self, area: str, indicator: str, year: int) -> float:
        """The one figure asked for; raises MissingFigureError, naming the table, if there
        is none or more than one.
        """
        rows = self.find(area, indicator, year)
        if len(rows) != 1:
            raise MissingFigureError(
                f"{self.path.name}: {len(rows)} rows for area '{area}', indicator '{indicator}', "
                f"year {year}; exactly one is needed."
            )
        return float(rows["value"].iloc[0])

    def series(self, area: str, indicator: str) -> dict[int, float]:
        """Figures of one indicator by year, years without a figure left out."""
        rows = self.table[(self.table["area"] == area) & (self.table["indicator"] == indicator)].dropna(
            subset=["value"]
        )
        return {int(y): float(v) for y, v in zip(rows["year"], rows["value"], strict=True)}

    def provenance(self, area: str, indicator: str, year: int) -> str:
        """How one figure is known: sourced, plan, derived or recalled."""
        return str(self.find(area, indicator, year)["provenance"].iloc[0])
