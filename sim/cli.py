"""`python -m sim <verb>`: everything beside the main job.

Data go to stdout, messages to stderr; a wrong input exits with 2.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from sim.cli_attribute import attribute
from sim.cli_export import export
from sim.cli_options import AS_JSON, CHINESE, FILE, HORIZON, SET, language, reported
from sim.cli_port import port
from sim.cli_scenario import diff, resolve, validate
from sim.cli_sheet import sheet
from sim.cli_usage import SpokenGroup
from sim.errors import InputError
from sim.messages import named, worded


@click.group(cls=SpokenGroup, context_settings={"help_option_names": ["-h", "--help"]})
@language(text=False)
def main() -> None:
    """Scenario simulator of the Jiaodong Economic Circle. The main job is `python run_scenario.py FILE …`."""


@main.command()
@FILE
@SET
@HORIZON
@click.option(
    "--members", type=click.IntRange(1, 100_000), default=1, show_default=True, help="Members of the run."
)
@language()
@AS_JSON
@reported
def check(
    file: Path, overrides: tuple[str, ...], horizon: int | None, members: int, lang: str, as_json: bool
) -> int:
    """Run a scenario and print the largest residual of every accounting identity."""
    from sim.baseline import load as load_baseline
    from sim.identities import TOLERANCE, residuals
    from sim.report.labels import place
    from sim.session import Options, load_scenario
    from sim.simulate import simulate

    scenario = load_scenario(file, Options(horizon=horizon, overrides=overrides))
    found = residuals(simulate(scenario, load_baseline(), members=members))
    worst = max(found, key=lambda r: r.value)
    if as_json:
        click.echo(json.dumps({"largest": worst.value, "identities": [vars(r) for r in found]}, indent=1))
    else:
        for residual in found:
            name = named(residual.identity) if lang == CHINESE else residual.identity
            where = place(named(residual.place), lang) if lang == CHINESE else residual.place
            click.echo(f"{residual.value:9.1e}  {name}  ({where}, {residual.year})")
        said = f"largest relative residual {worst.value:.1e} ({worst.identity}); allowed {TOLERANCE:.0e}"
        click.echo(worded(said, lang))
    return 0 if worst.value < TOLERANCE else 1


@main.command()
@click.option("--chapter", metavar="N", help="Only the levers of one chapter of the plan.")
@click.option(
    "--scenario",
    "file",
    type=click.Path(path_type=Path),
    help="Scenario whose values are held against the base; scenarios/plan.yaml otherwise.",
)
@click.option(
    "--by",
    type=click.Choice(["population", "gdp", "ports", "sea"]),
    default="gdp",
    show_default=True,
    help="Headline target that orders the levers of a grade.",
)
@click.option(
    "--effects/--no-effects", default=True, show_default=True, help="Compute what each does, or only list."
)
@click.option(
    "--members", type=click.IntRange(1, 1000), default=64, show_default=True, help="Members behind bands."
)
@SET
@language()
@AS_JSON
@reported
def levers(
    chapter: str | None,
    file: Path | None,
    by: str,
    effects: bool,
    members: int,
    overrides: tuple[str, ...],
    lang: str,
    as_json: bool,
) -> None:
    """Print every lever: unit, range, values, grade, mechanism, measures, sources, and what it does."""
    from sim.lever_job import TARGETS, catalogue, register
    from sim.paths import SCENARIOS
    from sim.report.lever_text import listing
    from sim.session import Options

    options = Options(overrides=overrides)
    found = catalogue(file or SCENARIOS / "plan.yaml", options, members=members) if effects else register()
    if as_json:
        kept = [row for row in found["levers"] if chapter in (None, row["chapter"])]
        click.echo(json.dumps({**found, "levers": kept}, ensure_ascii=False, indent=1))
    else:
        click.echo(listing(found, lang, chapter=chapter, by=TARGETS[by]), nl=False)


@main.command("observations-template")
@FILE
@click.option("--year", type=int, default=2021, show_default=True, help="Year of the rows.")
@language()
@reported
def observations_template(file: Path, year: int, lang: str) -> None:
    """Write a CSV with every reported indicator and its unit, to fill in published outcomes."""
    from sim.baseline import load as load_baseline
    from sim.observations import template
    from sim.outcome import of_run
    from sim.results import english_labels
    from sim.session import BASE, Options, load_scenario
    from sim.simulate import simulate

    run = simulate(load_scenario(BASE, Options()), load_baseline())
    file.write_text(template(of_run(run, english_labels()).names, year), encoding="utf-8")
    said = f"{file}: fill in 'value' (and 'sd' for --condition); rows without a value are skipped"
    click.echo(worded(said, lang))


@main.command()
@click.option(
    "--sources",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of source tables.",
)
@language()
@reported
def calibrate(sources: Path | None, lang: str) -> None:
    """Rebuild baseline and posterior from the source tables and print their digests.

    Port years are simulated again only where what they rest on has changed: minutes with the compiled queue
    (extra `fast`), an hour or two without.
    """
    from calibration import ports
    from calibration.build import write
    from calibration.estimation import publish
    from calibration.tables import SOURCES, MissingFigureError

    folder = sources or SOURCES
    try:
        changed = ports.keep(ports.coast(folder))
        digest = write(sources=folder)
    except MissingFigureError as error:
        raise InputError(str(error)) from error
    anew = f"port years simulated anew: {', '.join(changed) or 'none, nothing they rest on has changed'}"
    click.echo(worded(anew, lang))
    click.echo(worded(f"baseline built: sha256 {digest}", lang))
    click.echo(worded(f"posterior built: sha256 {publish.write(sources=folder)}", lang))


@main.command()
@language()
@AS_JSON
@reported
def backtest(lang: str, as_json: bool) -> None:
    """Score projections of past city growth against naive rules: one origin, then rolling origins."""
    from calibration import backtest as bench
    from calibration.backtest import port_page, ports, rolling, tables
    from sim.baseline import load as load_baseline
    from sim.report.plain_table import printed

    baseline = load_baseline()
    table = bench.run(baseline.axes.city)
    scores = bench.scores(table)
    rolled = rolling.run(baseline)
    groups = {
        f"{reading}, {who}": tables.scores(part[(part["place"] == rolling.REGION) == together])
        for reading, part in rolled.groupby("reading", sort=False)
        for who, together in (("cities", False), ("the five together", True))
    }
    groups["tonnes of Qingdao's port"] = tables.scores(ports.run(baseline))
    history = port_page.find(baseline)
    groups |= {name: tables.scores(part) for name, part in port_page.scored_groups(history).items()}
    if as_json:
        parts = {"cities": table, "mean_absolute_error": scores, "rolling": rolled}
        parts |= port_page.frames(history)
        click.echo(
            json.dumps({name: json.loads(t.to_json(orient="records")) for name, t in parts.items()}, indent=1)
        )
        return
    click.echo(worded("average real growth 2016-2019, % a year", lang))
    click.echo(printed(table.round(2), lang))
    click.echo("\n" + worded("mean absolute error over the cities, percentage points a year", lang))
    click.echo(printed(scores.round(2), lang))
    for name, found in groups.items():
        called = named(name) if lang == CHINESE else name
        said = f"origins 2013-2018, one to five years ahead, {called}; below zero in 'saves': the rule loses"
        click.echo("\n" + worded(said, lang))
        click.echo(printed(found.round(2), lang))
    for title, part in port_page.plain(history):
        click.echo("\n" + (named(title) if lang == CHINESE else title))
        click.echo(printed(part, lang))


@main.command()
@click.option("--run", is_flag=True, help="Also a short run of the base into a folder that is thrown away.")
@language()
@AS_JSON
@reported
def doctor(run: bool, lang: str, as_json: bool) -> int:
    """Say whether this installation can run, and what to do where it cannot.

    Python, packages, extras, terminal, disk, baseline, posterior, registers and fonts. Exit status 1 on a
    fault.
    """
    from sim.doctor import checks, sound

    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    found = checks(encoding=encoding, run=run)
    if as_json:
        click.echo(json.dumps([vars(check) for check in found], indent=1))
    else:
        for check in found:
            state = named(f"state {check.state}") if lang == CHINESE else f"{check.state:<5}"
            text = " ".join(worded(part, lang) for part in (check.text, check.cure) if part)
            click.echo(f"{state} {text}".encode(encoding, "backslashreplace").decode(encoding))
    return 0 if sound(found) else 1


main.add_command(attribute)
main.add_command(export)
main.add_command(port)
main.add_command(sheet)
main.add_command(validate)
main.add_command(resolve)
main.add_command(diff)
