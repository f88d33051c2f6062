"""Parameters of the access block, and the travel times of 2020."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks import access
from sim.cores.core import Core
from sim.cores.take import fields_of

PARAMETERS = (
    "access_decay_manufacturing access_decay_services inner_city_time rail_station_access_time "
    "rail_transfer_time"
).split()


def build(baseline: Baseline, draws: Mapping[str, Array]) -> Core:
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
    return Core(
        {"access": replace(unset, base_market_access=reach)},
        {"travel_time": times, "market_access": np.ones((cities, members))},
    )
