"""The folder of an attribution: three tables, charts, and a page and a workbook in each language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sim.attribution import Attribution
from sim.report.attribution.charts import Tables, charts, suffix
from sim.report.attribution.page import page_of
from sim.report.attribution.workbook import workbook
from sim.report.files import atomic_write_bytes
from sim.report.run_folder import write_charts
from sim.report.tables import csv_bytes


def write(attribution: Attribution, made: Tables, out: Path, langs: Sequence[str]) -> None:
    """Write the folder.

    The tables come first, the pages last: a page never speaks of files that are not there. Raises OSError
    where the folder cannot be written.
    """
    for name, frame in (
        ("attribution", made.players),
        ("groups", made.groups),
        ("values", made.values),
    ):
        atomic_write_bytes(out / f"{name}.csv", csv_bytes(frame))
    for lang in langs:
        drawn = list(charts(attribution, made, lang))
        write_charts(out / "charts", drawn)
        atomic_write_bytes(out / f"attribution{suffix(lang)}.xlsx", workbook(attribution, made, lang))
        content = page_of(attribution, made, drawn, lang)
        atomic_write_bytes(out / f"attribution{suffix(lang)}.html", content)
