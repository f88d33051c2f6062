"""Response of waiting to load, and the yearly model's formula held against direct simulation."""

from __future__ import annotations

import sys
from importlib import util

import numpy as np
import pytest

from sim.baseline import load
from sim.experiments.port_response import E2_CV, base_formula, response, steps
from sim.parameters import register
from sim.paths import ROOT
from sim.port import fast
from sim.port.records import waiting
from tests.port.random_ports import berths_only
from tests.port.years import base_year

POINTS = {
    "u50_n1": (0.5, 1),
    "u70_n1": (0.7, 1),
    "u70_n4": (0.7, 4),
    "u70_n10": (0.7, 10),
    "u90_n4": (0.9, 4),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", POINTS)
def test_the_registered_wait_factors_are_those_of_the_queue_that_they_name(name: str) -> None:
    """E2/E2/n by the fast queue, 20 runs of 40 000: within 8 % of the table."""
    occupancy, berths = POINTS[name]
    found = []
    for k in range(20):
        rng = np.random.default_rng([k, berths])
        arrival = np.cumsum(rng.standard_gamma(2.0, 40_000) / 2.0 / (berths * occupancy))
        service = rng.standard_gamma(2.0, 40_000) / 2.0
        found.append(waiting(fast.run(*berths_only(arrival, service, berths)))[4_000:].mean())
    table = register()[f"wait_factor_{name}"].value
    assert np.mean(found) == pytest.approx(table, rel=0.08)


def test_waiting_rises_with_load_and_occupancy_in_proportion() -> None:
    described = base_year("port_weihai")
    rows = response(
        described, (0.5, 1.0, 1.3), base_formula("port_weihai", load()), number=6, warm_up_days=30.0
    )
    general = [row for row in rows if row.cargo == "general"]
    assert general[0].waiting < general[1].waiting < general[2].waiting
    assert general[0].formula < general[1].formula < general[2].formula
    assert general[1].occupancy / general[0].occupancy == pytest.approx(2.0, rel=0.06)
    assert all(row.low <= row.waiting <= row.high for row in rows if np.isfinite(row.low))


def test_each_simplification_shortens_the_wait() -> None:
    described = base_year("port_qingdao")
    formula = base_formula("port_qingdao", load())
    ratios = [
        response(port, (1.0,), formula, number=4, warm_up_days=30.0)[2].ratio
        for port in steps(described).values()
    ]
    assert ratios[0] > ratios[1] > ratios[2] > ratios[4]
    assert ratios[3] <= ratios[2]
    assert np.sqrt(0.5) == E2_CV


def test_no_formula_is_given_where_a_port_would_be_full() -> None:
    formula = base_formula("port_qingdao", load())
    full = 1.0 / formula.occupancy[0]
    assert np.isnan(formula.hours(full * 1.01)[0])
    assert formula.hours(full * 0.99)[0] > formula.hours(1.0)[0] > 0.0


@pytest.mark.slow
def test_the_page_prints_what_the_simulation_gives() -> None:
    spec = util.spec_from_file_location("port_response", ROOT / "docs" / "port_response.py")
    assert spec is not None and spec.loader is not None
    module = util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    page = (ROOT / "docs" / "equations" / "ports_simulation.md").read_text(encoding="utf-8").splitlines()
    missing = [line for line in module.tables() if line not in page]
    assert missing == []
