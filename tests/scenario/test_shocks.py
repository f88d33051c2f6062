"""Shocks: what a file may say, what is refused and where, and how several shocks come together."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sim import baseline
from sim.errors import InputError
from sim.scenario.loading import load
from sim.scenario.registers import Registers, read_registers
from sim.scenario.scenario import Scenario
from sim.scenario.shocks import Shock, combined, read_shocks, series
from sim.scenario_schema import text
from sim.session import Options, reference
from sim.simulate import inputs
from sim.wiring import Block, Port
from tests.runs import scenario
from tests.scenario.samples import HEAD, LIVE, LIVE_SHOCKS, SHOCKS

Write = Callable[[str, str | bytes], Path]
CITIES = ("qingdao", "yantai", "rizhao")
YEARS = range(2021, 2026)
SLUMP = "  - {name: slump, kind: exports, cause: a war, size: %s}\n"
TWO = """shocks:
  - name: slump
    kind: exports
    cause: "orders: lost"
    size:
      default: {2022: -5}
      qingdao: {2023: -20, 2024: 1e-05}
  - {name: storm, kind: exchange_rate, cause: flight of capital, size: {2022: 10}}
"""


def only(size: str) -> str:
    """A file's text with one shock on exports."""
    return "shocks:\n" + SLUMP % size


def test_sizes_hold_in_the_years_named_and_nowhere_else(loaded: Callable[..., Scenario]) -> None:
    case = loaded(TWO.replace("1e-05", "0.5"))
    assert [(shock.name, shock.cause) for shock in case.shocks] == [
        ("slump", "orders: lost"),
        ("storm", "flight of capital"),
    ]
    exports = case.shock("exports", [CITIES], YEARS)
    assert exports.tolist() == [[0, 0, 0], [0, -5, -5], [-20, 0, 0], [0.5, 0, 0], [0, 0, 0]]
    assert case.shock("exchange_rate", [], YEARS).tolist() == [0, 10, 0, 0, 0]
    assert case.shock("world_demand", [("eu", "japan")], YEARS).tolist() == [[0.0, 0.0]] * 5


def test_a_size_without_places_holds_everywhere(loaded: Callable[..., Scenario]) -> None:
    values = loaded(only("{2022: -5, 2024: 3}")).shock("exports", [CITIES], YEARS)
    assert values.tolist() == [[0] * 3, [-5] * 3, [0] * 3, [3] * 3, [0] * 3]


def test_labels_must_fit_the_index(loaded: Callable[..., Scenario]) -> None:
    with pytest.raises(ValueError, match="shock 'exports' is indexed by 'city', got 0 lists"):
        loaded().shock("exports", [], YEARS)


def test_chinese_kinds_and_places_are_the_same_keys(loaded: Callable[..., Scenario]) -> None:
    chinese = "shocks:\n  - {name: slump, kind: 外贸出口需求冲击, cause: a war, size: {青岛: {2023: -20}}}\n"
    assert loaded(chinese).shocks == loaded(only("{qingdao: {2023: -20}}")).shocks
    assert loaded(chinese).digest == loaded(only("{qingdao: {2023: -20}}")).digest


def test_shocks_on_one_thing_multiply(loaded: Callable[..., Scenario]) -> None:
    twice = "shocks:\n" + SLUMP % "{2023: -20}" + SLUMP.replace("slump", "boom") % "{qingdao: {2023: 10}}"
    values = loaded(twice).shock("exports", [CITIES], YEARS)
    np.testing.assert_allclose(values[2], [-12, -20, -20], rtol=1e-14)


percent = st.floats(-90, 100)


@given(st.lists(percent, max_size=5))
def test_any_number_of_shocks_is_their_product_in_any_order(sizes: list[float]) -> None:
    shocks = [Shock(f"s{n}", "exports", "why", {2023: size}) for n, size in enumerate(sizes)]
    product = 100 * (np.prod([1 + size / 100 for size in sizes]) - 1)
    for order in (shocks, shocks[::-1]):
        values = series(order, [], YEARS)
        np.testing.assert_allclose(values[2], product, rtol=1e-9, atol=1e-9)
        assert not values[[0, 1, 3, 4]].any()


@given(percent)
def test_a_shock_of_nothing_changes_nothing_to_the_last_bit(size: float) -> None:
    one, zero = np.array(size), np.array(0.0)
    assert combined(one, zero) == combined(zero, one) == size


BROKEN: Mapping[str, tuple[str, int, str, str, str]] = {
    "unknown kind": (
        SLUMP.replace("exports", "export") % "{2023: -5}",
        6,
        "shocks[0].kind",
        "no kind of shock 'export'",
        "Did you mean 'exports'",
    ),
    "kind not modelled": (
        SLUMP.replace("exports", "capital_loss") % "{2023: 5}",
        6,
        "shocks[0].kind",
        "shock 'capital_loss' is in the register but its effect is not modelled yet",
        "modelled are exchange_rate, exports, world_demand",
    ),
    "size missing": (
        "  - {name: slump, kind: exports, cause: a war}\n",
        6,
        "shocks[0].size",
        "'size' is missing",
        "Add 'size: …'",
    ),
    "cause missing": (
        "  - {name: slump, kind: exports, size: {2023: 1}}\n",
        6,
        "shocks[0].cause",
        "'cause' is missing",
        "why this shock",
    ),
    "cause empty": (
        "  - {name: slump, kind: exports, cause: '', size: {2023: 1}}\n",
        6,
        "shocks[0].cause",
        "the text ''",
        "why this shock",
    ),
    "kind missing": (
        "  - {name: slump, cause: a war, size: {2023: 1}}\n",
        6,
        "shocks[0].kind",
        "'kind' is missing",
        "Add 'kind: …'",
    ),
    "name missing": (
        "  - {kind: exports, cause: a war, size: {2023: 1}}\n",
        6,
        "shocks[0].name",
        "'name' is missing",
        "Add 'name: …'",
    ),
    "name in words": (
        "  - {name: Export slump, kind: exports, cause: a war, size: {2023: 1}}\n",
        6,
        "shocks[0].name",
        "the text 'Export slump'",
        "small letters",
    ),
    "unknown key": (
        "  - {name: slump, kind: exports, cuase: why, cause: a war, size: {2023: 1}}\n",
        6,
        "shocks[0].cuase",
        "unknown key 'cuase'",
        "Did you mean 'cause'",
    ),
    "out of range": (
        SLUMP % "{yantai: {2022: -5},\n      qingdao: {2023: -95}}",
        7,
        "shocks[0].size.qingdao.2023",
        "-95 is out of range",
        "Allowed: -90 to 100 (% of foreign sales)",
    ),
    "before the model": (
        SLUMP % "{qingdao: {2020: -5}}",
        6,
        "shocks[0].size.qingdao.2020",
        "the year 2020 is outside the model",
        "Allowed: 2021 to 2025",
    ),
    "after the horizon": (
        SLUMP % "{2026: -5}",
        6,
        "shocks[0].size.2026",
        "the year 2026 is outside the model",
        "Allowed: 2021 to 2025",
    ),
    "unknown place": (
        SLUMP % "{qingdoa: {2023: -5}}",
        6,
        "shocks[0].size.qingdoa",
        "'qingdoa' is not a city",
        "Did you mean 'qingdao'",
    ),
    "place without an axis": (
        SLUMP.replace("exports", "exchange_rate") % "{qingdao: {2023: -5}}",
        6,
        "shocks[0].size.qingdao",
        "shock 'exchange_rate' is given for region",
        "Give sizes by year {2025: …}",
    ),
    "no year": (SLUMP % "-5", 6, "shocks[0].size", "-5 has no year", "Write {2025: -5}"),
    "no year for a place": (
        SLUMP % "{qingdao: -5}",
        6,
        "shocks[0].size.qingdao",
        "-5 has no year",
        "Write {2025: -5}",
    ),
    "size as text": (
        SLUMP % "{qingdao: {2023: much}}",
        6,
        "shocks[0].size.qingdao.2023",
        "the text 'much'",
        "Give a number; allowed: -90 to 100",
    ),
    "empty size": (SLUMP % "{}", 6, "shocks[0].size", "an empty mapping", "Give sizes by year"),
    "years and names": (
        SLUMP % "{2023: 1, qingdao: {2023: -5}}",
        6,
        "shocks[0].size",
        "mixes years (2023) with names ('qingdao')",
        "own path",
    ),
    "a name used twice": (
        SLUMP % "{2023: 1}" + SLUMP % "{2024: 1}",
        7,
        "shocks[1].name",
        "the name 'slump' is used twice, first in line 6",
        "own name",
    ),
    "a place named twice": (
        SLUMP % "{qingdao: {2023: 1}, 青岛: {2023: 2}}",
        6,
        "shocks[0].size.青岛",
        "'qingdao' is given twice under two names",
        "Keep one",
    ),
    "no list": ("  slump\n", 5, "shocks", "the text 'slump'", "a list of shocks"),
    "a plain item": ("  - slump\n", 6, "shocks[0]", "the text 'slump'", "{name, kind, cause, size}"),
}


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN.keys())
def test_one_mistake_gives_one_message_with_its_line_and_path(
    case: tuple[str, int, str, str, str], loaded: Callable[..., Scenario]
) -> None:
    body, line, key, says, cure = case
    with pytest.raises(InputError) as caught:
        loaded("shocks:\n" + body)
    (problem,) = caught.value.problems
    assert (problem.line, problem.key) == (line, key)
    assert says in problem.message and cure in problem.cure


def test_all_mistakes_come_together(loaded: Callable[..., Scenario]) -> None:
    with pytest.raises(InputError) as caught:
        loaded("shocks:\n" + SLUMP % "{qingdao: {2023: -95, 2035: 1}}" + "  - {name: b, kind: tide}\n")
    assert sorted(problem.key for problem in caught.value.problems) == [
        "shocks[0].size.qingdao.2023",
        "shocks[0].size.qingdao.2035",
        "shocks[1].cause",
        "shocks[1].kind",
        "shocks[1].size",
    ]


def test_a_longer_horizon_allows_later_years(loaded: Callable[..., Scenario]) -> None:
    assert loaded(only("{2030: -5}"), "horizon=2030").shocks[0].size == {2030: -5.0}


def test_a_childs_list_replaces_the_parents_and_null_removes_it(write: Write, registers: Registers) -> None:
    write("base.yaml", HEAD + TWO.replace("1e-05", "0.5"))

    def child(body: str) -> list[str]:
        path = write("child.yaml", "extends: base.yaml\n" + body)
        return [s.name for s in load(path, registers, live_levers=LIVE, live_shocks=LIVE_SHOCKS).shocks]

    assert child("") == ["slump", "storm"]
    assert child(only("{2023: 1}").replace("slump", "other")) == ["other"]
    assert child("shocks: null\n") == child("shocks: []\n") == []


def test_the_resolved_file_loads_again_with_its_shocks(
    loaded: Callable[..., Scenario], write: Write, registers: Registers
) -> None:
    first = loaded(TWO.replace("1e-05", "0.00001"))
    resolved = first.to_resolved_yaml()
    assert '  - name: "slump"  # case.yaml:6\n    kind: "exports"  # case.yaml:7\n' in resolved
    assert "        2023: -20.0  # case.yaml:11\n" in resolved
    path = write("again.yaml", resolved)
    again = load(path, registers, live_levers=LIVE, live_shocks=LIVE_SHOCKS)
    assert again.shocks == first.shocks and again.digest == first.digest


def test_the_digest_sees_every_part_of_a_shock(loaded: Callable[..., Scenario]) -> None:
    body = only("{2023: -5}")
    changed = [
        "",
        body.replace("slump", "storm"),
        body.replace("exports", "world_demand"),
        body.replace("a war", "a strike"),
        body.replace("-5", "-6"),
        body.replace("2023", "2024"),
    ]
    assert len({loaded(other).digest for other in (body, *changed)}) == 7
    assert "shocks" not in loaded().content()


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (SHOCKS.replace("-90,100,Sales", "5,100,Sales"), "must hold 0"),
        (SHOCKS.replace("-90,100,Sales", "-100,100,Sales"), "stay above -100"),
        (SHOCKS.replace("-90,100,Sales", "low,100,Sales"), "cannot be read"),
        (SHOCKS + SHOCKS.splitlines()[1] + "\n", "registered twice"),
    ],
)
def test_a_faulty_register_is_refused(rows: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "shocks.csv"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        read_shocks(path)


@pytest.fixture(scope="module")
def own() -> Registers:
    return read_registers()


def test_the_projects_own_kinds_are_complete(own: Registers) -> None:
    for kind in own.shocks.values():
        assert own.labels.axes(kind.index) is not None and all(vars(kind)[name] != "" for name in vars(kind))
        assert any("一" <= letter <= "龥" for letter in kind.label_zh)


@pytest.mark.parametrize(
    ("entry", "accepted"),
    [
        ("{name: a, kind: exports, cause: why, size: {qingdao: {2023: -20}, default: {2022: 1}}}", True),
        ("{name: a, kind: 外贸出口需求冲击, cause: why, size: {青岛: {2023: -20}}}", True),
        ("{name: a, kind: world_demand, cause: why, size: {欧盟: {2023: -20}}}", True),
        ("{name: a, kind: exchange_rate, cause: why, size: {2023: 20}}", True),
        ("{name: a, kind: export, cause: why, size: {2023: -20}}", False),
        ("{name: a, kind: exports, cause: why}", False),
        ("{name: a, kind: exports, size: {2023: 1}}", False),
        ("{name: Big A, kind: exports, cause: why, size: {2023: 1}}", False),
        ("{name: a, kind: exports, cause: '', size: {2023: 1}}", False),
        ("{name: a, kind: exports, cause: why, size: {2023: 1}, sise: 2}", False),
        ("{name: a, kind: exports, cause: why, size: {2023: -95}}", False),
        ("{name: a, kind: exports, cause: why, size: {2020: -5}}", False),
        ("{name: a, kind: exports, cause: why, size: -5}", False),
        ("{name: a, kind: exports, cause: why, size: {qingdao: -5}}", False),
        ("{name: a, kind: exports, cause: why, size: {qingdoa: {2023: -5}}}", False),
        ("{name: a, kind: exports, cause: why, size: {}}", False),
        ("{name: a, kind: exports, cause: why, size: {2023: null}}", False),
        ("{name: a, kind: exchange_rate, cause: why, size: {qingdao: {2023: 5}}}", False),
        ("slump", False),
    ],
)
def test_the_schema_and_the_loader_accept_the_same(
    entry: str, accepted: bool, own: Registers, write: Write
) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    body = f"shocks:\n  - {entry}\n"
    content = json.loads(json.dumps(yaml.safe_load(HEAD + body)))
    assert jsonschema.Draft202012Validator(json.loads(text(own))).is_valid(content) is accepted
    path = write("case.yaml", HEAD + body)
    if accepted:
        assert len(load(path, own, live_levers=(), live_shocks=tuple(own.shocks)).shocks) == 1
    else:
        with pytest.raises(InputError):
            load(path, own, live_levers=(), live_shocks=tuple(own.shocks))


def test_measures_are_held_against_a_base_with_the_same_shocks() -> None:
    shocks = (Shock("a", "exports", "why", {2023: -20.0}),)
    assert reference(replace(scenario("plan"), shocks=shocks), Options()).shocks == shocks
    assert reference(scenario("plan"), Options()).shocks == ()


def test_a_block_reads_a_shock_laid_out_on_years_and_places(monkeypatch: pytest.MonkeyPatch) -> None:
    ports = (Port("shock_exports", ("city",), "%"), Port("shock_exchange_rate", (), "%"))
    monkeypatch.setattr("sim.simulate.BLOCKS", (Block("fake", lambda: None, ports, (), False),))
    shocks = (Shock("a", "exports", "why", {"yantai": {2023: -20.0}}),)
    given_to_blocks = inputs(replace(scenario("base"), shocks=shocks), baseline.load())
    exports = given_to_blocks.series["shock_exports"]
    assert exports.shape == (5, 5, 1) and exports.sum() == exports[2, 1, 0] == -20.0
    assert given_to_blocks.series["shock_exchange_rate"].shape == (5, 1)
    assert inputs(scenario("base"), baseline.load()).series["shock_exports"].any() is np.False_
