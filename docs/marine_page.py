"""The page of numbers on the marine target: what history says, what each industry would have to give, and the
account of 2020 in the later classification.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np

from calibration.marine_reform import reclassified
from calibration.tables import Figures
from sim.axes import CHUNK, Array
from sim.baseline import load
from sim.needed_growth import alone, common_extra, level
from sim.paths import SCENARIOS
from sim.record import Run
from sim.results import english_labels
from sim.scenario.loading import validate
from sim.scenario.scenario import Scenario
from sim.simulate import simulate
from sim.targets import register as targets
from sim.year import LIVE_LEVERS

Table = Callable[[Sequence[str], Iterable[Sequence[object]]], str]
YEARS = 5
ELASTICITY = "tourism_income_elasticity"

PAST = (
    ("shandong", "marine_gdp", 2015, 2020, "as first published; two calibres"),
    ("shandong", "marine_gdp", 2015, 2019, "as first published"),
    ("china", "marine_gdp", 2016, 2019, "as first published"),
    ("qingdao", "marine_gdp", 2015, 2020, "2015 is a lower bound, 2020 recalled"),
    ("weihai", "marine_gdp", 2015, 2020, "2015 derived from the growth that the city reports"),
)
PAST_INTRO = """\
Growth a year of published marine GDP, current prices. The target of 1.5 trillion yuan is {nominal:.1f} % a
year from 2020, of which prices give {prices:.1f} and the return of 2020's idle capacity {rebound:.1f}; what
is left is {needed:.1f} % of real growth a year from the usual level of 2020.
"""
PAST_NOTE = """\
The nation's industries, at the growth of usual years, would bring the region's mix to {usual:.0f} at 2020
prices; the target is {wanted:.0f}. So the target asks for the nation's growth of before the pandemic, for
five years, from a coast that by its own published figures grew at {past:.1f} % in current prices, a fall of
2020 included. The cities' own accounts grew far faster than their province's: they cannot all be right.
"""
NEEDED_INTRO = """\
Value added at 2020 prices, 100m CNY, region; growth in % a year from the usual level of 2020. Usual growth is
that of the nation before 2020. "Needed" adds the same points to every industry's usual growth until the sum
meets the target. The last column is the growth at which an industry alone would fill what the base lacks,
the others as in the base. Bands: {members} members, priors of parameters, 90 %.
"""
NEEDED_NOTE = """\
The model's industries grow with what drives them, not with their own past: a rank of growth between
industries that history has and the model has not (salt falls, oil and gas rise) is a limit of the model.
"""
TOURISM_INTRO = """\
Marine GDP of 2025 at current prices, 100m CNY, by the income elasticity of visitors' spending alone; the
register has 0.8 to 2.5. The target is 15000: whether the plan's central run meets it hangs on this parameter.
"""
REFORM_INTRO = """\
**Illustration with hindsight and judged shares; no headline rests on it.** The plan's 915 billion yuan and
its target stand on GB/T 20794-2006. The standard of December 2021 shows new industries and splits both
layers; no account of Shandong on it was known by mid-2021. Value added of 2020, 100m CNY, with low and high
of each share taken alone. What tourism loses is no longer marine.
"""


def scenario(name: str, **parameters: float) -> Scenario:
    """One of the project's scenarios, with parameters of its own."""
    found = validate(SCENARIOS / f"{name}.yaml", live_levers=LIVE_LEVERS, live_projects=load().axes.line)
    return replace(found, parameters={**found.parameters, **parameters})


def industries(run: Run, member: slice = slice(0, 1)) -> Array:
    """Regional value added by industry in the target's year [marine, member]."""
    last: Array = run.fields["marine_value_added"][YEARS, ..., member].sum(axis=0)
    return last


def rate(first: Array, last: Array) -> Array:
    """Growth, % a year."""
    growth: Array = 100 * ((last / first) ** (1 / YEARS) - 1)
    return growth


def goal() -> float:
    """The marine target, 100m CNY at current prices."""
    return next(t.target for t in targets() if t.target_id == "T004")


def past(table: Table, runs: dict[str, Run]) -> str:
    """Published growth against what the target asks."""
    figures = Figures("marine")
    nation = Figures("marine_industries")
    lines = []
    for area, name, first, last, note in PAST:
        source = nation if area == "china" and first < 2020 else figures
        ends = [source.value(area, name, year) for year in (first, last)]
        grown = 100 * ((ends[1] / ends[0]) ** (1 / (last - first)) - 1)
        lines.append((area, f"{first}-{last}", f"{ends[0]:.0f}", f"{ends[1]:.0f}", f"{grown:.1f}", note))
    base = runs["base"]
    start, usual = usual_2020(base)
    prices = float(base.fields["price_level"][YEARS, 0])
    wanted = goal() / prices
    actual = float(base.fields["marine_gdp"][0, :, 0].sum())
    facts = {
        "nominal": 100 * ((goal() / actual) ** (1 / YEARS) - 1),
        "prices": 100 * (prices ** (1 / YEARS) - 1),
        "rebound": 100 * ((start.sum() / actual) ** (1 / YEARS) - 1),
        "needed": 100 * ((wanted / start.sum()) ** (1 / YEARS) - 1),
        "usual": float(level(start, usual / 100, YEARS).sum()),
        "wanted": wanted,
        "past": float(lines[0][4]),
    }
    columns = ("area", "years", "first", "last", "% a year", "note")
    return "\n".join(
        [
            "## What history says\n",
            PAST_INTRO.format(**facts),
            table(columns, lines),
            PAST_NOTE.format(**facts),
        ]
    )


def usual_2020(run: Run) -> tuple[Array, Array]:
    """Usual level of 2020 [marine], 100m CNY, and the nation's usual growth [marine], % a year."""
    cells = run.fields["marine_value_added"][0, ..., 0].sum(axis=0)
    return cells / load()["marine_utilisation"], load()["marine_usual_growth"]


def needed(table: Table, runs: dict[str, Run]) -> str:
    """Industry by industry: past, base, plan, and what the target would ask."""
    start, usual = usual_2020(runs["base"])
    prices = float(runs["base"].fields["price_level"][YEARS, 0])
    wanted = goal() / prices
    extra = 100 * common_extra(start, usual / 100, YEARS, wanted)
    members = 4 * CHUNK
    drawn = {
        name: simulate(
            replace(one := scenario(name), uncertainty=replace(one.uncertainty, parameters="prior")),
            load(),
            members=members,
        )
        for name in runs
    }
    bands = {name: np.percentile(rates_of(run), (5, 95), axis=-1) for name, run in drawn.items()}
    base = industries(runs["base"])[:, 0]
    single = 100 * alone(base.sum() - base, start, YEARS, wanted)
    labels = english_labels()["marine"]
    lines = []
    for k in np.argsort(-start):
        growth = {name: float(rate(start[k], industries(run)[k, 0])) for name, run in runs.items()}
        lines.append(
            (
                labels[load().axes.marine[k]],
                f"{start[k]:.0f}",
                f"{usual[k]:+.1f}",
                *(
                    text
                    for name in runs
                    for text in (
                        f"{industries(runs[name])[k, 0]:.0f}",
                        f"{growth[name]:+.1f} ({bands[name][0][k]:+.1f} to {bands[name][1][k]:+.1f})",
                    )
                ),
                f"{usual[k] + extra:+.1f}",
                f"{single[k]:+.1f}",
            )
        )
    whole = {name: industries(run).sum() for name, run in runs.items()}
    lines.append(
        (
            "all",
            f"{start.sum():.0f}",
            f"{rate(start.sum(), level(start, usual / 100, YEARS).sum()):+.1f}",
            *(t for v in whole.values() for t in (f"{v:.0f}", f"{rate(start.sum(), v):+.1f}")),
            f"{rate(start.sum(), np.asarray(wanted)):+.1f}",
            "",
        )
    )
    columns = (
        "industry",
        "usual 2020",
        "usual growth",
        "base 2025",
        "base growth",
        "plan 2025",
        "plan growth",
        "needed",
        "alone",
    )
    return "\n".join(
        [
            "## What each industry would have to give\n",
            NEEDED_INTRO.format(members=members),
            table(columns, lines),
            NEEDED_NOTE,
        ]
    )


def rates_of(run: Run) -> Array:
    """Growth by industry and member [marine, member], each from its own level of 2020."""
    first = run.fields["marine_value_added"][0].sum(axis=0) / run.fields["marine_utilisation"][0]
    return rate(first[:, 1:], industries(run, slice(1, None)))


def tourism(table: Table) -> str:
    """The target's dependence on one elasticity."""
    lines = []
    for value in (0.8, 1.0, 1.4, 2.5):
        found = [simulate(scenario(name, **{ELASTICITY: value}), load()) for name in ("base", "plan")]
        sums = [float(industries(run).sum() * run.fields["price_level"][YEARS, 0]) for run in found]
        lines.append((f"{value:g}", *(f"{v:.0f}" for v in sums)))
    return "\n".join(
        [
            "## How much hangs on visitors\n",
            TOURISM_INTRO,
            table((f"`{ELASTICITY}`", "base", "plan"), lines),
        ]
    )


def reform(table: Table) -> str:
    """The account of 2020 in the later classification."""
    cells = load()["marine_value_added"].sum(axis=0)
    found = reclassified(cells, load().axes.marine)
    lines = [
        (row.new_en, row.new_zh, f"{row.value:.0f}", f"{row.low:.0f}", f"{row.high:.0f}")
        for row in found.itertuples()
    ]
    lines.append(("all that is still marine", "合计", f"{found['value'].sum():.0f}", "", ""))
    return "\n".join(
        [
            "## The account of 2020 in the classification of 2021\n",
            REFORM_INTRO,
            table(("industry", "中文", "2020", "low", "high"), lines),
        ]
    )


def parts(table: Table) -> list[str]:
    """All parts of the page."""
    runs = {name: simulate(scenario(name), load()) for name in ("base", "plan")}
    return [past(table, runs), needed(table, runs), tourism(table), reform(table)]
