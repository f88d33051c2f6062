"""Water: what farms, industry and towns need, where it comes from, and what a dry year leaves short.

Supply varies with the runoff of the year. A year of which nothing is said is an average over dry and wet
years; a dated shock gives its runoff, and reservoirs carry its lack into the years after. Scarcity of 2020 is
in the level of 2020, so what it takes of output is relative to it. Towns and factories are served before
fields. Limits: one balance a year and city, no months and no districts; each source is used in proportion to
what it offers; new supply costs what it costs in every year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array

PER_CENT = 100


@dataclass(frozen=True)
class Params:
    """Volumes in 100m m3 a year, costs in CNY per m3, shares of the use of 2020; [member] but where named.

    ``base_use`` [city, water_user, member]; ``base_need`` its sum [city, member]; ``margin``,
    ``runoff_share`` and ``base_kept`` [city, member]: supply over use less one in a mean year, supply that
    varies with the runoff over use, what towns kept of their need in 2020; ``steady`` [city, water_source,
    member] the parts of the supply that runoff does not move; ``storage`` [city, member] of reservoirs;
    ``*_users`` [sector] are 1 for farms and for industry.
    """

    base_use: Array
    base_need: Array
    base_residents: Array
    base_industry: Array
    margin: Array
    runoff_share: Array
    steady: Array
    storage: Array
    base_kept: Array
    is_local: Array
    is_desalination: Array
    is_new_works: Array
    farm_users: Array
    industry_users: Array
    cv_runoff: Array
    desalination_cost: Array
    desalination_use: Array
    drought_storage_share: Array
    reservoir_refill: Array
    reservoir_water_cost: Array
    water_dry_year: Array
    water_output_elasticity: Array
    water_price: Array
    water_saving_industry: Array
    water_value_added_share: Array


@dataclass(frozen=True)
class Water:
    """The balance of the year and what it does to output."""

    water_demand: Annotated[Array, "city water_user", "100m m3"]
    water_supplied: Annotated[Array, "city water_source", "100m m3"]
    water_lacking: Annotated[Array, "city water_user", "100m m3"]
    water_shortage: Annotated[Array, "city", "share"]
    dry_year_ratio: Annotated[Array, "city", "ratio"]
    reservoir_deficit: Annotated[Array, "city", "100m m3"]
    reservoir_drawn: Annotated[Array, "city", "100m m3"]
    reservoir_refilled: Annotated[Array, "city", "100m m3"]
    desalination_value: Annotated[Array, "city", "100m CNY 2020"]
    water_cost: Annotated[Array, "city", "100m CNY 2020"]
    water_effect: Annotated[Array, "city sector", "index"]


def mean_shortage(margin: Array, sd: Array) -> Array:
    """Mean of what supply lacks, over need, where supply exceeds need by ``margin`` on average.

    Supply over need is logistic with standard deviation ``sd``, and what would be negative is nothing:
    between 0 and 1, scale x [ln(1 + exp(-margin / scale)) - ln(1 + exp(-(1 + margin) / scale))] with scale =
    sd x sqrt(3) / pi.
    """
    scale = sd * np.sqrt(3) / np.pi
    beyond_all = np.logaddexp(0, -(1 + margin) / scale)
    shortage: Array = scale * (np.logaddexp(0, -margin / scale) - beyond_all)
    return shortage


def kept_by_towns(shortage: Array, farm_share: Array) -> Array:
    """Share of their need that towns and factories keep when farms keep its square.

    Solves f y^2 + (1 - f) y = 1 - shortage: a small cut takes twice the share from fields.
    """
    rest = 1 - farm_share
    kept: Array = (np.sqrt(rest**2 + 4 * farm_share * (1 - shortage)) - rest) / (2 * farm_share)
    return kept


def refilled(deficit: Array, runoff: Array, speed: Array) -> Array:
    """What reservoirs take back of ``deficit`` from the year's ``runoff``, never more than it brings."""
    taken: Array = runoff * -np.expm1(-speed * deficit / runoff)
    return taken


def step(
    *,
    opening_reservoir_deficit: Annotated[Array, "city", "100m m3"],
    opening_years_projected: Annotated[Array, "", "years"],
    lagged_potential_value_added: Annotated[Array, "city sector", "100m CNY 2020"],
    opening_residents: Annotated[Array, "city", "10k persons"],
    lever_desalination_capacity: Annotated[Array, "city", "10k m3 per day added by 2025"],
    lever_water_supply_capacity: Annotated[Array, "city", "100m m3 per year of reliable supply added"],
    shock_dry_year: Annotated[Array, "city", "% of mean runoff"],
    params: Params,
) -> Water:
    """The year's balance: need = supplied + lacking, and reservoirs = opening + drawn - refilled.

    10k m3 per day x 365 / 10^4 are 100m m3 a year, and 100m m3 x CNY per m3 are 100m CNY. Desalination runs
    at its usual use, in a dry year nearer to its capacity.
    """
    industry = np.sum(params.industry_users[:, None] * lagged_potential_value_added, axis=1)
    demand = params.base_use * np.stack(
        [
            np.ones_like(industry),
            industry
            / params.base_industry
            * (1 - params.water_saving_industry / PER_CENT) ** opening_years_projected,
            opening_residents / params.base_residents,
        ],
        axis=1,
    )
    need = demand.sum(axis=1)
    then_over_now = params.base_need / need

    short_of_mean = -shock_dry_year / PER_CENT
    usual = params.runoff_share * params.base_need
    runoff = usual * (1 - short_of_mean)
    lost = usual * short_of_mean
    refill = refilled(opening_reservoir_deficit, runoff, params.reservoir_refill)
    drawn = np.minimum(
        params.drought_storage_share * np.maximum(lost, 0), params.storage - opening_reservoir_deficit
    )
    at_capacity = lever_desalination_capacity * 365 / 1e4
    change = lever_water_supply_capacity + at_capacity - lost + drawn - refill
    margin = params.margin * then_over_now + (then_over_now - 1) + change / need
    sd = params.runoff_share * params.cv_runoff * then_over_now
    shortage = mean_shortage(margin, sd)
    farm_share = demand[:, 0] / need
    kept = kept_by_towns(shortage, farm_share)

    offered = (
        params.steady
        + params.is_local[:, None] * (runoff + drawn - refill)[:, None]
        + params.is_desalination[:, None] * at_capacity[:, None]
        + params.is_new_works[:, None] * lever_water_supply_capacity[:, None]
    )
    served = np.stack([kept**2, kept, kept], axis=1) * demand
    used = served.sum(axis=1) / offered.sum(axis=1)
    made = at_capacity * (
        params.desalination_use + (1 - params.desalination_use) * np.maximum(short_of_mean, 0)
    )
    dearer = made * (params.desalination_cost - params.water_price) + lever_water_supply_capacity * (
        params.reservoir_water_cost - params.water_price
    )
    relative = kept / params.base_kept
    fields = relative ** (2 * params.water_output_elasticity)
    works = relative**params.water_output_elasticity * (1 - dearer / industry)
    odds = np.log((1 - params.water_dry_year) / params.water_dry_year)
    others = 1 - params.farm_users - params.industry_users
    return Water(
        water_demand=demand,
        water_supplied=offered * used[:, None],
        water_lacking=demand - served,
        water_shortage=shortage,
        dry_year_ratio=1 + margin - odds * sd * np.sqrt(3) / np.pi,
        reservoir_deficit=opening_reservoir_deficit + drawn - refill,
        reservoir_drawn=drawn,
        reservoir_refilled=refill,
        desalination_value=made * params.desalination_cost * params.water_value_added_share,
        water_cost=dearer,
        water_effect=others[:, None]
        + params.farm_users[:, None] * fields[:, None]
        + params.industry_users[:, None] * works[:, None],
    )
