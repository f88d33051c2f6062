"""Amounts of one table or chart: one unit and one number of decimals, so that columns can be added up."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from sim.report.numbers import MISSING, Display, display
from sim.report.words import word

DIGITS = 4
"""Digits of the largest amount; the others have its decimals."""


@dataclass(frozen=True)
class Amounts:
    """A way of writing amounts without their unit, which ``label`` names."""

    plain: Display
    label: str
    decimals: int

    def change(self, value: float) -> str:
        """A difference with its sign."""
        return self.plain.change(value, self.decimals)

    def level(self, value: float) -> str:
        """A value, which is larger than the differences, with as many decimals at most."""
        return self.plain.number(value, min(self.decimals, 1))

    def goal(self, value: float) -> str:
        """A round number with its unit, such as a target."""
        return Display(self.plain.divisor, self.label, self.plain.lang).goal(value)

    def span(self, low: float, high: float) -> str:
        """Two ends of a range, each with its sign."""
        if not (math.isfinite(low) and math.isfinite(high)):
            return MISSING
        return word("attribution_span", self.plain.lang, low=self.change(low), high=self.change(high))


def amounts(unit: str, values: Iterable[float], lang: str) -> Amounts:
    """The unit and the decimals that suit the largest of some amounts."""
    largest = max((abs(v) for v in values if math.isfinite(v)), default=0.0)
    shown = display(unit, largest, lang)
    return Amounts(shown.bare, shown.label, shown.decimals(largest, DIGITS))
