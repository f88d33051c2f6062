"""Wording of the charts of an attribution in both languages."""

from __future__ import annotations

from sim.report.charts.captions import Caption
from sim.report.words import word

WATERFALL, PLACES, LEADING, SURE = CHARTS = ("waterfall", "places", "settings", "bands")
"""In the order of the page."""


def caption(chart: str, lang: str, **values: object) -> Caption:
    """Title, explanation and alternative text of a chart; all take the same values."""
    texts = (
        word(f"attribution_title {chart}", lang),
        word(f"attribution_subtitle {chart}", lang),
        word(f"attribution_alt {chart}", lang),
    )
    return Caption(*(text.format(**values) for text in texts))
