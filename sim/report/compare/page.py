"""The page of a comparison: one self-contained file that opens offline, on a phone and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.report.charts.catalogue import Drawn
from sim.report.compare import result_tables, settings, summary
from sim.report.compare.comparison import Comparison
from sim.report.compare.differences import common_draws
from sim.report.compare.marks import colour
from sim.report.html import page, pictures
from sim.report.target_rows import CLASSES
from sim.report.view import Table
from sim.report.words import in_language, listed, word

FILES = ("comparison.csv", "differences.csv", "targets.csv", "inputs.csv", "comparison.xlsx")
SECTIONS = ("scenarios", "summary", "inputs", "charts", "results", "files")


@dataclass(frozen=True)
class Entry:
    """One scenario as the page presents it; no colour where the scenarios are too many for one each."""

    number: int
    name: str
    title: str
    question: str
    facts: str
    colour: str


def comparison_page(comparison: Comparison, charts: Sequence[Drawn], lang: str) -> bytes:
    """The page."""
    names = comparison.labels(lang)
    heading = word("compare_title", lang, names=listed(list(names), lang))
    if not comparison.few:
        heading = word("compare_title_many", lang, count=len(names), first=names[0])
    return page(
        "compare.html.j2",
        lang,
        title=heading,
        sections=SECTIONS,
        scenarios=entries(comparison, lang),
        many=not comparison.few,
        notes=notes(comparison, lang),
        sentences=summary.sentences(comparison, lang),
        headline=summary.table(comparison, lang),
        inputs=settings.tables(comparison, lang),
        pictures=pictures(charts),
        results=_results(comparison, lang),
        files=[(name, word(f"compare_file {name}", lang)) for name in FILES],
    )


def entries(comparison: Comparison, lang: str) -> list[Entry]:
    """Number, name, title, question and span of each scenario."""
    found = []
    for order, (name, each) in enumerate(zip(comparison.names, comparison.scenarios, strict=True)):
        scenario, years = each.scenario, each.outcome.years
        facts = word("compare_facts", lang, first=years[0], last=years[-1], members=each.outcome.members)
        facts += word("compare_is_first", lang) if order == 0 else ""
        title = scenario.title_zh if lang == "zh" else scenario.title_en
        shade = colour(order) if comparison.few else ""
        question = in_language(scenario.question, lang)
        found.append(Entry(order + 1, name, title, question, facts, shade))
    return found


def notes(comparison: Comparison, lang: str) -> list[str]:
    """How to read the comparison: against what, over which years, with which bands."""
    names, years = comparison.labels(lang), comparison.years
    found = [word("compare_reading", lang, first=names[0])]
    if any(each.scenario.shocks for each in comparison.scenarios):
        found.append(word("compare_shocks", lang))
    longer = [
        name
        for name, each in zip(names, comparison.scenarios, strict=True)
        if each.outcome.years[-1] > years[-1]
    ]
    if longer:
        found.append(word("compare_longer", lang, first=years[0], last=years[-1], names=listed(longer, lang)))
    first, *others = comparison.scenarios
    alone = [name for name, each in zip(names[1:], others, strict=True) if not common_draws(first, each)]
    if alone and comparison.banded:
        found.append(word("compare_unbanded", lang, names=listed(alone, lang)))
    elif alone:
        found.append(word("compare_no_bands", lang))
    if any(each.outcome.weights is not None for each in comparison.scenarios):
        found.append(word("compare_weights", lang))
    return found


def _results(comparison: Comparison, lang: str) -> list[tuple[Table, bool]]:
    """Tables of results, each with whether it scrolls inside a frame."""
    kinds = [kind for kind in CLASSES if comparison.judged(kind)]
    return [
        (result_tables.counts(comparison, lang), False),
        *((result_tables.of_class(comparison, kind, lang), True) for kind in kinds),
        (result_tables.by_place(comparison, lang), True),
        (result_tables.by_year(comparison, lang), True),
    ]
