"""What draws a zone's cargo to each port before waiting is known: base-year shares moved by changes of cost,
by new terminals, by the group that runs the ports, and by days on which a port is closed; and what rivals do.
"""

from __future__ import annotations

import numpy as np

from sim.axes import Array
from sim.blocks.ports.demand import FOREIGN
from sim.blocks.ports.params import Params

DAYS = 365.0
PERCENT = 100.0
CONTAINERS = "containers"
SHIPS_OF_RELAYED_CARGO = 2.0


def sailing_saving(more_services: Array, params: Params) -> Array:
    """What shorter waits for a sailing save a foreign box [hinterland, port, member], CNY per tonne.

    With services that are ``more_services`` [port, market, member] percent more, the gap between two sailings
    is as much shorter (Mohring 1972); cargo relayed from ship to ship waits for two of them.
    """
    # As wide as the members: a sum over one column takes another path than over many.
    services = np.broadcast_to(more_services, (*more_services.shape[:-1], len(params.sailing_gap)))
    shorter = 1.0 - 1.0 / (1.0 + services / PERCENT)
    days = params.sailing_gap * np.sum(params.market_weight[:, None] * shorter, axis=1)
    loaded = params.value_per_teu * (1.0 - params.container_empty_share) / params.teu_weight
    sailings = 1.0 + (SHIPS_OF_RELAYED_CARGO - 1.0) * params.network.relay_weight
    saving: Array = sailings[:, None] * days * loaded * params.time_cost_container
    return saving


def cost_change(inland: Array, dues: Array, sailing: Array, params: Params) -> Array:
    """Change of the cost of a port other than waiting [hinterland, voyage, port, cargo, member], CNY per
    tonne: ``inland`` [hinterland, port, cargo, member], ``dues`` [port, member], ``sailing`` saved on foreign
    boxes [hinterland, port, member].
    """
    change = np.stack([inland + dues[:, None]] * 2, axis=1)
    change[:, FOREIGN, :, params.network.cargo.index(CONTAINERS)] -= sailing
    return change


def rival_cost_change(change: Array, dues: Array, params: Params) -> Array:
    """Change of the rivals' cost [hinterland, voyage, rival, cargo, member]: they match a part of what the
    five change, the more the larger the five are in a zone, and set their own ``dues`` [rival, member].
    """
    ours = (params.network.share * change).sum(axis=2)
    answer: Array = params.rival_match * ours
    return answer[:, :, None] + dues[:, None]


def coordinated(attraction: Array, cost: Array, coefficient: Array, index: Array, params: Params) -> Array:
    """Attraction [hinterland, voyage, port, cargo, member] when one group sends cargo to its cheaper port.

    The weight of inland cost ``cost`` [hinterland, port, cargo, member] in the choice among the five rises by
    ``coordination_cost_weight`` times the index; what the five draw together stays as it is.
    """
    weight = np.exp(-params.coordination_cost_weight * index * coefficient * cost)[:, None]
    sent = attraction * weight
    moved: Array = sent * (attraction.sum(axis=2) / sent.sum(axis=2))[:, :, None]
    return moved


def with_closed_days(attraction: Array, fixed: Array, days: Array) -> Array:
    """Attraction when a port is closed for ``days`` [port, member] of the year.

    In closed days its cargo chooses among the others as if it were not there, so that over the year its share
    is P (1 - f), f the closed part. The factor is exact for one closed port at given waiting.
    """
    part = (days / DAYS)[:, None]
    chosen = attraction / (fixed + attraction.sum(axis=2))[:, :, None]
    left: Array = attraction * (1.0 - part) * (1.0 - chosen) / (1.0 - chosen + part * chosen)
    return left
