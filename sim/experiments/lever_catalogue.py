"""Every lever of the register with what it does: alone, within a scenario, and added up by grade.

Grade C is never ranked with the others and never enters the headline. What it adds to A and B is shown as it
is, and cut to ``grade_c_cap`` of what A and B add, target by target: levers without a measured size may not
decide a total.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline
from sim.experiments.central_runs import HEADLINES, UNITS, headline_values
from sim.experiments.lever_effects import cut_down
from sim.experiments.lever_table import indicator_of, regional
from sim.parameters import register as parameters
from sim.scenario.lever_rows import rows
from sim.scenario.lever_values import Setting
from sim.scenario.measures import carried, dated, excused
from sim.scenario.scenario import Scenario, date
from sim.simulate import simulate, simulate_together

Plain: TypeAlias = dict[str, object]
"""What JSON can hold."""

CAP = "grade_c_cap"
BAND = (0.05, 0.95)


@dataclass(frozen=True)
class Moved:
    """What a scenario sets of one lever: its value, if any, and the openings that it moves."""

    setting: Setting | None
    openings: Mapping[str, float]

    def __bool__(self) -> bool:
        return self.setting is not None or bool(self.openings)


def capped(added: Array, founded: Array, share: float) -> Array:
    """What grade C adds, cut to a share of the size of what the founded grades add; the sign stays."""
    cut: Array = np.sign(added) * np.minimum(np.abs(added), share * np.abs(founded))
    return cut


def sums(founded_a: Array, founded_ab: Array, everything: Array, share: float) -> dict[str, Array]:
    """Totals by grade from the effects of A, of A and B, and of all levers, each [target, member]."""
    of_c = everything - founded_ab
    cut = capped(of_c, founded_ab, share)
    return {
        "A": founded_a,
        "B adds": founded_ab - founded_a,
        "A+B": founded_ab,
        "C adds": of_c,
        "C adds, capped": cut,
        "A+B+C": everything,
        "A+B+C, capped": founded_ab + cut,
    }


def moved_by(scenario: Scenario, base: Scenario, lever: str, projects: Iterable[str]) -> Moved:
    """What of a lever the scenario sets otherwise than the base."""
    openings = {p: scenario.projects[p] for p in projects if scenario.projects[p] != base.projects[p]}
    return Moved(scenario.levers.get(lever), openings)


def alone(base: Scenario, lever: str, moved: Moved) -> Scenario:
    """The base with one lever as the scenario sets it."""
    levers = {} if moved.setting is None else {lever: moved.setting}
    return replace(base, levers=levers, projects={**base.projects, **moved.openings})


def without(scenario: Scenario, base: Scenario, lever: str, moved: Moved) -> Scenario:
    """The scenario with one lever as the base has it."""
    kept = {name: setting for name, setting in scenario.levers.items() if name != lever}
    openings = {name: base.projects[name] for name in moved.openings}
    return replace(scenario, levers=kept, projects={**scenario.projects, **openings})


def never_opened(base: Scenario, lines: Iterable[str]) -> Scenario:
    """The base without some of its dated projects."""
    return replace(base, projects={**base.projects, **dict.fromkeys(lines, math.inf)})


def build(
    scenario: Scenario, base: Scenario, baseline: Baseline, *, live: Collection[str], members: int
) -> Plain:
    """All levers of the register under a scenario, as plain data that JSON can hold.

    Each row of ``lever_rows.rows`` has besides what the scenario sets (``setting``, ``openings`` that differ
    from the base) and, where it sets something, the effect on the lever's own indicator and on the headline
    targets: ``alone`` against the base, ``within`` as what the scenario would lose without it. A lever that
    carries dated projects has ``base_openings``: what those give that open in the base, against none of them.

    Args:
        scenario: sets the levers whose effects are computed.
        base: what it is held against, with the same horizon and drivers.
        baseline: the built baseline.
        live: levers that some block reads.
        members: members of the ensembles behind the bands of the totals; 2 or fewer give none.
    """
    register = scenario.registers.levers
    projects = dated(scenario.registers.projects, carried())
    moves = {name: moved_by(scenario, base, name, projects.get(name, ())) for name in register}
    active = [name for name, moved in moves.items() if moved]
    variants = [
        base,
        scenario,
        *(alone(base, name, moves[name]) for name in active),
        *(without(scenario, base, name, moves[name]) for name in active),
        *(never_opened(base, lines) for lines in projects.values()),
    ]
    run = simulate_together(variants, baseline)
    headlines, indicators = headline_values(run), regional(run)
    effects: dict[str, Plain] = {name: {} for name in register}
    for k, name in enumerate(active, start=2):
        chosen = indicator_of(register[name], indicators)
        unit, values = indicators[chosen]
        effects[name] = {
            "indicator_effect": {
                "variable": chosen,
                "unit": unit,
                "base": float(values[0]),
                "effect": float(values[k] - values[0]),
            },
            "alone": _by_target(headlines[:, k] - headlines[:, 0]),
            "within": _by_target(headlines[:, 1] - headlines[:, k + len(active)]),
        }
    for k, name in enumerate(projects, start=2 + 2 * len(active)):
        effects[name]["base_openings"] = _by_target(headlines[:, 0] - headlines[:, k])
    return {
        "scenario": scenario.name,
        "base": base.name,
        "year": scenario.horizon,
        "members": members,
        "targets": dict(zip(HEADLINES, UNITS, strict=True)),
        "cap": parameters()[CAP].value,
        "levers": [
            {
                **row,
                "setting": moves[name].setting,
                "openings": [
                    {
                        "project": line,
                        "label_zh": scenario.registers.projects[line].label_zh,
                        "opens": date(opens),
                    }
                    for line, opens in moves[name].openings.items()
                ],
                **effects[name],
            }
            for name, row in zip(register, rows(register, live), strict=True)
        ],
        "totals": totals(scenario, base, baseline, members=members),
        "excused": excused(),
    }


def totals(scenario: Scenario, base: Scenario, baseline: Baseline, *, members: int) -> list[Plain]:
    """Effects of the levers of each grade together on the headline targets, with bands over the members."""
    variants = [base, *(cut_down(scenario, base, grades) for grades in ("A", "AB")), scenario]
    seed = scenario.uncertainty.seed or 0
    start, *ends = (headline_values(simulate(v, baseline, members=members, seed=seed)) for v in variants)
    strong, founded, everything = (end - start for end in ends)
    found: list[Plain] = []
    for name, effect in sums(strong, founded, everything, parameters()[CAP].value).items():
        low, high = np.quantile(effect[:, 1:], BAND, axis=1) if members > 2 else (None, None)
        found += [
            {
                "grades": name,
                "target": target,
                "unit": unit,
                "effect": float(effect[k, 0]),
                "p05": None if low is None else float(low[k]),
                "p95": None if high is None else float(high[k]),
            }
            for k, (target, unit) in enumerate(zip(HEADLINES, UNITS, strict=True))
        ]
    return found


def _by_target(values: Array) -> dict[str, float]:
    return {target: float(value) for target, value in zip(HEADLINES, values, strict=True)}
