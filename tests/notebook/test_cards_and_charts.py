"""Results made by hand: when charts are drawn, what is missing, what equals what, and what a card shows."""

from __future__ import annotations

from dataclasses import fields, replace
from html import escape
from pathlib import Path

import pytest

from sim.errors import InputError
from sim.notebook import results
from sim.notebook.comparison import Comparison
from sim.notebook.results import Results
from sim.notebook.tables import Tables
from sim.report.inputs import Inputs
from sim.report.words import word
from sim.scenario_run import Ran
from sim.session import Options, load_scenario
from tests.report import synthetic


def made(given: Inputs) -> Results:
    """Results as a run would give them, without the run."""
    empty = dict.fromkeys(field.name for field in fields(Ran))
    ran = Ran(**{**empty, "scenario": load_scenario(Path("plan"), Options()), "inputs": given})  # type: ignore[arg-type]
    return Results(given.frame, given.targets, {"members": 1}, "en", ran, ())


@pytest.fixture(scope="module")
def plan() -> Results:
    return made(synthetic.inputs())


def test_showing_the_charts_draws_none(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    draw = results.drawing

    def noted(chart, *rest):  # type: ignore[no-untyped-def]
        asked.append(chart.id)
        return draw(chart, *rest)

    monkeypatch.setattr(results, "drawing", noted)
    charts = made(synthetic.inputs()).charts
    shown = charts._repr_html_()
    assert asked == []
    assert f"<li><code>gdp_by_city</code> {escape(charts['gdp_by_city'].title)}</li>" in shown
    assert charts["gdp_by_city"] is charts["gdp_by_city"]
    assert asked == ["gdp_by_city"]
    assert shown.count("<li>") == len(charts)


def test_a_chart_that_is_not_there_is_a_missing_key_and_a_mistake(plan: Results) -> None:
    assert plan.charts.get("x") is None and plan.charts.get("x", 5) == 5
    assert "x" not in plan.charts and "fan_charts" in plan.charts
    for kind in (KeyError, InputError):
        with pytest.raises(kind) as caught:
            plan.charts["fan_chart"]
        assert str(caught.value) == "there is no chart 'fan_chart'. Did you mean 'fan_charts'?"


def test_results_are_equal_to_themselves_alone(plan: Results) -> None:
    other = made(synthetic.inputs())
    assert plan == plan and plan != other and other in [plan, other]
    assert len({plan, other}) == 2
    pairs = [Comparison({"plan": plan, "other": other}, "en") for _ in range(2)]
    tables = [Tables(one.frame, one.targets, {}, "en") for one in (plan, other)]
    charts = [one.charts["gdp_by_city"] for one in (plan, other)]
    for one, another in (pairs, tables, charts):
        assert one == one and one != another and len({one, another}) == 2


def test_a_scenario_that_moves_no_target_is_still_shown_beside_its_reference(plan: Results) -> None:
    heading = word("without_measures", "en", year=2025)
    given = synthetic.inputs()
    still = replace(given, targets=given.targets.assign(added_by_measures=0.0))
    assert heading in plan._repr_html_()
    assert heading in made(still)._repr_html_()
    assert heading not in made(replace(still, reference_frame=None))._repr_html_()


def test_a_folder_is_taken_for_compared_where_a_target_moved(plan: Results) -> None:
    heading = word("without_measures", "en", year=2025)
    still = plan.targets.assign(added_by_measures=0.0)
    assert heading in Tables(plan.frame, plan.targets, {}, "en")._repr_html_()
    assert heading not in Tables(plan.frame, still, {}, "en")._repr_html_()
