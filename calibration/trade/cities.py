"""Output and use of the five cities in 2020: what they make, need, consume and invest, by product."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from calibration.tables import SOURCES, Figures
from calibration.trade import national
from calibration.trade.national import YEAR, NationalTable
from sim.axes import Array

PERCENT = 100.0
PERSONS_CNY = 1e-4
"""10k persons times CNY, in 100m CNY."""


@dataclass(frozen=True)
class CityAccounts:
    """Output, its primary inputs and final use [city, sector], and coefficients [city, product, sector], 100m
    CNY; the ends of consumption are by the other way of sharing it out.
    """

    output: Array
    value_added: Array
    labour_income: Array
    coefficients: Array
    household: Array
    government: Array
    investment: Array
    household_other: Array
    government_other: Array

    @property
    def use(self) -> Array:
        """All use of a product, of all origins [city, product], 100m CNY."""
        needed = np.einsum("cps,cs->cp", self.coefficients, self.output)
        total: Array = needed + self.household + self.government + self.investment
        return total


def government_by_code(table: NationalTable, folder: Path = SOURCES) -> Array:
    """What government consumes in the nation [code], 100m CNY.

    The table has consumption of households and government together. Government takes judged shares of
    administration, schools, hospitals, research and the like, scaled by one factor to its share of the whole.
    """
    government = table.consumption * national.government_share(table.codes, folder)
    share = Figures("final_use", folder).value("china", "government_share_of_consumption", YEAR) / PERCENT
    government *= share * table.consumption.sum() / government.sum()
    if (government > table.consumption).any():
        raise ValueError("government_consumption.csv: government consumes more of a product than there is")
    return government


def consumption(table: NationalTable, member: Array, folder: Path = SOURCES) -> tuple[Array, Array]:
    """Composition of consumption of households and of government [sector], each adding up to one."""
    government = government_by_code(table, folder)
    households = table.consumption - government
    return households @ member / households.sum(), government @ member / government.sum()


def consumption_totals(
    gdp: Array, residents: Array, income: Array, folder: Path = SOURCES
) -> tuple[Array, Array, Array, Array]:
    """Consumption of households and government by city, and each by the other way, 100m CNY [city].

    Households consume the nation's ratio of consumption to surveyed disposable income (the other way: to
    GDP). Government consumes the nation's mean per resident, as services follow residents (the other way: per
    GDP). ``gdp`` 100m CNY, ``residents`` 10k persons, ``income`` CNY per head, all [city].
    """
    figures, macro = Figures("final_use", folder), Figures("macro", folder)
    nation = macro.value("china", "gdp_current", YEAR)
    people = macro.value("china", "population_census", YEAR)
    rate = figures.value("china", "final_consumption_rate", YEAR) / PERCENT
    of_government = figures.value("china", "government_share_of_consumption", YEAR) / PERCENT
    national_income = people * figures.value("china", "disposable_income", YEAR) * PERSONS_CNY
    by_income = rate * (1 - of_government) * nation / national_income * residents * income * PERSONS_CNY
    by_resident = rate * of_government * nation * residents / people
    return by_income, by_resident, rate * (1 - of_government) * gdp, rate * of_government * gdp


def disposable_income(cities: tuple[str, ...], folder: Path = SOURCES) -> Array:
    """Surveyed disposable income per head [city], CNY; Qingdao's is sourced, the others recalled."""
    known, recalled = Figures("city_accounts_history", folder), Figures("final_use", folder)
    return np.array(
        [
            (recalled if recalled.series(c, "disposable_income") else known).value(
                c, "disposable_income", YEAR
            )
            for c in cities
        ]
    )


def accounts(
    table: NationalTable,
    member: Array,
    cities: tuple[str, ...],
    value_added: Array,
    utilisation: Array,
    investment_rate: float,
    folder: Path = SOURCES,
) -> CityAccounts:
    """Output and use of the cities from their ``value_added`` and ``utilisation`` [city, sector].

    Investment is the registered rate times normal-year GDP, as in the capital block, and has the nation's
    composition, stocks with it.
    """
    history = Figures("city_accounts_history", folder)
    shares = national.mix(table, member, cities, folder)
    residents = np.array([history.value(c, "population_resident_census", YEAR) for c in cities])
    households, government, households_other, government_other = consumption_totals(
        value_added.sum(axis=1), residents, disposable_income(cities, folder), folder
    )
    of_households, of_government = consumption(table, member, folder)
    invested = investment_rate * (value_added / utilisation).sum(axis=1)
    of_investment = table.investment @ member / table.investment.sum()
    output = value_added / national.ratio(table.value_added, table, member, shares)
    return CityAccounts(
        output=output,
        value_added=value_added,
        labour_income=output * national.ratio(table.labour_income, table, member, shares),
        coefficients=national.city_coefficients(table, member, shares),
        household=np.outer(households, of_households),
        government=np.outer(government, of_government),
        investment=np.outer(invested, of_investment),
        household_other=np.outer(households_other, of_households),
        government_other=np.outer(government_other, of_government),
    )
