"""Tables of the page on data: the source tables with their licences, the built baseline with its methods."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence

from sim.baseline import load
from sim.paths import BASELINE, SOURCES

BASELINE_INTRO = """\
Version {version}, SHA-256 `{digest}`. A number beside a provenance is the count of values. The command
`python -m sim calibrate` rebuilds it from the source tables.
"""


def parts(table: Callable[[Sequence[str], Iterable[Sequence[object]]], str]) -> tuple[str, ...]:
    """The page's parts: source tables, then quantities of the baseline."""
    package = json.loads((SOURCES / "datapackage.json").read_text(encoding="utf-8"))
    manifest = json.loads((BASELINE / "manifest.json").read_text(encoding="utf-8"))
    built = load()
    sources = [
        (
            f"`{resource['path']}`",
            resource.get("description") or resource.get("title", ""),
            "; ".join(licence["title"] for licence in resource.get("licenses", ())),
        )
        for resource in package["resources"]
    ]
    quantities = []
    for name, method in manifest["methods"].items():
        known = built.tables[name]
        shape = " × ".join(f"{axis} {len(labels)}" for axis, labels in known.axes.items())
        origin = ", ".join(f"{kind} {count}" for kind, count in sorted(known.provenance.items()))
        quantities.append((f"`{name}`", shape, known.unit, origin, method))
    return (
        "## Source tables\n",
        "Traps, units and the attribution owed: `calibration/sources/README.md`.\n",
        table(("table", "holds", "licence"), sources),
        "## The built baseline\n",
        BASELINE_INTRO.format(**manifest),
        table(("quantity", "axes", "unit", "provenance", "method"), quantities),
    )
