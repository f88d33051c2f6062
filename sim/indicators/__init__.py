"""What result tables report: registered variables with region totals, and what follows from them."""

from __future__ import annotations

from sim.indicators.reported import Labels, series
from sim.indicators.series import REGION, Series

__all__ = ["REGION", "Labels", "Series", "series"]
