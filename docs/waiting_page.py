"""Parts of the page on waiting in the ports; `docs/build_reference.py` prints it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import pandas as pd

from calibration.ports import simulated
from calibration.ports.waiting import Z90, held, response
from sim.baseline import load
from sim.paths import PORT_YEARS

Table = Callable[[Sequence[str], Iterable[Sequence[object]]], str]
WORST = 10

INTRO = """\
The yearly model waits, hours before berthing over hours of a stay,

    floor + level / n · u^(exponent · (√(2(n+1)) − 1)) / (1 − u)

with n berth equivalents and occupancy u as it counts them. The constants are fitted to {fitted} points of
load and berths, {years} simulated years at each; below stand {held} points that the fit did not see. Bands
are 95 % over replications: chance within a year, nothing else. Equations and method:
[ports](../equations/ports.md), [one port ship by ship](../equations/ports_simulation.md).
"""
CONSTANTS = """\
u and n are those of 2020. *Range* is the factor either way that the tables carry as their 90 % range: 1.645
standard deviations of ln(fitted / simulated) over the points not seen.
"""
HELD = """\
Columns: berths and cargo over those of 2020. In brackets, half of the band over the simulated wait. What is
left is mostly the rounding of berths: simulated terminals have whole berths by size, and one more or less for
the largest ships can halve or double a wait; the fitted curve lies between such steps.
"""


def fitted() -> tuple[pd.DataFrame, pd.DataFrame]:
    """The constants by port and class, and the held-out points with the fitted wait beside the simulated."""
    built, points = load(), pd.read_csv(PORT_YEARS / simulated.TABLE)
    hours = built["port_service_hours"]
    found = response(points, hours)
    others = held(points, hours, found)
    cells = pd.DataFrame(
        [
            {
                "port": port.removeprefix("port_"),
                "class": cargo,
                "u": built["port_throughput"][p, k] / built["port_service_capacity"][p, k],
                "n": built["port_berths"][p, k],
                "hours": hours[p, k],
                "floor": found.floor[p, k],
                "level": found.level[p, k],
                "exponent": found.exponent[p, k],
                "range": np.exp(Z90 * found.error[p, k]),
            }
            for p, port in enumerate(built.axes.port)
            for k, cargo in enumerate(built.axes.cargo)
        ]
    )
    others["port"] = others["port"].str.removeprefix("port_")
    others["ratio"] = others["fitted_wait"] / others["wait"]
    others["half"] = (others["high"] - others["low"]) / 2.0 / others["wait"]
    return cells, others


def parts(table: Table) -> list[str]:
    """Constants, held-out points and the worst of them."""
    cells, others = fitted()
    points = pd.read_csv(PORT_YEARS / simulated.TABLE)
    years = sorted(set(points["replications"]))
    intro = INTRO.format(
        fitted=len(simulated.FITTED),
        held=len(simulated.HELD_OUT),
        years=f"{years[0]} to {years[-1]}",
    )
    constants = [
        (
            row["port"],
            row["class"],
            *(f"{row[name]:.2f}" for name in ("u", "n")),
            f"{row['hours']:.1f}",
            f"{row['floor']:.3f}",
            *(f"{row[name]:.2f}" for name in ("level", "exponent", "range")),
        )
        for _, row in cells.iterrows()
    ]
    spots = [f"{berths:g} / {cargo:g}" for berths, cargo in simulated.HELD_OUT]
    lines = []
    for (port, cargo), mine in others.groupby(["port", "cargo"], sort=False):
        found = (f"{row['ratio']:.2f} (±{row['half']:.0%})" for _, row in mine.iterrows())
        lines.append((port, cargo, *found))
    off = others.assign(off=np.abs(np.log(others["ratio"]))).sort_values("off", ascending=False)
    worst = [
        (
            row["port"],
            row["cargo"],
            f"{row['berth_factor']:g} / {row['load']:g}",
            f"{row['wait']:.1f}",
            f"{row['fitted_wait']:.1f}",
            f"{row['ratio']:.2f}",
        )
        for _, row in off.head(WORST).iterrows()
    ]
    logs = np.log(others["ratio"])
    within = [
        f"{(np.abs(logs) <= np.log(1 + share)).mean():.0%} within {share:.0%}" for share in (0.15, 0.3, 0.5)
    ]
    total = (
        f"Of {len(others)} such points, fitted over simulated is {', '.join(within)} either way; "
        f"geometric mean {np.exp(logs.mean()):.2f}.\n"
    )
    return [
        intro,
        "## Constants\n",
        CONSTANTS,
        table(("port", "class", "u", "n", "hours", "floor", "level", "exponent", "range"), constants),
        "## Fitted over simulated where the fit did not look\n",
        HELD,
        total,
        table(("port", "class", *spots), lines),
        "## The worst cells\n",
        table(("port", "class", "berths / cargo", "simulated, h", "fitted, h", "ratio"), worst),
    ]
