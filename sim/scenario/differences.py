"""What differs between scenarios after inheritance, value by value: a pure function over loaded scenarios."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.scenario.difference_cells import Row, Value, cells, origin, origins
from sim.scenario.drivers import Drivers
from sim.scenario.scenario import SOURCES, Scenario
from sim.scenario.scenario_keys import SCENARIO
from sim.scenario.tree import KeyPath
from sim.scenario.unit_names import unit_name


def differences(scenarios: Sequence[Scenario]) -> list[Row]:
    """All that differs between two or more scenarios, section by section in the order of the registers;
    nothing where their content is the same.
    """
    found = [
        *_levers(scenarios),
        *_projects(scenarios),
        *_flags(scenarios),
        *_parameters(scenarios),
        *_shocks(scenarios),
        *_drivers(scenarios),
        *_horizon(scenarios),
        *_uncertainty(scenarios),
    ]
    return [row for row in found if any(value != row.values[0] for value in row.values)]


def _levers(scenarios: Sequence[Scenario]) -> Iterator[Row]:
    registers = scenarios[0].registers
    for name, lever in registers.levers.items():
        settings = [scenario.levers.get(name) for scenario in scenarios]
        naming = (lever.chapter, name, lever.label_en, lever.label_zh)
        unit = (lever.unit, registers.units[lever.unit])
        axes = registers.labels.axes(lever.index) or ()
        places = [registers.labels.known(axis) for axis in axes]
        for cell in cells(scenarios, settings, [("levers", name)] * len(settings), places):
            yield Row("levers", *naming, axes, cell.place, *unit, cell.values, cell.origins)


def _projects(scenarios: Sequence[Scenario]) -> Iterator[Row]:
    registers = scenarios[0].registers
    for name, project in registers.projects.items():
        values = tuple(scenario.projects[name] for scenario in scenarios)
        lines = tuple(origin(scenario, ("projects", name, "opens")) for scenario in scenarios)
        naming = (registers.project_chapters[name], name, project.label_en, project.label_zh)
        yield Row("projects", *naming, (), (), "year", "年", values, lines)


def _flags(scenarios: Sequence[Scenario]) -> Iterator[Row]:
    labels = scenarios[0].registers.keys.labels
    for name in sorted({name for scenario in scenarios for name in scenario.flags}):
        values = tuple(scenario.flags.get(name, False) for scenario in scenarios)
        lines = tuple(origin(scenario, ("flags", name)) for scenario in scenarios)
        yield Row("flags", "", name, name, labels.get(("flags", name), name), (), (), "", "", values, lines)


def _parameters(scenarios: Sequence[Scenario]) -> Iterator[Row]:
    """A parameter that a scenario leaves alone has the register's central value."""
    registered = scenarios[0].registers.parameters
    for name in sorted({name for scenario in scenarios for name in scenario.parameters}):
        known = registered[name]
        values = tuple(scenario.parameters.get(name, known.value) for scenario in scenarios)
        lines = tuple(origin(scenario, ("parameters", name)) for scenario in scenarios)
        naming = (name, known.meaning, known.meaning_zh)
        units = (known.unit, unit_name(known.unit, "zh"))
        yield Row("parameters", "", *naming, (), (), *units, values, lines)


def _shocks(scenarios: Sequence[Scenario]) -> Iterator[Row]:
    """Kind and cause of each shock, as names with a dot, then its sizes by place."""
    registers = scenarios[0].registers
    found = [{shock.name: at for at, shock in enumerate(scenario.shocks)} for scenario in scenarios]
    for name in dict.fromkeys(name for own in found for name in own):
        paths: list[KeyPath] = [("shocks", own[name]) if name in own else () for own in found]
        shocks = [
            s.shocks[own[name]] if name in own else None for s, own in zip(scenarios, found, strict=True)
        ]
        kind = next(registers.shocks[shock.kind] for shock in shocks if shock is not None)
        labels = (kind.label_en, kind.label_zh)
        for part in ("kind", "cause"):
            values = tuple(getattr(shock, part, None) for shock in shocks)
            lines = origins(scenarios, [(*path, part) for path in paths], values)
            yield Row("shocks", "", f"{name}.{part}", *labels, (), (), "", "", values, lines)
        sizes = [shock.size if shock is not None else None for shock in shocks]
        axes = registers.labels.axes(kind.index) or ()
        places = [registers.labels.known(axis) for axis in axes]
        for cell in cells(scenarios, sizes, [(*path, "size") for path in paths], places):
            yield Row(
                "shocks",
                "",
                name,
                *labels,
                axes,
                cell.place,
                kind.unit,
                kind.unit_zh,
                cell.values,
                cell.origins,
            )


def _drivers(scenarios: Sequence[Scenario]) -> Iterator[Row]:
    """The file, then each series in the years that differ, then its error and its correlations."""
    registers = scenarios[0].registers
    label = registers.keys.labels[SCENARIO, "drivers"]
    lines = tuple(origin(scenario, ("drivers",)) for scenario in scenarios)
    vintages = [scenario.drivers for scenario in scenarios]

    def row(name: str, values: Sequence[Value], unit: tuple[str, str] = ("", "")) -> Row:
        known = registers.series.get(name.partition(".")[0])
        labels = (known.label_en, known.label_zh) if known else (name, name)
        return Row("drivers", "", name, *labels, (), (), *unit, tuple(values), lines)

    files = tuple(vintage.file.rpartition("/")[2] for vintage in vintages)
    yield Row("drivers", "", "drivers", "drivers", label, (), (), "", "", files, lines)
    for name in dict.fromkeys(name for vintage in vintages for name in vintage.series):
        known = registers.series.get(name)
        own = next(vintage.series[name].unit for vintage in vintages if name in vintage.series)
        yield row(name, _series(vintages, name), (own, known.unit_zh if known else own))
        for part in ("sd", "persistence", "positive"):
            yield row(f"{name}.{part}", [getattr(v.deviations.get(name), part, None) for v in vintages])
    for pair in dict.fromkeys(pair for vintage in vintages for pair in vintage.correlations()):
        yield row(f"{pair[0]}.{pair[1]}", [vintage.correlations().get(pair, 0.0) for vintage in vintages])


def _series(vintages: Sequence[Drivers], name: str) -> list[Value]:
    """Values of one series in the years that somebody gives and not all have alike."""
    found = [vintage.series.get(name) for vintage in vintages]
    years = sorted({year for series in found if series is not None for year in series.values})
    paths: list[dict[int, float] | None] = [
        {year: float(series.at([year])[0]) for year in years if year >= min(series.values)}
        if series is not None
        else None
        for series in found
    ]
    given = [path for path in paths if path is not None]
    differing = [year for year in years if len({path.get(year) for path in given}) > 1]
    if len(given) < len(paths):
        differing = years
    return [
        None if path is None else {year: path[year] for year in differing if year in path} for path in paths
    ]


def _horizon(scenarios: Sequence[Scenario]) -> Iterator[Row]:
    label = scenarios[0].registers.keys.labels[SCENARIO, "horizon"]
    values = tuple(scenario.horizon for scenario in scenarios)
    lines = tuple(origin(scenario, ("horizon",)) for scenario in scenarios)
    yield Row("horizon", "", "horizon", "horizon", label, (), (), "", "", values, lines)


def _uncertainty(scenarios: Sequence[Scenario]) -> Iterator[Row]:
    labels = scenarios[0].registers.keys.labels
    for name in ("members", "seed", *SOURCES):
        values = tuple(getattr(scenario.uncertainty, name) for scenario in scenarios)
        lines = tuple(origin(scenario, ("uncertainty", name)) for scenario in scenarios)
        yield Row("uncertainty", "", name, name, labels["uncertainty", name], (), (), "", "", values, lines)
