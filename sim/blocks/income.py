"""Income of work relative to the rest of the nation, with what cleaner air is worth of it: what draws
migrants the year after.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """``base_output_per_worker`` [city, member] in 2020, at normal utilisation."""

    base_output_per_worker: Array


@dataclass(frozen=True)
class Income:
    """Each city's output per worker as a log deviation from the nation's, both relative to 2020, and what
    its cleaner air is worth.
    """

    relative_wage: Annotated[Array, "city", "log points"]


def step(
    *,
    potential_value_added: Annotated[Array, "city sector", "100m CNY 2020"],
    employment: Annotated[Array, "city sector", "10k persons"],
    china_activity_index: Annotated[Array, "", "index"],
    clean_air_gain: Annotated[Array, "city", "log points"],
    params: Params,
) -> Income:
    """Relative income at the end of one year; potential output, so that the rebound of 2021 draws nobody."""
    per_worker = potential_value_added.sum(axis=1) / employment.sum(axis=1)
    return Income(
        relative_wage=np.log(per_worker / params.base_output_per_worker)
        - np.log(china_activity_index)
        + clean_air_gain
    )
