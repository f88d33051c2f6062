"""Demography: moves between cities, with the outside, and from village to town."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from sim.axes import CHUNK
from sim.blocks.demography.attraction import ease, settlement_cost_share
from tests.blocks.small_region import (
    parameters,
    rates,
    residents,
    year,
)


def test_neutral_levers_do_nothing_to_the_last_bit() -> None:
    params, population = parameters(CHUNK), residents(CHUNK)
    none = np.zeros(CHUNK)
    powerless = replace(
        params,
        hukou_reform_inflow=none,
        mobility_cost_cut=none,
        talent_policy_inflow=none,
        housing_price_migration=none,
        county_amenity_retention=none,
        service_amenity_elasticity=none,
        care_retiree_migration=none,
    )
    with_neutral = year(population, params)
    without = year(
        population,
        powerless,
        hukou_settlement=1.0,
        labour_mobility=1.0,
        talent_attraction=100.0,
        urban_core_capacity=5.0,
        county_town_upgrade=2000.0,
        service_equalisation=1.0,
        health_elderly_services=50.0,
    )
    for field in fields(with_neutral):
        if field.name == "service_index":  # the measure itself, not what people make of it
            continue
        assert np.array_equal(getattr(with_neutral, field.name), getattr(without, field.name)), field.name


def test_full_settlement_raises_arrivals_by_the_published_response() -> None:
    params, population = parameters(CHUNK), residents(CHUNK)
    nobody_leaves = replace(params, departure_hazard=0 * params.departure_hazard)
    base = year(population, nobody_leaves).net_migration_outside
    settled = year(population, nobody_leaves, hukou_settlement=1.0).net_migration_outside
    np.testing.assert_allclose(settled / base, np.broadcast_to(1 + params.hukou_reform_inflow, base.shape))


@pytest.mark.parametrize("lever, full", [("hukou_settlement", 1.0), ("talent_attraction", 100.0)])
def test_one_city_gains_partly_what_the_others_lose(lever: str, full: float) -> None:
    params, population = parameters(CHUNK), residents(CHUNK)
    value = np.array([full, 0.0, 0.0])[:, None]
    change = year(population, params, **{lever: value}).net_migration - year(population, params).net_migration
    assert (change[0] > 0).all()
    assert (change[1:] < 0).all()
    assert (change.sum(axis=0) > 0).all()


def test_mobility_moves_people_between_cities_only() -> None:
    params, population = parameters(CHUNK), residents(CHUNK)
    still = replace(params, departure_hazard=0 * params.departure_hazard)
    made, base = year(population, still, labour_mobility=1.0), year(population, still)
    assert np.array_equal(made.net_migration, base.net_migration)
    moving = year(population, params, labour_mobility=1.0)
    turnover = np.abs(moving.migration_within_by_age).sum()
    assert turnover > np.abs(year(population, params).migration_within_by_age).sum()


def test_of_mobility_the_delivered_part_counts() -> None:
    population, params = residents(CHUNK), parameters(CHUNK)
    planned = year(population, params, labour_mobility=0.8, delivery=0.5)
    done = year(population, params, labour_mobility=0.4, delivery=1.0)
    np.testing.assert_array_equal(planned.population, done.population)


def test_measures_on_one_cost_leave_the_product_of_what_each_leaves() -> None:
    params = replace(
        parameters(1),
        migration_wage_elasticity=np.array([2.0]),
        hukou_cost_within=np.array([0.5]),
        hukou_reform_inflow=np.array([0.21]),
    )
    assert settlement_cost_share(params)[0] == pytest.approx(0.1)
    assert ease(np.array([0.9 * 0.8]), params)[0] == pytest.approx((0.64 / 0.5) ** 2)
    assert ease(np.array([1.0]), params)[0] == 1.0


def test_people_move_towards_wages() -> None:
    params, population = parameters(CHUNK), residents(CHUNK)
    wage = np.array([0.1, 0.0, -0.1])[:, None]
    change = year(population, params, wage=wage).net_migration - year(population, params).net_migration
    assert (change[0] > 0).all()
    assert (change[2] < 0).all()


def test_village_to_town_moves_follow_the_logistic_speed() -> None:
    params, population = parameters(1), residents(1)
    params = replace(params, departure_hazard=0 * params.departure_hazard, mortality_rate=rates() * 1e-6)
    rural = population[:, 1]
    mean = (rural * params.migration_schedule).sum(axis=(1, 2)) / rural.sum(axis=(1, 2))
    made = year(population, replace(params, rural_schedule_mean=mean), fertility=0.0)
    town = population[:, 0].sum(axis=(1, 2)) / population.sum(axis=(1, 2, 3))
    expected = params.urbanisation_logit_speed * params.urbanisation_pace * town * rural.sum(axis=(1, 2))
    np.testing.assert_allclose(made.urbanising_by_age[:, 0].sum(axis=(1, 2)), expected, rtol=0.05)
