"""The cohort-component block against identities, hand-computed cases and an independent Leslie matrix."""

from __future__ import annotations

from dataclasses import fields, replace
from math import exp

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.axes import AGES, CHUNK
from sim.blocks.demography.life_tables import life_table, life_years_lost, survival_ratios
from tests.blocks.small_region import (
    CITIES,
    RESIDENCES,
    SEXES,
    closed,
    imbalance,
    leslie_year,
    parameters,
    permuted,
    rates,
    residents,
    year,
)


def test_balances_in_every_cell_and_in_the_totals() -> None:
    opening = residents(CHUNK)
    made = year(opening, parameters(CHUNK), wage=0.1, gain=0.2, hukou_settlement=0.5, labour_mobility=0.3)
    assert imbalance(opening, made) < 1e-12
    change = made.population.sum(axis=(1, 2, 3)) - opening.sum(axis=(1, 2, 3))
    np.testing.assert_allclose(change, made.births - made.deaths + made.net_migration, rtol=1e-9)
    np.testing.assert_allclose(made.residents * 1e4, made.population.sum(axis=(1, 2, 3)), rtol=1e-12)
    np.testing.assert_allclose(made.urban_residents * 1e4, made.population[:, 0].sum(axis=(1, 2)), rtol=1e-12)


def test_moves_within_the_region_cancel_out() -> None:
    made = year(residents(CHUNK), parameters(CHUNK), labour_mobility=1.0)
    assert np.abs(made.migration_within_by_age).max() > 1.0
    over_cities = made.migration_within_by_age.sum(axis=(0, 1))
    assert np.abs(over_cities).max() < 1e-9 * np.abs(made.migration_within_by_age).max()
    assert np.abs(made.urbanising_by_age.sum(axis=1)).max() == 0.0
    assert (made.urbanising_by_age[:, 0] >= 0).all()


def test_agrees_with_an_independent_leslie_matrix() -> None:
    params, population = closed(parameters(1)), residents(1)
    expected = population[..., 0].copy()
    for _ in range(30):
        population = year(population, params).population
        expected = np.stack(
            [
                np.stack([leslie_year(expected[c, r], params, c) for r in range(RESIDENCES)])
                for c in range(CITIES)
            ]
        )
    np.testing.assert_allclose(population[..., 0], expected, rtol=1e-9)


def test_ages_settle_at_the_leading_eigenvector_of_the_leslie_matrix() -> None:
    params, population = closed(parameters(1)), residents(1)
    columns = []
    for age in range(AGES):
        one = np.zeros((SEXES, AGES))
        one[1, age] = 1.0
        columns.append(leslie_year(one, params, 0)[1])
    values, vectors = np.linalg.eig(np.stack(columns, axis=1))
    leading = np.abs(vectors[:, np.argmax(values.real)].real)
    for _ in range(1000):
        population = year(population, params).population
    women = population[0, 0, 1, :, 0]
    np.testing.assert_allclose(women / women.sum(), leading / leading.sum(), rtol=1e-6)


def test_a_closed_stationary_population_stays_still() -> None:
    params = closed(parameters(CHUNK))
    params = replace(params, sex_ratio_birth=np.full(CHUNK, 1.06))
    table = life_table(params.mortality_level[:, None, None] * params.mortality_rate)
    share = np.array([1.06, 1.0])[:, None, None] / 2.06
    by_sex_age = 1e4 * share * table["person_years"]
    by_sex_age[..., -1, :] = 1e4 * share[:, 0] * table["person_years_above"][..., -1, :]
    births = 1e4 / (by_sex_age[:, 1] * params.fertility_pattern).sum(axis=1)
    params = replace(params, city_total_fertility_rate=births)
    opening = np.repeat(np.repeat(by_sex_age[:, None], RESIDENCES, axis=1), CHUNK, axis=-1)
    population = opening
    for _ in range(40):
        population = year(population, params).population
    np.testing.assert_allclose(population, opening, rtol=1e-9)


def test_without_births_everybody_dies() -> None:
    params, population = closed(parameters(1)), residents(1)
    start = population.sum()
    for _ in range(50):
        made = year(population, params, fertility=0.0)
        assert made.births.max() == 0.0
        assert made.population.sum() < population.sum()
        population = made.population
    assert population[..., :50, :].max() == 0.0
    for _ in range(120):
        population = year(population, params, fertility=0.0).population
    assert 0.0 <= population.sum() < 1e-9 * start


def test_permuting_the_cities_permutes_the_results() -> None:
    order = [2, 0, 1]
    params, population = parameters(CHUNK), residents(CHUNK)
    wage = np.linspace(-0.1, 0.2, CITIES)[:, None]
    homes = np.array([4.0, 0.0, 9.0])[:, None]
    levers = {"labour_mobility": 0.5, "service_equalisation": 0.3, "health_elderly_services": 10.0}
    straight = year(population, params, wage=wage, urban_core_capacity=homes, **levers)
    mixed = year(
        population[order],
        permuted(params, order),
        wage=wage[order],
        urban_core_capacity=homes[order],
        **levers,
    )
    for field in fields(straight):
        if field.name not in ("mortality_index", "years_projected"):
            expected = getattr(straight, field.name)[order]
            np.testing.assert_allclose(getattr(mixed, field.name), expected, rtol=1e-9, atol=1e-6)


def test_equal_cities_fare_equally() -> None:
    params = parameters(CHUNK)
    alike = {
        field.name: np.repeat(getattr(params, field.name)[:1], CITIES, axis=0)
        for field in fields(params)
        if getattr(params, field.name).shape[0] == CITIES
    }
    share = np.full((CITIES, CITIES + 1, 1), 0.2)
    share[np.arange(CITIES), np.arange(CITIES)] = 0.0
    alike["destination_share"] = share / share.sum(axis=1, keepdims=True)
    population = np.repeat(residents(CHUNK)[:1], CITIES, axis=0)
    made = year(population, replace(params, **alike), wage=0.2, hukou_settlement=0.4)
    for city in range(1, CITIES):
        np.testing.assert_allclose(made.population[city], made.population[0], rtol=1e-12)
    assert np.abs(made.net_migration_within).max() < 1e-9 * made.deaths.min()


def test_a_member_alone_equals_itself_in_a_batch_to_the_last_bit() -> None:
    params, population = parameters(CHUNK), residents(CHUNK)
    wage = np.random.default_rng(3).normal(0, 0.1, (CITIES, CHUNK))
    levers = {
        "hukou_settlement": 0.3,
        "labour_mobility": 0.2,
        "urban_core_capacity": 5.0,
        "county_town_upgrade": 1000.0,
        "service_equalisation": 0.3,
        "health_elderly_services": 15.0,
    }
    batch = year(population, params, wage=wage, gain=0.2, **levers)
    for member in (0, 17, CHUNK - 1):
        alone = {
            field.name: np.repeat(value[..., [member]], CHUNK, axis=-1)
            for field in fields(params)
            if (value := getattr(params, field.name)).shape[-1] == CHUNK
        }
        single = year(
            np.repeat(population[..., [member]], CHUNK, axis=-1),
            replace(params, **alone),
            wage=np.repeat(wage[:, [member]], CHUNK, axis=-1),
            gain=0.2,
            **levers,
        )
        for field in fields(batch):
            mine, theirs = getattr(single, field.name)[..., 0], getattr(batch, field.name)[..., member]
            assert np.array_equal(mine, theirs), field.name


def test_life_expectancy_follows_its_driver() -> None:
    params, index = parameters(1), np.ones((SEXES, 1))
    population = residents(1)
    before = life_table(params.mortality_rate)["life_expectancy"][:, 0]
    for _ in range(20):
        index = year(population, params, index=index, gain=0.25).mortality_index
    after = life_table(params.mortality_rate * index[:, None])["life_expectancy"][:, 0]
    np.testing.assert_allclose(after - before, 5.0, atol=0.05)


def test_life_table_of_a_constant_rate_is_exponential() -> None:
    table = life_table(np.full((AGES, 1), 0.1))
    np.testing.assert_allclose(table["life_expectancy"], 10.0)
    np.testing.assert_allclose(table["survivors"][:, 0], np.exp(-0.1 * np.arange(AGES)))
    assert table["deaths"].sum() == pytest.approx(1.0)
    ratios, newborn = survival_ratios(np.full((AGES, 1), 0.1))
    np.testing.assert_allclose(ratios, exp(-0.1))
    assert newborn[0] == pytest.approx((1 - exp(-0.1)) / 0.1)


def test_survival_ratios_are_those_of_the_life_table() -> None:
    ratios, newborn = survival_ratios(rates())
    table = life_table(rates())
    lived, above = table["person_years"], table["person_years_above"]
    np.testing.assert_allclose(ratios[:, :-2], lived[:, 1:-1] / lived[:, :-2], rtol=1e-12)
    np.testing.assert_allclose(
        ratios[:, -2:], (above[:, -1:] / above[:, -2:-1]).repeat(2, axis=1), rtol=1e-12
    )
    np.testing.assert_allclose(newborn, lived[:, 0])


def test_life_years_lost_are_the_slope_of_life_expectancy() -> None:
    eps = 1e-5
    low, high = (life_table(rates() * exp(sign * eps))["life_expectancy"][:, 0] for sign in (1, -1))
    np.testing.assert_allclose(life_years_lost(life_table(rates())), (high - low) / (2 * eps), rtol=0.01)


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    wage=st.floats(-1.0, 1.0),
    hukou=st.floats(0.0, 1.0),
    mobility=st.floats(0.0, 1.0),
    talent=st.floats(0.0, 100.0),
    fertility=st.floats(0.0, 8.0),
    gain=st.floats(-0.5, 0.5),
    homes=st.floats(-50.0, 300.0),
    services=st.floats(0.0, 1.0),
    care=st.floats(0.0, 50.0),
    county=st.floats(0.0, 5000.0),
    counted=st.floats(-0.01, 0.01),
)
def test_any_year_balances_and_leaves_nobody_negative(
    seed: int,
    wage: float,
    hukou: float,
    mobility: float,
    talent: float,
    fertility: float,
    gain: float,
    homes: float,
    services: float,
    care: float,
    county: float,
    counted: float,
) -> None:
    params, opening = parameters(2, seed=seed), residents(2, seed=seed)
    opening[:, :, :, seed % AGES] = 0.0
    core = 0.3 * opening.sum(axis=(1, 2, 3)) / 1e4
    made = year(
        opening,
        params,
        wage=np.array([wage, 0.0, -wage])[:, None],
        fertility=fertility,
        gain=gain,
        hukou_settlement=hukou,
        labour_mobility=mobility,
        talent_attraction=talent,
        urban_core_capacity=homes / 50 * core.min() * 0.9 if homes < 0 else homes,
        service_equalisation=services,
        health_elderly_services=care,
        county_town_upgrade=county,
        core=core,
        since_census=counted * opening,
    )
    assert imbalance(opening * (1 + counted), made) < 1e-9
    assert made.population.min() >= 0.0
    assert made.deaths_by_age.min() >= 0.0
    assert np.abs(made.net_migration_within.sum(axis=0)).max() < 1e-6
    assert (made.urban_core > 0).all() and (made.urban_core < made.residents).all()
