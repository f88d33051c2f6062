"""Who may import whom: read from the code itself, so that it holds where no linter is installed."""

from __future__ import annotations

import subprocess
import sys
import tomllib

import pytest

from sim.paths import ROOT
from sim.year import BLOCKS
from tests.architecture.code import imported_modules, imports, modules, tree, within

BLOCK_MODULES = sorted(name for name in modules() if within(name, "sim.blocks") and name != "sim.blocks")
ALLOWED_IN_BLOCKS = (
    "__future__",
    "collections.abc",
    "dataclasses",
    "itertools",
    "math",
    "typing",
    "numpy",
    "sim",
)
DRAWING = ("jinja2", "matplotlib", "rich", "xlsxwriter")
CORES = ("sim.cores",)


def floors() -> list[tuple[str, ...]]:
    """The rooms of each floor, the top one first, as pyproject.toml has them for the linter."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (layers,) = (contract["layers"] for contract in settings["contracts"] if contract["type"] == "layers")
    return [tuple(room.strip() for room in layer.split("|")) for layer in layers]


FLOORS = floors()


def block_of(module: str) -> str:
    """The block that a module below sim.blocks belongs to."""
    return module.split(".")[2]


def floor(module: str) -> int | None:
    """Number of a module's floor, counted from the top; None if the contract does not name it."""
    levels = [level for level, rooms in enumerate(FLOORS) if any(within(module, room) for room in rooms)]
    return levels[0] if levels else None


def test_every_block_of_the_year_has_its_own_file_or_folder() -> None:
    assert {block_of(name) for name in BLOCK_MODULES} == {entry.name for entry in BLOCKS}


@pytest.mark.parametrize("module", BLOCK_MODULES)
def test_a_block_knows_numpy_and_its_axes_and_nothing_else(module: str) -> None:
    """Neither pandas nor a reader of files nor another block: a block is equations over arrays."""
    for name in imports(tree(modules()[module])):
        own = within(name, f"sim.blocks.{block_of(module)}")
        assert own or within(name, "sim.axes") or not within(name, "sim"), name
        assert any(within(name, allowed) for allowed in ALLOWED_IN_BLOCKS), name


def test_no_block_opens_a_file() -> None:
    for module in BLOCK_MODULES:
        text = modules()[module].read_text(encoding="utf-8")
        for door in ("open(", "loadtxt", "genfromtxt", "np.load", "Path(", "read_text"):
            assert door not in text, (module, door)


def test_every_module_lives_on_a_floor() -> None:
    """But the package itself, and the settings of a call, which the command line and the main job share."""
    assert {module for module in modules() if floor(module) is None} <= {"sim"}
    assert len(FLOORS) > 10
    order = ["sim.cli", "sim.main_job", "sim.report", "sim.simulate", "sim.year", "sim.blocks", "sim.axes"]
    levels = [floor(room) for room in order]
    assert levels == sorted(set(levels))


def test_imports_go_down_only() -> None:
    for module, path in modules().items():
        here = floor(module)
        for other in imported_modules(tree(path)):
            there = floor(other)
            assert here is None or there is None or here <= there, f"{module} imports {other}"


def test_rooms_of_one_floor_do_not_import_each_other() -> None:
    for rooms in FLOORS:
        for module, path in modules().items():
            home = next((room for room in rooms if within(module, room)), None)
            for other in imported_modules(tree(path)) if home else ():
                assert not any(within(other, room) for room in rooms if room != home), f"{module}: {other}"


@pytest.mark.parametrize("library", DRAWING)
def test_plots_pages_and_sheets_are_made_in_the_report_only(library: str) -> None:
    users = {name for name, path in modules().items() if any(within(i, library) for i in imports(tree(path)))}
    assert users
    assert all(within(name, "sim.report") for name in users), users


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("yaml", ("sim.scenario", "calibration")),
        ("openpyxl", ("sim.scenario.workbook",)),
        (
            "click",
            (
                "sim.cli",
                "sim.cli_attribute",
                "sim.cli_export",
                "sim.cli_options",
                "sim.cli_port",
                "sim.cli_scenario",
                "sim.cli_sheet",
                "sim.cli_usage",
                "sim.main_command",
            ),
        ),
    ],
)
def test_a_library_stays_in_its_rooms(library: str, rooms: tuple[str, ...]) -> None:
    users = {name for name, path in modules().items() if any(within(i, library) for i in imports(tree(path)))}
    assert users
    assert all(any(within(name, room) for room in rooms) for name in users), users


def test_the_computation_imports_no_tables_and_no_readers() -> None:
    rooms = ("sim.blocks", "sim.simulate", "sim.year", *CORES)
    for module, path in modules().items():
        if any(within(module, room) for room in rooms):
            for name in imports(tree(path)):
                assert not any(within(name, r) for r in ("csv", "json", "pandas", "xarray", "yaml")), name


@pytest.mark.slow
def test_the_contracts_of_the_linter_hold() -> None:
    """The contracts in pyproject.toml, kept by import-linter where it is installed (it is for developers)."""
    pytest.importorskip("importlinter")
    run = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", run], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout
