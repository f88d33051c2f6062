"""The report of a run: its first screen, then a section for each theme, for cities, measures, targets, scores
and what it is based on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sim.report import brief, causes, findings, view, view_context, view_paths
from sim.report.annual import THEMES
from sim.report.cards import cards
from sim.report.charts.catalogue import MODULES, Drawn
from sim.report.html import Picture, page, pictures
from sim.report.inputs import Inputs
from sim.report.labels import ids, region
from sim.report.target_rows import CLASSES, TargetRow, count_line, target_rows
from sim.report.verdict import verdict
from sim.report.view import Table
from sim.report.words import in_language, word

FILES = {
    "page_memo": "memo.html",
    "page_workbook": "results.xlsx",
    "page_targets": "targets.csv",
    "page_results": "results.csv",
}
"""Files beside the page that its head links to, by their words."""

ANNUAL = {theme: "economy" if theme == "growth" else theme for theme in MODULES}
"""Theme of the annual table by theme of the charts."""


@dataclass(frozen=True)
class Section:
    """A part of the report: sentences, drawings and tables; ``folded`` ones open on demand."""

    id: str
    sentences: Sequence[str] = ()
    pictures: Sequence[Picture] = ()
    tables: Sequence[Table] = ()
    folded: Sequence[Table] = ()
    tall: bool = False
    lists: Sequence[tuple[str, Sequence[str]]] = field(default_factory=tuple)


def report(inputs: Inputs, charts: Sequence[Drawn], lang: str) -> bytes:
    """The page of one run."""
    rows = target_rows(inputs.targets, inputs.paths, lang, inputs.scoreboard)
    scenario = inputs.context.get("scenario", {})
    return page(
        "report.html.j2",
        lang,
        title=in_language(scenario.get("title"), lang) or inputs.scenario_id,
        question=in_language(scenario.get("question"), lang),
        scenario=inputs.scenario_id,
        years=inputs.years,
        files=FILES,
        verdict=verdict(rows, inputs, lang),
        cards=cards(rows, inputs, lang),
        columns={
            "what_measures_add": brief.added(rows, inputs, lang),
            "what_matters": causes.what_matters(inputs, lang),
            "what_is_uncertain": brief.uncertain(rows, inputs, lang),
        },
        sections=sections(rows, inputs, charts, lang),
    )


def sections(rows: list[TargetRow], inputs: Inputs, charts: Sequence[Drawn], lang: str) -> list[Section]:
    """Everything below the first screen, in its order."""
    drawn = pictures(charts)
    return [
        *(_theme(theme, [p for p in drawn if p.theme == theme], rows, inputs, lang) for theme in MODULES),
        _cities(inputs, lang),
        _measures(rows, inputs, lang),
        Section(
            "targets",
            [count_line(rows, lang)],
            tables=[t for t in (view.targets_of(k, rows, inputs.years[0], lang) for k in CLASSES) if t.rows],
            tall=True,
        ),
        Section("scores", findings.what_is_uncertain(rows, inputs, lang), tables=_scores(inputs, lang)),
        Section(
            "basis", tables=_basis(inputs, lang), folded=_cells(inputs, lang), lists=_statements(inputs, lang)
        ),
    ]


def _theme(theme: str, shown: list[Picture], rows: list[TargetRow], inputs: Inputs, lang: str) -> Section:
    if theme == "outcomes":
        compared = inputs.reference_frame is not None
        table = view.outcomes(rows, inputs.years[0], compared, lang)
        absent = findings.other_names(rows, lang)
        return Section(theme, [absent] if absent else [], shown, [table])
    said = {"growth": causes.growth, "people": causes.people, "ports": causes.ports}
    tables = []
    if ANNUAL[theme] in THEMES:
        annual = view_paths.annual_table(inputs, region(), lang, ANNUAL[theme])
        tables = [annual] if annual.rows else []
    if theme == "growth":
        tables.append(view_paths.growth_accounting(inputs, lang))
    return Section(theme, said[theme](inputs, lang) if theme in said else [], shown, tables)


def _cities(inputs: Inputs, lang: str) -> Section:
    annual = [view_paths.annual_table(inputs, city, lang) for city in ids("city")]
    return Section(
        "cities", tables=[view_paths.city_table(inputs, lang)], folded=[t for t in annual if t.rows]
    )


def _measures(rows: list[TargetRow], inputs: Inputs, lang: str) -> Section:
    tables = [view_context.levers(inputs, lang)] if inputs.context.get("levers") else []
    years = sorted({row["year"] for row in inputs.context.get("contributions", [])})
    tables += [view_context.contributions(inputs, lang, year) for year in years]
    if not tables:
        return Section("measures", [word("no_levers", lang)])
    said = [*findings.measures(rows, inputs, lang), *findings.budget(inputs, lang)]
    return Section("measures", said, tables=tables, tall=True)


def _scores(inputs: Inputs, lang: str) -> list[Table]:
    tables = [view_paths.scoreboard(inputs, lang)] if not inputs.scoreboard.empty else []
    return [*tables, *([view_paths.backtest(inputs.backtest, lang)] if not inputs.backtest.empty else [])]


def _statements(inputs: Inputs, lang: str) -> list[tuple[str, list[str]]]:
    lists = {
        "assumptions": inputs.context.get("assumptions", []),
        "limits": inputs.context.get("limits", []),
    }
    return [(word(key, lang), [in_language(t, lang) for t in texts]) for key, texts in lists.items() if texts]


def _cells(inputs: Inputs, lang: str) -> list[Table]:
    return [view_context.provenance(inputs, lang)] if inputs.context.get("provenance") else []


def _basis(inputs: Inputs, lang: str) -> list[Table]:
    makers = {
        "shocks": view_context.shocks,
        "parameters": view_context.parameters,
        "manifest": view_context.manifest,
    }
    return [make(inputs, lang) for name, make in makers.items() if inputs.context.get(name)]
