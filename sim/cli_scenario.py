"""`python -m sim validate`, `resolve` and `diff`: scenario files without a run."""

from __future__ import annotations

import json
from pathlib import Path

import click

from sim.cli_options import AS_JSON, FILE, SET, language, reported
from sim.cli_usage import Spoken
from sim.errors import InputError, Problem
from sim.messages import worded


@click.command(cls=Spoken)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@SET
@language()
@reported
def validate(files: tuple[Path, ...], overrides: tuple[str, ...], lang: str) -> None:
    """Check scenario FILES without running them: paths, bare names below scenarios/, or A+B for B over A."""
    from sim.session import Options, load_scenario

    problems: list[Problem] = []
    for file in files:
        try:
            scenario = load_scenario(file, Options(overrides=overrides))
        except InputError as error:
            problems += error.problems
            continue
        for warning in scenario.warnings:
            click.echo(f"{file}: {worded(warning, lang)}", err=True)
        said = f"valid; {len(scenario.levers)} levers set, horizon {scenario.horizon}"
        click.echo(f"{file}: {worded(said, lang)}")
    if problems:
        raise InputError(problems)


@click.command(cls=Spoken)
@FILE
@SET
@language(text=False)
@reported
def resolve(file: Path, overrides: tuple[str, ...]) -> None:
    """Print a scenario after inheritance, each value with the file and line it came from."""
    from sim.session import Options, load_scenario

    click.echo(load_scenario(file, Options(overrides=overrides)).to_resolved_yaml(), nl=False)


@click.command(cls=Spoken)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="A B [MORE]...")
@SET
@language()
@AS_JSON
@reported
def diff(files: tuple[Path, ...], overrides: tuple[str, ...], lang: str, as_json: bool) -> None:
    """Print what differs between scenarios after inheritance: values, places, years, files and lines."""
    from sim.report.difference_text import listing, plain
    from sim.scenario.differences import differences
    from sim.session import Options, load_scenario

    if len(files) < 2:
        raise InputError("one scenario differs from nothing: name two or more.")
    scenarios = [load_scenario(file, Options(overrides=overrides)) for file in files]
    rows = differences(scenarios)
    if as_json:
        click.echo(json.dumps(plain(scenarios, rows), ensure_ascii=False, indent=1))
    else:
        click.echo(listing(scenarios, rows, lang), nl=False)
