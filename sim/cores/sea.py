"""Parameters and opening values of the marine account, member by member."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim import base_data
from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks import marine, sea_damage
from sim.blocks.ports import PortNetwork
from sim.cores.core import Core, one_for, wide
from sim.cores.take import fields_of

PARAMETERS = ["pandemic_rebound", "resilience_recovery_gain", "sea_recovery_speed"]


def build(baseline: Baseline, draws: Mapping[str, Array], potential: Array, network: PortNetwork) -> Core:
    """Parameters and 2020 values; ``potential`` [city, sector, member] is the hosts' normal value added,
    ``network`` what the ports handled.
    """
    axes = baseline.axes
    members = potential.shape[-1]
    port_city = [port.removeprefix("port_") for port in axes.port]

    marine_params = marine.Params(
        host_share=base_data.hosts(
            baseline["marine_host_share"],
            (baseline["value_added"] / baseline["utilisation"])[..., None],
            potential,
            draws,
        ),
        base_potential=potential,
        base_throughput=network.throughput.sum(axis=1),
        port_of_city=np.array([[float(city == of) for of in port_city] for city in axes.city]),
        moves_with_port=one_for("transport", axes.marine),
        is_power=one_for("power", axes.marine),
        is_seawater_use=one_for("seawater_use", axes.marine),
        **fields_of(marine.Params, draws),
    )
    used = wide(baseline["marine_utilisation"], members)
    value = used * marine.hosted(marine_params.host_share, potential)
    return Core(
        params={
            "marine": marine_params,
            "sea_damage": sea_damage.Params(
                host_share=marine_params.host_share, **fields_of(sea_damage.Params, draws)
            ),
        },
        base_year={
            "marine_utilisation": used,
            "marine_value_added": value,
            "marine_gdp": value.sum(axis=1),
            "sea_activity_lost": np.zeros((*value.shape[:2], members)),
            "sea_loss": np.zeros_like(potential),
        },
    )
