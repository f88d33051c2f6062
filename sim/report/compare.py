"""Several scenarios side by side: a table of values and differences, charts, and a page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from sim.report.charts import compare_cities, compare_paths, compare_targets
from sim.report.charts.captions import caption
from sim.report.charts.catalogue import Drawn
from sim.report.files import atomic_write_bytes
from sim.report.html import page, pictures
from sim.report.inputs import PROJECTED, paths
from sim.report.labels import ids, region
from sim.report.numbers import Display
from sim.report.run_folder import write_charts
from sim.report.tables import csv_bytes
from sim.report.target_rows import odds, table_unit, target_rows
from sim.report.view import Table, bracket, sign
from sim.report.words import listed, word

KEYS = ["region", "variable", "unit", "year"]
HEADLINES = ("GDP", "Population", "Port throughput", "Marine GDP", "GDP per capita", "R&D spending")
BY_CITY = ("GDP", "Population", "Marine GDP")


def write_comparison(
    out_dir: Path, frames: Mapping[str, pd.DataFrame], targets: Mapping[str, pd.DataFrame], lang: str
) -> Path:
    """Write ``comparison.csv``, ``charts/`` and ``compare.html``; returns the page's path.

    ``frames`` and ``targets`` hold the results and target tables by scenario; the first scenario is the
    one that the others are
    compared with. Raises ValueError for fewer than two scenarios, OSError where the folder cannot be written.
    """
    if len(frames) < 2:
        raise ValueError("a comparison needs two scenarios or more")
    table = comparison(frames)
    atomic_write_bytes(out_dir / "comparison.csv", csv_bytes(table))
    charts = list(_drawn(table, frames, targets, lang))
    images = write_charts(out_dir / "charts", charts)
    text = page(
        "compare.html.j2",
        lang,
        title=word("compare_title", lang, names=listed(list(frames), lang)),
        table=target_table(frames, targets, lang),
        pictures=pictures(charts, images),
    )
    atomic_write_bytes(out_dir / "compare.html", text)
    return out_dir / "compare.html"


def comparison(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a region, variable and year; a column a scenario and its difference from the first."""
    first = next(iter(frames))
    merged: pd.DataFrame | None = None
    for name, frame in frames.items():
        mine = frame.loc[frame["scenario"] != "observed", [*KEYS, "value"]].rename(columns={"value": name})
        merged = mine if merged is None else merged.merge(mine, on=KEYS, how="outer", sort=False)
    assert merged is not None
    for name in list(frames)[1:]:
        merged[f"{name} minus {first}"] = merged[name] - merged[first]
    return merged


def _differences(
    table: pd.DataFrame, names: list[str], variables: tuple[str, ...], regions: tuple[str, ...]
) -> pd.DataFrame:
    """Per cent above the first scenario, long."""
    first, *others = names
    # years without a value in the first scenario have no difference
    found = table[table["variable"].isin(variables) & table["region"].isin(regions)]
    parts = [
        found[["region", "year"]].assign(
            indicator=found["variable"],
            order=k,
            scenario=name,
            difference=100 * (found[name] / found[first] - 1),
        )
        for k, name in enumerate(others, start=1)
    ]
    result = pd.concat(parts, ignore_index=True).dropna(subset=["difference"])
    order = {v: k for k, v in enumerate(variables)} | {r: k for k, r in enumerate(regions)}
    return result.sort_values(
        ["indicator", "region"], key=lambda column: column.map(order), kind="stable"
    ).reset_index(drop=True)


def _drawn(
    table: pd.DataFrame, frames: Mapping[str, pd.DataFrame], targets: Mapping[str, pd.DataFrame], lang: str
) -> list[Drawn]:
    names = list(frames)
    by_year = _differences(table, names, HEADLINES, (region(),))
    by_city = _differences(table, names, BY_CITY, (region(), *ids("city")))
    goals = _targets(frames, targets)
    charts = (
        (compare_targets, goals),
        (compare_paths, by_year),
        (compare_cities, by_city[by_city["year"] == by_city["year"].max()]),
    )
    result = []
    for module, data in charts:
        if not data.empty:
            sheet = module.draw(data, lang)
            sheet.source(word("compare_source", lang, first=names[0]))
            result.append(Drawn(module.ID, data, sheet, caption(module.ID, lang, data)))
    return result


def _targets(frames: Mapping[str, pd.DataFrame], targets: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Headline outcomes by scenario."""
    records: list[dict[str, object]] = []
    for order, (name, frame) in enumerate(frames.items()):
        series = paths(frame[frame["scenario"] != "observed"].assign(kind=PROJECTED))
        chinese = {r.target_id: r.name for r in target_rows(targets[name], series, "zh")}
        records += [
            {
                "target_id": row.target_id,
                "name_en": row.name,
                "name_zh": chinese[row.target_id],
                "unit": row.unit,
                "target": row.target,
                "order": order,
                "scenario": name,
                "year": row.year,
                "projected": row.projected,
            }
            for row in target_rows(targets[name], series, "en")
            if row.headline and row.judged and row.kind == "outcome"
        ]
    return pd.DataFrame(records)


def target_table(frames: Mapping[str, pd.DataFrame], targets: Mapping[str, pd.DataFrame], lang: str) -> Table:
    """Judged headline targets: a column of values and one of margins for each scenario."""
    lines: dict[str, list[str]] = {}
    banded = any(table["probability"].notna().any() for table in targets.values())
    for name, frame in frames.items():
        series = paths(frame[frame["scenario"] != "observed"].assign(kind=PROJECTED))
        for row in (r for r in target_rows(targets[name], series, lang) if r.headline and r.judged):
            unit = table_unit(row, lang)
            number = Display(unit.divisor, "", lang)
            line = lines.setdefault(
                row.target_id,
                [row.name + bracket(unit.label, lang), f"{sign(row.operator)} {number.goal(row.target)}"],
            )
            line += [number.number(row.projected), number.change(row.gap)]
            line += [odds(row, lang)] if banded else []
    head = [word("target", lang), word("goal", lang)]
    for name in frames:
        head += [name, word("margin_of", lang, name=name)]
        head += [word("probability", lang)] if banded else []
    return Table(word("headline_title", lang), head, list(lines.values()))
