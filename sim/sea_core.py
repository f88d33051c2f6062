"""Parameters and opening values of trade cost, resources and the marine account, member by member."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks import marine, resources, trade_cost
from sim.take import fields_of

PARAMETERS = sorted(
    {
        "japan_trade_share",
        "korea_trade_share",
        "rcep_tariff_cut",
        "clean_power_capex",
        "clean_power_offshore_share",
        "offshore_wind_cf",
        "power_price",
        "power_value_added_share",
        "desalination_cost",
        "desalination_use",
        "water_value_added_share",
        "pandemic_rebound",
    }
)


@dataclass(frozen=True)
class SeaCore:
    """Block parameters by block name, and the values of 2020 by field."""

    params: Mapping[str, object]
    base_year: Mapping[str, Array]


def build(baseline: Baseline, draws: Mapping[str, Array], potential: Array) -> SeaCore:
    """Parameters and 2020 values; ``potential`` [city, sector, member] is the hosts' normal value added."""
    axes = baseline.axes
    members = potential.shape[-1]
    port_city = [port.removeprefix("port_") for port in axes.port]

    def industry(name: str) -> Array:
        return np.array([float(m == name) for m in axes.marine])

    marine_params = marine.Params(
        host_share=baseline["marine_host_share"],
        base_potential=potential,
        base_throughput=baseline["port_throughput"].sum(axis=1),
        port_of_city=np.array([[float(city == of) for of in port_city] for city in axes.city]),
        moves_with_port=industry("transport"),
        is_power=industry("power"),
        is_seawater_use=industry("seawater_use"),
        **fields_of(marine.Params, draws),
    )
    used = np.repeat(baseline["marine_utilisation"][:, None], members, axis=1)
    value = used * marine.hosted(marine_params.host_share, potential)
    return SeaCore(
        params={
            "trade_cost": trade_cost.Params(**fields_of(trade_cost.Params, draws)),
            "resources": resources.Params(**fields_of(resources.Params, draws)),
            "marine": marine_params,
        },
        base_year={"marine_utilisation": used, "marine_value_added": value, "marine_gdp": value.sum(axis=1)},
    )
