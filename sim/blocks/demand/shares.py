"""Who buys from whom when costs and tastes have moved: shares of buyers' spending and sales outside."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.axes import Array
from sim.blocks.demand.params import Params

PER_CENT = 100
LABEL_UNIT = 10
"""Percentage points of firms under the joint label to which the registered ``home_bias_shift`` refers."""


@dataclass(frozen=True)
class Costs:
    """Delivered cost relative to 2020: between cities [city, destination, member], with domestic partners
    [city, partner, member], with markets [city, market, member].
    """

    intercity: Array
    partner: Array
    market: Array


@dataclass(frozen=True)
class Abroad:
    """Shocks abroad as factors: foreign sales [city, member], a market's imports [market, member], and the
    price of foreign currency [member].
    """

    exports: Array
    world: Array
    currency: Array


CALM = Abroad(np.ones((1, 1)), np.ones((1, 1)), np.ones(1))
"""No shocks."""


@dataclass(frozen=True)
class Attraction:
    """What a source attracts relative to 2020: cities [sector, origin, city, member], domestic partners
    [sector, partner, city, member], markets [sector, market, city, member].
    """

    city: Array
    partner: Array
    market: Array


@dataclass(frozen=True)
class Sales:
    """Sales outside the five cities relative to 2020: to partners [city, sector, partner, member], to
    markets [city, sector, market, member].
    """

    partner: Array
    market: Array


def cost_response(params: Params) -> tuple[Array, Array]:
    """Elasticity of spending to cost [sector, member], at home and abroad: what customs count is goods."""
    goods = params.goods[:, None]
    at_home = goods * params.trade_elasticity + (1 - goods) * params.trade_elasticity_services
    passed = params.tradecost_pass_through
    return at_home * passed, goods * params.trade_elasticity * passed


def label_preference(params: Params, labelled: Array) -> Array:
    """Attraction of goods from firms under the joint label [sector, origin, city, member].

    ``labelled`` [city, member] in percentage points of the origin's firms; the registered shift is points of
    the buyer's spending that move to goods of the five cities.
    """
    local = params.trade_share.sum(axis=1)[:, None, :, None]
    shift = params.home_bias_shift / PER_CENT * labelled / LABEL_UNIT
    preference: Array = 1 + params.goods[:, None, None, None] * shift[None, :, None] / local
    return preference


def attraction(params: Params, costs: Costs, abroad: Abroad, labelled: Array) -> Attraction:
    """What every source attracts at its new cost."""
    at_home, foreign = (response[:, None, None] for response in cost_response(params))
    dearer = abroad.currency**-params.exchange_rate_elasticity
    return Attraction(
        city=costs.intercity[None] ** -at_home * label_preference(params, labelled),
        partner=np.moveaxis(costs.partner, 1, 0)[None] ** -at_home,
        market=np.moveaxis(costs.market, 1, 0)[None] ** -foreign * dearer,
    )


def new_shares(params: Params, drawn: Attraction) -> Attraction:
    """Each source's share of the buyer's spending relative to 2020.

    Buyers divide spending by attraction (CES demand, Armington 1969): a share moves with its own attraction
    over the average of all, so that the new shares again add up to one.
    """
    average = 1 + sum(
        np.einsum("sxc,sxcm->scm", share, pull - 1)
        for share, pull in (
            (params.trade_share, drawn.city),
            (params.partner_share, drawn.partner),
            (params.market_share, drawn.market),
        )
    )
    return Attraction(
        drawn.city / average[:, None], drawn.partner / average[:, None], drawn.market / average[:, None]
    )


def outside_sales(params: Params, costs: Costs, abroad: Abroad) -> Sales:
    """Sales to partners and markets relative to 2020; the cities are too small to move averages there."""
    at_home, foreign = (response[None, :, None] for response in cost_response(params))
    bought = abroad.world * abroad.exports[:, None] * abroad.currency**params.exchange_rate_elasticity
    return Sales(
        partner=costs.partner[:, None] ** -at_home,
        market=costs.market[:, None] ** -foreign * bought[:, None],
    )
