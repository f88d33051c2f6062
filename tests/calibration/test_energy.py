"""The energy balance of 2020: totals that are known come back, and what is derived stays in reason."""

from __future__ import annotations

import numpy as np
import pytest

from calibration import energy
from sim.baseline import load
from sim.parameters import register


def figures() -> energy.Figures:
    return energy.Figures("energy_environment")


def test_co2_of_all_users_plants_and_cement_is_the_mean_of_the_last_three_years_that_are_known() -> None:
    """Weihai 2017 to 2019: 23.000575, 21.278403 and 16.793839 Mt."""
    base, value = load(), {name: p.value for name, p in register().items()}
    factor = np.array([value[f"ef_{fuel}"] for fuel in energy.FUELS])
    total = np.sum(base["fuel_end_use"] * factor, axis=(1, 2)) + base["cement_co2"]
    total = total + base["coal_generation"] * value["coal_power_heat_rate"] * factor[0]
    np.testing.assert_allclose(total, energy.city_emissions(figures(), base.axes.city), rtol=1e-12)
    weihai = total[base.axes.city.index("weihai")]
    assert weihai == pytest.approx((23.000575 + 21.278403 + 16.793839) / 3, abs=1e-5)


def test_clean_capacity_is_the_plans_and_nuclear_stands_where_it_is() -> None:
    base = load()
    assert base["clean_capacity"].sum() == pytest.approx(18.65, rel=1e-12)
    nuclear = base["clean_capacity"][:, base.axes.technology.index("nuclear")]
    np.testing.assert_allclose(nuclear, [0, 2.5, 0, 0, 0])
    assert (base["clean_capacity"] >= 0).all()


def test_power_of_every_city_is_the_known_total_and_every_user_has_some() -> None:
    base = load()
    np.testing.assert_allclose(base["power_end_use"].sum(axis=1), [44.6, 56.0, 60.0, 14.8, 29.0], rtol=1e-12)
    users = [*base.axes.sector, energy.HOUSEHOLDS]
    used = base["power_end_use"][:, [u != "utilities" for u in users]]
    assert (used > 0).all()


def test_a_sixth_of_power_comes_from_outside_as_in_the_province() -> None:
    base, value = load(), {name: p.value for name, p in register().items()}
    hours = energy.HOURS * np.array([value[f"{t}_cf"] for t in base.axes.technology])
    made = base["coal_generation"].sum() + np.sum(base["clean_capacity"] * hours)
    assert 1 - made / base["power_end_use"].sum() == pytest.approx(1160 / 6940, rel=1e-12)


def test_known_coal_capacity_would_run_for_a_plausible_part_of_the_year() -> None:
    """The known 19.2 GW are a lower bound of what runs; 120 TWh are 6270 of their hours."""
    known = energy.by_city(figures(), "power_capacity_gppd_coal", load().axes.city) / 100
    hours = 1000 * load()["coal_generation"].sum() / known.sum()
    assert 4000 < hours < 7000


def test_energy_per_output_stays_within_the_provinces_range() -> None:
    """The register's range for the province; this region has less heavy industry."""
    base, value = load(), {name: p.value for name, p in register().items()}
    energy_used = base["fuel_end_use"].sum() + value["coal_power_heat_rate"] * base["power_end_use"].sum()
    intensity = 100 * energy_used / base["value_added"].sum()
    entry = register()["energy_intensity"]
    assert entry.low < intensity < entry.value


def test_particles_agree_with_who_met_the_national_standard() -> None:
    base = load()
    met = [value <= 35 for value in base["pm25"]]
    flags = figures().table
    named = set(flags[flags["indicator"] == "air_meets_grade2"]["area"])
    assert met == [city in named for city in base.axes.city]


def test_other_users_that_leave_no_industry_are_refused() -> None:
    base = load()
    names = energy.Names(base.axes.city, base.axes.sector, base.axes.technology, "jiaodong")
    table = energy.users(names)
    size = np.column_stack([base["value_added"], base["population"].sum(axis=(1, 2, 3))])
    with pytest.raises(ValueError, match="more CO2 than its total"):
        energy.fuels(table, figures(), names, size, (0.4, 0.3), np.ones(5), np.array([2.7, 2.1, 1.6]))


def test_distances_are_symmetric_and_about_right() -> None:
    """Yantai and Weihai lie some 60 km apart, Weihai and Rizhao 330."""
    apart = load()["seat_distance"]
    np.testing.assert_allclose(apart, apart.T, rtol=1e-12)
    assert (np.diag(apart) == 0).all()
    assert apart[1, 3] == pytest.approx(60, abs=3)
    assert apart.max() == pytest.approx(329, abs=5)
