"""Runs of the real scenarios, made once for all tests that read them; nobody may change their arrays."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pandas as pd

from sim.baseline import load
from sim.paths import SCENARIOS
from sim.record import Run
from sim.results import table
from sim.scenario.loading import validate
from sim.scenario.scenario import Scenario
from sim.simulate import simulate
from sim.year import LIVE_LEVERS, LIVE_SHOCKS


@cache
def scenario(name: str, *overrides: str) -> Scenario:
    """A scenario file with overrides such as 'levers.rd_growth=8'."""
    return validate(
        SCENARIOS / f"{name}.yaml", live_levers=LIVE_LEVERS, live_shocks=LIVE_SHOCKS, overrides=overrides
    )


@cache
def run(name: str, *overrides: str, members: int = 1, seed: int = 0) -> Run:
    """The raw run of a scenario."""
    result = simulate(scenario(name, *overrides), load(), members=members, seed=seed)
    for values in (*result.fields.values(), *result.constants.values()):
        values.setflags(write=False)
    return result


@cache
def frame(name: str, *overrides: str) -> pd.DataFrame:
    """Its results table."""
    return table(run(name, *overrides), name)


def value(name: str, region: str, variable: str, year: int, *overrides: str) -> float:
    """One reported number."""
    rows = frame(name, *overrides)
    chosen = rows[(rows["region"] == region) & (rows["variable"] == variable) & (rows["year"] == year)]
    assert len(chosen) == 1, f"{len(chosen)} rows for {region}, {variable}, {year}"
    return float(chosen["value"].iloc[0])


def with_levers(base: Scenario, **levers: object) -> Scenario:
    """A scenario whose levers are exactly these."""
    return replace(base, levers=dict(levers))
