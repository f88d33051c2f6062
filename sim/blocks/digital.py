"""Digital capital, the connections it gives, and the industrial firms that work on a platform.

Digital capital beyond the usual stock covers more firms, each unit the same share of those not yet covered.
Coverage raises manufacturing by the broadband elasticity and is the ceiling of adoption, which spreads as in
Bass (1969). A programme brings firms onto a platform earlier than they would have come: its gain is that of
the lead over the base's own diffusion. Limits: no gain outside manufacturing; firms count alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """All [member]."""

    public_investment_efficiency: Array
    depreciation_digital: Array
    digital_capital_ratio: Array
    digital_coverage_base: Array
    platform_adoption_base: Array
    broadband_productivity_elasticity: Array
    industrial_internet_tfp: Array
    adoption_bass_p: Array
    adoption_bass_q: Array


@dataclass(frozen=True)
class Digital:
    """Digital capital over the usual stock, firms well connected, firms on a platform with and without
    measures, firms that the programme has aimed at so far, and the effect on manufacturing.
    """

    digital_capital: Annotated[Array, "city", "100m CNY 2020"]
    digital_coverage: Annotated[Array, "city", "share"]
    platform_adoption: Annotated[Array, "city", "share"]
    platform_adoption_unaided: Annotated[Array, "city", "share"]
    platform_programme: Annotated[Array, "city", "%"]
    digital_effect: Annotated[Array, "city", "index"]


def coverage(base: Array, extra_over_usual: Array) -> Array:
    """Share of firms well connected; ``base`` with the usual capital, one in the limit."""
    covered: Array = 1 - (1 - base) ** (1 + extra_over_usual)
    return covered


def adoption(params: Params, opening: Array, ceiling: Array, programme: Array) -> Array:
    """Share of firms on a platform after a year: own choice, imitation, and the year's programme.

    The rate holds for the firms that are left under the ceiling, so that no path crosses it. ``programme``
    is the share of firms aimed at, relative to those that were left in 2020.
    """
    room = params.digital_coverage_base - params.platform_adoption_base
    rate = params.adoption_bass_p + params.adoption_bass_q * opening / ceiling + programme / room
    reached: Array = ceiling - (ceiling - opening) * np.exp(-rate)
    return reached


def step(
    *,
    opening_digital_capital: Annotated[Array, "city", "100m CNY 2020"],
    opening_digital_coverage: Annotated[Array, "city", "share"],
    opening_platform_adoption: Annotated[Array, "city", "share"],
    opening_platform_adoption_unaided: Annotated[Array, "city", "share"],
    opening_platform_programme: Annotated[Array, "city", "%"],
    lagged_gdp: Annotated[Array, "city", "100m CNY 2020"],
    new_digital_money: Annotated[Array, "city", "100m CNY 2020"],
    lever_industrial_internet: Annotated[
        Array, "city", "percentage points of industrial firms newly on a platform"
    ],
    params: Params,
) -> Digital:
    """One year; the effect is that of coverage and adoption at the year's start."""
    investment = params.public_investment_efficiency * new_digital_money
    capital = (1 - params.depreciation_digital) * opening_digital_capital + investment
    base = coverage(params.digital_coverage_base, np.zeros_like(capital))
    aimed = (lever_industrial_internet - opening_platform_programme) / 100
    lead = opening_platform_adoption - opening_platform_adoption_unaided
    return Digital(
        digital_capital=capital,
        digital_coverage=coverage(
            params.digital_coverage_base, capital / (params.digital_capital_ratio * lagged_gdp)
        ),
        platform_adoption=adoption(params, opening_platform_adoption, opening_digital_coverage, aimed),
        platform_adoption_unaided=adoption(
            params, opening_platform_adoption_unaided, base, np.zeros_like(aimed)
        ),
        platform_programme=lever_industrial_internet,
        digital_effect=(opening_digital_coverage / base) ** params.broadband_productivity_elasticity
        * np.exp(params.industrial_internet_tfp * lead),
    )
