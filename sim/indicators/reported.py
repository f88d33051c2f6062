"""What result tables report: registered variables with region totals, and the ratios and
rates that follow from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np

from sim.axes import Array
from sim.growth_accounting import CAUSES, contributions
from sim.indicators.energy import energy
from sim.indicators.environment import environment
from sim.indicators.people import people
from sim.indicators.series import REGION, Mask, Series, average_growth, growth, mean, ratio
from sim.record import Run
from sim.variables import Variable, register

Labels = Mapping[str, Mapping[str, str]]
"""English labels by axis and id."""

EMERGING = ("biomedicine", "power", "seawater_use")
"""Marine industries that the classification of 2006 shows apart and the plan calls emerging."""


def series(run: Run, labels: Labels) -> Iterator[Series]:
    """Every reported series of a run, city by city and for the region."""
    for variable in register().values():
        if variable.variable and variable.field in run.fields:
            yield from _registered(variable, run, labels)
    for family in (
        _output,
        _access,
        _trade,
        _growth_sources,
        people,
        _research,
        _innovation,
        _safety,
        _ports,
        _sea,
        energy,
        environment,
    ):
        yield from family(run)
    yield from _marine_growth(run, labels["marine"])


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


def _output(run: Run) -> Iterator[Series]:
    f = run.fields
    price = f["price_level"]
    gdp, potential = f["gdp"], f["potential_value_added"].sum(axis=2)
    yield from ratio(run, "GDP growth", "%", lambda m: growth(gdp[:, m].sum(axis=1)))
    yield from ratio(run, "GDP|Current prices", "100m CNY", lambda m: gdp[:, m].sum(axis=1) * price)
    yield from ratio(run, "Potential GDP", "100m CNY 2020", lambda m: potential[:, m].sum(axis=1))
    yield from ratio(
        run, "Utilisation", "share", lambda m: gdp[:, m].sum(axis=1) / potential[:, m].sum(axis=1)
    )
    yield from ratio(
        run,
        "GDP per capita",
        "CNY 2020",
        lambda m: 1e4 * gdp[:, m].sum(axis=1) / f["residents"][:, m].sum(axis=1),
    )
    workers = f["employment"].sum(axis=2)
    reach = f["market_access"]
    yield Series("Market access", "index", REGION, np.sum(reach * gdp, axis=1) / gdp.sum(axis=1))
    yield from ratio(
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


def _trade(run: Run) -> Iterator[Series]:
    """Foreign and domestic trade; between the cities, and what is left of their borders by that trade."""
    f = run.fields
    price = f["price_level"]
    foreign = (f["exports"] + f["imports"]).sum(axis=2)
    apart = ~np.eye(len(run.axes.city), dtype=bool)[..., None]
    between = f["intercity_trade"] * apart
    yield from ratio(run, "Trade volume", "100m CNY 2020", lambda m: foreign[:, m].sum(axis=1))
    yield from ratio(
        run, "Trade volume|Current prices", "100m CNY", lambda m: foreign[:, m].sum(axis=1) * price
    )
    yield from ratio(run, "Trade|Intercity", "100m CNY 2020", lambda m: between[:, m].sum(axis=(1, 2)))
    left = np.sum(between * f["border_cost_left"], axis=(1, 2)) / between.sum(axis=(1, 2))
    yield Series("Border cost", "share", REGION, left)
    yield from ratio(
        run,
        "Net outflow|Share of GDP",
        "%",
        lambda m: 100 * f["net_outflow"][:, m].sum(axis=1) / f["gdp"][:, m].sum(axis=1),
    )


def _growth_sources(run: Run) -> Iterator[Series]:
    gdp = run.fields["gdp"]
    amounts = contributions(run.fields, run.constants["capital_share"])

    def points(cause: str, mask: Mask) -> Array:
        result = np.full((len(run.years), run.members), np.nan)
        result[1:] = 100 * amounts[cause][:, mask].sum(axis=1) / gdp[:-1, mask].sum(axis=1)
        return result

    for cause in CAUSES:
        yield from ratio(run, f"Growth contribution|{cause}", "% points", partial(points, cause))


def _research(run: Run) -> Iterator[Series]:
    f = run.fields
    spending, current = f["rd_spending"], f["gdp"] * f["price_level"][:, None]
    yield from ratio(
        run, "R&D intensity", "%", lambda m: 100 * spending[:, m].sum(axis=1) / current[:, m].sum(axis=1)
    )
    yield from ratio(run, "R&D spending growth", "%", lambda m: growth(spending[:, m].sum(axis=1)))
    yield from ratio(
        run,
        "Spending of the measures|Share of GDP",
        "%",
        lambda m: 100 * f["measures_spending"][:, m].sum(axis=1) / f["gdp"][:, m].sum(axis=1),
    )


def _innovation(run: Run) -> Iterator[Series]:
    f = run.fields
    gdp, new = f["gdp"], f["new_economy_value_added"]
    yield from ratio(
        run, "New-economy share", "%", lambda m: 100 * new[:, m].sum(axis=1) / gdp[:, m].sum(axis=1)
    )
    output = f["potential_value_added"].sum(axis=2)
    for name, unit, values in (
        ("Digital adoption", "%", 100 * f["platform_adoption"]),
        ("Firms well connected", "%", 100 * f["digital_coverage"]),
        ("Supply of producer services", "index", f["service_supply"]),
    ):
        yield from ratio(run, name, unit, partial(mean, values, output))
    drawn = (f["nearness_in_use"] * f["contact_in_use"]).sum(axis=1) * f["rd_capital_effective"]
    for place, values in zip(run.axes.city, np.moveaxis(drawn / drawn[0], 1, 0), strict=True):
        yield Series("Spill-over given", "index", place, values)


def _safety(run: Run) -> Iterator[Series]:
    f = run.fields
    for name, field in (
        ("Disaster loss avoided", "disaster_loss_avoided"),
        ("Capital destroyed", "destroyed_capital"),
        ("Capital to rebuild", "capital_to_rebuild"),
    ):
        yield from ratio(run, name, "100m CNY 2020", partial(_sum, f[field].sum(axis=2)))


def _sum(values: Array, mask: Mask) -> Array:
    total: Array = values[:, mask].sum(axis=1)
    return total


def _ports(run: Run) -> Iterator[Series]:
    f = run.fields
    handled, capacity = f["throughput"].sum(axis=2), f["service_capacity"].sum(axis=2)
    yield from ratio(
        run,
        "Port occupancy",
        "share",
        lambda m: handled[:, m].sum(axis=1) / capacity[:, m].sum(axis=1),
        "port",
    )
    waiting = f["throughput"] * f["waiting_time_hours"]
    yield from ratio(
        run,
        "Port waiting time",
        "hours",
        lambda m: waiting[:, m].sum(axis=(1, 2)) / handled[:, m].sum(axis=1),
        "port",
    )
    yield Series("Cargo diverted", "10k tonnes", REGION, f["cargo_diverted"].sum(axis=1))
    yield Series("Cargo refused", "10k tonnes", REGION, f["cargo_refused"].sum(axis=1))
    yield Series("Cargo demanded", "10k tonnes", REGION, f["cargo_demanded"].sum(axis=1))


def _sea(run: Run) -> Iterator[Series]:
    f = run.fields
    marine, price = f["marine_gdp"], f["price_level"]
    yield from ratio(run, "Marine GDP|Current prices", "100m CNY", lambda m: marine[:, m].sum(axis=1) * price)
    yield from ratio(
        run,
        "Marine GDP|Share of GDP",
        "%",
        lambda m: 100 * marine[:, m].sum(axis=1) / f["gdp"][:, m].sum(axis=1),
    )
    yield from ratio(run, "Marine GDP growth", "%", lambda m: growth(marine[:, m].sum(axis=1)))
    cells = f["marine_value_added"]
    emerging = cells[:, :, [run.axes.marine.index(name) for name in EMERGING]].sum(axis=2)
    yield from ratio(
        run,
        "Marine GDP|Emerging share",
        "%",
        lambda m: 100 * emerging[:, m].sum(axis=1) / marine[:, m].sum(axis=1),
    )
    tourism = cells[:, :, run.axes.marine.index("tourism")]
    for name, values in (("Visitor spending", f["visitor_demand"]), ("Visitors’ cost", f["visitor_cost"])):
        yield from ratio(run, name, "index", partial(mean, values, tourism))
    flown, asked = f["air_passengers"], f["air_demand"]
    yield from ratio(
        run, "Air demand served", "share", lambda m: flown[:, m].sum(axis=1) / asked[:, m].sum(axis=1)
    )


def _marine_growth(run: Run, names: Mapping[str, str]) -> Iterator[Series]:
    """Average growth of the region's marine industries since the base year, from its usual level: what was
    idle in that year is no growth.
    """
    cells = run.fields["marine_value_added"].sum(axis=1)
    usual = cells[0] / run.fields["marine_utilisation"][0]
    years = np.array(run.years) - run.years[0]
    for k, industry in enumerate(run.axes.marine):
        name = f"Marine growth since {run.years[0]}|{names[industry]}"
        yield Series(name, "%", REGION, average_growth(cells[:, k], usual[k], years))
    whole = average_growth(cells.sum(axis=1), usual.sum(axis=0), years)
    yield Series(f"Marine growth since {run.years[0]}", "%", REGION, whole)
