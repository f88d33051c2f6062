"""One port in one year of a scenario: described from the baseline and the run, drawn, simulated,
summarised.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline, load
from sim.errors import InputError, Problem, nearest
from sim.parameters import register
from sim.port import fast
from sim.port.analysis import laws
from sim.port.description import TONNES as TEN_THOUSAND
from sim.port.description import PortYear, describe_port
from sim.port.quay import Port
from sim.port.records import Records
from sim.port.replicate import simulated
from sim.port.study import Replication, Study
from sim.record import Run
from sim.scenario.scenario import Scenario
from sim.simulate import BASE_YEAR, simulate

ENGINES = ("fast", "salabim")
PERCENT = 100.0


def port_id(name: str, baseline: Baseline) -> str:
    """Id of a port by its own name or its city's; raises InputError for any other."""
    for known in (name, f"port_{name}"):
        if known in baseline.axes.port:
            return known
    cities = [port.removeprefix("port_") for port in baseline.axes.port]
    cure = nearest(name, cities) or f"Known: {', '.join(cities)}."
    raise InputError(Problem(f"unknown port '{name}'.", cure=cure))


def parameter_values(scenario: Scenario) -> dict[str, float]:
    """Central value of every registered parameter, with the scenario's overrides."""
    return {name: entry.value for name, entry in register().items()} | dict(scenario.parameters)


def study(
    name: str, year: int, scenario: Scenario, *, number: int, seed: int, engine_name: str = "fast"
) -> Study:
    """A port, named as in the command line, in one year of a scenario.

    Raises InputError for an unknown port, a year outside the scenario or fewer than one replication.
    """
    baseline = load()
    port = port_id(name, baseline)
    check_year(year, BASE_YEAR, scenario.horizon)
    check_number(number)
    run = simulate(scenario, baseline)
    described = describe(port, year, scenario, baseline, run)
    values = parameter_values(scenario)
    warm_up = values["port_warm_up"]
    years = replications(described, number=number, seed=seed, warm_up_days=warm_up, engine_name=engine_name)
    t, p = run.years.index(year), baseline.axes.port.index(port)
    occupancy = run.fields["occupancy"][t, p, :, 0].tolist()
    waits = run.fields["waiting_time_hours"][t, p, :, 0].tolist()
    yearly = tuple(zip(occupancy, waits, strict=True))
    per_teu = float(baseline["port_tonnes_per_teu"][p])
    return Study(described, scenario.name, warm_up, tuple(years), yearly, values, per_teu)


def check_year(year: int, first: int, last: int) -> None:
    """Raise InputError for a year outside the scenario."""
    if not first <= year <= last:
        raise InputError(Problem(f"year {year} is outside the scenario: {first} to {last}."))


def check_number(number: int) -> None:
    """Raise InputError for fewer than one replication."""
    if number < 1:
        raise InputError(Problem(f"{number} replications: at least one is needed."))


def describe(port: str, year: int, scenario: Scenario, baseline: Baseline, run: Run) -> PortYear:
    """A port in one year of a run: tonnes and capacity of the year, tugs and pilots for the calls of the
    base year.

    Raises InputError for a year outside the scenario.
    """
    check_year(year, run.years[0], run.years[-1])
    t, p, values = run.years.index(year), baseline.axes.port.index(port), parameter_values(scenario)
    tonnes: Array = run.fields["throughput"][:, p, :, 0] * TEN_THOUSAND
    capacity: Array = run.fields["service_capacity"][:, p, :, 0]
    automated = scenario.lever("smart_green_ports", [baseline.axes.port], [year])[0, p] if t else 0.0
    automation = 1.0 + values["automation_gain"] * float(automated) / PERCENT
    first = baseline["port_berths"][p]
    berths = first * (capacity[t] / automation / capacity[0])

    return describe_port(
        port,
        year,
        baseline.axes.cargo,
        tonnes=tonnes[t],
        berths=berths,
        base_tonnes=tonnes[0],
        base_berths=first,
        values=values,
        tonnes_per_teu=float(baseline["port_tonnes_per_teu"][p]),
        service_capacity=capacity[t],
        design_capacity=float(baseline["port_design_capacity"][p]),
        automation=automation,
    )


def engine(name: str) -> Callable[[Port, Records], Records]:
    """The engine of that name; salabim is loaded only when it is asked for."""
    if name == "salabim":
        from sim.port import events

        return events.run
    return fast.run


def replications(
    described: PortYear, *, number: int, seed: int, warm_up_days: float, engine_name: str = "fast"
) -> list[Replication]:
    """Simulate the year ``number`` times, each with its own draws; raises InputError for fewer than one."""
    check_number(number)
    run, result = engine(engine_name), []
    for k in range(number):
        port, calls, visits, classes = simulated(described, k, seed=seed, warm_up_days=warm_up_days, run=run)
        result.append(Replication(port, calls, visits, classes, laws(port, calls, visits)))
    return result


def column(years: list[Replication], index: int, name: str) -> Array:
    """One figure of one class over the replications."""
    return np.array([getattr(year.classes[index], name) for year in years], dtype=np.float64)
