"""The indicators that annual tables show, by theme."""

from __future__ import annotations

from collections.abc import Iterator

from sim.report.inputs import OBSERVED, PROJECTED, Inputs, Path

THEMES = {
    "economy": (
        "GDP",
        "GDP growth",
        "GDP|Current prices",
        "GDP per capita",
        "Utilisation",
        "R&D spending",
        "R&D intensity",
    ),
    "people": (
        "Population",
        "Population|Urban",
        "Population|Urban core",
        "Urbanisation rate",
        "Population|Age 60+",
        "Total dependency ratio",
        "Care places needed",
        "Births",
        "Deaths",
        "Natural increase",
        "Net migration",
        "Net migration|Outside region",
        "Change from the count to the year’s end",
        "Labour force",
        "Employment",
    ),
    "ports": (
        "Port throughput",
        "Port containers",
        "Port service capacity",
        "Port design capacity",
        "Port occupancy",
        "Port waiting time",
        "Cargo diverted",
    ),
    "sea": (
        "Marine GDP",
        "Marine GDP growth",
        "Marine GDP|Current prices",
        "Marine GDP|Share of GDP",
        "Marine GDP|Emerging share",
        "Visitor spending",
        "Air passengers",
        "Airport capacity",
    ),
    "space": (
        "Travel time",
        "Time to the nearest core",
        "Time to the nearest port",
        "Residents within one hour of a core",
        "Residents within one hour of their own core",
        "Market access",
    ),
    "environment": (
        "CO2 emissions",
        "CO2 intensity",
        "Energy intensity",
        "Clean share of power use",
        "PM2.5",
        "Good-air days",
        "Coastal water quality|Good grade",
        "Water demand",
        "Water supply",
        "Water supply|Dry-year ratio",
        "Natural shoreline",
    ),
}
"""Theme (a word of the report) -> results variables."""


def annual(inputs: Inputs, region: str) -> Iterator[tuple[str, str, Path, Path | None]]:
    """Theme, variable, projected path and observed path of every indicator that a place has."""
    for theme, variables in THEMES.items():
        for variable in variables:
            path = inputs.paths.get((PROJECTED, region, variable))
            if path is not None:
                yield theme, variable, path, inputs.paths.get((OBSERVED, region, variable))
