"""Cost of trade by flow: between two cities, with domestic partners, with foreign markets.

A delivered price is the maker's price times 1 + b, b the friction of the flow beside transport (a border's
tariff equivalent). Measures take away parts of b; what several leave is the product of the remaining shares,
so no set of them can push a price below that of trade without a border:
    cost = (1 + b x left) / (1 + b)           relative to 2020
Time saved at logistics hubs comes off goods from and to outside, a tariff cut off the trade that claims it.
What the way through the ports cost more or less last year (waiting, haulage, sailings) is in the price too.
The saved part of b that was real work (forms, inspections, waiting) is output for those who kept the saving:
sellers 1 - pass-through, buyers the rest. That is the lasting effect on supply, exact to first order (Hulten
1978, Growth accounting with intermediate inputs); the passing one on demand stands in sim/blocks/demand.
Limits: partners do not answer; one border for all goods; the time of the way is in access.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array

PER_CENT = 100
HOURS_PER_DAY = 24


@dataclass(frozen=True)
class Params:
    """Flows of 2020 over the city's GDP and the frictions on them.

    ``sold_between`` and ``bought_between`` [city, destination]: sales to and purchases from the other city;
    ``sold_to_partner``, ``bought_from_partner`` [city, partner]; ``exported``, ``imported`` [city, market];
    ``goods_to_partner`` [city, partner] goods' part of the trade with partners. ``same_province`` [partner],
    ``rcep_market`` and ``short_sea`` [market] are 1 for those; ``platform_reach`` [platform, city, market]
    share of the city's trade with a market that passes a platform, ``platform_example`` the share that passes
    it at its host, for cities that are no host; ``foreign_trade`` [city, market] in 100m CNY. Rest
    [member].
    """

    sold_between: Array
    bought_between: Array
    sold_to_partner: Array
    bought_from_partner: Array
    exported: Array
    imported: Array
    goods_to_partner: Array
    same_province: Array
    rcep_market: Array
    short_sea: Array
    platform_reach: Array
    platform_example: Array
    foreign_trade: Array
    border_city_tariff_equiv: Array
    border_provincial_tariff_equiv: Array
    foreign_border_tariff_equiv: Array
    border_resource_share: Array
    hub_hours_saved: Array
    hub_traffic_share: Array
    platform_cost_cut: Array
    platform_diffusion: Array
    rcep_tariff_cut: Array
    time_cost_container: Array
    tradecost_pass_through: Array


@dataclass(frozen=True)
class TradeCost:
    """Delivered cost relative to 2020 by flow; its mean over foreign trade; what is saved, as an effect on
    output.
    """

    intercity_cost: Annotated[Array, "city destination", "index"]
    partner_cost: Annotated[Array, "city partner", "index"]
    market_cost: Annotated[Array, "city market", "index"]
    trade_cost_factor: Annotated[Array, "", "index"]
    trade_effect: Annotated[Array, "city", "index"]


def friction_cost(tariff_equivalent: Array, left: Array) -> Array:
    """Delivered cost relative to 2020 when ``left`` of a friction remains; 1 / (1 + b) at the least."""
    cost: Array = (1 + tariff_equivalent * left) / (1 + tariff_equivalent)
    return cost


def left_at_platforms(reach: Array, example: Array, cut: Array, diffusion: Array, working: Array) -> Array:
    """Foreign friction left [city, market, member] by platforms that work at index ``working`` [platform].

    ``reach`` [platform, city, market] of a city's trade passes the platform and saves ``cut`` there; other
    cities copy ``diffusion`` of the ``example``.
    """
    spread = reach[..., None] + diffusion * example[..., None]
    left: Array = (1 - cut * spread * working[:, None, None]).prod(axis=0)
    return left


def hub_cost(hours: Array, daily_cost: Array, passing: Array, completion: Array) -> Array:
    """Mean cost relative to 2020 of goods to and from outside [city, member]: for the share ``passing`` a
    hub, time saved at its cost per day.
    """
    cost: Array = 1 - completion * passing * hours / HOURS_PER_DAY * daily_cost
    return cost


def saving(sold: Array, bought: Array, saved: Array, pass_through: Array) -> Array:
    """Saved cost kept in the city over its GDP [city, member], of flows [city, other] and saved shares."""
    kept = (1 - pass_through) * sold[..., None] + pass_through * bought[..., None]
    total: Array = np.sum(kept * saved, axis=1)
    return total


def step(
    *,
    border_cost_left: Annotated[Array, "city destination", "share"],
    lagged_port_cost_foreign: Annotated[Array, "city", "share"],
    lagged_port_cost_coastal: Annotated[Array, "city", "share"],
    lever_hinterland_partnerships: Annotated[Array, "partner", "% cut of trade cost with a domestic partner"],
    lever_logistics_hubs: Annotated[Array, "city", "index of hub completion"],
    lever_trade_facilitation: Annotated[Array, "", "% cut of trade cost"],
    lever_overseas_markets: Annotated[Array, "market", "% cut of trade cost"],
    lever_japan_korea_integration: Annotated[Array, "", "% cut of trade cost"],
    lever_rcep_utilisation: Annotated[Array, "", "% of eligible trade claiming preference"],
    lever_open_platforms: Annotated[Array, "platform", "index"],
    driver_rcep_phase: Annotated[Array, "", "share"],
    params: Params,
) -> TradeCost:
    """Costs of one year.

    Preference under RCEP is new with Japan only: Korea and ASEAN had agreements with China before.
    """
    hubs = hub_cost(
        params.hub_hours_saved, params.time_cost_container, params.hub_traffic_share, lever_logistics_hubs
    )[:, None]
    between = friction_cost(params.border_city_tariff_equiv, border_cost_left)

    home = params.same_province[:, None]
    border = home * params.border_city_tariff_equiv + (1 - home) * params.border_provincial_tariff_equiv
    partner_friction = friction_cost(border, 1 - lever_hinterland_partnerships / PER_CENT)[None]
    goods = params.goods_to_partner[..., None]
    by_sea = 1 + lagged_port_cost_coastal[:, None]
    partner = partner_friction * (1 - goods * (1 - hubs)) * by_sea

    left = (
        (1 - lever_trade_facilitation / PER_CENT)
        * (1 - lever_overseas_markets / PER_CENT)
        * (1 - params.short_sea[:, None] * lever_japan_korea_integration / PER_CENT)
    )[None] * left_at_platforms(
        params.platform_reach,
        params.platform_example,
        params.platform_cost_cut,
        params.platform_diffusion,
        lever_open_platforms,
    )
    foreign_friction = friction_cost(params.foreign_border_tariff_equiv, left)
    claimed = params.rcep_tariff_cut * driver_rcep_phase * lever_rcep_utilisation / PER_CENT
    tariff = (1 - params.rcep_market[:, None] * claimed / PER_CENT)[None]
    through_ports = 1 + lagged_port_cost_foreign[:, None]
    market = foreign_friction * tariff * hubs * through_ports

    traded = params.foreign_trade
    pass_through, real = params.tradecost_pass_through, params.border_resource_share
    saved = (
        saving(params.sold_between, params.bought_between, real * (1 - between), pass_through)
        + saving(
            params.sold_to_partner,
            params.bought_from_partner,
            real * (1 - partner_friction) + (1 - partner / partner_friction),
            pass_through,
        )
        + saving(
            params.exported,
            params.imported,
            real * (1 - foreign_friction) + (1 - tariff) + (1 - hubs) + (1 - through_ports),
            pass_through,
        )
    )
    return TradeCost(
        intercity_cost=between,
        partner_cost=partner,
        market_cost=market,
        trade_cost_factor=np.sum(traded[..., None] * market, axis=(0, 1)) / traded.sum(),
        trade_effect=1 + saved,
    )
