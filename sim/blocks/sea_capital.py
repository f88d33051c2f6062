"""Capital of the marine industries that the measures add: works on the way, investment, and what stands.

Support for a marine industry is promised in one year and spent as works progress: each year a fixed share of
what is open, so that money is at work after ``marine_multiplier_lag`` years on average, the last of them the
usual year between investment and output. It is spent once, in the sectors that host the industry; the marine
account reads from the same stock how much of a sector's capital it is (sim/blocks/marine.py). Money for
shipping services and for tourism is spent at once: the former on port services, finance and business
services, the latter on hotels, sites and quays. Limits: an industry buys the capital of its hosts in the
proportions of 2020; no dwellings; nothing wears out faster at sea.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """``host_split`` [city, marine, sector, member] where an industry's money goes, summing to one;
    ``shipping_split`` [marine, sector, member] and ``tourism_split`` [marine, sector] likewise for those
    programmes; ``uses_sea_area`` [marine] is 1 for industries whose works take sea or shore;
    ``depreciation`` [sector, member]; ``marine_multiplier_lag`` [member] in years, at least one.
    """

    host_split: Array
    shipping_split: Array
    tourism_split: Array
    uses_sea_area: Array
    depreciation: Array
    marine_multiplier_lag: Array


@dataclass(frozen=True)
class SeaCapital:
    """Money promised and not yet spent, what is spent in the year by sector, and what stands of it all."""

    marine_works: Annotated[Array, "city marine", "100m CNY 2020"]
    sea_investment: Annotated[Array, "city sector", "100m CNY 2020"]
    marine_capital_added: Annotated[Array, "city marine sector", "100m CNY 2020"]


def step(
    *,
    opening_marine_works: Annotated[Array, "city marine", "100m CNY 2020"],
    opening_marine_capital_added: Annotated[Array, "city marine sector", "100m CNY 2020"],
    new_marine_money: Annotated[Array, "city marine", "100m CNY 2020"],
    new_shipping_money: Annotated[Array, "city", "100m CNY 2020"],
    new_tourism_money: Annotated[Array, "city", "100m CNY 2020"],
    sea_area_allowed: Annotated[Array, "city", "share"],
    params: Params,
) -> SeaCapital:
    """One year of spending; the closing stock works from the year after. Works that find no sea or shore
    wait.
    """
    waiting = opening_marine_works + new_marine_money
    stopped = params.uses_sea_area[:, None] * (1 - sea_area_allowed)[:, None]
    spent = (1 - stopped) * waiting / params.marine_multiplier_lag
    investment = (
        spent[:, :, None] * params.host_split
        + new_shipping_money[:, None, None] * params.shipping_split
        + new_tourism_money[:, None, None] * params.tourism_split[..., None]
    )
    kept = (1 - params.depreciation) * opening_marine_capital_added
    return SeaCapital(
        marine_works=waiting - spent,
        sea_investment=np.sum(investment, axis=1),
        marine_capital_added=kept + investment,
    )
