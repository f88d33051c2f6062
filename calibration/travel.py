"""Travel times of 2020 between the cities and the outside places, and what each dated line would change."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from calibration.quantity import Quantity
from calibration.tables import SOURCES, Figures

OUTSIDE = ("jinan", "linyi", "zhengzhou", "xian")


def matrix(table: pd.DataFrame, places: tuple[str, ...], mode: str, indicator: str) -> np.ndarray:
    """Symmetric minutes [place, place] of one mode; infinite where none is known, zero on the diagonal."""
    times = np.full((len(places), len(places)), np.inf)
    np.fill_diagonal(times, 0.0)
    rows = table[(table["mode"] == mode) & (table["indicator"] == indicator)]
    for row in rows.to_dict("records"):
        if row["from"] in places and row["to"] in places:
            i, j = places.index(row["from"]), places.index(row["to"])
            times[i, j] = times[j, i] = float(row["value"])
    return times


def outside_road(times: np.ndarray, cities: int) -> np.ndarray:
    """Road minutes between outside places through the cities: only the cities' links matter to the model."""
    filled = times.copy()
    for via in range(cities):
        filled = np.minimum(filled, filled[:, via, None] + filled[None, via, :])
    return filled


def build(cities: tuple[str, ...], folder: Path = SOURCES) -> list[Quantity]:
    """Road and rail minutes, the minutes of each project's line, and the places' base-year GDP."""
    places = cities + OUTSIDE
    travel = pd.read_csv(folder / "travel.csv", dtype=str, keep_default_na=False)
    history, macro = Figures("city_accounts_history", folder), Figures("macro", folder)
    road = outside_road(matrix(travel, places, "road", "travel_time"), len(cities))
    rail = matrix(travel, places, "rail", "fastest_travel_time")
    lines = pd.read_csv(folder / "project_travel_times.csv")
    projects = tuple(dict.fromkeys(lines["project"]))
    minutes = np.full((len(projects), len(places), len(places)), np.inf)
    for row in lines.to_dict("records"):
        p, i, j = (
            projects.index(row["project"]),
            places.index(row["origin"]),
            places.index(row["destination"]),
        )
        minutes[p, i, j] = minutes[p, j, i] = row["minutes"]
    mass = [history.value(c, "gdp_current", 2020) for c in cities] + [
        macro.value(p, "gdp_current", 2020) for p in OUTSIDE
    ]
    axes = {"place": places, "other_place": places}
    return [
        Quantity(
            "road_time",
            axes,
            "min",
            road,
            "derived",
            "recalled distances and a speed rule; outside pairs through the cities",
        ),
        Quantity(
            "rail_time",
            axes,
            "min",
            rail,
            "recalled",
            "fastest trains of 2020; infinite where no direct service is known",
        ),
        Quantity(
            "line_time",
            {"line": projects, **axes},
            "min",
            minutes,
            "derived",
            "fastest trains once the line is open",
        ),
        Quantity(
            "place_gdp",
            {"place": places},
            "100m CNY 2020",
            np.array(mass),
            "sourced",
            "published GDP of 2020",
        ),
    ]
