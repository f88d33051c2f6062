"""What the data of 2020 may be wrong by: factors on derived and recalled tables, member by member.

Published totals stay as published: the split over sectors moves within the city's published groups, marine
value added by city within the plan's total and by industry within the city's. Every group of figures that one
estimate made has a random stream of its own. Member 0 has the factor one everywhere, to the last bit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline, Table
from sim.parameters import Z90, stream

GROUPS = (
    ("agriculture",),
    ("mining", "manufacturing", "utilities", "construction"),
)
"""Sectors of the published groups of value added; the third group holds all others."""

NEWTON_STEPS = 12
"""Twice what the draws need."""

VALUE_ADDED, UTILISATION, SPENDING = "error_value_added", "error_utilisation", "error_rd_spending"
MARINE_CITY, MARINE_CELL, CARGO = "error_marine_city", "error_marine_cell", "error_cargo"


@dataclass(frozen=True)
class Source:
    """The random numbers of a run's base data: for how many members, from which seed."""

    members: int
    seed: int

    def normal(self, name: str) -> Array:
        """Standard normal numbers [member] of one quantity; zero for member 0."""
        from scipy.special import ndtri

        values = np.zeros(self.members)
        values[1:] = ndtri(stream(self.seed, f"base data {name}").random(self.members - 1))
        return values


def spread(table: Table) -> Array:
    """Standard deviations [side, ...] of the logarithm of each cell below and above its value, from the ends
    of its 90 % range; zero where it has none.
    """
    known = (table.low > 0) & (table.low <= table.values) & (table.values <= table.high)
    below = np.divide(table.values, table.low, out=np.ones_like(table.low), where=known)
    above = np.divide(table.high, table.values, out=np.ones_like(table.low), where=known)
    sd: Array = np.log([below, above]) / Z90
    return sd


def strayed(sd: Array, normal: Array) -> Array:
    """Logarithm of each cell over its value [..., member]: median zero, the range's ends as 5th and 95th
    percentiles; ``sd`` [side, ...].
    """
    below, above = sd[..., None]
    logs: Array = below * np.minimum(normal, 0.0) + above * np.maximum(normal, 0.0)
    return logs


def bounded(sd: Array, normal: Array) -> Array:
    """Logarithm of each cell over its value [..., member], triangular between the range's ends: for ranges
    that span two methods and are no percentiles; ``sd`` [side, ...].
    """
    from scipy.special import ndtr

    below, above = sd[..., None] * Z90
    u, width = ndtr(normal), below + above
    logs: Array = np.where(
        u * width < below,
        np.sqrt(u * width * below) - below,
        above - np.sqrt((1 - u) * width * above),
    )
    return logs


def within(values: Array, sd: Array, logs: Array) -> Array:
    """Factors [cell, member] on ``values`` [cell] that leave their sum as it is.

    Each cell strays by ``logs`` [cell, member]; what the sum is then off by is taken back from the cells in
    proportion to their variances, as normal errors would be given their sum; ``sd`` [side, cell]. A cell that
    is certain stays.
    """
    total = values.sum()
    back = np.zeros(logs.shape[-1])
    weight = (values * np.mean(sd**2, axis=0))[:, None] / total
    for _ in range(NEWTON_STEPS):
        drawn = values[:, None] * np.exp(logs - weight * back)
        slope = np.sum(drawn * weight, axis=0)
        back = back + np.divide(drawn.sum(axis=0) - total, slope, out=np.zeros_like(slope), where=slope > 0)
    factors: Array = np.exp(logs - weight * back)
    factors[:, 0] = 1.0
    return factors


def factors(baseline: Baseline, *, members: int, seed: int, drawn: bool) -> dict[str, Array]:
    """All factors by name, each ending in a member axis: ``error_value_added`` [city, sector],
    ``error_utilisation`` (standard normal, of the whole gap), ``error_rd_spending`` and ``error_marine_city``
    [city], ``error_marine_cell`` [city, marine] and ``error_cargo`` [port, cargo].
    """
    if not drawn or members == 1:
        return right(baseline, members)
    source = Source(members, seed)
    return {
        VALUE_ADDED: sector_split(baseline, source),
        UTILISATION: source.normal("utilisation"),
        SPENDING: rd_spending(baseline, source),
        **marine(baseline, source),
        CARGO: cargo(baseline, source),
    }


def right(baseline: Baseline, members: int) -> dict[str, Array]:
    """The factors of data without error."""
    axes = baseline.axes

    def ones(*lengths: int) -> Array:
        return np.ones((*lengths, members))

    cities = len(axes.city)
    return {
        VALUE_ADDED: ones(cities, len(axes.sector)),
        UTILISATION: np.zeros(members),
        SPENDING: ones(cities),
        MARINE_CITY: ones(cities),
        MARINE_CELL: ones(cities, len(axes.marine)),
        CARGO: ones(len(axes.port), len(axes.cargo)),
    }


def sector_split(baseline: Baseline, source: Source) -> Array:
    """One method for all cities: a sector strays everywhere alike, within each city's published group."""
    table, names = baseline.tables["value_added"], baseline.axes.sector
    named = {name for group in GROUPS for name in group}
    groups = (*GROUPS, tuple(name for name in names if name not in named))
    normal = np.array([source.normal(f"value_added {name}") for name in names])
    sd, result = spread(table), np.ones((*table.values.shape, source.members))
    for group in groups:
        inside = [names.index(name) for name in group]
        for city, values in enumerate(table.values):
            result[city, inside] = within(
                values[inside], sd[:, city, inside], bounded(sd[:, city, inside], normal[inside])
            )
    return result


def rd_spending(baseline: Baseline, source: Source) -> Array:
    """The province's spending by the cities' shares of staff years before: each city strays by itself."""
    normal = np.array([source.normal(f"rd_spending {city}") for city in baseline.axes.city])
    return np.exp(strayed(spread(baseline.tables["rd_spending"]), normal))


def marine(baseline: Baseline, source: Source) -> dict[str, Array]:
    """Cities within the plan's total, industries within the city's; an industry strays everywhere alike."""
    cities, industries = baseline.tables["marine_city_total"], baseline.tables["marine_value_added"]
    of_city = np.array([source.normal(f"marine {city}") for city in baseline.axes.city])
    of_industry = np.array([source.normal(f"marine {name}") for name in baseline.axes.marine])
    of_cities = spread(cities)
    cells = [
        within(values, sd, strayed(sd, of_industry))
        for values, sd in zip(industries.values, np.moveaxis(spread(industries), 1, 0), strict=True)
    ]
    return {
        MARINE_CITY: within(cities.values, of_cities, strayed(of_cities, of_city)),
        MARINE_CELL: np.stack(cells),
    }


def cargo(baseline: Baseline, source: Source) -> Array:
    """Port totals by the confidence of the figure; cargo classes within the port's total."""
    totals, cells = baseline.tables["port_total"], baseline.tables["port_throughput"]
    result = []
    split, whole = spread(cells), spread(totals)
    for k, port in enumerate(baseline.axes.port):
        normal = np.array([source.normal(f"cargo {port} {name}") for name in baseline.axes.cargo])
        total = np.exp(strayed(whole[:, k], source.normal(f"port_total {port}")))
        result.append(within(cells.values[k], split[:, k], strayed(split[:, k], normal)) * total)
    return np.stack(result)


def shipped(share: Array, rivals: Array, factor: Array) -> tuple[Array, Array, Array]:
    """Shares of ports [hinterland, voyage, port, cargo, member], of rivals [hinterland, voyage, rival, cargo,
    member] and the factor on demand [hinterland, voyage, cargo, member] when the tonnes of every port are
    ``factor`` [port, cargo, member] as large.
    """
    elsewhere = rivals.sum(axis=2)
    growth = (elsewhere + np.sum(share * factor, axis=2)) / (elsewhere + share.sum(axis=2))
    return share * factor / growth[:, :, None], rivals / growth[:, :, None], growth


def hosts(host_share: Array, central: Array, potential: Array, draws: Mapping[str, Array]) -> Array:
    """Marine shares of host sectors [city, marine, sector, member] that give the drawn marine value added.

    ``central`` and ``potential`` [city, sector, member] are the hosts' value added as estimated and as drawn.
    """
    # As wide as the other, so that both are summed in one order and their ratio is one to the last bit.
    before = np.sum(host_share[..., None] * np.broadcast_to(central, potential.shape)[:, None], axis=2)
    after = np.sum(host_share[..., None] * potential[:, None], axis=2)
    scale = draws[MARINE_CITY][:, None] * draws[MARINE_CELL] * (before / after)
    wide: Array = host_share[..., None] * scale[:, :, None]
    return wide
