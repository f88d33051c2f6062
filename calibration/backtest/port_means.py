"""Growth of the ports over spans of years: modelled and observed, by class, and on other readings."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from calibration.backtest import port_activity, port_hindcast, port_series
from calibration.backtest.port_activity import IMPORTS, YEARS
from calibration.backtest.port_hindcast import Hindcast
from calibration.backtest.port_history import TOGETHER, hindcast
from calibration.backtest.port_series import Calibre
from calibration.estimation.prior import PERCENT
from calibration.tables import Figures
from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks.ports.demand import FOREIGN, cargo_demand

QUOTAS, PANDEMIC = 2015, 2020
"""Spans are cut where private refiners were first let import, and end before and with the pandemic's year."""
LIMITS = (5, 95)


def spans(calibres: tuple[Calibre, ...]) -> Iterator[tuple[str, tuple[Calibre, ...], range]]:
    """Place, its ports and the years: each calibre cut at 2015, with and without 2020, and all ports together
    in years that every one of them counted alike.
    """
    told: set[tuple[str, range]] = set()
    for first, last in ((YEARS[0], QUOTAS), (QUOTAS, PANDEMIC - 1), (QUOTAS, PANDEMIC)):
        cut = [(c, range(max(first, c.years[0]), min(last, c.years[-1]) + 1)) for c in calibres]
        held = [(c, years) for c, years in cut if len(years) > 1]
        whole = [(c, years) for c, years in held if years[0] == first]
        groups: list[tuple[str, tuple[Calibre, ...], range]] = [(c.port, (c,), years) for c, years in held]
        if len(whole) == len(port_series.CALIBRES):
            groups.append((TOGETHER, tuple(c for c, _ in whole), min((y for _, y in whole), key=len)))
        for place, ports, years in groups:
            if (place, years) not in told:
                told.add((place, years))
                yield place, ports, years


def mean_growth(run: Hindcast, ports: tuple[Calibre, ...], years: range, *, boxes: bool) -> Array:
    """Mean growth a year of ports together [member], % ; each grows from what it was observed to handle."""
    start = np.array([c.levels[c.years.index(years[0])] for c in ports])
    grown = np.array([run.growth(c.port, years, boxes=boxes).sum(axis=0) for c in ports])
    total = (start[:, None] * np.exp(grown)).sum(axis=0) / start.sum()
    rates: Array = PERCENT * np.expm1(np.log(total) / (len(years) - 1))
    return rates


def variants(baseline: Baseline) -> dict[str, Hindcast]:
    """The central run under each other reading: the nation's imports in the place of the class equations;
    manufacturing outside the cities as the nation's secondary sector and not as its GDP; the berths of 2020
    all along; the GDP break of 2018 taken out of growth.
    """
    secondary = Figures("port_activity_history").series("china", "va_secondary_growth_real")
    industry = port_activity.index(np.log1p(np.array([secondary[y] for y in YEARS[1:]]) / PERCENT))
    return {
        "imports": hindcast(baseline, members=1, overrides={}, imports=True),
        "industry": hindcast(baseline, members=1, overrides={}, outer_heavy=industry),
        "berths_of_2020": hindcast(baseline, members=1, overrides={"capacity_stretch": 1e-9}),
        "break_spread": hindcast(baseline, members=1, overrides={"gdp_history_break_weight": 1.0}),
    }


def table(
    calibres: tuple[Calibre, ...], drawn: Hindcast, others: dict[str, Hindcast], *, boxes: bool = False
) -> pd.DataFrame:
    """Mean growth of each span, % a year: observed, modelled with its 90 % band, other readings."""
    rows = []
    for place, ports, years in spans(calibres):
        ends = np.array([[c.levels[c.years.index(y)] for c in ports] for y in (years[0], years[-1])]).sum(
            axis=1
        )
        modelled = mean_growth(drawn, ports, years, boxes=boxes)
        low, high = np.percentile(modelled, LIMITS)
        row = {
            "place": place,
            "from": years[0],
            "to": years[-1],
            "observed": PERCENT * np.expm1(np.log(ends[1] / ends[0]) / (len(years) - 1)),
            "modelled": modelled[0],
            "low": low,
            "high": high,
        }
        other = {name: mean_growth(run, ports, years, boxes=boxes)[0] for name, run in others.items()}
        rows.append(row | other)
    return pd.DataFrame(rows)


def contributions(calibres: tuple[Calibre, ...], drawn: Hindcast) -> pd.DataFrame:
    """Points of modelled growth a year by class, central, for each port and span."""
    rows = []
    for place, ports, years in spans(calibres):
        if len(ports) == 1:
            points = PERCENT * drawn.contributions(place, years)[:, 0]
            rows.append(
                {"place": place, "from": years[0], "to": years[-1]}
                | dict(zip(drawn.cargo, points, strict=True))
            )
    return pd.DataFrame(rows)


def imports(baseline: Baseline) -> pd.DataFrame:
    """Foreign cargo demanded by all hinterlands and the nation's imports of the class, mean growth, % a
    year.
    """
    params, weight = port_hindcast.parameters(baseline, members=1, seed=0, overrides={})
    past = port_activity.read(baseline.axes.city, weight)
    demand = np.array([cargo_demand(past.activity(y, params), params)[:, FOREIGN].sum(axis=0) for y in YEARS])
    rows = []
    for name in IMPORTS:
        k = baseline.axes.cargo.index(name)
        for first, last in ((YEARS[0], QUOTAS), (QUOTAS, YEARS[-1])):
            a, b = YEARS.index(first), YEARS.index(last)
            equation, landed = (
                PERCENT * np.expm1(np.log(of[b] / of[a]) / (last - first))
                for of in (demand[:, k, 0], past.imports[name])
            )
            rows.append({"cargo": name, "from": first, "to": last, "equation": equation, "imports": landed})
    return pd.DataFrame(rows)


def lines(calibres: tuple[Calibre, ...], drawn: Hindcast) -> pd.DataFrame:
    """Observed levels and those modelled back from the last year of each calibre, central and 90 % band; one
    row a port and year, ``calibre`` the first year of its calibre.
    """
    rows = []
    for c in calibres:
        grown = np.cumsum(drawn.growth(c.port, c.years), axis=0) if len(c.years) > 1 else np.zeros((0, 1))
        path = np.concatenate([np.zeros((1, grown.shape[1])), grown])
        levels = c.levels[-1] * np.exp(path - path[-1:])
        low, high = np.percentile(levels, LIMITS, axis=1)
        for t, year in enumerate(c.years):
            rows.append((c.port, year, c.years[0], c.levels[t], levels[t, 0], low[t], high[t]))
    return pd.DataFrame(rows, columns=["port", "year", "calibre", "observed", "modelled", "low", "high"])
