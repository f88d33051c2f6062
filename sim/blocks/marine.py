"""The marine economy as a satellite of the cities' accounts: shares of host sectors, with
their own drivers where one is known.

A marine industry is a share of what its host sectors make. The share stays unless something makes the
industry grow otherwise than its hosts: visitors for tourism, the nation's table for fishery, marine research
for the manufacturing and building ones, tonnes of the city's port for transport, capacity that the measures
add for power and seawater use. Capital that measures place in the sea's own plants makes what its sector
makes per unit of capital, and the rest of the sector gives way in proportion. Nothing is counted twice: the
account is a view of GDP, not an addition to it. The gap of 2020 (tourism above all) closes at the speed of
the rebound. Limits: a tonne of ore counts like a tonne of boxes; one price for fish, ships and beds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """``host_share`` [city, marine, sector, member]; ``base_potential`` [city, sector, member];
    ``base_hosted`` [city, marine, member] what the hosts carried in 2020's normal year; ``base_throughput``
    [port, member].

    ``port_of_city`` [city, port] is 1 for its port; ``is_*``, ``follows_research``, ``moves_with_port``
    [marine] are 1 for those industries; the rest [member].
    """

    host_share: Array
    base_hosted: Array
    base_throughput: Array
    port_of_city: Array
    follows_research: Array
    is_fishery: Array
    is_power: Array
    is_seawater_use: Array
    is_tourism: Array
    moves_with_port: Array
    fish_income_elasticity: Array
    water_quality_fishery: Array
    pandemic_rebound: Array


@dataclass(frozen=True)
class Marine:
    """Value added by marine industry, its sum by city, and how much of normal capacity each industry uses."""

    marine_utilisation: Annotated[Array, "marine", "share"]
    marine_value_added: Annotated[Array, "city marine", "100m CNY 2020"]
    marine_gdp: Annotated[Array, "city", "100m CNY 2020"]


def hosted(host_share: Array, potential: Array) -> Array:
    """Marine value added [city, marine, member] that the hosts' normal output carries."""
    carried: Array = np.sum(host_share * potential[:, None], axis=2)
    return carried


def shares(host_share: Array, relative: Array) -> Array:
    """Shares of the hosts [city, marine, sector, member] once an industry has grown ``relative`` [city,
    marine, member] times as much as the other users of its hosts; together never more than the host.
    """
    grown = host_share * relative[:, :, None]
    others = 1 - host_share.sum(axis=1)
    taken: Array = grown / (others + grown.sum(axis=1))[:, None]
    return taken


def with_added_capital(share: Array, added: Array) -> Array:
    """Shares once ``added`` [city, marine, sector, member], a share of the host's capital, is the industry's
    own; what stood before gives way in proportion.
    """
    joined: Array = share * (1 - added.sum(axis=1))[:, None] + added
    return joined


def step(
    *,
    lagged_marine_utilisation: Annotated[Array, "marine", "share"],
    opening_marine_capital_added: Annotated[Array, "city marine sector", "100m CNY 2020"],
    capital_at_work: Annotated[Array, "city sector", "100m CNY 2020"],
    potential_value_added: Annotated[Array, "city sector", "100m CNY 2020"],
    throughput: Annotated[Array, "port cargo", "10k tonnes"],
    china_activity_index: Annotated[Array, "", "index"],
    visitor_demand: Annotated[Array, "city", "index"],
    coastal_water_quality: Annotated[Array, "city", "index"],
    marine_research_lead: Annotated[Array, "city", "index"],
    sea_activity_lost: Annotated[Array, "city marine", "share"],
    offshore_power_value: Annotated[Array, "city", "100m CNY 2020"],
    desalination_value: Annotated[Array, "city", "100m CNY 2020"],
    params: Params,
) -> Marine:
    """The marine account of one year."""
    used = 1 - (1 - lagged_marine_utilisation) * (1 - params.pandemic_rebound)
    hosts_grown = hosted(params.host_share, potential_value_added) / params.base_hosted
    wanted = china_activity_index**params.fish_income_elasticity
    fish = wanted * coastal_water_quality**params.water_quality_fishery
    by_demand = (
        params.is_tourism[:, None] * visitor_demand[:, None] + params.is_fishery[:, None] * fish[:, None]
    ) / hosts_grown
    research = params.follows_research[:, None] * marine_research_lead[:, None]
    neither = (1 - params.is_tourism - params.is_fishery - params.follows_research)[:, None]
    share = shares(params.host_share, by_demand + research + neither)
    added = opening_marine_capital_added / capital_at_work[:, None]
    with_host = hosted(with_added_capital(share, added), potential_value_added)
    tonnes = params.port_of_city @ (throughput.sum(axis=1) / params.base_throughput)
    with_port = params.base_hosted * tonnes[:, None] + hosted(added, potential_value_added)
    carried = params.moves_with_port[:, None]
    value = used * (1 - sea_activity_lost) * (carried * with_port + (1 - carried) * with_host)
    value = (
        value
        + params.is_power[:, None] * offshore_power_value[:, None]
        + params.is_seawater_use[:, None] * desalination_value[:, None]
    )
    return Marine(marine_utilisation=used, marine_value_added=value, marine_gdp=value.sum(axis=1))
