"""One scenario with any number of members, or many scenarios as members of one batch: the yearly loop over
the blocks, in chunks of one fixed width.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim import base_data, posterior
from sim.axes import CHUNK, Array
from sim.baseline import Baseline
from sim.cores.assembly import build, parameter_names
from sim.parameters import draws
from sim.run import Run
from sim.scenario.scenario import CENTRAL, Scenario
from sim.variables import register
from sim.wiring import call
from sim.year import BLOCKS

BASE_YEAR = 2020


@dataclass(frozen=True)
class Inputs:
    """What scenarios give each year: drivers, levers and shocks by argument name [year, ..., member].

    The member axis has length one where all members share the numbers. ``reference_fertility`` [member] is
    the national total fertility rate of the base year in the driver file.
    """

    years: tuple[int, ...]
    series: Mapping[str, Array]
    reference_fertility: Array

    def at(self, index: int) -> dict[str, Array]:
        """Arguments of one year."""
        return {name: values[index] for name, values in self.series.items()}


def line_service(openings: Mapping[str, float], lines: Iterable[str], years: Iterable[int]) -> Array:
    """Share of each year [year, line] in which a line, or a power plant, is in service, from its opening as
    a year with decimals.
    """
    opens = np.array([openings[line] for line in lines])
    share: Array = np.clip(np.array(list(years))[:, None] + 1 - opens[None, :], 0.0, 1.0)
    return share


@dataclass(frozen=True)
class Drawn:
    """All that is random in an ensemble, apart by source: parameters by name [member], drivers that stray
    from their paths by name [year, member], and factors on the data of 2020 by name [..., member].
    """

    parameters: Mapping[str, Array]
    drivers: Mapping[str, Array]
    base: Mapping[str, Array]


@dataclass(frozen=True)
class Job:
    """An ensemble ready to be computed chunk by chunk, in any order: the numbers of all members."""

    baseline: Baseline
    given: Inputs
    drawn: Mapping[str, Array]
    members: int

    @property
    def starts(self) -> range:
        """First member of each chunk."""
        return range(0, self.members, CHUNK)

    def chunk(self, start: int) -> Run:
        """The run of one chunk from its first member ``start``, always of full width: the last is padded."""
        series = {
            name: values if values.shape[-1] == 1 else _wide([values[..., start : start + CHUNK]])
            for name, values in self.given.series.items()
        }
        given = Inputs(self.given.years, series, self.given.reference_fertility)
        fields, constants = _chunk(self.baseline, given, _slice(self.drawn, start))
        return Run(self.baseline.axes, (BASE_YEAR, *given.years), fields, constants)


def inputs(scenario: Scenario, baseline: Baseline, drivers: Mapping[str, Array] | None = None) -> Inputs:
    """Drivers, levers and shocks of every year up to the horizon, as the blocks name them; ``drivers`` [year,
    member] take the place of the file's paths.
    """
    drawn = drivers or {}
    years = tuple(range(BASE_YEAR + 1, scenario.horizon + 1))
    axes = baseline.axes
    wanted = {port.name: port.axes for entry in BLOCKS for port in entry.reads}
    series: dict[str, Array] = {
        f"driver_{kind}_service": line_service(scenario.projects, axes.labels(kind), years)
        for kind in ("line", "plant")
    }
    strays: dict[str, Array] = {}
    for name, port_axes in wanted.items():
        kind, _, rest = name.partition("_")
        if kind == "lever":
            series[name] = scenario.lever(rest, [axes.labels(axis) for axis in port_axes], years)
        elif kind == "shock":
            series[name] = scenario.shock(rest, [axes.labels(axis) for axis in port_axes], years)
        elif kind == "flag":
            series[name] = np.full(len(years), float(scenario.flags.get(rest, False)))
        elif kind == "driver" and rest in drawn:
            strays[name] = drawn[rest]
        elif kind == "driver" and name not in series:
            series[name] = scenario.drivers.values(rest, years)
    fertility = np.asarray(scenario.drivers.values("total_fertility_rate", (BASE_YEAR,)))
    shared = {name: values for name, values in series.items() if name not in strays}
    return Inputs(years, {name: values[..., None] for name, values in shared.items()} | strays, fertility)


def simulate(scenario: Scenario, baseline: Baseline, *, members: int = 1, seed: int = 0) -> Run:
    """Project one scenario from the baseline year to its horizon.

    Args:
        scenario: a resolved scenario.
        baseline: the built baseline.
        members: 1 for the central run; more add members drawn from the sources that the scenario names.
        seed: root of the random streams; each random quantity has its own.

    Returns:
        The raw run. A member's numbers are the same to the last bit whatever ``members`` is.
    """
    work = job(scenario, baseline, members=members, seed=seed)
    runs = [work.chunk(start) for start in work.starts]
    parts = [(dict(run.fields), dict(run.constants)) for run in runs]
    return _joined(baseline, work.given.years, parts, members)


def job(scenario: Scenario, baseline: Baseline, *, members: int, seed: int) -> Job:
    """Everything that is drawn for an ensemble, and what the scenario gives."""
    drawn = draw(scenario, baseline, members=members, seed=seed)
    given = inputs(scenario, baseline, drawn.drivers)
    return Job(baseline, given, {**drawn.parameters, **drawn.base}, members)


def simulate_together(scenarios: Sequence[Scenario], baseline: Baseline) -> Run:
    """Central runs of scenarios with one horizon, as the members of one run: member k is scenario k.

    Costs little more than one of them, and gives the same numbers as each alone.
    """
    central = [draw(scenario, baseline, members=1, seed=0) for scenario in scenarios]
    drawn = [{**one.parameters, **one.base} for one in central]
    given = [inputs(scenario, baseline) for scenario in scenarios]
    if len({one.years for one in given}) > 1:
        raise ValueError("scenarios that run together need one horizon")
    chunks = []
    for start in range(0, len(scenarios), CHUNK):
        part = given[start : start + CHUNK]
        series = {name: _wide([one.series[name] for one in part]) for name in part[0].series}
        batch = Inputs(part[0].years, series, _wide([one.reference_fertility for one in part]))
        values = {name: _wide([one[name] for one in drawn[start : start + CHUNK]]) for name in drawn[start]}
        chunks.append(_chunk(baseline, batch, values))
    return _joined(baseline, given[0].years, chunks, len(scenarios))


def draw(scenario: Scenario, baseline: Baseline, *, members: int, seed: int) -> Drawn:
    """The random numbers of an ensemble; no lever, project or flag has a part in them."""
    kinds = scenario.uncertainty
    parameters = draws(
        parameter_names(baseline),
        members=members,
        seed=seed,
        uncertain=kinds.parameters != CENTRAL,
        overrides=scenario.parameters,
        parameters=scenario.registers.parameters,
        joint=posterior.load() if kinds.parameters == "posterior" and members > 1 else None,
    )
    years = range(BASE_YEAR + 1, scenario.horizon + 1)
    strays = kinds.drivers != CENTRAL and members > 1
    drivers = scenario.drivers.drawn(years, members=members, seed=seed) if strays else {}
    wrong = kinds.base_data != CENTRAL
    return Drawn(
        parameters,
        drivers,
        base_data.factors(baseline, members=members, seed=seed, drawn=wrong),
    )


def _joined(
    baseline: Baseline,
    years: tuple[int, ...],
    chunks: list[tuple[dict[str, Array], dict[str, Array]]],
    members: int,
) -> Run:
    """The first ``members`` of all chunks as one run."""

    def join(parts: list[Array]) -> Array:
        return np.concatenate(parts, axis=-1)[..., :members]

    fields = {name: join([chunk[0][name] for chunk in chunks]) for name in chunks[0][0]}
    constants = {name: join([chunk[1][name] for chunk in chunks]) for name in chunks[0][1]}
    return Run(baseline.axes, (BASE_YEAR, *years), fields, constants)


def _slice(drawn: Mapping[str, Array], start: int) -> dict[str, Array]:
    """One chunk of every parameter."""
    return {name: _wide([values[..., start : start + CHUNK]]) for name, values in drawn.items()}


def _wide(parts: Sequence[Array]) -> Array:
    """Arrays side by side on the member axis, padded to a chunk with the first member."""
    values = np.concatenate(parts, axis=-1)
    padding = np.repeat(values[..., :1], CHUNK - values.shape[-1], axis=-1)
    return np.concatenate([values, padding], axis=-1)


def _chunk(
    baseline: Baseline, given: Inputs, drawn: Mapping[str, Array]
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Fields and constants of one chunk of members."""
    core, constants = build(baseline, drawn, given.reference_fertility)
    current = dict(core.base_year)
    record = [current]
    for index in range(len(given.years)):
        before = {
            f"{kind}_{name}": values for name, values in current.items() for kind in ("opening", "lagged")
        }
        sources = {**before, **given.at(index)}
        current = {}
        for entry in BLOCKS:
            written = call(entry, sources, core.params.get(entry.name))
            sources |= written
            current |= written
        record.append(current)
    return _stack(record), dict(constants)


def _stack(record: list[dict[str, Array]]) -> dict[str, Array]:
    """Fields [year, ..., member]; a flow that the base year lacks is NaN there."""
    stacked = {}
    for name in register():
        if name in record[-1]:
            later = [
                np.broadcast_to(year[name], (*year[name].shape[:-1], CHUNK))
                if year[name].ndim
                else np.full(CHUNK, year[name])
                for year in record[1:]
            ]
            first = np.broadcast_to(record[0].get(name, np.full_like(later[0], np.nan)), later[0].shape)
            stacked[name] = np.stack([first, *later])
    return stacked
