"""What an animation is dressed in: words, colours and font; the report supplies it in either language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Look:
    """``names``, ``colours`` (``#rrggbb``) and ``deadweights`` (1000 tonnes by size rank) go by cargo class;
    ``words`` by key, some with places to fill.
    """

    title: str
    names: tuple[str, ...]
    colours: tuple[str, ...]
    deadweights: tuple[tuple[float, ...], ...]
    boxes: tuple[bool, ...]
    words: Mapping[str, str]
    font: Path
