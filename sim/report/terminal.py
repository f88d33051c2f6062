"""The target table on the terminal: headline outcomes first, what the measures add, and where the report
is.
"""

from __future__ import annotations

import io
import math
import shutil
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path as FilePath
from typing import TextIO

import pandas as pd
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim.report.inputs import PROJECTED, Key, Path, paths
from sim.report.labels import ids, place, region
from sim.report.numbers import growth_rate, percent
from sim.report.target_rows import CLASSES, TargetRow, count_line, odds, table_unit, target_rows
from sim.report.words import listed, word

PLAIN_WIDTH = 110
"""Columns where the output is not a terminal."""
ROOMY = 100
"""Columns from which the value without measures, projected less added, has a column of its own."""
BANDED = 130
"""The same where there are bands and probabilities beside it."""


def print_targets(
    targets: pd.DataFrame, frame: pd.DataFrame, report: FilePath, lang: str, stream: TextIO | None = None
) -> None:
    """Write the target table of one scenario to stdout (or ``stream``); without colour where that is not a
    terminal.
    """
    put(partial(target_text, targets, frame, report, lang), stream)


def put(text_of: Callable[..., str], stream: TextIO | None = None) -> None:
    """Write what ``text_of(width=…, colour=…)`` gives for stdout, or for ``stream``."""
    stream = stream or sys.stdout
    tty = stream.isatty()
    width = max(80, shutil.get_terminal_size().columns) if tty else PLAIN_WIDTH
    encoding = stream.encoding or "utf-8"
    text = text_of(width=width, colour=tty)
    stream.write(text.encode(encoding, "replace").decode(encoding))


def console(buffer: TextIO, width: int, colour: bool) -> Console:
    """A console that writes into a buffer."""
    return Console(
        file=buffer,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        emoji=False,
    )


def target_text(
    targets: pd.DataFrame, frame: pd.DataFrame, report: FilePath, lang: str, *, width: int, colour: bool
) -> str:
    """The target table as text of a given width."""
    projected = frame[frame["scenario"] != "observed"]
    series = paths(projected.assign(kind=PROJECTED))
    rows = target_rows(targets, series, lang)
    buffer = io.StringIO()
    out = console(buffer, width, colour)
    scenario = str(projected["scenario"].iloc[0])
    out.print(Text(word("terminal_title", lang, scenario=scenario), style="bold"))
    shown = [r for r in rows if r.judged and r.headline]
    if shown:
        out.print(_table(shown, series, lang, width))
    for kind in CLASSES:
        others = [f"{r.name} {_met(r, lang)}" for r in rows if r.judged and not r.headline and r.kind == kind]
        if others:
            out.print(
                Text(
                    word("others_met", lang, kind=word(f"class {kind}", lang))
                    + word("joint", lang).join(others)
                )
            )
    out.print(Text(count_line(rows, lang)))
    missing = [r.name for r in rows if r.headline and not r.judged]
    if missing:
        out.print(Text(word("not_projected", lang) + listed(missing, lang), style="dim"))
    out.print(Text(_growth(series, lang)))
    out.print(Text(word("report_at", lang, path=report)), soft_wrap=True)
    return buffer.getvalue()


def _table(rows: list[TargetRow], series: Mapping[Key, Path], lang: str, width: int) -> Table:
    first = min(path.years[0] for path in series.values())
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    banded = any(math.isfinite(row.low) for row in rows)
    roomy = width >= (BANDED if banded else ROOMY)
    wide = banded and width >= ROOMY
    compared = any(row.added for row in rows if math.isfinite(row.added))
    heads = [str(first), *([word("without", lang)] if compared and roomy else []), word("projected", lang)]
    heads += [word("added", lang)] if compared else []
    heads += [word("added_a", lang)] if compared and (wide or not banded) else []
    heads += [word("band", lang)] if wide else []
    heads += [word("goal", lang), *([] if banded else [word("margin", lang)])]
    table.add_column(word("target", lang), overflow="fold", ratio=1)
    for head in heads:
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column(word("met", lang), no_wrap=True)
    if banded:
        table.add_column(word("probability", lang), justify="right", no_wrap=True)
    for row in rows:
        unit = table_unit(row, lang)
        name = (
            row.name
            + (f" ({unit.label})" if lang == "en" else f"（{unit.label}）")
            + ("" if row.region == region() else f" · {place(row.region, lang)}")
        )
        style = {True: "green", False: "red"}.get(bool(row.met), "")
        number = unit.bare
        cells: list[Text | str] = [Text(name, style="bold" if row.headline else ""), number.number(row.start)]
        cells += [number.number(row.without)] if compared and roomy else []
        cells += [number.number(row.projected)]
        cells += [number.change(row.added)] if compared else []
        cells += [number.change(row.added_a)] if compared and (wide or not banded) else []
        cells += [number.range(row.low, row.high)] if wide else []
        cells += [f"{row.operator} {number.goal(row.target)}"]
        cells += [] if banded else [number.change(row.gap)]
        cells += [Text(_met(row, lang), style=style), *([odds(row, lang)] if banded else [])]
        table.add_row(*cells)
    return table


def _met(row: TargetRow, lang: str) -> str:
    return word("yes" if row.met else "no", lang)


def _growth(series: Mapping[Key, Path], lang: str) -> str:
    """Average real growth of the region and each city in one line."""
    parts = []
    for name in (region(), *ids("city")):
        path = series.get((PROJECTED, name, "GDP"))
        if path:
            rate = growth_rate(path.values[0], path.values[-1], path.years[-1] - path.years[0])
            parts.append(f"{place(name, lang)} {percent(rate, lang)}")
    path = series[PROJECTED, region(), "GDP"]
    return word("growth_line", lang, first=path.years[0] + 1, last=path.years[-1]) + listed(parts, lang)
