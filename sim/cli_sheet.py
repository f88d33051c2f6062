"""`python -m sim sheet`: a scenario as an Excel workbook to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from sim.cli_options import SET, language, reported
from sim.cli_usage import Spoken
from sim.messages import worded


@click.command(cls=Spoken)
@click.argument(
    "file", metavar="[SCENARIO]", type=click.Path(path_type=Path), default=Path("scenarios/base.yaml")
)
@SET
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Workbook to write; SCENARIO_sheet.xlsx in this folder otherwise. One that exists is left alone.",
)
@language(words="Language that stands first, both are there; and of messages.")
@reported
def sheet(file: Path, overrides: tuple[str, ...], out: Path | None, lang: str) -> None:
    """Write a scenario as an Excel workbook to fill in; every command reads it back as a scenario."""
    from sim.errors import InputError, Problem
    from sim.report.files import atomic_write_bytes
    from sim.report.workbook.workbook import scenario_workbook
    from sim.session import Options, load_scenario

    scenario = load_scenario(file, Options(overrides=overrides))
    target = out or Path(f"{scenario.name}_sheet.xlsx")
    if target.suffix.lower() != ".xlsx":
        raise InputError(Problem("is not called .xlsx.", str(target), cure="Write --out NAME.xlsx."))
    if target.exists():
        said = "exists and may hold somebody's work."
        raise InputError(Problem(said, str(target), cure="Choose another name with --out, or delete it."))
    content = scenario_workbook(scenario, lang)
    try:
        atomic_write_bytes(target, content)
    except OSError as error:
        said = f"cannot be written: {error.strerror}."
        raise InputError(Problem(said, str(target), cure="Choose another place with --out.")) from None
    click.echo(worded(f"{target}: fill in the yellow cells, then: python run_scenario.py {target}", lang))
