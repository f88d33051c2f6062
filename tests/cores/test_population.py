"""The demography core on the real baseline: the count, its two months, and deviations that go together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.axes import Array
from sim.baseline import load
from sim.blocks.demography import DemographyParams
from sim.cores import population
from sim.cores.core import Core
from sim.parameters import draws, register
from sim.scenario.drivers import Series
from sim.simulate import simulate
from tests.runs import run, scenario

MANY = 4000


def drawn(members: int, **overrides: float) -> dict[str, Array]:
    return draws(population.PARAMETERS, members=members, seed=3, uncertain=True, overrides=overrides)


def core(given: dict[str, Array]) -> tuple[Core, DemographyParams]:
    made = population.build(load(), given, np.array([1.3]))
    params = made.params["demography"]
    assert isinstance(params, DemographyParams)
    return made, params


def with_driver(name: str, values: dict[int, float]) -> Series:
    return replace(scenario("base").drivers.series[name], values=values)


def under(name: str, values: dict[int, float]) -> dict[str, Array]:
    """Fields of the base with one driver changed."""
    base = scenario("base")
    series = {**base.drivers.series, name: with_driver(name, values)}
    changed = replace(base, drivers=replace(base.drivers, series=series))
    return dict(simulate(changed, load()).fields)


def test_the_first_member_has_no_deviation_and_the_census_is_kept_to_the_person() -> None:
    made, params = core(drawn(8))
    assert params.fertility_deviation[0] == params.life_expectancy_gain_deviation[0] == 0.0
    np.testing.assert_array_equal(params.mortality_level[:, 0], load()["mortality_level"])
    np.testing.assert_array_equal(params.outside_arrivals[:, 0], load()["outside_arrivals"])
    people = made.base_year["population"]
    assert np.array_equal(people, np.round(people))
    assert people[..., 5].sum() == 32435456


def test_two_months_are_a_sixth_of_a_year_at_base_rates() -> None:
    made, params = core(drawn(1))
    change = made.base_year["since_census"].sum(axis=(1, 2, 3))[:, 0]
    year = population.quiet_year(made.base_year["population"], params)
    yearly = (year.births - year.deaths + year.net_migration)[:, 0]
    np.testing.assert_allclose(change, yearly * 61 / 366, rtol=1e-5)
    assert 5_000 < change.sum() < 30_000


@pytest.mark.parametrize("correlation", [0.1, 0.4])
def test_deviations_are_standard_normal_and_correlated_as_registered(correlation: float) -> None:
    given = drawn(MANY, corr_vital=correlation)
    deviations = np.stack(
        [
            population.deviation(given, name)[1:]
            for name in ("fertility_error", "longevity_error", "migration_error")
        ]
    )
    np.testing.assert_allclose(deviations.std(axis=1), 1.0, atol=0.05)
    found = np.corrcoef(deviations)[np.triu_indices(3, 1)]
    np.testing.assert_allclose(found, correlation, atol=0.06)


def test_net_migration_rises_with_the_level_of_mortality_that_served_its_residual() -> None:
    level, net = load().tables["mortality_level"], load().tables["net_migration"]
    given = {"mortality_level_error": np.array([0.0, 1.0, -1.0])}
    found, more = population.mortality_and_net(load(), given)
    np.testing.assert_allclose(found[:, 0], level.values)
    assert (found[:, 1] > found[:, 0]).all() and (found[:, 2] < found[:, 0]).all()
    slope = (net.high - net.low) / np.log(level.high / level.low)
    np.testing.assert_allclose(more[:, 1], slope * np.log(found[:, 1] / found[:, 0]))


def test_more_mortality_hardly_moves_residents_because_it_brings_past_migrants() -> None:
    base = scenario("base")
    shifted = replace(base, parameters={"mortality_level_error": 1.645})
    end, start = (simulate(s, load()).fields["residents"][5].sum() for s in (shifted, base))
    deaths = [simulate(s, load()).fields["deaths"][1:6].sum() / 1e4 for s in (shifted, base)]
    assert deaths[0] - deaths[1] > 10
    assert abs(end - start) < 3


def test_retiring_five_years_later_adds_what_was_published() -> None:
    later = under("retirement_age_shift", {2020: 0, 2025: 5})
    base = run("base").fields
    gain = later["labour_force"][5].sum() / base["labour_force"][5].sum() - 1
    published = register()["retirement_reform_gain"]
    assert published.low < gain < published.high
    assert gain == pytest.approx(published.value, abs=0.015)
    assert (later["gdp"][5] > base["gdp"][5]).all()


def test_family_benefits_raise_births_a_little() -> None:
    helped = under("family_benefits", {2020: 0, 2025: 1})["births"][5].sum()
    assert 1.02 < helped / run("base").fields["births"][5].sum() < 1.06


def test_fertility_spreads_with_time_and_members_stray_to_both_sides() -> None:
    many = run("base", "uncertainty.parameters=prior", "horizon=2035", members=64)
    births = np.log(many.fields["births"].sum(axis=1))
    spread = births[:, 1:].std(axis=1)
    assert spread[1] < spread[5] < spread[15]
    assert (births[15, 1:] > births[15, 0]).any() and (births[15, 1:] < births[15, 0]).any()
