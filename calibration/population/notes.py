"""How each item of the population baseline is known: provenance, method and range."""

from __future__ import annotations

from typing import NamedTuple


class Note(NamedTuple):
    """One item of the baseline; ``low`` and ``high`` describe the range or name its field."""

    item: str
    provenance: str
    method: str
    low: str
    high: str


NOTES = (
    Note(
        "population by city, sex and five-year age",
        "sourced",
        "Seventh census, 1 November 2020; kept to the person.",
        "as counted",
        "as counted; age 0 is usually under-counted",
    ),
    Note(
        "population by single year of age",
        "derived",
        "Monotone cubic interpolation of the cumulated count; the open group by years lived in the "
        "national life table.",
        "0",
        "the published five-year group",
    ),
    Note(
        "population by urban and rural residence, age and sex",
        "derived",
        "Urban share by age from ten years of moves at the ages of the migration schedule, fitted to the "
        "city's urban total and to every age-sex total.",
        "the same urban share at all ages",
        "twice the derived departure from it",
    ),
    Note(
        "national death rates",
        "sourced",
        "UN abridged rates 2015-2020 (published 2024, hindsight), log rates interpolated, scaled to life "
        "expectancy 2020.",
        "as published",
        "as published",
    ),
    Note(
        "mortality_level",
        "derived",
        "Factor at which residents aged 65 and over in 2010 survive to the 75 and over counted in 2020 "
        "without net migration, five cities together. Registered deaths point the same way. Old-age "
        "arrivals would bias it down.",
        "mortality_level_low: the lowest single city",
        "mortality_level_high: national rates",
    ),
    Note(
        "fertility_pattern",
        "sourced",
        "National age shares 2020 (published 2024, hindsight), split to single years by monotone cubic "
        "interpolation.",
        "as published",
        "as published",
    ),
    Note(
        "city_total_fertility_rate",
        "derived",
        "Infants at the census, survived back to births, over births that one child per woman at the "
        "national ages would give.",
        "as counted",
        "city_total_fertility_rate_high: residents aged 1-4, who include the boom of second births",
    ),
    Note(
        "net_migration",
        "derived",
        "Forward survival of the 2010 census by broad age and sex, filled by reverse survival of 2020; "
        "children born since count as births of the city. A single residual of two counts: later years "
        "are not observed.",
        "net_migration_low: mortality_level_low",
        "net_migration_high: mortality_level_high",
    ),
    Note(
        "migration_schedule",
        "sourced",
        "Rogers and Castro (1981) standard schedule without retirement peak; not fitted to the cities.",
        "parameter register, rc_*",
        "parameter register, rc_*",
    ),
    Note(
        "flows",
        "derived",
        "Migrant stocks over ten years, origins by gravity, departures elsewhere closing each net. Not "
        "identified by data: only the nets carry information; the gross level scales the response to "
        "wages and measures.",
        "half",
        "double",
    ),
    Note(
        "outside_movers",
        "sourced",
        "National population by age, UN World Population Prospects 2019, medium variant, weighted by the "
        "migration schedule.",
        "as published",
        "as published",
    ),
    Note(
        "skilled_share",
        "derived",
        "Share of college graduates among residents of the one city that publishes it; arrivals are "
        "better schooled.",
        "as published",
        "double",
    ),
    Note(
        "urban_core",
        "derived",
        "Census count of 2020 on the definition that the plan's figure for 2025 fits: city proper for four "
        "cities, districts with their villages for Yantai. The plan states no definition.",
        "as counted",
        "as counted",
    ),
    Note(
        "urbanisation_pace",
        "derived",
        "Logit speed of the census urban share 2010-2020; includes villages reclassified as towns.",
        "half",
        "as observed",
    ),
)
