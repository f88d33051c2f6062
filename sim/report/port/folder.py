"""The folder of a simulated port year: two tables, three charts as PNG and SVG, and the printed table."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from sim.port.analysis import in_queue
from sim.port.study import Study
from sim.report.files import atomic_write_bytes
from sim.report.labels import ids, names, place
from sim.report.port import gantt, queue, waits
from sim.report.port.tables import call_table, summary_table, wide
from sim.report.render import png
from sim.report.sheet import Sheet
from sim.report.svg import svg

HOURS_PER_DAY, DAYS, SAMPLES = 24.0, 365, 8
WIDTH = 120
NOTE = (
    "Hours, means per call. waits: arrival to start of berthing, of which berth, tugs, tide, weather;\n"
    "stays: at the berth, movements included; formula: waiting in the yearly model, for a berth alone.\n"
)


def queue_table(study: Study, cargo: Sequence[str]) -> pd.DataFrame:
    """Mean number of waiting ships by day and class: lowest, mean, highest and first of the replications."""
    at = (np.arange(DAYS * SAMPLES) + 0.5) / SAMPLES * HOURS_PER_DAY
    parts = []
    for k, name in enumerate(cargo):
        levels = []
        for year in study.years:
            mine = year.calls["cargo"] == k
            count = in_queue(year.calls["arrival"][mine], year.visits["start"][mine], at)
            levels.append(count.reshape(DAYS, SAMPLES).mean(axis=1))
        level = np.array(levels)
        columns = {"first": level[0], "mean": level.mean(0), "lowest": level.min(0), "highest": level.max(0)}
        parts.append(pd.DataFrame({"day": np.arange(DAYS) + 1, "cargo": name, **columns}))
    return pd.concat(parts, ignore_index=True)


def write(study: Study, out: Path) -> str:
    """Write the folder and return the table to print."""
    cargo, labels = ids("cargo"), names("cargo", "en")
    sizes = [[size.name for size in c.sizes] for c in study.described.cargo]
    table = call_table(study.years[0].calls, study.years[0].visits, cargo, sizes)
    summary = summary_table([year.classes for year in study.years], cargo, study.yearly)
    queues = queue_table(study, cargo)
    for name, frame in (("calls", table), ("summary", summary), ("queue", queues)):
        atomic_write_bytes(out / f"{name}.csv", frame.to_csv(index=False).encode())
    for name, (sheet, words) in charts(study, table, summary, queues, labels).items():
        atomic_write_bytes(out / "charts" / f"{name}.png", png(sheet))
        atomic_write_bytes(out / "charts" / f"{name}.svg", svg(sheet, words, words))
    return printed(study, summary, labels)


def charts(
    study: Study, table: pd.DataFrame, summary: pd.DataFrame, queues: pd.DataFrame, labels: Sequence[str]
) -> Mapping[str, tuple[Sheet, str]]:
    """Every chart with its title."""
    where = f"{place(study.described.name, 'en')}, {study.described.year}"
    many = len(study.years)
    source = (
        f"Simulated: scenario {study.scenario}, {many} replication{'s' if many > 1 else ''}, "
        f"{len(table):,} calls in the first. Ship mix, tugs and berth sizes are derived or judged: "
        "docs/equations/ports_simulation.md."
    )
    first = study.years[0].port
    titles = {
        "berth_gantt": f"{where}: two weeks at the berths",
        "queue": f"{where}: ships waiting over the year",
        "waiting": f"{where}: what ships wait for",
    }
    berths = [terminal.count for terminal in first.terminals]
    start = gantt.fortnight(first.waterway.closures, study.warm_up_days, DAYS)
    sheets = {
        "berth_gantt": gantt.draw(
            table,
            berths,
            labels,
            first.waterway.closures,
            start=start,
            title=titles["berth_gantt"],
            source=source,
        ),
        "queue": queue.draw(queues, ids("cargo"), labels, title=titles["queue"], source=source),
        "waiting": waits.draw(summary, labels, title=titles["waiting"], source=source),
    }
    return {name: (sheet, titles[name]) for name, sheet in sheets.items()}


def printed(study: Study, summary: pd.DataFrame, labels: Sequence[str]) -> str:
    """The table for the terminal."""
    mean, low, high = (wide(summary, column) for column in ("mean", "low", "high"))
    port = study.years[0].port
    title = (
        f"{place(study.described.name, 'en')}, {study.described.year}, scenario {study.scenario}: "
        f"{len(study.years)} simulated, {port.tugs} tugs, {port.pilots} pilots"
    )
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), title=title, title_justify="left")
    table.add_column("cargo", no_wrap=True)
    heads = "berths", "calls", "waits", "95 % band", "berth", "tugs", "tide", "weather", "stays", "occupied"
    for head in (*heads, "formula"):
        table.add_column(head, justify="right", no_wrap=True)
    for k, cargo in enumerate(mean.index):
        row = mean.loc[cargo]
        ends = (float(low.loc[cargo, "waiting"]), float(high.loc[cargo, "waiting"]))
        band = f"{ends[0]:.1f} to {ends[1]:.1f}" if all(map(math.isfinite, ends)) else "-"
        waits_by_cause = [
            f"{row[name]:.2f}" for name in ("wait_berth", "wait_tug", "wait_tide", "wait_weather")
        ]
        table.add_row(
            labels[k],
            str(port.terminals[k].count),
            f"{row['calls']:,.0f}",
            f"{row['waiting']:.2f}",
            band,
            *waits_by_cause,
            f"{row['service']:.1f}",
            f"{row['occupancy']:.2f}",
            f"{row['yearly_model_waiting']:.2f}" if math.isfinite(row["yearly_model_waiting"]) else "-",
        )
    buffer = io.StringIO()
    Console(file=buffer, width=WIDTH, color_system=None, highlight=False, emoji=False).print(table)
    return buffer.getvalue() + NOTE
