"""Parameters and opening values of labour, production, capital and income."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks import capital, income, labour, production
from sim.cores.accounts import Accounts
from sim.cores.core import Core, sector
from sim.cores.take import fields_of

HALF_YEARS_PARTICIPATION = (
    ("participation_15_24", "participation_15_24", 15, 25),
    ("participation_m_25_49", "participation_f_25_49", 25, 50),
    ("participation_m_50_59", "participation_f_50_59", 50, 60),
    ("participation_60_64", "participation_60_64", 60, 65),
    ("participation_65_plus", "participation_65_plus", 65, 101),
)
"""Register names of participation for men and women, with the ages that they hold for."""

PARAMETERS = (
    "agricultural_outflow demand_response investment_adjustment investment_rate depreciation_total "
    "labour_adjustment_speed labour_quality_growth mincer_return pandemic_rebound public_crowd_in "
    "spending_additionality training_years_per_place"
).split() + sorted({name for row in HALF_YEARS_PARTICIPATION for name in row[:2]})


def participation(draws: Mapping[str, Array], members: int) -> Array:
    """Labour-force participation [sex, age, member] from the register's age groups."""
    rates = np.zeros((2, 101, members))
    for male, female, start, stop in HALF_YEARS_PARTICIPATION:
        rates[0, start:stop] = draws[male]
        rates[1, start:stop] = draws[female]
    return rates


def build(baseline: Baseline, draws: Mapping[str, Array], accounts: Accounts, population: Array) -> Core:
    """Parameters and 2020 values; ``population`` [city, residence, sex, age, member] in persons."""
    members = accounts.members
    active = participation(draws, members)
    force = labour.labour_force(population, active)
    workers, potential, share = accounts.workers, accounts.potential, accounts.capital_share
    wage = (1 - share) * potential / workers
    base_wage = wage / (np.sum(wage * workers, axis=1) / workers.sum(axis=1))[:, None]
    ones = np.ones_like(accounts.past_growth)
    return Core(
        {
            "labour": labour.Params(
                participation=active,
                employment_ratio=workers.sum(axis=1) / force,
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
                base_potential=potential,
                manufacturing=sector(baseline, "manufacturing"),
                utilities=sector(baseline, "utilities"),
                **fields_of(capital.Params, draws),
            ),
            "income": income.Params(base_output_per_worker=potential.sum(axis=1) / workers.sum(axis=1)),
        },
        {
            "labour_force": force,
            "employment": workers,
            "human_capital": ones,
            "potential_value_added": potential,
            "utilisation": accounts.utilisation,
            "value_added": accounts.value_added,
            "gdp": accounts.value_added.sum(axis=1),
            "gdp_index": ones,
            "heavy_industry_index": ones,
            "capital": accounts.closing_capital,
            "relative_wage": 0 * ones,
        },
    )
