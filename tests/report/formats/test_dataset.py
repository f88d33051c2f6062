"""Labelled arrays and netCDF: cells by hand, units and names in both languages, gaps left open."""

from __future__ import annotations

import io
import sys

import numpy as np
import pytest

from sim.errors import InputError
from sim.report.formats.dataset import dataset, identifiers, netcdf, of_statistics
from sim.report.formats.wide import Wide, wide
from tests.report import synthetic
from tests.report.formats import small

xr = pytest.importorskip("xarray")


def plan() -> Wide:
    return wide(small.frame().iloc[:5])


def test_cells_by_hand() -> None:
    found = of_statistics(plan(), {"seed": 3, "packages": {"numpy": "2"}})
    gdp = found["GDP|Current prices"]
    assert gdp.dims == ("region", "year", "statistic")
    assert found["region"].values.tolist() == ["jiaodong", "qingdao", "port_qingdao"]
    assert float(gdp.sel(region="qingdao", year=2020, statistic="value")) == 10.0
    assert float(gdp.sel(region="jiaodong", year=2020, statistic="p95")) == 32.0
    assert gdp.sel(region="port_qingdao").isnull().all()
    assert found["Port throughput|Ore"].sel(year=2020).isnull().all()
    assert found.attrs == {"seed": 3, "model": "Model 1", "scenario": "plan"}


def test_without_bands_the_central_run_alone() -> None:
    found = of_statistics(plan(), {}, bands=False)
    assert found["GDP|Current prices"].dims == ("region", "year")
    np.testing.assert_array_equal(
        found["GDP|Current prices"].sel(region="jiaodong").values, [30.0, 1 / 3], strict=True
    )
    alone = of_statistics(wide(small.frame(bands=False).iloc[:5]), {})
    assert alone["GDP|Current prices"].dims == ("region", "year")


def test_members_are_an_axis() -> None:
    values = np.arange(6.0).reshape(1, 2, 3)
    found = dataset([("qingdao", "GDP", "100m CNY 2020")], (2020, 2021), values, {}, {"member": range(3)})
    assert found["GDP"].dims == ("region", "year", "member")
    assert float(found["GDP"].sel(region="qingdao", year=2021, member=2)) == 5.0


def test_variables_and_places_carry_units_and_names() -> None:
    found = of_statistics(plan(), {})
    attributes = found["GDP|Current prices"].attrs
    assert attributes["units"] == "100m CNY"
    assert attributes["long_name"] == "GDP, current prices"
    assert attributes["long_name_zh"] == "地区生产总值（当年价）"
    assert found["region_en"].values.tolist() == ["Jiaodong", "Qingdao", "Qingdao port"]
    assert found["region_zh"].values.tolist() == ["胶东经济圈", "青岛", "青岛港"]


def test_netcdf_reads_back_to_the_last_bit() -> None:
    given = of_statistics(plan(), {"drivers": "中期"})
    found = xr.load_dataset(io.BytesIO(netcdf(given)), engine="scipy")
    assert set(found.data_vars) == {"gdp_current_prices", "port_throughput_ore"}
    for name in found.data_vars:
        np.testing.assert_array_equal(found[name].values, given[found[name].attrs["variable"]].values)
        assert found[name].attrs["long_name_zh"] == given[found[name].attrs["variable"]].attrs["long_name_zh"]
    assert found.attrs["drivers"] == "中期"
    assert found["region_zh"].values.tolist() == given["region_zh"].values.tolist()


@pytest.mark.parametrize(
    ("seed", "kept"),
    [(2**31 - 1, 2**31 - 1), (2**31, "2147483648"), (-(2**31), -(2**31)), (10**30, "1" + "0" * 30)],
)
def test_whole_numbers_beyond_32_bits_are_text_in_netcdf(seed: int, kept: int | str) -> None:
    made = (of_statistics(plan(), {"seed": seed}), dataset([], (2020,), np.empty((0, 1)), {"seed": seed}, {}))
    for given in made:
        found = xr.load_dataset(io.BytesIO(netcdf(given)), engine="scipy")
        assert found.attrs["seed"] == kept


def test_every_reported_variable_has_a_name_of_its_own_in_netcdf() -> None:
    names = list(dict.fromkeys(synthetic.inputs(bands=True).frame["variable"]))
    found = identifiers(names)
    assert len(found) == len(names)
    assert all(name.isidentifier() for name in found)
    with pytest.raises(ValueError, match="one name"):
        identifiers(["GDP|Growth", "GDP growth"])


def test_a_missing_library_is_named_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xarray", None)
    with pytest.raises(InputError, match=r"pip install -e '\.\[notebook\]'"):
        of_statistics(plan(), {})
