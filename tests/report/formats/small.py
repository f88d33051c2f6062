"""A long results table that can be checked by hand: two places, two indicators, two scenarios."""

from __future__ import annotations

import pandas as pd

BANDS = ("p05", "p25", "p50", "p75", "p95")


def frame(*, bands: bool = True) -> pd.DataFrame:
    """GDP of the region and one city in 2020 and 2021, throughput of a port in 2021, and GDP of 2019."""
    rows = [
        ("Model 1", "plan", "qingdao", "GDP|Current prices", "100m CNY", 2020, 10.0),
        ("Model 1", "plan", "qingdao", "GDP|Current prices", "100m CNY", 2021, 0.1 + 0.2),
        ("Model 1", "plan", "jiaodong", "GDP|Current prices", "100m CNY", 2020, 30.0),
        ("Model 1", "plan", "jiaodong", "GDP|Current prices", "100m CNY", 2021, 1 / 3),
        ("Model 1", "plan", "port_qingdao", "Port throughput|Ore", "10k tonnes", 2021, 0.0),
        ("Published", "observed", "jiaodong", "GDP|Current prices", "100m CNY", 2019, 29.0),
    ]
    columns = ["model", "scenario", "region", "variable", "unit", "year", "value"]
    table = pd.DataFrame(rows, columns=columns)
    if bands:
        drawn = table["scenario"] == "plan"
        for k, band in enumerate(BANDS):
            table[band] = (table["value"] + k - 2).where(drawn)
    return table
