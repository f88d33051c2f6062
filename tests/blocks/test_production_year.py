"""One year of work, scarcity, output and investment in two cities, worked out by hand.

City A (first) and city B: three ages, the first of them children; sectors farms, works and homes.
"""

from __future__ import annotations

import numpy as np
import pytest

from sim.blocks import capital, labour, production, resources

M = np.array([1.0])
FARM, WORKS, HOMES = np.eye(3)


def cities(a: float, b: float) -> np.ndarray:
    return np.array([[a], [b]])


def by_sector(a: list[float], b: list[float]) -> np.ndarray:
    return np.array([a, b])[..., None]


def work() -> labour.Labour:
    """A: 400 thousand at each age of work, half and a quarter active: 20 + 10 = 30; B twice as many. One in
    ten unemployed: 27 and 54. Farms had a fifth of the workers and lose half of them; the rest keep 3 : 1.
    At a return of ln 2 in four years of school, 8 years are worth 4 and 12 years 8.
    A: all have 8 years, 4 over the 2 of 2020: 2. B: two in three have 12 and one has 8: 20/3 over 5/3: 4.
    """
    persons = np.full((2, 2, 2, 3, 1), 1e5)
    persons[1] *= 2
    return labour.step(
        population=persons,
        lagged_employment=by_sector([2.0, 6.0, 2.0], [2.0, 6.0, 2.0]),
        lagged_value_added=by_sector([1.0, 1.0, 1.0], [1.0, 1.0, 1.0]),
        skilled_gain=np.zeros((2, 3, 1)),
        driver_retirement_age_shift=np.zeros(1),
        opening_schooling=by_sector([8.0, 8.0, 4.0], [12.0, 8.0, 4.0]),
        opening_training_effect=np.ones((2, 1)),
        delivered_share=np.ones((2, 1)),
        lever_education_human_capital=np.zeros((2, 1)),
        params=labour.Params(
            participation=np.tile(np.array([0.0, 0.5, 0.25])[:, None], (2, 2, 1, 1)),
            base_skill=cities(2.0, 5 / 3),
            age_productivity=np.zeros((3, 1)),
            base_wage=np.ones((2, 3, 1)),
            labour_share=np.array([[1.0], [0.5], [0.5]]),
            base_value_added=np.ones((2, 3, 1)),
            agriculture=FARM,
            agricultural_outflow=0.5 * M,
            demand_response=M,
            labour_adjustment_speed=0 * M,
            mincer_return=np.log(2) / 4 * M,
            schooling_ceiling=16 * M,
            schooling_cohort_gain=0 * M,
            training_years_per_place=M,
            training_time_off_work=0.1 * M,
            unemployment_rate=0.1 * M,
            retirement_coverage=0.5 * M,
            skilled_schooling=15 * M,
        ),
    )


def scarcity() -> resources.Resources:
    """In A all new land, as much as there was, is traded: half of all, three quarters of a gain of 4 %."""
    names = (
        "offshore_wind_cf peak_power_load power_margin power_margin_sd power_output_elasticity power_price "
        "power_value_added_share"
    ).split()
    nothing = np.zeros((2, 1))
    return resources.step(
        opening_clean_power_added=nothing[:, None],
        opening_land_market_share=nothing,
        lever_clean_power_capacity=nothing[:, None],
        water_effect=np.ones((2, 3, 1)),
        compliance_effect=np.ones((2, 3, 1)),
        lever_land_market_reform=cities(100.0, 0.0),
        params=resources.Params(
            land_users=1 - FARM,
            power_users=WORKS,
            at_sea=np.ones(1),
            capacity_cost=np.ones((1, 1)),
            capacity_credit=np.ones((1, 1)),
            land_misallocation_gain=4 * M,
            land_supply_growth=M,
            **dict.fromkeys(names, M),
        ),
    )


def output(work: labour.Labour, scarcity: resources.Resources) -> production.Production:
    """Workers: A 2.7, 18.225, 6.075; B twice. Skill and workers over 2020's: A 2 x (1, 2, 2) = 2, 4, 4; B 4 x
    (1/2, 1, 1) = 2, 4, 4. Farms work with labour alone, works and homes by halves with four times the capital
    in A and with that of 2020 in B: A 2, 4, 4; B 2, 2, 2. Land in A: x 1.03 off the farms. Productivity of
    works in B has grown by half.
    A: 10 x 2, 50 x 4.12, 20 x 4.12 = 20, 206, 82.4; B: 20 x 2, 100 x 3, 40 x 2 = 40, 300, 80.
    Homes in A were used at 0.9 and close half of their gap: 0.95 x 82.4 = 78.28.
    """
    return production.step(
        capital_at_work=by_sector([10.0, 400.0, 400.0], [10.0, 100.0, 100.0]),
        lagged_recovery=by_sector([1.0, 1.0, 0.9], [1.0, 1.0, 1.0]),
        total_factor_productivity=by_sector([1.0, 1.0, 1.0], [1.0, 1.5, 1.0]),
        employment=work.employment,
        human_capital=work.human_capital,
        resource_effect=scarcity.resource_effect,
        environment_effect=np.ones((2, 3, 1)),
        demand_effect=np.ones((2, 3, 1)),
        supply_loss=np.zeros((2, 3, 1)),
        sea_loss=np.zeros((2, 3, 1)),
        params=production.Params(
            capital_share=np.array([[0.0], [0.5], [0.5]]),
            base_potential=by_sector([10.0, 50.0, 20.0], [20.0, 100.0, 40.0]),
            base_capital=by_sector([10.0, 100.0, 100.0], [10.0, 100.0, 100.0]),
            base_employment=by_sector([2.7, 9.1125, 3.0375], [10.8, 36.45, 12.15]),
            manufacturing=WORKS,
            pandemic_rebound=0.5 * M,
        ),
    )


def investment(made: production.Production) -> capital.Capital:
    """A tenth of GDP is public works. Homes: with 400 and 100 now, 800 and 100 then, as many townspeople and
    as much income, need presses twice as hard in A. A twentieth and a tenth of the stock is built; at a speed
    of a tenth pressure counts to the power of 2 in A: 20 x 4 = 80, and 10 in B.
    GDP: A 20 + 206 + 78.28 = 304.28, B 420. Saving, half: 152.14 and 210, less works 30.428 and 42, less
    homes: 41.712 and 158.
    Business: works earn 103 and 150 on 410 and 110; with 2020's return the same in A and a quarter of it in
    B, investment at elasticity one half is 41.712 and 2 x 158 = 316.
    """
    potential = made.potential_value_added
    earned = 0.5 * potential[:, 1]
    business = cities(410.0, 110.0)
    return capital.step(
        capital_at_work=by_sector([10.0, 400.0, 400.0], [10.0, 100.0, 100.0]),
        lacking_capital=np.zeros((2, 3, 1)),
        supply_loss=np.zeros((2, 3, 1)),
        rebuilt_capital=np.zeros((2, 3, 1)),
        relocated_net=np.zeros((2, 3, 1)),
        opening_infrastructure=cities(100.0, 200.0),
        potential_value_added=potential,
        gdp=made.gdp,
        residents=cities(100.0, 200.0),
        urban_residents=cities(60.0, 120.0),
        extra_public_investment=np.zeros((2, 1)),
        land_works=np.zeros((2, 1)),
        shock_property_demand=np.zeros((2, 1)),
        new_ecology_money=np.zeros((2, 1)),
        clean_power_investment=np.zeros((2, 1)),
        new_cluster_money=np.zeros((2, 1)),
        new_venture_money=np.zeros((2, 1)),
        new_farm_money=np.zeros((2, 1)),
        new_foreign_capital=np.zeros((2, 1)),
        sea_investment=np.zeros((2, 3, 1)),
        delivery=M,
        lever_leading_firms=np.zeros((2, 1)),
        lever_financial_services=np.zeros((2, 1)),
        lever_business_environment=np.zeros((2, 1)),
        lever_capital_market_integration=0 * M,
        lever_disaster_resilience=np.zeros((2, 1)),
        params=capital.Params(
            capital_share=np.array([[0.0], [0.5], [0.5]]),
            depreciation=np.array([[0.1], [0.1], [0.02]]),
            base_potential=by_sector([10.0, 50.0, 20.0], [20.0, 100.0, 40.0]),
            base_return=earned / business * cities(1.0, 0.25),
            base_income=potential.sum(axis=1) / cities(100.0, 200.0),
            base_urban=cities(60.0, 120.0),
            base_housing=cities(800.0, 100.0),
            housing_rate=cities(0.05, 0.1),
            infrastructure_rate=np.full((2, 1), 0.1),
            agriculture=FARM,
            manufacturing=WORKS,
            producer_services=0 * FARM,
            real_estate=HOMES,
            utilities=0 * FARM,
            anchor_plant_investment=M,
            capital_cost_spread=M,
            demand_response=M,
            depreciation_infrastructure=0.05 * M,
            disaster_loss_gdp=M,
            emerging_manufacturing_share=M,
            housing_income_elasticity=M,
            investment_adjustment=0.1 * M,
            investment_rate=0.5 * M,
            park_spillover_share=M,
            public_crowd_in=M,
            risk_capital_share=M,
            spending_additionality=M,
            transaction_cost_investment=M,
            user_cost_elasticity=-0.5 * M,
        ),
    )


@pytest.fixture(scope="module")
def made() -> production.Production:
    return output(work(), scarcity())


def test_work_and_skill() -> None:
    found = work()
    np.testing.assert_allclose(found.labour_force[:, 0], [30.0, 60.0], rtol=1e-14)
    np.testing.assert_allclose(
        found.employment[..., 0], [[2.7, 18.225, 6.075], [5.4, 36.45, 12.15]], rtol=1e-14
    )
    np.testing.assert_allclose(found.human_capital[:, 0], [2.0, 4.0], rtol=1e-14)


def test_scarcity() -> None:
    np.testing.assert_allclose(
        scarcity().resource_effect[..., 0], [[1.0, 1.03, 1.03], [1.0, 1.0, 1.0]], rtol=1e-14
    )


def test_output(made: production.Production) -> None:
    np.testing.assert_allclose(
        made.potential_value_added[..., 0], [[20.0, 206.0, 82.4], [40.0, 300.0, 80.0]], rtol=1e-14
    )
    np.testing.assert_allclose(
        made.value_added[..., 0], [[20.0, 206.0, 78.28], [40.0, 300.0, 80.0]], rtol=1e-14
    )
    np.testing.assert_allclose(made.gdp[:, 0], [304.28, 420.0], rtol=1e-14)
    np.testing.assert_allclose(made.gdp_index[:, 0], [308.4 / 80, 420 / 160], rtol=1e-14)


def test_investment_by_type(made: production.Production) -> None:
    found = investment(made)
    np.testing.assert_allclose(found.infrastructure_investment[:, 0], [30.428, 42.0], rtol=1e-14)
    np.testing.assert_allclose(found.housing_investment[:, 0], [80.0, 10.0], rtol=1e-14)
    np.testing.assert_allclose(found.business_investment[:, 0], [41.712, 316.0], rtol=1e-14)
    np.testing.assert_allclose(found.infrastructure[:, 0], [95 + 30.428, 190 + 42.0], rtol=1e-14)


def test_capital_at_the_end_of_the_year(made: production.Production) -> None:
    """Business capital: A 369 + 41.712 = 410.712, B 99 + 316 = 415. Only works earn on capital, so farms keep
    nine tenths of their share of 10/410 and 10/110.
    """
    found = investment(made).capital[..., 0]
    farms = 0.9 * np.array([410.712 * 10 / 410, 415.0 * 10 / 110])
    np.testing.assert_allclose(found[:, 0], farms, rtol=1e-13)
    np.testing.assert_allclose(found[:, 1], np.array([410.712, 415.0]) - farms, rtol=1e-13)
    np.testing.assert_allclose(found[:, 2], [472.0, 108.0], rtol=1e-14)
