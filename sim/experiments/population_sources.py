"""Where the growth of residents comes from, and where the rest of the way to the target would have to."""

from __future__ import annotations

from dataclasses import dataclass

from sim.record import Run

LAST = 2025
PERSONS_PER_10K = 1e4


@dataclass(frozen=True)
class Sources:
    """Residents of the region at both ends and what lies between, 10k persons, central parameters.

    ``carried`` is the change from the count of 1 November to the year's end of 2020; births, deaths and net
    migration are those of 2021 to 2025.
    """

    start: float
    carried: float
    births: float
    deaths: float
    net_migration: float
    end: float
    years: int

    def missing(self, target: float) -> float:
        """Residents short of a target."""
        return target - self.end

    def migration_needed(self, target: float) -> float:
        """Net migration a year that would meet it, all else equal; children of more migrants are left out."""
        return (self.net_migration + self.missing(target)) / self.years

    def births_needed(self, target: float) -> float:
        """Births over those projected that would meet it, all else equal."""
        return 1 + self.missing(target) / self.births


def build(run: Run) -> Sources:
    """Sources of growth to 2025 of a run."""
    f, last = run.fields, run.years.index(LAST)

    def over_years(name: str) -> float:
        return float(f[name][1 : last + 1, :, 0].sum()) / PERSONS_PER_10K

    return Sources(
        start=float(f["residents"][0, :, 0].sum()),
        carried=float(f["since_census"][0, ..., 0].sum()) / PERSONS_PER_10K,
        births=over_years("births"),
        deaths=over_years("deaths"),
        net_migration=over_years("net_migration"),
        end=float(f["residents"][last, :, 0].sum()),
        years=last,
    )
