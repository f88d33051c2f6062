"""Numbers as people read them: the display unit that suits a magnitude, and as many digits as carry
meaning.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from sim.report.words import word
from sim.scenario.unit_names import unit_name

UNITS = Path(__file__).with_name("units.csv")
MINUS = "−"
MISSING = "–"
SIGNIFICANT = {"en": 4, "zh": 5}
"""Significant digits of a level: English readers see trillions and millions, Chinese ones 亿元 and 万人."""

BASE_PRICES = "CNY 2020"
"""What units of money at the prices of the base year end with."""
FINE = ("index", "ratio")
"""Units around one, in which thousandths count."""

CHANGE_SIGNIFICANT = 3
"""Significant digits of a difference."""


@dataclass(frozen=True)
class Display:
    """A unit for reading: a value of the results is divided by ``divisor`` and followed by ``label``."""

    divisor: float
    label: str
    lang: str
    most: int = 2
    """Decimals at most."""

    @property
    def bare(self) -> Display:
        """The same without its label, for cells whose unit stands elsewhere."""
        return replace(self, label="")

    def number(self, value: float | None, decimals: int | None = None) -> str:
        """The value without its unit; decimals follow from its size unless given."""
        if value is None or not math.isfinite(value):
            return MISSING
        shown = value / self.divisor
        places = decimals if decimals is not None else self.decimals(value)
        text = f"{abs(shown):,.{places}f}"
        if self.lang == "zh":
            text = text.replace(",", "")
        negative = shown < 0 and float(text.replace(",", "")) != 0
        return (MINUS if negative else "") + text

    def tick(self, value: float) -> str:
        """A round value on an axis, with no more decimals than it has."""
        return self.number(value, self.tick_decimals(value))

    def decimals(self, value: float, significant: int | None = None) -> int:
        """Decimals that give a value its significant digits, no more than there may be."""
        whole = len(str(int(abs(value / self.divisor))))
        return min(self.most, max(0, (significant or SIGNIFICANT[self.lang]) - whole))

    def goal(self, value: float) -> str:
        """A round number with its unit, such as a target."""
        return self.amount(value, self.tick_decimals(value))

    def tick_decimals(self, value: float) -> int:
        """Decimals that a round value has."""
        text = f"{value / self.divisor:g}"
        return len(text.partition(".")[2]) if "e" not in text else 0

    def amount(self, value: float | None, decimals: int | None = None) -> str:
        """The value with its unit."""
        text = self.number(value, decimals)
        if text == MISSING or not self.label:
            return text
        tight = self.lang == "zh" or self.label == "%"
        return text + ("" if tight else " ") + self.label

    def range(self, low: float, high: float) -> str:
        """Two ends of a band; a dash where one is missing."""
        if not (math.isfinite(low) and math.isfinite(high)):
            return MISSING
        places = max(self.decimals(low), self.decimals(high)) if self.lang == "zh" else self.decimals(high)
        between = " – " if low < 0 else "–"
        return f"{self.number(low, places)}{between}{self.number(high, places)}"

    def change(self, value: float | None, decimals: int | None = None) -> str:
        """A difference with its sign and unit."""
        if value is None or not math.isfinite(value):
            return MISSING
        places = decimals if decimals is not None else self.decimals(value, CHANGE_SIGNIFICANT)
        rises = value > 0 and any(c in "123456789" for c in self.number(value, places))
        return ("+" if rises else "") + self.amount(value, places)


@cache
def _units() -> dict[tuple[str, str], list[tuple[float, float, str]]]:
    rows: dict[tuple[str, str], list[tuple[float, float, str]]] = {}
    with UNITS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            entry = (float(row["from"]), float(row["divisor"]), row["label"])
            rows.setdefault((row["unit"], row["lang"]), []).append(entry)
    return rows


def display(unit: str, magnitude: float, lang: str) -> Display:
    """The display unit for values up to ``magnitude``; one that the table lacks has its registered name."""
    for start, divisor, label in _units().get((unit, lang), []):
        if abs(magnitude) >= start:
            return Display(divisor, label, lang, 3 if unit in FINE else 2)
    return Display(1.0, unit_name(unit, lang), lang)


def at_prices(label: str, unit: str, lang: str) -> str:
    """The label of a unit with its price basis, where the unit is money at the prices of the base year."""
    real = unit.endswith(BASE_PRICES) and "2020" not in label
    return word("unit_real", lang, unit=label) if real else label


def amount(value: float | None, unit: str, lang: str) -> str:
    """One value with the unit that suits it, for running text."""
    return display(unit, value if value is not None and math.isfinite(value) else 0.0, lang).amount(value)


def change(value: float | None, unit: str, lang: str) -> str:
    """One difference with sign and the unit that suits it, for running text."""
    return display(unit, value if value is not None and math.isfinite(value) else 0.0, lang).change(value)


def percent(value: float | None, lang: str, decimals: int = 1, sign: bool = False) -> str:
    """A percentage that is already in percent."""
    shown = Display(1.0, "%", lang)
    return shown.change(value, decimals) if sign else shown.amount(value, decimals)


def growth_rate(first: float, last: float, years: float) -> float:
    """Average compound growth, % a year; NaN where it has no meaning."""
    if not (first > 0 and last > 0 and years > 0):
        return math.nan
    return 100 * (math.pow(last / first, 1 / years) - 1)
