"""A value that a scenario sets, in words."""

from __future__ import annotations

import math
from collections.abc import Mapping

from sim.report.words import word
from sim.scenario.difference_cells import Row, Value
from sim.scenario.registers import read_registers


def setting_words(row: Row, value: Value, lang: str, *, unset: str) -> str:
    """A value of a row: a number, a path over years, a switch, never for no opening, a kind of shock or a
    word of the format by its name; ``unset`` for none.
    """
    if value is None:
        return unset
    if isinstance(value, bool):
        return word("setting_on" if value else "setting_off", lang)
    if isinstance(value, Mapping):
        return word("setting_step", lang).join(f"{year}: {number:.10g}" for year, number in value.items())
    if isinstance(value, str):
        return _named(row, value, lang)
    return word("setting_never", lang) if math.isinf(value) else f"{value:.10g}"


def _named(row: Row, value: str, lang: str) -> str:
    registers = read_registers()
    kind = registers.shocks.get(value) if row.section == "shocks" else None
    if kind is not None:
        return kind.label_zh if lang == "zh" else kind.label_en
    if row.section == "uncertainty" and lang == "zh":
        return registers.keys.labels[row.name, value]
    return value
