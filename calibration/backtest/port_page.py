"""The part of docs/backtest.md on the ports' past from the demand side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from calibration.backtest import port_history, port_means, port_series
from calibration.backtest.port_activity import YEARS
from calibration.backtest.port_hindcast import BASE
from calibration.backtest.port_history import DEMAND, OWN_PAST, RULES, SINCE, TOGETHER, TREND, YEARLY
from calibration.backtest.port_means import QUOTAS
from calibration.backtest.rules import LATELY, SHARE, UNCHANGED
from calibration.backtest.scoreboard import markdown, number
from calibration.backtest.scoring import LEVELS
from sim.baseline import Baseline

WORDS: Mapping[str, str] = {
    DEMAND: "demand side",
    OWN_PAST: "demand side, elasticity known at the origin",
    SHARE: "constant share of the nation",
    LATELY: "last five years' growth",
    TREND: "log trend",
    UNCHANGED: "growth of the origin year",
}
PLACES: Mapping[str, str] = {
    TOGETHER: "the three",
    "port_qingdao": "Qingdao",
    "port_yantai": "Yantai",
    "port_rizhao": "Rizhao",
}
AHEAD = 5
"""Years from the base to the plan's targets."""
HUNDRED_MILLION = 1e4
"""10k tonnes in 100 million tonnes."""
INTRO = """\
## The ports from the demand side

What the cities, the nation and the world did in 2010-2020 is put through the port equations of the yearly
block, and growth of throughput is compared with that observed. Nothing is fitted to it. Read with care:

- **It is a hindcast from 2020 backwards.** Hinterlands, shares of ports and rivals, foreign shares and the
  mix of cargo are those of 2020. Growth of demand is tested; who won cargo from whom is not.
- **Two parameters have seen the record**: `throughput_gdp_elasticity` was read off Qingdao in 2010-2020 and
  `ore_steel_elasticity` off the nation in 2015-2020. *Elasticity known at the origin* puts Qingdao's tonnes
  by GDP up to the origin in the place of the first; there is no such rule for the second.
- **Activity is given**, as it is to *constant share*. *Last five years* (fewer where the calibre has fewer),
  *log trend* (slope of all years of the calibre up to the origin) and *origin year* know nothing later.
- **Calibres.** Growth is taken inside one way of counting only: Qingdao 2010-2020; Yantai 2010-2017 and
  2019-2020; Rizhao 2010-2017 and 2018-2020; boxes are cut likewise. Weifang and Weihai have no series, so a
  tenth of the tonnes of 2020 and the five together are not tested. *The three* end in 2017.
- **Drivers** (`port_activity_history.csv`, `macro.csv`, mostly recalled): printed GDP of the cities, half of
  the break of 2018 taken out of 2014-2018 (drawn in the band); their secondary sector as the nation's plus
  their lead in GDP, but for five cells that were published; national GDP for zones outside; world trade,
  steel, refinery runs, gas.
- **Berths** are those of 2020 less the design capacity added since (Qingdao 7500, the rest of the group 18200
  in 2016-2020, 10k tonnes), at what the model lets new capacity handle, and the same tonnes a year before.
  How it lay between the ports is assumed, and moves boxes between them by points (*berths of 2020*).
- **Other readings** in the tables: the nation's imports in the place of the equations of ore, coal, oil, gas
  and grain from abroad; industry outside the cities as the nation's secondary sector; no berth added since;
  the whole GDP break taken out.
- **2020 was no trend year**: world trade fell and ports did not. The model leaves that fall out of its
  future; here it is in.
- **Classes cannot be tested by port.** The only figures by class, the province's first half of 2015 and
  Rizhao's group in 2019, built the base year. Equations are held against the nation's imports instead.
"""


@dataclass(frozen=True)
class Found:
    """All tables of the section; each of tonnes and of boxes where there are two."""

    spans: Mapping[str, pd.DataFrame]
    scores: Mapping[str, pd.DataFrame]
    classes: pd.DataFrame
    imports: pd.DataFrame


def find(baseline: Baseline) -> Found:
    """Run everything once."""
    past, others = port_history.runs(baseline), port_means.variants(baseline)
    spans, scores = {}, {}
    for name, indicator in (("tonnes", port_series.TONNES), ("boxes", port_series.BOXES)):
        series, boxes = port_series.read(indicator), indicator == port_series.BOXES
        spans[name] = port_means.table(series, past.drawn, others, boxes=boxes)
        scores[name] = port_history.rolling(series, past, boxes=boxes)
    classes = port_means.contributions(port_series.read(), past.drawn)
    return Found(spans, scores, classes, port_means.imports(baseline))


def scored_groups(found: Found) -> dict[str, pd.DataFrame]:
    """Scores by what is counted, place and reading, with a name for each."""
    return {
        f"{what} from the demand side, {place}, {reading}": part
        for what, table in found.scores.items()
        for (reading, place), part in table.groupby(["reading", "place"], sort=False)
    }


def frames(found: Found) -> dict[str, pd.DataFrame]:
    """All tables by name."""
    named = {f"port_{what}_spans": table for what, table in found.spans.items()}
    named |= {f"port_{what}_rolling": table for what, table in found.scores.items()}
    return named | {"port_classes": found.classes, "port_imports": found.imports}


def plain(found: Found) -> list[tuple[str, pd.DataFrame]]:
    """The tables of growth for a terminal, each with its title."""
    spans = [
        (
            f"mean growth of {what}, % a year, observed and from the demand side, inside one calibre",
            table.round(1),
        )
        for what, table in found.spans.items()
    ]
    return [
        *spans,
        ("points of modelled growth of tonnes a year, by class", found.classes.round(2)),
        ("foreign demand of the class equations and the nation's imports, % a year", found.imports.round(1)),
    ]


def spans(table: pd.DataFrame) -> str:
    """Growth of whole spans."""
    others = {
        "imports": "classes as the nation's imports",
        "industry": "outer industry below GDP",
        "berths_of_2020": "berths of 2020",
        "break_spread": "whole break",
    }
    head = ["", "years", "observed", "modelled", "90 % band", *others.values()]
    lines = [
        [
            PLACES[str(row["place"])],
            f"{row['from']}-{row['to']}",
            *(number(row[name], 1) for name in ("observed", "modelled")),
            f"{number(row['low'], 1)} to {number(row['high'], 1)}",
            *(number(row[name], 1) for name in others),
        ]
        for _, row in table.iterrows()
    ]
    return markdown(head, lines)


def by_class(table: pd.DataFrame) -> str:
    """Points by class."""
    names = [c for c in table.columns if c not in ("place", "from", "to")]
    lines = [
        [
            PLACES[str(row["place"])],
            f"{row['from']}-{row['to']}",
            number(sum(row[n] for n in names), 1),
            *(number(row[n]) for n in names),
        ]
        for _, row in table.iterrows()
    ]
    return markdown(["", "years", "modelled", *names], lines)


def landed(table: pd.DataFrame) -> str:
    """Equations against imports."""
    lines = [
        [
            str(row["cargo"]),
            f"{row['from']}-{row['to']}",
            number(row["equation"], 1),
            number(row["imports"], 1),
        ]
        for _, row in table.iterrows()
    ]
    return markdown(["class", "years", "foreign demand of the equations", "the nation's imports"], lines)


def errors(table: pd.DataFrame) -> str:
    """Mean absolute error by rule and place, of yearly growth and of the mean since the origin."""
    means = (
        table.assign(absolute=table["error"].abs()).groupby(["reading", "place", "rule"])["absolute"].mean()
    )
    keys = [(reading, place) for reading in (YEARLY, SINCE) for place in PLACES]
    head = ["rule", *(f"{PLACES[place]}, {reading}" for reading, place in keys)]
    return markdown(head, ([WORDS[rule], *(number(means[(*key, rule)]) for key in keys)] for rule in RULES))


def covered(table: pd.DataFrame) -> str:
    """How often the bands of the demand side held growth of the year, and its bias."""
    own = table[(table["rule"] == DEMAND) & (table["reading"] == YEARLY)]
    head = ["demand side, year by year", "observations", "bias", *(f"in {level} %" for level in LEVELS)]
    lines = [
        [
            PLACES[place],
            str(len(part)),
            number(part["error"].mean()),
            *(number(100 * part[f"in_{level}"].mean(), 0) for level in LEVELS),
        ]
        for place in PLACES
        for part in [own[own["place"] == place]]
    ]
    return markdown(head, lines)


def missing(table: pd.DataFrame, baseline: Baseline) -> pd.DataFrame:
    """Points a year by which the model falls short in the last span of each port, as it is and with the
    nation's imports; ``tonnes`` are those of 2020.
    """
    latest = table[table["place"].isin(baseline.axes.port)].groupby("place", sort=False).last()
    last = latest[latest["to"] == BASE]
    tonnes = dict(zip(baseline.axes.port, baseline["port_total"], strict=True))
    return pd.DataFrame(
        {
            "short": last["observed"] - last["modelled"],
            "short_of_imports": last["observed"] - last["imports"],
            "tonnes": [tonnes[str(port)] for port in last.index],
        }
    )


def says(found: Found, baseline: Baseline) -> str:
    """What history says about the model and what that means for 2025."""
    table = found.spans["tonnes"]
    short = missing(table, baseline)
    weights = short["tonnes"] / short["tonnes"].sum()
    mean, left = (float((short[name] * weights).sum()) for name in ("short", "short_of_imports"))
    together = table[table["place"] == TOGETHER].set_index("from")
    gaps = together["observed"] - together["modelled"]
    low, high = sorted((float(gaps[QUOTAS]), mean))
    region = float(baseline["port_total"].sum())
    tonnes = [region * ((1 + points / 100) ** AHEAD - 1) / HUNDRED_MILLION for points in (low, high)]
    rows = [
        [PLACES[str(port)], number(row["short"], 1), number(row["short_of_imports"], 1)]
        for port, row in short.iterrows()
    ]
    rows.append(["the three, by tonnes of 2020", number(mean, 1), number(left, 1)])
    head = ["last span to 2020", "short, points a year", "short with the nation's imports"]
    return markdown(head, rows) + SAYS.format(
        first=number(float(gaps[YEARS[0]]), 1),
        second=number(float(gaps[QUOTAS]), 1),
        low=number(low, 1),
        high=number(high, 1),
        low_tonnes=number(tonnes[0], 1),
        high_tonnes=number(tonnes[1], 1),
        left=number(left, 1),
        over=number(float((together["imports"] - together["observed"])[QUOTAS]), 1),
    )


SAYS = """
**The demand side is too slow.** For the three together it was {first} points a year short in 2010-2015
and {second} in 2015-2017; in the last span of each port the gap is that of the table. Nothing was tuned
to it. Likely causes, none of them a driver of the model:

- *Crude of private refiners.* They were first let import in 2015; in the first half of 2016 those of
  Shandong landed 15.6 million tonnes, 70 % of the province's crude. The oil equation follows what
  refineries run, and the nation's imports grew twice as fast. Most of Qingdao's gap goes when imports
  take its place. Part of that crude took the place of fuel oil that had come by sea as well.
- *Ore in 2010-2015.* Imports grew by 9 % a year as foreign ore drove out domestic; the elasticity to
  steel, measured on 2015-2020, has 4 %. That was over by 2017.
- *Hinterland won.* The railway from Watang to Rizhao carried 19.9 million tonnes in 2017 and 73.9 in
  2020, not all of it to Rizhao: at most 4.5 points of Rizhao's growth a year in 2018-2020. A steelworks
  of 8.1 million tonnes of iron began there from the end of 2017: at most 1.5 points. Bauxite from
  Guinea began to land at Yantai in 2015 (recalled, confidence=medium).
- *Boxes.* Qingdao's relayed boxes and Rizhao's first coastal lines grew without trade of their own
  behind them; and world trade fell in 2020 while boxes did not.
- *Reporting.* Yantai and Rizhao are port groups until 2017: terminals that joined a group count as
  growth.

**For 2025.** Were the past shortfall to go on, the base would be {low} to {high} points a year too low,
{low_tonnes} to {high_tonnes} hundred million tonnes of the five in 2025. It should not simply be added.
The quotas came once, the change of ore is over, the railway fills towards a limit, and what one port
won some rival lost and can win back. With imports in the place of the class equations {left} points
remain, and the three of 2015-2017 are overshot by {over}. The bands of yearly growth are far too narrow
for a single port (below): they hold errors of parameters, and none of hinterlands or of single works. A
verdict on a target that hangs on a few hundredths of a hundred million tonnes is not supported by this
record.
"""


def text(baseline: Baseline) -> str:
    """The whole section."""
    found = find(baseline)
    parts = [INTRO, "![Throughput of three ports, observed and modelled](images/port_demand_history.png)\n"]
    for name, title in (("tonnes", "Tonnes"), ("boxes", "Boxes (TEU)")):
        parts += [f"### {title}: mean growth, % a year\n", spans(found.spans[name])]
    parts += ["### Points of modelled growth by class\n", by_class(found.classes)]
    parts += ["### Class equations and the nation's imports, % a year\n", landed(found.imports)]
    parts += ["### What history says about the model\n", says(found, baseline)]
    for name, title in (("tonnes", "Tonnes"), ("boxes", "Boxes")):
        head = f"### {title}: mean absolute error from origins 2013-2018, points of yearly growth\n"
        parts += [head, errors(found.scores[name]), covered(found.scores[name])]
    return "\n".join(parts)
