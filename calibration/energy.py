"""Energy, power and air of 2020: fuels and power by user, plants, PM2.5, from the province's inventory and
the cities' totals.

Nobody publishes an energy balance of a city. What a city emits in all is known (CEADs, to 2016 or 2019) and
taken as the mean of its last three years, because single years jump. Users other than industry emit what the
province's do for the region's share of its GDP, or of its residents. Industry has what is left of the city's
total after power plants, cement and those users. Every cell is derived; by city it is illustrative.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from calibration import network
from calibration.quantity import Quantity
from calibration.tables import SOURCES, Figures
from sim.axes import Array
from sim.parameters import Parameter

FUELS = ("coal", "oil", "gas")
HOUSEHOLDS = "households"
INDUSTRY = ("mining", "manufacturing")
PROVINCE, INVENTORY_YEAR, YEARS_KEPT = "shandong", 2019, 3
HOURS = 8.76
"""TWh that a gigawatt makes in a year."""
SPREAD_CITY, SPREAD_PLANTS = 0.3, 0.3
"""Half of the range of a derived cell."""


@dataclass(frozen=True)
class Names:
    """Labels of the axes."""

    city: tuple[str, ...]
    sector: tuple[str, ...]
    technology: tuple[str, ...]
    region: str

    @property
    def user(self) -> tuple[str, ...]:
        """Sectors and the households."""
        return (*self.sector, HOUSEHOLDS)


def by_city(figures: Figures, indicator: str, cities: tuple[str, ...]) -> Array:
    """One figure of 2020 for every city."""
    return np.array([figures.value(city, indicator, 2020) for city in cities])


def city_emissions(figures: Figures, cities: tuple[str, ...]) -> Array:
    """CO2 [city], Mt: the mean of the last years that CEADs gives."""
    found = []
    for city in cities:
        series = figures.series(city, "co2_emissions")
        found.append(np.mean([series[year] for year in sorted(series)[-YEARS_KEPT:]]))
    return np.array(found)


def nuclear_capacity(figures: Figures, cities: tuple[str, ...]) -> Array:
    """Units in operation at the end of 2020 [city], GW."""
    units = figures.table[
        figures.table["indicator"].str.startswith("nuclear_capacity_") & figures.table["area"].isin(cities)
    ]
    ten_megawatts = units.groupby("area")["value"].sum()
    return np.array([ten_megawatts.get(city, 0.0) for city in cities]) / 100


def clean_capacity(figures: Figures, plan: Figures, names: Names, value_added: Array, people: Array) -> Array:
    """Clean power capacity [city, technology], GW, that adds up to the plan's total.

    Nuclear is known. The rest of the region's total has the province's mix; wind goes by the plants that are
    known by place, solar by farming (roofs and land), biomass by residents.
    """
    total = plan.value(names.region, "new_and_renewable_power_capacity", 2020)
    nuclear = nuclear_capacity(figures, names.city)
    mix = {t: figures.value(PROVINCE, f"{t}_capacity", 2020) for t in ("wind", "solar", "biomass")}
    scale = (total - nuclear.sum()) / sum(mix.values())
    spread = {
        "wind": by_city(figures, "power_capacity_gppd_wind", names.city),
        "solar": value_added[:, names.sector.index("agriculture")],
        "biomass": people,
    }
    split = {t: scale * mix[t] * spread[t] / spread[t].sum() for t in mix}
    columns = {
        "onshore_wind": split["wind"],
        "solar": split["solar"],
        "nuclear": nuclear,
        "biomass": split["biomass"],
    }
    return np.stack([columns.get(t, 0 * nuclear) for t in names.technology], axis=1)


def power_use(table: pd.DataFrame, total: Array, names: Names, value_added: Array, people: Array) -> Array:
    """Power [city, user], TWh: users have their share of the region, by value added or residents; industry
    what is left of the city's total, by value added.
    """
    size = np.column_stack([value_added, people])
    share = pd.to_numeric(table["power_share"]).fillna(0.0).to_numpy()
    used: Array = total.sum() * share * size / size.sum(axis=0)
    industry = np.isin(names.user, INDUSTRY)
    left = total - used.sum(axis=1)
    used[:, industry] = left[:, None] * size[:, industry] / size[:, industry].sum(axis=1)[:, None]
    return used


def fuels(
    table: pd.DataFrame,
    figures: Figures,
    names: Names,
    size: Array,
    region_share: tuple[float, float],
    left_over: Array,
    factor: Array,
) -> Array:
    """End use of fuels [city, user, fuel], Mtce; power plants and cement are not in it.

    ``left_over`` [city] is CO2 beside power plants and cement, Mt; ``region_share`` the region's part of the
    province's GDP and residents; ``factor`` [fuel] tCO2/tce; ``size`` [city, user] spreads a user's CO2.
    """
    emitted = np.zeros(size.shape)
    for inventory, users in table.groupby("inventory").groups.items():
        if not inventory:
            continue
        columns = list(users)
        at_home = names.user[columns[0]] == HOUSEHOLDS
        total = sum(figures.value(PROVINCE, part, INVENTORY_YEAR) for part in str(inventory).split("+"))
        part = size[:, columns] / size[:, columns].sum()
        emitted[:, columns] = total * region_share[int(at_home)] * part
    industry = np.isin(names.user, INDUSTRY)
    rest = left_over - emitted.sum(axis=1)
    if (rest <= 0).any():
        raise ValueError("a city's other users emit more CO2 than its total leaves")
    emitted[:, industry] = rest[:, None] * size[:, industry] / size[:, industry].sum(axis=1)[:, None]
    share = table[list(FUELS)].to_numpy(float)
    use: Array = emitted[..., None] * share / factor
    return use


def users(names: Names, folder: Path = SOURCES) -> pd.DataFrame:
    """The table of users in the order of the axis."""
    table = pd.read_csv(folder / "energy_users.csv", keep_default_na=False)
    return table.set_index("user").loc[list(names.user)].reset_index()


def plants(names: Names, folder: Path = SOURCES) -> tuple[tuple[str, ...], Array]:
    """Dated plants, and their capacity [plant, city, technology], GW."""
    table = pd.read_csv(folder / "power_projects.csv")
    capacity = np.zeros((len(table), len(names.city), len(names.technology)))
    for k, row in enumerate(table.to_dict("records")):
        capacity[k, names.city.index(row["area"]), names.technology.index(row["technology"])] = row[
            "capacity"
        ]
    return tuple(table["project"]), capacity


def distances(cities: tuple[str, ...], folder: Path = SOURCES) -> Array:
    """Great-circle kilometres between the seats [city, city]."""
    nodes = network.read_nodes(cities, (), folder)
    apart: Array = network.great_circle(nodes.degrees[: len(cities)])
    return apart


def build(
    names: Names,
    value_added: Array,
    people: Array,
    parameters: dict[str, Parameter],
    folder: Path = SOURCES,
) -> list[Quantity]:
    """Energy and air as baseline quantities; ``people`` [city] residents, ``value_added`` [city, sector]."""
    figures, plan = Figures("energy_environment", folder), Figures("plan_baseline_2020", folder)
    history = Figures("city_accounts_history", folder)
    table = users(names, folder)
    value = {name: parameter.value for name, parameter in parameters.items()}
    factor = np.array([value[f"ef_{fuel}"] for fuel in FUELS])

    total = by_city(figures, "power_use", names.city) / 10
    outside = figures.value(PROVINCE, "power_from_outside", 2020) / figures.value(PROVINCE, "power_use", 2020)
    clean = clean_capacity(figures, plan, names, value_added, people)
    hours = HOURS * np.array([value[f"{t}_cf"] for t in names.technology])
    known = by_city(figures, "power_capacity_gppd_coal", names.city)
    coal_power = ((1 - outside) * total.sum() - (clean * hours).sum()) * known / known.sum()

    shares = tuple(
        history.value(names.region, f"{what}_share_of_shandong", 2020) / 100 for what in ("gdp", "population")
    )
    made = value_added[:, names.sector.index("manufacturing")]
    process = figures.value(PROVINCE, "co2_process", INVENTORY_YEAR) * shares[0] * made / made.sum()
    left_over = (
        city_emissions(figures, names.city) - process - coal_power * value["coal_power_heat_rate"] * factor[0]
    )
    size = np.column_stack([value_added, people])
    use = fuels(table, figures, names, size, (shares[0], shares[1]), left_over, factor)
    power = power_use(table, total, names, value_added, people)
    projects, capacity = plants(names, folder)
    cities = {"city": names.city}

    def derived(
        name: str, axes: dict[str, tuple[str, ...]], unit: str, values: Array, method: str
    ) -> Quantity:
        low, high = values * (1 - SPREAD_CITY), values * (1 + SPREAD_CITY)
        return Quantity(name, axes, unit, values, "derived", method, low, high)

    by_user = cities | {"user": names.user}
    return [
        derived(
            "fuel_end_use",
            by_user | {"fuel": FUELS},
            "Mtce",
            use,
            "province's CO2 by user for the region's share; industry has the rest of the city's CO2",
        ),
        derived(
            "power_end_use", by_user, "TWh", power, "city totals (recalled); shares of users are judgement"
        ),
        derived("cement_co2", cities, "Mt", process, "province's process CO2 by manufacturing value added"),
        derived(
            "coal_generation",
            cities,
            "TWh",
            coal_power,
            "power use less clean power and the province's share from outside, by known coal capacity",
        ),
        derived(
            "clean_capacity",
            cities | {"technology": names.technology},
            "GW",
            clean,
            "the plan's total with the province's mix; nuclear is known",
        ),
        Quantity(
            "plant_capacity",
            {"plant": projects, **cities, "technology": names.technology},
            "GW",
            capacity,
            "recalled",
            "plants that were being built or prepared in mid-2021",
        ),
        Quantity(
            "pm25",
            cities,
            "ug/m3",
            by_city(figures, "pm25", names.city),
            "recalled",
            "annual means of 2020 from city bulletins, recalled; agree with who met the national standard",
            by_city(figures, "pm25", names.city) - 3,
            by_city(figures, "pm25", names.city) + 3,
        ),
        Quantity(
            "good_air_days",
            {"region": (names.region,)},
            "share",
            np.array([plan.value(names.region, "share_of_good_air_days", 2020)]),
            "plan",
            "mean of the five cities, a lower bound ('more than')",
        ),
        Quantity(
            "seat_distance",
            {**cities, "destination": names.city},
            "km",
            distances(names.city, folder),
            "derived",
            "great circles between the seats",
        ),
    ]
