"""Two textbook shocks to one city: what they cost it and the others year by year, beside how much each sells
to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from sim.axes import Array
from sim.baseline import Baseline
from sim.cores.trade import uses
from sim.scenario.scenario import Scenario
from sim.scenario.shocks import Shock
from sim.simulate import BASE_YEAR, simulate_together

BEFORE, AFTER = 1, 7
"""Years shown before and after the shock."""

CAUSE = "a textbook case, not a forecast"
COLUMNS = ("shock", "size", "struck", "struck_year", "city", "link", "year", "effect")


@dataclass(frozen=True)
class Case:
    """A kind of shock and its size in the unit of its register."""

    kind: str
    size: float


CASES: Mapping[str, Case] = {
    "export_slump": Case("exports", -20.0),
    "capital_loss": Case("capital_loss", 10.0),
}


def largest(baseline: Baseline) -> str:
    """The city of the largest GDP in the base year."""
    return baseline.axes.city[int(baseline["value_added"].sum(axis=1).argmax())]


def links(baseline: Baseline, city: str) -> dict[str, float]:
    """Sales of every other city to ``city`` as a share of its own gross output in the base year."""
    struck = baseline.axes.city.index(city)
    sold = np.einsum("so,s->o", baseline["trade_share"][:, :, struck], uses(baseline)[struck])
    share = sold / baseline["gross_output"].sum(axis=1)
    return {name: float(share[k]) for k, name in enumerate(baseline.axes.city) if k != struck}


def build(base: Scenario, baseline: Baseline, city: str, year: int) -> pd.DataFrame:
    """Effect of each shock on every city's GDP, % of the run without it, from the year before to seven after.

    Args:
        base: a scenario without shocks; its horizon is moved to the last year shown.
        baseline: the built baseline.
        city: the city that is struck.
        year: the year of the shock, a projected one.

    Returns:
        One row by shock, city and year. ``size`` is in the unit of the shock's register, ``link`` the city's
        sales to the struck one over its own gross output (empty for the struck city itself).
    """
    if city not in baseline.axes.city or year <= BASE_YEAR:
        raise ValueError(f"a shock strikes one of {', '.join(baseline.axes.city)} after {BASE_YEAR}")
    quiet = replace(base, horizon=year + AFTER, shocks=())
    struck = [
        replace(quiet, shocks=(Shock(name, case.kind, CAUSE, {city: {year: case.size}}),))
        for name, case in CASES.items()
    ]
    run = simulate_together([quiet, *struck], baseline)
    gdp = run.fields["gdp"]
    effect: Array = 100 * (gdp / gdp[..., :1] - 1)
    link = links(baseline, city)
    rows = [
        (name, case.size, city, year, place, link.get(place, np.nan), y, float(effect[t, c, k]))
        for k, (name, case) in enumerate(CASES.items(), start=1)
        for c, place in enumerate(baseline.axes.city)
        for t, y in enumerate(run.years)
        if y >= year - BEFORE
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))
