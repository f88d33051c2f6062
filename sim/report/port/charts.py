"""All charts of a simulated port year in one language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd

from sim.port.analysis import busiest
from sim.port.study import Study
from sim.report.charts.catalogue import Drawn
from sim.report.labels import ids, names, place
from sim.report.port import gantt, occupancy, queue, waits
from sim.report.port.captions import CHARTS, caption
from sim.report.sheet import Sheet
from sim.report.style import NARROW, WIDTH
from sim.report.words import word

HOURS_PER_DAY = 24.0
DATA = {"waiting": "summary", "occupancy": "summary", "queue": "queue", "berth_gantt": "calls"}
"""Table of the folder that a chart shows."""


def suffix(lang: str) -> str:
    """What the names of files in a language end with; English ones are plain."""
    return "" if lang == "en" else f"_{lang}"


def labels(study: Study, lang: str) -> list[str]:
    """Names of the port's cargo classes."""
    known = dict(zip(ids("cargo"), names("cargo", lang), strict=True))
    return [known.get(c.name, c.name) for c in study.described.cargo]


def longest_queue(queues: pd.DataFrame, warm_up_days: float, days: int) -> float:
    """First hour of the days in a row with the longest queue of the first simulated year, after the
    warm-up.
    """
    level = queues.groupby("day")["first"].sum().to_numpy()
    return busiest(level, days, int(warm_up_days)) * HOURS_PER_DAY


def charts(
    study: Study, table: pd.DataFrame, summary: pd.DataFrame, queues: pd.DataFrame, lang: str
) -> list[Drawn]:
    """Every chart with its wording, in the order of the page."""
    cargo, shown = [c.name for c in study.described.cargo], labels(study, lang)
    first = study.years[0].port
    berths = [terminal.count for terminal in first.terminals]
    start = longest_queue(queues, study.warm_up_days, gantt.DAYS)
    day = int(start / HOURS_PER_DAY) + 1
    heads = {
        name: caption(
            name,
            lang,
            place=place(study.described.name, lang),
            year=study.described.year,
            first=day,
            last=day + gantt.DAYS - 1,
            warm_up=f"{study.warm_up_days:g}",
        )
        for name in CHARTS
    }
    source = source_line(study, table, lang)
    closures = first.waterway.closures
    makers: dict[str, Callable[..., Sheet]] = {
        "waiting": partial(waits.draw, summary, shown, lang),
        "occupancy": partial(occupancy.draw, summary, shown, berths, lang),
        "queue": partial(queue.draw, queues, cargo, shown),
        "berth_gantt": partial(gantt.draw, table, berths, shown, closures, start=start),
    }
    tables: dict[str, pd.DataFrame] = {"summary": summary, "queue": queues, "calls": table}
    drawn = []
    for name, head in heads.items():
        wide, narrow = (makers[name](width, head=head, source=source) for width in (WIDTH, NARROW))
        drawn.append(Drawn(name + suffix(lang), tables[DATA[name]], wide, head, narrow))
    return drawn


def source_line(study: Study, table: Sequence[object] | pd.DataFrame, lang: str) -> str:
    """Where the numbers come from."""
    return word(
        "port_source",
        lang,
        scenario=study.scenario,
        count=len(study.years),
        calls=f"{len(table):,}" if lang == "en" else str(len(table)),
    )
