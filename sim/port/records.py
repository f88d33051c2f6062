"""What goes into an engine and what comes out of it: flat records, one row per ship call."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Records: TypeAlias = NDArray[np.void]
"""A structured array."""

CALL = np.dtype(
    [
        ("arrival", "f8"),  # hours from the start of the year, never falling
        ("cargo", "i8"),  # cargo class, position in the port's list
        ("terminal", "i8"),  # position in the port's list
        ("size", "i8"),  # rank of the ship's size; it fits berths of that rank and above
        ("priority", "i8"),  # the smaller, the sooner served
        ("tonnes", "f8"),  # parcel handled in this call
        ("alongside", "f8"),  # hours of open weather that handling and formalities take at the berth
        ("move_in", "f8"),  # hours from casting loose outside to being moored
        ("move_out", "f8"),  # hours from unmooring to a free berth
        ("tugs", "i8"),  # tugs that each movement needs
        ("pilots", "i8"),  # pilots that each movement needs
        ("deep", "i8"),  # 1 if the ship enters near high water only
    ]
)
"""A ship call as drawn; nothing in it depends on what other ships do."""

VISIT = np.dtype(
    [
        ("berth", "i8"),  # number of the berth
        ("given", "f8"),  # hour at which the berth was given to the ship
        ("start", "f8"),  # start of berthing: tugs made fast, channel open
        ("moored", "f8"),  # end of berthing
        ("finished", "f8"),  # end of handling
        ("cast_off", "f8"),  # start of the movement out
        ("departure", "f8"),  # berth free again
        ("wait_berth", "f8"),  # hours waited for a berth
        ("wait_tug", "f8"),  # hours waited for tugs or pilots on the way in
        ("wait_tide", "f8"),  # hours waited for high water
        ("wait_weather", "f8"),  # hours waited for the channel to reopen on the way in
        ("wait_leaving", "f8"),  # hours waited at the berth for tugs, pilots and weather on the way out
    ]
)
"""What became of a call; row i belongs to row i of the calls."""


def tonnes(calls: Records) -> float:
    """Tonnes of all calls."""
    return float(calls["tonnes"].sum())


def waiting(visits: Records) -> NDArray[np.float64]:
    """Hours between arrival and the start of berthing, by call."""
    total: NDArray[np.float64] = (
        visits["wait_berth"] + visits["wait_tug"] + visits["wait_tide"] + visits["wait_weather"]
    )
    return total
