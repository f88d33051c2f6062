"""Names in both languages: places, sectors, cargo and industries from the register, indicators from their
parts.
"""

from __future__ import annotations

import csv
import re
from functools import cache

from sim.paths import REGISTERS
from sim.report.words import word
from sim.variables import register

LANGUAGES = ("en", "zh")


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with (REGISTERS / "labels.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def ids(axis: str) -> tuple[str, ...]:
    """Ids of an axis in the order of the register."""
    return tuple(row["id"] for row in _rows() if row["axis"] == axis)


@cache
def names(axis: str, lang: str) -> tuple[str, ...]:
    """Labels of an axis in the order of the register."""
    return tuple(row[f"label_{lang}"] for row in _rows() if row["axis"] == axis)


def region() -> str:
    """Id of the region as a whole: the first region of the register."""
    return ids("region")[0]


PLACES = ("region", "city", "port", "zone")
"""Axes whose labels are names of places."""


@cache
def place(place_id: str, lang: str) -> str:
    """Name of a region, city, port or zone; several places are joined, a pair with a dash; an unknown id is
    its own name.
    """
    if ";" in place_id:
        return ("、" if lang == "zh" else ", ").join(
            place(part.strip(), lang) for part in place_id.split(";")
        )
    if "-" in place_id:
        return "—".join(place(end, lang) for end in place_id.split("-"))
    known = {row["id"]: row[f"label_{lang}"] for row in _rows() if row["axis"] in PLACES}
    return known.get(place_id, place_id)


@cache
def label(entry: str, lang: str) -> str:
    """Name of an entry of any axis, or of two that are joined by a dash; an unknown id is its own name."""
    known = {row["id"]: row[f"label_{lang}"] for row in _rows()}
    return known.get(entry) or "—".join(known.get(end, end) for end in entry.split("-"))


PLACE_OF_VALUE = re.compile(r"[a-z][a-z_-]*(?=: )")


def with_names(values: str, lang: str) -> str:
    """Values by entry, such as ``qingdao: 0.7; axis: 1``, with the names of the entries."""
    return PLACE_OF_VALUE.sub(lambda found: label(found[0], lang), values)


@cache
def _parts() -> dict[str, str]:
    return {row["label_en"]: row["label_zh"] for row in _rows()}


@cache
def indicator(variable: str, lang: str) -> str:
    """Readable name of a results variable, such as ``Value added|Manufacturing``."""
    head, _, part = variable.partition("|")
    if lang == "zh":
        return _chinese(variable)
    if not part:
        return head
    return f"{head}: {part}" if part in _parts() else f"{head}, {part[0].lower()}{part[1:]}"


def _chinese(variable: str) -> str:
    exact = word(f"variable {variable}", "zh", default="")
    if exact:
        return exact
    for entry in register().values():
        if entry.variable == variable and entry.label_zh:
            return entry.label_zh
    longest, _, last = variable.rpartition("|")
    if "|" in longest and last in _parts() and _template(longest):
        return f"{_template(longest)}（{_parts()[last]}）"
    head, _, part = variable.partition("|")
    template = _template(head)
    if not part:
        return template or head
    name = template if part in _parts() and template else _chinese(head)
    return f"{name}（{_parts().get(part) or _part(part)}）"


def _template(head: str) -> str:
    """Chinese label of a family of variables that begin alike."""
    return next(
        (v.label_zh for v in register().values() if v.variable.startswith(head + "|{") and v.label_zh), ""
    )


def _part(part: str) -> str:
    """Chinese for the last part of a name: a label, a word of the report, or several of both."""
    pieces = part.split("|")
    return "，".join(_parts().get(p) or word(f"part {p}", "zh", default=_phrase(p)) for p in pieces)


def _phrase(part: str) -> str:
    """Age groups and destinations."""
    kind, _, rest = part.partition(" ")
    if kind == "Age":
        return rest.replace("-", "–") + "岁" if "-" in rest else rest.rstrip("+") + "岁及以上"
    return "至" + _parts()[rest] if kind == "To" and rest in _parts() else part
