"""The tables of an attribution's page: results, chapters, years, and every setting."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from sim import attribution as kinds
from sim.attribution import Attribution
from sim.report.attribution.amounts import Amounts, amounts
from sim.report.attribution.charts import Tables, at_region, goal, last_year
from sim.report.attribution.naming import GRADES, row_label, target_label
from sim.report.numbers import MISSING
from sim.report.scenario_names import short
from sim.report.view import Table
from sim.report.words import word

SHORT = ("grade_a", "grade_b", "grade_c")
DETAIL = ("order_error", "order_span", "alone", "within")


def policy_parts(groups: pd.DataFrame, variable: str) -> dict[str, float]:
    """Contributions of grades A, B and C and of what is no policy to one variable, region and last year."""
    mine = at_region(last_year(groups, variable))
    grades = mine[mine["level"] == kinds.GRADE].set_index("group")["contribution"]
    parts = {grade: float(grades.get(grade, 0.0)) for grade in GRADES}
    return parts | {"other": float(grades.drop(list(GRADES), errors="ignore").sum())}


def whole_of(groups: pd.DataFrame, variable: str) -> Mapping[Hashable, Any]:
    """The row of all settings together for one variable, region and last year."""
    mine = at_region(last_year(groups, variable))
    return mine[mine["level"] == kinds.TOTAL].to_dict("records")[0]


def headline(attribution: Attribution, made: Tables, lang: str) -> Table:
    """A row a target: both values, their difference by grade, interaction, target and margin."""
    one, other = short(attribution.one, lang), short(attribution.other, lang)
    year = attribution.years[-1]
    outside = any(not p.grade for p in attribution.players)
    head = [word("target", lang), one, other, word("attribution_difference", lang)]
    head += [word(f"attribution_head {key}", lang) for key in SHORT]
    head += [word("attribution_no_policy", lang)] if outside else []
    head += [word("attribution_interaction", lang), word("goal", lang), word("margin", lang)]
    rows = []
    for row in at_region(made.values[made.values["year"] == year]).to_dict("records"):
        variable = str(row["target"])
        unit = amounts(row["unit"], [row["difference"]], lang)
        parts = policy_parts(made.groups, variable)
        whole = whole_of(made.groups, variable)
        target = goal(variable, year)
        shown = [parts[grade] for grade in GRADES] + ([parts["other"]] if outside else [])
        rows.append(
            [
                target_label(variable, unit.label, lang),
                unit.level(row["start"]),
                unit.level(row["end"]),
                *(unit.change(v) for v in (row["difference"], *shown, whole["interaction"])),
                unit.plain.goal(target) if math.isfinite(target) else MISSING,
                unit.change(row["end"] - target),
            ]
        )
    return Table(
        word("attribution_result", lang, year=year), head, rows, word("attribution_result_note", lang)
    )


def chapters(made: Tables, variable: str, lang: str) -> Table:
    """Each chapter's part by grade, its error over orders, alone and within, and its band."""
    mine = at_region(last_year(made.groups, variable))
    rows = mine[mine["level"].isin([kinds.CHAPTER, kinds.TOTAL])]
    fine = mine[mine["level"] == kinds.CHAPTER_GRADE].set_index("group")["contribution"]
    unit = amounts(str(rows["unit"].iloc[0]), rows["contribution"], lang)
    banded = "p05" in rows and rows["p05"].notna().any()
    head = [word("attribution_chapter", lang), word("attribution_part", lang)]
    head += [word(f"attribution_head {key}", lang) for key in (*SHORT, *DETAIL)]
    head += [word("attribution_band", lang)] if banded else []
    grades = mine[mine["level"] == kinds.GRADE].set_index("group")["contribution"]
    lines = []
    for row in rows.to_dict("records"):
        of_grade = [
            float(grades.get(g, 0.0) if row["level"] == kinds.TOTAL else fine.get(f"{row['group']}{g}", 0.0))
            for g in GRADES
        ]
        cells = [row_label(row["group"], lang), unit.change(row["contribution"])]
        cells += [unit.change(v) if v else MISSING for v in of_grade]
        cells += _detail(row, unit)
        cells += [unit.span(row["p05"], row["p95"])] if banded else []
        lines.append(cells)
    title = word("attribution_chapters", lang, target=target_label(variable, unit.label, lang))
    return Table(title, head, lines)


def years(attribution: Attribution, made: Tables, variable: str, lang: str) -> Table:
    """Each chapter's part year by year in the region."""
    mine = at_region(made.groups[made.groups["target"] == variable])
    mine = mine[mine["level"].isin([kinds.CHAPTER, kinds.TOTAL])]
    unit = amounts(str(mine["unit"].iloc[0]), mine["contribution"], lang)
    lines = [
        [row_label(str(key), lang), *(unit.change(v) for v in part["contribution"])]
        for key, part in mine.groupby("group", sort=False)
    ]
    title = word("attribution_years", lang, target=target_label(variable, unit.label, lang))
    return Table(title, [word("attribution_chapter", lang), *map(str, attribution.years)], lines)


def settings(made: Tables, variable: str, lang: str) -> Table:
    """Every setting, grade by grade, the largest part first."""
    mine = at_region(last_year(made.players, variable))
    unit = amounts(str(mine["unit"].iloc[0]), mine["contribution"], lang)
    head = [word("attribution_setting", lang), word("attribution_chapter", lang)]
    head += [word("attribution_part", lang), *(word(f"attribution_head {key}", lang) for key in DETAIL)]
    lines: list[list[str]] = []
    for grade in (*GRADES, ""):
        part = mine[mine["grade"] == grade]
        if part.empty:
            continue
        lines.append([word(f"grade {grade}", lang) if grade else word("attribution_no_policy", lang)])
        ordered = part.sort_values("contribution", key=lambda c: -c.abs(), kind="stable")
        lines += [
            [
                row[f"label_{lang}"],
                row_label(row["chapter"], lang),
                unit.change(row["contribution"]),
                *_detail(row, unit),
            ]
            for row in ordered.to_dict("records")
        ]
    title = word("attribution_settings", lang, target=target_label(variable, unit.label, lang))
    return Table(title, head, lines, text_columns=frozenset({1}))


def _detail(row: Mapping[Hashable, Any], unit: Amounts) -> Sequence[str]:
    """Error and spread over orders, alone, within."""
    error = row["standard_error"]
    return (
        unit.plain.number(error, unit.decimals + 1) if math.isfinite(error) else MISSING,
        unit.span(row["order_p05"], row["order_p95"]),
        unit.change(row["first"]),
        unit.change(row["last"]),
    )
