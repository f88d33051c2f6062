"""Backtest, thin form: the growth core fitted on data to 2015, projected to 2019, beside the naive rules.

The core runs as one sector per city on the same functions as the model: productivity trend with national
pass-through, Cobb-Douglas, perpetual inventory. Conditional: national growth of 2016-2019 is given, to the
model and to the constant-share rule alike. A second run gives the model only the nation's rate of the origin
year.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from calibration.growth import Record, level_break, pass_through, read, shrunk_trend, spread_break
from calibration.tables import SOURCES, Figures
from sim.axes import Array
from sim.blocks.capital import perpetual_inventory
from sim.blocks.production import potential
from sim.parameters import register

ORIGIN, END = 2015, 2019
FIT = range(2011, ORIGIN + 1)
SCORED = range(ORIGIN + 1, END + 1)


@dataclass(frozen=True)
class Core:
    """Central parameters of the one-sector core."""

    capital_share: float
    investment_rate: float
    depreciation: float


def core_parameters() -> Core:
    """Central values from the parameter register."""
    known = register()
    return Core(*(known[name].value for name in ("cap_share_total", "investment_rate", "depreciation_total")))


def project(record: Record, core: Core, national: Array, window: range = FIT) -> Array:
    """Projected growth [city, year] for the years of ``national`` from a record that ends at the origin.

    ``window`` holds the years of the trend.

    Work force growth is the same before and after and cancels. Capital starts from the steady state of the
    first year's growth and follows output by perpetual inventory through the fit years and on.
    """
    trend, _ = shrunk_trend(record, window)
    elasticity, _ = pass_through(record, core.capital_share, core.investment_rate, core.depreciation)
    depreciation = np.array(core.depreciation)
    filled = np.where(np.isnan(record.cities), np.nanmean(record.cities, axis=0), record.cities)
    output = np.ones(len(trend))
    capital = core.investment_rate / (filled[:, 0] + core.depreciation) * output
    past_capital = []
    for growth in filled.T:
        closing = perpetual_inventory(capital, core.investment_rate * output, depreciation)
        past_capital.append(np.log(closing / capital))
        capital, output = closing, output * (1 + growth)
    residual = np.log1p(trend) - core.capital_share * np.mean(past_capital, axis=0)
    rates = []
    for nation in national:
        productivity = np.exp(residual * (nation / record.national.mean()) ** elasticity)
        closing = perpetual_inventory(capital, core.investment_rate * output, depreciation)
        growth = potential(productivity, closing / capital, np.ones(len(trend)), np.array(core.capital_share))
        rates.append(growth - 1)
        capital, output = closing, output * growth
    return np.array(rates).T


def mean_growth(rates: Array) -> Array:
    """Average yearly growth [city] over the years that have a figure."""
    average: Array = np.expm1(np.nanmean(np.log1p(rates), axis=1))
    return average


def run(cities: tuple[str, ...], folder: Path = SOURCES) -> pd.DataFrame:
    """Scores by city: observed and projected average growth 2016-2019 (% a year) on both readings of history.

    At the origin nobody knew of the break of 2018, so every rule is fitted on growth as printed; only what
    counts as observed afterwards differs between the readings.
    """
    history, macro = Figures("city_accounts_history", folder), Figures("macro", folder)
    printed = read(history, macro, cities, FIT)
    outcome = read(history, macro, cities, SCORED)
    spread = spread_break(outcome, level_break(history, cities))
    core = core_parameters()
    held = np.full(len(SCORED), printed.national[-1])
    rules: dict[str, Callable[[], Array]] = {
        "model": lambda: mean_growth(project(printed, core, outcome.national)),
        "model_without_national_knowledge": lambda: mean_growth(project(printed, core, held)),
        "last_five_years": lambda: mean_growth(printed.cities),
        "constant_share_of_nation": lambda: np.full(len(cities), mean_growth(outcome.national[None])[0]),
    }
    projected = {name: 100 * rule() for name, rule in rules.items()}
    frames = []
    for reading, observed in (("as printed", outcome), ("break spread over 2014-2018", spread)):
        frame = pd.DataFrame(
            {"reading": reading, "city": cities, "observed": 100 * mean_growth(observed.cities)}
        )
        frames.append(frame.assign(**projected))
    return pd.concat(frames, ignore_index=True)


def scores(table: pd.DataFrame) -> pd.DataFrame:
    """Mean absolute error of each rule by reading of history, percentage points a year, over the cities."""
    rules = [c for c in table.columns if c not in ("reading", "city", "observed")]
    errors = table[rules].sub(table["observed"], axis=0).abs()
    return errors.groupby(table["reading"], sort=False).mean().reset_index()
