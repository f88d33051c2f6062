"""Words, colours and font of the animation, in either language."""

from __future__ import annotations

from sim.port.description import CONTAINERS
from sim.port.film.look import Look
from sim.port.study import Study
from sim.report.glyphs import FONT_FILE
from sim.report.labels import place
from sim.report.port.charts import labels
from sim.report.style import CARGO
from sim.report.words import word

LONGEST = 14
"""Days that an animation shows at most."""
KEYS = (
    "anchorage channel to_sea terminal working done held tug bar scale clock closed open high low craft "
    "waiting moving alongside all curve"
).split()


def look(study: Study, lang: str) -> Look:
    """The dress of the animation of a study."""
    described = study.described
    return Look(
        word(
            "port_film_title",
            lang,
            place=place(described.name, lang),
            year=described.year,
            scenario=study.scenario,
        ),
        tuple(labels(study, lang)),
        tuple(CARGO[k % len(CARGO)] for k in range(len(described.cargo))),
        tuple(tuple(size.deadweight for size in cargo.sizes) for cargo in described.cargo),
        tuple(cargo.name == CONTAINERS for cargo in described.cargo),
        {key: word(f"port_film {key}", lang) for key in KEYS},
        FONT_FILE,
    )
