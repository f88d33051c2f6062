"""Minutes from each district to the nearest core, and the lines that open, central parameters.

The access block reports means over the residents of a city. This gives the districts that they are made of,
from the block's own equations; their mean is what the run reports.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks.access.paths import parts_of_the_year
from sim.blocks.access.year import Params, door_to_door, ways
from sim.cores import access
from sim.scenario.scenario import Scenario
from sim.simulate import BASE_YEAR, draw, inputs

TIME, PEOPLE, OPENING = "Time to the nearest core", "Residents", "Opening"
COLUMNS = ("region", "variable", "unit", "year", "value")


def build(scenario: Scenario, baseline: Baseline) -> pd.DataFrame:
    """Long table of the first and the last year: minutes from each district's seat, by its code; residents of
    2020; and for each line that opens by the end of the last year its date, a year with decimals.
    """
    core = access.build(baseline, draw(scenario, baseline, members=1, seed=0).parameters)
    params = core.params["access"]
    assert isinstance(params, Params)
    given, codes = inputs(scenario, baseline).series, baseline.tables["district_city"].axes["district"]
    last = scenario.horizon
    lines = baseline.axes.labels("line")
    cities = len(baseline.axes.city)
    none = np.zeros((len(lines), 1)), np.zeros(1), np.zeros((cities, cities, 1))
    ways_of = ("driver_line_service", "lever_passenger_integration", "lever_road_network")
    times = {
        BASE_YEAR: minutes(params, *none),
        last: minutes(params, *(given[name][-1] for name in ways_of)),
    }
    rows = [
        (code, TIME, "min", year, value)
        for year, found in times.items()
        for code, value in zip(codes, found.tolist(), strict=True)
    ]
    people = baseline["district_residents"].sum(axis=1).tolist()
    rows += [(code, PEOPLE, "persons", BASE_YEAR, value) for code, value in zip(codes, people, strict=True)]
    opened = {line: scenario.projects[line] for line in lines if scenario.projects[line] < last + 1}
    rows += [(line, OPENING, "year", int(date), date) for line, date in opened.items()]
    return pd.DataFrame(rows, columns=COLUMNS)


def minutes(params: Params, service: Array, minutes_saved: Array, road_cut: Array) -> Array:
    """Door-to-door minutes [district] to the nearest of the cities' cores, the mean over a year's parts.

    ``service`` [line, member], ``minutes_saved`` [member] and ``road_cut`` [city, destination, member] as the
    access block reads them; the first member counts.
    """
    places, cities = len(params.mass), road_cut.shape[0]
    total = np.zeros(len(params.city_of) - places)
    for length, running in parts_of_the_year(service):
        fastest, _ = door_to_door(params, ways(params, running), minutes_saved, road_cut)
        total += length * fastest[places:, :cities, 0].min(axis=1)
    return total
