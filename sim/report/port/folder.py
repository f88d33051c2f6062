"""The folder of a simulated port year: three tables, charts as PNG and SVG and a page in each language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from sim.port.analysis import queue_by_day
from sim.port.study import Study
from sim.report.files import atomic_write_bytes
from sim.report.port.charts import charts, suffix
from sim.report.port.page import page_of
from sim.report.port.tables import call_table, summary_table
from sim.report.render import png
from sim.report.svg import svg

DAYS = 365


def queue_table(study: Study) -> pd.DataFrame:
    """Mean number of waiting ships by day and class: lowest, mean, highest and first of the replications."""
    parts = []
    for k, cargo in enumerate(study.described.cargo):
        levels = []
        for year in study.years:
            mine = year.calls["cargo"] == k
            levels.append(queue_by_day(year.calls["arrival"][mine], year.visits["start"][mine], DAYS))
        level = np.array(levels)
        columns = {"first": level[0], "mean": level.mean(0), "lowest": level.min(0), "highest": level.max(0)}
        parts.append(pd.DataFrame({"day": np.arange(DAYS) + 1, "cargo": cargo.name, **columns}))
    return pd.concat(parts, ignore_index=True)


def write(study: Study, out: Path, langs: Sequence[str]) -> pd.DataFrame:
    """Write the folder and return the summary by class.

    The tables come first, the pages last: a page never speaks of files that are not there. Raises OSError
    where the folder cannot be written.
    """
    cargo = [c.name for c in study.described.cargo]
    sizes = [[size.name for size in c.sizes] for c in study.described.cargo]
    table = call_table(study.years[0].calls, study.years[0].visits, cargo, sizes)
    summary = summary_table([year.classes for year in study.years], cargo, study.yearly)
    queues = queue_table(study)
    for name, frame in (("calls", table), ("summary", summary), ("queue", queues)):
        atomic_write_bytes(out / f"{name}.csv", frame.to_csv(index=False).encode())
    for lang in langs:
        drawn = charts(study, table, summary, queues, lang)
        for chart in drawn:
            image = svg(chart.sheet, chart.caption.title, chart.caption.alt)
            atomic_write_bytes(out / "charts" / f"{chart.id}.svg", image)
            atomic_write_bytes(out / "charts" / f"{chart.id}.png", png(chart.sheet))
        content = page_of(study, summary, queues, drawn, lang)
        atomic_write_bytes(out / f"port{suffix(lang)}.html", content)
    return summary
