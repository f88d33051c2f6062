"""The urban core of each city: a part of its residents, on the definition that the plan's figure fits.

The core is a part of the towns, in one definition (districts) with the villages around it as well. It shares
the towns' births, deaths and departures, and takes its part of those who arrive in town. Villagers of the
districts move to towns of the districts, those of the counties mostly to their county's. Homes and services
beyond what the base keeps pace with lower what a home costs there, until they are filled. Limits: the core
has the ages of all towns of the city; land that becomes core on paper is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.axes import Array
from sim.blocks.demography.params import DemographyParams

TOWN, VILLAGE = 0, 1


@dataclass(frozen=True)
class TownFlows:
    """Town dwellers of a year, persons [city, member]: those before moves, and who moves."""

    before_moves: Array
    leaving: Array
    arriving: Array
    from_villages: Array


def core_share_of_newcomers(town_share: Array, params: DemographyParams) -> Array:
    """Share of those who come to town who head for the core [city, member].

    Odds of the core among town dwellers, ``town_share``, times ``core_newcomer_odds``.
    """
    odds = params.core_newcomer_odds
    return odds * town_share / (1 + (odds - 1) * town_share)


def core_share_of_villagers(county_departures: Array, params: DemographyParams) -> Array:
    """Share of villagers who move to town within the city and head for the core [city, member].

    Those of the districts spread over the districts' towns as these stand; of those of the counties a
    registered share heads for the core, less where county towns keep people (``county_departures`` below
    one).
    """
    near = params.district_village_share * params.core_share_of_district_towns
    far = (1 - params.district_village_share) * params.county_villagers_to_core
    return near + far * county_departures


def homes_factor(unfilled: Array, core: Array, params: DemographyParams) -> Array:
    """Those who head for the core relative to the base year's, by homes not yet filled [city, member].

    Supply in excess of need by a share lowers the price by that share over the sum of the price elasticities
    of supply and demand; newcomers respond at ``housing_price_migration``. One where nothing is added.

    Args:
        unfilled: capacity added and not yet taken, 10k persons.
        core: residents of the core, 10k persons.
        params: elasticities.
    """
    price_response = params.housing_supply_elasticity + params.housing_demand_elasticity
    cheaper: Array = 1 + unfilled / core
    factor: Array = cheaper ** (-params.housing_price_migration / price_response)
    return factor


def with_homes(core_share: Array, homes: Array) -> Array:
    """All newcomers relative to the base year's when those who head for the core change by ``homes``."""
    return 1 + core_share * (homes - 1)


def residents_of(population: Array, residence: int) -> Array:
    """Residents of towns or villages [city, member] from persons by residence, sex and age."""
    found: Array = population[:, residence].sum(axis=(1, 2))
    return found


def town_share(core: Array, population: Array, params: DemographyParams) -> Array:
    """Share of a city's town dwellers who live in its core [city, member].

    ``core`` in persons [city, member], ``population`` by residence, sex and age at the same date.
    """
    in_town = core - params.core_village_share * residents_of(population, VILLAGE)
    share: Array = in_town / residents_of(population, TOWN)
    return share


def next_core(
    *,
    share: Array,
    flows: TownFlows,
    villages: Array,
    homes: Array,
    county_departures: Array,
    params: DemographyParams,
) -> tuple[Array, Array]:
    """Residents of the core at the year's end, and those of the year whom added homes drew [city, member].

    Of arrivals from outside the city and of villagers who move to town the core takes its shares.

    Args:
        share: share of the city's town dwellers who live in the core.
        flows: town dwellers of the whole city and their moves.
        villages: villagers of the city at the year's end, persons.
        homes: factor on those who head for the core.
        county_departures: those who leave the counties relative to the base year.
        params: shares and the odds of the core.
    """
    afar = core_share_of_newcomers(share, params)
    near = core_share_of_villagers(county_departures, params)
    arrived = afar * homes / with_homes(afar, homes) * flows.arriving
    moved_in = near * homes / with_homes(near, homes) * flows.from_villages
    in_town = share * (flows.before_moves - flows.leaving) + arrived + moved_in
    drawn = (arrived + moved_in) * (1 - 1 / homes)
    return in_town + params.core_village_share * villages, drawn


def town_flows(*, survivors: Array, leaving: Array, arriving: Array, moved: Array) -> TownFlows:
    """Town dwellers from arrays by residence; ``moved`` is what each residence gains from the other."""
    return TownFlows(*(residents_of(values, TOWN) for values in (survivors, leaving, arriving, moved)))
