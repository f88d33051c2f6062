"""The folder of one run: tables, charts, report and workbook, made by as many processes as there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from sim.report.charts.catalogue import CHARTS, Chart, Drawn, made
from sim.report.files import atomic_write_bytes
from sim.report.formats.export import beside
from sim.report.inputs import Inputs
from sim.report.memo_page import memo
from sim.report.render import png
from sim.report.report_page import report
from sim.report.results_book.workbook import workbook
from sim.report.svg import svg
from sim.report.tables import csv_bytes, results_csv, targets_csv
from sim.workers import each, processes

REPORT = "report.html"

Part: TypeAlias = tuple[Drawn | None, Mapping[str, bytes]]
"""Files by their place in the folder, and the chart that they hold, if any."""


def write_run_folder(out_dir: Path, inputs: Inputs, lang: str) -> list[str]:
    """Write ``results.csv`` and its twins in other formats, ``targets.csv``, ``charts/``, ``results.xlsx``,
    ``memo.html`` and ``report.html`` in one language (``en`` or ``zh``); returns their places in the folder.

    Files are replaced one by one, each in one step, by this process alone; the report comes last, so that it
    never speaks of tables that are not there.
    Raises OSError where the folder cannot be written.
    """
    assert inputs.paths, "read once, before processes are copied that would each read them"
    makers: list[Callable[[], Part]] = [partial(_tables, inputs)]
    makers += [partial(_chart, chart, inputs, lang) for chart in CHARTS]
    makers += [partial(_workbook, inputs, lang), partial(_memo, inputs, lang)]
    with closing(each(_call, makers, processes())) as parts:
        charts: list[Drawn] = []
        written: list[str] = []
        for chart, files in islice(parts, 1 + len(CHARTS)):
            written += _write(out_dir, files)
            charts += [chart] if chart else []
        page = report(inputs, charts, lang)
        for _, files in parts:
            written += _write(out_dir, files)
    return [*written, *_write(out_dir, {REPORT: page})]


def write_charts(folder: Path, charts: Sequence[Drawn]) -> list[str]:
    """Each chart as SVG and PNG with its data beside it; returns their names."""
    written: list[str] = []
    with closing(each(chart_files, charts, min(processes(), len(charts)))) as made_of_each:
        for files in made_of_each:
            written += _write(folder, files)
    return written


def chart_files(chart: Drawn) -> dict[str, bytes]:
    """The files of a chart by name."""
    return {
        f"{chart.id}.svg": svg(chart.sheet, chart.caption.title, chart.caption.alt),
        f"{chart.id}.png": png(chart.sheet),
        f"{chart.id}.csv": csv_bytes(chart.data),
    }


def _write(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    for name, content in files.items():
        atomic_write_bytes(folder / name, content)
    return list(files)


def _call(make: Callable[[], Part]) -> Part:
    return make()


def _chart(chart: Chart, inputs: Inputs, lang: str) -> Part:
    found = made(chart, inputs, lang)
    files = chart_files(found) if found else {}
    return found, {f"charts/{name}": content for name, content in files.items()}


def _workbook(inputs: Inputs, lang: str) -> Part:
    return None, {"results.xlsx": workbook(inputs, lang)}


def _tables(inputs: Inputs) -> Part:
    twins = beside(inputs.frame, inputs.context.get("manifest", {}))
    results, targets = results_csv(inputs.frame), targets_csv(inputs.targets)
    return None, {"results.csv": results, "targets.csv": targets, **twins}


def _memo(inputs: Inputs, lang: str) -> Part:
    return None, {"memo.html": memo(inputs, lang)}
