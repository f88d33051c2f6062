"""What a reported variable is: names in both languages and meaning, from the register of variables."""

from __future__ import annotations

import re
from functools import cache

from sim.report.labels import LANGUAGES, indicator
from sim.variables import Variable, register


@cache
def notes(variable: str) -> dict[str, str]:
    """Title in both languages of a variable of the results, and its meaning and kind (stock or flow) where
    the register has them.
    """
    said = dict(zip(("title", "title_zh"), (indicator(variable, lang) for lang in LANGUAGES), strict=True))
    entry = registered(variable)
    if entry is not None:
        said |= {"description": entry.meaning, "kind": entry.kind}
    return {key: text for key, text in said.items() if text}


def registered(variable: str) -> Variable | None:
    """The row that a reported name comes from; None where it follows from several."""
    return next((entry for pattern, entry in _patterns() if pattern.fullmatch(variable)), None)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Variable], ...]:
    """Exact names first, then families such as ``Value added|{sector}``."""
    rows = sorted((v for v in register().values() if v.variable), key=lambda v: "{" in v.variable)
    return tuple((re.compile(_pattern(row.variable)), row) for row in rows)


def _pattern(template: str) -> str:
    """A family's own sum goes by its head: ``Value added`` is meant as its parts are."""
    head, _, last = template.rpartition("|")
    if "{" in last and head and "{" not in head:
        return re.escape(head) + r"(\|" + _pattern(last) + ")?"
    return re.sub(r"\\\{[a-z_]+\\\}", "[^|]+", re.escape(template))
