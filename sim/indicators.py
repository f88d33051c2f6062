"""What result tables report: registered variables with region totals, and the ratios and
rates that follow from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.axes import Array
from sim.growth_accounting import CAUSES, contributions
from sim.run import Run
from sim.variables import Variable, register

Mask: TypeAlias = NDArray[np.bool_]

REGION = "jiaodong"
AGE_GROUPS = tuple((a, min(a + 5, 101)) for a in range(0, 90, 5))
BROAD_AGES = {
    "0-14": (0, 15),
    "15-59": (15, 60),
    "60+": (60, 101),
    "65+": (65, 101),
    "6-14": (6, 15),
    "15-17": (15, 18),
    "80+": (80, 101),
}
"""Broad ages, those of compulsory and of senior secondary school, and the oldest."""
DEPENDENT = {"Youth": np.arange(0, 15), "Old-age": np.arange(65, 101), "Total": np.r_[0:15, 65:101]}
"""Ages set against 15 to 64."""


@dataclass(frozen=True)
class Series:
    """One reported indicator of one region: values [year, member]."""

    variable: str
    unit: str
    region: str
    values: Array


Labels = Mapping[str, Mapping[str, str]]
"""English labels by axis and id."""


def series(run: Run, labels: Labels) -> Iterator[Series]:
    """Every reported series of a run, city by city and for the region."""
    for variable in register().values():
        if variable.variable and variable.field in run.fields:
            yield from _registered(variable, run, labels)
    for family in (_output, _access, _growth_sources, _people, _research, _innovation, _ports, _sea):
        yield from family(run)


def _registered(variable: Variable, run: Run, labels: Labels) -> Iterator[Series]:
    values = run.fields[variable.field] * variable.scale
    place_axis = next((a for a in variable.axes if a in ("city", "port")), None)
    other = [a for a in variable.axes if a not in ("city", "port")]
    if not other:
        yield from _by_place(variable.variable, variable, run, values, place_axis)
        return
    (axis,) = other
    position = 1 + variable.axes.index(axis)
    for k, item in enumerate(run.axes.labels(axis)):
        name = variable.variable.replace(
            "{" + axis + "}", labels["city" if axis == "destination" else axis][item]
        )
        yield from _by_place(name, variable, run, np.take(values, k, axis=position), place_axis)
    total = variable.variable.partition("|{")[0]
    if variable.region == "sum" and place_axis and total not in {v.variable for v in register().values()}:
        yield from _by_place(total, variable, run, values.sum(axis=position), place_axis)


def _by_place(name: str, variable: Variable, run: Run, values: Array, axis: str | None) -> Iterator[Series]:
    if axis is None:
        yield Series(name, variable.reported_unit, REGION, values)
        return
    for k, place in enumerate(run.axes.labels(axis)):
        yield Series(name, variable.reported_unit, place, values[:, k])
    if variable.region == "sum":
        yield Series(name, variable.reported_unit, REGION, values.sum(axis=1))


def _ratio(
    run: Run, name: str, unit: str, make: Callable[[Mask], Array], axis: str = "city"
) -> Iterator[Series]:
    """An indicator from sums: ``make`` takes a picker of places (one place or all)
    through a boolean mask [place].
    """
    labels = run.axes.labels(axis)
    for k, place in enumerate((*labels, REGION)):
        mask = np.ones(len(labels), dtype=bool) if place == REGION else np.arange(len(labels)) == k
        yield Series(name, unit, place, make(mask))


def _growth(values: Array) -> Array:
    """Percentage change on the year before; NaN in the first year."""
    rates = np.full_like(values, np.nan)
    rates[1:] = 100 * (values[1:] / values[:-1] - 1)
    return rates


def _output(run: Run) -> Iterator[Series]:
    f = run.fields
    price = f["price_level"]
    gdp, potential = f["gdp"], f["potential_value_added"].sum(axis=2)
    yield from _ratio(run, "GDP growth", "%", lambda m: _growth(gdp[:, m].sum(axis=1)))
    yield from _ratio(run, "GDP|Current prices", "100m CNY", lambda m: gdp[:, m].sum(axis=1) * price)
    yield from _ratio(run, "Potential GDP", "100m CNY 2020", lambda m: potential[:, m].sum(axis=1))
    yield from _ratio(
        run, "Utilisation", "share", lambda m: gdp[:, m].sum(axis=1) / potential[:, m].sum(axis=1)
    )
    yield from _ratio(
        run,
        "GDP per capita",
        "CNY 2020",
        lambda m: 1e4 * gdp[:, m].sum(axis=1) / f["residents"][:, m].sum(axis=1),
    )
    workers = f["employment"].sum(axis=2)
    reach = f["market_access"]
    yield Series("Market access", "index", REGION, np.sum(reach * gdp, axis=1) / gdp.sum(axis=1))
    yield from _ratio(
        run, "GDP per worker", "CNY 2020", lambda m: 1e4 * gdp[:, m].sum(axis=1) / workers[:, m].sum(axis=1)
    )


def _access(run: Run) -> Iterator[Series]:
    """Means over residents; over pairs of cities, by the product of their residents."""
    f = run.fields
    weights = f["residents"] / f["residents"].sum(axis=1)[:, None]
    for name in ("core_time", "port_time", "share_near_own_core", "share_near_a_core"):
        entry = register()[name]
        mean = np.sum(weights * f[name], axis=1) * entry.scale
        yield Series(entry.variable, entry.reported_unit, REGION, mean)
    pairs = weights[:, :, None] * weights[:, None] * ~np.eye(weights.shape[1], dtype=bool)[..., None]
    mean = np.sum(pairs * f["travel_time"], axis=(1, 2)) / pairs.sum(axis=(1, 2))
    yield Series("Travel time", "min", REGION, mean)


def _growth_sources(run: Run) -> Iterator[Series]:
    gdp = run.fields["gdp"]
    amounts = contributions(
        run.fields, run.constants["capital_share"], run.constants["base_year_opening_capital"]
    )

    def points(cause: str, mask: Mask) -> Array:
        result = np.full((len(run.years), run.members), np.nan)
        result[1:] = 100 * amounts[cause][:, mask].sum(axis=1) / gdp[:-1, mask].sum(axis=1)
        return result

    for cause in CAUSES:
        yield from _ratio(run, f"Growth contribution|{cause}", "% points", partial(points, cause))


def _people(run: Run) -> Iterator[Series]:
    f = run.fields
    people = f["population"] / 1e4
    residents = f["residents"]
    ages = people.sum(axis=2)  # [year, city, sex, age, member]
    yield from _ratio(
        run, "Population|Rural", "10k persons", lambda m: (residents - f["urban_residents"])[:, m].sum(axis=1)
    )
    yield from _ratio(
        run,
        "Urbanisation rate",
        "%",
        lambda m: 100 * f["urban_residents"][:, m].sum(axis=1) / residents[:, m].sum(axis=1),
    )
    natural = (f["births"] - f["deaths"]) / 1e4
    yield from _ratio(run, "Natural increase", "10k persons", lambda m: natural[:, m].sum(axis=1))

    served = f["service_index"]
    mean = np.sum(served * residents[0], axis=1) / residents[0].sum(axis=0)
    yield Series("Public-service index", "index", REGION, mean)  # who moves must not move it
    spread = served.std(axis=1) / served.mean(axis=1)
    yield Series("Public-service index|Dispersion", "share", REGION, spread)
    since = f["since_census"].sum(axis=(2, 3, 4)) / 1e4
    yield from _ratio(
        run, "Change from the count to the year’s end", "10k persons", lambda m: since[:, m].sum(axis=1)
    )

    def of_age(start: int, stop: int, mask: Mask) -> Array:
        total: Array = ages[:, mask, :, start:stop].sum(axis=(1, 2, 3))
        return total

    def of_sex_and_age(sex: int, start: int, stop: int, mask: Mask) -> Array:
        total: Array = ages[:, mask, sex, start:stop].sum(axis=(1, 2))
        return total

    def dependency(dependent: NDArray[np.int_], mask: Mask) -> Array:
        inside = ages[:, mask].sum(axis=(1, 2))
        ratio: Array = 100 * inside[:, dependent].sum(axis=1) / inside[:, 15:65].sum(axis=1)
        return ratio

    for name, (start, stop) in BROAD_AGES.items():
        yield from _ratio(run, f"Population|Age {name}", "10k persons", partial(of_age, start, stop))
    for name, dependent in DEPENDENT.items():
        yield from _ratio(run, f"{name} dependency ratio", "%", partial(dependency, dependent))
    for g, sex in enumerate(("Male", "Female")):
        for start, stop in AGE_GROUPS:
            name = f"{start}-{stop - 1}" if stop < 90 else "85+"
            last = 101 if name == "85+" else stop
            yield from _ratio(
                run,
                f"Population|{sex}|Age {name}",
                "10k persons",
                partial(of_sex_and_age, g, start, last),
            )


def _research(run: Run) -> Iterator[Series]:
    f = run.fields
    spending, current = f["rd_spending"], f["gdp"] * f["price_level"][:, None]
    yield from _ratio(
        run, "R&D intensity", "%", lambda m: 100 * spending[:, m].sum(axis=1) / current[:, m].sum(axis=1)
    )
    yield from _ratio(run, "R&D spending growth", "%", lambda m: _growth(spending[:, m].sum(axis=1)))
    yield from _ratio(
        run,
        "Spending of the measures|Share of GDP",
        "%",
        lambda m: 100 * f["measures_spending"][:, m].sum(axis=1) / f["gdp"][:, m].sum(axis=1),
    )


def _innovation(run: Run) -> Iterator[Series]:
    f = run.fields
    gdp, new = f["gdp"], f["new_economy_value_added"]
    yield from _ratio(
        run, "New-economy share", "%", lambda m: 100 * new[:, m].sum(axis=1) / gdp[:, m].sum(axis=1)
    )
    output = f["potential_value_added"].sum(axis=2)
    for name, unit, values in (
        ("Digital adoption", "%", 100 * f["platform_adoption"]),
        ("Firms well connected", "%", 100 * f["digital_coverage"]),
        ("Supply of producer services", "index", f["service_supply"]),
    ):
        yield from _ratio(run, name, unit, partial(_mean, values, output))


def _mean(values: Array, weights: Array, mask: Mask) -> Array:
    """Weighted mean over places [year, member]; ``values`` and ``weights`` [year, place, member]."""
    mean: Array = (values * weights)[:, mask].sum(axis=1) / weights[:, mask].sum(axis=1)
    return mean


def _ports(run: Run) -> Iterator[Series]:
    f = run.fields
    handled, capacity = f["throughput"].sum(axis=2), f["service_capacity"].sum(axis=2)
    yield from _ratio(
        run,
        "Port occupancy",
        "share",
        lambda m: handled[:, m].sum(axis=1) / capacity[:, m].sum(axis=1),
        "port",
    )
    waiting = f["throughput"] * f["waiting_time_hours"]
    yield from _ratio(
        run,
        "Port waiting time",
        "hours",
        lambda m: waiting[:, m].sum(axis=(1, 2)) / handled[:, m].sum(axis=1),
        "port",
    )
    yield Series("Cargo diverted", "10k tonnes", REGION, f["cargo_diverted"].sum(axis=1))
    yield Series("Cargo demanded", "10k tonnes", REGION, f["cargo_demanded"].sum(axis=1))


def _sea(run: Run) -> Iterator[Series]:
    f = run.fields
    marine, price = f["marine_gdp"], f["price_level"]
    yield from _ratio(
        run, "Marine GDP|Current prices", "100m CNY", lambda m: marine[:, m].sum(axis=1) * price
    )
    yield from _ratio(
        run,
        "Marine GDP|Share of GDP",
        "%",
        lambda m: 100 * marine[:, m].sum(axis=1) / f["gdp"][:, m].sum(axis=1),
    )
    yield from _ratio(run, "Marine GDP growth", "%", lambda m: _growth(marine[:, m].sum(axis=1)))
