"""Parameters and opening values of the sea: the marine account, its capital and research, visitors, and the
airports that bring them.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim import base_data
from sim.axes import Array, Axes
from sim.baseline import Baseline
from sim.blocks import airports, marine, marine_research, sea_capital, sea_damage, visitors
from sim.blocks.ports import PortNetwork
from sim.cores.accounts import Accounts
from sim.cores.core import Core, one_for, port_of_city, sector, wide
from sim.cores.take import fields_of

PARAMETERS = (
    "air_income_elasticity airport_capacity_cost airport_demand_spread airport_headroom "
    "fish_income_elasticity marine_multiplier_lag marine_rd_elasticity pandemic_rebound "
    "platform_marine_share rd_depreciation rd_lag rd_marine_share rd_output_elasticity "
    "resilience_recovery_gain sea_recovery_speed shipping_finance_share shipping_transport_share "
    "tourism_income_elasticity tourism_price_elasticity "
    "tourism_va_share visitor_cost_elasticity visitors_by_air_share water_quality_fishery "
    "water_quality_tourism"
).split()

RESEARCH_USERS = (
    "oil_gas",
    "mining",
    "salt",
    "shipbuilding",
    "chemicals",
    "biomedicine",
    "engineering",
    "power",
    "seawater_use",
)
"""Main industries whose output is held by what they can make, not by visitors, tonnes or the table."""

SEA_USERS = ("fishery", "shipbuilding", "power", "transport")
"""Marine industries whose works take sea or shore."""

PORT_SERVICES, OTHER_SHIPPING = "transport", "research_services"
"""Marine industries that count shipping services: those of the port, and insurance, finance, consulting."""


def build(baseline: Baseline, draws: Mapping[str, Array], accounts: Accounts, network: PortNetwork) -> Core:
    """Parameters and 2020 values; ``network`` what the ports handled."""
    host_share = base_data.hosts(
        baseline["marine_host_share"],
        (baseline["value_added"] / baseline["utilisation"])[..., None],
        accounts.potential,
        draws,
    )
    normal = marine.hosted(host_share, accounts.potential)
    flights, air = air_travel(baseline, draws)
    used = wide(baseline["marine_utilisation"], accounts.members)
    value = used * normal
    none = np.zeros((len(baseline.axes.city), accounts.members))
    return Core(
        params={
            "airports": flights,
            "marine": account(baseline, draws, host_share, normal, network),
            "marine_research": marine_research.Params(**fields_of(marine_research.Params, draws)),
            "sea_damage": sea_damage.Params(host_share=host_share, **fields_of(sea_damage.Params, draws)),
            "sea_capital": sea_capital.Params(
                host_split=split(baseline, host_share, accounts.potential),
                shipping_split=shipping_split(baseline.axes, draws),
                tourism_split=placed(baseline.axes, "tourism", "hotels_catering"),
                uses_sea_area=np.sum([one_for(name, baseline.axes.marine) for name in SEA_USERS], axis=0),
                depreciation=accounts.depreciation,
                **fields_of(sea_capital.Params, draws),
            ),
            "visitors": visitors.Params(
                base_spending=of(baseline.axes, "tourism", normal) / draws["tourism_va_share"],
                base_capital=np.sum(
                    sector(baseline, "hotels_catering")[:, None] * accounts.opening_capital, axis=1
                ),
                base_served=baseline["air_passengers_normal"][:, None] / flights.base_demand,
                is_tourism=one_for("tourism", baseline.axes.marine),
                **fields_of(visitors.Params, draws),
            ),
        },
        base_year={
            "marine_utilisation": used,
            "marine_value_added": value,
            "marine_gdp": value.sum(axis=1),
            "marine_works": 0 * value,
            "marine_capital_added": 0 * host_share,
            "marine_research_lead": none + 1,
            "platform_capital": none,
            "platform_capital_effective": none,
            "visitor_cost": none + 1,
            "visitor_demand": none + 1,
            "visitor_spending_added": none,
            **air,
            "sea_activity_lost": 0 * value,
            "sea_loss": np.zeros_like(accounts.potential),
        },
    )


def account(
    baseline: Baseline, draws: Mapping[str, Array], host_share: Array, normal: Array, network: PortNetwork
) -> marine.Params:
    """Parameters of the account; ``normal`` [city, marine, member] what the hosts carry in a usual year."""
    axes = baseline.axes
    return marine.Params(
        host_share=host_share,
        base_hosted=normal,
        base_throughput=network.throughput.sum(axis=1),
        port_of_city=port_of_city(baseline),
        follows_research=np.sum([one_for(name, axes.marine) for name in RESEARCH_USERS], axis=0),
        is_fishery=one_for("fishery", axes.marine),
        is_power=one_for("power", axes.marine),
        is_seawater_use=one_for("seawater_use", axes.marine),
        is_tourism=one_for("tourism", axes.marine),
        moves_with_port=one_for("transport", axes.marine),
        **fields_of(marine.Params, draws),
    )


def of(axes: Axes, industry: str, values: Array) -> Array:
    """One industry's part of values [city, marine, member]."""
    part: Array = np.sum(one_for(industry, axes.marine)[:, None] * values, axis=1)
    return part


def placed(axes: Axes, industry: str, in_sector: str) -> Array:
    """One for one industry in one sector [marine, sector]."""
    return np.outer(one_for(industry, axes.marine), one_for(in_sector, axes.sector))


def split(baseline: Baseline, host_share: Array, potential: Array) -> Array:
    """Where an industry's capital goes [city, marine, sector, member]: as its value added, without homes."""
    carried = host_share * potential[:, None] * (1 - sector(baseline, "real_estate"))[:, None]
    parts: Array = carried / carried.sum(axis=2)[:, :, None]
    return parts


def shipping_split(axes: Axes, draws: Mapping[str, Array]) -> Array:
    """Where money for shipping services goes [marine, sector, member]."""
    port, finance = draws["shipping_transport_share"], draws["shipping_finance_share"]
    parts: Array = (
        placed(axes, PORT_SERVICES, "transport")[..., None] * port
        + placed(axes, OTHER_SHIPPING, "finance")[..., None] * (1 - port) * finance
        + placed(axes, OTHER_SHIPPING, "producer_services")[..., None] * (1 - port) * (1 - finance)
    )
    return parts


def air_travel(baseline: Baseline, draws: Mapping[str, Array]) -> tuple[airports.Params, dict[str, Array]]:
    """Parameters of the airports and their values of 2020: demand is what explains the counted passengers."""
    headroom = draws["airport_headroom"]
    capacity = headroom * baseline["airport_design"][:, None]
    width = airports.logistic_scale(draws["airport_demand_spread"] * capacity)
    usual, flown = (baseline[name][:, None] for name in ("air_passengers_normal", "air_passengers"))
    demand = airports.demand_behind(usual, capacity, width)
    asked = airports.demand_behind(flown, capacity, width)
    params = airports.Params(
        base_demand=demand,
        demand_width=width,
        built_capacity=headroom * baseline["airport_design_built"][:, None],
        **fields_of(airports.Params, draws),
    )
    passengers = wide(flown[:, 0], len(headroom))
    return params, {
        "airport_capacity": capacity,
        "air_recovery": asked / demand,
        "air_demand": asked,
        "air_passengers": passengers,
        "air_served": passengers / asked,
        "airport_capacity_added": 0 * capacity,
    }
