"""A run depends on its inputs alone: no clock, no shared random state, nothing of the machine."""

from __future__ import annotations

import ast

from tests.architecture.code import calls, imports, modules, tree, within

CLOCKS = ("time", "datetime", "date", "timeit", "calendar")
CHANCE = ("random", "secrets", "uuid")
ALLOWED_CLOCKS = {
    ("sim.scenario_run", "time"): "a span of seconds, noted in the manifest and in no result",
    (
        "sim.report.book_options",
        "datetime",
    ): "a fixed date of creation, so that workbooks are alike to the byte",
    ("sim.scenario.workbook.cells", "datetime"): "the type of a date in a cell, which is refused",
}
MACHINE = ("environ", "getenv", "getpid", "gethostname", "cpu_count", "getuser", "urandom")
SEEDED = {"Generator", "Philox", "SeedSequence"}
"""Parts of numpy.random that are made from a seed that the code gives."""


def test_modules_that_know_a_clock_are_listed_with_their_reason() -> None:
    found = {
        (name, clock)
        for name, path in modules().items()
        for imported in imports(tree(path))
        for clock in CLOCKS
        if within(imported, clock)
    }
    assert found == set(ALLOWED_CLOCKS)


def test_nobody_reads_the_time_of_day() -> None:
    for module, path in modules().items():
        for name, call in calls(tree(path)):
            owner, _, verb = name.rpartition(".")
            if owner.rpartition(".")[2] in CLOCKS:
                assert verb == "perf_counter", f"{module}: {name} in line {call.lineno}"


def test_chance_comes_from_seeded_streams_only() -> None:
    for module, path in modules().items():
        assert not any(within(name, library) for name in imports(tree(path)) for library in CHANCE), module
        for name, call in calls(tree(path)):
            if ".random." in name:
                assert name.rpartition(".")[2] in SEEDED, f"{module}: {name} in line {call.lineno}"
                assert call.args, f"{module}: {name} without a seed in line {call.lineno}"


def test_random_streams_are_made_in_one_place() -> None:
    makers = {n for n, path in modules().items() if any(".random." in name for name, _ in calls(tree(path)))}
    assert makers == {"sim.parameters"}


def test_nothing_of_the_machine_enters_a_number() -> None:
    """Environment variables, processes, host names and Python's salted hash are not inputs."""
    for module, path in modules().items():
        for node in ast.walk(tree(path)):
            written = getattr(node, "attr", "")
            assert written not in MACHINE, f"{module}: {written} in line {node.lineno}"
        for name, call in calls(tree(path)):
            assert name != "hash", f"{module}: hash in line {call.lineno}"
