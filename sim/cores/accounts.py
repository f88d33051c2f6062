"""The accounts of 2020 and the growth record, member by member: what the other cores start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim import base_data
from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks import capital
from sim.cores import workforce
from sim.cores.core import sector, wide
from sim.parameters import Z90

WINDOW_MIDDLE = 3
"""Years from the middle of the reference window (2015-2019) to the base year."""

TYPES = ("business", "infrastructure", "housing")
"""Types of fixed capital, in the order of arrays with a type axis."""

PARAMETERS = (
    "business_equipment_share capital_deepening_past capital_output_ratio_business "
    "capital_output_ratio_housing capital_output_ratio_infrastructure depreciation_equipment "
    "depreciation_housing depreciation_infrastructure depreciation_structures gdp_history_break_weight "
    "investment_rate national_pass_through_error trend_growth_error"
).split()


@dataclass(frozen=True)
class Accounts:
    """Levels of 2020 and past growth rates.

    ``value_added``, ``utilisation``, ``potential`` (the normal year), ``workers``, ``opening_capital`` and
    ``closing_capital`` [city, sector, member], business capital and in real estate housing; ``people`` [city,
    sex, age, member]; ``participation`` [city, sex, age, member] and ``schooling`` [city, age, member];
    ``capital_share`` and ``depreciation`` [sector, member]; ``opening_infrastructure``,
    ``closing_infrastructure``, ``infrastructure_rate`` and ``housing_rate`` (investment over output),
    ``capital_share_total`` and the yearly growth rates of 2015-2019 [city, member]: ``past_growth`` simple,
    ``past_output``, ``past_capital`` and ``past_labour`` logarithmic.
    """

    value_added: Array
    utilisation: Array
    potential: Array
    workers: Array
    people: Array
    participation: Array
    schooling: Array
    opening_capital: Array
    closing_capital: Array
    depreciation: Array
    opening_infrastructure: Array
    closing_infrastructure: Array
    infrastructure_rate: Array
    housing_rate: Array
    capital_share: Array
    capital_share_total: Array
    past_growth: Array
    past_output: Array
    past_capital: Array
    past_labour: Array

    @property
    def members(self) -> int:
        """Number of members."""
        return int(self.potential.shape[-1])


def capital_shares(baseline: Baseline, draws: Mapping[str, Array]) -> Array:
    """Capital share of value added [sector, member]: registered groups weighted by national value added."""
    table = baseline.tables["capital_share_weights"]
    groups = np.array([draws[label.split(":")[0]] for label in table.axes["group"]])
    shares: Array = np.einsum("sg,gm->sm", table.values, groups)
    return shares


def capital_share_parameters(baseline: Baseline) -> list[str]:
    """Register names of the capital shares in use."""
    return sorted({label.split(":")[0] for label in baseline.tables["capital_share_weights"].axes["group"]})


def trend_error_parameters(baseline: Baseline) -> list[str]:
    """Register names of the errors of single cities' trends, in the order of the cities."""
    return [f"trend_growth_error_{city}" for city in baseline.axes.city]


def trend_errors(baseline: Baseline) -> tuple[float, Array]:
    """Standard error of past growth that the cities share, and of each city's difference from it [city]."""
    common = baseline["trend_growth_common_error"].mean()
    total = baseline["trend_growth_error"].mean(axis=0)
    return float(common), np.sqrt(total**2 - common**2)


def trend_growth(baseline: Baseline, draws: Mapping[str, Array]) -> Array:
    """Past growth [city, member] on a mix of the two histories, with the estimate's own errors."""
    weight = draws["gdp_history_break_weight"]
    printed, spread = baseline["trend_growth"][..., None]
    common, own = trend_errors(baseline)
    of_city = np.array([draws[name] for name in trend_error_parameters(baseline)])
    error = common * draws["trend_growth_error"] + own[:, None] * of_city
    growth: Array = (1 - weight) * printed + weight * spread + error
    return growth


def pass_through(baseline: Baseline, draws: Mapping[str, Array]) -> Array:
    """Response of productivity growth to national growth [member], on the trend's mix of histories."""
    weight = draws["gdp_history_break_weight"]
    printed, spread = baseline["national_pass_through"]
    error = baseline["national_pass_through_error"].mean() * draws["national_pass_through_error"]
    response: Array = (1 - weight) * printed + weight * spread + error
    return response


def depreciation_by_type(draws: Mapping[str, Array]) -> Array:
    """Depreciation of each type of capital [type, member]; business has equipment and structures."""
    equipment = draws["business_equipment_share"]
    business = (
        equipment * draws["depreciation_equipment"] + (1 - equipment) * draws["depreciation_structures"]
    )
    return np.array([business, draws["depreciation_infrastructure"], draws["depreciation_housing"]])


def investment_by_type(draws: Mapping[str, Array], past_capital: Array) -> Array:
    """Investment over output [type, city, member] in the middle of 2015-2019; the types add up to the total.

    The registered capital-output ratios give the mix of the stock. Each type then grew at ``past_capital``,
    which fixes what investment each needs; their sum fixes the level of the stock.
    """
    mix = np.array([draws[f"capital_output_ratio_{name}"] for name in TYPES])
    needs = mix[:, None] * capital.replaced_share(past_capital, depreciation_by_type(draws)[:, None])
    rates: Array = draws["investment_rate"] * needs / needs.sum(axis=0)
    return rates


def utilisation(baseline: Baseline, draws: Mapping[str, Array]) -> Array:
    """Output over its normal level [city, sector, member]; one error of measurement moves all gaps."""
    table = baseline.tables["utilisation"]
    sd = (table.high - table.low) / (2 * Z90)
    used: Array = table.values[..., None] + sd[..., None] * draws[base_data.UTILISATION]
    return used


def build(baseline: Baseline, draws: Mapping[str, Array]) -> Accounts:
    """Accounts of 2020 for every member; business capital by sector follows capital income."""
    members = draws["investment_rate"].shape[0]
    value_added = wide(baseline["value_added"], members) * draws[base_data.VALUE_ADDED]
    used = utilisation(baseline, draws)
    workers = wide(baseline["employment"], members)
    potential = value_added / used
    share = capital_shares(baseline, draws)
    output = potential.sum(axis=1)

    past_growth = trend_growth(baseline, draws)
    past_output = np.log1p(past_growth)
    deepening = draws["capital_deepening_past"] / 100
    rates = investment_by_type(draws, past_output + deepening)
    wear = depreciation_by_type(draws)
    closing = output * capital.capital_output_ratio(
        past_output, deepening, rates, wear[:, None], WINDOW_MIDDLE
    )
    opening = (closing - rates * output) / (1 - wear[:, None])
    homes = sector(baseline, "real_estate")[:, None]
    earned = (1 - homes) * share * potential
    mix = earned / np.sum(earned, axis=1)[:, None]

    people = wide(baseline["population"].sum(axis=1), members)
    active = workforce.participation(draws, people, workers.sum(axis=1))
    years = workforce.schooling(draws, people, wide(baseline["mean_years_schooling"], members))
    skill_growth = workforce.past_skill_growth(draws, people, active, years)
    return Accounts(
        value_added=value_added,
        utilisation=used,
        potential=potential,
        workers=workers,
        people=people,
        participation=active,
        schooling=years,
        opening_capital=opening[0][:, None] * mix + opening[2][:, None] * homes,
        closing_capital=closing[0][:, None] * mix + closing[2][:, None] * homes,
        depreciation=(1 - homes) * wear[0] + homes * wear[2],
        opening_infrastructure=opening[1],
        closing_infrastructure=closing[1],
        infrastructure_rate=rates[1],
        housing_rate=rates[2],
        capital_share=share,
        capital_share_total=np.sum(share * potential, axis=1) / output,
        past_growth=past_growth,
        past_output=past_output,
        past_capital=past_output + deepening,
        past_labour=wide(baseline["working_age_growth"], members) + skill_growth,
    )
