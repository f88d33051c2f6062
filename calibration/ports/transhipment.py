"""Cargo relayed from ship to ship in 2020: it has no inland leg, and statistics count it in and out."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from calibration.ports.assumptions import Assumptions
from sim.axes import Array
from sim.parameters import Parameter

CONTAINERS, HUB = "containers", "qingdao"
REGION = "jiaodong"


def relayed_share(
    given: Assumptions,
    cities: tuple[str, ...],
    cargo: tuple[str, ...],
    parameters: Mapping[str, Parameter],
    column: str = "value",
) -> Array:
    """Share of throughput that is relayed [port, cargo], both counts of a tonne together.

    Qingdao's boxes take the registered ``transhipment_share``; other cells are judged, by port where there is
    a reason, else for the region.
    """
    return np.array(
        [
            [
                getattr(parameters["transhipment_share"], column)
                if (city, k) == (HUB, CONTAINERS)
                else given.first((city, REGION), (k,), "transhipment_share", column)
                for k in cargo
            ]
            for city in cities
        ]
    )


def relayed_tonnes(
    tonnes: Array, relayed: Array, given: Assumptions, cities: tuple[str, ...], cargo: tuple[str, ...]
) -> Array:
    """Relayed tonnes [port, voyage, cargo] of ``tonnes`` [port, voyage, cargo], foreign voyage first.

    ``relayed`` [port, cargo] is the share of both voyages together. Raises ValueError if a port would relay
    more on a voyage than it handled.
    """
    foreign = np.array(
        [[given.first((c, REGION), (k,), "transhipment_foreign_share") for k in cargo] for c in cities]
    )
    total = relayed * tonnes.sum(axis=1)
    legs = np.stack([foreign * total, (1.0 - foreign) * total], axis=1)
    if (legs > tonnes).any():
        port, voyage, k = np.argwhere(legs > tonnes)[0]
        raise ValueError(f"{cities[port]} relays more {cargo[k]} on voyage {voyage} than it handled.")
    return legs
