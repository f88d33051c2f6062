"""What matters, in sentences: where growth comes from, what moves people, how full the ports are."""

from __future__ import annotations

from sim.report.inputs import PROJECTED, Inputs
from sim.report.labels import region
from sim.report.numbers import amount, change, percent
from sim.report.words import listed, word

LEADING = 3
"""Causes of growth that a sentence names."""


def what_matters(inputs: Inputs, lang: str) -> list[str]:
    """Where growth comes from, how much of the first year is rebound, what moves the population, how full the
    ports are.
    """
    return [*growth(inputs, lang), *people(inputs, lang), *ports(inputs, lang)]


def growth(inputs: Inputs, lang: str) -> list[str]:
    """The largest causes of growth, and how much of the first year only closes the gap."""
    prefix = "Growth contribution|"
    causes = {
        v.removeprefix(prefix): inputs.paths[PROJECTED, region(), v]
        for v in inputs.with_prefix(prefix)
        if (PROJECTED, region(), v) in inputs.paths
    }
    if not causes:
        return []
    means = {c: sum(p.values) / len(p.values) for c, p in causes.items()}
    years = next(iter(causes.values())).years
    named = sorted(means, key=lambda c: -means[c])[:LEADING]
    parts = [
        word("cause_points", lang, cause=word(f"part {c}", lang, default=c), points=f"{means[c]:.1f}")
        for c in named
    ]
    sentences = [
        word(
            "growth_from",
            lang,
            first=years[0],
            last=years[-1],
            rate=percent(sum(means.values()), lang),
            causes=listed(parts, lang),
        )
    ]
    closing, path = causes.get("Utilisation"), inputs.paths.get((PROJECTED, region(), "GDP growth"))
    if closing and path:
        sentences.append(
            word(
                "rebound_part",
                lang,
                year=path.years[0],
                rate=percent(path.values[0], lang),
                points=f"{closing.values[0]:.1f}",
            )
        )
    return sentences


def people(inputs: Inputs, lang: str) -> list[str]:
    """What moves the population in the last year."""
    births, deaths, moves = (
        inputs.paths.get((PROJECTED, region(), v)) for v in ("Births", "Deaths", "Net migration")
    )
    if not (births and deaths and moves):
        return []
    natural = births.values[-1] - deaths.values[-1]
    return [
        word(
            "people_from",
            lang,
            year=births.years[-1],
            natural=change(natural, births.unit, lang),
            moves=change(moves.values[-1], moves.unit, lang),
        )
    ]


def ports(inputs: Inputs, lang: str) -> list[str]:
    """How much of their capacity the ports use in the last year."""
    throughput, capacity = (
        inputs.paths.get((PROJECTED, region(), v)) for v in ("Port throughput", "Port service capacity")
    )
    if not (throughput and capacity):
        return []
    return [
        word(
            "ports_use",
            lang,
            year=throughput.years[-1],
            handled=amount(throughput.values[-1], throughput.unit, lang),
            share=percent(100 * throughput.values[-1] / capacity.values[-1], lang, 0),
        )
    ]
