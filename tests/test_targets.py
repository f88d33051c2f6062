"""Targets held against small frames: what counts as met, by class, and what stays without judgement."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from sim.targets import TOLERANCE, Target, average_growth, counts, evaluate, met, register, year_reached


def target(
    kind: str = "outcome", operator: str = ">=", number: float = 100.0, variable: str = "GDP"
) -> Target:
    return Target("T", "", "", kind, "jiaodong", 2025, operator, number, "", "", variable, "", "", True, "")


@pytest.mark.parametrize(
    ("operator", "below", "at", "above"),
    [
        (">", False, False, True),
        (">=", False, True, True),
        ("<", True, False, False),
        ("<=", True, True, False),
    ],
)
def test_an_outcome_compares_by_its_operator(operator: str, below: bool, at: bool, above: bool) -> None:
    verdicts = [met(target(operator=operator), value, 0.0) for value in (99.9, 100.0, 100.1)]
    assert verdicts == [below, at, above]


def test_about_has_a_stated_tolerance() -> None:
    about = target("delivery", "~", 10.0, "R&D spending growth")
    half = TOLERANCE["R&D spending growth"]
    near, far = half * 0.99, half * 1.01
    assert [met(about, 10 + gap, 0.0) for gap in (-far, -near, near, far)] == [False, True, True, False]


def test_about_without_a_tolerance_means_exactly() -> None:
    about = target(operator="~", variable="Something else")
    assert met(about, 100.0, 0.0) is True
    assert met(about, 100.0001, 0.0) is False


def test_every_about_target_that_is_judged_has_a_tolerance() -> None:
    judged = [t.variable for t in register() if t.operator == "~" and t.modelled_now]
    assert set(judged) <= set(TOLERANCE)
    assert judged


@pytest.mark.parametrize(
    ("operator", "value", "verdict"), [(">", 51, True), (">", 49, False), ("<", 49, True)]
)
def test_a_direction_compares_with_the_start(operator: str, value: float, verdict: bool) -> None:
    assert met(target("direction", operator, 0.0), value, 50.0) is verdict


def test_no_change_is_no_rise_and_no_fall() -> None:
    assert met(target("direction", ">", 0.0), 50.0, 50.0) is False
    assert met(target("direction", "<", 0.0), 50.0, 50.0) is False


def test_nothing_to_judge_is_not_a_miss() -> None:
    assert met(target(), math.nan, 0.0) is None
    assert met(target(number=math.nan), 100.0, 0.0) is None
    assert met(target(operator="="), 100.0, 0.0) is None


def test_the_first_year_in_which_it_holds_leaves_the_base_year_out() -> None:
    path = pd.Series({2020: 200.0, 2021: 90.0, 2022: 101.0, 2023: 99.0, 2024: 102.0})
    assert year_reached(target(), path) == 2022
    assert year_reached(target(number=500.0), path) is None


def test_average_growth_compounds_from_its_first_year() -> None:
    average = average_growth(pd.Series({2021: 0.0, 2022: 21.0, 2023: 21.0}))
    assert list(average) == pytest.approx([0.0, 10.0, 100 * (1.21 ** (2 / 3) - 1)])


def frame(**last: float) -> pd.DataFrame:
    """Regional indicators: 100 in 2020, the given value in 2025; growth rates have no base year."""
    names = {
        "population": "Population",
        "gdp": "GDP|Current prices",
        "cargo": "Port throughput",
        "urban": "Urbanisation rate",
        "research": "R&D spending growth",
    }
    rows = []
    for key, value in last.items():
        years = {2025: value} if key == "research" else {2020: 100.0, 2025: value}
        rows += [("jiaodong", names[key], year, number) for year, number in years.items()]
    return pd.DataFrame(rows, columns=["region", "variable", "year", "value"]).assign(unit="%")


@pytest.fixture(scope="module")
def judged() -> pd.DataFrame:
    scenario = frame(population=3350.0, gdp=39000.0, cargo=180000.0, urban=99.0, research=10.2)
    base = frame(population=3300.0, gdp=38000.0, cargo=170000.0, urban=98.0, research=6.0)
    doses = {"innovation_consortia": 30.0, "inland_ports": 5.0}
    return evaluate(
        scenario,
        base,
        "A+B",
        lambda t: doses.get(t.lever, math.nan),
        lambda t: 0.0 if t.lever in doses else math.nan,
    ).set_index("target_id")


def test_one_row_for_every_target(judged: pd.DataFrame) -> None:
    assert list(judged.index) == [t.target_id for t in register()]
    assert len(judged) == 117


def test_outcomes_stand_beside_the_base(judged: pd.DataFrame) -> None:
    people = judged.loc["T001"]
    assert (people["base_projected"], people["projected"], people["added_by_measures"]) == (3300, 3350, 50)
    assert people["gap"] == 50
    assert people["met"]
    assert people["year_reached"] == 2025
    assert people["lever_grade"] == "A+B"
    gdp = judged.loc["T002"]
    assert gdp["gap"] == -1000
    assert not gdp["met"]
    assert pd.isna(gdp["year_reached"])
    assert judged.loc["T003", "met"]  # at least 180 000, exactly reached


def test_a_direction_target_falls_short_when_the_indicator_falls(judged: pd.DataFrame) -> None:
    assert judged.loc["T021", "met"] == False  # noqa: E712 - must be a verdict, not missing
    assert judged.loc["T021", "unit"] == "%" and math.isnan(judged.loc["T021", "gap"])


def test_a_delivery_after_the_end_of_a_run_is_not_judged(judged: pd.DataFrame) -> None:
    later = judged.loc["T045"]
    assert later["year"] == 2035 and later["class"] == "delivery"
    assert pd.isna(later["met"]) and math.isnan(later["projected"])


def test_growth_is_judged_by_its_average_within_the_tolerance(judged: pd.DataFrame) -> None:
    assert judged.loc["T006", "projected"] == pytest.approx(10.2)
    assert judged.loc["T006", "met"]


def test_delivery_is_what_the_levers_give(judged: pd.DataFrame) -> None:
    consortia, inland = judged.loc["T024"], judged.loc["T080"]
    assert consortia["projected"] == 30.0
    assert consortia["met"]
    assert consortia["added_by_measures"] == 30.0
    assert inland["projected"] == 5.0
    assert not inland["met"]


def test_what_is_not_projected_keeps_its_row_without_a_verdict(judged: pd.DataFrame) -> None:
    marine = judged.loc["T004"]  # modelled, but not in this frame
    assert pd.isna(marine["projected"])
    assert pd.isna(marine["met"])
    not_modelled = [t.target_id for t in register() if not t.modelled_now]
    assert judged.loc[not_modelled, "projected"].isna().all()
    assert judged.loc[not_modelled, "met"].isna().all()


def test_every_target_that_is_not_modelled_says_why() -> None:
    silent = [t.target_id for t in register() if not t.modelled_now and not t.reason]
    assert silent == []


def test_counts_are_per_class_and_of_judged_rows(judged: pd.DataFrame) -> None:
    tally = counts(judged.reset_index())
    assert tally["outcome"][:2] == (2, 3)
    assert tally["direction"][:2] == (0, 1)
    assert sum(rows for _, _, rows in tally.values()) == 117
    kinds = [t.kind for t in register()]
    assert {kind: rows for kind, (_, _, rows) in tally.items()} == {k: kinds.count(k) for k in set(kinds)}
