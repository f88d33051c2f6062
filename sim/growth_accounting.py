"""Growth accounting: each year's change of GDP as an exact sum of its causes.

Within a sector the log change of value added is a sum by construction; across sectors the logarithmic mean of
this and last year's value added turns logs into amounts without a remainder (Montgomery-Vartia, the additive
LMDI of Ang 2004).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.axes import Array

CAUSES = (
    "Capital",
    "Labour",
    "Human capital",
    "Reallocation",
    "R&D",
    "Access",
    "Public capital",
    "Digital and services",
    "Catch-up",
    "Trade and opening",
    "Resources",
    "Environment",
    "Productivity trend",
    "Utilisation",
    "Demand",
)


def logarithmic_mean(a: Array, b: Array) -> Array:
    """(a - b) / ln(a / b) for positive arrays; a where both are equal."""
    ratio = a / b
    same = np.abs(ratio - 1) < 1e-9
    return np.where(same, (a + b) / 2, (a - b) / np.where(same, 1.0, np.log(ratio)))


def contributions(fields: Mapping[str, Array], capital_share: Array) -> dict[str, Array]:
    """Amount of GDP change by cause [year 1.., city, member], 100m CNY 2020; they add up
    to the change of GDP.

    ``fields`` holds arrays [year, ...] whose first year is the base year; ``capital_share`` [sector, member].
    """
    value_added = fields["value_added"]
    weight = logarithmic_mean(value_added[1:], value_added[:-1])
    labour_share = 1 - capital_share

    def change(values: Array) -> Array:
        return np.diff(np.log(values), axis=0)

    def by_city(name: str) -> Array:
        return change(fields[name])[:, :, None]

    workers = change(fields["employment"])
    all_workers = change(fields["employment"].sum(axis=2))[:, :, None]
    logs = {
        "Capital": capital_share * change(fields["capital_at_work"]),
        "Labour": labour_share * all_workers,
        "Human capital": labour_share * by_city("human_capital"),
        "Reallocation": labour_share * (workers - all_workers),
        "R&D": by_city("rd_effect") + by_city("spillover_effect") + by_city("contact_effect"),
        "Access": by_city("access_effect") + by_city("nearness_effect"),
        "Digital and services": change(fields["industry_effect"]),
        "Catch-up": by_city("catch_up"),
        "Public capital": by_city("public_capital_effect"),
        "Trade and opening": by_city("trade_effect") + by_city("foreign_effect"),
        "Resources": change(fields["resource_effect"]),
        "Environment": change(fields["environment_effect"]),
        "Productivity trend": change(fields["productivity_trend"]),
        "Utilisation": change(fields["recovery"] * (1 - fields["sea_loss"])),
        "Demand": change(fields["demand_effect"]),
    }
    return {cause: np.sum(weight * logs[cause], axis=2) for cause in CAUSES}
