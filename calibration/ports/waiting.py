"""The response of waiting to load, fitted port by port and class by class to simulated years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import least_squares

from sim.axes import Array
from sim.blocks.ports.waiting import berth_exponent

BASE_WEIGHT = 2.0
"""Weight of a year with the berths of 2020 against one with others: half of the whole, about."""
FULLEST = 0.9
"""Years beyond this occupancy do not settle within a year and are not fitted."""
START: Mapping[str, float] = {"floor": 0.03, "level": 1.0, "exponent": 1.0}
LOOSENESS = 10.0
"""Standard deviation of the logarithms about the start: it decides only where the years say nothing."""
FIGURES = 6
"""Digits that are kept of a fitted constant."""
Z90 = 1.6448536269514722


@dataclass(frozen=True)
class Response:
    """Constants of waiting over a stay, floor + level / n * u^(exponent (sqrt(2 (n + 1)) - 1)) / (1 - u), by
    [port, cargo], and the relative error, as a standard deviation in logarithms, in years that were not
    fitted.
    """

    floor: Array
    level: Array
    exponent: Array
    error: Array

    def range(self, values: Array) -> tuple[Array, Array]:
        """Ends of the 90 % range of something in proportion to the whole wait."""
        return values * np.exp(-Z90 * self.error), values * np.exp(Z90 * self.error)


def form(constants: Array, occupancy: Array, berths: Array) -> Array:
    """Waiting over a stay; ``constants`` are floor, level and exponent."""
    floor, level, exponent = constants
    congestion: Array = level / berths * occupancy ** (exponent * berth_exponent(berths)) / (1.0 - occupancy)
    waiting: Array = floor + congestion
    return waiting


def fit(ratio: Array, occupancy: Array, berths: Array, weight: Array) -> Array:
    """Floor, level and exponent by weighted least squares in logarithms; all above zero."""
    start = np.log(list(START.values()))
    root = np.sqrt(weight)

    def residuals(logs: Array) -> Array:
        gap = np.log(form(np.exp(logs), occupancy, berths) / ratio)
        return np.concatenate([root * gap, (logs - start) / LOOSENESS])

    tight = 1e-15
    found = least_squares(residuals, start, method="lm", xtol=tight, ftol=tight, gtol=tight)
    return np.array([float(f"{value:.{FIGURES}g}") for value in np.exp(found.x)])


def response(points: pd.DataFrame, service_hours: Array) -> Response:
    """Fit every port and class; ``points`` as ``calibration.ports.simulated`` gives them, ``service_hours``
    [port, cargo].
    """
    constants, error = np.empty((3, *service_hours.shape)), np.empty_like(service_hours)
    for number, (_, cell) in enumerate(points.groupby(["port", "cargo"], sort=False)):
        p, k = divmod(number, service_hours.shape[1])
        seen = cell["fitted"] & (cell["occupancy"] <= FULLEST)
        used, others = cell[seen], cell[~cell["fitted"]]
        hours = service_hours[p, k]
        constants[:, p, k] = fit(
            used["wait"].to_numpy() / hours,
            used["occupancy"].to_numpy(),
            used["berths"].to_numpy(),
            np.where(used["berth_factor"] == 1.0, BASE_WEIGHT, 1.0),
        )
        fitted = form(constants[:, p, k], others["occupancy"].to_numpy(), others["berths"].to_numpy())
        error[p, k] = np.sqrt(np.mean(np.log(fitted * hours / others["wait"].to_numpy()) ** 2))
    floor, level, exponent = constants
    return Response(floor, level, exponent, error)


def held(points: pd.DataFrame, service_hours: Array, found: Response) -> pd.DataFrame:
    """Years that were not fitted, with the fitted wait beside the simulated one (hours)."""
    others = points[~points["fitted"]].reset_index(drop=True)
    cells = list(dict.fromkeys(zip(points["port"], points["cargo"], strict=True)))
    place = [cells.index(cell) for cell in zip(others["port"], others["cargo"], strict=True)]
    constants = np.stack([a.ravel()[place] for a in (found.floor, found.level, found.exponent)])
    ratio = form(constants, others["occupancy"].to_numpy(), others["berths"].to_numpy())
    return others.assign(fitted_wait=ratio * service_hours.ravel()[place])
