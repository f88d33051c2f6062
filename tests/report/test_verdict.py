"""The first screen says in words and signs what the rows say in numbers."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from sim.report import brief
from sim.report.cards import cards
from sim.report.inputs import Context, Inputs, ShockRow
from sim.report.labels import LANGUAGES
from sim.report.verdict import ABOUT_EVEN, MET, MISSED, headlines, outlook, verdict
from tests.report import small
from tests.report.small import CARGO, GDP, MARINE, POPULATION, effect, judged

REACHED = judged(GDP, 40000.0, 44000.0, 45000.0, added_by_grade_a=250.0)
SHORT = judged(POPULATION, 3300.0, 3270.0, 3280.0, unit="10k persons", added_by_grade_a=4.0)
TOGETHER = {"probability": 0.29, "probability_error": 0.032, "base_probability": 0.05}


def said(given: Inputs, lang: str = "en") -> list[str]:
    return verdict(small.rows(given, lang), given, lang)


def given(*targets: dict[str, object], compared: bool = True, context: Context | None = None) -> Inputs:
    return replace(
        small.inputs(list(targets), compared=compared, context=context),
        together=TOGETHER,
    )


def test_the_four_outcomes_stand_in_one_order_whatever_the_table_has() -> None:
    others = [judged(MARINE, 1.0, 1.0, 2.0), judged(CARGO, 1.0, 1.0, 2.0, unit="10k tonnes")]
    found = headlines(small.rows(given(*others, SHORT, REACHED)))
    assert [row.target_id for row in found] == [GDP, POPULATION, CARGO, MARINE]


def test_the_verdict_counts_names_what_is_missed_and_says_what_is_added() -> None:
    # 3280 of 3300: 20 times ten thousand; 1000 hundred million yuan on 44000
    assert said(given(REACHED, SHORT)) == [
        "The central run meets 1 of the plan’s 2 headline outcomes for 2025.",
        "Missed: Population by 200 thousand.",
        "All 2 hold together in 29% ± 4 of the draws (5% without the measures).",
        "The measures add +100 billion yuan to GDP (+2.3%).",
    ]
    assert said(given(REACHED))[0] == "The central run meets all 1 headline outcomes of the plan for 2025."
    assert "未达标：常住人口差20.0万人。" in said(given(REACHED, SHORT), "zh")


@pytest.mark.parametrize(
    ("probability", "met", "read"),
    [
        (0.4, False, ABOUT_EVEN),
        (0.6, True, ABOUT_EVEN),
        (0.39, False, MISSED),
        (0.61, True, MET),
        (0.39, True, MET),
        (float("nan"), True, MET),
        (float("nan"), False, MISSED),
    ],
)
def test_a_target_is_about_even_where_the_draws_fall_on_either_side(
    probability: float, met: bool, read: str
) -> None:
    (row,) = small.rows(given(REACHED | {"met": met, "probability": probability}))
    assert outlook(row) == read


def test_what_is_about_even_is_named_in_the_verdict() -> None:
    sentences = said(given(REACHED, SHORT | {"probability": 0.52}))
    assert "About even, with draws on either side of the target: Population." in sentences


def test_a_single_run_gives_no_probability_and_the_reference_adds_nothing() -> None:
    alone = replace(given(REACHED, compared=False), together={})
    assert said(alone)[1:] == [
        "One central run: it has no bands and gives no probabilities.",
        "This is the reference: the effort of 2015–2019 goes on, nothing is added.",
    ]
    assert not [s for s in said(given(REACHED, compared=False)) if "without the measures" in s]


def test_shocks_are_named_once_each_kind() -> None:
    shock = ShockRow(name="a", kind={"en": "Dry year", "zh": "枯水"}, size="1", unit="", cause="")
    sentences = said(given(REACHED, context=Context(shocks=[shock, shock])))
    assert sentences[-1] == "Assumed shocks, met with and without the measures: Dry year."


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_run_that_ends_before_the_targets_says_so(lang: str) -> None:
    early = small.inputs([small.target(GDP)])
    (sentence,) = said(early, lang)
    assert "2025" in sentence and cards(small.rows(early, lang), early, lang) == []


def test_a_card_has_the_value_the_distance_and_what_is_added_with_its_band() -> None:
    banded = {"added_p05": 500.0, "added_p95": 2000.0, "probability": 0.95, "probability_error": 0.01}
    run = given(REACHED | banded | {"base_probability": 0.8}, SHORT)
    first, second = cards(small.rows(run), run, "en")
    assert (first.name, first.value, first.unit, first.sign) == ("GDP", "4.50", "trillion yuan", "✓")
    assert first.verdict == "500 billion yuan above the target of 4 trillion yuan"
    assert first.lines == [
        "Measures add +100 billion yuan (90%: 50 to 200; of it grade A +25.0)",
        "Probability 95% ± 1 (without: 80%)",
    ]
    assert (second.outlook, second.sign) == (MISSED, "×")
    assert second.verdict == "200 thousand short of the target of 33 million"
    assert second.lines == ["Measures add +100 thousand (of it grade A +40.0)"]
    assert first.strip.startswith("<svg") and first.verdict in first.strip


def test_a_column_names_the_most_effective_measure_of_each_outcome_with_its_grade() -> None:
    effects = [effect("everything", 1000.0, ""), effect("roads", 80.0, "A"), effect("schools", 300.0, "B")]
    effects.append(effect("towns", 9000.0, "A", year=2035))
    run = given(REACHED, context=Context(contributions=effects))
    (line,) = brief.added(small.rows(run), run, "en")
    assert line == "GDP +100 billion yuan. Most from Schools: +30.0 billion yuan (grade B)."


def test_the_largest_source_of_the_spread_is_named_by_outcome() -> None:
    shares = {"parameters": 0.3, "drivers": 0.6, "base_data": 0.1, "all": 1.0}
    table = pd.DataFrame(
        [{"source": s, "target": "Population", "share": v, "year": 2025} for s, v in shares.items()]
    )
    run = replace(given(SHORT), variance=table)
    assert brief.uncertain(small.rows(run), run, "en")[0] == (
        "Largest source of the spread in 2025: Population: World outside 60%."
    )


@pytest.mark.parametrize(
    ("other", "line"),
    [(3310.0, "decides: Population 32.80 or 33.10 million."), (3290.0, "gives the same verdicts.")],
)
def test_the_reading_of_the_past_is_told_where_it_decides(other: float, line: str) -> None:
    histories = [
        {"reading": name, "target": "Population", "value": value, "unit": "10k persons"}
        for name, value in (("one", 3280.0), ("two", other))
    ]
    run = given(SHORT, context=Context(histories=histories))
    assert brief.uncertain(small.rows(run), run, "en")[0].endswith(line)


def test_totals_that_nobody_published_are_counted() -> None:
    totals = {"Population": {"sourced": 5}, "Port throughput": {"recalled": 4, "derived": 1}}
    run = given(SHORT, context=Context(totals=totals))
    assert "Totals of 2020 not read in a publication: Port throughput (5 of 5 places)." in brief.uncertain(
        small.rows(run), run, "en"
    )


@pytest.mark.parametrize(("model", "says"), [(0.2, "the best naive rule"), (2.0, "nearer was")])
def test_the_backtest_says_which_was_nearer(model: float, says: str) -> None:
    table = pd.DataFrame(
        [("first", "a", 5.0, 5.0 + model, 8.0, 5.5)],
        columns=["reading", "city", "observed", "model", "last_five_years", "constant_share_of_nation"],
    )
    run = replace(given(SHORT), backtest=table)
    (line,) = (s for s in brief.uncertain(small.rows(run), run, "en") if s.startswith("Backtest"))
    assert says in line and f"{model:.1f}" in line and "0.5" in line
