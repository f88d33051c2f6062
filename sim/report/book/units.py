"""The unit that a table of a workbook is printed in, and the number format that suits its magnitude."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from sim.report.numbers import FINE, SIGNIFICANT, at_prices, display
from sim.report.words import word

PERCENT = "%"
NOTHING = 1e-12
"""What a sum that should be zero may leave over, in any unit of the results."""


@dataclass(frozen=True)
class Unit:
    """A value of the results divided by ``divisor`` is what the cell holds; ``code`` is its number format.

    A percentage is held as a fraction and shown in per cent. ``large``: values of a thousand and more.
    """

    divisor: float
    label: str
    decimals: int
    lang: str
    large: bool = False

    @property
    def code(self) -> str:
        """The number format."""
        return self._code(self.decimals)

    @property
    def axis(self) -> str:
        """The number format of a chart's axis."""
        if self.label == PERCENT:
            return "0%"
        return "#,##0" if self.lang == "en" and self.large else "General"

    @property
    def change(self) -> str:
        """The number format of a difference, with its sign."""
        code = self._code(self.decimals)
        return f"+{code};-{code};{code}"

    def margin(self, operator: str) -> str:
        """The number format of a margin over a target: red where it falls short of it."""
        code = self._code(self.decimals)
        above, below = ("[Red]+", "-") if operator.startswith("<") else ("+", "[Red]-")
        return f"{above}{code};{below}{code};{code}"

    def cell(self, value: float | None) -> float | None:
        """What the cell holds; None without a value."""
        if value is None or not math.isfinite(value):
            return None
        return value / self.divisor if abs(value) > NOTHING else 0.0

    def cells(self, values: Iterable[float | None]) -> list[float | None]:
        """What the cells hold."""
        return [self.cell(value) for value in values]

    def _code(self, decimals: int) -> str:
        whole = "#,##0" if self.lang == "en" and self.label != PERCENT else "0"
        places = "." + "0" * decimals if decimals else ""
        return whole + places + (PERCENT if self.label == PERCENT else "")


def unit(name: str, values: Iterable[float | None], lang: str) -> Unit:
    """The unit for a table whose values are in the statistical unit ``name``: in Chinese the one that
    yearbooks print; in English a step finer than in running text.
    """
    largest = max((abs(v) for v in values if v is not None and math.isfinite(v)), default=0.0)
    shown = display(name, 0.0 if lang == "zh" else largest / 10, lang)
    if shown.label == PERCENT:
        decimals = 1 if largest / shown.divisor >= 1 or largest == 0 else 2
        return Unit(100 * shown.divisor, PERCENT, decimals, lang)
    whole = len(str(int(largest / shown.divisor)))
    most = 3 if name in FINE else 2
    decimals = min(most, max(0, SIGNIFICANT[lang] + 1 - whole))
    return Unit(shown.divisor, shown.label, decimals, lang, whole > 3)


def unit_line(name: str, shown: Unit, lang: str) -> str:
    """The line above a table that names its unit, and the price basis of money."""
    if not shown.label:
        return ""
    return word("workbook_unit", lang, unit=at_prices(shown.label, name, lang))
