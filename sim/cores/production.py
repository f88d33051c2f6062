"""Parameters and opening values of labour, production, capital and income."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks import capital, income, labour, production
from sim.cores import workforce
from sim.cores.accounts import Accounts
from sim.cores.core import Core, sector, wide
from sim.cores.take import fields_of

PARAMETERS = (
    "agricultural_outflow anchor_plant_investment capital_cost_spread demand_response "
    "depreciation_infrastructure disaster_loss_gdp emerging_manufacturing_share housing_income_elasticity "
    "investment_adjustment investment_rate labour_adjustment_speed mincer_return pandemic_rebound "
    "park_spillover_share public_crowd_in retirement_coverage risk_capital_share skilled_schooling "
    "spending_additionality training_time_off_work training_years_per_place transaction_cost_investment "
    "user_cost_elasticity"
).split() + list(workforce.PARAMETERS)


def build(baseline: Baseline, draws: Mapping[str, Array], accounts: Accounts) -> Core:
    """Parameters and the values of 2020."""
    workers, potential, share = accounts.workers, accounts.potential, accounts.capital_share
    wage = (1 - share) * potential / workers
    base_wage = wage / (np.sum(wage * workers, axis=1) / workers.sum(axis=1))[:, None]
    active = np.sum(accounts.people * accounts.participation, axis=1) / 1e4
    profile = workforce.age_productivity(draws)
    residents = accounts.people.sum(axis=(1, 2)) / 1e4
    urban = wide(baseline["population"][:, 0].sum(axis=(1, 2)) / 1e4, accounts.members)
    homes = np.sum(sector(baseline, "real_estate")[:, None] * accounts.opening_capital, axis=1)
    ones = np.ones_like(accounts.past_growth)
    return Core(
        {
            "labour": labour.Params(
                participation=accounts.participation,
                base_skill=labour.skill(active, accounts.schooling, profile, draws["mincer_return"]),
                age_productivity=profile,
                base_wage=base_wage,
                labour_share=1 - share,
                base_value_added=potential,
                agriculture=sector(baseline, "agriculture"),
                **fields_of(labour.Params, draws),
            ),
            "production": production.Params(
                capital_share=share,
                base_potential=potential,
                base_capital=accounts.opening_capital,
                base_employment=workers,
                manufacturing=sector(baseline, "manufacturing"),
                **fields_of(production.Params, draws),
            ),
            "capital": capital.Params(
                capital_share=share,
                depreciation=accounts.depreciation,
                base_potential=potential,
                base_return=business_return(baseline, accounts),
                base_income=potential.sum(axis=1) / residents,
                base_urban=urban,
                base_housing=homes,
                housing_rate=accounts.housing_rate * potential.sum(axis=1) / homes,
                infrastructure_rate=accounts.infrastructure_rate,
                agriculture=sector(baseline, "agriculture"),
                manufacturing=sector(baseline, "manufacturing"),
                producer_services=sector(baseline, "producer_services"),
                real_estate=sector(baseline, "real_estate"),
                utilities=sector(baseline, "utilities"),
                **fields_of(capital.Params, draws),
            ),
            "income": income.Params(base_output_per_worker=potential.sum(axis=1) / workers.sum(axis=1)),
        },
        {
            "labour_force": active.sum(axis=1),
            "employment": workers,
            "schooling": accounts.schooling,
            "training_effect": ones,
            "human_capital": ones,
            "potential_value_added": potential,
            "recovery": accounts.utilisation,
            "utilisation": accounts.utilisation,
            "value_added": accounts.value_added,
            "gdp": accounts.value_added.sum(axis=1),
            "gdp_index": ones,
            "heavy_industry_index": ones,
            "capital": accounts.closing_capital,
            "infrastructure": accounts.closing_infrastructure,
            "total_capital": accounts.closing_capital.sum(axis=1) + accounts.closing_infrastructure,
            "relative_wage": 0 * ones,
        },
    )


def business_return(baseline: Baseline, accounts: Accounts) -> Array:
    """Capital income of 2020's normal year over the business capital it worked with [city, member]."""
    market = 1 - sector(baseline, "real_estate")[:, None]
    earned = np.sum(market * accounts.capital_share * accounts.potential, axis=1)
    rate: Array = earned / np.sum(market * accounts.opening_capital, axis=1)
    return rate
