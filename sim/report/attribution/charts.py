"""All charts of an attribution in one language: four for each target."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from sim import attribution as kinds
from sim.attribution import Attribution
from sim.report.attribution import leading, places, sure, waterfall
from sim.report.attribution.captions import LEADING, PLACES, SURE, WATERFALL, caption
from sim.report.attribution.naming import slug
from sim.report.attribution.tables import groups_table, players_table, steps_table, values_table
from sim.report.charts.catalogue import Drawn
from sim.report.glyphs import text_width
from sim.report.labels import LANGUAGES, indicator, region
from sim.report.scenario_names import short
from sim.report.sheet import Sheet
from sim.report.style import NARROW, SMALL, WIDTH
from sim.report.words import word
from sim.targets import register


@dataclass(frozen=True)
class Tables:
    """The tables of an attribution: settings, groups, values of both scenarios, steps of the last year."""

    players: pd.DataFrame
    groups: pd.DataFrame
    values: pd.DataFrame
    steps: pd.DataFrame


def tables(attribution: Attribution) -> Tables:
    """All tables of an attribution."""
    groups = groups_table(attribution)
    return Tables(players_table(attribution), groups, values_table(attribution), steps_table(groups))


def last_year(frame: pd.DataFrame, variable: str) -> pd.DataFrame:
    """Rows of one variable in the last year."""
    last: pd.DataFrame = frame[(frame["target"] == variable) & (frame["year"] == frame["year"].max())]
    return last


def at_region(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of the region as a whole."""
    return frame[frame["region"] == region()]


def goal(variable: str, year: int) -> float:
    """The plan's target for a variable of the region in a year, NaN where it has none."""
    found = (
        t.target
        for t in register()
        if (t.variable, t.region, t.year, t.kind) == (variable, region(), year, "outcome")
    )
    return next(found, math.nan)


def suffix(lang: str) -> str:
    """What the names of files in a language end with; English ones are plain."""
    return "" if lang == "en" else f"_{lang}"


def charts(attribution: Attribution, made: Tables, lang: str) -> Iterator[Drawn]:
    """Every chart with its wording, target by target; places only where there are several, bands only of an
    ensemble.
    """
    one, other = short(attribution.one, lang), short(attribution.other, lang)
    year = attribution.years[-1]
    source = word("attribution_source", lang, one=one, other=other, count=2 * attribution.pairs)
    titles = {
        f"{row}_{each}": name if text_width(name, SMALL) < waterfall.NAMES - 0.2 else ""
        for row, scenario in ((waterfall.START, attribution.one), (waterfall.END, attribution.other))
        for each in LANGUAGES
        for name in (short(scenario, each),)
    }
    for variable in dict.fromkeys(made.values["target"]):

        def drawn(
            draw: Callable[..., Sheet], chart: str, table: pd.DataFrame, variable: str = variable
        ) -> Drawn:
            words = caption(chart, lang, target=indicator(variable, lang), one=one, other=other, year=year)
            wide, narrow = (draw(table, lang, width, head=words, source=source) for width in (WIDTH, NARROW))
            return Drawn(f"{chart}_{slug(variable)}{suffix(lang)}", table, wide, words, narrow)

        values, steps = last_year(made.values, variable), made.steps[made.steps["target"] == variable]
        whole, name = at_region(values).iloc[0], WATERFALL
        table = waterfall.data(at_region(steps), whole["start"], whole["end"], goal(variable, year), titles)
        yield drawn(waterfall.draw, name, table)
        if len(values) > 1:
            table, name = places.data(steps, values), PLACES
            yield drawn(places.draw, name, table)
        table, name = leading.data(at_region(last_year(made.players, variable))), LEADING
        if not table.empty:
            yield drawn(leading.draw, name, table)
        if attribution.bands is not None:
            mine = at_region(last_year(made.groups, variable))
            table, name = sure.data(mine[mine["level"] == kinds.CHAPTER]), SURE
            yield drawn(sure.draw, name, table)
