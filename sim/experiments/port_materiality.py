"""How much the waiting of ships matters for GDP: the bill of the waits, and the run with other waits."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sim.baseline import Baseline
from sim.scenario.scenario import Scenario
from sim.simulate import simulate_together

LEVEL = "port_waiting_level"


@dataclass(frozen=True)
class Materiality:
    """One year of the region, central run.

    ``bill`` is what all waits at the five ports cost, in 100m CNY and as a share of GDP in per cent, whoever
    pays; ``dearer`` what the cities' own trade pays more than in 2020 for its way through ports, waiting and
    all else. ``gdp_percent`` and ``tonnes_percent`` are the change of GDP and of throughput when every wait
    is ``factor`` times as long in all years, 2020 included: what differs is how waits grow.
    """

    year: int
    bill: float
    bill_percent: float
    dearer: float
    factor: float
    gdp_percent: float
    tonnes_percent: float


def materiality(scenario: Scenario, baseline: Baseline, year: int, factor: float = 2.0) -> Materiality:
    """The scenario beside itself with waits ``factor`` times as long."""
    level = dict(scenario.parameters).get(LEVEL, 1.0)
    longer = replace(scenario, parameters={**scenario.parameters, LEVEL: factor * level})
    run = simulate_together([scenario, longer], baseline)
    t, f = run.years.index(year), run.fields
    gdp, tonnes = f["gdp"][t].sum(axis=0), f["throughput"][t].sum(axis=(0, 1))
    trade = (f["exports"] + f["imports"])[t].sum(axis=1), f["partner_trade"][t].sum(axis=1)
    dearer = f["port_cost_foreign"][t] * trade[0] + f["port_cost_coastal"][t] * trade[1]
    bill = float(f["port_waiting_cost"][t, :, 0].sum())
    percent = 100.0 * (np.array([gdp[1] / gdp[0], tonnes[1] / tonnes[0]]) - 1.0)
    return Materiality(
        year=year,
        bill=bill,
        bill_percent=100.0 * bill / float(gdp[0]),
        dearer=float(dearer[:, 0].sum()),
        factor=factor,
        gdp_percent=float(percent[0]),
        tonnes_percent=float(percent[1]),
    )
