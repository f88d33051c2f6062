"""The table of a simulated port year for the terminal."""

from __future__ import annotations

import io
import math

import pandas as pd
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from sim.port.study import Study
from sim.report.labels import place
from sim.report.port.charts import labels
from sim.report.port.tables import PARTS, wide
from sim.report.words import word

WIDTH = 120
HEADS = ("berths", "calls", "waits", "band", *PARTS, "stays", "busy", "formula")


def printed(study: Study, summary: pd.DataFrame, lang: str) -> str:
    """One row per cargo class: hours are means per call."""
    mean, low, high = (wide(summary, column) for column in ("mean", "low", "high"))
    port = study.years[0].port
    title = word(
        "port_table_title",
        lang,
        place=place(study.described.name, lang),
        year=study.described.year,
        scenario=study.scenario,
        count=len(study.years),
        tugs=port.tugs,
        pilots=port.pilots,
    )
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), title=title, title_justify="left")
    table.add_column(word("port_cargo", lang), no_wrap=True)
    for head in HEADS:
        table.add_column(word(f"port_short {head}", lang), justify="right", no_wrap=True)
    for k, name in enumerate(labels(study, lang)):
        row = mean.iloc[k]
        table.add_row(
            name,
            str(port.terminals[k].count),
            f"{row['calls']:,.0f}",
            f"{row['waiting']:.2f}",
            span(low.iloc[k]["waiting"], high.iloc[k]["waiting"], 1, lang),
            *(f"{row[part]:.2f}" for part in PARTS),
            f"{row['service']:.1f}",
            f"{row['occupancy']:.2f}",
            f"{row['yearly_model_waiting']:.2f}" if math.isfinite(row["yearly_model_waiting"]) else "-",
        )
    buffer = io.StringIO()
    Console(file=buffer, width=WIDTH, color_system=None, highlight=False, emoji=False).print(table)
    return buffer.getvalue() + word("port_table_note", lang) + "\n"


def span(low: float, high: float, decimals: int, lang: str) -> str:
    """Two ends of a band that cannot lie below zero; a dash where there is none."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return "-"
    return word("port_span", lang, low=f"{max(low, 0.0):.{decimals}f}", high=f"{high:.{decimals}f}")
