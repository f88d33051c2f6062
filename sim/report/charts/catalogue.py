"""All charts in the order of the report; a new one is a file, its name here and a row in ``captions.csv``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pandas as pd

from sim.report.charts import (
    carbon_by_source,
    dependency_ratios,
    fan_charts,
    gdp_by_city,
    growth_sources,
    map_cities,
    map_one_hour,
    map_trade,
    marine_by_industry,
    marine_needed,
    measures,
    migration,
    population_components,
    population_pyramids,
    port_history,
    port_reach,
    port_throughput_capacity,
    rebound,
    residents_by_city,
    scoreboard,
    targets_and_gaps,
    trade_links,
    travel_times,
    value_added_by_sector,
    variance_split,
    water_balance,
)
from sim.report.charts.captions import Caption, alt_text, caption
from sim.report.inputs import Inputs
from sim.report.sheet import Sheet
from sim.report.style import NARROW, WIDTH
from sim.report.words import in_language, word


@dataclass(frozen=True)
class Chart:
    """One chart: its id and theme, the tidy table it shows, how it is drawn from that table alone, and a
    sentence on what it shows.
    """

    id: str
    theme: str
    data: Callable[[Inputs], pd.DataFrame]
    draw: Callable[[pd.DataFrame, str, float], Sheet]
    reading: Callable[[pd.DataFrame, str], str]


@dataclass(frozen=True)
class Drawn:
    """A chart made for one run; ``narrow`` is the same chart drawn for a phone, ``reading`` one sentence on
    what it shows, with which the alternative text of ``caption`` ends.
    """

    id: str
    data: pd.DataFrame
    sheet: Sheet
    caption: Caption
    narrow: Sheet | None = None
    theme: str = ""
    reading: str = ""


MODULES = {
    "outcomes": (targets_and_gaps, fan_charts, measures, variance_split, scoreboard),
    "growth": (gdp_by_city, rebound, growth_sources, value_added_by_sector, trade_links),
    "people": (residents_by_city, population_components, migration, population_pyramids, dependency_ratios),
    "ports": (port_throughput_capacity, port_reach, port_history),
    "sea": (marine_by_industry, marine_needed),
    "space": (map_cities, map_one_hour, map_trade, travel_times),
    "environment": (carbon_by_source, water_balance),
}
"""Modules of the charts by theme, in the order of the report."""

CHARTS = tuple(
    Chart(module.ID, theme, module.data, module.draw, module.reading)
    for theme, modules in MODULES.items()
    for module in modules
)


def drawn(inputs: Inputs, lang: str) -> Iterator[Drawn]:
    """Every chart for which the run has data, with its source line."""
    return (found for chart in CHARTS if (found := made(chart, inputs, lang)))


def made(chart: Chart, inputs: Inputs, lang: str) -> Drawn | None:
    """One chart with its source line; None where the run has no data for it."""
    table = chart.data(inputs)
    return None if table.empty else drawing(chart, table, inputs, lang)


def drawing(chart: Chart, table: pd.DataFrame, inputs: Inputs, lang: str) -> Drawn:
    """One chart of a run from its table, with its source line."""
    source = source_line(inputs, lang)
    sheets = [chart.draw(table, lang, width) for width in (WIDTH, NARROW)]
    for sheet in sheets:
        sheet.source(source)
    words, reading = caption(chart.id, lang, table), chart.reading(table, lang)
    words = replace(words, alt=alt_text(words.alt, reading, lang))
    return Drawn(chart.id, table, sheets[0], words, sheets[1], chart.theme, reading)


def source_line(inputs: Inputs, lang: str) -> str:
    """Where the numbers of a chart come from."""
    title = in_language(inputs.context.get("scenario", {}).get("title"), lang) or inputs.scenario_id
    return word("source_line", lang, year=inputs.years[0], model=inputs.model, title=title)
