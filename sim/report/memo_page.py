"""The memo of a run: one page of A4 for somebody who decides."""

from __future__ import annotations

from sim.report import brief
from sim.report.cards import cards
from sim.report.charts.catalogue import source_line
from sim.report.html import page
from sim.report.inputs import Inputs
from sim.report.target_rows import target_rows
from sim.report.verdict import headlines, verdict
from sim.report.view import outcomes
from sim.report.words import in_language, word

CAVEATS = ("memo_caveat_model", "memo_caveat_data", "memo_caveat_measures")
"""What a reader must know before a number is quoted."""


def memo(inputs: Inputs, lang: str) -> bytes:
    """The page: verdict, table and strips of the headline outcomes, what the measures add, what is uncertain,
    caveats and the source.
    """
    rows = target_rows(inputs.targets, inputs.paths, lang, inputs.scoreboard)
    scenario = inputs.context.get("scenario", {})
    compared = inputs.reference_frame is not None
    return page(
        "memo.html.j2",
        lang,
        title=in_language(scenario.get("title"), lang) or inputs.scenario_id,
        question=in_language(scenario.get("question"), lang),
        verdict=verdict(rows, inputs, lang),
        table=outcomes(headlines(rows), inputs.years[0], compared, lang),
        cards=cards(rows, inputs, lang),
        columns={
            "what_measures_add": brief.added(rows, inputs, lang),
            "what_is_uncertain": brief.uncertain(rows, inputs, lang),
        },
        caveats=[word(key, lang) for key in CAVEATS],
        source=source_line(inputs, lang),
    )
