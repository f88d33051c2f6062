"""Parameters and opening stocks of the growth core: the 2020 accounts and the growth
record, member by member.

Everything that history identifies is what is left after the known causes have been taken out, so that no
cause counts twice: the productivity trend is observed growth less capital, labour, skill, reallocation and
R&D.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks import access, capital, income, labour, production, productivity, public_money, research
from sim.take import fields_of

WINDOW_MIDDLE = 3
"""Years from the middle of the reference window (2015-2019) to the base year."""

HALF_YEARS_PARTICIPATION = (
    ("participation_15_24", "participation_15_24", 15, 25),
    ("participation_m_25_49", "participation_f_25_49", 25, 50),
    ("participation_m_50_59", "participation_f_50_59", 50, 60),
    ("participation_60_64", "participation_60_64", 60, 65),
    ("participation_65_plus", "participation_65_plus", 65, 101),
)
"""Register names of participation for men and women, with the ages that they hold for."""

PARAMETERS = (
    "access_adjustment access_decay_manufacturing access_decay_services agricultural_outflow "
    "capital_deepening_past capital_output_ratio_infrastructure demand_response "
    "depreciation_infrastructure depreciation_total gdp_history_break_weight inner_city_time "
    "investment_adjustment investment_rate labour_adjustment_speed labour_quality_growth "
    "labour_reallocation_gain market_access_domestic mincer_return national_pass_through_error "
    "pandemic_rebound public_capital_elasticity public_crowd_in public_investment_efficiency "
    "rail_station_access_time rail_transfer_time rd_depreciation rd_lag rd_output_elasticity "
    "rd_spillover_elasticity sector_drift_decay sector_drift_transfer spending_additionality "
    "spillover_halflife_time training_years_per_place trend_growth_error"
).split() + sorted({name for row in HALF_YEARS_PARTICIPATION for name in row[:2]})


@dataclass(frozen=True)
class GrowthCore:
    """Block parameters by block name, and the values of 2020 by field."""

    params: Mapping[str, object]
    base_year: Mapping[str, Array]


def participation(draws: Mapping[str, Array], members: int) -> Array:
    """Labour-force participation [sex, age, member] from the register's age groups."""
    rates = np.zeros((2, 101, members))
    for male, female, start, stop in HALF_YEARS_PARTICIPATION:
        rates[0, start:stop] = draws[male]
        rates[1, start:stop] = draws[female]
    return rates


def capital_shares(baseline: Baseline, draws: Mapping[str, Array]) -> Array:
    """Capital share of value added [sector, member]: registered groups weighted by national value added."""
    table = baseline.tables["capital_share_weights"]
    groups = np.array([draws[label.split(":")[0]] for label in table.axes["group"]])
    shares: Array = np.einsum("sg,gm->sm", table.values, groups)
    return shares


def capital_share_parameters(baseline: Baseline) -> list[str]:
    """Register names of the capital shares in use."""
    return sorted({label.split(":")[0] for label in baseline.tables["capital_share_weights"].axes["group"]})


def trend_growth(baseline: Baseline, draws: Mapping[str, Array]) -> Array:
    """Past growth [city, member] on a mix of the two histories, with the estimate's own error."""
    weight = draws["gdp_history_break_weight"]
    printed, spread = baseline["trend_growth"][..., None]
    error = np.mean(baseline["trend_growth_error"], axis=0)[:, None] * draws["trend_growth_error"]
    growth: Array = (1 - weight) * printed + weight * spread + error
    return growth


def pass_through(baseline: Baseline, draws: Mapping[str, Array]) -> Array:
    """Response of productivity growth to national growth [member], on the trend's mix of histories."""
    weight = draws["gdp_history_break_weight"]
    printed, spread = baseline["national_pass_through"]
    error = baseline["national_pass_through_error"].mean() * draws["national_pass_through_error"]
    response: Array = (1 - weight) * printed + weight * spread + error
    return response


def build(baseline: Baseline, draws: Mapping[str, Array], employed_force: Array) -> GrowthCore:
    """Parameters and 2020 values of the growth core.

    ``employed_force`` [city, member] is the labour force of the 2020 census, 10k persons.
    """
    members = employed_force.shape[1]

    def wide(values: Array) -> Array:
        return np.repeat(values[..., None], members, axis=-1)

    value_added, used = wide(baseline["value_added"]), wide(baseline["utilisation"])
    potential = value_added / used
    share = capital_shares(baseline, draws)
    past_growth = trend_growth(baseline, draws)

    output = potential.sum(axis=1)
    past_output = np.log1p(past_growth)
    deepening = draws["capital_deepening_past"] / 100
    closing_total = output * capital.capital_output_ratio(
        past_output, deepening, draws["investment_rate"], draws["depreciation_total"], WINDOW_MIDDLE
    )
    mix = share * potential / np.sum(share * potential, axis=1)[:, None]
    closing = closing_total[:, None] * mix
    opening_total = (closing_total - draws["investment_rate"] * output) / (1 - draws["depreciation_total"])
    opening = opening_total[:, None] * mix

    workers = wide(baseline["employment"])
    wage = (1 - share) * potential / workers
    base_wage = wage / (np.sum(wage * workers, axis=1) / workers.sum(axis=1))[:, None]

    spending = wide(baseline["rd_spending"])
    rd_capital = spending / (past_growth + draws["rd_depreciation"])
    # In steady growth the stock in use trails the whole stock by its lag; a year produces with the stock at
    # its start.
    rd_in_use = rd_capital * (1 + past_growth) / (1 + past_growth * draws["rd_lag"])

    access_params, base_travel = _access(baseline, draws)
    total_share = np.sum(share * potential, axis=1) / output
    past_capital = past_output + deepening
    past_labour = wide(baseline["working_age_growth"]) + draws["labour_quality_growth"] / 100
    residual = (
        past_output
        - total_share * past_capital
        - (1 - total_share) * past_labour
        - draws["labour_reallocation_gain"] / 100
        - (draws["rd_output_elasticity"] + draws["rd_spillover_elasticity"]) * past_output
    )
    agriculture = _is(baseline, "agriculture")
    beyond_inputs = (
        wide(baseline["sector_drift"]) * draws["sector_drift_transfer"]
        + agriculture[:, None] * (1 - share) * draws["agricultural_outflow"]
    )
    drift = beyond_inputs - (share - total_share[:, None]) * (past_capital - past_labour)[:, None]

    params: dict[str, object] = {
        "access": access_params,
        "productivity": productivity.Params(
            productivity_growth=residual,
            base_rd_capital=rd_in_use / (1 + past_growth),
            national_pass_through=pass_through(baseline, draws),
            national_reference_growth=wide(baseline["national_reference_growth"][0]),
            base_travel_time=base_travel,
            **fields_of(productivity.Params, draws),
        ),
        "labour": labour.Params(
            participation=participation(draws, members),
            employment_ratio=workers.sum(axis=1) / employed_force,
            base_wage=base_wage,
            labour_share=1 - share,
            base_value_added=potential,
            agriculture=agriculture,
            **fields_of(labour.Params, draws),
        ),
        "production": production.Params(
            capital_share=share,
            base_potential=potential,
            base_capital=opening,
            base_employment=workers,
            manufacturing=_is(baseline, "manufacturing"),
            **fields_of(production.Params, draws),
        ),
        "capital": capital.Params(
            capital_share=share,
            base_potential=potential,
            manufacturing=_is(baseline, "manufacturing"),
            utilities=_is(baseline, "utilities"),
            **fields_of(capital.Params, draws),
        ),
        "research": research.Params(**fields_of(research.Params, draws)),
        "public_money": public_money.Params(
            county_population=baseline["county_population"], **fields_of(public_money.Params, draws)
        ),
        "income": income.Params(base_output_per_worker=output / workers.sum(axis=1)),
    }
    cities = len(baseline.axes.city)
    one, ones = np.ones(members), np.ones((cities, members))
    base_year = {
        "travel_time": base_travel,
        "market_access": ones,
        "productivity_trend": np.ones_like(potential),
        "sector_drift": drift,
        "market_access_in_use": ones,
        "closeness_in_use": ones,
        "rd_effect": ones,
        "spillover_effect": ones,
        "access_effect": ones,
        "public_capital_effect": ones,
        "total_factor_productivity": np.ones_like(potential),
        "labour_force": employed_force,
        "employment": workers,
        "human_capital": ones,
        "potential_value_added": potential,
        "utilisation": used,
        "value_added": value_added,
        "gdp_index": ones,
        "heavy_industry_index": ones,
        "gdp": value_added.sum(axis=1),
        "capital": closing,
        "base_year_opening_capital": opening,
        "rd_spending": spending,
        "rd_capital": rd_capital,
        "rd_capital_effective": rd_in_use,
        "measures_spending": 0 * ones,
        "extra_public_capital": 0 * ones,
        "public_capital_ratio": 0 * ones,
        "price_level": one,
        "china_activity_index": one,
        "world_trade_index": one,
        "relative_wage": 0 * ones,
        "clean_power_added": 0 * ones,
        "clean_power_investment": 0 * ones,
        "offshore_power_value": 0 * ones,
        "desalination_value": 0 * ones,
        "extra_public_investment": 0 * ones,
        "trade_cost_factor": one,
    }
    return GrowthCore(params, base_year)


def _is(baseline: Baseline, sector: str) -> Array:
    """One for the named sector, zero for the others [sector]."""
    return np.array([float(s == sector) for s in baseline.axes.sector])


def _access(baseline: Baseline, draws: Mapping[str, Array]) -> tuple[access.Params, Array]:
    """Access parameters with the market access of 2020, and the travel times of 2020."""
    cities, members = len(baseline.axes.city), draws["rail_station_access_time"].shape[0]
    unset = access.Params(
        road=baseline["road_time"],
        rail=baseline["rail_time"],
        line_minutes=baseline["line_time"],
        mass=baseline["place_gdp"],
        own_time=np.repeat(draws["inner_city_time"][None], len(baseline["place_gdp"]), axis=0),
        base_market_access=np.ones((cities, members)),
        **fields_of(access.Params, draws),
    )
    no_cut = np.zeros((cities, cities, 1))
    fastest, by_road = access.door_to_door(
        unset, np.zeros((len(unset.line_minutes), 1), bool), np.zeros(1), no_cut
    )
    reach = access.reachable_market(unset, fastest, by_road)[:cities]
    times = fastest[:cities, :cities].copy()
    times[np.arange(cities), np.arange(cities)] = 0.0
    return access.Params(**{**vars(unset), "base_market_access": reach}), times
