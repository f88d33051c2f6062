"""The main job: scenarios in, a filled run folder each, and a comparison when there are several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from calibration import backtest
from sim import observations, workers
from sim.baseline import Baseline, load
from sim.errors import InputError, Problem
from sim.messages import worded
from sim.outcome import of_run
from sim.report.compare.compared import Compared
from sim.report.compare.folder import write_comparison
from sim.results import english_labels, observed
from sim.scenario.scenario import Scenario
from sim.scenario_run import Call, Judged, Projected, Say, write
from sim.session import Options, load_scenario, reference
from sim.simulate import simulate


def run(paths: Sequence[Path], options: Options, say: Say, processes: int | None = None) -> list[Projected]:
    """Run the scenarios and write their folders; several also make a comparison.

    Several scenarios are shared out over ``processes`` (None: what the system does well), each then computed
    by one. Raises InputError for faulty files before anything is computed. What goes wrong in one scenario is
    raised when the others have been written.
    """
    pairs = loaded(paths, options)
    for pair in pairs:
        for warning in pair.scenario.warnings:
            say(f"{pair.scenario.name}: {worded(warning, options.lang)}")
    baseline = load()
    if options.observations is not None:
        for pair in pairs:
            check_observations(pair, options.observations, baseline)
    alone = Call(baseline, options, observed(), backtest.run(baseline.axes.city))
    call = replace(alone, shared={one.digest: alone.outcome(one) for one in needed_twice(pairs)})
    count = min(len(pairs), processes or workers.processes())
    done, failed = [], []
    with closing(workers.attempts(partial(written, call=call), pairs, count)) as attempts:
        for place, (pair, made) in enumerate(zip(pairs, attempts, strict=True), start=1):
            if isinstance(made, BaseException):
                say(worded(f"{pair.scenario.name}: not finished.", options.lang))
                failed.append(made)
                continue
            messages, projected = made
            for message in messages:
                say(worded(message, options.lang))
            done.append(projected)
            if len(pairs) > 1:
                say(worded(f"{place} of {len(pairs)}: {pair.scenario.name}", options.lang))
    if failed:
        raise together(failed)
    if len(done) > 1:
        write_comparison(comparison_folder(options), compared(done), options.lang)
    return done


def together(failed: Sequence[BaseException]) -> BaseException:
    """One error for those of several scenarios: all mistakes of input, or the first that is none."""
    others = [error for error in failed if not isinstance(error, InputError)]
    problems = [problem for error in failed if isinstance(error, InputError) for problem in error.problems]
    return others[0] if others else InputError(list(dict.fromkeys(problems)))


def comparison_folder(options: Options) -> Path:
    """Where a call's comparison is written."""
    return options.out / "compare"


def compared(done: Sequence[Projected]) -> list[Compared]:
    """The scenarios as a comparison reads them."""
    return [Compared(d.scenario, d.frame, d.targets, d.outcome, d.seed) for d in done]


def written(pair: Judged, call: Call) -> tuple[list[str], Projected]:
    """A scenario in its folder, and what was said meanwhile."""
    messages: list[str] = []
    projected = write(pair, call, messages.append)
    return messages, projected


def loaded(paths: Sequence[Path], options: Options) -> list[Judged]:
    """Each scenario with the base that it is held against.

    Raises InputError with the mistakes of all files, or where two scenarios would share a folder.
    """
    pairs: list[Judged] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            scenario = load_scenario(path, options)
            pairs.append(Judged(scenario, reference(scenario, options)))
        except InputError as error:
            problems += error.problems
            continue
        alike = [pair.scenario for pair in pairs if pair.scenario.name == scenario.name]
        if alike[0].digest != scenario.digest:
            said = f"another scenario is called '{scenario.name}', and both would be written into one folder."
            problems.append(Problem(said, str(path), cure="Give one of the files another name."))
    if problems:
        raise InputError(list(dict.fromkeys(problems)))
    return pairs


def check_observations(pair: Judged, file: Path, baseline: Baseline) -> None:
    """Raise InputError for a faulty file of observations, before an ensemble is computed."""
    central = of_run(simulate(pair.scenario, baseline), english_labels())
    observations.read(file, central.names, central.years[1:])


def needed_twice(pairs: Sequence[Judged]) -> list[Scenario]:
    """Scenarios whose ensemble more than one of the scenarios needs: for itself or to be held against."""
    each = [{one.digest: one for one in (pair.scenario, pair.base)} for pair in pairs]
    counts = Counter(digest for few in each for digest in few)
    every = {digest: one for few in each for digest, one in few.items()}
    return [one for digest, one in every.items() if counts[digest] > 1]
