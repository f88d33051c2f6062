"""The ports' past from the demand side: no growth across a break of calibre, rules and cases by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calibration.backtest import port_activity, port_hindcast, port_history, port_means, port_series
from calibration.backtest.port_activity import YEARS, Past
from calibration.backtest.port_hindcast import Hindcast
from calibration.backtest.port_series import AcrossCalibresError, Calibre
from calibration.estimation.record import Observed
from calibration.tables import Figures
from sim.axes import Array
from sim.blocks.ports.demand import FOREIGN
from tests.blocks.small_ports import NO_QUEUE_COST, network, params

PORTS = ("port_qingdao", "port_yantai", "port_rizhao")
CITIES = 2
LENGTH = len(YEARS)


def flat() -> Past:
    """A past in which nothing ever changed."""
    one = np.ones(LENGTH)
    by_city = np.ones((CITIES, LENGTH, 1))
    imports = dict.fromkeys(port_activity.IMPORTS, one)
    return Past(by_city, by_city, one, one, one, one, one, one, imports)


def halved() -> Array:
    """Half of 2020 in 2010, as in 2020 ever after."""
    return np.array([0.5, *[1.0] * (LENGTH - 1)])


def modelled(rate: float) -> Hindcast:
    """A run in which all ports and classes grow at one rate of log growth."""
    path = np.exp(rate * np.arange(LENGTH))
    tonnes = np.multiply.outer(path, np.ones((len(PORTS), 2, 1)))
    return Hindcast(PORTS, ("ore", "containers"), tonnes, tonnes[:, :, 1])


def past_runs(rate: float = 0.03) -> port_history.Runs:
    run = modelled(rate)
    return port_history.Runs(run, dict.fromkeys(port_history.ORIGINS, run), np.full(LENGTH - 1, 0.05))


@pytest.mark.parametrize(
    ("port", "first", "last"), [("port_yantai", 2017, 2019), ("port_rizhao", 2017, 2018)]
)
def test_growth_across_a_break_cannot_be_had(port: str, first: int, last: int) -> None:
    mine = [c for c in port_series.read() if c.port == port]
    assert any(first in c.years for c in mine)
    for calibre in mine:
        with pytest.raises(AcrossCalibresError, match=port):
            calibre.growth(first, last)


def test_calibres_are_those_of_the_readme_and_do_not_overlap() -> None:
    found = [(c.port, c.years[0], c.years[-1]) for c in port_series.read()]
    assert found == [
        ("port_qingdao", 2010, 2020),
        ("port_yantai", 2010, 2017),
        ("port_yantai", 2018, 2018),
        ("port_yantai", 2019, 2020),
        ("port_rizhao", 2010, 2017),
        ("port_rizhao", 2018, 2020),
    ]


@given(factor=st.floats(0.1, 10.0))
@settings(max_examples=10, deadline=None)
def test_the_size_of_a_break_moves_no_score(factor: float) -> None:
    series = port_series.read()
    jumped = tuple(replace(c, levels=c.levels * factor) if c.years[0] > 2010 else c for c in series)
    before, after = (port_history.rolling(c, past_runs()) for c in (series, jumped))
    assert np.allclose(before["error"], after["error"])
    spans = [port_means.table(c, modelled(0.03), {})["observed"] for c in (series, jumped)]
    assert np.allclose(*spans)


def test_every_scored_year_shares_a_calibre_with_its_origin() -> None:
    rows = port_history.rolling(port_series.read(), past_runs())
    for port, calibres in port_series.CALIBRES.items():
        for _, row in rows[rows["place"] == f"port_{port}"].iterrows():
            assert any(row["origin"] in c and row["origin"] + row["ahead"] in c for c in calibres)
    together = rows[rows["place"] == port_history.TOGETHER]
    assert (together["origin"] + together["ahead"]).max() == 2017
    assert set(rows["place"]) == {*PORTS, port_history.TOGETHER}


def test_rules_by_hand() -> None:
    logs = np.array([0.0, 0.1, 0.1, 0.4, 0.5, 0.5, 0.6, 0.7])
    calibre = Calibre("port_rizhao", range(2010, 2018), np.exp(logs))
    said = port_history.say(calibre, 2013, 2015, past_runs(), boxes=False)
    assert said[port_history.LATELY] == pytest.approx(np.full((2, 1), 0.4 / 3))
    # Slope through (0, 0), (1, .1), (2, .1), (3, .4): sum of (t - 1.5) y over 5.
    assert said[port_history.TREND] == pytest.approx(np.full((2, 1), (-0.05 + 0.05 + 0.6) / 5))
    assert said[port_history.UNCHANGED] == pytest.approx(np.full((2, 1), 0.3))
    assert said[port_history.SHARE] == pytest.approx(np.full((2, 1), 0.05))
    assert said[port_history.DEMAND] == pytest.approx(np.full((2, 1), 0.03))
    later = port_history.say(calibre, 2016, 2017, past_runs(), boxes=False)
    assert later[port_history.LATELY] == pytest.approx(np.full((1, 1), 0.5 / 5))


def test_no_rule_sees_what_came_after_its_origin() -> None:
    calibre = Calibre("port_rizhao", range(2010, 2018), np.linspace(100.0, 170.0, 8))
    changed = replace(calibre, levels=np.where(np.array(calibre.years) > 2014, 900.0, calibre.levels))
    before, after = (port_history.say(c, 2014, 2017, past_runs(), boxes=False) for c in (calibre, changed))
    for rule in port_history.RULES:
        assert np.array_equal(before[rule], after[rule])


def test_mean_since_the_origin_by_hand() -> None:
    assert port_history.since(np.array([[0.02, 0.04, 0.0]])) == pytest.approx(np.array([[0.02, 0.03, 0.02]]))


def test_errors_of_a_model_that_grows_as_the_port_did_are_none() -> None:
    calibre = Calibre("port_qingdao", YEARS, 50.0 * np.exp(0.03 * np.arange(LENGTH)))
    rows = port_history.rolling((calibre,), past_runs(0.03))
    assert rows[rows["rule"] == port_history.DEMAND]["error"].to_numpy() == pytest.approx(0.0, abs=1e-9)
    nation = rows[rows["rule"] == port_history.SHARE]["error"].to_numpy()
    assert nation == pytest.approx(100 * (np.exp(0.05) - np.exp(0.03)))


def test_index_by_hand() -> None:
    assert port_activity.index(np.log([2.0, 1.25])) == pytest.approx([0.4, 0.8, 1.0])


def test_secondary_growth_is_published_or_the_nations_and_the_citys_lead() -> None:
    record = Observed(
        (2019, 2020), np.array([[0.06, 0.04]]), np.array([0.05, 0.02]), np.ones((1, 2), bool), np.zeros(1)
    )
    secondary = np.array([0.03, 0.01])
    history = Figures("city_accounts_history")
    found = port_activity.secondary_growth(history, record, secondary, ("qingdao",))
    assert found == pytest.approx(np.array([[0.04, np.log(1.03)]]))


def test_past_activity_ends_at_one_and_the_break_slows_it() -> None:
    cities = tuple(port_series.CALIBRES)
    past = port_activity.read(cities, np.array([0.0, 1.0]))
    for name in ("heavy", "gdp"):
        values = getattr(past, name)
        assert values.shape == (3, LENGTH, 2) and np.allclose(values[:, -1], 1.0)
        assert (values[:, 0, 1] > values[:, 0, 0]).all()
        assert np.allclose(values[:, 8:, 1], values[:, 8:, 0])
    assert past.world_trade[-2] == pytest.approx(1 / (1 - 0.053))


def test_two_year_case_half_the_refining_is_half_the_crude() -> None:
    net = replace(network(), crude_share=np.ones((4, 1)))
    p = params(net, members=1, capacity_stretch=1e-9, **NO_QUEUE_COST)
    run = port_hindcast.run(PORTS, replace(flat(), runs=halved()), p)
    oil = net.cargo.index("oil")
    assert run.tonnes[0, :, oil] == pytest.approx(run.tonnes[-1, :, oil] / 2)
    others = [k for k in range(len(net.cargo)) if k != oil]
    assert run.tonnes[0][:, others] == pytest.approx(run.tonnes[-1][:, others])
    assert run.tonnes[-1] == pytest.approx(net.throughput)
    assert run.boxes[0] == pytest.approx(run.boxes[-1])


def test_imports_replace_the_foreign_part_alone() -> None:
    net = network()
    p, past = params(net, members=1), replace(flat(), imports={"oil": halved()})
    demand = net.demand.copy()
    changed = port_hindcast.landed_instead(demand, past, 2010, p)
    oil = net.cargo.index("oil")
    assert changed[:, FOREIGN, oil] == pytest.approx(net.demand[:, FOREIGN, oil] / 2)
    changed[:, FOREIGN, oil] = demand[:, FOREIGN, oil]
    assert np.array_equal(changed, demand) and np.array_equal(demand, net.demand)


def test_capacity_added_is_the_published_design_capacity_at_what_it_can_handle() -> None:
    net = network()
    p = params(net, members=1, capacity_stretch=1.4, berth_occupancy_norm_6=0.7)
    added = port_hindcast.added_capacity(PORTS, net.service_capacity, p)
    assert added[0].sum() == pytest.approx(7500 * 2.0 / 5)
    assert added[1:].sum() == pytest.approx((25700 - 7500) * 2.0 / 5)
    ratio = added[1:] / net.service_capacity[1:]
    assert ratio == pytest.approx(np.full(ratio.shape, ratio[0, 0, 0]))


def test_missing_berths_turn_cargo_away_and_never_more_than_none() -> None:
    p = params(network(), members=1)
    without, scarce = (
        port_hindcast.run(PORTS, flat(), replace(p, capacity_stretch=np.array([stretch])))
        for stretch in (1e-9, 0.02)
    )
    assert without.tonnes[0] == pytest.approx(without.tonnes[-1])
    assert scarce.tonnes[0].sum() < scarce.tonnes[-1].sum()


def test_contributions_of_the_classes_add_to_the_mean() -> None:
    p = params(network(), members=1, capacity_stretch=1e-9)
    run = port_hindcast.run(PORTS, replace(flat(), runs=halved(), steel=halved()), p)
    points = run.contributions("port_yantai", range(2010, 2016))
    assert points.sum() == pytest.approx(run.growth("port_yantai", range(2010, 2016)).mean())
    assert points[run.cargo.index("coal")] == pytest.approx(0.0, abs=0.02)


def test_spans_are_cut_at_the_breaks_and_at_2015() -> None:
    table = port_means.table(port_series.read(), modelled(0.03), {})
    found = set(zip(table["place"], table["from"], table["to"], strict=True))
    assert ("port_yantai", 2015, 2017) in found and ("port_rizhao", 2018, 2020) in found
    assert ("port_qingdao", 2015, 2019) in found and ("port_qingdao", 2015, 2020) in found
    assert (
        len(found) == len(table)
        and (port_history.TOGETHER, 2010, 2015) in found
        and (port_history.TOGETHER, 2015, 2017) in found
    )
    assert table["modelled"].to_numpy() == pytest.approx(100 * np.expm1(0.03))
    yantai = table[(table["place"] == "port_yantai") & (table["from"] == 2019)]
    assert yantai["observed"].item() == pytest.approx(100 * (39935 / 38632 - 1))


def test_modelled_lines_meet_the_last_figure_of_each_calibre_and_stop_at_the_break() -> None:
    series = port_series.read()
    table = port_means.lines(series, modelled(0.03))
    assert len(table) == 11 + 11 + 11
    for (_, first), part in table.groupby(["port", "calibre"]):
        last = part.iloc[-1]
        assert part["year"].iloc[0] == first
        assert last["modelled"] == pytest.approx(last["observed"])
        steps = np.diff(np.log(part["modelled"]))
        assert steps == pytest.approx(np.full(len(part) - 1, 0.03))
