"""Builds the baseline: source tables in, one hashed table per quantity and a manifest out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import numpy as np

from calibration import (
    accounts,
    coast,
    energy,
    growth,
    marine,
    nature,
    new_economy,
    observed,
    opening,
    population,
    ports,
    schooling,
    travel,
)
from calibration.population import Places, PopulationBaseline
from calibration.quantity import Quantity
from calibration.tables import SOURCES
from calibration.trade import baseline as trade
from calibration.trade.system import Names
from sim.axes import Array
from sim.baseline import digest, read_labels
from sim.blocks.demography import DemographyParams
from sim.parameters import register
from sim.paths import BASELINE, REGISTERS

VERSION = "2020.1"
PLACES = {"province": "shandong", "nation": "china"}
REST_OF_PROVINCE = ("jinan", "linyi")
REGION = "jiaodong"


def build(sources: Path = SOURCES) -> list[Quantity]:
    """Every quantity of the baseline."""
    labels = read_labels(REGISTERS / "labels.csv")
    cities, sectors, industries = labels["city"], labels["sector"], labels["marine"]
    economy = accounts.build(cities, sectors, sources)
    by_name = {quantity.name: quantity.values for quantity in economy}
    parameters = {name: parameter.value for name, parameter in register().items()}
    people = population.build(
        sources,
        places=Places(cities=cities, rest_of_province=REST_OF_PROVINCE, **PLACES),
        parameters=parameters,
    )
    return [
        *economy,
        *trade.build(
            Names(cities, sectors, labels["partner"], labels["market"]),
            by_name["value_added"],
            by_name["utilisation"],
            register(),
            sources,
        ),
        *growth.build(cities, sources),
        *new_economy.build(sectors, by_name["value_added"], sources),
        *schooling.build(cities, sources),
        *travel.build(cities, parameters, sources),
        *opening.build(labels, parameters["gravity_distance"], sources),
        *marine.build(cities, sectors, industries, by_name["value_added"] / by_name["utilisation"], sources),
        *ports.quantities(ports.build(sources)),
        *nature.build(labels, sources),
        *coast.build(labels["bay"], cities, sources),
        *energy.build(
            energy.Names(cities, sectors, labels["technology"], REGION),
            by_name["value_added"],
            people.population.sum(axis=(1, 2, 3)),
            register(),
            sources,
        ),
        *people_quantities(people, cities),
        service_gap(by_name["tax_share"] * by_name["value_added"].sum(axis=1), people),
    ]


def service_gap(revenue: Array, people: PopulationBaseline) -> Quantity:
    """Distance to the best-served city: log of its revenue per resident over the city's.

    ``revenue`` [city] is the general public budget revenue, 100m CNY.
    """
    per_head = revenue / people.population.sum(axis=(1, 2, 3))
    return Quantity(
        "service_gap",
        {"city": people.cities},
        "log points",
        np.log(per_head.max() / per_head),
        "derived",
        "general public budget revenue of 2020 (recalled) per census resident, against the highest city's",
    )


METHOD = "see docs/equations/population.md and the notes of calibration/population"


def people_quantities(people: PopulationBaseline, cities: tuple[str, ...]) -> list[Quantity]:
    """The population baseline as quantities: the residents and what the demography block reads."""
    axes = {
        "city": cities,
        "residence": ("urban", "rural"),
        "sex": ("male", "female"),
        "age": tuple(str(a) for a in range(people.population.shape[-1])),
        "place": (*cities, "outside"),
    }
    population_axes = {a: axes[a] for a in ("city", "residence", "sex", "age")}
    result = [
        Quantity(
            "population",
            population_axes,
            "persons",
            people.population,
            "derived",
            "census five-year groups spread over single years, fitted to urban totals; "
            "every published total is kept",
        ),
        Quantity(
            "urban_core",
            {"city": cities},
            "10k persons",
            people.urban_core,
            "derived",
            "census city proper (Yantai: districts), the definition that the plan's figure fits",
        ),
        Quantity(
            "net_migration",
            {"city": cities},
            "persons",
            people.net_migration,
            "derived",
            "yearly mean between the censuses; low and high at the low and high mortality_level",
            people.net_migration_low,
            people.net_migration_high,
        ),
    ]
    hints = get_type_hints(DemographyParams, include_extras=True)
    for field in fields(DemographyParams):
        if hasattr(people, field.name) and field.name not in register():
            named, unit = hints[field.name].__metadata__
            low, high = (getattr(people, f"{field.name}_{end}", None) for end in ("low", "high"))
            result.append(
                Quantity(
                    field.name,
                    {a: axes[a] for a in named.split()},
                    unit,
                    getattr(people, field.name),
                    "derived",
                    METHOD,
                    low,
                    high,
                )
            )
    return result


def write(folder: Path = BASELINE, sources: Path = SOURCES) -> str:
    """Build the baseline, write its tables and manifest, and return the digest.

    The tables are rebuilt from scratch, so that nothing of an older build stays behind.
    """
    folder.mkdir(parents=True, exist_ok=True)
    quantities = build(sources)
    history = observed.build(read_labels(REGISTERS / "labels.csv")["city"], sources)
    for old in folder.glob("*.csv"):
        old.unlink()
    for quantity in quantities:
        quantity.write(folder)
    history.to_csv(folder / "observed.csv", index=False, lineterminator="\n", float_format=str)
    found = digest(folder)
    manifest = {
        "version": VERSION,
        "digest": found,
        "sources": {
            p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(sources.glob("*.csv"))
        },
        "methods": {quantity.name: quantity.method for quantity in quantities},
    }
    (folder / "manifest.json").write_text(
        json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    return found
