"""What the core takes out of the past, and the distances from which catch-up starts."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from calibration import growth
from calibration.tables import Figures
from sim import base_data
from sim.baseline import load
from sim.blocks import productivity
from sim.cores import access, accounts, digital, innovation
from sim.cores.accounts import WINDOW_MIDDLE, Accounts
from sim.cores.assembly import parameter_names
from sim.cores.core import Core
from sim.parameters import draws
from sim.paths import ROOT

MEMBERS = 8


@cache
def drawn() -> dict[str, np.ndarray]:
    names = parameter_names(load())
    values = draws(names, members=MEMBERS, seed=5, uncertain=True, overrides={})
    return {**values, **base_data.right(load(), MEMBERS)}


@cache
def books() -> Accounts:
    return accounts.build(load(), drawn())


@cache
def core() -> Core:
    times = access.build(load(), drawn()).base_year["travel_time"]
    return innovation.build(load(), drawn(), books(), np.broadcast_to(times, (5, 5, MEMBERS)))


def params() -> productivity.Params:
    found = core().params["productivity"]
    assert isinstance(found, productivity.Params)
    return found


def test_qingdao_leads_and_every_city_behind_has_a_distance() -> None:
    leading, behind = innovation.frontier(books())
    np.testing.assert_array_equal(leading[load().axes.city.index("qingdao")], 1.0)
    np.testing.assert_array_equal(leading.sum(axis=0), 1.0)
    assert (behind >= 0).all()
    assert behind[load().axes.city.index("weifang"), 0] == pytest.approx(0.33, abs=0.1)


def test_the_distance_compares_like_with_like() -> None:
    """A city that makes something else at the same productivity in each sector is not behind."""
    a = books()
    share = a.capital_share
    other = np.roll(a.potential[0], 3, axis=0) + 1.0
    potential = np.stack([a.potential[0], other])
    capital = 2.5 * potential
    workers = (potential / capital**share) ** (1 / (1 - share))
    changed = Accounts(**{**vars(a), "potential": potential, "opening_capital": capital, "workers": workers})
    _, behind = innovation.frontier(changed)
    np.testing.assert_allclose(behind, 0.0, atol=1e-12)


def test_trend_catch_up_and_research_together_are_the_past_growth_of_productivity() -> None:
    """Nothing counts twice: what each cause gave in the past adds up to what was observed."""
    a, d = books(), drawn()
    research = (d["rd_output_elasticity"] + d["rd_spillover_elasticity"]) * a.past_output
    trend = params().productivity_growth - params().past_catch_up
    inputs = a.capital_share_total * a.past_capital + (1 - a.capital_share_total) * a.past_labour
    total = trend + params().past_catch_up + research + inputs + d["labour_reallocation_gain"] / 100
    np.testing.assert_allclose(total, a.past_output, rtol=1e-12)


def test_the_past_distance_is_that_of_2020_less_what_changed_since() -> None:
    leading, behind = innovation.frontier(books())
    past = innovation.past_gap(books(), drawn(), leading, behind)
    growth = innovation.past_productivity(books(), drawn())
    q, w = (load().axes.city.index(c) for c in ("qingdao", "weifang"))
    change = growth[q] - growth[w]
    np.testing.assert_allclose(past[w] + WINDOW_MIDDLE * change, behind[w], rtol=1e-12)
    np.testing.assert_allclose(past[q], 0.0, atol=1e-15)
    np.testing.assert_allclose(params().past_catch_up, drawn()["tfp_catchup_rate"] * past, rtol=1e-12)


def test_2020_starts_with_all_causes_at_one_and_stocks_in_step() -> None:
    base = core().base_year
    for name in ("catch_up", "contact_effect", "nearness_effect", "industry_effect", "contact_in_use"):
        np.testing.assert_array_equal(base[name], 1.0)
    np.testing.assert_array_equal(base["rd_capital_applied"], base["rd_capital"])
    start = digital.build(load(), drawn()).base_year
    np.testing.assert_array_equal(start["platform_adoption"], start["platform_adoption_unaided"])
    np.testing.assert_allclose(start["digital_coverage"][0], drawn()["digital_coverage_base"], rtol=1e-12)


def test_the_page_of_equations_prints_the_growth_that_is_used() -> None:
    page = (ROOT / "docs" / "equations" / "innovation.md").read_text(encoding="utf-8").splitlines()
    start = next(k for k, line in enumerate(page) if line.startswith("| city | own mean, printed"))
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in page[start + 2 : start + 8]]
    printed, spread = load()["trend_growth"]
    for row, city, used in zip(cells, load().axes.city, (printed + spread) / 2, strict=False):
        assert row[0] == city.capitalize()
        assert row[5] == f"{100 * used:.2f}", city
    record = growth.read(
        Figures("city_accounts_history"), Figures("macro"), load().axes.city, range(2011, 2020)
    )
    common = growth.shrunk_trend(record, range(2015, 2020))[0].mean()
    assert cells[5][:2] == ["common mean", f"{100 * common:.2f}"]
