"""The material balances of the hinterland: by hand, and against totals that they were not built from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from calibration.ports import PortBaseline, build
from calibration.ports.assumptions import Assumptions
from calibration.ports.material_balance import moves, oil, ore
from calibration.ports.rivals import far_split
from calibration.ports.transhipment import relayed_tonnes
from calibration.tables import SOURCES, MissingFigureError

COLUMNS = ("area", "cargo", "indicator", "value")


def written(folder: Path, *rows: tuple[str, str, str, float], name: str = "cargo_balance") -> Assumptions:
    """A table of figures for a test."""
    frame = pd.DataFrame(rows, columns=COLUMNS).assign(year=2020, low=np.nan, high=np.nan, note="")
    frame.to_csv(folder / f"{name}.csv", index=False)
    return Assumptions(folder, name)


@pytest.fixture(scope="module")
def built() -> PortBaseline:
    return build()


def test_ore_by_hand(tmp_path: Path) -> None:
    """100 t of steel at 1.5 t of ore, four fifths imported; 10 t of alumina at 2 t; 5 t of nickel ore."""
    table = written(
        tmp_path,
        ("china", "ore", "ore_per_tonne_of_steel", 1.5),
        ("china", "ore", "bauxite_per_tonne_of_alumina", 2.0),
        ("a", "ore", "crude_steel", 100.0),
        ("a", "ore", "imported_ore_share", 0.8),
        ("a", "ore", "alumina_from_imported_bauxite", 10.0),
        ("b", "ore", "other_ore_landed", 5.0),
        ("b", "ore", "coastal_ore", 7.0),
    )
    foreign, coastal, iron = ore(table, ("a", "b"))
    assert foreign == pytest.approx([140.0, 5.0]) and iron == pytest.approx([120.0, 0.0])
    assert coastal == pytest.approx([0.0, 7.0])


def test_oil_by_hand(tmp_path: Path) -> None:
    """100 t of runs, 30 by land, 10 from offshore: 60 from abroad; a fifth of the runs leaves by sea."""
    table = written(
        tmp_path,
        ("shandong", "oil", "products_by_sea", 0.2),
        ("b", "oil", "products_by_sea", 0.0),
        ("a", "oil", "crude_runs", 100.0),
        ("a", "oil", "crude_by_land", 30.0),
        ("a", "oil", "coastal_crude", 10.0),
        ("b", "oil", "crude_runs", 50.0),
        ("b", "oil", "other_oil_foreign", 5.0),
        ("a", "oil", "other_oil_coastal", 4.0),
    )
    foreign, coastal, crude = oil(table, ("a", "b"))
    assert foreign == pytest.approx([60.0, 55.0])
    assert coastal == pytest.approx([34.0, 0.0])
    assert crude == pytest.approx([70.0, 50.0])


def test_steel_of_the_zones_adds_to_the_province() -> None:
    table = Assumptions(SOURCES, "cargo_balance")
    zones = ("qingdao", "yantai", "weifang", "weihai", "rizhao", "shandong_inner", "lunan")
    assert table.sparse(zones, "ore", "crude_steel").sum() == pytest.approx(
        table.value("shandong", "ore", "crude_steel"), rel=1e-9
    )


def test_imported_ore_of_all_zones_is_less_than_the_nations(built: PortBaseline) -> None:
    """117010 (10k t) of iron ore came in 2020 (customs); the nation's soybeans were 10033, its LNG 6740."""
    balance = built.balance
    need = balance.need[:, 0]
    iron = (need[:, balance.classes.index("ore")] * balance.iron_share[:-1]).sum()
    assert 0.2 * 117010 < iron < 0.4 * 117010
    assert need[:, balance.classes.index("grain")].sum() < 0.3 * (10033 + 3579)
    assert need[:, balance.classes.index("lng")].sum() < 0.15 * 6740


def test_a_move_takes_from_inland_what_it_brings_to_the_coast(built: PortBaseline) -> None:
    steel, refining = moves(Assumptions(SOURCES, "cargo_balance"), built.zone)
    for move, gains, loses in ((steel, "rizhao", "shandong_inner"), (refining, "yantai", "shandong_inner")):
        assert move.sum() == pytest.approx(0.0, abs=1e-12)
        assert move[built.zone.index(gains)] > 0 > move[built.zone.index(loses)]
    assert 1.0 < steel[steel > 0].sum() < 1.5, "tonnes of imported ore per tonne of steel"


def test_shares_of_iron_and_crude_are_shares(built: PortBaseline) -> None:
    for share in (built.balance.iron_share, built.balance.crude_share):
        assert share.shape == (len(built.zone),)
        assert ((share >= 0) & (share <= 1)).all()
    inner = built.zone.index("shandong_inner")
    assert 0.3 < built.balance.iron_share[inner] < 0.6, "bauxite of Binzhou and Liaocheng outweighs iron"


def test_far_rivals_share_by_size_where_cost_is_alike() -> None:
    near = np.array([True, False, False])
    split = far_split(np.array([9.0, 1.0, 3.0]), np.zeros((1, 3)), near)
    assert split[0] == pytest.approx([0.0, 0.25, 0.75])
    dear = far_split(np.array([9.0, 1.0, 3.0]), np.array([[0.0, 0.0, -np.log(3.0)]]), near)
    assert dear[0] == pytest.approx([0.0, 0.5, 0.5])


def test_relay_by_hand_and_within_the_voyage(tmp_path: Path) -> None:
    given = written(
        tmp_path,
        ("jiaodong", "ore", "transhipment_foreign_share", 0.5),
        ("here", "ore", "transhipment_foreign_share", 0.75),
        name="cargo_assumptions",
    )
    tonnes = np.array([[[80.0], [20.0]], [[60.0], [40.0]]])
    relay = relayed_tonnes(tonnes, np.array([[0.2], [0.1]]), given, ("here", "there"), ("ore",))
    np.testing.assert_allclose(relay[:, :, 0], [[15.0, 5.0], [5.0, 5.0]])
    with pytest.raises(ValueError, match="there relays more ore on voyage 1"):
        relayed_tonnes(tonnes, np.array([[0.2], [0.9]]), given, ("here", "there"), ("ore",))


def test_the_first_figure_known_is_taken(tmp_path: Path) -> None:
    given = written(
        tmp_path,
        ("a", "all", "x", 1.0),
        ("a", "ore", "x", 2.0),
        ("b", "all", "x", 3.0),
        name="cargo_assumptions",
    )
    assert given.first(("a",), ("ore", "all"), "x") == 2.0
    assert given.first(("a",), ("coal", "all"), "x") == 1.0
    assert given.first(("c", "b"), ("ore", "all"), "x") == 3.0
    with pytest.raises(MissingFigureError, match="indicator 'x'"):
        given.first(("c",), ("ore",), "x")
