"""Indicators of people: residents by age and sex, dependency, town and village, services."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from sim.axes import Array
from sim.indicators.series import REGION, Mask, Series, ratio
from sim.record import Run

AGE_GROUPS = tuple((a, min(a + 5, 101)) for a in range(0, 90, 5))
BROAD_AGES = {
    "0-14": (0, 15),
    "15-59": (15, 60),
    "60+": (60, 101),
    "65+": (65, 101),
    "6-14": (6, 15),
    "15-17": (15, 18),
    "80+": (80, 101),
}
"""Broad ages, those of compulsory and of senior secondary school, and the oldest."""
DEPENDENT = {"Youth": np.arange(0, 15), "Old-age": np.arange(65, 101), "Total": np.r_[0:15, 65:101]}
"""Ages set against 15 to 64."""


def people(run: Run) -> Iterator[Series]:
    """Every indicator of residents that is not a registered variable."""
    f = run.fields
    counted = f["population"] / 1e4
    residents = f["residents"]
    ages = counted.sum(axis=2)  # [year, city, sex, age, member]
    yield from ratio(
        run, "Population|Rural", "10k persons", lambda m: (residents - f["urban_residents"])[:, m].sum(axis=1)
    )
    yield from ratio(
        run,
        "Urbanisation rate",
        "%",
        lambda m: 100 * f["urban_residents"][:, m].sum(axis=1) / residents[:, m].sum(axis=1),
    )
    natural = (f["births"] - f["deaths"]) / 1e4
    yield from ratio(run, "Natural increase", "10k persons", lambda m: natural[:, m].sum(axis=1))

    skill = np.sum(f["human_capital"] * residents, axis=1) / residents.sum(axis=1)
    yield Series("Human capital", "index", REGION, skill)

    served = f["service_index"]
    mean = np.sum(served * residents[0], axis=1) / residents[0].sum(axis=0)
    yield Series("Public-service index", "index", REGION, mean)  # who moves must not move it
    spread = served.std(axis=1) / served.mean(axis=1)
    yield Series("Public-service index|Dispersion", "share", REGION, spread)
    since = f["since_census"].sum(axis=(2, 3, 4)) / 1e4
    yield from ratio(
        run, "Change from the count to the year’s end", "10k persons", lambda m: since[:, m].sum(axis=1)
    )

    def of_age(start: int, stop: int, mask: Mask) -> Array:
        total: Array = ages[:, mask, :, start:stop].sum(axis=(1, 2, 3))
        return total

    def of_sex_and_age(sex: int, start: int, stop: int, mask: Mask) -> Array:
        total: Array = ages[:, mask, sex, start:stop].sum(axis=(1, 2))
        return total

    def dependency(dependent: NDArray[np.int_], mask: Mask) -> Array:
        inside = ages[:, mask].sum(axis=(1, 2))
        ratio: Array = 100 * inside[:, dependent].sum(axis=1) / inside[:, 15:65].sum(axis=1)
        return ratio

    for name, (start, stop) in BROAD_AGES.items():
        yield from ratio(run, f"Population|Age {name}", "10k persons", partial(of_age, start, stop))
    for name, dependent in DEPENDENT.items():
        yield from ratio(run, f"{name} dependency ratio", "%", partial(dependency, dependent))
    for g, sex in enumerate(("Male", "Female")):
        for start, stop in AGE_GROUPS:
            name = f"{start}-{stop - 1}" if stop < 90 else "85+"
            last = 101 if name == "85+" else stop
            yield from ratio(
                run,
                f"Population|{sex}|Age {name}",
                "10k persons",
                partial(of_sex_and_age, g, start, last),
            )
