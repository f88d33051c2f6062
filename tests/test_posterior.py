"""The shipped posterior: what it holds, how members take rows of it, and when it is refused."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim import posterior
from sim.baseline import load
from sim.cores import accounts
from sim.cores.assembly import parameter_names
from sim.errors import InputError
from sim.parameters import draws, register
from sim.paths import POSTERIOR
from sim.report import manifest
from sim.simulate import draw, simulate
from tests.runs import scenario

MODE = "uncertainty.parameters=posterior"
MEMBERS = 40


def drawn(members: int = MEMBERS, *overrides: str, seed: int = 3) -> dict[str, np.ndarray]:
    chosen = scenario("base", MODE, *overrides)
    return dict(draw(chosen, load(), members=members, seed=seed).parameters)


def test_the_table_holds_a_thousand_rows_of_parameters_that_the_model_reads() -> None:
    table = posterior.load()
    assert set(table) <= set(parameter_names(load()))
    assert {len(values) for values in table.values()} == {2000}
    assert all(np.isfinite(values).all() for values in table.values())
    assert len(np.unique(table["investment_rate"])) > 1000


def test_members_take_whole_rows_of_the_posterior() -> None:
    table, found = posterior.load(), drawn()
    rows = {tuple(row) for row in np.array([table[name] for name in table]).T}
    members = np.array([found[name] for name in table]).T
    assert all(tuple(row) in rows for row in members[1:])
    assert len({tuple(row) for row in members}) > MEMBERS // 2


def test_member_zero_stays_central_and_others_keep_their_prior_draws() -> None:
    chosen = scenario("base", "uncertainty.parameters=prior")
    found, prior = drawn(), draw(chosen, load(), members=MEMBERS, seed=3).parameters
    for name, values in found.items():
        assert values[0] == register()[name].value
        if name not in posterior.load():
            np.testing.assert_array_equal(values, prior[name])


def test_a_row_does_not_depend_on_the_number_of_members() -> None:
    few, many = drawn(7), drawn(90)
    for name in posterior.load():
        np.testing.assert_array_equal(few[name], many[name][:7])


def test_an_override_wins_and_moves_no_other_draw() -> None:
    free, fixed = drawn(), drawn(MEMBERS, "parameters.gdp_history_break_weight=0.25")
    np.testing.assert_array_equal(fixed["gdp_history_break_weight"], 0.25)
    for name in set(posterior.load()) - {"gdp_history_break_weight"}:
        np.testing.assert_array_equal(free[name], fixed[name])


def test_the_trend_of_every_member_is_what_was_estimated() -> None:
    """Errors turned back: the mean of the members' past growth is that of the printed summary."""
    table = posterior.load()
    growth = accounts.trend_growth(load(), {**table})
    summary = pd.read_csv(POSTERIOR / "summary.csv").set_index("name")
    for city, values in zip(load().axes.city, growth, strict=True):
        assert 100 * values.mean() == pytest.approx(
            summary.loc[f"past_growth_{city}", "posterior_mean"], 1e-4
        )
        assert 100 * values.std() == pytest.approx(summary.loc[f"past_growth_{city}", "posterior_sd"], 1e-4)
    response = accounts.pass_through(load(), {**table}).mean()
    assert response == pytest.approx(summary.loc["national_pass_through", "posterior_mean"], rel=1e-4)


def test_the_central_run_knows_nothing_of_the_posterior() -> None:
    central, other = scenario("base"), scenario("base", MODE)
    one, two = simulate(central, load()), simulate(other, load(), members=3)
    np.testing.assert_array_equal(one.fields["value_added"][..., 0], two.fields["value_added"][..., 0])
    assert (two.fields["value_added"][-1, ..., 1] != two.fields["value_added"][-1, ..., 0]).all()


def test_the_posterior_rests_on_the_shipped_baseline() -> None:
    recipe = json.loads((POSTERIOR / "manifest.json").read_text(encoding="utf-8"))
    assert recipe["baseline_tables"] == posterior.fingerprint(), "run: python -m sim calibrate"
    assert recipe["effective_sample_size"] > 1000


@pytest.mark.parametrize("fault", ["a changed table", "another baseline", "none at all"])
def test_a_posterior_that_does_not_fit_is_refused(fault: str, tmp_path: Path) -> None:
    folder = tmp_path / "posterior"
    shutil.copytree(POSTERIOR, folder)
    table, recipe = folder / posterior.TABLE, folder / posterior.MANIFEST
    if fault == "a changed table":
        table.write_text(table.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    elif fault == "another baseline":
        content = json.loads(recipe.read_text(encoding="utf-8"))
        recipe.write_text(json.dumps(content | {"baseline_tables": "0"}), encoding="utf-8")
    else:
        recipe.unlink()
    with pytest.raises(InputError, match="sim calibrate"):
        posterior.load(folder)


def test_the_manifest_of_a_run_names_the_posterior_that_it_drew_from() -> None:
    shipped = json.loads((POSTERIOR / "manifest.json").read_text(encoding="utf-8"))["sha256"]
    assert manifest.build(scenario("base", MODE), load(), 8, 0)["posterior_sha256"] == shipped
    assert "posterior_sha256" not in manifest.build(scenario("base"), load(), 1, 0)


def test_rows_are_drawn_together_and_the_rest_is_not_disturbed() -> None:
    known = {name: replace(register()["investment_rate"], name=name) for name in ("one", "two", "three")}
    joint = {"one": np.arange(5.0), "two": 10 * np.arange(5.0)}
    settings = {"members": 30, "seed": 1, "uncertain": True, "overrides": {}, "parameters": known}
    found, alone = draws(known, joint=joint, **settings), draws(known, **settings)
    np.testing.assert_array_equal(found["two"][1:], 10 * found["one"][1:])
    assert set(found["one"][1:]) == set(range(5))
    np.testing.assert_array_equal(found["three"], alone["three"])
    assert found["one"][0] == known["one"].value
