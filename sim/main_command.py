"""Command line of the main job: parse, call, say where the report is."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from sim.cli_options import HORIZON, SET, language, tell
from sim.cli_usage import Spoken
from sim.errors import InputError
from sim.messages import worded

REPORT, COMPARISON = "report.html", "compare.html"


@click.command(cls=Spoken, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("outputs"),
    show_default=True,
    help="Folder for run folders.",
)
@click.option(
    "--members",
    type=click.IntRange(1, 100_000),
    help="1: the central run alone; 200 unless the file says otherwise.",
)
@click.option("--seed", type=click.IntRange(0), help="Root of the random streams.")
@HORIZON
@language(words="Language of charts, report and messages.")
@SET
@click.option(
    "--observations",
    type=click.Path(path_type=Path, dir_okay=False),
    help="CSV of published outcomes to score the projection by.",
)
@click.option("--condition", is_flag=True, help="Weight members by the likelihood of the observations.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("--json", "as_json", is_flag=True, help="Print the target table as JSON.")
def main(
    files: tuple[Path, ...],
    out: Path,
    members: int | None,
    seed: int | None,
    horizon: int | None,
    lang: str,
    overrides: tuple[str, ...],
    quiet: bool,
    as_json: bool,
    observations: Path | None,
    condition: bool,
) -> None:
    """Run scenario FILES: results, target table, charts and report in outputs/<scenario>/.

    A file may be named by its path or by its bare name below scenarios/; A+B lays B over A.
    """
    from sim.main_job import compared, comparison_folder, run
    from sim.report.compare.comparison import of
    from sim.report.terminal import print_targets
    from sim.report.terminal_comparison import print_scenarios
    from sim.session import Options
    from sim.targets import COLUMNS

    if condition and observations is None:
        raise click.UsageError("--condition needs --observations FILE.")
    options = Options(out, members, seed, horizon, lang, overrides, observations, condition)

    def say(message: str) -> None:
        if not quiet:
            click.echo(message, err=True)

    try:
        done = run(files, options, say)
    except InputError as error:
        tell(error.problems, lang)
        sys.exit(2)
    except OSError as error:
        said = f"{error.filename}: {error.strerror}. Choose another folder with --out."
        click.echo(worded(said, lang), err=True)
        sys.exit(2)
    if as_json:
        tables = {d.scenario.name: json.loads(d.targets[COLUMNS].to_json(orient="records")) for d in done}
        click.echo(json.dumps(tables, ensure_ascii=False, indent=1))
    elif quiet:
        return
    elif len(done) == 1:
        print_targets(done[0].targets, done[0].frame, done[0].folder / REPORT, lang)
    else:
        pages = [projected.folder / REPORT for projected in done]
        print_scenarios(of(compared(done)), pages, comparison_folder(options) / COMPARISON, lang)
