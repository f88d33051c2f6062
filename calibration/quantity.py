"""A quantity of the built baseline: values on named axes, each with provenance and a
range, written as a tidy table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd

from sim.axes import Array


@dataclass(frozen=True)
class Quantity:
    """Values on labelled axes with unit, provenance (one word, or one per value), and a range if known."""

    name: str
    axes: Mapping[str, Sequence[str]]
    unit: str
    values: Array
    provenance: str | Sequence[str]
    method: str
    low: Array | None = None
    high: Array | None = None
    year: int = field(default=2020)

    def table(self) -> pd.DataFrame:
        """One row per value: the axes, value, unit, provenance, low, high."""
        values = np.asarray(self.values, dtype=float)
        shape = tuple(len(labels) for labels in self.axes.values())
        if values.shape != shape:
            raise ValueError(f"{self.name}: values have shape {values.shape}, axes {shape}")
        frame = pd.DataFrame(list(product(*self.axes.values())), columns=list(self.axes))
        frame["value"] = values.ravel()
        frame["unit"] = self.unit
        frame["provenance"] = self.provenance if isinstance(self.provenance, str) else list(self.provenance)
        for name, bound in (("low", self.low), ("high", self.high)):
            frame[name] = "" if bound is None else np.broadcast_to(bound, shape).ravel()
        return frame

    def write(self, folder: Path) -> Path:
        """Write the table as CSV and return its path; floats keep their shortest exact form."""
        path = folder / f"{self.name}.csv"
        self.table().to_csv(path, index=False, lineterminator="\n", float_format=str)
        return path
