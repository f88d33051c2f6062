"""The rival ports in 2020: what they handled, which zones' cargo they draw, their part in transhipment.

Far rivals draw a judged share of each zone; how it is split follows their size and the inland cost. The near
ones, in the province, serve the model's own zones: their tonnes are known, and the logit of the five ports
holds for them with a constant that reproduces those tonnes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calibration.ports.assumptions import Assumptions
from calibration.tables import Figures
from sim.axes import Array

NEAR = "port_"
"""Rivals of the province carry the prefix of the ports."""
FIGURE = "rival_throughput"


@dataclass(frozen=True)
class Rivals:
    """Which are near [rival]; size [rival, cargo] and near rivals' tonnes [rival, voyage, cargo] (zero for
    far ones), 10k tonnes; far rivals' judged share of each zone with land [zone, cargo]; shares of relayed
    cargo [rival, cargo].
    """

    near: Array
    size: Array
    near_tonnes: Array
    far_share: Array
    relay_share: Array


def read(
    given: Assumptions,
    ports: Figures,
    zones: tuple[str, ...],
    rivals: tuple[str, ...],
    cargo: tuple[str, ...],
    five: float,
    year: int,
) -> Rivals:
    """Rivals from the table of assumptions; ``five`` is what the five ports handled, 10k tonnes.

    The near rivals' totals are scaled to what the province handled beyond the five. The last zone is
    transhipment.
    """
    near = np.array([rival.startswith(NEAR) for rival in rivals])
    total = np.array([given.value(r, "all", FIGURE) if n else 0.0 for r, n in zip(rivals, near, strict=True)])
    total *= (ports.value("shandong", "cargo_throughput", year) - five) / total.sum()
    composition = np.stack([given.sparse(rivals, k, "cargo_share") for k in cargo], axis=1)
    far = np.stack([given.sparse(rivals, k, FIGURE) for k in cargo], axis=1)
    size = total[:, None] * composition + far
    foreign = np.stack([given.sparse(rivals, k, "foreign_trade_share") for k in cargo], axis=1)
    tonnes = np.stack([foreign * size, (1.0 - foreign) * size], axis=1) * near[:, None, None]
    share = np.array([[given.first((z,), (k, "all"), "outside_share") for k in cargo] for z in zones[:-1]])
    relay = np.stack([given.sparse(rivals, k, "rival_transhipment_share") for k in cargo], axis=1)
    return Rivals(near, size, tonnes, share, relay)


def far_split(size: Array, utility: Array, near: Array) -> Array:
    """Shares of the far rivals in what a zone sends to them [zone, rival], by size [rival] and utility."""
    attraction = np.where(near, 0.0, size) * np.exp(utility - utility.max(axis=1, keepdims=True))
    split: Array = attraction / attraction.sum(axis=1, keepdims=True)
    return split
