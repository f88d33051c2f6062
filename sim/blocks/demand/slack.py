"""Slack: how far output follows sales that nobody had planned for, and what supply lost cannot make."""

from __future__ import annotations

import numpy as np

from sim.axes import Array


def supply_lost(lacking: Array, at_work: Array, capital_share: Array) -> Array:
    """Share of output that capital destroyed and not yet rebuilt would have made [city, sector, member]."""
    lost: Array = 1 - (at_work / (at_work + lacking)) ** capital_share
    return lost


def used_capacity(gap: Array, normal: Array) -> Array:
    """Output over that of normal use, for a gap of demand [city, sector, member]: logistic use of capacity.

    At gap 0 it is one with slope one. However large demand is, it stays below 1 / ``normal`` (all capacity in
    use); however small, above nothing.
    """
    odds = np.expm1(gap / (1 - normal))
    effect: Array = (1 + odds) / (1 + normal * odds)
    return effect


def closed_share(halflife: Array) -> Array:
    """Share of a gap that closes within a year when half of it closes in ``halflife`` years."""
    share: Array = 1 - 0.5 ** (1 / halflife)
    return share


def carried(leontief: Array, final_sales: Array) -> Array:
    """Output [city, sector, member] that a change of final sales [city, sector, member] asks for."""
    flat = final_sales.reshape(-1, final_sales.shape[-1])
    output: Array = (leontief @ flat).reshape(final_sales.shape)
    return output
