"""Results of an invented but plausible run, so that the report is tested without running the model."""

from __future__ import annotations

import math

import pandas as pd

from sim.report.inputs import Context, Inputs
from sim.report.labels import ids, names, region
from sim.targets import COLUMNS, register

YEARS = range(2020, 2026)
GDP = {"qingdao": 12400.6, "yantai": 7816.4, "weifang": 5872.2, "weihai": 3017.8, "rizhao": 2006.4}
PEOPLE = {"qingdao": 1007.2, "yantai": 710.2, "weifang": 938.7, "weihai": 290.7, "rizhao": 296.8}
CARGO = {
    "port_qingdao": 60459.0,
    "port_yantai": 39935.0,
    "port_weifang": 5200.0,
    "port_weihai": 3820.0,
    "port_rizhao": 49615.0,
}
CAUSES = {
    "Capital": 2.8, "Labour": -0.2, "Human capital": 0.3, "Reallocation": 0.4, "R&D": 0.7, "Access": 0.1,
    "Public capital": 0.05, "Productivity trend": 1.2, "Utilisation": 0.3,
}  # fmt: skip
MONEY, NOW, PEOPLE_UNIT, TONNES = "100m CNY 2020", "100m CNY", "10k persons", "10k tonnes"
HOSTILE = '=HYPERLINK("http://example.invalid","x")<script>alert(1)</script>'
"""A title that would do harm wherever it is taken for more than text."""


def _series(start: float, rate: float) -> dict[int, float]:
    return {y: start * (1 + rate) ** (y - YEARS[0]) for y in YEARS}


def _city_rows(scale: float) -> list[tuple[str, str, str, dict[int, float]]]:
    rows = []
    for k, city in enumerate(ids("city")):
        gdp = _series(GDP[city], 0.055 - 0.004 * k + scale)
        people = _series(PEOPLE[city], 0.004 - 0.002 * k + scale / 10)
        rows += [
            (city, "GDP", MONEY, gdp),
            (city, "GDP growth", "%", {y: 100 * (gdp[y] / gdp[y - 1] - 1) for y in YEARS[1:]}),
            (city, "GDP|Current prices", NOW, {y: v * 1.02 ** (y - 2020) for y, v in gdp.items()}),
            (city, "Utilisation", "share", {y: 1 - 0.02 * math.exp(2020 - y) for y in YEARS}),
            (city, "Population", PEOPLE_UNIT, people),
            (
                city,
                "Population|Age 60+",
                PEOPLE_UNIT,
                {y: v * (0.22 + 0.009 * (y - 2020)) for y, v in people.items()},
            ),
            (city, "Births", PEOPLE_UNIT, {y: 0.0075 * people[y] for y in YEARS[1:]}),
            (city, "Deaths", PEOPLE_UNIT, {y: 0.0076 * people[y] for y in YEARS[1:]}),
            (city, "Net migration", PEOPLE_UNIT, {y: (0.006 - 0.002 * k) * people[y] for y in YEARS[1:]}),
            (
                city,
                "Net migration|Outside region",
                PEOPLE_UNIT,
                {y: (0.005 - 0.001 * k) * people[y] for y in YEARS[1:]},
            ),
            (
                city,
                "Net migration|Within region",
                PEOPLE_UNIT,
                {y: (0.001 - 0.001 * k) * people[y] for y in YEARS[1:]},
            ),
            (city, "Marine GDP", MONEY, _series(0.29 * GDP[city], 0.06 + scale)),
            (city, "Marine GDP|Current prices", NOW, _series(0.29 * GDP[city], 0.08 + scale)),
            (city, "R&D spending", NOW, _series(0.021 * GDP[city], 0.08)),
        ]
        for s, sector in enumerate(names("sector", "en")):
            rows.append((city, f"Value added|{sector}", MONEY, {y: v * (s + 1) / 78 for y, v in gdp.items()}))
        for m, industry in enumerate(names("marine", "en")):
            rows.append(
                (city, f"Marine GDP|{industry}", MONEY, _series(0.29 * GDP[city] * (m + 1) / 105, 0.06))
            )
        for cause, points in CAUSES.items():
            rows.append(
                (city, f"Growth contribution|{cause}", "% points", {y: points - 0.02 * k for y in YEARS[1:]})
            )
        for sex, share in (("Male", 0.505), ("Female", 0.495)):
            for g in range(18):
                group = f"{5 * g}-{5 * g + 4}" if g < 17 else "85+"
                bulge = 1 + 0.6 * math.exp(-(((g - 6.5) / 2) ** 2)) - 0.05 * max(g - 10, 0)
                rows.append(
                    (
                        city,
                        f"Population|{sex}|Age {group}",
                        PEOPLE_UNIT,
                        {y: v * share * bulge / 19 for y, v in people.items()},
                    )
                )
        for j, other in enumerate(names("city", "en")):
            if j != k:
                rows.append(
                    (
                        city,
                        f"Travel time|To {other}",
                        "min",
                        {y: 80.0 + 25 * abs(j - k) - 4 * (y - 2020) for y in YEARS},
                    )
                )
    return rows


def _port_rows(scale: float) -> list[tuple[str, str, str, dict[int, float]]]:
    rows = []
    for port, tonnes in CARGO.items():
        total = _series(tonnes, 0.03 + scale)
        rows += [
            (port, f"Port throughput|{c}", TONNES, {y: v / 6 for y, v in total.items()})
            for c in names("cargo", "en")
        ]
        rows += [
            (port, "Port throughput", TONNES, total),
            (port, "Port containers", "10k TEU", _series(tonnes / 30, 0.05)),
            (port, "Port service capacity", TONNES, _series(1.5 * tonnes, 0.03)),
            (port, "Port occupancy", "share", dict.fromkeys(YEARS, 0.66)),
            (port, "Port waiting time", "hours", {y: 1.0 + 0.1 * (y - 2020) for y in YEARS[1:]}),
        ]
    return rows


def frame(scenario: str = "plan", scale: float = 0.004, *, bands: bool = False) -> pd.DataFrame:
    """Projected results of one scenario with the region's sums; ``scale`` adds to every growth rate."""
    rows = [*_city_rows(scale), *_port_rows(scale)]
    summed: dict[tuple[str, str], dict[int, float]] = {}
    means = (
        "GDP growth",
        "Utilisation",
        "Port occupancy",
        "Port waiting time",
        "Travel time",
        "Growth contribution",
    )
    members: dict[str, int] = {}
    for _, variable, unit, path in rows:
        total = summed.setdefault((variable, unit), {})
        members[variable] = members.get(variable, 0) + 1
        for year, value in path.items():
            total[year] = total.get(year, 0.0) + value
    for (variable, unit), path in summed.items():
        if not variable.startswith("Travel time"):
            count = members[variable] if variable.startswith(means) else 1
            rows.append((region(), variable, unit, {y: v / count for y, v in path.items()}))
    records = [
        ("Jiaodong 0.1", scenario, r, v, u, y, value) for r, v, u, path in rows for y, value in path.items()
    ]
    result = pd.DataFrame(
        records, columns=["model", "scenario", "region", "variable", "unit", "year", "value"]
    )
    if bands:
        for name, factor in (("p05", 0.97), ("p25", 0.99), ("p50", 1.0), ("p75", 1.01), ("p95", 1.03)):
            result[name] = result["value"] * factor
    return result


def observed() -> pd.DataFrame:
    """History 2010-2020."""
    rows = []
    for city in ids("city"):
        for y in range(2010, 2021):
            rows += [
                (city, "GDP", MONEY, y, GDP[city] * 1.065 ** (y - 2020)),
                (city, "GDP growth", "%", y, 6.5 if y < 2020 else 3.6),
            ]
    for port, tonnes in CARGO.items():
        rows += [(port, "Port throughput", TONNES, y, tonnes * 1.05 ** (y - 2020)) for y in range(2010, 2021)]
    result = pd.DataFrame(rows, columns=["region", "variable", "unit", "year", "value"])
    whole = (
        result[result["variable"] == "GDP"]
        .groupby(["variable", "unit", "year"], as_index=False)["value"]
        .sum()
        .assign(region=region())
    )
    result = pd.concat([result, whole], ignore_index=True)
    return result.assign(model="Published statistics", scenario="observed")[
        ["model", "scenario", "region", "variable", "unit", "year", "value"]
    ]


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
        row = dict.fromkeys(COLUMNS) | {
            "target_id": t.target_id, "name_en": t.name_en, "name_zh": t.name_zh, "class": t.kind, "region": t.region, "year": t.year,
            "operator": t.operator, "target": t.target, "unit": t.unit, "basis": t.basis,
        }  # fmt: skip
        key = (t.region, t.variable, t.year)
        if key in at and t.kind in ("outcome", "direction"):
            row |= {
                "projected": at[key], "base_projected": other[key], "added_by_measures": at[key] - other[key], "gap": at[key] - t.target,
                "met": at[key] > t.target, "lever_grade": "A+B", "year_reached": t.year,
            }  # fmt: skip
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
        levers=[{**lever, "unit": "% a year", "value": 10, "channel": channel}],
        contributions=[
            {**lever, "target": target, "effect": effect, "unit": unit, "channel": channel}
            for target, effect, unit in (
                ("GDP|Current prices", 120.0, NOW),
                ("Population", 3.2, PEOPLE_UNIT),
                ("Port throughput", -40.0, TONNES),
            )
        ],
        parameters=[{"name": "rd_output_elasticity", "value": 0.08, "default": 0.06, "unit": "elasticity"}],
        assumptions=[{"en": "Fertility stays low.", "zh": "生育率保持低位。"}],
        limits=["No demand side yet."],
        provenance={"value_added": {"sourced": 15, "plan": 1, "derived": 44, "recalled": 2}},
    )


def inputs(*, compared: bool = True, bands: bool = False, title: str = "Plan values") -> Inputs:
    """Everything a report needs."""
    mine, base = frame(bands=bands), frame("base", 0.0, bands=bands)
    whole = pd.concat([mine, observed()], ignore_index=True)
    return Inputs(
        whole, base if compared else None, targets(mine, base), scoreboard(mine), backtest(), context(title)
    )
