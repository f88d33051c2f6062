"""`python -m sim export`: a run's results in other formats."""

from __future__ import annotations

from pathlib import Path

import click

from sim.cli_options import language, reported
from sim.cli_usage import Spoken
from sim.messages import worded


@click.command(cls=Spoken)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "kinds",
    type=click.Choice(["iamc", "parquet", "netcdf"]),
    multiple=True,
    required=True,
    help="Format to write, as often as you like.",
)
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Folder to write to; FOLDER otherwise."
)
@language()
@reported
def export(folder: Path, kinds: tuple[str, ...], out: Path | None, lang: str) -> None:
    """Write the results of a run's FOLDER in other formats, from its results table alone.

    iamc: results_iamc.csv, wide. parquet: results.parquet. netcdf: results.nc, and the history as
    observed.nc; it needs xarray (extra `notebook`).
    """
    from sim.errors import InputError, Problem
    from sim.report.files import atomic_write_bytes
    from sim.report.formats.export import files

    for name, content in files(folder, kinds).items():
        target = (out or folder) / name
        try:
            atomic_write_bytes(target, content)
        except OSError as error:
            said = f"cannot be written: {error.strerror}."
            cure = "Choose another place with --out."
            raise InputError(Problem(said, str(target), cure=cure)) from None
        click.echo(worded(f"{target}: written.", lang))
