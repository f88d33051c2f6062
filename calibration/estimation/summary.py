"""Prior and posterior side by side, and what the record does not identify."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from calibration.estimation import latent
from calibration.estimation.capital import WINDOW
from calibration.estimation.posterior import LATENT, Posterior
from calibration.estimation.prior import ESTIMATION, PERCENT, prior, setting, spreads
from calibration.estimation.record import Observed
from sim.axes import Array
from sim.baseline import Baseline
from sim.parameters import draws, register, stream

NOT_IDENTIFIED = "not identified"
RESTATED = "restated"
"""Errors in units of the register's standard errors, which rest on the same record: their prior is no state
of knowledge before it. What the record says of them stands in the rows on past growth.
"""


def limit() -> float:
    """Posterior over prior standard deviation above which a parameter counts as not identified."""
    return setting("identified_below")


def priors(baseline: Baseline, record: Observed, names: list[str]) -> dict[str, Array]:
    """Draws before the record is seen [draw] of model parameters, spreads and derived quantities."""
    count, seed = int(setting("backtest_draws")), int(setting("estimation_seed"))
    before = prior(baseline, count, seed)
    model = draws(names, members=count + 1, seed=seed, uncertain=True, overrides={})
    years = len(record.years)
    differences = latent.before(
        spreads(before.spreads), len(baseline.axes.city), years, stream(seed, f"{LATENT}_prior")
    )
    nation = np.expm1(record.national[-WINDOW:]).mean()
    growth = nation + differences.difference[..., -WINDOW:].mean(axis=-1)
    return {
        **{name: values[1:] for name, values in model.items()},
        **before.spreads,
        "national_response": differences.response,
        "lasting_gap": PERCENT * differences.lasting,
        **{f"past_growth_{city}": PERCENT * growth[:, c] for c, city in enumerate(baseline.axes.city)},
        "past_growth_mean": PERCENT * growth.mean(axis=1),
    }


def units(name: str) -> tuple[str, float]:
    """Unit and central value; no central value where the quantity is no parameter of the model."""
    known = register()
    if name in known:
        return known[name].unit, known[name].value
    own = register(ESTIMATION)
    return (own[name].unit if name in own else "ratio" if "nation" in name else "%/yr"), float("nan")


def rows(
    found: Posterior, before: Mapping[str, Array]
) -> Iterator[tuple[str, str, str, float, float, float, float, float]]:
    """Group, name, unit, central value, means and standard deviations."""
    for group in ("members", "spreads", "derived"):
        for name, values in getattr(found, group).items():
            unit, central = units(name)
            wide = before.get(name, np.array([np.nan]))
            yield (group, name, unit, central, wide.mean(), wide.std(), values.mean(), values.std())


def build(baseline: Baseline, record: Observed, found: Posterior) -> pd.DataFrame:
    """One row per parameter: central value, prior, posterior, ratio of standard deviations, verdict."""
    before = priors(baseline, record, list(found.members))
    columns = ["group", "name", "unit", "central", "prior_mean", "prior_sd", "posterior_mean", "posterior_sd"]
    table = pd.DataFrame(list(rows(found, before)), columns=columns)
    table["ratio"] = table["posterior_sd"] / table["prior_sd"]
    verdict = np.where(table["ratio"] > limit(), NOT_IDENTIFIED, "informed")
    table["verdict"] = np.where(table["ratio"].isna(), "", verdict)
    table.loc[table["unit"] == "standard errors", "verdict"] = RESTATED
    return table
