"""Central runs of the variants of one scenario, computed together and found by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline
from sim.record import Run
from sim.scenario.scenario import Scenario
from sim.simulate import simulate_together

HEADLINES = ("GDP|Current prices", "Population", "Port throughput", "Marine GDP|Current prices")
UNITS = ("100m CNY", "10k persons", "10k tonnes", "100m CNY")


def headline_values(run: Run, at: int = -1) -> Array:
    """Regional headline indicators [headline, member] in the order of HEADLINES, of the last year or of that
    ``at`` a place among the run's years.
    """
    last = {
        name: run.fields[name][at] for name in ("gdp", "price_level", "residents", "throughput", "marine_gdp")
    }
    return np.array(
        [
            last["gdp"].sum(axis=0) * last["price_level"],
            last["residents"].sum(axis=0),
            last["throughput"].sum(axis=(0, 1)),
            last["marine_gdp"].sum(axis=0) * last["price_level"],
        ]
    )


@dataclass(frozen=True)
class CentralRuns:
    """Variants by name, and their runs as the members of one run."""

    names: tuple[str, ...]
    run: Run

    def one(self, name: str) -> Run:
        """The run of one variant."""
        at = self.names.index(name)
        fields, constants = (
            {key: values[..., at : at + 1] for key, values in part.items()}
            for part in (self.run.fields, self.run.constants)
        )
        return Run(self.run.axes, self.run.years, fields, constants)

    def headlines(self, year: int) -> dict[str, Array]:
        """Headline indicators of a year [headline] of every variant, in the order of HEADLINES."""
        return dict(zip(self.names, headline_values(self.run, self.run.years.index(year)).T, strict=True))


def central_runs(variants: Mapping[str, Scenario], baseline: Baseline) -> CentralRuns:
    """Run scenarios of one horizon."""
    return CentralRuns(tuple(variants), simulate_together(list(variants.values()), baseline))
