"""Every live lever at its plan value, alone and within the plan: what it does to its own indicator and to
GDP.
"""

from __future__ import annotations

import math
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline
from sim.indicators import REGION, series
from sim.record import Run
from sim.results import english_labels
from sim.scenario.levers import Lever
from sim.scenario.scenario import Scenario
from sim.simulate import simulate_together

GDP = "GDP"


@dataclass(frozen=True)
class LeverEffect:
    """One lever at its plan value against the base, in the last year.

    ``indicator`` is the first of the lever's indicators that the model reports, with its ``unit``; effects
    are differences from the base, ``*_percent`` relative ones. ``elasticity`` is that of GDP to the indicator
    (NaN where the indicator is GDP itself or does not move). ``gdp_within`` is what the whole plan would lose
    of GDP without the lever: where it differs from ``gdp_effect``, levers share a friction or need each
    other. ``neutral_is_nothing`` says that the neutral value gives the base to the last bit.
    """

    lever: Lever
    setting: object
    neutral_is_nothing: bool
    indicator: str
    unit: str
    effect: float
    effect_percent: float
    gdp_effect: float
    gdp_percent: float
    gdp_within: float
    elasticity: float


def build(base: Scenario, plan: Scenario, baseline: Baseline) -> list[LeverEffect]:
    """Effects of the plan's levers one by one, in the order of the register."""
    names = [name for name in base.registers.levers if name in plan.levers]
    known = base.registers.levers
    neutral = {
        name: replace(base, levers={} if math.isnan(known[name].neutral) else {name: known[name].neutral})
        for name in names
    }
    planned = [replace(base, levers={name: plan.levers[name]}) for name in names]
    without = [replace(plan, levers={k: v for k, v in plan.levers.items() if k != name}) for name in names]
    run = simulate_together([base, *neutral.values(), *planned, plan, *without], baseline)
    reported = regional(run)
    whole = 1 + 2 * len(names)
    gdp = reported[GDP][1]
    return [
        _effect(
            known[name],
            plan.levers[name],
            same(run, 1 + k),
            {
                indicator: (unit, values[[0, 1 + len(names) + k]])
                for indicator, (unit, values) in reported.items()
            },
            float(gdp[whole] - gdp[whole + 1 + k]),
        )
        for k, name in enumerate(names)
    ]


def regional(run: Run) -> dict[str, tuple[str, Array]]:
    """Unit and last year's value [member] of every indicator of the region, by name."""
    return {s.variable: (s.unit, s.values[-1]) for s in series(run, english_labels()) if s.region == REGION}


def indicator_of(lever: Lever, reported: Container[str]) -> str:
    """The lever's own indicator: the first that its register row names and the model reports, or GDP."""
    names = [name.strip() for name in lever.indicator.split(";")]
    return next((name for name in names if name in reported), GDP)


def same(run: Run, member: int) -> bool:
    """Whether a member equals the first one in every field, to the last bit."""
    return all(
        np.array_equal(values[..., 0], values[..., member], equal_nan=True) for values in run.fields.values()
    )


def _effect(
    lever: Lever, setting: object, neutral: bool, pairs: Mapping[str, tuple[str, Array]], within: float
) -> LeverEffect:
    """``pairs`` holds base and lever by indicator."""
    indicator = indicator_of(lever, pairs)
    unit, (start, end) = pairs[indicator]
    _, (gdp_start, gdp_end) = pairs[GDP]
    moved = start > 0 and end > 0 and start != end and indicator != GDP
    return LeverEffect(
        lever=lever,
        setting=setting,
        neutral_is_nothing=neutral,
        indicator=indicator,
        unit=unit,
        effect=float(end - start),
        effect_percent=100 * float(end / start - 1) if start else math.nan,
        gdp_effect=float(gdp_end - gdp_start),
        gdp_percent=100 * float(gdp_end / gdp_start - 1),
        gdp_within=within,
        elasticity=math.log(gdp_end / gdp_start) / math.log(end / start) if moved else math.nan,
    )
