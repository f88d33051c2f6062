"""The folder of one run: tables, charts, report and workbook."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from sim.report.charts.catalogue import Drawn, drawn
from sim.report.excel import workbook
from sim.report.files import atomic_write_bytes
from sim.report.html import report
from sim.report.inputs import Context, Inputs
from sim.report.render import png
from sim.report.svg import svg
from sim.report.tables import csv_bytes, results_csv, targets_csv


def write_run_folder(
    out_dir: Path,
    *,
    frame: pd.DataFrame,
    reference_frame: pd.DataFrame | None,
    targets: pd.DataFrame,
    scoreboard: pd.DataFrame,
    backtest: pd.DataFrame,
    context: Context,
    lang: str,
    fans: pd.DataFrame | None = None,
    variance: pd.DataFrame | None = None,
) -> Path:
    """Write ``results.csv``, ``targets.csv``, ``charts/``, ``results.xlsx`` and ``report.html``;
    returns the report's path.

    Args:
        out_dir: the run's folder; made if it is missing.
        frame: long results of the scenario, with the rows of scenario ``observed``.
        reference_frame: the same for the reference scenario; None where the scenario is the reference.
        targets: the target table in its fixed columns.
        scoreboard: indicators beside the naive rules.
        backtest: observed and projected growth of the past by rule.
        context: scenario, levers, assumptions, provenance and the rest that the report explains.
        lang: ``en`` or ``zh``.
        fans: more quantiles of the headline indicators; None or empty without an ensemble.
        variance: shares of their variance by source of uncertainty; None or empty without an ensemble.

    Files are replaced one by one, each in one step; the report comes last, so that it never speaks of
    tables that are not there.
    Raises OSError where the folder cannot be written.
    """
    nothing = pd.DataFrame()
    inputs = Inputs(
        frame,
        reference_frame,
        targets,
        scoreboard,
        backtest,
        context,
        nothing if fans is None else fans,
        nothing if variance is None else variance,
    )
    atomic_write_bytes(out_dir / "results.csv", results_csv(frame))
    atomic_write_bytes(out_dir / "targets.csv", targets_csv(targets))
    charts = list(drawn(inputs, lang))
    images = write_charts(out_dir / "charts", charts)
    atomic_write_bytes(out_dir / "results.xlsx", workbook(inputs, lang))
    atomic_write_bytes(out_dir / "report.html", report(inputs, charts, images, lang))
    return out_dir / "report.html"


def write_charts(folder: Path, charts: list[Drawn]) -> dict[str, bytes]:
    """Each chart as SVG and PNG with its data beside it; returns the SVGs by chart id."""
    images = {}
    for chart in charts:
        images[chart.id] = svg(chart.sheet, chart.caption.title, chart.caption.alt)
        atomic_write_bytes(folder / f"{chart.id}.svg", images[chart.id])
        atomic_write_bytes(folder / f"{chart.id}.png", png(chart.sheet))
        atomic_write_bytes(folder / f"{chart.id}.csv", csv_bytes(chart.data))
    return images
