"""The workbook of a scenario: it loads as the same scenario, and shows and checks what it should."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sim.paths import SCENARIOS
from sim.report.labels import LANGUAGES
from sim.report.workbook.workbook import scenario_workbook
from sim.scenario.lever_values import DEFAULT
from sim.scenario.loading import load
from sim.scenario.registers import Registers, read_registers
from sim.scenario.scenario import Scenario
from sim.year import LIVE_FLAGS, LIVE_LEVERS, LIVE_SHOCKS

LEVERS = ("rd_growth", "port_coordination", "port_capacity", "marine_industry_support", "road_network")
SHOCKS = ("exports", "marine_loss", "exchange_rate", "port_closure")
PROJECTS = ("weifang_yantai", "laixi_rongcheng")
HORIZON, FEW = 2027, 3


@cache
def registers() -> Registers:
    """The project's registers with a few entries of each kind, so that a workbook is small."""
    whole = read_registers()
    few = [*list(whole.parameters)[:FEW], *(name for name in whole.parameters if name.startswith("sd_"))]
    return replace(
        whole,
        levers={name: whole.levers[name] for name in LEVERS},
        projects={name: whole.projects[name] for name in PROJECTS},
        parameters={name: whole.parameters[name] for name in few},
        shocks={name: whole.shocks[name] for name in SHOCKS},
    )


def loaded(path: Path) -> Scenario:
    return load(path, registers(), live_levers=LIVE_LEVERS, live_flags=LIVE_FLAGS, live_shocks=LIVE_SHOCKS)


def there_and_back(content: Mapping[str, Any], lang: str = "en") -> tuple[Scenario, Scenario]:
    """A scenario of a file, and the same after it went through a workbook."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "base.yaml").write_text(
            (SCENARIOS / "base.yaml").read_text(encoding="utf-8"), encoding="utf-8"
        )
        file = folder / "one.yaml"
        file.write_text(json.dumps({"extends": "base.yaml", **content}, ensure_ascii=False), encoding="utf-8")
        before = loaded(file)
        book = folder / "two.xlsx"
        book.write_bytes(scenario_workbook(before, lang))
        return before, loaded(book)


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    """Numbers of a range that YAML reads without an exponent."""
    return st.floats(low, high).filter(lambda x: "e" not in repr(x)) | st.integers(int(low) + 1, int(high))


def lever_setting(low: float, high: float, axes: tuple[str, ...]) -> st.SearchStrategy[Any]:
    value = numbers(low, high)
    years = st.integers(2020, 2060)
    here = value | st.dictionaries(years, value, min_size=1, max_size=3)
    return here | placed(axes, lambda rest: lever_setting(low, high, rest)) if axes else here


def size(low: float, high: float, axes: tuple[str, ...]) -> st.SearchStrategy[Any]:
    here = st.dictionaries(st.integers(2021, HORIZON), numbers(low, high), min_size=1, max_size=2)
    return here | placed(axes, lambda rest: size(low, high, rest)) if axes else here


def placed(axes: tuple[str, ...], inner: Any) -> st.SearchStrategy[Any]:
    known = (*registers().labels.known(axes[0]), DEFAULT)
    return st.dictionaries(st.sampled_from(known), inner(axes[1:]), min_size=1, max_size=3)


TEXTS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")), min_size=1, max_size=30
).filter(str.strip) | st.sampled_from(
    ["=1+1", "+A1", "@SUM(A1)", "-2", "12", "TRUE", "_x0041_", " a ", "青岛"]
)


@st.composite
def contents(draw: st.DrawFn) -> dict[str, Any]:
    known = registers()
    levers = {
        name: lever_setting(lever.low, lever.high, tuple(known.labels.axes(lever.index) or ()))
        for name, lever in known.levers.items()
    }
    kinds = draw(st.lists(st.sampled_from(SHOCKS), max_size=3))
    shocks = []
    for at, kind in enumerate(kinds):
        entry = known.shocks[kind]
        sizes = draw(size(entry.low, entry.high, tuple(known.labels.axes(entry.index) or ())))
        shocks.append({"name": f"shock_{at}", "kind": kind, "cause": draw(TEXTS), "size": sizes})
    opens = st.just("never") | st.floats(2021, 2060).filter(lambda x: "e" not in repr(x))
    seed = draw(st.none() | st.integers(0, 10_000))
    return {
        "title": {"en": draw(TEXTS), "zh": draw(TEXTS)},
        "question": draw(TEXTS),
        "horizon": draw(st.integers(HORIZON, 2050)),
        "levers": draw(st.fixed_dictionaries({}, optional=levers)),
        "projects": {
            name: {"opens": draw(opens)} for name in draw(st.lists(st.sampled_from(PROJECTS), unique=True))
        },
        "flags": draw(st.fixed_dictionaries({}, optional=dict.fromkeys(sorted(LIVE_FLAGS), st.booleans()))),
        "parameters": draw(
            st.fixed_dictionaries({}, optional=dict.fromkeys(list(known.parameters)[:FEW], numbers(-5, 5)))
        ),
        "shocks": shocks,
        "uncertainty": {
            "members": draw(st.integers(1, 1000)),
            **({} if seed is None else {"seed": seed}),
            "parameters": draw(st.sampled_from(["central", "prior", "posterior"])),
            "drivers": draw(st.sampled_from(["central", "drawn"])),
        },
    }


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(contents(), st.sampled_from(LANGUAGES))
def test_any_scenario_is_the_same_after_it_went_through_a_workbook(
    content: dict[str, Any], lang: str
) -> None:
    before, after = there_and_back(content, lang)
    assert after.content() == before.content()
    assert after.digest == before.digest
    assert sorted(after.warnings) == sorted(before.warnings)
