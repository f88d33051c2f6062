"""No clip stands in for a mechanism: limits in a block are listed and physical, and none binds in a run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest

from sim.record import Run
from tests.architecture.code import dotted, functions, modules, tree, within
from tests.runs import run

LIMITS = (
    "clip minimum maximum fmin fmax where abs absolute sign heaviside select choose piecewise nan_to_num "
    "putmask min max"
).split()
"""Calls that can cut a value off or put another in its place, of numpy, of Python or as a method."""

ALLOWED = {
    ("abatement", "moved_in", "maximum"): "dirty works leave for softer standards only",
    ("abatement", "allowance_price", "maximum"): "allowances cost nothing while the cap does not bind",
    ("access", "open_links", "minimum"): "people take the faster of the link of 2020 and the new line's",
    ("access", "open_links", "min"): "and of several new lines the fastest; infinite where none runs",
    ("access", "shortest", "minimum"): "the shortest path is a minimum by definition (Floyd-Warshall)",
    ("access", "joined", "min"): "a way in two parts meets where it is shortest",
    ("access", "ways", "max"): "the largest number of changes that any network of the chunk needs",
    ("access", "_ways_of", "min"): "the nearest port",
    ("access", "door_to_door", "min"): "the number of changes that makes a journey shortest",
    ("access", "door_to_door", "minimum"): "people take the faster of road and rail",
    ("access", "door_to_door", "compare"): "origins that belong to one of the cities, for the road lever",
    ("access", "reachable_market", "where"): "the own city stands at the time inside a city",
    ("access", "near_a_core", "min"): "the nearest core",
    ("access", "parts_of_the_year", "compare"): "which lines have opened by the start of a part of the year",
    ("budget", "delivered", "where"): "what the budget cannot pay is not carried out, if so asked",
    ("budget", "delivered", "compare"): "whether the cities are asked for more than they can move",
    ("budget", "moved_works", "maximum"): "no more than all works can be earmarked",
    ("coast", "room", "maximum"): "no room is left where the coast is below the line already",
    ("coast", "carried_out", "where"): "what finds no shore is not built",
    ("coast", "carried_out", "compare"): "whether more is wanted than there is room for",
    ("coast", "step", "maximum"): "works that were built stay when fewer are asked for",
    ("coast", "step", "where"): "all works stand where none was stopped, without a division of equals",
    ("demography", "years_lived", "where"): "the limit of (1 - exp(-m)) / m at m = 0 is one",
    ("demography", "years_lived", "compare"): "the same limit",
    ("ports", "equilibrium", "where"): "a market that has found its equilibrium stays there",
    ("ports", "equilibrium", "abs"): "the size of a step of Newton's method",
    ("ports", "equilibrium", "max"): "the largest step over the ports of a market",
    ("ports", "equilibrium", "compare"): "whether the step is lost in rounding",
    ("productivity", "trend_growth", "abs"): "a slower nation is a loss also where the trend falls",
    ("relocation", "step", "maximum"): "what has moved stays where it is when the measure ends",
    ("water", "step", "minimum"): "a reservoir gives no more than it holds",
    (
        "water",
        "step",
        "maximum",
    ): "reservoirs are drawn and plants run more in dry years, not less in wet ones",
    (
        "research",
        "spending",
        "where",
    ): "NaN is the lever's word for not set: spending at the intensity of 2020",
    (
        "public_services",
        "step",
        "maximum",
    ): "beds are built when there are more of them; closing some costs nothing back",
}
"""Where a limit may stand, by block, function and kind, and why it is no stand-in for a mechanism."""

SERVICE = ("simulate", "line_service", "clip")
"""The one clip outside the blocks: a line serves between none and all of a year."""

ENSEMBLE = 24
ROUNDING = 1e-9
"""Members that differ by less do so in the last bits only, where values stand twice by chance."""


def limits(root: ast.AST) -> Iterator[str]:
    """Kinds of limit in a piece of code: calls, masks by comparison, and the ``where`` of a ufunc."""
    for node in ast.walk(root):
        if isinstance(node, ast.Call):
            written = dotted(node.func) or getattr(node.func, "attr", "")
            name = written.rpartition(".")[2]
            if name in LIMITS:
                yield name
            yield from ("where" for keyword in node.keywords if keyword.arg == "where")
        elif isinstance(node, ast.Compare):
            yield from ("compare" for op in node.ops if isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE))


def found_in(package: str) -> set[tuple[str, str, str]]:
    """Every limit of a package: the last folder or file below it, the function, the kind."""
    return {
        (module.removeprefix(f"{package}.").split(".")[0], function.name, kind)
        for module, path in modules().items()
        if within(module, package)
        for function in functions(tree(path))
        for kind in limits(function)
    }


def test_every_limit_in_a_block_is_listed_with_its_reason() -> None:
    assert found_in("sim.blocks") == set(ALLOWED)
    assert all(ALLOWED.values())


def test_no_limit_hides_at_the_top_of_a_module() -> None:
    for module, path in modules().items():
        if within(module, "sim.blocks"):
            outside = [
                node for node in tree(path).body if not isinstance(node, ast.FunctionDef | ast.ClassDef)
            ]
            assert not [kind for node in outside for kind in limits(node)], module


def test_the_loop_over_the_years_clips_nothing_but_the_service_of_a_line() -> None:
    rooms = [name for name in modules() if within(name, "sim.cores")]
    for room in (*rooms, "sim.year"):
        assert found_in(room) == set(), room
    kinds = {
        (function.name, kind)
        for function in functions(tree(modules()["sim.simulate"]))
        for kind in limits(function)
        if kind != "compare"  # of counts, when runs are put together
    }
    assert kinds == {SERVICE[1:]}


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("def f(x): return np.clip(x, 0, 1)", ["clip"]),
        ("def f(x): return x.clip(0)", ["clip"]),
        ("def f(x): return g(x).max()", ["max"]),
        ("def f(x): return max(x, 0.0)", ["max"]),
        ("def f(x): return x * (x > 0)", ["compare"]),
        ("def f(x): return np.divide(x, x, where=x != 0)", ["where"]),
        ("def f(x): return np.exp(x) / (1 + np.exp(x))", []),
    ],
)
def test_the_search_sees_every_way_of_cutting_a_value_off(code: str, kinds: list[str]) -> None:
    assert list(limits(ast.parse(code))) == kinds


def ensemble(name: str) -> Run:
    return run(name, "uncertainty.parameters=prior", "horizon=2035", members=ENSEMBLE)


@cache
def drawn(name: str, variable: str) -> np.ndarray:
    """A variable of the drawn members [year from 2021, cell, member]."""
    values = ensemble(name).fields[variable][1:, ..., 1:]
    return values.reshape(len(values), -1, ENSEMBLE - 1)


SCENARIOS = ("base", "plan")
MOVING = (
    "total_factor_productivity productivity_trend employment human_capital potential_value_added "
    "gdp investment capital rd_spending rd_capital net_migration net_migration_within net_migration_outside "
    "residents urban_residents births deaths relative_wage throughput occupancy waiting_time_hours "
    "cargo_diverted marine_gdp"
).split()
"""What parameters move in every city: here a floor or a cap would show."""


@pytest.mark.parametrize("variable", MOVING)
@pytest.mark.parametrize("name", SCENARIOS)
def test_no_two_members_stop_at_the_same_value(name: str, variable: str) -> None:
    """A clip that binds gathers members at its edge: then the largest or the smallest value stands twice."""
    values = np.sort(drawn(name, variable), axis=-1)
    width = values[..., -1] - values[..., 0]
    spread = width > ROUNDING * np.abs(values).max(axis=-1)
    assert spread.any(axis=1).sum() > 3, "nothing moves"
    assert (values[..., 1] > values[..., 0])[spread].all(), "members gather at a floor"
    assert (values[..., -1] > values[..., -2])[spread].all(), "members gather at a cap"


@pytest.mark.parametrize("name", SCENARIOS)
def test_shares_stay_inside_their_bounds_without_a_cap(name: str) -> None:
    """Open intervals: a share that is cut off would sit on its bound."""
    for variable in ("utilisation", "occupancy"):
        values = drawn(name, variable)
        assert (values > 0).all(), variable
    assert (drawn(name, "occupancy") < 1).all()
    residents = ensemble(name).fields["residents"]
    share = ensemble(name).fields["urban_residents"] / residents
    assert ((share > 0) & (share < 1)).all()
    employed = run(name).fields["employment"][1:].sum(axis=2) / run(name).fields["labour_force"][1:]
    assert ((employed > 0.5) & (employed < 1)).all()


@pytest.mark.parametrize("name", SCENARIOS)
def test_recovery_nears_one_by_its_own_speed_in_every_member(name: str) -> None:
    """Each year the gap keeps one share of itself, a member's own: nothing cuts it off at one."""
    gap = 1 - ensemble(name).fields["recovery"][:3].reshape(3, -1, ENSEMBLE)
    open_gap = gap[0, :, 0] > 0.01
    kept = gap[1, open_gap] / gap[0, open_gap]
    np.testing.assert_allclose(gap[2, open_gap], kept**2 * gap[0, open_gap], rtol=1e-9, atol=1e-14)
    assert len(np.unique(np.round(kept[0], 9))) == ENSEMBLE
    assert np.ptp(kept, axis=0).max() < 1e-9


@pytest.mark.parametrize("name", SCENARIOS)
def test_stocks_and_flows_that_cannot_be_negative_are_not_by_themselves(name: str) -> None:
    """No floor holds them there: the smallest value is well above zero."""
    for variable in (
        "capital",
        "investment",
        "employment",
        "value_added",
        "rd_capital",
        "throughput",
        "births",
    ):
        values = ensemble(name).fields[variable][1:]
        assert np.isfinite(values).all(), variable
        assert values.min() > 0, variable
    assert (ensemble(name).fields["population"] >= 0).all()


@pytest.mark.parametrize("name", SCENARIOS)
def test_migration_and_productivity_take_both_signs_or_none_by_nature(name: str) -> None:
    """Neither is held at zero: some city loses people, and productivity falls somewhere among the members."""
    moves = drawn(name, "net_migration")
    assert moves.min() < 0 < moves.max()
    fields = ensemble(name).fields["productivity_trend"]
    growth = np.diff(np.log(fields), axis=0)
    assert growth.min() < 0 < growth.max()
