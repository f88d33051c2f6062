"""`python -m sim port`: one port ship by ship."""

from __future__ import annotations

from pathlib import Path

import click

from sim.cli_options import SET, language, reported
from sim.cli_usage import Spoken
from sim.messages import worded


@click.command(cls=Spoken)
@click.argument("name", metavar="PORT")
@click.option(
    "--scenario",
    "file",
    type=click.Path(path_type=Path),
    default=Path("scenarios/base.yaml"),
    show_default=True,
    help="Scenario file that gives cargo and capacity.",
)
@SET
@click.option("--year", type=int, default=2025, show_default=True, help="Year of the scenario, from 2020.")
@click.option(
    "--replications", type=int, default=10, show_default=True, help="Simulated years, each drawn anew."
)
@click.option(
    "--seed", type=click.IntRange(0), default=0, show_default=True, help="Root of the random streams."
)
@click.option("--engine", type=click.Choice(["fast", "salabim"]), default="fast", show_default=True)
@language("both")
@click.option("--animate", is_flag=True, help="Also an animated GIF of the days of the longest queue.")
@click.option("--animate-days", "days", type=int, default=4, show_default=True, help="Days that it shows.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="Folder; outputs/port/PORT-SCENARIO-YEAR otherwise."
)
@reported
def port(
    name: str,
    file: Path,
    overrides: tuple[str, ...],
    year: int,
    replications: int,
    seed: int,
    engine: str,
    lang: str,
    animate: bool,
    days: int,
    out: Path | None,
) -> int:
    """Simulate one port in one year of a scenario, ship by ship: waiting, occupancy, queues, berth chart."""
    from sim.port_job import Order, languages, run
    from sim.session import Options, load_scenario

    scenario = load_scenario(file, Options(overrides=overrides))
    film = days if animate else None
    order = Order(name, year, replications, seed, engine, languages(lang), film)
    folder = out or Path("outputs/port") / f"{name}-{scenario.name}-{year}"
    done = run(order, scenario, folder)
    click.echo("\n".join(done.tables), nl=False)
    said = f"{', '.join(done.files)}, calls.csv, summary.csv, queue.csv and charts/ in {folder}"
    click.echo(worded(said, lang), err=True)
    if done.trouble:
        click.echo(worded(done.trouble, lang), err=True)
    return 2 if done.trouble else 0
