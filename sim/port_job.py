"""The job of `python -m sim port`: simulate a port's year, write its folder, and film it if asked."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path

from sim.baseline import load
from sim.errors import InputError, Problem
from sim.experiments import port_year
from sim.port.study import Study
from sim.report.files import OTHER, check_folder
from sim.report.labels import LANGUAGES
from sim.report.port import film
from sim.report.port.charts import suffix
from sim.report.port.folder import write
from sim.report.port.terminal import printed
from sim.scenario.scenario import Scenario
from sim.simulate import BASE_YEAR


@dataclass(frozen=True)
class Order:
    """What was asked for: port by name, year, replications, seed, engine, languages, and days of film, if
    any.
    """

    port: str
    year: int
    replications: int
    seed: int
    engine: str
    langs: tuple[str, ...]
    days: int | None = None


@dataclass(frozen=True)
class Done:
    """The printed tables, the files worth opening, and what could not be done."""

    tables: tuple[str, ...]
    files: tuple[str, ...]
    trouble: str = ""


def languages(choice: str) -> tuple[str, ...]:
    """Languages of ``en``, ``zh`` or ``both``."""
    return LANGUAGES if choice == "both" else (choice,)


def run(order: Order, scenario: Scenario, out: Path) -> Done:
    """Do the job.

    Raises InputError before anything is computed if the order cannot be carried out, and for a folder that
    cannot be written. A film that fails costs nothing else: tables, charts and pages are there by then.
    """
    if order.days is not None:
        check_film(order.days)
    port_year.port_id(order.port, load())
    port_year.check_year(order.year, BASE_YEAR, scenario.horizon)
    port_year.check_number(order.replications)
    check_folder(out)
    study = port_year.study(
        order.port,
        order.year,
        scenario,
        number=order.replications,
        seed=order.seed,
        engine_name=order.engine,
    )
    try:
        summary = write(study, out, order.langs)
    except OSError as error:
        raise InputError(Problem(f"{out}: {error.strerror or error}.", cure=OTHER)) from error
    tables = tuple(printed(study, summary, lang) for lang in order.langs)
    files = [f"port{suffix(lang)}.html" for lang in order.langs]
    try:
        files += [] if order.days is None else shoot(study, out, order, order.days)
    except (OSError, MemoryError) as error:
        return Done(tables, tuple(files), f"the animation could not be written: {error}. The rest is there.")
    return Done(tables, tuple(files))


def shoot(study: Study, out: Path, order: Order, days: int) -> list[str]:
    """The animation in each language; names of the files."""
    from sim.port.film import movie

    names = []
    for lang in order.langs:
        name = f"port{suffix(lang)}.gif"
        movie.write(out / name, study.years[0], film.look(study, lang), days, study.warm_up_days)
        names.append(name)
    return names


def check_film(days: int) -> None:
    """Raise InputError where an animation cannot be made."""
    if not 1 <= days <= film.LONGEST:
        raise InputError(Problem(f"--animate-days {days}: 1 to {film.LONGEST} days can be shown."))
    if importlib.util.find_spec("PIL") is None:
        raise InputError(
            Problem("--animate needs the package Pillow.", cure="Install it: pip install -e .[animation]")
        )
