"""Wording of the charts of a port in both languages."""

from __future__ import annotations

from sim.report.charts.captions import Caption
from sim.report.words import word

CHARTS = ("waiting", "occupancy", "queue", "berth_gantt")
"""In the order of the page."""


def caption(chart: str, lang: str, **values: object) -> Caption:
    """Title, explanation and alternative text of a chart; all take the same values."""
    texts = (
        word(f"port_title {chart}", lang),
        word(f"port_subtitle {chart}", lang),
        word(f"port_alt {chart}", lang),
    )
    return Caption(*(text.format(**values) for text in texts))
