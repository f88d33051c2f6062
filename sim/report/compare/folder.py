"""The folder of a comparison: tables, charts, workbook and page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sim.report.compare import comparison as compare
from sim.report.compare import differences, settings, targets
from sim.report.compare.charts import drawn
from sim.report.compare.compared import Compared
from sim.report.compare.comparison import Comparison
from sim.report.compare.page import comparison_page
from sim.report.compare.workbook import workbook
from sim.report.files import atomic_write_bytes
from sim.report.formats.data_package import FILE as PACKAGE
from sim.report.formats.data_package import data_package
from sim.report.labels import LANGUAGES
from sim.report.run_folder import write_charts
from sim.report.tables import csv_bytes
from sim.report.words import listed, word


def write_comparison(out_dir: Path, compared: Sequence[Compared], lang: str) -> Path:
    """Write the tables, ``charts/``, their description, ``comparison.xlsx`` and ``compare.html``; returns the
    page's path.

    The first scenario is the one that the others are held against. The page comes last, so that it never
    speaks of tables that are not there. Raises ValueError for fewer than two scenarios, OSError where the
    folder cannot be written.
    """
    found = compare.of(compared)
    tables = {
        "comparison": csv_bytes(differences.side_by_side(found.scenarios)),
        "differences": differences.differences_csv(found.differences),
        "targets": csv_bytes(targets.table(found.targets).drop(columns="order")),
        "inputs": csv_bytes(settings.columns(found)),
    }
    for name, content in tables.items():
        atomic_write_bytes(out_dir / f"{name}.csv", content)
    charts = list(drawn(found, lang))
    files = [f"{name}.csv" for name in tables]
    files += [f"charts/{name}" for name in write_charts(out_dir / "charts", charts)]
    package = data_package(out_dir, files, "comparison", titles(found), facts(found))
    atomic_write_bytes(out_dir / PACKAGE, package)
    atomic_write_bytes(out_dir / "comparison.xlsx", workbook(found, lang))
    atomic_write_bytes(out_dir / "compare.html", comparison_page(found, charts, lang))
    return out_dir / "compare.html"


def titles(comparison: Comparison) -> dict[str, str]:
    """What the comparison is called in each language."""
    names = {lang: listed(list(comparison.labels(lang)), lang) for lang in LANGUAGES}
    return {lang: word("compare_title", lang, names=names[lang]) for lang in LANGUAGES}


def facts(comparison: Comparison) -> dict[str, object]:
    """Which scenarios were compared, with their digests, members and seeds."""
    named = zip(comparison.names, comparison.scenarios, strict=True)
    return {
        "scenarios": [
            {
                "name": name,
                "scenario_sha256": each.scenario.digest,
                "members": each.outcome.members,
                "seed": each.seed,
            }
            for name, each in named
        ]
    }
