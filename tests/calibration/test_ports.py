"""The ports' baseline against the published totals, its own margins and known facts that it was not built
from.
"""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pandas as pd
import pytest

from calibration.ports import PortBaseline, build, quantities
from calibration.ports.balance import fit
from calibration.ports.capacity import berths_for, call_tonnes_and_hours, usual_occupancy
from calibration.ports.distance import circuity, great_circle
from calibration.ports.foreign import bend_to_total
from calibration.ports.hinterland import rail_constant, rail_logit
from calibration.ports.split import NOMINAL
from calibration.tables import SOURCES, Figures
from sim.blocks.ports import PortNetwork
from sim.parameters import register

PUBLISHED = {"qingdao": 60459.0, "yantai": 39935.0, "weifang": 5200.0, "weihai": 3820.0, "rizhao": 49615.0}
NORMS = (0.40, 0.55, 0.70)


@pytest.fixture(scope="module")
def built() -> PortBaseline:
    return build()


def cell(built: PortBaseline, city: str, cargo: str) -> float:
    return float(built.split.throughput[built.city.index(city), built.cargo.index(cargo)])


def test_port_totals_are_the_published_ones(built: PortBaseline) -> None:
    expected = [PUBLISHED[city] for city in built.city]
    np.testing.assert_allclose(built.split.throughput.sum(axis=1), expected, rtol=1e-12)
    assert built.split.throughput.sum() == pytest.approx(159029.0, rel=1e-12)


def test_every_cell_is_positive_and_inside_its_range(built: PortBaseline) -> None:
    split = built.split
    real = split.throughput > NOMINAL
    assert (split.throughput > 0).all()
    assert (split.low < split.throughput)[real].all() and (split.throughput < split.high)[real].all()


def test_gas_is_landed_where_a_terminal_stood_and_is_nominal_elsewhere(built: PortBaseline) -> None:
    gas = built.split.throughput[:, built.cargo.index("lng")]
    assert gas == pytest.approx([560.0, *[NOMINAL] * 4])
    assert built.capacity.service_capacity[1:, built.cargo.index("lng")] == pytest.approx([2 * NOMINAL] * 4)


def test_containers_are_boxes_times_tonnes_per_box(built: PortBaseline) -> None:
    figures = Figures("ports")
    boxes = [figures.value(city, "container_throughput", 2020) for city in built.city]
    tonnes = built.split.throughput[:, built.cargo.index("containers")]
    np.testing.assert_allclose(tonnes / built.split.tonnes_per_teu, boxes, rtol=1e-12)
    weight = register()["teu_weight"]
    assert weight.low < tonnes.sum() / sum(boxes) < weight.high


def test_the_split_respects_what_is_known_but_was_not_fitted(built: PortBaseline) -> None:
    """Rizhao's group alone landed 130 Mt of ore in 2019; Qingdao some 17 % of the nation's 500 Mt of
    crude, and products.
    """
    assert cell(built, "rizhao", "ore") > 13000.0
    assert 8600.0 < cell(built, "qingdao", "oil") < 14000.0
    assert cell(built, "yantai", "coal") > 2180.0
    boxes_and_general = cell(built, "qingdao", "containers") + cell(built, "qingdao", "general")
    share_2017 = Figures("ports_detail").value("qingdao", "cargo_share_containers_general_group", 2017) / 100
    assert boxes_and_general / PUBLISHED["qingdao"] == pytest.approx(share_2017, abs=0.08)


def test_balancing_by_hand() -> None:
    """A seed of ones has the product of the margins as its least-information fit."""
    rows, columns = np.array([30.0, 10.0]), np.array([16.0, 24.0])
    np.testing.assert_allclose(
        fit(np.ones((2, 2)), rows, columns), np.outer(rows, columns) / 40.0, rtol=1e-12
    )


def test_balancing_keeps_odds_ratios_of_the_seed() -> None:
    seed = np.array([[4.0, 1.0], [2.0, 3.0]])
    cells = fit(seed, np.array([7.0, 5.0]), np.array([4.0, 8.0]))
    assert cells[0, 0] * cells[1, 1] / cells[0, 1] / cells[1, 0] == pytest.approx(6.0, rel=1e-9)


def test_berths_carry_their_load_at_the_norm() -> None:
    load = np.array([0.05, 0.4, 1.65, 4.2, 35.0])
    berths = berths_for(load, NORMS)
    np.testing.assert_allclose(berths[1:4], [1.0, 3.0, 6.0], rtol=1e-9)
    np.testing.assert_allclose((berths * usual_occupancy(berths, NORMS))[1:], load[1:], rtol=1e-9)
    assert berths[0] == 1.0


def test_a_call_by_hand() -> None:
    parameters = register()
    tonnes, hours = call_tonnes_and_hours(parameters, "ore", 11.0)
    overhead = parameters["pilot_tug_time"].value + parameters["berth_idle_time"].value
    assert tonnes == parameters["parcel_ore"].value * 1e3
    assert hours == pytest.approx(tonnes / parameters["unload_rate_ore"].value + overhead)


def test_capacity_lies_above_throughput_and_berths_within_the_coast(built: PortBaseline) -> None:
    capacity = built.capacity
    occupancy = built.split.throughput / capacity.service_capacity
    assert (occupancy >= 0.40 - 1e-12).all() and (occupancy <= 0.70 + 1e-12).all()
    assert (capacity.low <= capacity.service_capacity).all() and (
        capacity.service_capacity <= capacity.high
    ).all()
    assert capacity.berths.sum() < Figures("ports").value("shandong", "coastal_berths", 2020)
    known = ~np.isnan(built.design_capacity)
    assert (capacity.service_capacity.sum(axis=1)[known] > built.design_capacity[known]).all()


def test_foreign_shares_give_qingdaos_published_total(built: PortBaseline) -> None:
    share = Figures("ports_detail").value("qingdao", "foreign_trade_share", 2018) / 100
    tonnes = built.split.throughput[built.city.index("qingdao")]
    mean = (built.foreign_share[built.city.index("qingdao")] * tonnes).sum() / tonnes.sum()
    assert mean == pytest.approx(share, rel=1e-12)
    region = (built.foreign_share * built.split.throughput).sum() / built.split.throughput.sum()
    assert 0.49 < region < 0.58, "the province's share was 49 % in 2015 and 57 % in 2009"


def test_bending_moves_all_odds_alike() -> None:
    shares, weights = np.array([0.2, 0.5, 0.9]), np.array([1.0, 2.0, 3.0])
    bent = bend_to_total(shares, weights, 0.5)
    assert (weights * bent).sum() / 6.0 == pytest.approx(0.5)
    factors = bent / (1 - bent) / (shares / (1 - shares))
    np.testing.assert_allclose(factors, factors[0], rtol=1e-9)


def test_voyages_and_relay_add_up_to_what_the_ports_handled(built: PortBaseline) -> None:
    """Port totals, foreign trade and transhipment are recovered from demand and shares exactly."""
    network = built.network()
    tonnes = (network.demand[:, :, None] * network.share)[..., 0]
    np.testing.assert_allclose(tonnes.sum(axis=(0, 1)), built.split.throughput, rtol=1e-12)
    np.testing.assert_allclose(
        tonnes[:, 0].sum(axis=0), built.foreign_share * built.split.throughput, rtol=1e-12
    )
    np.testing.assert_allclose(
        tonnes[-1].sum(axis=0), built.relayed_share * built.split.throughput, rtol=1e-12, atol=1e-9
    )
    total = network.share.sum(axis=2) + network.rival_share.sum(axis=2)
    np.testing.assert_allclose(total, 1.0, rtol=1e-12)
    assert (network.share >= 0).all() and (network.rival_share >= 0).all() and (network.demand >= 0).all()


def test_flows_are_a_logit_on_each_voyage(built: PortBaseline) -> None:
    """Log flow ratios less the difference of inland utility are the same constants in every zone."""
    flows = built.flows
    for k, name in enumerate(built.cargo):
        for voyage in range(2) if name != "lng" else range(1):
            flow, utility = flows.handled[:, voyage, :, k], flows.utility[:, :, k]
            constant = np.log(flow / flow[:, :1]) - (utility - utility[:, :1])
            np.testing.assert_allclose(constant, np.broadcast_to(constant[0], constant.shape), atol=1e-6)


def test_inland_utility_is_that_of_the_registered_costs(built: PortBaseline) -> None:
    value = {name: p.value for name, p in register().items()}
    z, p, ore = built.zone.index("henan"), built.port.index("port_rizhao"), built.cargo.index("ore")
    km, rail = built.distance[z, p], built.flows.rail_share[z, p, ore]
    by_rail = value["freight_cost_rail"] * km + value["rail_terminal_cost"]
    cost = rail * by_rail + (1 - rail) * value["freight_cost_road"] * km
    assert built.flows.utility[z, p, ore] == pytest.approx(value["portchoice_cost_bulk"] * cost)


def test_zones_send_to_far_rivals_what_was_assumed(built: PortBaseline) -> None:
    """Of what goes to the five and the far rivals together."""
    far = ~built.rivals.near
    away = built.flows.rival[:, 0, far].sum(axis=1)
    share = away / (away + built.flows.handled[:, 0].sum(axis=1))
    np.testing.assert_allclose(share, built.rivals.far_share, rtol=1e-9)
    henan = built.zone.index("henan")
    assert built.rivals.far_share[henan, built.cargo.index("containers")] == 0.65
    assert built.rivals.far_share[henan, built.cargo.index("ore")] == 0.30


def test_near_rivals_handle_their_tonnes_mostly_from_their_own_zone(built: PortBaseline) -> None:
    near = built.rivals.near
    tonnes = built.flows.rival[:, :, near]
    np.testing.assert_allclose(tonnes.sum(axis=0).swapaxes(0, 1), built.rivals.near_tonnes[near], rtol=1e-6)
    assert tonnes.sum() == pytest.approx(169000.0 - 159029.0, rel=1e-6)
    assert tonnes[built.zone.index("shandong_inner")].sum() > 0.5 * tonnes.sum()


def test_cargo_is_the_need_times_one_factor_per_voyage(built: PortBaseline) -> None:
    balance = built.balance
    for name in balance.classes:
        k = built.cargo.index(name)
        need = balance.need[:, 0, balance.classes.index(name)]
        known = need > 0.01
        np.testing.assert_allclose(
            built.market.demand[:-1, 0, k][known], need[known] * built.flows.factor[0, k], rtol=1e-9
        )


def test_entry_share_by_hand(built: PortBaseline) -> None:
    """Gas at Yantai for Weihai: Qingdao's share per unit of capacity, and the shorter haul."""
    network, k = built.network(), built.cargo.index("lng")
    z, yantai = built.zone.index("weihai"), built.port.index("port_yantai")
    per_unit = network.share[z, 0, 0, k, 0] / built.capacity.service_capacity[0, k]
    utility = built.flows.utility[z, :, k]
    expected = per_unit * np.exp(utility[yantai] - utility[0])
    assert network.entry_share[z, yantai, k, 0] == pytest.approx(expected, rel=1e-12)
    assert expected > per_unit
    others = [c for c in range(len(built.cargo)) if c != k]
    assert (built.split.throughput[:, others] > NOMINAL).all()
    assert (network.entry_share[:, :, others] == 0).all()
    np.testing.assert_allclose(
        network.entry_share[:-1, 0, k, 0],
        network.share[:-1, 0, 0, k, 0] / built.capacity.service_capacity[0, k],
        rtol=1e-12,
    )


def test_relay_has_no_place_on_land(built: PortBaseline) -> None:
    network = built.network()
    assert built.zone[-1] == "transhipment"
    for table in (network.distance, built.rival_distance, network.city_weight, network.outer_weight):
        assert (table[-1] == 0).all()
    np.testing.assert_allclose((network.city_weight.sum(axis=1) + network.outer_weight)[:-1], 1.0)
    assert (network.rail_share[-1] == 1).all()


def test_rail_shares_have_the_given_mean_and_rise_with_distance() -> None:
    saving, flow = np.array([[-20.0, 30.0], [60.0, 150.0]]), np.array([[4.0, 1.0], [2.0, 3.0]])
    share = rail_logit(saving, rail_constant(saving, flow, 0.35, 0.03), 0.03)
    assert (share * flow).sum() / flow.sum() == pytest.approx(0.35)
    assert (np.diff(share.ravel()) > 0).all()


def test_distances_are_those_of_the_map(built: PortBaseline) -> None:
    qingdao, jinan = np.array([120.382621, 36.067131]), np.array([117.120098, 36.6512])
    assert float(great_circle(qingdao, jinan)) == pytest.approx(299.3, abs=0.5)
    assert 1.15 < circuity(pd.read_csv(SOURCES / "travel.csv", dtype=str)) < 1.30
    own = [built.distance[built.zone.index(city), p] for p, city in enumerate(built.city)]
    assert own == pytest.approx(built.distance[: len(built.city)].min(axis=0))
    inner, dongying = built.zone.index("shandong_inner"), built.rival.index("port_dongying")
    assert built.rival_distance[inner, dongying] < built.distance[inner, 0]


def test_every_table_of_the_network_is_written_with_its_provenance(built: PortBaseline) -> None:
    tables = {quantity.name: quantity for quantity in quantities(built)}
    needed = {f"port_{field.name}" for field in fields(PortNetwork) if field.name != "cargo"}
    assert needed <= set(tables)
    for quantity in tables.values():
        table = quantity.table()
        assert set(table["provenance"]) <= {"derived", "recalled", "sourced"}
    ranged = tables["port_throughput"].table()
    assert (ranged["low"] < ranged["value"])[ranged["value"] > NOMINAL].all()


@pytest.mark.parametrize("name", ["cargo_assumptions", "cargo_balance"])
def test_assumptions_are_labelled_and_ranged(name: str) -> None:
    table = pd.read_csv(SOURCES / f"{name}.csv", keep_default_na=False)
    recalled = table[table["provenance"] == "recalled"]
    assert recalled["note"].str.startswith("confidence=").all()
    assert set(table["provenance"]) <= {"sourced", "plan", "derived", "recalled", "judgement"}
    assert (table[["source", "vintage", "unit"]] != "").all().all()
    ranged = table[table["low"] != ""]
    numbers = ranged[["low", "value", "high"]].astype(float)
    assert (numbers["low"] <= numbers["value"]).all() and (numbers["value"] <= numbers["high"]).all()
    judged = table[
        (table["provenance"] == "judgement")
        & ~table["indicator"].str.startswith(("seat_weight", "cargo_split"))
    ]
    assert (judged["low"] != "").all()
