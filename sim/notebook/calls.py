"""The calls: run, compare, read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from math import inf
from numbers import Integral
from os import PathLike
from pathlib import Path
from typing import TypeAlias

import pandas as pd

from calibration import backtest
from sim import baseline, main_job, scenario_run
from sim.errors import InputError, Problem
from sim.messages import told, worded
from sim.notebook.comparison import Comparison
from sim.notebook.results import Results
from sim.notebook.tables import Tables
from sim.report.compare import compared
from sim.report.formats import reading
from sim.report.labels import LANGUAGES
from sim.results import observed
from sim.scenario.mapping import inline
from sim.scenario.scenario import Scenario
from sim.scenario_run import Call, Judged
from sim.session import Options, given_scenario, load_scenario, reference

Source: TypeAlias = str | PathLike[str] | Mapping[str, object]
Settings: TypeAlias = Mapping[str, object] | Iterable[str]
MOST_MEMBERS = 100_000


def run(
    scenario: Source,
    *,
    members: int | None = None,
    seed: int | None = None,
    horizon: int | None = None,
    set: Settings = (),  # noqa: A002  the command line's word
    lang: str = "en",
    name: str = "scenario",
) -> Results:
    """Run a scenario and hold it against the base, as `python run_scenario.py` does; nothing is written.

    ``scenario`` is a path, a name of the library (`sim.scenarios`), a stack such as ``plan+trade_slump``, or
    a mapping with the keys of a scenario file, called ``name``. ``members`` is how many draws are made (1:
    the central run alone; 200 unless the scenario says otherwise), ``seed`` which, ``horizon`` the last year
    (2021 to 2050). ``set`` changes single values: ``{"levers.rd_growth": 8}`` or ``["levers.rd_growth=8"]``.
    ``lang``, ``en`` or ``zh``, is the language of titles, charts, headings and mistakes.

    Raises InputError with every mistake of the scenario. Takes seconds with 200 members.
    """
    with _in_language(lang):
        options = _options(members, seed, horizon, set, lang)
        return _results([_judged(_loaded(scenario, options, name), options)], options)[0]


def compare(
    *scenarios: Source | Results,
    members: int | None = None,
    seed: int | None = None,
    horizon: int | None = None,
    set: Settings = (),  # noqa: A002  the command line's word
    lang: str = "en",
) -> Comparison:
    """Run scenarios and hold the others against the first; nothing is written.

    Each is what `run` takes, or its Results, which are not run again and keep their own settings. A mapping
    is called ``scenario``, the next ``scenario_2``. The other arguments are those of `run` and hold for all.

    Raises InputError with the mistakes of all scenarios, or for fewer than two.
    """
    with _in_language(lang):
        options = _options(members, seed, horizon, set, lang)
        problems: list[Problem] = []
        places: list[Results | Judged] = []
        mappings = 0
        for one in scenarios:
            if isinstance(one, Results):
                places.append(one)
                continue
            mappings += isinstance(one, Mapping)
            name = "scenario" if mappings < 2 else f"scenario_{mappings}"
            try:
                places.append(_judged(_loaded(one, options, name), options))
            except InputError as error:
                problems += error.problems
        if problems:
            raise InputError(list(dict.fromkeys(problems)))
        if len(scenarios) < 2:
            raise InputError(Problem("a comparison needs two scenarios or more.", cure="Name another."))
        made = iter(_results([one for one in places if isinstance(one, Judged)], options))
        found = [one if isinstance(one, Results) else next(made) for one in places]
        names = compared.names([one.compared for one in found])
        return Comparison(dict(zip(names, found, strict=True)), lang)


def read(folder: str | PathLike[str], *, lang: str = "en") -> Tables:
    """The tables of a run folder that was written before, also by an earlier version.

    Raises InputError where the folder holds no results.
    """
    with _in_language(lang):
        path = Path(folder)
        frame, facts = reading.results(path), reading.manifest(path)
        return Tables(frame, reading.targets(path), facts, lang)


@contextmanager
def _in_language(lang: str) -> Iterator[None]:
    """Mistakes in the language that the caller asks for."""
    if lang not in LANGUAGES:
        raise InputError(Problem(f"there is no language '{lang}'.", cure=f"Use {' or '.join(LANGUAGES)}."))
    try:
        yield
    except InputError as error:
        if lang == "en":
            raise
        raise InputError([Problem(told(problem, lang)) for problem in error.problems]) from None


def _options(
    members: int | None, seed: int | None, horizon: int | None, settings: Settings, lang: str
) -> Options:
    return Options(
        members=_whole(members, "members", 1, MOST_MEMBERS, f"Allowed: 1 to {MOST_MEMBERS}."),
        seed=_whole(seed, "seed", 0, inf, "Allowed: 0 or more."),
        horizon=horizon,
        lang=lang,
        overrides=_overrides(settings),
    )


def _whole(value: object, key: str, least: int, most: float, cure: str) -> int | None:
    """A whole number, also one of numpy, as Python's own; None stays None. Truth values are no numbers."""
    if value is None:
        return None
    if not isinstance(value, Integral) or isinstance(value, bool):
        raise InputError(Problem(f"{value!r} is no whole number.", key=key, cure=cure))
    if not least <= int(value) <= most:
        raise InputError(Problem(f"{value} is out of range.", key=key, cure=cure))
    return int(value)


def _overrides(settings: Settings) -> tuple[str, ...]:
    """Settings as the command line writes them, KEY=VALUE."""
    if isinstance(settings, Mapping):
        return tuple(f"{key}={inline(value, str(key))}" for key, value in settings.items())
    several = isinstance(settings, Iterable) and not isinstance(settings, str)
    given: tuple[object, ...] = tuple(settings) if several else (settings,)
    cure = "Give a mapping, or texts such as 'levers.rd_growth=8'."
    wrong = [one for one in given if not isinstance(one, str)]
    if wrong:
        raise InputError([Problem(f"'{one}' is not KEY=VALUE.", key="set", cure=cure) for one in wrong])
    return tuple(map(str, given))


def _loaded(source: Source, options: Options, name: str) -> Scenario:
    if isinstance(source, Mapping):
        content = (
            source if {"title", "标题"} & source.keys() else {"title": {"en": name, "zh": name}, **source}
        )
        return given_scenario(name, content, options)
    if not isinstance(source, str | PathLike):
        cure = "Give a name, a path or a mapping; pass scenarios one by one."
        raise InputError(Problem(f"a value of type '{type(source).__name__}' is no scenario.", cure=cure))
    return load_scenario(Path(source), options)


def _judged(scenario: Scenario, options: Options) -> Judged:
    return Judged(scenario, reference(scenario, options))


@cache
def _shared() -> tuple[baseline.Baseline, pd.DataFrame, pd.DataFrame]:
    """What all runs of a session share: baseline, history, and the backtest of the naive rules."""
    built = baseline.load()
    return built, observed(), backtest.run(built.axes.city)


def _results(pairs: Sequence[Judged], options: Options) -> list[Results]:
    built, history, scored = _shared()
    alone = Call(built, options, history, scored)
    call = replace(alone, shared={one.digest: alone.outcome(one) for one in main_job.needed_twice(pairs)})
    return [_result(scenario_run.run(pair, call, _silent), options.lang) for pair in pairs]


def _result(ran: scenario_run.Ran, lang: str) -> Results:
    warnings = tuple(worded(one, lang) for one in ran.scenario.warnings)
    return Results(ran.inputs.frame, ran.inputs.targets, ran.facts, lang, ran, warnings)


def _silent(_: str) -> None:
    """Without observations a run has nothing to say."""
