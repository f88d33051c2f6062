"""The marine account of 2020 in the classification of 2021: an illustration by judged shares, with hindsight.

The plan and its target stand on GB/T 20794-2006. Nothing of the model reads this.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from calibration.tables import SOURCES
from sim.axes import Array


def reclassified(cells: Array, industries: tuple[str, ...], folder: Path = SOURCES) -> pd.DataFrame:
    """Value added of 2020 by industry of the new classification with low and high, 100m CNY.

    ``cells`` [marine] by industry of the old one. What the shares of an old industry leave over is no longer
    counted as marine. Raises ValueError if an industry is missing or its shares exceed one.
    """
    table = pd.read_csv(folder / "marine_reform.csv")
    kept = table.groupby("industry")["share"].sum()
    if set(kept.index) != set(industries) or (kept > 1 + 1e-12).any():
        raise ValueError("the concordance must cover every marine industry, each once at most")
    amount = table["industry"].map(dict(zip(industries, np.asarray(cells).tolist(), strict=True)))
    parts = table[["new_id", "new_en", "new_zh"]].assign(
        **{
            name: amount * table[column]
            for name, column in (("value", "share"), ("low", "low"), ("high", "high"))
        }
    )
    return parts.groupby(["new_id", "new_en", "new_zh"], sort=False, as_index=False).sum()
