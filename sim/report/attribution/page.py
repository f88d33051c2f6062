"""The page of an attribution: self-contained, in the report's dress."""

from __future__ import annotations

from collections.abc import Sequence

from sim.attribution import Attribution
from sim.report.attribution import page_tables, sentences
from sim.report.attribution.captions import CHARTS, LEADING, PLACES, SURE, WATERFALL
from sim.report.attribution.charts import Tables
from sim.report.attribution.naming import scenario_label
from sim.report.charts.catalogue import Drawn
from sim.report.html import page, pictures
from sim.report.scenario_names import short
from sim.report.words import word

SECTIONS = (
    "summary",
    "attribution_steps",
    "attribution_places",
    "attribution_settings",
    "attribution_sure",
    "attribution_method",
)
SHOWN = {
    "attribution_steps": WATERFALL,
    "attribution_places": PLACES,
    "attribution_settings": LEADING,
    "attribution_sure": SURE,
}
"""Chart of each section."""


def page_of(
    attribution: Attribution,
    made: Tables,
    drawn: Sequence[Drawn],
    lang: str,
) -> bytes:
    """The page."""
    variables = list(dict.fromkeys(made.values["target"]))
    shown = {chart: pictures([d for d in drawn if d.id.startswith(chart)]) for chart in CHARTS}
    one, other = attribution.one, attribution.other
    return page(
        "attribution.html.j2",
        lang,
        title=word("attribution_page_title", lang, one=short(one, lang), other=short(other, lang)),
        meta=word(
            "attribution_page_meta",
            lang,
            one=scenario_label(one, lang),
            other=scenario_label(other, lang),
            year=attribution.years[-1],
            players=len(attribution.players),
        ),
        sections=SECTIONS,
        notes=sentences.notes(attribution, lang),
        result=sentences.result(attribution, made, lang),
        headline=page_tables.headline(attribution, made, lang),
        pictures={section: shown[chart] for section, chart in SHOWN.items()},
        tables={
            "attribution_steps": [page_tables.chapters(made, v, lang) for v in variables],
            "attribution_places": [page_tables.years(attribution, made, v, lang) for v in variables],
            "attribution_settings": [page_tables.settings(made, v, lang) for v in variables],
            "attribution_sure": [],
        },
        sure=sentences.sure(attribution, made, lang),
        method=[word(f"attribution_method {key}", lang) for key in sentences.METHOD],
    )
