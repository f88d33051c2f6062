"""The report: one self-contained page that opens offline, on a phone and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sim.report import findings, view, view_context, view_paths
from sim.report.charts.catalogue import Drawn
from sim.report.inputs import Inputs
from sim.report.labels import region
from sim.report.page_font import font_face
from sim.report.svg import inline
from sim.report.target_rows import CLASSES, count_line, target_rows
from sim.report.view import Table
from sim.report.words import in_language, word

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Picture:
    """A chart as the page shows it: drawn for a wide screen and paper, and for a phone where there is such a
    drawing.
    """

    id: str
    wide: str
    narrow: str


@cache
def environment() -> Environment:
    """Templates with escaping on: a title is text, whatever it holds."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def pictures(charts: Sequence[Drawn]) -> list[Picture]:
    """Charts as SVG elements, which escape their own words."""
    return [
        Picture(
            c.id,
            inline(c.sheet, c.caption.alt),
            inline(c.narrow, c.caption.alt) if c.narrow else "",
        )
        for c in charts
    ]


def report(inputs: Inputs, charts: Sequence[Drawn], lang: str) -> bytes:
    """The page of one run."""
    rows = target_rows(inputs.targets, inputs.paths, lang, inputs.scoreboard)
    scenario = inputs.context.get("scenario", {})
    compared = inputs.reference_frame is not None
    return page(
        "report.html.j2",
        lang,
        title=in_language(scenario.get("title"), lang) or inputs.scenario_id,
        question=in_language(scenario.get("question"), lang),
        scenario=inputs.scenario_id,
        years=inputs.years,
        headline=view.headline(rows, inputs.years[0], compared, lang),
        not_projected=findings.other_names(rows, lang),
        counts=count_line(rows, lang),
        added=findings.measures(rows, inputs, lang) + findings.budget(inputs, lang),
        matters=findings.what_matters(inputs, lang),
        uncertain=findings.what_is_uncertain(rows, inputs, lang),
        pictures=pictures(charts),
        paths=[
            view_paths.annual_table(inputs, region(), lang),
            view_paths.city_table(inputs, lang),
            view_paths.growth_accounting(inputs, lang),
        ],
        scores=_scores(inputs, lang),
        measures=_measures(inputs, lang),
        targets=[t for t in (view.targets_of(kind, rows, lang) for kind in CLASSES) if t.rows],
        assumptions=[in_language(a, lang) for a in inputs.context.get("assumptions", [])],
        limits=[in_language(a, lang) for a in inputs.context.get("limits", [])],
        basis=_basis(inputs, lang),
    )


def page(template: str, lang: str, **values: object) -> bytes:
    """A page from a template, with its style, its words and its font inside."""
    text = (
        environment()
        .get_template(template)
        .render(
            lang="zh-CN" if lang == "zh" else "en",
            css=(TEMPLATES / "report.css").read_text(encoding="utf-8"),
            word=lambda key, **parts: word(key, lang, **parts),
            **values,
        )
    )
    return text.replace("</style>", font_face(text, lang) + "</style>", 1).encode()


def _scores(inputs: Inputs, lang: str) -> list[Table]:
    tables = [view_paths.scoreboard(inputs, lang)] if not inputs.scoreboard.empty else []
    return [*tables, *([view_paths.backtest(inputs.backtest, lang)] if not inputs.backtest.empty else [])]


def _measures(inputs: Inputs, lang: str) -> list[Table]:
    tables = [view_context.levers(inputs, lang)] if inputs.context.get("levers") else []
    return [
        *tables,
        *([view_context.contributions(inputs, lang)] if inputs.context.get("contributions") else []),
    ]


def _basis(inputs: Inputs, lang: str) -> list[Table]:
    makers = {
        "shocks": view_context.shocks,
        "provenance": view_context.provenance,
        "parameters": view_context.parameters,
        "manifest": view_context.manifest,
    }
    return [make(inputs, lang) for name, make in makers.items() if inputs.context.get(name)]
