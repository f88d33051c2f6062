"""All cores together: every block's parameters and the whole record of 2020."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline
from sim.cores import (
    access,
    accounts,
    digital,
    environment,
    innovation,
    nature,
    population,
    ports,
    production,
    public,
    resources,
    sea,
    trade,
)
from sim.cores.core import Core

PARTS = (
    access,
    accounts,
    digital,
    environment,
    innovation,
    nature,
    population,
    ports,
    production,
    public,
    resources,
    sea,
    trade,
)


def parameter_names(baseline: Baseline) -> list[str]:
    """Registered parameters that the model reads."""
    named = {name for part in PARTS for name in part.PARAMETERS}
    by_label = (accounts.capital_share_parameters(baseline), accounts.trend_error_parameters(baseline))
    return sorted(named.union(*by_label))


def build(
    baseline: Baseline, draws: Mapping[str, Array], reference_fertility: Array
) -> tuple[Core, Mapping[str, Array]]:
    """Core of the whole model for one chunk of members, and the constants that its accounts need.

    ``draws`` holds every parameter [member] and every factor of ``sim.base_data`` by name.

    ``reference_fertility`` [member] is the base year's national total fertility rate in the driver file.
    """
    books = accounts.build(baseline, draws)
    people = population.build(baseline, draws, reference_fertility)
    ways = access.build(baseline, draws)
    harbours = ports.build(baseline, draws)
    cores = (
        people,
        ways,
        innovation.build(baseline, draws, books, ways.base_year["travel_time"]),
        production.build(baseline, draws, books),
        public.build(baseline, draws, books),
        digital.build(baseline, draws),
        resources.build(baseline, draws),
        environment.build(baseline, draws, books),
        harbours,
        sea.build(baseline, draws, books, ports.network(baseline, draws)),
        nature.build(baseline, draws, books.potential, ports.network(baseline, draws)),
        trade.build(baseline, draws, books),
    )
    whole = Core(
        {name: params for core in cores for name, params in core.params.items()},
        {name: values for core in cores for name, values in core.base_year.items()},
    )
    constants = {
        "capital_share": books.capital_share,
        "depreciation": books.depreciation,
        "depreciation_infrastructure": draws["depreciation_infrastructure"],
        "rd_depreciation": draws["rd_depreciation"],
        "emission_factor": np.stack([draws[f"ef_{fuel}"] for fuel in baseline.axes.fuel]),
        "coal_power_heat_rate": draws["coal_power_heat_rate"],
    }
    return whole, constants
