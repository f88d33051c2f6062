"""The population builder against the figures it must keep, and its methods against cases worked by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calibration.population import Places, PopulationBaseline, build
from calibration.population.ages import single_years, whole_persons
from calibration.population.fertility import total_fertility
from calibration.population.flows import MigrantStocks, flow_table, gravity_shares, rogers_castro
from calibration.population.intercensal import FirstCensus, first_census_ages, net_migrants, survival
from calibration.population.mortality import life_expectancy, single_year_rates
from calibration.population.readings import GROUP_NAMES, GROUP_STARTS
from calibration.population.residence import fit_residence
from calibration.tables import SOURCES, Figures
from sim.axes import AGES, Array

PLACES = Places(
    cities=("qingdao", "yantai", "weifang", "weihai", "rizhao"),
    rest_of_province=("jinan", "linyi"),
    province="shandong",
    nation="china",
)
PARAMETERS = {
    "rc_a1": 0.02,
    "rc_alpha1": 0.1,
    "rc_a2": 0.06,
    "rc_mu2": 20.0,
    "rc_alpha2": 0.1,
    "rc_lambda2": 0.4,
    "rc_c": 0.003,
    "migration_distance_elasticity": -1.0,
}


@pytest.fixture(scope="module")
def baseline() -> PopulationBaseline:
    return build(SOURCES, places=PLACES, parameters=PARAMETERS)


@pytest.fixture(scope="module")
def census() -> Figures:
    return Figures("census_2020")


def test_every_published_group_is_kept_to_the_person(baseline: PopulationBaseline, census: Figures) -> None:
    by_sex_age = baseline.population.sum(axis=1)
    bounds = [*GROUP_STARTS, AGES]
    for c, city in enumerate(PLACES.cities):
        for s, sex in enumerate(("male", "female")):
            for name, first, end in zip(GROUP_NAMES, bounds[:-1], bounds[1:], strict=True):
                published = census.value(city, f"population_{sex}_age_{name}", 2020)
                assert by_sex_age[c, s, first:end].sum() == published, (city, sex, name)


def test_city_urban_and_region_totals_are_the_census(baseline: PopulationBaseline, census: Figures) -> None:
    for c, city in enumerate(PLACES.cities):
        assert baseline.population[c, 0].sum() == census.value(city, "population_urban", 2020)
        assert baseline.population[c, 1].sum() == census.value(city, "population_rural", 2020)
    assert round(baseline.population.sum() / 1e4, 1) == 3243.5
    assert baseline.population.min() >= 0
    assert np.array_equal(baseline.population, np.round(baseline.population))


def test_life_expectancy_is_the_published_one(baseline: PopulationBaseline) -> None:
    vital = Figures("vital_schedules")
    for s, sex in enumerate(("male", "female")):
        published = vital.series("china", f"life_expectancy_{sex}")[2020]
        assert life_expectancy(baseline.mortality_rate[s]) == pytest.approx(published, abs=1e-9)


def test_city_fertility_gives_back_the_infants_counted(baseline: PopulationBaseline, census: Figures) -> None:
    women = baseline.population.sum(axis=1)[:, 1]
    exposure = women.copy()
    exposure[:, :-1] = (women[:, :-1] + women[:, 1:]) / 2
    births = baseline.city_total_fertility_rate * (exposure @ baseline.fertility_pattern)
    np.testing.assert_allclose(births, baseline.births)
    infants = [census.value(city, "births_proxy", 2020) for city in PLACES.cities]
    assert ((baseline.births > infants) & (baseline.births < 1.01 * np.array(infants))).all()


def test_flows_give_back_each_citys_net_migration(baseline: PopulationBaseline) -> None:
    flows = baseline.flows
    nets = flows.sum(axis=0) - flows.sum(axis=1)
    np.testing.assert_allclose(nets[:-1], baseline.net_migration, atol=1e-6)
    assert nets.sum() == pytest.approx(0.0, abs=1e-6)
    assert (np.diag(flows) == 0).all()
    assert flows.min() >= 0


def test_hazards_give_back_the_departures(baseline: PopulationBaseline) -> None:
    hazard = baseline.departure_hazard[:, None] * baseline.migration_schedule
    leaving = (baseline.population.sum(axis=(1, 2)) * -np.expm1(-hazard)).sum(axis=1)
    np.testing.assert_allclose(leaving, baseline.flows[:-1].sum(axis=1), rtol=1e-9)
    np.testing.assert_allclose(baseline.destination_share.sum(axis=1), 1.0)


def test_ranges_hold_the_central_values(baseline: PopulationBaseline) -> None:
    assert (baseline.net_migration_low < baseline.net_migration).all()
    assert (baseline.net_migration < baseline.net_migration_high).all()
    assert (baseline.mortality_level_low < baseline.mortality_level).all()
    assert (baseline.mortality_level < baseline.mortality_level_high).all()
    assert (baseline.city_total_fertility_rate < baseline.city_total_fertility_rate_high).all()
    assert {note["provenance"] for note in baseline.notes} <= {"sourced", "derived"}


def test_equal_groups_make_equal_ages() -> None:
    groups = np.array([10.0, 40.0, *[50.0] * 16, 16.0])
    ages = single_years(groups, GROUP_STARTS, np.ones(AGES - 85))
    assert (ages[:85] == 10.0).all()
    assert (ages[85:] == 1.0).all()


@given(st.lists(st.integers(0, 10**6), min_size=len(GROUP_STARTS), max_size=len(GROUP_STARTS)))
def test_any_groups_are_kept(groups: list[int]) -> None:
    ages = single_years(np.array(groups, dtype=float), GROUP_STARTS, np.linspace(1.0, 0.1, AGES - 85))
    assert np.add.reduceat(ages, GROUP_STARTS).tolist() == groups
    assert ages.min() >= 0


def test_largest_remainders_are_rounded_up() -> None:
    assert whole_persons(np.array([1.2, 2.7, 3.1]), 7.0).tolist() == [1.0, 3.0, 3.0]
    with pytest.raises(ValueError, match="add up"):
        whole_persons(np.array([1.2, 2.7]), 9.0)


def test_single_year_rates_keep_the_rate_of_each_group() -> None:
    starts = [0, 1, *range(5, 101, 5)]
    rates = np.array([0.006, *0.0003 * np.exp(0.08 * np.array(starts[1:]))])
    single = single_year_rates(starts, rates)
    alive, deaths, lived = 1.0, np.zeros(AGES), np.zeros(AGES)
    for age in range(AGES):
        deaths[age] = alive * (1 - np.exp(-single[age]))
        lived[age] = deaths[age] / single[age]
        alive -= deaths[age]
    for first, end, rate in zip(starts[:-1], starts[1:], rates[:-1], strict=True):
        assert deaths[first:end].sum() / lived[first:end].sum() == pytest.approx(rate)
    assert single[100] == pytest.approx(rates[-1])
    assert (np.diff(single[5:]) > 0).all()


def test_residence_keeps_both_margins_and_the_pattern() -> None:
    totals = np.full((2, AGES), 100.0)
    share = np.linspace(0.8, 0.4, AGES)
    fitted = fit_residence(totals, 12000.0, share)
    assert np.array_equal(fitted.sum(axis=0), totals)
    assert fitted[0].sum() == 12000.0
    assert (np.diff(fitted[0].mean(axis=0)) <= 0.5).all()
    odds = fitted[0] / fitted[1] / (share / (1 - share))
    np.testing.assert_allclose(odds, np.median(odds), rtol=0.08)


def _closed_decade(rates: Array) -> tuple[Array, Array]:
    then = 1e4 * np.exp(-0.01 * np.arange(AGES)) * survival(rates, 10)[1]
    now = np.zeros_like(then)
    ratios = survival(rates, 10)[0]
    now[:, 10:] = (then * ratios)[:, :-10]
    now[:, -1] = (then * ratios)[:, -11:].sum(axis=1)
    now[:, :10] = 5000.0
    return then, now


def test_survival_residual_finds_the_migrants_and_no_others() -> None:
    age = np.arange(AGES)
    rates = np.stack([1.2, 1.0])[:, None] * (0.0005 + 0.00003 * np.exp(0.1 * age))
    then, now = _closed_decade(rates)
    starts = (0, 15, 60, 65)
    first = FirstCensus(starts, np.add.reduceat(then.sum(axis=0), starts), then.sum(axis=1))
    np.testing.assert_allclose(first_census_ages(now, first, rates, 10)[:, :80], then[:, :80], rtol=1e-6)
    np.testing.assert_allclose(net_migrants(now, first, rates, 10), 0.0, atol=1e-3 * then.sum() / 1e3)
    now[:, 30] += 500.0
    found = net_migrants(now, first, rates, 10)
    assert found.sum() == pytest.approx(1000.0, rel=0.05)
    assert np.argmax(found) == 1


def test_fertility_of_one_child_per_woman_is_one() -> None:
    residents = np.full((1, 2, AGES), 1000.0)
    pattern = np.zeros(AGES)
    pattern[20:30] = 0.1
    residents[:, :, 0] = 500.0
    assert total_fertility(residents, np.ones((1, 2, AGES)), pattern, range(1))[0] == pytest.approx(1.0)


def test_gravity_halves_with_twice_the_distance() -> None:
    shares = gravity_shares(np.array([5.0, 5.0, 5.0]), np.array([[0.0, 1.0], [1.0, 0.0], [2.0, 2.0]]), -1.0)
    np.testing.assert_allclose(shares, [[0.0, 2 / 3], [2 / 3, 0.0], [1 / 3, 1 / 3]])


def test_net_gain_above_gross_arrivals_is_refused() -> None:
    stocks = MigrantStocks(np.array([100.0, 100.0]), np.array([100.0, 100.0]), 0.5)
    shares = np.array([[0.0, 0.5], [0.5, 0.0], [0.5, 0.5]])
    assert flow_table(stocks, shares, np.array([5.0, -5.0]), 10)[0, 2] == pytest.approx(15 - 5 - 2.5)
    with pytest.raises(ValueError, match="gross arrivals"):
        flow_table(stocks, shares, np.array([50.0, -5.0]), 10)


def test_migration_schedule_peaks_after_twenty() -> None:
    schedule = rogers_castro(PARAMETERS)
    assert schedule.sum() == pytest.approx(1.0)
    assert 20 <= int(np.argmax(schedule)) <= 26
    flat = rogers_castro({**PARAMETERS, "rc_a1": 0.0, "rc_a2": 0.0})
    np.testing.assert_allclose(flat, 1 / AGES)
