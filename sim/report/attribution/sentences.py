"""An attribution in words: what each target's difference is made of, and how sure that is."""

from __future__ import annotations

import math

import pandas as pd

from sim import attribution as kinds
from sim.attribution import Attribution
from sim.report.attribution.charts import Tables, at_region
from sim.report.attribution.naming import row_label
from sim.report.attribution.page_tables import policy_parts, whole_of
from sim.report.attribution.tables import COUNTED
from sim.report.labels import indicator
from sim.report.numbers import amount, change, percent
from sim.report.scenario_names import short
from sim.report.words import listed, word

NAMED = 3
"""Chapters named in a sentence."""
METHOD = ("orders", "sums", "pairs", "alone", "bands", "grades", "cities")


def result(attribution: Attribution, made: Tables, lang: str) -> list[str]:
    """A sentence a target: difference, grades A and B, the chapters that make most of it, what works against
    it, and grade C apart.
    """
    year = attribution.years[-1]
    found = []
    for row in at_region(made.values[made.values["year"] == year]).to_dict("records"):
        variable, unit = str(row["target"]), str(row["unit"])
        apart = _apart(unit)
        text = word(
            "attribution_says",
            lang,
            target=indicator(variable, lang),
            year=year,
            one=short(attribution.one, lang),
            other=short(attribution.other, lang),
            start=amount(row["start"], unit, lang),
            end=amount(row["end"], unit, lang),
            difference=change(row["difference"], apart, lang),
        )
        found.append(text + _policy(made, variable, apart, lang))
    return found


def _apart(unit: str) -> str:
    """Unit of a difference."""
    return "% points" if unit == "%" else unit


def _policy(made: Tables, variable: str, unit: str, lang: str) -> str:
    """What measures make by grade, and what is no policy, as far as there is any."""
    parts = policy_parts(made.groups, variable)
    text = ""
    if parts["A"] or parts["B"]:
        a, b = (change(parts[grade], unit, lang) for grade in COUNTED)
        counted = change(sum(parts[grade] for grade in COUNTED), unit, lang)
        text = word("attribution_says_counted", lang, counted=counted, a=a, b=b)
        text += _leading(made, variable, unit, lang)
    if parts["C"]:
        text += word("attribution_says_c", lang, c=change(parts["C"], unit, lang))
    if parts["other"]:
        text += word("attribution_says_other", lang, other=change(parts["other"], unit, lang))
    return text


def _leading(made: Tables, variable: str, unit: str, lang: str) -> str:
    """The chapters with the largest parts of grades A and B, and those that work the other way."""
    steps = at_region(made.steps[made.steps["target"] == variable])
    sums = steps[steps["part"].isin(COUNTED)].groupby("row", sort=False)["contribution"].sum()
    sign = 1.0 if sums.sum() >= 0 else -1.0
    ordered = (sign * sums).sort_values(ascending=False, kind="stable")
    most, against = ordered[ordered > 0].head(NAMED), ordered[ordered < 0]
    text = word("attribution_most", lang, names=_named(sign * most, unit, lang)) if len(most) else ""
    if len(against):
        text += word("attribution_against", lang, names=_named(sign * against, unit, lang))
    return text


def _named(sums: pd.Series, unit: str, lang: str) -> str:
    return listed(
        [f"{row_label(str(key), lang)} {change(float(v), unit, lang)}" for key, v in sums.items()], lang
    )


def sure(attribution: Attribution, made: Tables, lang: str) -> list[str]:
    """How far the numbers may be off: error of the mean over orders, interaction, bands."""
    last = made.groups[made.groups["year"] == attribution.years[-1]]
    chapters = last[last["level"] == kinds.CHAPTER].merge(
        made.values[["target", "region", "year", "difference"]], on=["target", "region", "year"]
    )
    mine = at_region(chapters)
    share = 100 * (mine["standard_error"] / mine["difference"].abs()).max()
    count = 2 * attribution.pairs
    if attribution.complete:
        found = [word("attribution_complete", lang, count=count)]
    elif math.isfinite(share):
        error = percent(float(share), lang, 2 if share >= 0.01 else 3)
        found = [word("attribution_error", lang, count=count, share=error)]
    else:
        found = [word("attribution_one_pair", lang)]
    found += [_joint(made, str(variable), mine, lang) for variable in dict.fromkeys(made.values["target"])]
    bands = attribution.bands
    text = "attribution_no_bands" if bands is None else "attribution_banded"
    members = 0 if bands is None else bands.values.shape[-1] - 1
    return [*found, word(text, lang, members=members)]


def _joint(made: Tables, variable: str, chapters: pd.DataFrame, lang: str) -> str:
    """What settings do one by one, their interaction, and the chapter for which the order matters most."""
    whole = whole_of(made.groups, variable)
    unit = _apart(str(whole["unit"]))
    text = word(
        "attribution_joint",
        lang,
        target=indicator(variable, lang),
        alone=change(whole["sum_alone"], unit, lang),
        interaction=change(whole["interaction"], unit, lang),
    )
    mine = chapters[chapters["target"] == variable]
    widest = mine.assign(span=mine["order_p95"] - mine["order_p05"]).to_dict("records")
    most = max(widest, key=lambda row: float(row["span"]))
    if len(widest) > 1 and most["span"] > 0:
        text += word(
            "attribution_order",
            lang,
            chapter=row_label(str(most["group"]), lang),
            low=change(most["order_p05"], unit, lang),
            high=change(most["order_p95"], unit, lang),
        )
    return text


def notes(attribution: Attribution, lang: str) -> list[str]:
    """What was cut off: the years of the longer scenario."""
    first, second = attribution.horizons
    if first == second:
        return []
    return [
        word(
            "attribution_horizons",
            lang,
            one=short(attribution.one, lang),
            other=short(attribution.other, lang),
            first=first,
            second=second,
            year=attribution.years[-1],
        )
    ]
