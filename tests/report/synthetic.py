"""An invented run with everything that a report is made from, so that it is tested without the model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from sim.experiments import district_times
from sim.experiments.central_runs import HEADLINES
from sim.experiments.fans import QUANTILES as FANS
from sim.experiments.variance_split import COLUMNS as COLUMNS_OF_VARIANCE
from sim.report.inputs import Context, Inputs
from sim.report.labels import ids, region
from sim.report.maps import geography
from sim.report.run_folder import write_run_folder
from sim.targets import COLUMNS, register
from tests.report.results import NOW, PEOPLE_UNIT, TONNES, frame, observed

HOSTILE = '=HYPERLINK("http://example.invalid","x")<script>alert(1)</script> $x_1$ {{ 7*7 }} {year}'
"""A title that would do harm wherever it is taken for more than text."""


def targets(mine: pd.DataFrame, base: pd.DataFrame) -> pd.DataFrame:
    """Every target of the register, judged where the invented results have its variable."""
    at = {
        (r, v, y): x for r, v, y, x in mine[["region", "variable", "year", "value"]].itertuples(index=False)
    }
    other = {
        (r, v, y): x for r, v, y, x in base[["region", "variable", "year", "value"]].itertuples(index=False)
    }
    rows = []
    for t in register():
        row = dict.fromkeys(COLUMNS)
        row |= {"target_id": t.target_id, "name_en": t.name_en, "name_zh": t.name_zh, "class": t.kind}
        row |= {"region": t.region, "year": t.year, "operator": t.operator, "target": t.target}
        row |= {"unit": t.unit, "basis": t.basis}
        key = (t.region, t.variable, t.year)
        if key in at and t.kind in ("outcome", "direction"):
            row |= {"base_projected": other[key], "projected": at[key], "gap": at[key] - t.target}
            row |= {"added_by_measures": at[key] - other[key], "met": at[key] > t.target}
            row |= {"lever_grade": "A+B", "year_reached": t.year}
            row |= {"probability": 0.61, "probability_error": 0.035, "base_probability": 0.42}
        rows.append(row)
    return pd.DataFrame(rows, columns=COLUMNS)


def scoreboard(mine: pd.DataFrame) -> pd.DataFrame:
    """GDP, population and cargo beside the naive rules."""
    rows = []
    for variable in ("GDP", "Population", "Port throughput"):
        for place, group in mine[mine["variable"] == variable].groupby("region", sort=False):
            path = group.set_index("year")["value"]
            rows.append(
                (
                    variable,
                    place,
                    group["unit"].iloc[0],
                    path[2020],
                    path[2025],
                    path[2020] * 1.2,
                    path[2020] * 1.25,
                    (path[2025] * path[2020] * 1.25) ** 0.5,
                    "invented",
                )
            )
    columns = [
        "indicator",
        "region",
        "unit",
        "last_observed",
        "model_2025",
        "naive_growth_2025",
        "naive_share_2025",
        "combination_2025",
        "note",
    ]
    return pd.DataFrame(rows, columns=columns)


def backtest() -> pd.DataFrame:
    """Growth of the past by rule."""
    rows = [("as printed", c, 6.0 - k / 3, 6.5, 8.0, 6.6) for k, c in enumerate(ids("city"))]
    return pd.DataFrame(
        rows, columns=["reading", "city", "observed", "model", "last_five_years", "constant_share_of_nation"]
    )


def context(title: str = "Plan values") -> Context:
    """A context with something in every part."""
    lever = {"lever": "rd_growth", "label": {"en": "R&D spending growth", "zh": "研发经费增长"}, "grade": "A"}
    channel = {"en": "R&D capital raises productivity", "zh": "研发资本提高生产率"}
    return Context(
        scenario={"id": "plan", "title": {"en": title, "zh": title}, "question": "What do the measures add?"},
        manifest={"model": "0.1.0", "packages": {"numpy": "2"}, "seed": 0},
        levers=[
            {
                **lever,
                "unit": "% a year",
                "value": {"en": "qingdao: 10", "zh": "青岛：10"},
                "channel": channel,
            }
        ],
        contributions=[
            {**lever, "year": 2025, "target": target, "effect": effect, "unit": unit, "channel": channel}
            for target, effect, unit in (
                ("GDP|Current prices", 120.0, NOW),
                ("Population", 3.2, PEOPLE_UNIT),
                ("Port throughput", -40.0, TONNES),
            )
        ],
        parameters=[
            {
                "name": "rd_output_elasticity",
                "meaning": {"en": "Elasticity of output to R&D", "zh": "产出对研发的弹性"},
                "value": 0.08,
                "default": 0.06,
                "unit": "elasticity",
            }
        ],
        shocks=[
            {
                "name": "slump",
                "kind": {"en": "Foreign sales of a city", "zh": "外贸出口需求冲击"},
                "size": "qingdao: 2023: -20",
                "unit": "% of foreign sales demanded",
                "cause": "a war",
            }
        ],
        assumptions=[{"en": "Fertility stays low.", "zh": "生育率保持低位。"}],
        limits=["No demand side yet."],
        provenance={"value_added": {"sourced": 15, "plan": 1, "derived": 44, "recalled": 2}},
        totals={"Population": {"sourced": 4, "derived": 1}},
        histories=[
            {"reading": "as printed", "target": "GDP|Current prices", "value": 44000.0, "unit": NOW},
            {"reading": "break spread", "target": "GDP|Current prices", "value": 43000.0, "unit": NOW},
        ],
    )


def fans(mine: pd.DataFrame, base: pd.DataFrame) -> pd.DataFrame:
    """Quantiles of the headline indicators that the invented results have."""
    spread = dict(zip(FANS, (0.94, 0.95, 0.98, 1.0, 1.02, 1.05, 1.06), strict=True))
    parts = []
    for kind, table in (("projected", mine), ("reference", base)):
        found = table[table["variable"].isin(HEADLINES) & (table["region"] == region())]
        found = found.assign(kind=kind, **{name: found["value"] * share for name, share in spread.items()})
        parts.append(found[["kind", "region", "variable", "unit", "year", "value", *FANS]])
    return pd.concat(parts, ignore_index=True)


def variance() -> pd.DataFrame:
    """An invented split of the variance; one source offsets the others."""
    shares = {"parameters": 0.5, "drivers": 0.6, "base_data": 0.02, "interaction": -0.12, "all": 1.0}
    rows = [
        (source, target, share, 100.0 * abs(share) ** 0.5, NOW, 2025, 63)
        for source, share in shares.items()
        for target in HEADLINES
    ]
    return pd.DataFrame(rows, columns=COLUMNS_OF_VARIANCE)


def districts(compared: bool) -> pd.DataFrame:
    """Fourteen minutes and two more from district to district, a tenth less at last with the measures; and
    two lines that open.
    """
    codes = sorted(geography.districts())
    rows = []
    for kind, kept in (("projected", 0.9), *((("reference", 1.0),) if compared else ())):
        for k, code in enumerate(codes):
            rows += [(kind, code, district_times.TIME, "min", 2020, 14.0 + 2 * k)]
            rows += [(kind, code, district_times.TIME, "min", 2025, kept * (14.0 + 2 * k))]
        rows += [
            (kind, c, district_times.PEOPLE, "persons", 2020, 1e5 * (k + 1)) for k, c in enumerate(codes)
        ]
        for line, date in (("weifang_yantai", 2024.5), ("lanshan_port_expressway", 2023.0)):
            rows.append((kind, line, district_times.OPENING, "year", int(date), date))
    return pd.DataFrame(rows, columns=["kind", *district_times.COLUMNS])


def inputs(*, compared: bool = True, bands: bool = False, title: str = "Plan values") -> Inputs:
    """Everything a report needs."""
    mine, base = frame(bands=bands), frame("base", 0.0, bands=bands)
    whole = pd.concat([mine, observed()], ignore_index=True)
    return Inputs(
        whole,
        base if compared else None,
        targets(mine, base),
        scoreboard(mine),
        backtest(),
        context(title),
        fans(mine, base),
        variance(),
        districts(compared),
    )


def hostile_inputs() -> Inputs:
    """The same with the harmful text wherever a scenario file or a register may put its own words."""
    given = inputs(title=HOSTILE)
    label = {"en": HOSTILE, "zh": HOSTILE}
    around = given.context
    return replace(
        given,
        targets=given.targets.assign(name_en=HOSTILE, name_zh=HOSTILE, basis=HOSTILE),
        context=Context(
            scenario={"id": "plan", "title": label, "question": HOSTILE},
            manifest={"model": HOSTILE},
            levers=[{**row, "label": label, "channel": label, "value": HOSTILE} for row in around["levers"]],
            contributions=[{**row, "label": label} for row in around["contributions"]],
            parameters=[
                {"name": HOSTILE, "meaning": label, "value": HOSTILE, "default": 0.06, "unit": HOSTILE}
            ],
            shocks=[{"name": HOSTILE, "kind": label, "size": HOSTILE, "unit": HOSTILE, "cause": HOSTILE}],
            assumptions=[label],
            limits=[HOSTILE],
        ),
    )


def write(folder: Path, given: Inputs, lang: str) -> Path:
    """The run's folder, written as the main job does it."""
    write_run_folder(folder, given, lang)
    return folder
