"""The accounts of 2020 and the growth record, member by member: what the other cores start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks import capital
from sim.cores.core import wide

WINDOW_MIDDLE = 3
"""Years from the middle of the reference window (2015-2019) to the base year."""

PARAMETERS = (
    "capital_deepening_past depreciation_total gdp_history_break_weight investment_rate "
    "labour_quality_growth national_pass_through_error trend_growth_error"
).split()


@dataclass(frozen=True)
class Accounts:
    """Levels of 2020 and past growth rates.

    ``value_added``, ``utilisation``, ``potential`` (the normal year), ``workers``, ``opening_capital`` and
    ``closing_capital`` [city, sector, member]; ``capital_share`` [sector, member]; ``capital_share_total``
    and the yearly growth rates of 2015-2019 [city, member]: ``past_growth`` simple, ``past_output``,
    ``past_capital`` and ``past_labour`` logarithmic.
    """

    value_added: Array
    utilisation: Array
    potential: Array
    workers: Array
    opening_capital: Array
    closing_capital: Array
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


def build(baseline: Baseline, draws: Mapping[str, Array]) -> Accounts:
    """Accounts of 2020 for every member; capital by sector follows capital income."""
    members = draws["investment_rate"].shape[0]
    value_added = wide(baseline["value_added"], members)
    used = wide(baseline["utilisation"], members)
    potential = value_added / used
    share = capital_shares(baseline, draws)
    output = potential.sum(axis=1)

    past_growth = trend_growth(baseline, draws)
    past_output = np.log1p(past_growth)
    deepening = draws["capital_deepening_past"] / 100
    investment, depreciation = draws["investment_rate"], draws["depreciation_total"]
    closing_total = output * capital.capital_output_ratio(
        past_output, deepening, investment, depreciation, WINDOW_MIDDLE
    )
    opening_total = (closing_total - investment * output) / (1 - depreciation)
    mix = share * potential / np.sum(share * potential, axis=1)[:, None]
    return Accounts(
        value_added=value_added,
        utilisation=used,
        potential=potential,
        workers=wide(baseline["employment"], members),
        opening_capital=opening_total[:, None] * mix,
        closing_capital=closing_total[:, None] * mix,
        capital_share=share,
        capital_share_total=np.sum(share * potential, axis=1) / output,
        past_growth=past_growth,
        past_output=past_output,
        past_capital=past_output + deepening,
        past_labour=wide(baseline["working_age_growth"], members) + draws["labour_quality_growth"] / 100,
    )
