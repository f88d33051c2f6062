"""Yearly results of an invented but plausible run: closed forms that a hand can check."""

from __future__ import annotations

import math

import pandas as pd

from sim.report.labels import ids, names, region

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
            (city, "Youth dependency ratio", "%", dict.fromkeys(YEARS, 22.0 - 0.3 * k)),
            (city, "Old-age dependency ratio", "%", {y: 24.0 + 1.5 * k + (y - 2020) for y in YEARS}),
            (city, "Total dependency ratio", "%", {y: 46.0 + 1.2 * k + (y - 2020) for y in YEARS}),
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
            *_carbon_rows(k, city),
            *_water_rows(k, city),
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
                (
                    city,
                    f"Growth contribution|{cause}",
                    "% points",
                    dict.fromkeys(YEARS[1:], points - 0.02 * k),
                )
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
        rows += _sales_rows(k, city, gdp)
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


def _carbon_rows(k: int, city: str) -> list[tuple[str, str, str, dict[int, float]]]:
    """Five sources of 5 to 25 Mt and their sum."""
    parts = ("Coal power", "End use|Coal", "End use|Oil products", "End use|Natural gas", "Cement")
    flows = {part: _series(5.0 * (k + 1), 0.01 * (j - 1)) for j, part in enumerate(parts)}
    total = {y: sum(path[y] for path in flows.values()) for y in YEARS}
    named = {f"CO2 emissions|{part}": path for part, path in flows.items()} | {"CO2 emissions": total}
    return [(city, name, "Mt", path) for name, path in named.items()]


def _water_rows(k: int, city: str) -> list[tuple[str, str, str, dict[int, float]]]:
    """Six sources of 1 to 5 (100m m3) and their sum as the need; a dry year brings nine tenths of it."""
    sources = names("water_source", "en")
    flows = {f"Water supply|{s}": _series(1.0 + k, 0.01 * (j - 2)) for j, s in enumerate(sources)}
    need = {y: sum(path[y] for path in flows.values()) for y in YEARS}
    rows = [(city, name, "100m m3", path) for name, path in {**flows, "Water demand": need}.items()]
    return [*rows, (city, "Water supply|Dry-year ratio", "share", dict.fromkeys(YEARS, 0.9))]


def _sales_rows(k: int, city: str, gdp: dict[int, float]) -> list[tuple[str, str, str, dict[int, float]]]:
    """Output is twice the GDP: 40 % stay, each other city takes 2.5 %, partners 5 or 6 %, markets 1.25 %, and
    exports grow 2 % a year faster.
    """
    parts = {f"Trade|To {n}": 40.0 if j == k else 2.5 for j, n in enumerate(names("city", "en"))}
    parts |= {f"Trade|Domestic|{n}": 5.0 if j < 2 else 6.0 for j, n in enumerate(names("partner", "en"))}
    flows = {v: {y: 2 * x * part / 100 for y, x in gdp.items()} for v, part in parts.items()}
    for market in names("market", "en"):
        flows[f"Exports|{market}"] = {y: 2 * x * 0.0125 * 1.02 ** (y - 2020) for y, x in gdp.items()}
    return [(city, v, MONEY, path) for v, path in flows.items()]


def _port_rows(scale: float) -> list[tuple[str, str, str, dict[int, float]]]:
    rows = []
    for port, tonnes in CARGO.items():
        total = _series(tonnes, 0.03 + scale)
        rows += [
            (port, f"Port throughput|{c}", TONNES, {y: v / len(ids("cargo")) for y, v in total.items()})
            for c in names("cargo", "en")
        ]
        rows += [
            (port, "Port throughput", TONNES, total),
            (port, "Port foreign trade", TONNES, {y: 0.5 * v for y, v in total.items()}),
            (port, "Port relayed cargo", TONNES, {y: 0.1 * v for y, v in total.items()}),
            (port, "Port containers", "10k TEU", _series(tonnes / 30, 0.05)),
            (port, "Port service capacity", TONNES, _series(1.5 * tonnes, 0.03)),
            (port, "Port occupancy", "share", dict.fromkeys(YEARS, 0.66)),
            (port, "Port waiting time", "hours", {y: 1.0 + 0.1 * (y - 2020) for y in YEARS[1:]}),
        ]
    return rows


def _reach_rows() -> list[tuple[str, str, str, dict[int, float]]]:
    """Shares of the hinterland's zones, which the region alone has."""
    zones = names("hinterland", "en")
    return [
        (
            region(),
            f"Hinterland share|{zone}",
            "share",
            {y: 0.95 - 0.07 * z + 0.004 * (y - 2020) for y in YEARS},
        )
        for z, zone in enumerate(zones)
    ]


def frame(scenario: str = "plan", scale: float = 0.004, *, bands: bool = False) -> pd.DataFrame:
    """Projected results of one scenario with the region's sums; ``scale`` adds to every growth rate."""
    rows = [*_city_rows(scale), *_port_rows(scale), *_reach_rows()]
    summed: dict[tuple[str, str], dict[int, float]] = {}
    means = (
        "GDP growth",
        "Utilisation",
        "Port occupancy",
        "Port waiting time",
        "Travel time",
        "Water supply|Dry-year ratio",
        "Growth contribution",
        "Youth dependency ratio",
        "Old-age dependency ratio",
        "Total dependency ratio",
    )
    members: dict[str, int] = {}
    for _, variable, unit, path in rows:
        total = summed.setdefault((variable, unit), {})
        members[variable] = members.get(variable, 0) + 1
        for year, value in path.items():
            total[year] = total.get(year, 0.0) + value
    for (variable, unit), path in summed.items():
        if not variable.startswith(("Travel time", "Hinterland share")):
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
