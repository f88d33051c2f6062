"""`python benchmarks/report.py [rounds]`: how much of the main job goes into the report, and into its parts.

Also called by `benchmarks/run.py`. Returns 1 when the report takes more than its share.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS, LIMIT = 5, 0.5
LANGUAGES = ("en", "zh")
CHILD = "import sys, report; report.once(*sys.argv[1:])"
WHOLE, REPORT = "main job", "report"
PARTS = ("drawing", "svg", "png", "chart tables", "workbook", "results.csv", "its twins", "page", "font")


def once(lang: str, out: str) -> None:
    """Run the main job once on the plan, then each part of its report alone; print name and seconds.

    The job is timed from here on, without the start of Python; the parts are processor time of one process.
    """
    start = time.perf_counter()
    from sim import main_job, scenario_run
    from sim.session import Options

    spent: dict[str, float] = {}
    kept: list[scenario_run.Inputs] = []
    write = scenario_run.write_run_folder

    def timed(folder: Path, inputs: scenario_run.Inputs, language: str) -> list[str]:
        kept.append(inputs)
        begun = time.perf_counter()
        files = write(folder, inputs, language)
        spent[REPORT] = time.perf_counter() - begun
        return files

    scenario_run.write_run_folder = timed
    main_job.run([Path("plan")], Options(out=Path(out), lang=lang), lambda _: None)
    spent[WHOLE] = time.perf_counter() - start
    for name, seconds in [*spent.items(), *parts(kept[0], lang)]:
        print(f"{name}\t{seconds}")


def parts(inputs: object, lang: str) -> Iterator[tuple[str, float]]:
    """Processor seconds of each part, made once more by this process alone."""
    from sim.report import page_font, render, report_page, svg, tables
    from sim.report.charts.catalogue import drawn
    from sim.report.formats.export import beside
    from sim.report.results_book.workbook import workbook

    def timed(make: Callable[[], object]) -> tuple[object, float]:
        start = resource.getrusage(resource.RUSAGE_SELF)
        made = make()
        end = resource.getrusage(resource.RUSAGE_SELF)
        return made, end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime

    charts, seconds = timed(lambda: list(drawn(inputs, lang)))
    page, whole = timed(lambda: report_page.report(inputs, charts, lang))
    makers: dict[str, Callable[[], object]] = {
        "svg": lambda: [svg.svg(c.sheet, c.caption.title, c.caption.alt) for c in charts],
        "png": lambda: [render.png(c.sheet) for c in charts],
        "chart tables": lambda: [tables.csv_bytes(c.data) for c in charts],
        "workbook": lambda: workbook(inputs, lang),
        "results.csv": lambda: tables.results_csv(inputs.frame),
        "its twins": lambda: beside(inputs.frame, inputs.context["manifest"]),
        "font": lambda: page_font.font_face(page.decode(), lang),
    }
    found = {"drawing": seconds, **{name: timed(make)[1] for name, make in makers.items()}}
    found["page"] = whole - found["font"]
    yield from ((name, found[name]) for name in PARTS)


def measure(lang: str, rounds: int) -> dict[str, list[float]]:
    """Seconds by name over the rounds, each in a fresh process; a first round more is not counted."""
    found: dict[str, list[float]] = {}
    for _ in range(rounds + 1):
        with tempfile.TemporaryDirectory() as out:
            command = [sys.executable, "-c", CHILD, lang, out]
            done = subprocess.run(
                command, cwd=ROOT, env=environment(), check=True, text=True, stdout=subprocess.PIPE
            )
        for line in done.stdout.splitlines():
            name, seconds = line.split("\t")
            found.setdefault(name, []).append(float(seconds))
    return {name: seconds[1:] for name, seconds in found.items()}


def environment() -> dict[str, str]:
    """This process's surroundings, with the project and this folder to import from."""
    return os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "benchmarks")))}


def main(arguments: list[str]) -> int:
    """Measure both languages, print the tables, and say whether the report keeps its share."""
    rounds = int(arguments[0]) if arguments else ROUNDS
    shares = []
    for lang in LANGUAGES:
        found = measure(lang, rounds)
        each = [r / w for r, w in zip(found[REPORT], found[WHOLE], strict=True)]
        shares.append(statistics.median(each))
        print(f"plan, 200 members, {lang}: report / main job {shares[-1]:.2f}", end=" ")
        verdict = "" if shares[-1] <= LIMIT else "  too slow"
        print(f"(min {min(each):.2f}, max {max(each):.2f}, limit {LIMIT}){verdict}")
        for name, seconds in found.items():
            print(f"  {name:14}{statistics.median(seconds):7.2f} s")
    return 0 if max(shares) <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
