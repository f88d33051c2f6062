"""The marine economy as a satellite of the cities' accounts: shares of host sectors, with
their own drivers where one is known.

A marine industry moves with its host sectors; marine transport moves with the tonnes of the city's port,
marine power and seawater use also with the capacity that the measures add. Its own 2020 gap (tourism above
all) closes at the speed of the rebound. Nothing is counted twice: the account is a view of GDP, not an
addition to it. Limits: marine R&D, sea area, water quality and the plan's marine projects do not act yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """``host_share`` [city, marine, sector, member]; ``base_throughput`` [port, member].

    ``port_of_city`` [city, port] is 1 for its port; ``moves_with_port``, ``is_power``, ``is_seawater_use``
    [marine] are 1 for those industries; the rest [member] or with member.
    """

    host_share: Array
    base_potential: Array
    base_throughput: Array
    port_of_city: Array
    moves_with_port: Array
    is_power: Array
    is_seawater_use: Array
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


def step(
    *,
    lagged_marine_utilisation: Annotated[Array, "marine", "share"],
    potential_value_added: Annotated[Array, "city sector", "100m CNY 2020"],
    throughput: Annotated[Array, "port cargo", "10k tonnes"],
    offshore_power_value: Annotated[Array, "city", "100m CNY 2020"],
    desalination_value: Annotated[Array, "city", "100m CNY 2020"],
    params: Params,
) -> Marine:
    """The marine account of one year."""
    used = 1 - (1 - lagged_marine_utilisation) * (1 - params.pandemic_rebound)
    with_host = hosted(params.host_share, potential_value_added)
    tonnes = params.port_of_city @ (throughput.sum(axis=1) / params.base_throughput)
    with_port = hosted(params.host_share, params.base_potential) * tonnes[:, None]
    carried = params.moves_with_port[:, None]
    value = used * (carried * with_port + (1 - carried) * with_host)
    value = (
        value
        + params.is_power[:, None] * offshore_power_value[:, None]
        + params.is_seawater_use[:, None] * desalination_value[:, None]
    )
    return Marine(marine_utilisation=used, marine_value_added=value, marine_gdp=value.sum(axis=1))
