"""The national input-output table of 2020, all origins together, and its sectors as each city mixes them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from calibration.tables import SOURCES, Figures
from sim.axes import Array

YEAR = 2020
TO_100M = 1e-4
"""The table counts in 10 000 CNY."""


@dataclass(frozen=True)
class NationalTable:
    """The non-competitive table, 100m CNY: flows [product, user], the rest by product; exports are of
    domestic products, imports are used at home (those that leave again are in neither).
    """

    codes: tuple[str, ...]
    domestic: Array
    imported: Array
    output: Array
    value_added: Array
    labour_income: Array
    consumption: Array
    investment: Array
    exports: Array
    imports: Array
    consumption_imported: Array

    @property
    def flows(self) -> Array:
        """Intermediate use of products of all origins [product, user]."""
        total: Array = self.domestic + self.imported
        return total

    @property
    def coefficients(self) -> Array:
        """Technical coefficients, all origins, per unit of output [product, user]."""
        ratio: Array = self.flows / self.output
        return ratio


def read(folder: Path = SOURCES) -> NationalTable:
    """Read the table of 2020; rows of domestic products come first, rows of imports apart.

    TC is consumption of households and government, FU201 fixed investment, FU202 stocks (kept with
    investment), EX exports; GO of an import row is all imports.
    """
    table = pd.read_csv(folder / "io_china_2020.csv", dtype={"Code": str})
    codes = tuple(c for c in table.columns if c.isdigit())
    home, foreign = (
        table[table["Origin"] == o].set_index("Code").loc[list(codes)] for o in ("Domestic", "Imports")
    )

    def of(frame: pd.DataFrame, *columns: str) -> Array:
        values: Array = frame[list(columns)].to_numpy(dtype=float) * TO_100M
        return values

    rows = table.set_index("Code")
    return NationalTable(
        codes=codes,
        domestic=of(home, *codes),
        imported=of(foreign, *codes),
        output=of(home, "GO")[:, 0],
        value_added=of(rows.loc[["TVA"]], *codes)[0],
        labour_income=of(rows.loc[["VA001"]], *codes)[0],
        consumption=of(home, "TC")[:, 0] + of(foreign, "TC")[:, 0],
        investment=(of(home, "FU201", "FU202") + of(foreign, "FU201", "FU202")).sum(axis=1),
        exports=of(home, "EX")[:, 0],
        imports=(of(foreign, "GO") - of(foreign, "EX"))[:, 0],
        consumption_imported=of(foreign, "TC")[:, 0],
    )


def membership(codes: tuple[str, ...], sectors: tuple[str, ...], folder: Path = SOURCES) -> Array:
    """One where a code belongs to a model sector [code, sector]."""
    concordance = pd.read_csv(folder / "sector_concordance.csv", dtype=str).set_index("io_code")["sector"]
    return np.array([[float(concordance[c] == s) for s in sectors] for c in codes])


def government_share(codes: tuple[str, ...], folder: Path = SOURCES) -> Array:
    """Judged share of government in final consumption of a product [code]; nought where not listed."""
    table = pd.read_csv(folder / "government_consumption.csv", dtype={"io_code": str})
    known = table.set_index("io_code")["government_share"]
    return np.array([float(known.get(c, 0.0)) for c in codes])


def mix(
    table: NationalTable,
    member: Array,
    cities: tuple[str, ...],
    folder: Path = SOURCES,
) -> Array:
    """Share of each code in the output of its sector, by city [city, code].

    Output of a code in the nation, times the city's over the nation's share of the code's census industry in
    employment. Inside manufacturing (18 codes), mining and utilities the census does not distinguish, so the
    nation's mix holds; it speaks inside producer services (information, business, research and technical) and
    public services (environment, household services, education, health, culture, administration).
    """
    census, nation = Figures("census_2020", folder), Figures("national_employment", folder)
    industry = pd.read_csv(folder / "io_census_industry.csv", dtype=str).set_index("io_code")[
        "census_industry"
    ]

    def share(source: Figures, area: str, code: str) -> float:
        return source.value(area, f"employment_share_{industry[code]}", YEAR)

    over = np.array([[share(census, c, k) / share(nation, "china", k) for k in table.codes] for c in cities])
    weight = table.output * over
    shares: Array = weight / ((weight @ member) @ member.T)
    return shares


def city_coefficients(table: NationalTable, member: Array, shares: Array) -> Array:
    """Technical coefficients, all origins [city, product, sector], by each city's mix ``shares`` [city,
    code].
    """
    mixed: Array = np.einsum("kp,kl,cl,ls->cps", member, table.coefficients, shares, member)
    return mixed


def ratio(part: Array, table: NationalTable, member: Array, shares: Array) -> Array:
    """A ``part`` of the nation's inputs [code] over output, by each city's mix [city, sector]."""
    mixed: Array = (shares * part / table.output) @ member
    return mixed
