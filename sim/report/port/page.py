"""The page of a simulated port year: self-contained, in the report's dress."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.port.study import Study
from sim.report.charts.catalogue import Drawn
from sim.report.html import page, pictures
from sim.report.labels import place
from sim.report.numbers import amount
from sim.report.port import page_tables as tables
from sim.report.port.charts import DATA, suffix
from sim.report.port.page_tables import number
from sim.report.port.tables import held_share, worst_days
from sim.report.port.terminal import span
from sim.report.words import word

PERCENT, TEN_THOUSAND = 100.0, 1e4
SECTIONS = ("summary", "charts", "port_classes", "port_storage", "basis")


def page_of(
    study: Study,
    summary: pd.DataFrame,
    queues: pd.DataFrame,
    drawn: Sequence[Drawn],
    lang: str,
) -> bytes:
    """The page."""
    described = study.described
    files = {name + suffix(lang): f"{table}.csv" for name, table in DATA.items()}
    where = place(described.name, lang)
    return page(
        "port.html.j2",
        lang,
        title=word("port_page_title", lang, place=where, year=described.year),
        meta=word("port_page_meta", lang, scenario=study.scenario, count=len(study.years)),
        warning=word("port_warning", lang),
        sections=SECTIONS,
        facts=facts(study, summary, queues, lang),
        headline=tables.headline(study, summary, lang),
        pictures=pictures(drawn),
        files=files,
        classes=[tables.detail(study, summary, lang), tables.capacity(study, lang)],
        stores=tables.stores(study, lang),
        basis=[tables.statements(study, lang), tables.assumptions(study, lang)],
        limits=[word(f"port_limit {k}", lang) for k in LIMITS],
    )


LIMITS = ("bands", "terminals", "tugs", "storage", "year")


def facts(study: Study, summary: pd.DataFrame, queues: pd.DataFrame, lang: str) -> list[tuple[str, str]]:
    """The first things to know: cargo, calls, berths and their use, the worst day of the queue."""
    described, port = study.described, study.years[0].port
    busy = [PERCENT * held_share(year.port, year.classes) for year in study.years]
    calls = summary.loc[summary["indicator"] == "calls", "mean"].sum()
    day, level, low, high = worst_days(study, queues)
    worst = word(
        "port_worst_value",
        lang,
        day=day,
        level=number(level, 0, lang),
        low=number(low, 0, lang),
        high=number(high, 0, lang),
    )
    shares = span(min(busy), max(busy), 1, lang)
    return [
        (
            word("port_handles", lang),
            amount(sum(c.tonnes for c in described.cargo) / TEN_THOUSAND, "10k tonnes", lang),
        ),
        (word("port_calls", lang), word("port_calls_value", lang, count=number(calls, 0, lang))),
        (
            word("port_berths", lang),
            word("port_berths_value", lang, count=port.berths, tugs=port.tugs, pilots=port.pilots),
        ),
        (
            word("port_busy", lang),
            word("port_busy_value", lang, share=number(float(np.mean(busy)), 1, lang), range=shares),
        ),
        (word("port_worst", lang), worst),
    ]
