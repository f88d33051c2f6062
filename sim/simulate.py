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
from sim.record import Run
from sim.scenario.levers import Lever
from sim.scenario.scenario import CENTRAL, Scenario
from sim.variables import register
from sim.wiring import call
from sim.year import BLOCKS

BASE_YEAR = 2020

GIVEN = {
    port.name: port.axes
    for entry in BLOCKS
    for port in entry.reads
    if port.name.startswith(("driver_", "lever_", "shock_", "flag_"))
}
"""Axes of the arguments that scenarios give."""


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
        given = Inputs(
            self.given.years,
            {name: _part(values, start) for name, values in self.given.series.items()},
            _part(self.given.reference_fertility, start),
        )
        drawn = {name: _padded(values[..., start : start + CHUNK]) for name, values in self.drawn.items()}
        fields, constants = _chunk(self.baseline, given, drawn)
        return Run(self.baseline.axes, (BASE_YEAR, *given.years), fields, constants)

    def run(self) -> Run:
        """All members as one run."""
        chunks = [self.chunk(start) for start in self.starts]
        return Run(
            chunks[0].axes,
            chunks[0].years,
            _joined([chunk.fields for chunk in chunks], self.members),
            _joined([chunk.constants for chunk in chunks], self.members),
        )


def inputs(
    scenario: Scenario,
    baseline: Baseline,
    drivers: Mapping[str, Array] | None = None,
    laid: dict[tuple[Lever, str], Array] | None = None,
) -> Inputs:
    """Drivers, levers and shocks of every year up to the horizon, as the blocks name them; ``drivers`` [year,
    member] take the place of the file's paths.

    ``laid`` holds what other scenarios of the same horizon have laid out, by lever and setting; it grows.
    """
    drawn, known = drivers or {}, {} if laid is None else laid
    years = tuple(range(BASE_YEAR + 1, scenario.horizon + 1))
    axes = baseline.axes
    series: dict[str, Array] = {
        f"driver_{kind}_service": line_service(scenario.projects, axes.labels(kind), years)
        for kind in ("line", "plant")
    }
    strays: dict[str, Array] = {}
    for name, port_axes in GIVEN.items():
        kind, _, rest = name.partition("_")
        if kind == "lever":
            setting = scenario.registers.levers[rest], repr(scenario.levers.get(rest))
            if setting not in known:
                known[setting] = scenario.lever(rest, [axes.labels(axis) for axis in port_axes], years)
            series[name] = known[setting]
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
    return job(scenario, baseline, members=members, seed=seed).run()


def job(scenario: Scenario, baseline: Baseline, *, members: int, seed: int) -> Job:
    """Everything that is drawn for an ensemble, and what the scenario gives."""
    drawn = draw(scenario, baseline, members=members, seed=seed)
    given = inputs(scenario, baseline, drawn.drivers)
    return Job(baseline, given, {**drawn.parameters, **drawn.base}, members)


def simulate_together(scenarios: Sequence[Scenario], baseline: Baseline) -> Run:
    """Central runs of scenarios with one horizon, as the members of one run: member k is scenario k.

    Costs little more than one of them, and gives the same numbers as each alone.
    """
    return batch(scenarios, baseline).run()


def batch(scenarios: Sequence[Scenario], baseline: Baseline) -> Job:
    """Central runs of scenarios as the members of one job; raises ValueError unless they have one horizon."""
    if len({scenario.horizon for scenario in scenarios}) > 1:
        raise ValueError("scenarios that run together need one horizon")
    laid: dict[tuple[Lever, str], Array] = {}
    given = [inputs(scenario, baseline, laid=laid) for scenario in scenarios]
    drawn = [_central(scenario, baseline) for scenario in scenarios]
    whole = Inputs(
        given[0].years,
        {name: np.concatenate([one.series[name] for one in given], axis=-1) for name in given[0].series},
        np.concatenate([one.reference_fertility for one in given]),
    )
    together = {name: np.concatenate([one[name] for one in drawn], axis=-1) for name in drawn[0]}
    return Job(baseline, whole, together, len(scenarios))


def _central(scenario: Scenario, baseline: Baseline) -> dict[str, Array]:
    """What a run of one member has in the place of draws."""
    drawn = draw(scenario, baseline, members=1, seed=0)
    return {**drawn.parameters, **drawn.base}


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


def _joined(chunks: Sequence[Mapping[str, Array]], members: int) -> dict[str, Array]:
    """The first ``members`` of all chunks by name."""
    return {
        name: np.concatenate([chunk[name] for chunk in chunks], axis=-1)[..., :members] for name in chunks[0]
    }


def _part(values: Array, start: int) -> Array:
    """A chunk of what scenarios give; the member axis stays one long where all members share it."""
    return values if values.shape[-1] == 1 else _padded(values[..., start : start + CHUNK])


def _padded(values: Array) -> Array:
    """Members as wide as a chunk, padded with the first."""
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
            values = np.empty((len(record), *record[-1][name].shape[:-1], CHUNK))
            for index, year in enumerate(record):
                values[index] = year.get(name, np.nan)
            stacked[name] = values
    return stacked
