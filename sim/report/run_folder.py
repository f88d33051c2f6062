"""The folder of one run: tables, charts, report and workbook."""

from __future__ import annotations

from pathlib import Path

from sim.report.charts.catalogue import Drawn, drawn
from sim.report.files import atomic_write_bytes
from sim.report.html import report
from sim.report.inputs import Inputs
from sim.report.render import png
from sim.report.results_book.workbook import workbook
from sim.report.svg import svg
from sim.report.tables import csv_bytes, results_csv, targets_csv


def write_run_folder(out_dir: Path, inputs: Inputs, lang: str) -> Path:
    """Write ``results.csv``, ``targets.csv``, ``charts/``, ``results.xlsx`` and ``report.html`` in one
    language (``en`` or ``zh``); returns the report's path.

    Files are replaced one by one, each in one step; the report comes last, so that it never speaks of
    tables that are not there.
    Raises OSError where the folder cannot be written.
    """
    atomic_write_bytes(out_dir / "results.csv", results_csv(inputs.frame))
    atomic_write_bytes(out_dir / "targets.csv", targets_csv(inputs.targets))
    charts = list(drawn(inputs, lang))
    write_charts(out_dir / "charts", charts)
    atomic_write_bytes(out_dir / "results.xlsx", workbook(inputs, lang))
    atomic_write_bytes(out_dir / "report.html", report(inputs, charts, lang))
    return out_dir / "report.html"


def write_charts(folder: Path, charts: list[Drawn]) -> None:
    """Each chart as SVG and PNG with its data beside it."""
    for chart in charts:
        image = svg(chart.sheet, chart.caption.title, chart.caption.alt)
        atomic_write_bytes(folder / f"{chart.id}.svg", image)
        atomic_write_bytes(folder / f"{chart.id}.png", png(chart.sheet))
        atomic_write_bytes(folder / f"{chart.id}.csv", csv_bytes(chart.data))
