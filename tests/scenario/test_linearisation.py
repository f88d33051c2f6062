"""The order of a family of files: each once, ancestors first, or a contradiction that is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sim.errors import InputError
from sim.scenario.linearisation import OrderError, linearised
from sim.scenario.loading import load
from sim.scenario.registers import Registers
from tests.scenario.samples import HEAD, LIVE

Write = Callable[[str, str | bytes], Path]


def order(name: str, **parents: str) -> str:
    """The order of files with one letter each; parents as letters in a row."""
    family = {Path(child): tuple(Path(p) for p in above) for child, above in parents.items()}
    for above in list(family.values()):
        for path in above:
            family.setdefault(path, ())
    return "".join(str(path) for path in linearised(Path(name), family))


def test_ancestors_come_first_and_each_once() -> None:
    assert order("c", c="b", b="a") == "abc"
    assert order("d", d="bc", b="a", c="a") == "abcd"
    assert order("d", d="abc", c="a") == "abcd"


def test_of_two_in_a_list_the_later_is_laid_over_the_earlier() -> None:
    assert order("c", c="ab") == "abc"
    assert order("c", c="ba") == "bac"


def test_a_contradiction_is_named() -> None:
    with pytest.raises(OrderError) as caught:
        order("z", z="xy", x="ab", y="ba")
    assert set(caught.value.names) == {"a", "b"}
    with pytest.raises(OrderError) as caught:
        order("c", c="ba", b="a")
    assert set(caught.value.names) == {"a", "b"}


def test_many_diamonds_on_one_another_take_no_time() -> None:
    letters = [chr(ord("a") + n) for n in range(24)]
    parents = {letters[n]: letters[n - 2] + letters[n - 1] for n in range(2, 24)}
    parents["b"] = "a"
    assert order(letters[-1], **parents) == "".join(letters)


@given(st.lists(st.lists(st.integers(0, 7), unique=True, max_size=4), min_size=1, max_size=8))
def test_every_list_and_every_ancestor_is_honoured(lists: list[list[int]]) -> None:
    """File n extends those of its list that come before it, so there are no circles."""
    family = {Path(str(n)): tuple(Path(str(p)) for p in above if p < n) for n, above in enumerate(lists)}
    top = Path(str(len(lists) - 1))
    try:
        found = linearised(top, family)
    except OrderError:
        assume(False)
    assert len(set(found)) == len(found) and found[-1] == top
    place = {path: at for at, path in enumerate(found)}
    for path in found:
        above = [place[parent] for parent in family[path]]
        assert above == sorted(above) and all(at < place[path] for at in above)


def test_a_second_branch_does_not_reset_what_the_first_set(write: Write, registers: Registers) -> None:
    """The diamond over base.yaml: a package that extends the base leaves the plan's values alone."""
    write("base.yaml", HEAD + "levers: {rcep_use: 10, rd_growth: 1}\n")
    write("plan.yaml", "extends: base.yaml\nlevers: {rcep_use: 60}\nhorizon: 2030\n")
    write("pack.yaml", "extends: base.yaml\nlevers: {rd_growth: 2}\n")
    child = write("child.yaml", "extends: [plan.yaml, pack.yaml]\n")
    scenario = load(child, registers, live_levers=LIVE)
    assert scenario.levers == {"rd_growth": 2.0, "rcep_use": 60.0} and scenario.horizon == 2030


def test_a_file_is_read_and_judged_once(write: Write, registers: Registers) -> None:
    write("base.yaml", HEAD + "levers: {rd_growth: 1e1}\n")
    write("a.yaml", "extends: base.yaml\n")
    write("b.yaml", "extends: base.yaml\n")
    with pytest.raises(InputError) as caught:
        load(write("child.yaml", "extends: [a.yaml, b.yaml]\n"), registers, live_levers=LIVE)
    assert len(caught.value.problems) == 1


def test_a_contradictory_order_and_a_name_given_twice_are_refused(write: Write, registers: Registers) -> None:
    write("base.yaml", HEAD)
    write("plan.yaml", "extends: base.yaml\n")
    path = write("child.yaml", "\nextends: [plan.yaml, base.yaml]\n")
    with pytest.raises(InputError, match=r"the order of '.*' and '.*' is contradictory") as caught:
        load(path, registers, live_levers=LIVE)
    (problem,) = caught.value.problems
    assert problem.file.endswith("child.yaml") and "after those that it builds on" in problem.cure
    path = write("child.yaml", "extends: [base.yaml, base.yaml]\n")
    with pytest.raises(InputError, match=r"extends: 'base.yaml' is named twice\. Name it once\."):
        load(path, registers, live_levers=LIVE)
