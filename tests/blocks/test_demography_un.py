"""Fed the UN's own rates of 2019 and net migration, the block gives back the UN's projection of China."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from calibration.population.ages import single_years
from calibration.population.mortality import single_year_rates
from calibration.tables import SOURCES
from sim.axes import AGES, Array
from sim.blocks.demography import DemographyParams, step

SEXES = ("male", "female")
STARTS = list(range(0, AGES, 5))
BROAD = (0, 3, 13)
"""First of the five-year groups that make 0-14, 15-64, 65 and over."""


def un_population(year: int) -> Array:
    """Persons [sex, five-year group]."""
    table = pd.read_csv(SOURCES / "wpp2019_population.csv", dtype={"year": str})
    rows = table[(table["indicator"] == "population") & (table["year"] == str(year))]
    rows = rows.assign(first=rows["age"].str.extract(r"(\d+)")[0].astype(int)).sort_values("first")
    return np.stack([rows.loc[rows["sex"] == sex, "value"].to_numpy(dtype=float) * 1e3 for sex in SEXES])


def un_parameters(period: str) -> tuple[DemographyParams, Array]:
    """Parameters of one country with the UN's rates and net migration, and its total fertility rate."""
    table = pd.read_csv(SOURCES / "wpp2019_rates.csv", dtype={"age": str})
    table = table[table["period"] == period]
    moved = pd.read_csv(SOURCES / "wpp2019_population.csv", dtype={"year": str})
    net = moved.loc[(moved["indicator"] == "net_migration") & (moved["year"] == period), "value"].iloc[0]
    mortality = []
    for sex in SEXES:
        own = table["indicator"].str.startswith("mortality_rate_mx") & (
            (table["sex"] == sex) | table["indicator"].str.endswith(f"_{sex}")
        )
        rates = (
            table[own].assign(first=lambda rows: rows["age"].str.rstrip("+").astype(int)).sort_values("first")
        )
        mortality.append(single_year_rates(list(rates["first"]), rates["value"].to_numpy(dtype=float)))
    pattern = np.zeros((AGES, 1))
    for row in table[table["indicator"] == "asfr_share"].itertuples():
        first = int(str(row.age).split("-")[0])
        pattern[first : first + 5] = float(row.value) / 500
    movers = np.zeros((2, AGES, 1))
    movers[:, 15:40] = 1 / 50
    one, none, single = np.ones(1), np.zeros(1), np.ones((1, 1))
    value = table.set_index("indicator")["value"]
    fertility = np.full((1, 1), float(value["total_fertility_rate"]))
    return DemographyParams(
        mortality_rate=np.stack(mortality)[..., None],
        mortality_level=single,
        fertility_pattern=pattern,
        city_total_fertility_rate=fertility,
        reference_total_fertility_rate=fertility[0],
        sex_ratio_birth=np.full(1, float(value["sex_ratio_at_birth"])),
        migration_schedule=np.full((AGES, 1), 1 / AGES),
        departure_hazard=0 * single,
        destination_share=np.array([[[0.0], [1.0]]]),
        outside_arrivals=np.full((1, 1), float(net) * 1e3 / 5),
        outside_profile=movers,
        skilled_share=0 * single,
        urbanisation_pace=single,
        rural_schedule_mean=single,
        urbanisation_logit_speed=none,
        migration_wage_elasticity=one,
        hukou_cost_within=one / 2,
        hukou_reform_inflow=none,
        mobility_cost_cut=none,
        talent_policy_inflow=none,
        skilled_migration_response=one,
        service_gap=0 * single,
        service_gap_of_revenue_gap=none,
        service_amenity_elasticity=none,
        health_service_weight=none,
        care_retiree_migration=none,
        county_share=0 * single,
        county_amenity_retention=none,
        spending_additionality=none,
        core_village_share=0 * single,
        core_newcomer_odds=one,
        housing_supply_elasticity=one,
        housing_demand_elasticity=one,
        housing_price_migration=none,
        care_need_rate=none,
        fertility_deviation=none,
        life_expectancy_gain_deviation=none,
    ), fertility[0]


@pytest.fixture(scope="module")
def projected() -> dict[int, Array]:
    """Persons [sex, age] by year, from the UN's population of 2020."""
    start = [single_years(np.round(groups), STARTS, np.ones(1)) for groups in un_population(2020)]
    population = np.zeros((1, 2, 2, AGES, 1))
    population[0, 0, :, :, 0] = np.stack(start)
    found, none, by_city = {}, np.zeros(1), np.zeros((1, 1))
    for period in ("2020-2025", "2025-2030", "2030-2035"):
        params, fertility = un_parameters(period)
        for _ in range(5):
            population = step(
                opening_population=population,
                opening_mortality_index=np.ones((2, 1)),
                opening_relative_wage=by_city,
                opening_urban_core=by_city + 1,
                opening_core_capacity_filled=by_city,
                opening_since_census=np.zeros_like(population),
                opening_years_projected=none,
                delivered_share=by_city,
                driver_total_fertility_rate=fertility,
                driver_life_expectancy_gain_male=none,
                driver_life_expectancy_gain_female=none,
                driver_outside_movers=np.ones(1),
                lever_hukou_settlement=by_city,
                lever_labour_mobility=none,
                lever_talent_attraction=by_city,
                lever_urban_core_capacity=by_city,
                lever_county_town_upgrade=by_city,
                lever_service_equalisation=none,
                lever_health_elderly_services=by_city,
                params=params,
            ).population
        found[int(period[-4:])] = population[0, :, :, :, 0].sum(axis=0)
    return found


@pytest.mark.parametrize("year", [2025, 2030, 2035])
def test_broad_ages_of_both_sexes_agree(projected: dict[int, Array], year: int) -> None:
    ours = np.add.reduceat(np.add.reduceat(projected[year], STARTS, axis=1), BROAD, axis=1)
    theirs = np.add.reduceat(un_population(year), BROAD, axis=1)
    np.testing.assert_allclose(ours, theirs, rtol=0.005)
