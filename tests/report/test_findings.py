"""The first screen's sentences say the right thing: what is added, what matters, what is uncertain."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from sim.report import findings
from sim.report.causes import what_matters
from sim.report.inputs import Context, Inputs
from sim.report.labels import LANGUAGES
from tests.report import small
from tests.report.small import GDP, POPULATION, REGION, UNPROJECTED, effect, judged, target

GDP_ROW = judged(GDP, 40000.0, 44000.0, 45000.0, added_by_grade_a=250.0)
POPULATION_ROW = judged(POPULATION, 3300.0, 3270.0, 3280.0, unit="10k persons", added_by_grade_a=4.0)
MISSING = target(UNPROJECTED, operator="~", target=42.0, unit="%")


def added(given: Inputs, lang: str = "en") -> list[str]:
    return findings.measures(small.rows(given, lang), given, lang)


def uncertain(given: Inputs, lang: str = "en") -> list[str]:
    return findings.what_is_uncertain(small.rows(given, lang), given, lang)


def test_a_sentence_a_judged_headline_outcome_and_none_for_the_others() -> None:
    delivery = judged("T006", 10.0, 8.0, 10.0, **{"class": "delivery"}, unit="%")
    found = added(small.inputs([MISSING, POPULATION_ROW, GDP_ROW, delivery]))
    assert [text.partition(":")[0] for text in found] == [f"Target {POPULATION}", f"Target {GDP}"]


def test_what_grade_a_adds_is_said_before_what_all_levers_add() -> None:
    (text,) = added(small.inputs([GDP_ROW]))
    # 250 of 1000 hundred million yuan; from 44000 to 45000
    assert 0 < text.index("+25.0 billion yuan") < text.index("+100 billion yuan")
    assert "from 4.40 trillion yuan to 4.50 trillion yuan" in text
    (chinese,) = added(small.inputs([GDP_ROW]), "zh")
    assert 0 < chinese.index("+250亿元") < chinese.index("+1000亿元")


def test_an_unknown_part_of_grade_a_is_a_dash_and_not_a_number() -> None:
    (text,) = added(small.inputs([GDP_ROW | {"added_by_grade_a": math.nan}]))
    assert "–" in text and "nan" not in text and "+100 billion yuan" in text


def test_measures_that_take_away_are_said_with_a_minus() -> None:
    (text,) = added(small.inputs([judged(GDP, 40000.0, 45000.0, 44000.0, added_by_grade_a=-10.0)]))
    assert "−1.00 billion yuan" in text and "−100 billion yuan" in text and "+" not in text


def test_the_single_lever_that_adds_most_is_named_with_its_grade() -> None:
    effects = [
        effect("everything", 1000.0, ""),
        effect("roads", 80.0, "A"),
        effect("schools", 300.0, "B"),
        effect("towns", 2000.0, "C", "Population"),
        effect("taxes", -900.0, "A"),
    ]
    given = small.inputs([GDP_ROW], context=Context(contributions=effects))
    (text,) = added(given)
    assert "Schools (+30.0 billion yuan, grade B)" in text
    assert not [name for name in ("Everything", "Roads", "Towns", "Taxes") if name in text]
    assert "schools（中）" in added(given, "zh")[0]


@pytest.mark.parametrize(
    "effects",
    [
        [],
        [effect("everything", 1000.0, "")],
        [effect("taxes", -5.0, "A")],
        [effect("nothing", 0.0, "A")],
        [effect("unknown", math.nan, "A")],
        [effect("towns", 2000.0, "A", "Population")],
    ],
    ids=["none", "only together", "takes away", "nothing", "unknown", "elsewhere"],
)
def test_no_lever_is_named_where_none_adds(effects: list[dict[str, object]]) -> None:
    bare = added(small.inputs([GDP_ROW]))
    assert added(small.inputs([GDP_ROW], context=Context(contributions=effects))) == bare
    assert "Most from" not in bare[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_reference_says_that_it_adds_nothing(lang: str) -> None:
    (text,) = added(small.inputs([GDP_ROW], compared=False), lang)
    assert {"en": "reference scenario", "zh": "参照情景"}[lang] in text


def test_headlines_that_are_not_projected_are_listed() -> None:
    rows = small.rows(small.inputs([MISSING, GDP_ROW]))
    assert findings.other_names(rows, "en") == f"Headlines not projected in this run: Target {UNPROJECTED}"
    assert findings.other_names(small.rows(small.inputs([GDP_ROW])), "en") == ""


def growth(causes: dict[str, list[float]]) -> dict[tuple[str, str, str], dict[int, float]]:
    paths = {
        (REGION, f"Growth contribution|{cause}", "% points"): dict(enumerate(points, start=2021))
        for cause, points in causes.items()
    }
    total = [sum(points) for points in zip(*causes.values(), strict=True)]
    return paths | {(REGION, "GDP growth", "%"): dict(enumerate(total, start=2021))}


def test_the_three_largest_causes_of_growth_are_named_from_the_largest_down() -> None:
    causes = {"Capital": [2.0, 3.0], "Labour": [-0.5, -0.5], "R&D": [0.6, 0.8]}
    causes |= {"Utilisation": [3.0, 0.0], "Access": [0.1, 0.1]}
    first, second = what_matters(small.inputs([], paths=growth(causes)), "en")
    # averages 2.5, -0.5, 0.7, 1.5 and 0.1: together 4.3
    assert first == (
        "GDP grows by 4.3% a year in 2021–2022; the largest contributions, in points: "
        "Capital 2.5, Closing gap 1.5, R&D 0.7."
    )
    assert second == "Of the 5.2% in 2021, 3.0 points only close the gap that the pandemic left."


def test_people_and_ports_are_read_in_the_last_year() -> None:
    paths = {
        (REGION, "Births", "10k persons"): {2021: 25.0, 2025: 20.0},
        (REGION, "Deaths", "10k persons"): {2021: 24.0, 2025: 26.0},
        (REGION, "Net migration", "10k persons"): {2021: 9.0, 2025: 15.0},
        (REGION, "Port throughput", "10k tonnes"): {2020: 150000.0, 2025: 180000.0},
        (REGION, "Port service capacity", "10k tonnes"): {2020: 200000.0, 2025: 240000.0},
    }
    people, ports = what_matters(small.inputs([], paths=paths), "en")
    assert people == "In 2025 births less deaths make −60.0 thousand, net migration +150 thousand."
    assert ports == "The ports handle 1,800 million tonnes in 2025, 75% of their service capacity."
    assert "−6.00万人" in what_matters(small.inputs([], paths=paths), "zh")[0]


def test_nothing_is_said_of_what_is_not_reported() -> None:
    paths = {(REGION, "Births", "10k persons"): {2021: 25.0}}
    assert what_matters(small.inputs([], paths=paths), "en") == []


def test_a_single_run_says_that_it_has_no_bands_and_an_ensemble_where_they_come_from() -> None:
    assert uncertain(small.inputs([POPULATION_ROW]))[0].startswith("One central run")
    assert uncertain(small.inputs([POPULATION_ROW], bands=True))[0].startswith("Bands and probabilities")
    assert uncertain(small.inputs([MISSING], bands=True))[0].startswith("One central run")


def test_the_error_on_the_past_stands_beside_those_of_the_naive_rules() -> None:
    table = pd.DataFrame(
        [
            ("first", "a", 5.0, 6.0, 8.0, 5.5, 1.0),
            ("first", "b", 6.0, 4.0, 8.0, 6.5, 1.0),
            ("second", "a", 9.0, 0.0, 0.0, 0.0, 0.0),
        ],
        columns=[
            "reading",
            "city",
            "observed",
            "model",
            "last_five_years",
            "constant_share_of_nation",
            "other",
        ],
    )
    (text,) = (t for t in uncertain(small.inputs([], backtest=table)) if t.startswith("Fitted"))
    # (1 + 2) / 2, (3 + 2) / 2 and 0.5 in the first reading only
    assert "by 1.5 points" in text
    assert "Last five years’ growth: 2.5" in text and "Constant share of the nation: 0.5" in text
    assert "other" not in text


def test_current_prices_are_set_beside_those_of_the_base_year() -> None:
    (text,) = (t for t in uncertain(small.inputs([GDP_ROW, POPULATION_ROW])) if "current prices" in t)
    assert text == (
        f"Target {GDP} is judged at current prices (4.50 trillion yuan); "
        "at 2020 prices it is 3.60 trillion yuan."
    )


def test_totals_histories_and_limits_are_told_as_they_are_given() -> None:
    context = Context(
        totals={"Population": {"sourced": 4, "derived": 1}},
        histories=[
            {"reading": "one", "target": "Population", "value": 3280.0, "unit": "10k persons"},
            {"reading": "two", "target": "Population", "value": 3310.0, "unit": "10k persons"},
        ],
        limits=["a", "b", "c"],
    )
    found = " ".join(uncertain(small.inputs([], context=context)))
    assert "Population (4 published + 1 derived)" in found
    assert "Population 32.80 million or 33.10 million" in found
    assert "3 mechanisms are not modelled yet" in found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_with_nothing_known_only_the_lack_of_bands_is_said(lang: str) -> None:
    assert len(uncertain(small.inputs([]), lang)) == 1
