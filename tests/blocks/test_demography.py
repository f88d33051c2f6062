"""The cohort-component block against identities, hand-computed cases and an independent Leslie matrix."""

from __future__ import annotations

from dataclasses import fields, replace
from math import exp

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.axes import AGES, CHUNK, Array
from sim.blocks.demography import DemographyParams, DemographyYear, step
from sim.blocks.demography.life_tables import dependency_ratios, life_table, life_years_lost, survival_ratios
from sim.blocks.demography.migration import ease, settlement_cost_share

CITIES, RESIDENCES, SEXES = 3, 2, 2
NEUTRAL = {"hukou_settlement": 0.0, "labour_mobility": 0.0, "talent_attraction": 0.0}


def rates() -> Array:
    """Death rates [sex, age, 1] that rise with age as people's do, men's above women's."""
    age = np.arange(AGES)
    women = 0.0003 + 0.006 * np.exp(-age) + 0.00002 * np.exp(0.1 * age)
    return np.stack([1.3 * women, women])[..., None]


def parameters(members: int, cities: int = CITIES, seed: int = 1) -> DemographyParams:
    """A made-up region in which the cities differ."""
    rng = np.random.default_rng(seed)
    schedule = np.exp(-0.5 * ((np.arange(AGES) - 24) / 8) ** 2) + 0.1
    pattern = np.exp(-0.5 * ((np.arange(AGES) - 29) / 5) ** 2)
    pattern[:15] = pattern[50:] = 0.0
    destinations = rng.uniform(0.5, 1.5, (cities, cities + 1))
    destinations[np.arange(cities), np.arange(cities)] = 0.0
    profile = np.broadcast_to(schedule, (SEXES, AGES))
    return DemographyParams(
        mortality_rate=rates(),
        mortality_level=rng.uniform(0.8, 1.2, (cities, 1)),
        fertility_pattern=(pattern / pattern.sum())[:, None],
        city_total_fertility_rate=rng.uniform(1.0, 1.7, (cities, 1)),
        reference_total_fertility_rate=np.full(members, 1.3),
        sex_ratio_birth=rng.uniform(1.05, 1.12, members),
        migration_schedule=(schedule / schedule.sum())[:, None],
        departure_hazard=rng.uniform(0.5, 1.5, (cities, 1)),
        destination_share=(destinations / destinations.sum(axis=1, keepdims=True))[..., None],
        outside_arrivals=rng.uniform(1e4, 5e4, (cities, 1)),
        outside_profile=(profile / profile.sum())[..., None],
        skilled_share=rng.uniform(0.1, 0.3, (cities, 1)),
        urbanisation_pace=rng.uniform(0.8, 1.2, (cities, 1)),
        rural_schedule_mean=np.full((cities, 1), 0.01),
        urbanisation_logit_speed=rng.uniform(0.03, 0.07, members),
        migration_wage_elasticity=rng.uniform(0.8, 3.0, members),
        hukou_cost_within=rng.uniform(0.25, 0.65, members),
        hukou_reform_inflow=rng.uniform(0.01, 0.15, members),
        mobility_cost_cut=rng.uniform(0.03, 0.4, members),
        talent_policy_inflow=rng.uniform(0.01, 0.2, members),
    )


def closed(params: DemographyParams) -> DemographyParams:
    """The same region with nobody moving."""
    return replace(
        params,
        departure_hazard=0 * params.departure_hazard,
        outside_arrivals=0 * params.outside_arrivals,
        urbanisation_logit_speed=0 * params.urbanisation_logit_speed,
    )


def residents(members: int, cities: int = CITIES, seed: int = 2) -> Array:
    """Persons [city, residence, sex, age, member]."""
    rng = np.random.default_rng(seed)
    lived = life_table(rates())["person_years"]
    return rng.uniform(1e3, 5e4, (cities, RESIDENCES, SEXES, AGES, members)) * lived


def year(
    population: Array,
    params: DemographyParams,
    *,
    index: Array | None = None,
    wage: float | Array = 0.0,
    fertility: float | Array = 1.3,
    gain: float = 0.0,
    **levers: float | Array,
) -> DemographyYear:
    """One step; numbers stand for the same value everywhere."""
    cities, members = population.shape[0], population.shape[-1]
    lever = {**NEUTRAL, **levers}

    def by_city(value: float | Array) -> Array:
        return np.broadcast_to(np.asarray(value, dtype=float), (cities, members)).copy()

    def everywhere(value: float | Array) -> Array:
        return np.broadcast_to(np.asarray(value, dtype=float), (members,)).copy()

    return step(
        opening_population=population,
        opening_mortality_index=np.ones((SEXES, members)) if index is None else index,
        opening_relative_wage=by_city(wage),
        driver_total_fertility_rate=everywhere(fertility),
        driver_life_expectancy_gain_male=everywhere(gain),
        driver_life_expectancy_gain_female=everywhere(gain),
        driver_outside_movers=everywhere(1.0),
        lever_hukou_settlement=by_city(lever["hukou_settlement"]),
        lever_labour_mobility=everywhere(lever["labour_mobility"]),
        lever_talent_attraction=by_city(lever["talent_attraction"]),
        params=params,
    )


def imbalance(opening: Array, made: DemographyYear) -> float:
    """Largest relative gap of the balancing equation over cities, residences, sexes and ages."""
    expected = np.zeros_like(opening)
    expected[..., 1:, :] = opening[..., :-1, :]
    expected[..., -1, :] += opening[..., -1, :]
    expected[..., 0, :] = made.births_by_sex
    expected = expected - made.deaths_by_age + made.migration_within_by_age
    expected += made.migration_outside_by_age + made.urbanising_by_age
    return float((np.abs(made.population - expected) / (1 + np.abs(expected))).max())


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


def leslie_year(population: Array, params: DemographyParams, city: int) -> Array:
    """One closed year of one city and residence [sex, age] by loops, written apart from the block."""
    level = params.mortality_level[city, 0]
    closing = np.zeros((SEXES, AGES))
    lived = np.zeros((SEXES, AGES))
    for sex in range(SEXES):
        alive = 1.0
        for age in range(AGES):
            m = level * params.mortality_rate[sex, age, 0]
            last = age == AGES - 1
            lived[sex, age] = alive / m if last else alive * (1 - exp(-m)) / m
            alive *= exp(-m)
        for age in range(AGES - 2):
            closing[sex, age + 1] = population[sex, age] * lived[sex, age + 1] / lived[sex, age]
        to_open = lived[sex, AGES - 1] / (lived[sex, AGES - 2] + lived[sex, AGES - 1])
        closing[sex, AGES - 1] = (population[sex, AGES - 2] + population[sex, AGES - 1]) * to_open
    births = 0.0
    for age in range(15, 50):
        women = (population[1, age] + closing[1, age]) / 2
        births += params.city_total_fertility_rate[city, 0] * params.fertility_pattern[age, 0] * women
    boys = params.sex_ratio_birth[0] / (1 + params.sex_ratio_birth[0])
    closing[0, 0] = births * boys * lived[0, 0]
    closing[1, 0] = births * (1 - boys) * lived[1, 0]
    return closing


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


def permuted(params: DemographyParams, order: list[int]) -> DemographyParams:
    """The region with its cities in another order."""
    changed = {
        field.name: getattr(params, field.name)[order]
        for field in fields(params)
        if getattr(params, field.name).shape[0] == CITIES
    }
    changed["destination_share"] = params.destination_share[order][:, [*order, CITIES]]
    return replace(params, **changed)


def test_permuting_the_cities_permutes_the_results() -> None:
    order = [2, 0, 1]
    params, population = parameters(CHUNK), residents(CHUNK)
    wage = np.linspace(-0.1, 0.2, CITIES)[:, None]
    straight = year(population, params, wage=wage, labour_mobility=0.5)
    mixed = year(population[order], permuted(params, order), wage=wage[order], labour_mobility=0.5)
    for field in fields(straight):
        if field.name != "mortality_index":
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
    batch = year(population, params, wage=wage, gain=0.2, hukou_settlement=0.3, labour_mobility=0.2)
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
            hukou_settlement=0.3,
            labour_mobility=0.2,
        )
        for field in fields(batch):
            mine, theirs = getattr(single, field.name)[..., 0], getattr(batch, field.name)[..., member]
            assert np.array_equal(mine, theirs), field.name


def test_neutral_levers_do_nothing_to_the_last_bit() -> None:
    params, population = parameters(CHUNK), residents(CHUNK)
    none = np.zeros(CHUNK)
    powerless = replace(params, hukou_reform_inflow=none, mobility_cost_cut=none, talent_policy_inflow=none)
    with_neutral = year(population, params)
    without = year(population, powerless, hukou_settlement=1.0, labour_mobility=1.0, talent_attraction=100.0)
    for field in fields(with_neutral):
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


def test_dependency_ratios_of_one_person_per_age() -> None:
    ratios = dependency_ratios(np.ones((AGES, 1)))
    assert ratios["youth"][0] == pytest.approx(15 / 50)
    assert ratios["old_age"][0] == pytest.approx(36 / 50)
    assert ratios["total"][0] == pytest.approx(51 / 50)


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    wage=st.floats(-1.0, 1.0),
    hukou=st.floats(0.0, 1.0),
    mobility=st.floats(0.0, 1.0),
    talent=st.floats(0.0, 100.0),
    fertility=st.floats(0.0, 8.0),
    gain=st.floats(-0.5, 0.5),
)
def test_any_year_balances_and_leaves_nobody_negative(
    seed: int, wage: float, hukou: float, mobility: float, talent: float, fertility: float, gain: float
) -> None:
    params, opening = parameters(2, seed=seed), residents(2, seed=seed)
    opening[:, :, :, seed % AGES] = 0.0
    made = year(
        opening,
        params,
        wage=np.array([wage, 0.0, -wage])[:, None],
        fertility=fertility,
        gain=gain,
        hukou_settlement=hukou,
        labour_mobility=mobility,
        talent_attraction=talent,
    )
    assert imbalance(opening, made) < 1e-9
    assert made.population.min() >= 0.0
    assert made.deaths_by_age.min() >= 0.0
    assert np.abs(made.net_migration_within.sum(axis=0)).max() < 1e-6
