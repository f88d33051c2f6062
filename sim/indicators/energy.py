"""Indicators of energy, carbon and air that are no sums: intensities, the clean share, means over cities."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sim.axes import Array
from sim.indicators.series import REGION, Mask, Series, ratio
from sim.record import Run
from sim.variables import register


def per_output(used: Array, output: Array, mask: Mask) -> Array:
    """Tonnes per 10k CNY [year, member] of ``used`` million tonnes and ``output`` of 100m CNY by city."""
    intensity: Array = 100 * used[:, mask].sum(axis=1) / output[:, mask].sum(axis=1)
    return intensity


def energy(run: Run) -> Iterator[Series]:
    """Every indicator of energy and air that is not a registered variable.

    The air of the region is the plain mean of its cities, as the statistics of the region give it.
    """
    f = run.fields
    gdp, clean = f["gdp"], f["clean_generation"].sum(axis=2)
    for name, unit, field in (
        ("Energy intensity", "tce per 10k CNY 2020", "energy_use"),
        ("CO2 intensity", "t per 10k CNY 2020", "co2_emissions"),
    ):
        yield from ratio(run, name, unit, partial(per_output, f[field], gdp))
    yield from ratio(
        run,
        "Clean share of power use",
        "%",
        lambda m: 100 * clean[:, m].sum(axis=1) / f["power_use"][:, m].sum(axis=1),
    )
    nuclear = f["clean_capacity"][:, :, run.axes.technology.index("nuclear")]
    since = nuclear - nuclear[0]
    yield from ratio(run, "Nuclear capacity since 2020", "GW", lambda m: since[:, m].sum(axis=1))
    for field in ("pm25", "good_air_days", "precursor_emissions"):
        entry = register()[field]
        yield Series(entry.variable, entry.reported_unit, REGION, f[field].mean(axis=1) * entry.scale)
