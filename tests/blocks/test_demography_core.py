"""Demography: the urban core, public services, county towns, and the skilled among the movers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.axes import AGES, CHUNK, Array
from sim.blocks.demography import DemographyParams, DemographyYear
from sim.blocks.demography.attraction import wage_elasticities
from sim.blocks.demography.migration import RETIRED
from sim.blocks.demography.urban_core import core_share_of_newcomers, homes_factor
from tests.blocks.small_region import CITIES, CORE, closed, parameters, residents, year


def even(members: int = 1) -> DemographyParams:
    """Newcomers settle in the core as town dwellers do."""
    return replace(parameters(members), core_newcomer_odds=np.ones(members))


def first(value: float) -> Array:
    """A lever of the first city alone."""
    return np.array([value, *[0.0] * (CITIES - 1)])[:, None]


def town(made: DemographyYear) -> Array:
    return made.urban_residents


def test_a_core_of_town_dwellers_keeps_its_share_of_them_where_newcomers_do_as_residents() -> None:
    params = replace(even(), core_village_share=np.zeros((CITIES, 1)), urbanisation_logit_speed=np.zeros(1))
    population = residents(1)
    core = 0.4 * population[:, 0].sum(axis=(1, 2)) / 1e4
    made = year(population, params, core=core, wage=np.array([0.2, 0.0, -0.1])[:, None])
    np.testing.assert_allclose(made.urban_core / town(made), 0.4, rtol=1e-12)


def test_the_odds_of_newcomers_are_those_of_residents_times_the_registered_ratio() -> None:
    params = replace(parameters(1), core_newcomer_odds=np.array([2.0]))
    share = core_share_of_newcomers(np.array([[0.25]]), params)
    assert share[0, 0] / (1 - share[0, 0]) == pytest.approx(2 * 0.25 / 0.75)


def test_villagers_of_a_core_by_districts_stay_in_it_when_they_move_to_town() -> None:
    whole = replace(
        closed(parameters(1)),
        core_village_share=np.ones((CITIES, 1)),
        district_village_share=np.ones((CITIES, 1)),
        core_share_of_district_towns=np.ones((CITIES, 1)),
        mortality_rate=1e-9 + 0 * parameters(1).mortality_rate,
        urbanisation_logit_speed=np.array([0.06]),
    )
    population = residents(1)
    everybody = population.sum(axis=(1, 2, 3)) / 1e4
    made = year(population, whole, core=everybody, fertility=0.0)
    assert made.urbanising_by_age[:, 0].sum() > 1000
    np.testing.assert_allclose(made.urban_core, everybody, rtol=1e-6)


def test_the_core_never_holds_more_than_the_city_over_many_years() -> None:
    params, population = parameters(CHUNK), residents(CHUNK)
    core: Array | None = None
    filled: Array | float = 0.0
    for _ in range(30):
        made = year(population, params, core=core, filled=filled, urban_core_capacity=first(20.0))
        population, core, filled = made.population, made.urban_core, made.core_capacity_filled
        assert (core > 0).all() and (core < made.residents).all()


def test_homes_in_the_core_draw_people_and_fill_up() -> None:
    params, population = parameters(CHUNK), residents(CHUNK)
    base = year(population, params)
    some, more = (year(population, params, urban_core_capacity=first(x)) for x in (5.0, 10.0))
    gain = [(made.urban_core - base.urban_core)[0] for made in (some, more)]
    assert (gain[0] > 0).all() and (gain[0] < gain[1]).all() and (gain[1] < 2 * gain[0]).all()
    assert ((some.net_migration - base.net_migration)[1:] < 0).all()
    assert (some.core_capacity_filled[0] > 0).all() and (some.core_capacity_filled[0] < 5.0).all()
    assert np.array_equal(some.core_capacity_filled[1:], base.core_capacity_filled[1:])
    full = year(population, params, filled=first(5.0), urban_core_capacity=first(5.0))
    np.testing.assert_allclose(full.net_migration, base.net_migration, rtol=1e-12)


def test_fewer_homes_than_the_base_needs_push_people_away() -> None:
    params, population = parameters(CHUNK), residents(CHUNK)
    lost = (
        year(population, params, urban_core_capacity=first(-5.0)).urban_core
        - year(population, params).urban_core
    )
    assert (lost[0] < 0).all()


def test_the_price_of_a_home_falls_by_the_excess_over_both_elasticities() -> None:
    params = replace(
        parameters(1),
        housing_supply_elasticity=np.array([0.75]),
        housing_demand_elasticity=np.array([0.5]),
        housing_price_migration=np.array([-0.25]),
    )
    assert homes_factor(np.array([10.0]), np.array([100.0]), params)[0] == pytest.approx(1.1**0.2)
    assert homes_factor(np.array([0.0]), np.array([100.0]), params)[0] == 1.0


def test_county_towns_keep_people_in_the_city_and_out_of_the_core() -> None:
    params, population = parameters(CHUNK), residents(CHUNK)
    base, helped = year(population, params), year(population, params, county_town_upgrade=first(3000.0))
    assert (helped.net_migration[0] > base.net_migration[0]).all()
    to_core = [made.urban_core[0] / town(made)[0] for made in (base, helped)]
    assert (to_core[1] < to_core[0]).all()


def test_equal_services_draw_people_to_the_lagging_cities_in_the_order_of_their_gap() -> None:
    params = replace(
        parameters(1), service_gap=np.array([[0.0], [0.3], [0.6]]), departure_hazard=np.zeros((CITIES, 1))
    )
    population = residents(1)
    base, closing = (year(population, params, service_equalisation=x).net_migration for x in (0.0, 0.5))
    assert closing[0, 0] == base[0, 0]
    gain = np.log(closing / base)[:, 0]
    assert gain[2] == pytest.approx(2 * gain[1])
    wanted = params.service_amenity_elasticity * 0.5 * params.service_gap_of_revenue_gap * 0.3
    assert gain[1] == pytest.approx(wanted[0])


def test_care_draws_the_retired_more_than_others() -> None:
    params = replace(parameters(1), departure_hazard=np.zeros((CITIES, 1)))
    population = residents(1)
    base, cared = (
        year(population, params, health_elderly_services=x).migration_outside_by_age.sum(axis=(1, 2))
        for x in (0.0, 20.0)
    )
    ratio = (cared / base)[..., 0]
    np.testing.assert_allclose(
        ratio[:, :RETIRED], 1.2 ** (params.service_amenity_elasticity * params.health_service_weight)[0]
    )
    np.testing.assert_allclose(ratio[:, RETIRED:] / ratio[:, :1], 1.2 ** params.care_retiree_migration[0])


def test_the_mean_response_of_skilled_and_others_is_the_registered_one() -> None:
    params = parameters(CHUNK)
    others, skilled = wage_elasticities(params)
    mean = others + params.skilled_share * (skilled - others)
    np.testing.assert_allclose(mean, np.broadcast_to(params.migration_wage_elasticity, mean.shape))
    assert (skilled > others).all()


def test_support_for_talent_brings_skill_and_takes_it_from_the_other_cities() -> None:
    params, population = parameters(CHUNK), residents(CHUNK)
    nothing = year(population, params)
    assert np.abs(nothing.skilled_gain).max() == 0.0
    helped = year(population, params, talent_attraction=first(100.0))
    gain = helped.skilled_gain.sum(axis=1)
    assert (gain[0] > 0).all() and (gain[1:] < 0).all()
    closed_region = replace(params, outside_arrivals=0 * params.outside_arrivals)
    share = params.destination_share.copy()
    share[:, CITIES] = 0.0
    inside = replace(closed_region, destination_share=share / share.sum(axis=1, keepdims=True))
    made = year(population, inside, talent_attraction=first(100.0), wage=first(0.3))
    assert np.abs(made.skilled_gain).max() > 1.0
    assert np.abs(made.skilled_gain.sum(axis=0)).max() < 1e-9 * np.abs(made.skilled_gain).max()


def test_what_changed_after_the_count_enters_once() -> None:
    params, population = parameters(1), residents(1)
    change = 0.01 * population
    with_it = year(population, params, since_census=change)
    straight = year(population + change, params, core=CORE * population.sum(axis=(1, 2, 3)) * 1.01 / 1e4)
    np.testing.assert_allclose(with_it.population, straight.population, rtol=1e-12)
    np.testing.assert_allclose(with_it.urban_core / CORE / 1.01, straight.urban_core / CORE / 1.01, rtol=0.01)
    assert np.array_equal(with_it.since_census, np.zeros_like(population))


def test_care_is_needed_by_the_oldest() -> None:
    params, population = parameters(1), residents(1)
    made = year(population, params)
    oldest = made.population[:, :, :, 80:AGES].sum(axis=(1, 2, 3)) / 1e4
    np.testing.assert_allclose(made.care_places_needed, params.care_need_rate * oldest)


def test_fertility_strays_from_its_driver_as_a_random_walk_spreads() -> None:
    strayed = replace(parameters(1), fertility_deviation=np.array([0.1]))
    population = residents(1)
    straight = year(population, parameters(1)).births
    for years in (0.0, 3.0):
        made = year(population, strayed, years=years).births
        np.testing.assert_allclose(made / straight, np.exp(0.1 * np.sqrt(years + 1)))


def test_family_benefits_add_children_by_the_registered_effect() -> None:
    population = residents(1)
    straight, helped = (year(population, parameters(1), benefits=x).births for x in (0.0, 2.0))
    np.testing.assert_allclose(helped / straight, (1.3 + 2 * 0.06) / 1.3)


def test_the_index_of_services_starts_at_the_gap_and_ends_where_the_best_served_stand() -> None:
    params, population = parameters(1), residents(1)
    gap = params.service_gap_of_revenue_gap * params.service_gap
    np.testing.assert_allclose(year(population, params).service_index, np.exp(-gap))
    np.testing.assert_allclose(year(population, params, service_equalisation=1.0).service_index, 1.0)
    cared = year(population, params, health_elderly_services=20.0).service_index
    np.testing.assert_allclose(
        cared / np.exp(-gap), np.broadcast_to(1.2**params.health_service_weight, gap.shape)
    )


def test_villagers_go_to_the_core_from_the_districts_and_a_few_from_the_counties() -> None:
    params = replace(
        closed(parameters(1)),
        core_village_share=np.zeros((CITIES, 1)),
        mortality_rate=1e-9 + 0 * parameters(1).mortality_rate,
        urbanisation_logit_speed=np.array([0.06]),
        district_village_share=np.full((CITIES, 1), 0.25),
        core_share_of_district_towns=np.full((CITIES, 1), 0.8),
        county_villagers_to_core=np.array([0.1]),
    )
    population = residents(1)
    core = 0.3 * population[:, 0].sum(axis=(1, 2)) / 1e4
    made = year(population, params, core=core, fertility=0.0)
    moved = made.urbanising_by_age[:, 0].sum(axis=(1, 2)) / 1e4
    np.testing.assert_allclose(made.urban_core - core, (0.25 * 0.8 + 0.75 * 0.1) * moved, rtol=1e-5)
