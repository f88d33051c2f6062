"""A table of data as text for a terminal, with its columns and names in a language."""

from __future__ import annotations

import pandas as pd

from sim import messages
from sim.report.labels import label


def printed(frame: pd.DataFrame, lang: str) -> str:
    """The frame as aligned text; in Chinese the names of columns, places and rules are translated."""
    if lang != "zh":
        return frame.to_string(index=False)
    shown = frame.rename(columns=lambda name: named(str(name)))
    texts = shown.select_dtypes(exclude="number").columns
    shown[texts] = shown[texts].map(lambda value: named(value) if isinstance(value, str) else value)
    with pd.option_context("display.unicode.east_asian_width", True):
        return shown.to_string(index=False)


def named(text: str) -> str:
    """A name in Chinese: of a place, an entry of an axis, or what tables print."""
    known = label(text, "zh")
    return known if known != text else messages.named(text)
