"""How far a driver may stray from its path: yearly deviations with memory, correlated between the series.

A deviation starts at zero in the base year and follows d = persistence x last year's d + sd x e, with e
standard normal and correlated over the series of a file. A random walk is the same with persistence one: the
error widens without end. Member 0 has none. Every series and year has a random stream of its own, so that
neither the horizon nor the number of members nor another series moves a draw.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.axes import Array
from sim.errors import Problem, nearest
from sim.parameters import Parameter, stream
from sim.scenario.schema import DeviationFile, DriversFile
from sim.scenario.tree import Node, nearest_node, problem_at

SECTION = "correlation"
ROUNDING = 1e-12


@dataclass(frozen=True)
class Deviation:
    """Yearly deviations of one series: ``sd`` of a year's news in the unit of the series and ``persistence``.

    ``positive`` says that a value v with the deviation d is v exp(d / v - var(d) / 2 v^2), which is v + d for
    small d, never reaches zero, and has the mean v; otherwise it is v + d. The mean is kept because errors of
    growth rates add up over the years.
    """

    sd: float
    persistence: float
    positive: bool
    source: str
    provenance: str

    def applied(self, values: Array, shocks: Array) -> Array:
        """Values [year, member] of a series [year] under standard normal news [year, member]; member 0, the
        central run, has those of the series.
        """
        deviation, variance, path = np.zeros_like(shocks[0]), 0.0, []
        for value, shock in zip(values, shocks, strict=True):
            deviation = self.persistence * deviation + self.sd * shock
            variance = self.persistence**2 * variance + self.sd**2
            centred = deviation / value - variance / (2 * value**2)
            path.append(value * np.exp(centred) if self.positive else value + deviation)
        drawn = np.stack(path)
        drawn[:, 0] = values
        return drawn


def news(
    names: Sequence[str], correlation: Array, years: Sequence[int], *, members: int, seed: int
) -> dict[str, Array]:
    """Standard normal news [year, member] by series, correlated within each year; none for member 0."""
    from scipy.special import ndtri

    own = {name: np.zeros((len(years), members)) for name in names}
    for name in names:
        for index, year in enumerate(years):
            own[name][index, 1:] = ndtri(stream(seed, f"driver {name} {year}").random(members - 1))
    factor = np.linalg.cholesky(correlation)
    # Sums in a fixed order, member by member: no number depends on how many there are.
    return {
        name: np.sum([factor[i, j] * own[other] for j, other in enumerate(names[: i + 1])], axis=0)
        for i, name in enumerate(names)
    }


def deviations(
    content: DriversFile, root: Node, parameters: Mapping[str, Parameter], problems: list[Problem]
) -> dict[str, Deviation]:
    """Deviations by series, in the order of the file; notes every mistake."""
    found = {}
    for name, series in content.series.items():
        if series.uncertainty is None:
            continue
        entry = series.uncertainty
        here = ("series", name, "uncertainty")
        sd = entry.sd
        if isinstance(sd, str):
            if sd not in parameters:
                place = nearest_node(root, (*here, "sd")).place
                message = f"there is no parameter '{sd}'."
                cure = nearest(sd, parameters) or "Give a number or the name of a registered parameter."
                problems.append(problem_at(place, (*here, "sd"), message, cure))
                continue
            sd = parameters[sd].value
        if sd <= 0:
            place = nearest_node(root, (*here, "sd")).place
            problems.append(problem_at(place, (*here, "sd"), f"found {sd:g}.", "Give a number above zero."))
        if entry.scale == "positive" and min(series.values.values()) <= 0:
            place = nearest_node(root, (*here, "scale")).place
            message = "'positive' needs values above zero, and the series has others."
            problems.append(problem_at(place, (*here, "scale"), message, "Write 'scale: additive'."))
        found[name] = Deviation(
            sd, _persistence(entry), entry.scale == "positive", entry.source, entry.provenance
        )
    return found


def _persistence(entry: DeviationFile) -> float:
    return 1.0 if entry.kind == "random_walk" else entry.persistence


def correlations(content: DriversFile, root: Node, names: Sequence[str], problems: list[Problem]) -> Array:
    """Correlation of the news of the uncertain series ``names`` [series, series]; zero where none is given.

    A pair may be given once or, with the same number, from both sides. Notes every mistake.
    """
    matrix = np.eye(len(names))
    given: dict[tuple[str, str], float] = {}
    before = len(problems)
    for row, cells in content.correlation.items():
        for column, value in cells.items():
            path = (SECTION, row, column)
            place = nearest_node(root, path).place
            unknown = next((name for name in (row, column) if name not in names), None)
            if unknown is not None:
                message = f"'{unknown}' is no series with an 'uncertainty' of this file."
                cure = nearest(unknown, names) or f"Such series: {', '.join(names) or 'none'}."
                problems.append(problem_at(place, path, message, cure))
            elif row == column and value != 1:
                message = f"a series has the correlation 1 with itself, found {value:g}."
                problems.append(problem_at(place, path, message, "Delete the line."))
            elif row != column and not -1 < value < 1:
                message = f"found {value:g}."
                problems.append(problem_at(place, path, message, "A correlation lies between -1 and 1."))
            elif given.get((column, row), value) != value:
                message = f"not symmetric: {value:g} here, {given[column, row]:g} in the row '{column}'."
                problems.append(problem_at(place, path, message, "Give each pair once."))
            given[row, column] = value
    if len(problems) > before:
        return matrix
    for (row, column), value in given.items():
        i, j = names.index(row), names.index(column)
        matrix[i, j] = matrix[j, i] = value
    smallest = float(np.linalg.eigvalsh(matrix).min(initial=1.0))
    if smallest <= ROUNDING:
        place = nearest_node(root, (SECTION,)).place
        message = (
            f"not positive definite (smallest eigenvalue {smallest:.3g}): no such shocks exist together."
        )
        problems.append(problem_at(place, (SECTION,), message, "Bring the correlations nearer to zero."))
    return matrix
