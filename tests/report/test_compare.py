"""Scenarios side by side: differences and their bands by hand, targets, words, and the tables of settings."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from sim.report.compare import comparison as compare
from sim.report.compare import page, result_tables, settings, summary, targets
from sim.report.compare.compared import Compared, names, same_draws, series, years
from sim.report.compare.differences import differences, side_by_side
from sim.report.compare.paths import paths
from sim.report.labels import LANGUAGES
from sim.report.words import word
from sim.scenario.scenario import Ensemble
from sim.scenario.shocks import Shock
from tests.report.side_by_side import GDP, Key, invented, scenario, several, small

DRAWS = list(range(100, 201))
"""101 draws, so that the percentiles fall on draws."""


def row(table: pd.DataFrame, scenario: str, year: int) -> pd.Series:
    found = table[(table["scenario"] == scenario) & (table["year"] == year)]
    assert len(found) == 1
    return found.iloc[0]


def test_a_band_is_that_of_the_differences_draw_by_draw() -> None:
    # draw i is 100 + i in the first and 101 + 2 i in the other: the difference is 1 + i
    first = small("a", {GDP: {2020: [100.0] * 102, 2025: [150.0, *DRAWS]}})
    other = small("b", {GDP: {2020: [100.0] * 102, 2025: [160.0, *(2 * d - 99 for d in DRAWS)]}})
    found = row(differences([first, other]), "b", 2025)
    assert (found["value"], found["first"], found["difference"]) == (160, 150, 10)
    assert (found["p05"], found["p95"]) == pytest.approx((6, 96))
    assert found["percent"] == pytest.approx(100 * (160 / 150 - 1))
    shares = [100 * ((2 * d - 99) / d - 1) for d in DRAWS]
    assert found["percent_p95"] == pytest.approx(np.quantile(shares, 0.95))


def test_luck_that_scenarios_share_leaves_no_band() -> None:
    luck = [50.0, *np.random.default_rng(1).normal(50, 20, 40)]
    first = small("a", {GDP: {2020: luck, 2025: luck}})
    other = small("b", {GDP: {2020: luck, 2025: [value + 3 for value in luck]}})
    found = row(differences([first, other]), "b", 2025)
    assert (found["difference"], found["p05"], found["p95"]) == pytest.approx((3, 3, 3))


def test_conditioned_draws_count_by_the_weights_of_the_scenario_that_is_compared() -> None:
    values = {GDP: {2020: [10.0] * 4, 2025: [10.0, 10.0, 10.0, 10.0]}}
    more = {GDP: {2020: [10.0] * 4, 2025: [12.0, 11.0, 12.0, 13.0]}}
    first, other = small("a", values, [1 / 3] * 3), small("b", more, [0.98, 0.01, 0.01])
    found = row(differences([first, other]), "b", 2025)
    # a value stands in the middle of its share: 1 at 0.49, 2 at 0.985, 3 at 0.995
    assert found["p05"] == pytest.approx(1)
    assert found["p95"] == pytest.approx(1 + (0.95 - 0.49) / (0.985 - 0.49))


def test_fewer_members_are_compared_on_the_draws_that_both_have() -> None:
    first = small("a", {GDP: {2020: [1.0] * 5, 2025: [10.0, 10.0, 20.0, 30.0, 99.0]}})
    other = small("b", {GDP: {2020: [1.0] * 4, 2025: [11.0, 11.0, 21.0, 31.0]}})
    assert row(differences([first, other]), "b", 2025)["p95"] == pytest.approx(1)


@pytest.mark.parametrize(
    "other",
    [
        small("b", {GDP: {2020: [1.0], 2025: [11.0]}}),
        small("b", {GDP: {2020: [1.0] * 4, 2025: [11.0] * 4}}, seed=7),
        small(
            "b",
            {GDP: {2020: [1.0] * 4, 2025: [11.0] * 4}},
            uncertainty=Ensemble(200, None, "central", "drawn", "drawn"),
        ),
    ],
    ids=["one member", "another seed", "other sources"],
)
def test_without_common_draws_there_is_a_difference_and_no_band(other: Compared) -> None:
    first = small("a", {GDP: {2020: [1.0] * 4, 2025: [10.0] * 4}})
    found = row(differences([first, other]), "b", 2025)
    assert found["difference"] == 1 and math.isnan(found["p05"]) and math.isnan(found["percent_p95"])


def test_shares_and_what_the_first_has_none_of_are_not_compared_in_per_cent() -> None:
    share: Key = ("jiaodong", "New-economy share", "%")
    moves: Key = ("jiaodong", "Net migration", "10k persons")
    first = small("a", {share: {2020: [30.0] * 3}, moves: {2020: [0.0] * 3}})
    other = small("b", {share: {2020: [33.0] * 3}, moves: {2020: [2.0] * 3}})
    table = differences([first, other]).set_index("variable")
    assert table["difference"].to_dict() == {"New-economy share": 3, "Net migration": 2}
    assert table["percent"].isna().all()


def test_horizons_are_cut_to_the_years_that_all_have() -> None:
    short = small("a", {GDP: {2020: [1.0], 2025: [2.0]}})
    long = small("b", {GDP: {2020: [1.0], 2025: [2.5], 2035: [9.0]}})
    assert years([short, long]) == (2020, 2025)
    assert differences([short, long])["year"].max() == 2025
    wide = side_by_side([short, long]).set_index("year")
    assert wide.loc[2025, "b minus a"] == 0.5
    # a year that only one scenario has keeps its row, without a difference
    assert (
        wide.loc[2035, "b"] == 9
        and math.isnan(wide.loc[2035, "a"])
        and math.isnan(wide.loc[2035, "b minus a"])
    )


def test_the_wide_table_leaves_observed_history_out() -> None:
    given = invented("a")
    history = given.frame[given.frame["year"] == 2020].assign(scenario="observed")
    table = side_by_side([replace(given, frame=pd.concat([history, given.frame])), invented("b", 0.01)])
    assert not table.duplicated(["region", "variable", "unit", "year"]).any()
    assert set(table.columns) == {"region", "variable", "unit", "year", "a", "b", "b minus a"}


def test_a_scenario_that_comes_twice_gets_a_number() -> None:
    same = small("plan", {GDP: {2020: [1.0], 2025: [2.0]}})
    other = small("plan (2)", {GDP: {2020: [1.0], 2025: [2.0]}})
    assert names([same, other, same, same]) == ("plan", "plan (2)", "plan (3)", "plan (4)")
    table = differences([same, same])
    assert set(table["scenario"]) == {"plan (2)"} and (table["difference"] == 0).all()


def test_what_is_kept_of_an_outcome_is_what_the_tables_read() -> None:
    few, every = ([invented("a", whole=w), invented("b", 0.01, whole=w)] for w in (False, True))
    assert len(few[0].outcome.names) < len(every[0].outcome.names)
    assert {(place, variable) for place, variable, _ in few[0].outcome.names} <= set(series())
    for table in (differences, side_by_side, paths):
        pd.testing.assert_frame_equal(table(few), table(every))
    pd.testing.assert_frame_equal(
        targets.table(targets.judgements(few)), targets.table(targets.judgements(every))
    )


def test_an_index_starts_at_hundred_and_its_band_is_that_of_the_draws() -> None:
    given = small("a", {GDP: {2020: [50.0, 100.0, 200.0], 2025: [60.0, 110.0, 260.0]}})
    table = paths([given]).set_index("year")
    assert table.loc[2020, ["value", "low", "high"]].tolist() == [100, 100, 100]
    assert table.loc[2025, "value"] == pytest.approx(120)
    assert table.loc[2025, ["low", "high"]].tolist() == pytest.approx([111, 129])


def test_one_scenario_is_no_comparison() -> None:
    with pytest.raises(ValueError, match="two scenarios"):
        compare.of([invented("a")])


def test_a_target_has_margin_and_difference_with_its_band() -> None:
    first, other = invented("a"), invented("b", 0.01)
    found = targets.judgements([first, other])["T001"]
    values = [each.outcome.find("jiaodong", "Population")[-1] for each in (first, other)]
    assert [each.projected for each in found] == pytest.approx([v[0] for v in values])
    assert [each.margin for each in found] == pytest.approx([v[0] - 3300 for v in values])
    assert found[1].margin_percent == pytest.approx(100 * (values[1][0] / 3300 - 1))
    low, high = np.quantile(values[1][1:] - values[0][1:], [0.05, 0.95])
    assert (found[1].difference_p05, found[1].difference_p95) == pytest.approx((low, high))
    assert found[0].difference == 0


def test_the_table_of_targets_has_every_target_of_the_register_once_a_scenario() -> None:
    table = targets.table(targets.judgements(several(3)))
    assert len(table) == 3 * 117 and not table.duplicated(["target_id", "scenario"]).any()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_says_the_range_who_meets_it_and_who_differs_most(lang: str) -> None:
    found = compare.of([invented("slow"), invented("fast", 0.02)])
    text = summary.sentences(found, lang)[0]
    people = found.targets["T001"]
    assert people[0].projected < people[1].projected
    assert text.index("slow") < text.index("fast")
    assert word("compare_odds_one", lang, value="61%") in text
    assert ("90% band" if lang == "en" else "90%区间") in text


def test_scenarios_that_agree_are_said_to_agree() -> None:
    text = summary.sentences(compare.of([invented("a"), invented("b")]), "en")[0]
    assert "under every scenario" in text and "Furthest" not in text


def test_the_headline_table_has_a_line_a_scenario_under_each_target() -> None:
    found = compare.of(several(3))
    table = summary.table(found, "en")
    groups = [line for line in table.rows if len(line) == 1]
    assert len(groups) == len(found.judged(headline=True))
    assert len(table.rows) == 4 * len(groups)
    assert {len(line) for line in table.rows} == {1, len(table.head)}
    first = table.rows[1]
    assert first[0] == "1 base" and first[2:4] == ["–", "–"]


@pytest.mark.parametrize("count", [2, 9])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_table_of_the_page_has_full_rows(lang: str, count: int) -> None:
    found = compare.of(several(count))
    tables = [
        summary.table(found, lang),
        result_tables.counts(found, lang),
        *(result_tables.of_class(found, kind, lang) for kind in ("outcome", "direction")),
        result_tables.by_place(found, lang),
        result_tables.by_year(found, lang),
        *settings.tables(found, lang),
    ]
    for table in tables:
        assert {len(line) for line in table.rows} <= {1, len(table.head)}, table.title
        assert "nan" not in {cell for line in table.rows for cell in line}


def test_settings_that_differ_stand_with_unit_chapter_and_every_value() -> None:
    found = compare.of([invented("a"), invented("b", 0.01, rd_growth=8.0)])
    (table,) = settings.tables(found, "zh")
    lever = found.scenarios[0].scenario.registers.levers["rd_growth"]
    assert table.rows[0] == [word("compare_chapter", "zh", section="政策杠杆", chapter=lever.chapter)]
    assert table.rows[1][0] == lever.label_zh and table.rows[1][2:] == ["–", "8"]
    written = settings.columns(found).iloc[0]
    assert (written["section"], written["name"], written["a"], written["b"]) == (
        "levers",
        "rd_growth",
        "",
        "8",
    )


def test_scenarios_with_the_same_settings_differ_in_nothing() -> None:
    found = compare.of([invented("a"), invented("b")])
    assert settings.tables(found, "en") == [] and settings.columns(found).empty


def test_many_scenarios_are_listed_with_what_few_others_set_first() -> None:
    given = several(8)
    alone = given[7].scenario
    projects = {**alone.projects, "weifang_yantai": math.inf}
    given[7] = replace(given[7], scenario=replace(alone, projects=projects))
    counts, changes = settings.tables(compare.of(given), "en")
    assert [line[0] for line in counts.rows] == [line[0] for line in changes.rows]
    assert "1" in counts.rows[0]
    text = changes.rows[-1][1]
    assert text.index("never") < text.index("R&D")


def test_notes_say_what_is_compared() -> None:
    shock = Shock("slump", "exports", "a war", {2023: -20.0})
    first, other = invented("a"), invented("b", 0.01, 1, 2030)
    struck = replace(invented("c"), scenario=scenario("c", shocks=(shock,)))
    text = " ".join(page.notes(compare.of([first, other, struck]), "en"))
    for part in (
        "first scenario, a,",
        "shocks",
        "Longer, see their own reports: b",
        "No band of the difference: b",
    ):
        assert part in text
    quiet = page.notes(compare.of([first, invented("d", 0.01)]), "en")
    assert len(quiet) == 1
    alone = page.notes(compare.of([first, other]), "en")
    assert word("compare_no_bands", "en") in alone


def test_weights_are_said() -> None:
    values = {GDP: {2020: [10.0] * 4, 2025: [10.0] * 4}}
    found = compare.of([small("a", values, [0.2, 0.3, 0.5]), small("b", values, [0.2, 0.3, 0.5])])
    assert word("compare_weights", "en") in page.notes(found, "en")


def test_the_seed_and_the_sources_decide_whether_draws_are_the_same() -> None:
    one = invented("a")
    assert same_draws(one, invented("b", 0.01))
    assert not same_draws(one, replace(one, seed=1))
