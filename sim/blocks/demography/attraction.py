"""What makes a flow of movers larger or smaller than in the base year: wages, what is left of the cost of
moving, public services, homes in the urban core, and life in the county towns; the skilled apart.

Flows respond to wages and to what is left of the cost of moving (Tombe and Zhu 2019, Trade, migration, and
productivity, American Economic Review 109): a mover keeps ``1 - cost`` of the destination's real wage, and
flows rise with it at the ``migration_wage_elasticity``. Measures that lower the cost share it: what remains
is the product of what each leaves. Services enter as the logarithm of an index, with an elasticity of their
own. The skilled respond to wages more than others, who respond less, so that the mean is the published one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.axes import Array
from sim.blocks.demography.params import DemographyParams
from sim.blocks.demography.urban_core import (
    core_share_of_newcomers,
    core_share_of_villagers,
    with_homes,
)

PER_CENT, THOUSAND = 100, 1000


@dataclass(frozen=True)
class Measures:
    """What policy gives in the year: shares, %, and CNY a head; all [city, member] but the two of the region.

    ``county_money`` is new money per resident of the counties, CNY a year; ``core_homes`` how much easier a
    home in the core is to have, as a factor on those who head for it.
    """

    hukou_settlement: Array
    labour_mobility: Array
    talent_attraction: Array
    service_equalisation: Array
    health_elderly_services: Array
    county_money: Array
    core_homes: Array


@dataclass(frozen=True)
class Attraction:
    """Flows relative to the base year's: between cities [from, to, member], to and from elsewhere and from
    village to town [city, member]; ``retirees`` the further factor on arrivals of retired people.

    ``skilled_*`` is the share of skilled movers in a flow above that of the base year.
    """

    between: Array
    leaving: Array
    arriving: Array
    urbanising: Array
    retirees: Array
    skilled_between: Array
    skilled_leaving: Array
    skilled_arriving: Array


def settlement_cost_share(params: DemographyParams) -> Array:
    """Share of the moving cost that full settlement removes [member].

    It is what makes in-migration rise by ``hukou_reform_inflow``, the response published for cities that
    opened settlement; the whole cost is far larger, since by 2020 little of it was the registration
    threshold.
    """
    wanted = (1 + params.hukou_reform_inflow) ** (1 / params.migration_wage_elasticity)
    return (wanted - 1) * (1 - params.hukou_cost_within) / params.hukou_cost_within


def ease(remaining: Array, params: DemographyParams) -> Array:
    """Flow relative to the base year's when ``remaining`` of the moving cost is left; one if all of it is."""
    cost = params.hukou_cost_within
    kept: Array = (1 - cost * remaining) / (1 - cost)
    relative: Array = kept**params.migration_wage_elasticity
    return relative


def service_gain(measures: Measures, params: DemographyParams) -> Array:
    """Log gain of a city's index of public services on the base [city, member].

    Closing the gap lifts a city towards the best-served one; beds and care places are a part of the index.
    """
    closed = measures.service_equalisation * params.service_gap_of_revenue_gap * params.service_gap
    return closed + params.health_service_weight * np.log1p(measures.health_elderly_services / PER_CENT)


def service_index(gain: Array, params: DemographyParams) -> Array:
    """Index of public services [city, member], the best-served city of 2020 being one.

    What a city lacks is its revenue gap times the part of it that shows in spending.
    """
    index: Array = np.exp(gain - params.service_gap_of_revenue_gap * params.service_gap)
    return index


def county_departures(money: Array, params: DemographyParams) -> Array:
    """Those who leave the counties relative to the base year, at new ``money`` a head [city, member]."""
    return np.exp(-params.county_amenity_retention * money / THOUSAND)


def wage_elasticities(params: DemographyParams) -> tuple[Array, Array]:
    """Response to wages of the others [city, member] and the skilled [member]; their mean is registered."""
    mean, ratio, share = (
        params.migration_wage_elasticity,
        params.skilled_migration_response,
        params.skilled_share,
    )
    return mean * (1 - share * ratio) / (1 - share), mean * ratio


def mixed(others: Array, skilled: Array, share: Array) -> tuple[Array, Array]:
    """A flow of both kinds relative to the base year's, and its skilled share less ``share``."""
    flow = others + share * (skilled - others)
    return flow, share * skilled / flow - share


def attraction(
    *,
    relative_wage: Array,
    landscape: Array,
    core_town_share: Array,
    measures: Measures,
    params: DemographyParams,
) -> Attraction:
    """How wages, services and measures change each flow.

    Args:
        relative_wage: log deviation from the base relation to the rest of the country [city, member].
        landscape: log gain of landscape amenity on the base [city, member].
        core_town_share: share of a city's town dwellers who live in its core [city, member].
        measures: what policy gives.
        params: elasticities, shares and the base year's skilled share of movers.
    """
    served = params.service_amenity_elasticity * service_gain(measures, params) + landscape
    slow, fast = wage_elasticities(params)
    share = params.skilled_share
    helped = 1 + params.talent_policy_inflow * (measures.talent_attraction / PER_CENT)
    after_settlement = 1 - settlement_cost_share(params) * measures.hukou_settlement
    after_mobility = 1 - params.mobility_cost_cut * measures.labour_mobility
    settled = ease(after_settlement, params)
    housed = with_homes(core_share_of_newcomers(core_town_share, params), measures.core_homes)
    county = county_departures(measures.county_money, params)
    near = with_homes(core_share_of_villagers(county, params), measures.core_homes)
    staying = 1 - params.county_share * (1 - county)

    wages = relative_wage[None] - relative_wage[:, None]
    service = served[None] - served[:, None]
    between, skilled_between = mixed(
        np.exp(slow * wages + service), np.exp(fast * wages + service) * helped, share[None]
    )
    arriving, skilled_arriving = mixed(
        np.exp(slow * relative_wage + served), np.exp(fast * relative_wage + served) * helped, share
    )
    leaving, skilled_leaving = mixed(
        np.exp(-slow * relative_wage - served), np.exp(-fast * relative_wage - served), share
    )
    return Attraction(
        between=between * ease(after_settlement * after_mobility, params) * housed * staying[:, None],
        leaving=leaving * staying,
        arriving=arriving * settled * housed,
        urbanising=settled * near,
        retirees=(1 + measures.health_elderly_services / PER_CENT) ** params.care_retiree_migration,
        skilled_between=skilled_between,
        skilled_leaving=skilled_leaving,
        skilled_arriving=skilled_arriving,
    )
