"""`python -m sim attribute`: where the difference between two scenarios comes from."""

from __future__ import annotations

from pathlib import Path

import click

from sim.cli_options import AS_JSON, HORIZON, SET, language, reported
from sim.cli_usage import Spoken
from sim.messages import worded


@click.command(cls=Spoken)
@click.argument("one", metavar="A", type=click.Path(path_type=Path))
@click.argument("other", metavar="B", type=click.Path(path_type=Path))
@SET
@HORIZON
@click.option(
    "--variable",
    "variables",
    multiple=True,
    metavar="NAME",
    help="A reported variable beside the four headline targets, e.g. 'CO2 emissions'.",
)
@click.option(
    "--orders",
    type=click.IntRange(2, 1000),
    default=8,
    show_default=True,
    help="Orders of the settings; taken in pairs.",
)
@click.option(
    "--members",
    type=click.IntRange(1, 1000),
    default=32,
    show_default=True,
    help="Members behind the bands of chapters; 1 or 2 give none.",
)
@click.option(
    "--seed", type=click.IntRange(0), default=0, show_default=True, help="Root of orders and draws."
)
@language("both")
@click.option("--out", type=click.Path(path_type=Path), help="Folder; outputs/attribute/A-B otherwise.")
@AS_JSON
@reported
def attribute(
    one: Path,
    other: Path,
    overrides: tuple[str, ...],
    horizon: int | None,
    variables: tuple[str, ...],
    orders: int,
    members: int,
    seed: int,
    lang: str,
    out: Path | None,
    as_json: bool,
) -> None:
    """Say how much of the difference from scenario A to B comes from each lever, chapter and grade."""
    from sim.attribute_job import Order, run

    langs = ("en", "zh") if lang == "both" else (lang,)
    pairs = (orders + 1) // 2
    order = Order(one, other, overrides, horizon, variables, pairs, members, seed, langs)
    done = run(order, out)
    click.echo(done.as_json if as_json else "\n".join(done.texts), nl=as_json)
    click.echo(worded(f"attribution.html, its tables and charts in {done.folder}", lang), err=True)
