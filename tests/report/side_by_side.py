"""Invented scenarios side by side: members that meet the same draws, and tables that follow from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import numpy as np

from sim.outcome import Outcome
from sim.report.compare.compared import Compared, kept
from sim.results import frame
from sim.scenario.scenario import Scenario
from sim.session import BASE, Options, load_scenario
from tests.report import results, synthetic

Key = tuple[str, str, str]
GDP: Key = ("jiaodong", "GDP", "100m CNY 2020")


@cache
def base() -> Scenario:
    return load_scenario(BASE, Options())


def scenario(name: str, **given: object) -> Scenario:
    """The base under another name and title, with other settings."""
    return replace(base(), name=name, title_en=name, title_zh=name, **given)


def small(
    name: str,
    paths: Mapping[Key, Mapping[int, list[float]]],
    weights: list[float] | None = None,
    seed: int = 0,
    **given: object,
) -> Compared:
    """A scenario of a few series; each year lists the central value, then the draws."""
    years = tuple(sorted({year for path in paths.values() for year in path}))
    values = np.array([[path[year] for year in years] for path in paths.values()], dtype=np.float64)
    drawn = None if weights is None else np.array([0.0, *weights])
    outcome = Outcome(tuple(paths), years, values, drawn)
    table = frame(outcome, name)
    return Compared(scenario(name, **given), table, synthetic.targets(table, table), outcome, seed)


@cache
def invented(
    name: str,
    scale: float = 0.0,
    members: int = 24,
    last: int = 2025,
    rd_growth: float | None = None,
    *,
    whole: bool = False,
) -> Compared:
    """A whole invented run; ``scale`` adds to every growth rate, the draws are those of every other. Of its
    members stays what the main job keeps, or the ``whole``.
    """
    table = results.frame(name, scale)
    keys = list(dict.fromkeys(zip(table["region"], table["variable"], table["unit"], strict=True)))
    rows = table.set_index(["region", "variable", "unit", "year"])["value"].unstack().loc[keys]
    years = range(2020, last + 1)
    values = rows.reindex(columns=years).ffill(axis=1).to_numpy()
    luck = np.random.default_rng(0).normal(0, 0.02, members)
    luck[0] = 0.0
    steps = np.arange(len(years))[None, :, None] / 5
    outcome = Outcome(tuple(keys), tuple(years), values[..., None] * np.exp(steps * luck))
    found = frame(outcome, name)
    levers = {} if rd_growth is None else {"rd_growth": rd_growth}
    return Compared(
        scenario(name, levers=levers, horizon=last),
        found,
        synthetic.targets(found, frame(outcome, name)),
        outcome if whole else kept(outcome),
    )


def several(count: int, members: int = 24) -> list[Compared]:
    """So many scenarios with long and short names; the first is the slowest."""
    names = ["base", "plan", "plan_late+export_slump+low_spending_additionality"]
    names += [f"variant_{k:02d}" for k in range(count)]
    return [
        invented(name, 0.001 * ((7 * k) % 11), members, rd_growth=None if k == 0 else 4.0 + k % 5)
        for k, name in enumerate(names[:count])
    ]
