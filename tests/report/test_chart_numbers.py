"""What the charts print and how far their marks reach, worked out by hand from the invented run.

The run: GDP of Qingdao 12400.6 growing by 5.9 %, of Yantai 7816.4 by 5.5 % and so on in steps of 0.4 points;
residents 1007.2 by 0.44 %; cargo by 3.4 %; marine GDP by 6 %; sector s of 12 holds s/78 and marine
industry m of 14 m/105 of the total; 22 % of the residents are 60 and over, 0.9 points more every year.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from sim.report.charts.catalogue import Drawn, drawn
from sim.report.charts.stacks import stacked
from sim.report.sheet import Dots, Lines, Polygons
from sim.report.style import INK, MEASURES, place_colour
from tests.report import results, synthetic


@cache
def chart(name: str, lang: str = "en") -> Drawn:
    return next(d for d in drawn(synthetic.inputs(), lang) if d.id == name)


def texts(name: str, lang: str = "en") -> list[str]:
    return [line.text for line in chart(name, lang).sheet.words]


def run_of(name: str, first: str, *, lang: str = "en", count: int) -> list[str]:
    """The texts that follow a text."""
    found = texts(name, lang)
    return found[found.index(first) + 1 :][:count]


def beside(written: Mapping[str, Path], name: str) -> pd.DataFrame:
    return pd.read_csv(written["en"] / "charts" / f"{name}.csv", encoding="utf-8-sig")


def one(table: pd.DataFrame, column: str, **where: object) -> float:
    for key, value in where.items():
        table = table[table[key] == value]
    assert len(table) == 1
    return float(table[column].iloc[0])


@pytest.mark.parametrize(
    ("kind", "region", "year", "value"),
    [
        ("projected", "qingdao", 2020, 12400.6),
        ("projected", "qingdao", 2025, 16516.670292),  # x 1.059^5 = 1.331925092
        ("reference", "qingdao", 2025, 16207.088255),  # x 1.055^5 = 1.306960006
        ("projected", "yantai", 2025, 10215.722194),  # 7816.4 x 1.306960006
        ("projected", "jiaodong", 2020, 31113.4),  # 12400.6 + 7816.4 + 5872.2 + 3017.8 + 2006.4
        ("observed", "qingdao", 2020, 12400.6),
    ],
)
def test_the_numbers_beside_the_chart_of_gdp(
    kind: str, region: str, year: int, value: float, written: Mapping[str, Path]
) -> None:
    found = one(beside(written, "gdp_by_city"), "value", kind=kind, region=region, year=year)
    assert found == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize(
    ("name", "column", "where", "value"),
    [
        ("targets_and_gaps", "start", {"target_id": "T001"}, 3243.6),
        ("targets_and_gaps", "target", {"target_id": "T002"}, 40000),
        # 37336.08 at 2020 prices, and prices 1.02^5 = 1.1040808032 higher
        ("targets_and_gaps", "naive_growth", {"target_id": "T002"}, 41222.0492),
        ("measures", "effect", {"target": "Port throughput"}, -40.0),
        ("scoreboard", "model", {"indicator": "GDP", "region": "qingdao"}, 5.9),
        ("scoreboard", "naive_growth", {"indicator": "GDP", "region": "qingdao"}, 3.7137289),  # 1.2^0.2
        ("scoreboard", "naive_share", {"indicator": "GDP", "region": "qingdao"}, 4.5639553),  # 1.25^0.2
        (
            "port_throughput_capacity",
            "value",
            {"region": "port_qingdao", "variable": "Port throughput|Ore", "year": 2020},
            8637.0,  # 60459 / 6
        ),
        (
            "value_added_by_sector",
            "value",
            {"region": "qingdao", "variable": "Value added|Mining", "year": 2020},
            317.964103,  # 12400.6 x 2 / 78
        ),
        (
            "population_components",
            "value",
            {"region": "qingdao", "variable": "Net migration|Within region", "year": 2021},
            1.011632,  # 0.001 x 1007.2 x 1.0044
        ),
    ],
)
def test_the_numbers_beside_other_charts(
    name: str, column: str, where: dict[str, object], value: float, written: Mapping[str, Path]
) -> None:
    assert one(beside(written, name), column, **where) == pytest.approx(value, rel=1e-6)


def test_gdp_is_printed_in_one_unit_with_its_average_growth() -> None:
    note, *_ = run_of("gdp_by_city", "Qingdao", count=1)
    assert note == "2020–2025: 5.9% a year, 2015–2020: 6.5%"
    shown = run_of("gdp_by_city", "Qingdao", count=14)
    assert {"1,240", "1,652", "billion yuan"} <= set(shown)
    assert {"12401", "16517", "亿元"} <= set(run_of("gdp_by_city", "青岛", lang="zh", count=14))


def test_the_ends_of_a_gdp_line_stand_as_high_over_zero_as_their_values() -> None:
    marks = chart("gdp_by_city").sheet.marks
    axes = [m.lines[0] for m in marks if isinstance(m, Lines) and m.colour == INK and len(m.lines[0]) == 2]
    growth = (1.059**5, 1.055**5, 1.051**5, 1.047**5, 1.043**5)
    for city, zero, factor in zip(results.GDP, axes[1:], growth, strict=True):  # the first is the region's
        (ends,) = (m for m in marks if isinstance(m, Dots) and m.colour == place_colour(city))
        (_, first), (_, last) = ends.points
        (path,) = (m.lines[0] for m in marks if isinstance(m, Lines) and m.colour == ends.colour)
        assert (path[0], path[-1]) == ends.points
        assert (zero[0][1] - last) / (zero[0][1] - first) == pytest.approx(factor)


def test_the_strip_of_targets_says_what_is_added_and_what_is_missing() -> None:
    shown = texts("targets_and_gaps")
    # 3268.774 with and 3262.252 without the measures against 3300, ten thousand persons each
    assert "measures add +65.2 thousand; 312 thousand short of the target" in shown
    assert run_of("targets_and_gaps", "target 33 million", count=3) == ["32.44", "32.62", "32.69"]
    assert "措施贡献+6.52万人；距目标31.2万人" in texts("targets_and_gaps", "zh")


def test_a_bar_of_a_measure_is_as_long_as_its_effect_and_goes_left_when_it_takes_away() -> None:
    from sim.report.charts import measures

    table = pd.DataFrame(
        [(2025, "GDP|Current prices", name, name, name, grade, effect, math.nan, math.nan, "100m CNY")
         for name, grade, effect in (("a", "A", 120.0), ("b", "A", 60.0), ("c", "A", -30.0))],
        columns=measures.COLUMNS,
    )  # fmt: skip
    bars = [m for m in measures.draw(table, "en").marks if isinstance(m, Polygons) and m.colour == MEASURES]
    edges = [(shape[0][0], shape[1][0]) for bar in bars for shape in bar.shapes]
    lengths = [right - left for left, right in edges]
    assert [length / lengths[0] for length in lengths] == pytest.approx([1, 0.5, 0.25])
    zero = edges[0][0]
    assert edges[1][0] == pytest.approx(zero) and edges[2][1] == pytest.approx(zero)


def test_measures_are_printed_with_their_signs_in_units_that_suit() -> None:
    for name, unit, effect in (
        ("Population", "thousand", "+32.0"),
        ("Port throughput", "million tonnes", "−0.40"),
        ("GDP, current prices", "billion yuan", "+12.0"),
    ):
        found = run_of("measures", name, count=5)
        assert found[0] == unit and found[-1] == effect


def test_the_sources_of_growth_add_up_to_its_rate() -> None:
    # 2.8 - 0.2 + 0.3 + 0.4 + 0.7 + 0.1 + 0.05 + 1.2 + 0.3 = 5.65; each city 9 x 0.02 less than the one before
    found = {c: run_of("growth_sources", c, count=1)[0] for c in ("Yantai", "Weifang", "Weihai", "Rizhao")}
    assert found == {"Yantai": "5.5%", "Weifang": "5.3%", "Weihai": "5.1%", "Rizhao": "4.9%"}
    assert run_of("growth_sources", "Jiaodong", count=1) == ["5.3%"]


def test_stacked_parts_pile_up_on_both_sides_of_zero() -> None:
    assert stacked([2.0, -1.0, 3.0, -0.5, 0.0]) == [(0, 2), (0, -1), (2, 5), (-1, -1.5), (5, 5)]
    assert stacked([]) == []


def test_the_rebound_says_how_far_output_stood_from_its_potential() -> None:
    assert run_of("rebound", "Qingdao", count=1) == ["Output gap: 2020 −2.0%, 2025 0.0%"]
    # the last observed rate, then the first and the last projected one
    assert run_of("rebound", "Yantai", count=13)[-3:] == ["3.6", "5.5", "5.5"]


def test_sectors_are_printed_as_shares_of_the_place() -> None:
    shares = ["1.3", "2.6", "3.8", "5.1", "6.4", "7.7", "9.0", "10.3", "11.5", "12.8", "14.1", "15.4"]
    assert run_of("value_added_by_sector", "Weihai", count=12) == shares


def test_output_is_printed_by_where_it_goes_in_both_years() -> None:
    # exports grow 1.02^5 = 1.1040808 faster: 11.040808 of 101.040808 in the last year
    first, last = ["40.0", "10.0", "10.0", "30.0", "10.0"], ["39.6", "9.9", "9.9", "29.7", "10.9"]
    for city in ("Qingdao", "Weihai"):
        assert run_of("trade_links", city, count=12) == ["2020", *first, "2025", *last]


def test_the_pieces_of_a_bar_of_sales_fill_it() -> None:
    bars: dict[float, list[tuple[float, float]]] = {}
    for mark in (m for m in chart("trade_links").sheet.marks if isinstance(m, Polygons)):
        for shape in mark.shapes:
            bars.setdefault(shape[0][1], []).append((shape[0][0], shape[1][0]))
    assert len(bars) == 10
    for pieces in bars.values():
        lengths = [end - start for start, end in pieces]
        assert len(pieces) == 5 and lengths[0] == max(lengths)
        assert all(after[0] - before[1] == pytest.approx(0.01) for before, after in pairwise(pieces))
    assert len({round(pieces[-1][1], 6) for pieces in bars.values()}) == 1


def test_pyramids_say_the_share_of_the_old_and_put_men_left_and_women_right() -> None:
    assert run_of("population_pyramids", "Qingdao", count=1) == ["60 and over: 2020 22.0%, 2025 26.5%"]
    men, women = [m for m in chart("population_pyramids").sheet.marks if isinstance(m, Polygons)][:2]
    left = [shape[1][0] - shape[0][0] for shape in men.shapes]
    right = [shape[1][0] - shape[0][0] for shape in women.shapes]
    assert men.shapes[0][1][0] == pytest.approx(women.shapes[0][0][0])
    assert [m / w for m, w in zip(left, right, strict=True)] == pytest.approx([0.505 / 0.495] * 18)


def test_ports_print_their_tonnes_their_load_and_their_waiting() -> None:
    shown = run_of("port_throughput_capacity", "Qingdao port", count=16)
    assert shown[0] == "Occupancy 66% → 66%, wait 1.5 h"
    assert {"604.6", "714.6"} <= set(shown)  # 60459 and 71460 ten thousand tonnes
    assert "Qingdao port 714.6" in texts("port_history")
    assert {"青岛港 7.15", "青岛港 2572.1"} <= set(texts("port_history", "zh"))


def test_travel_times_are_printed_with_their_change() -> None:
    # 80 + 25 a city further - 4 a year
    assert run_of("travel_times", "Rizhao", count=1) == ["Rizhao"]
    shown = texts("travel_times")
    matrix = shown[shown.index("85") : shown.index("85") + 40]
    assert matrix[::2] == [str(60 + 25 * abs(i - j)) for i in range(5) for j in range(5) if i != j]
    assert set(matrix[1::2]) == {"−20"}


@pytest.mark.parametrize(
    "name",
    ["value_added_by_sector", "trade_links", "population_pyramids", "marine_by_industry", "travel_times"],
)
def test_charts_of_two_years_keep_no_other_year_beside_them(name: str, written: Mapping[str, Path]) -> None:
    assert set(beside(written, name)["year"]) == {2020, 2025}


def test_marine_industries_stand_from_the_largest_to_the_smallest_with_their_growth() -> None:
    shown = texts("marine_by_industry")
    values = [float(t) for t, after in pairwise(shown) if after == "+6.0%"]
    assert values == sorted(values, reverse=True) and len(values) == 14
    # 0.29 x 31113.4 x 14 / 105 x 1.06^5, in billions
    assert values[0] == pytest.approx(161.0)


def test_the_marks_of_the_scoreboard_stand_in_the_order_of_their_rates() -> None:
    marks = [m for m in chart("scoreboard").sheet.marks if isinstance(m, Dots)][3:]  # after the key
    share, growth, model = (m.points[0][0] for m in marks[:3])  # Qingdao: 4.56, 3.71 and 5.9 % a year
    assert (model - share) / (share - growth) == pytest.approx((5.9 - 4.5639553) / (4.5639553 - 3.7137289))


@pytest.mark.parametrize(
    ("name", "lang", "text"),
    [
        # 5.9, 5.5, 5.1, 4.7 and 4.3 % a year; 0.4 points more than without the measures
        (
            "gdp_by_city",
            "en",
            (
                "GDP of Jiaodong grows by 5.4% a year in 2020–2025; Qingdao grows fastest (5.9% a year),"
                " Rizhao slowest (4.3%); the measures add +76.3 billion yuan in 2025."
            ),
        ),
        (
            "gdp_by_city",
            "zh",
            "2020–2025年胶东经济圈地区生产总值年均增长5.4%；青岛增速最高（年均5.9%），日照最低（4.3%）；2025年措施贡献+763亿元。",
        ),
        # 0.0075 - 0.0076 of 3252.5 and 0.006 - 0.002 k of each city
        (
            "population_components",
            "en",
            (
                "In Jiaodong births less deaths make −3.25 thousand in 2021 and −3.27 thousand in 2025,"
                " migration +102 thousand and +104 thousand."
            ),
        ),
        # 24 and 29 for Qingdao, 1.5 more for each city after it; children 22 less 0.3 a city
        (
            "dependency_ratios",
            "en",
            (
                "For every hundred residents of working age Jiaodong has 32.0 old people and 21.4 children in"
                " 2025, after 27.0 and 21.4 in 2020; the old weigh most in Rizhao (35.0),"
                " least in Qingdao (29.0)."
            ),
        ),
        # all ports alike: 66 % at first and at last
        (
            "port_throughput_capacity",
            "en",
            "The ports handle 1,880 million tonnes in 2025, after 1,590 in 2020.",
        ),
        ("port_history", "en", "Qingdao port handles most in 2025 (714.6 million tonnes)."),
        # 80 + 25 a city further - 4 a year
        (
            "travel_times",
            "en",
            (
                "In 2025 the way from Qingdao to Rizhao takes longest (160 minutes), from Qingdao to Yantai"
                " shortest (85); since 2020 Qingdao to Yantai has changed most (−20 minutes)."
            ),
        ),
        (
            "measures",
            "zh",
            "单项最大的是“研发经费增长”（+120亿元，A级）。",
        ),
        ("trade_links", "en", "In 2025 all cities divide their output alike."),
    ],
)
def test_what_a_chart_shows_is_said_in_numbers(name: str, lang: str, text: str) -> None:
    assert chart(name, lang).reading == text


def test_the_nearer_rule_is_the_one_with_the_smaller_distance() -> None:
    from sim.report.charts.scoreboard import nearer

    assert nearer({"model": 5.0, "naive_growth": 5.5, "naive_share": 3.0}) == ("naive_growth", -0.5)
    assert nearer({"model": 4.0, "naive_growth": 5.5, "naive_share": 3.0}) == ("naive_share", 1.0)
    assert nearer({"model": 4.0, "naive_growth": math.nan, "naive_share": 3.0}) is None


def test_all_levers_together_are_shown_by_what_each_grade_adds() -> None:
    from sim.report.charts import measures

    sums = dict(zip(measures.TOTALS, (60.0, 50.0, 80.0), strict=True))
    rows = [(2025, "GDP", n, n, n, "", v, 70.0, 90.0, "100m CNY 2020") for n, v in sums.items()]
    drawn_sheet = measures.draw(pd.DataFrame(rows, columns=measures.COLUMNS), "en")
    found = {m.colour: m.shapes[0] for m in drawn_sheet.marks if isinstance(m, Polygons)}
    ends = {grade: (found[c][0][0], found[c][1][0]) for grade, c in measures.GRADES.items()}
    unit = (ends["A"][1] - ends["A"][0]) / 60
    # A makes 60, B takes 10 away and lies left of zero, C adds 30 beyond A
    assert ends["B"][1] == pytest.approx(ends["A"][0]) and ends["C"][0] == pytest.approx(ends["A"][1])
    assert [(b - a) / unit for a, b in (ends["B"], ends["C"])] == pytest.approx([10, 30])


def test_parts_that_are_only_rounding_have_no_name() -> None:
    from sim.report.charts.stacks import end_labels
    from sim.report.panel import Panel
    from sim.report.sheet import Sheet

    sheet = Sheet(2.0)
    panel = Panel(sheet, 1.0, 0.5, 2.0, 1.0, (2020, 2025), (-2, 5))
    end_labels(panel, 2025, [3.0, 1e-15, -1.0], ["a", "b", "c"], ["#000000"] * 3)
    assert [line.text for line in sheet.words] == ["a", "c"]


def test_cities_that_sell_differently_are_named() -> None:
    from sim.report.charts import trade_links

    table = chart("trade_links").data.copy()
    abroad = table["variable"].str.startswith("Exports|") & (table["region"] == "weihai")
    table.loc[abroad, "value"] *= 2
    text = trade_links.reading(table, "en")
    # 10.927 x 2 of 100 + 10.927 for Weihai, 39.6 of 100 kept by the others
    assert text.startswith("Weihai sells the largest part of its output abroad (19.7%)")
    assert text.endswith("keeps most of its own output (39.6%), Weihai least (35.7%).")
