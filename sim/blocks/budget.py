"""The budget of the measures: what every programme in money costs, who pays, and how much of it is new.

Every lever in money passes here once, and so does what services cost; other blocks read the new money that
arrives. Earmarks for the bays bring no money: they move public works of the usual effort between the cities,
and what one gains the others lose. Sales of land pay for a part of the usual public works: when less is sold,
that part is not built. A programme's cost falls
on the city, on higher governments or on firms. The city can move a part of its general revenue to new
programmes: that room is compared with what the measures ask of it. By default a scenario may ask for more,
which is then reported; with the flag ``scale_to_budget`` all programmes of the city are delivered in the
proportion that its room allows. Limits: debt, interest and the tax that growth brings back are not followed;
firms' and higher governments' money is taken to come. Of what land is sold for only the works count, not
the payments to those who leave it; less of it does not touch the room for programmes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array

PER_CENT = 100
PERSONS = 1e4


@dataclass(frozen=True)
class Params:
    """``county_population`` [city] residents outside the districts, 10k persons; ``tax_share`` [city] general
    budget revenue over GDP in 2020; ``payment_share`` [river, city, destination] of a river's compensation
    that the city below (destination) pays the city above; ``works_rate`` [city, member] usual public works
    over GDP; ``bay_city_share`` [bay, city] where a bay's works lie; rest [member], ``land_revenue_share``
    of GDP, ``land_works_share`` of land revenue, ``city_pays_*`` the city's share of a programme's cost.
    """

    county_population: Array
    payment_share: Array
    tax_share: Array
    works_rate: Array
    bay_city_share: Array
    land_revenue_share: Array
    land_works_share: Array
    programme_room: Array
    spending_additionality: Array
    city_pays_public_investment: Array
    city_pays_county_towns: Array
    city_pays_fulcrum_zones: Array
    city_pays_digital: Array
    city_pays_platforms: Array
    city_pays_research: Array
    city_pays_clusters: Array
    city_pays_emerging: Array
    city_pays_agriculture: Array
    city_pays_ecology: Array
    city_pays_vouchers: Array
    city_pays_marine: Array
    city_pays_shipping: Array
    city_pays_tourism: Array


@dataclass(frozen=True)
class Budget:
    """Cost of the measures, what of it the city pays, its room, the new money that arrives by use, and the
    change of works that land pays for.
    """

    measures_spending: Annotated[Array, "city", "100m CNY 2020"]
    measures_city_cost: Annotated[Array, "city", "100m CNY 2020"]
    programme_budget: Annotated[Array, "city", "100m CNY 2020"]
    delivered_share: Annotated[Array, "city", "share"]
    extra_public_investment: Annotated[Array, "city", "100m CNY 2020"]
    land_works: Annotated[Array, "city", "100m CNY 2020"]
    new_digital_money: Annotated[Array, "city", "100m CNY 2020"]
    new_platform_money: Annotated[Array, "city", "100m CNY 2020"]
    new_cluster_money: Annotated[Array, "city", "100m CNY 2020"]
    new_venture_money: Annotated[Array, "city", "100m CNY 2020"]
    new_farm_money: Annotated[Array, "city", "100m CNY 2020"]
    new_voucher_money: Annotated[Array, "city", "100m CNY 2020"]
    new_business_money: Annotated[Array, "city", "100m CNY 2020"]
    new_ecology_money: Annotated[Array, "city", "100m CNY 2020"]
    new_eco_compensation: Annotated[Array, "river city destination", "100m CNY 2020"]
    eco_received: Annotated[Array, "city", "100m CNY 2020"]
    eco_transfer: Annotated[Array, "city", "100m CNY 2020"]
    new_marine_money: Annotated[Array, "city marine", "100m CNY 2020"]
    new_shipping_money: Annotated[Array, "city", "100m CNY 2020"]
    new_tourism_money: Annotated[Array, "city", "100m CNY 2020"]


def moved_works(usual: Array, earmarked: Array, bay_city_share: Array) -> Array:
    """Public works [city, member] that earmarks bring to a city or take from it; their sum is nothing.

    ``usual`` [city, member] works of the usual effort, ``earmarked`` [bay, member] share of all of them.
    Every city gives in proportion to its own. No more than all can be earmarked: beyond that the bays share
    it.
    """
    asked = earmarked.sum(axis=0)
    placed = earmarked / np.maximum(asked, 1.0)
    arriving = np.sum(bay_city_share[..., None] * placed[:, None], axis=0) * usual.sum(axis=0)
    moved: Array = arriving - placed.sum(axis=0) * usual
    return moved


def delivered(cost: Array, room: Array, scale: Array) -> Array:
    """Share of the programmes that is carried out: all of it, or with ``scale`` 1 what the room pays for."""
    binding = (scale > 0) & (cost > room)
    return np.where(binding, room / np.where(binding, cost, 1.0), 1.0)


def step(
    *,
    lagged_gdp: Annotated[Array, "city", "100m CNY 2020"],
    lagged_rd_public_cost: Annotated[Array, "city", "100m CNY 2020"],
    lagged_tax_transfer: Annotated[Array, "city", "100m CNY 2020"],
    lagged_sewage_cost: Annotated[Array, "city", "100m CNY 2020"],
    lagged_eco_received: Annotated[Array, "city", "100m CNY 2020"],
    lever_public_investment: Annotated[Array, "city", "% of GDP per year above the 2015-2019 effort"],
    lever_county_town_upgrade: Annotated[Array, "city", "CNY per county resident per year"],
    lever_fulcrum_zone_investment: Annotated[Array, "city", "100m CNY per year"],
    lever_digital_infrastructure: Annotated[Array, "city", "100m CNY per year"],
    lever_science_platforms: Annotated[Array, "city", "100m CNY per year"],
    lever_manufacturing_clusters: Annotated[Array, "city", "100m CNY per year"],
    lever_emerging_industries: Annotated[Array, "city", "100m CNY per year"],
    lever_modern_agriculture: Annotated[Array, "city", "100m CNY per year"],
    lever_consumption_upgrade: Annotated[Array, "city", "100m CNY per year"],
    lever_ecological_restoration: Annotated[Array, "city", "100m CNY per year"],
    lever_eco_compensation: Annotated[Array, "river", "100m CNY per river per year"],
    lever_marine_industry_support: Annotated[Array, "city marine", "100m CNY per year"],
    lever_shipping_services: Annotated[Array, "city", "100m CNY per year"],
    lever_tourism_development: Annotated[Array, "city", "100m CNY per year"],
    lever_bay_area_development: Annotated[Array, "bay", "% of regional public investment"],
    airport_investment: Annotated[Array, "city", "100m CNY 2020"],
    equal_services_cost: Annotated[Array, "city", "100m CNY 2020"],
    care_cost: Annotated[Array, "city", "100m CNY 2020"],
    training_cost: Annotated[Array, "city", "100m CNY 2020"],
    services_city_cost: Annotated[Array, "city", "100m CNY 2020"],
    shock_land_revenue: Annotated[Array, "city", "% of land-transfer revenue"],
    flag_scale_to_budget: Annotated[Array, "", "yes or no"],
    params: Params,
) -> Budget:
    """Cost, payers and delivery of one year; government's part of more R&D, and of sewage that the measures
    treat, is settled a year later, and so is what a city receives for its rivers.

    Airport works are begun before the year's programmes are weighed, and cut none of them but by their cost.
    """
    investment = lever_public_investment / PER_CENT * lagged_gdp
    towns = lever_county_town_upgrade * params.county_population[:, None] / PERSONS
    payments = params.payment_share[..., None] * lever_eco_compensation[:, None, None]
    owed = payments.sum(axis=(0, 1))
    total = (
        investment
        + towns
        + lever_fulcrum_zone_investment
        + lever_digital_infrastructure
        + lever_science_platforms
        + lever_manufacturing_clusters
        + lever_emerging_industries
        + lever_modern_agriculture
        + lever_consumption_upgrade
        + lever_ecological_restoration
        + owed
    )
    marine = np.sum(lever_marine_industry_support * np.ones_like(investment)[:, None], axis=1)
    sea = marine + lever_shipping_services + lever_tourism_development
    of_city = (
        params.city_pays_public_investment * investment
        + params.city_pays_county_towns * towns
        + params.city_pays_fulcrum_zones * lever_fulcrum_zone_investment
        + params.city_pays_digital * lever_digital_infrastructure
        + params.city_pays_platforms * lever_science_platforms
        + params.city_pays_clusters * lever_manufacturing_clusters
        + params.city_pays_emerging * lever_emerging_industries
        + params.city_pays_agriculture * lever_modern_agriculture
        + params.city_pays_vouchers * lever_consumption_upgrade
        + params.city_pays_ecology * lever_ecological_restoration
        + params.city_pays_marine * marine
        + params.city_pays_shipping * lever_shipping_services
        + params.city_pays_tourism * lever_tourism_development
        + owed
    )
    services = equal_services_cost + care_cost + training_cost
    asked = of_city + services_city_cost
    revenue = params.tax_share[:, None] * lagged_gdp + lagged_tax_transfer
    room = params.programme_room * revenue + lagged_eco_received
    begun = (
        params.city_pays_research * lagged_rd_public_cost
        + params.city_pays_public_investment * airport_investment
        + lagged_sewage_cost
    )
    share = delivered(asked, room - begun, flag_scale_to_budget)
    paid = payments * share
    new = params.spending_additionality * share
    works = investment + towns + lever_fulcrum_zone_investment
    moved = moved_works(
        params.works_rate * lagged_gdp, lever_bay_area_development / PER_CENT, params.bay_city_share
    )
    land_revenue = params.land_revenue_share * lagged_gdp
    return Budget(
        measures_spending=share * (total + sea + services)
        + lagged_rd_public_cost
        + lagged_sewage_cost
        + airport_investment,
        measures_city_cost=share * asked + begun,
        programme_budget=room,
        delivered_share=share,
        extra_public_investment=new * works + params.spending_additionality * moved,
        land_works=params.land_works_share * land_revenue * shock_land_revenue / PER_CENT,
        new_digital_money=new * lever_digital_infrastructure,
        new_platform_money=new * lever_science_platforms,
        new_cluster_money=new * lever_manufacturing_clusters,
        new_venture_money=new * lever_emerging_industries,
        new_farm_money=new * lever_modern_agriculture,
        new_voucher_money=new * lever_consumption_upgrade,
        new_business_money=new
        * (total - works - lever_consumption_upgrade - lever_ecological_restoration - owed),
        new_ecology_money=new * lever_ecological_restoration,
        new_eco_compensation=params.spending_additionality * paid,
        eco_received=paid.sum(axis=(0, 2)),
        eco_transfer=paid.sum(axis=(0, 2)) - paid.sum(axis=(0, 1)),
        new_marine_money=new[:, None] * lever_marine_industry_support,
        new_shipping_money=new * lever_shipping_services,
        new_tourism_money=new * lever_tourism_development,
    )
