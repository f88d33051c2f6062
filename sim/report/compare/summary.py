"""The first screen: headline targets by scenario, in a sentence each and in one table."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pandas as pd

from sim.report.compare.comparison import Comparison
from sim.report.compare.compared import FEW
from sim.report.compare.marks import called
from sim.report.numbers import MISSING, Display, display, percent
from sim.report.target_rows import odds_of
from sim.report.view import Table, bracket, sign
from sim.report.words import listed, word

SAME = 1e-9
"""Relative difference below which two projections are the same."""


def headlines(comparison: Comparison) -> Iterator[pd.DataFrame]:
    """Rows by scenario of each headline target that some scenario judges."""
    table = comparison.targets
    for _, group in table[table["headline"]].groupby("target_id", sort=False):
        if group["judged"].any():
            yield group


def sentences(comparison: Comparison, lang: str) -> list[str]:
    """One sentence or two a headline target: the range, who meets it, how surely, who differs most."""
    return [_sentence(group[group["judged"]], comparison, lang) for group in headlines(comparison)]


def goal(row: pd.Series, lang: str) -> str:
    """The target with its operator and unit."""
    unit = display(str(row["unit"]), float(row["target"]), lang)
    return f"{sign(str(row['operator']))} {unit.goal(float(row['target']))}"


def fine(row: pd.Series, lang: str) -> Display:
    """A unit a step finer than that of the target, so that small differences show."""
    target = float(row["target"])
    return display(str(row["unit"]), (target if math.isfinite(target) and target else row["projected"]) / 10, lang)


def _sentence(group: pd.DataFrame, comparison: Comparison, lang: str) -> str:
    ranked = group.sort_values(["projected", "order"], kind="stable")
    low, high = ranked.iloc[0], ranked.iloc[-1]
    unit = fine(low, lang)
    head = {"name": low[f"name_{lang}"], "goal": goal(low, lang), "year": low["year"]}
    apart = high["projected"] - low["projected"] > SAME * abs(high["projected"])
    if apart:
        text = word(
            "compare_range",
            lang,
            **head,
            low=unit.amount(low["projected"]),
            low_name=low["scenario"],
            high=unit.amount(high["projected"]),
            high_name=high["scenario"],
        )
    else:
        text = word("compare_alike", lang, **head, value=unit.amount(low["projected"]))
    text += _met(group, lang) + _likely(group, lang)
    return text + (_furthest(group, unit, comparison.names[0], lang) if apart else "")


def _met(group: pd.DataFrame, lang: str) -> str:
    met = group[group["met"].astype(bool)]
    if len(met) in (0, len(group)):
        return word("compare_met_all" if len(met) else "compare_met_none", lang)
    names = listed(met["scenario"].astype(str).tolist(), lang) if len(met) <= FEW else ""
    parts = {"count": len(met), "all": len(group), "names": names}
    return word("compare_met_some" if names else "compare_met_count", lang, **parts)


def _likely(group: pd.DataFrame, lang: str) -> str:
    known = group.dropna(subset=["probability"]).sort_values("probability", kind="stable")
    if known.empty:
        return ""
    low, high = (percent(100 * known["probability"].iloc[k], lang, 0) for k in (0, -1))
    if low == high:
        return word("compare_odds_one", lang, value=low)
    return word("compare_odds_range", lang, low=low, high=high)


def _furthest(group: pd.DataFrame, unit: Display, first: str, lang: str) -> str:
    others = group[group["order"] > 0].dropna(subset=["difference"])
    if others.empty or first not in set(group["scenario"]):
        return ""
    row = others.loc[others["difference"].abs().idxmax()]
    parts = {"first": first, "scenario": row["scenario"], "change": unit.change(row["difference"])}
    if not math.isfinite(row["difference_p05"]):
        return word("compare_furthest", lang, **parts)
    plain = Display(unit.divisor, "", lang)
    band = _band(plain, row["difference_p05"], row["difference_p95"])
    return word("compare_furthest_band", lang, **parts, band=band)


def _band(unit: Display, low: float, high: float) -> str:
    """Both ends of a band of differences with their signs."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return MISSING
    return f"[{unit.change(low)}, {unit.change(high)}]"


def table(comparison: Comparison, lang: str) -> Table:
    """Headline targets, a line a scenario."""
    first = comparison.names[0]
    lines: list[list[str]] = []
    for group in headlines(comparison):
        row = group.iloc[0]
        unit = fine(row, lang)
        number = Display(unit.divisor, "", lang)
        name = str(row[f"name_{lang}"]) + bracket(unit.label, lang)
        lines.append([word("compare_group", lang, name=name, goal=goal(row, lang), year=row["year"])])
        for each in group.to_dict("records"):
            own = each["order"] == 0
            lines.append(
                [
                    called(each["order"], each["scenario"]),
                    number.number(each["projected"]),
                    MISSING if own else number.change(each["difference"]),
                    MISSING if own else _band(number, each["difference_p05"], each["difference_p95"]),
                    number.change(each["margin"]),
                    odds_of(each["probability"], each["probability_error"], lang),
                    verdict(each["met"], lang),
                ]
            )
    heads = ("projected", "compare_difference", "compare_band", "margin", "probability", "met")
    head = [word("compare_scenario", lang), *(word(h, lang, first=first) for h in heads)]
    return Table(word("headline_title", lang), head, lines, word("compare_headline_note", lang))


def verdict(met: object, lang: str) -> str:
    """Whether a target is met; a dash where it is not judged."""
    if met is None or met != met:
        return MISSING
    return word("yes" if met else "no", lang)
