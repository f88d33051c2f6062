"""What is compared: scenarios with their results, the series that are kept of each, the years they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import pandas as pd

from sim.outcome import Outcome
from sim.report.labels import ids, region
from sim.report.scenario_names import short
from sim.report.view import bracket
from sim.scenario.scenario import Scenario
from sim.targets import register

HEADLINES = ("GDP", "Population", "Port throughput", "Marine GDP")
"""Indicators that are shown by place and by year, each in charts of its own."""

VARIABLES = (
    *HEADLINES,
    "GDP|Current prices",
    "Marine GDP|Current prices",
    "GDP per capita",
    "R&D spending",
    "New-economy share",
    "Employment",
    "Investment",
    "Population|Urban core",
    "Net migration",
    "Port containers",
    "Trade volume",
    "CO2 emissions",
)
"""Indicators of the tidy table of differences, by place where they are reported by place."""

BY_YEAR = (*HEADLINES, "GDP per capita", "R&D spending")
"""Indicators of the region that stand side by side year by year."""

FEW = 6
"""Scenarios that share a panel and have a colour each; more of them get a panel or a row each."""


@dataclass(frozen=True)
class Compared:
    """One scenario with its long results table, its target table and its members.

    ``outcome`` needs no more than the series that ``kept`` leaves; ``seed`` is that of its draws.
    """

    scenario: Scenario
    frame: pd.DataFrame
    targets: pd.DataFrame
    outcome: Outcome
    seed: int = 0


def places(variable: str) -> tuple[str, ...]:
    """The region, then the places that an indicator is reported for: ports or cities."""
    return (region(), *ids("port" if variable.startswith("Port ") else "city"))


@cache
def series() -> tuple[tuple[str, str], ...]:
    """Region and variable of all series that a comparison reads: its indicators, then those of targets."""
    shown = [(place, variable) for variable in VARIABLES for place in places(variable)]
    judged = [(target.region, target.variable) for target in register() if target.modelled_now]
    return tuple(dict.fromkeys([*shown, *judged]))


def kept(outcome: Outcome) -> Outcome:
    """The members of an outcome for the series that a comparison reads, in their order there; many
    scenarios then fit into memory.
    """
    wanted = set(series())
    at = [k for k, (place, variable, _) in enumerate(outcome.names) if (place, variable) in wanted]
    return replace(outcome, names=tuple(outcome.names[k] for k in at), values=outcome.values[at])


def names(scenarios: Sequence[Compared]) -> tuple[str, ...]:
    """A name for each scenario; one that comes again gets a number in brackets."""
    found: list[str] = []
    for each in scenarios:
        name, count = each.scenario.name, 2
        while name in found:
            name, count = f"{each.scenario.name} ({count})", count + 1
        found.append(name)
    return tuple(found)


def labels(scenarios: Sequence[Compared], lang: str) -> tuple[str, ...]:
    """A short title for each scenario; titles that come more than once have the name behind them."""
    found = [short(each.scenario, lang) for each in scenarios]
    twins = {title for title in found if found.count(title) > 1}
    return tuple(
        f"{title}{bracket(name, lang)}" if title in twins else title
        for title, name in zip(found, names(scenarios), strict=True)
    )


def years(scenarios: Sequence[Compared]) -> tuple[int, ...]:
    """Years that all scenarios have."""
    shared = set.intersection(*(set(each.outcome.years) for each in scenarios))
    return tuple(sorted(shared))


def same_draws(one: Compared, other: Compared) -> bool:
    """Whether draw i of one scenario is draw i of the other: the same seed, and the same sources drawn in
    the same way.
    """
    drawn = [
        (each.seed, u.parameters, u.drivers, u.base_data)
        for each in (one, other)
        for u in (each.scenario.uncertainty,)
    ]
    return drawn[0] == drawn[1]
