"""The trade system of the built baseline, solved once for all tests of it."""

from __future__ import annotations

from functools import cache

import numpy as np

from calibration import accounts
from calibration.trade.system import Names, TradeSystem, solve
from sim.baseline import read_labels
from sim.parameters import register
from sim.paths import REGISTERS

LABELS = read_labels(REGISTERS / "labels.csv")
NAMES = Names(LABELS["city"], LABELS["sector"], LABELS["partner"], LABELS["market"])
PARAMETERS = {name: parameter.value for name, parameter in register().items()}


@cache
def city_accounts(cities: tuple[str, ...] = NAMES.city) -> dict[str, np.ndarray]:
    return {quantity.name: quantity.values for quantity in accounts.build(cities, NAMES.sector)}


@cache
def solved(cities: tuple[str, ...] = NAMES.city) -> TradeSystem:
    built = city_accounts(cities)
    names = Names(cities, NAMES.sector, NAMES.partner, NAMES.market)
    return solve(names, built["value_added"], built["utilisation"], PARAMETERS)
