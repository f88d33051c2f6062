"""Where the spread of the headline outcomes comes from: parameters, drivers, or the data of 2020.

Each source is switched on alone, with the draws that it has in the whole ensemble. If sources only added up,
a member's deviation from the central run would be the sum of its deviations under each source alone. A
source's share is the covariance of its own deviation with the whole one, over the variance of the whole; what
the sum leaves over is the interaction, so that the shares and the interaction add up to one exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from sim.axes import Array
from sim.baseline import Baseline
from sim.ensemble import computed, tasks
from sim.experiments.central_runs import HEADLINES, UNITS, headline_values
from sim.indicators import REGION
from sim.outcome import Outcome
from sim.scenario.scenario import Scenario
from sim.simulate import job

INTERACTION, ALL = "interaction", "all"
COLUMNS = ["source", "target", "share", "sd", "unit", "year", "draws"]
ENOUGH = 64
"""Members that the split is made from: shares need fewer than quantiles do."""


def build(
    scenario: Scenario, baseline: Baseline, whole: Outcome, seed: int, members: int = ENOUGH
) -> pd.DataFrame:
    """Share and standard deviation by source and headline at the horizon; empty without an ensemble.

    ``whole`` is the scenario's ensemble from the same ``seed``; ``sd`` is the standard deviation under the
    source alone (for the interaction, of what the sources leave over).
    """
    members = min(members, whole.members)
    if members < 3 or len(scenario.uncertainty.sources) < 2:
        return pd.DataFrame(columns=COLUMNS)
    together = np.array([_last(whole, name, members) for name in HEADLINES])
    strays = alone(scenario, baseline, scenario.uncertainty.sources, members=members, seed=seed)
    whole_stray = together - together[:, :1]
    parts = {name: values - values[:, :1] for name, values in strays.items()}
    parts |= {INTERACTION: whole_stray - np.sum(list(parts.values()), axis=0), ALL: whole_stray}
    rows = [
        (name, target, _share(values[k, 1:], whole_stray[k, 1:]), float(np.std(values[k, 1:])), UNITS[k])
        for name, values in parts.items()
        for k, target in enumerate(HEADLINES)
    ]
    return pd.DataFrame([(*row, whole.years[-1], members - 1) for row in rows], columns=COLUMNS)


def alone(
    scenario: Scenario, baseline: Baseline, sources: Sequence[str], *, members: int, seed: int
) -> dict[str, Array]:
    """Headline outcomes of the last year [headline, member] with each source drawn alone."""
    given = []
    for source in sources:
        only = replace(scenario, uncertainty=scenario.uncertainty.only(source))
        given.append(tasks(job(only, baseline, members=members, seed=seed)))
    found = computed([task for work in given for task in work], headline_values)
    count = len(given[0])
    return {
        source: np.concatenate(found[k * count : (k + 1) * count], axis=-1)[:, :members]
        for k, source in enumerate(sources)
    }


def _last(outcome: Outcome, variable: str, members: int) -> Array:
    found = outcome.find(REGION, variable)
    if found is None:
        raise ValueError(f"'{variable}' is not reported for the region")
    return found[-1, :members]


def _share(part: Array, whole: Array) -> float:
    """Covariance with the whole over the variance of the whole."""
    apart = whole - whole.mean()
    return float(np.mean((part - part.mean()) * apart) / np.mean(apart**2))
