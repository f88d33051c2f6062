"""What the documents point at exists: links, files, options of commands, register names, printed results."""

from __future__ import annotations

import csv
import importlib.util
import json
import re
import shutil
import string
from functools import cache
from pathlib import Path

import click
import pytest
import yaml

from calibration import backtest
from calibration.backtest import rolling
from calibration.backtest.page import WORDS
from calibration.estimation import page as estimation_page
from sim import cli, main_command
from sim.baseline import load
from sim.paths import BASELINE, POSTERIOR, REGISTERS, ROOT, SCENARIOS
from sim.session import Options, load_scenario
from sim.variables import REGISTER as VARIABLES
from sim.year import BLOCKS, LIVE_FLAGS
from tests.runs import value

PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        SCENARIOS / "README.md",
        ROOT / "calibration/sources/README.md",
        REGISTERS / "README.md",
    ]
)
EQUATIONS = sorted((ROOT / "docs" / "equations").glob("*.md"))
PLACEHOLDERS = {"scenarios/yours.yaml"}
"""Files that a reader is to write."""

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
COMMAND = re.compile(r"python[\d.]*\s+((?:-m\s+)?[\w.]+[^`\n|]*)")
REGISTER_NAME = re.compile(r"`([a-z][a-z0-9]*(?:_[a-z0-9]+)+)`")


def shown(path: Path) -> str:
    """A page's path as a test id."""
    return path.relative_to(ROOT).as_posix()


def prose(page: Path) -> str:
    """Text of a page without its code blocks."""
    return re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


@cache
def anchors(page: Path) -> frozenset[str]:
    """Anchors of a page's headings, made as GitHub makes them."""
    dropped = set(string.punctuation) - {"-", "_"}
    titles = re.findall(r"^#+ (.*)$", prose(page), flags=re.MULTILINE)
    return frozenset(
        "".join(c for c in title.lower() if c not in dropped).strip().replace(" ", "-") for title in titles
    )


def broken_links(page: Path) -> list[str]:
    """Relative links of a page whose file or heading does not exist."""
    broken = []
    for target in LINK.findall(prose(page)):
        name, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", name):
            continue
        file = (page.parent / name).resolve() if name else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(target)
    return broken


def commands(text: str) -> list[list[str]]:
    """Words after `python` of every command in a text, Windows paths with slashes."""
    found = []
    for line in text.replace("\\|", "|").splitlines():
        for part in re.split(r"&&|;", line):
            for match in COMMAND.findall(part):
                found.append(re.sub(r"\s#.*", "", match).replace("\\", "/").split())
    return found


def missing_files(words: list[str]) -> list[str]:
    """Files of a command that do not exist; names in capitals stand for any file."""
    files = [w for w in words if re.fullmatch(r"[\w./-]+\.(py|ya?ml)|tests(/[\w./]+)?", w)]
    return [w for w in files if w not in PLACEHOLDERS and not (ROOT / w).exists()]


def unknown_options(words: list[str]) -> list[str]:
    """Verbs and long options of this project's commands that the command line does not have."""
    if words[0] == "run_scenario.py":
        command: click.Command = main_command.main
    elif words[:2] == ["-m", "sim"] and len(words) > 2 and words[2].isalpha():
        if words[2] not in cli.main.commands:
            return [words[2]]
        command = cli.main.commands[words[2]]
    else:
        return []
    known = {
        option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)
    }
    return [w.split("=")[0] for w in words if w.startswith("--") and w.split("=")[0] not in known]


@cache
def registered() -> frozenset[str]:
    """Every name of the registers, the drivers, the built baseline and the year."""
    names = {entry.name for entry in BLOCKS} | LIVE_FLAGS | {path.stem for path in BASELINE.glob("*.csv")}
    for file, column in (
        (REGISTERS / "parameters.csv", "name"),
        (REGISTERS / "estimation.csv", "name"),
        (REGISTERS / "levers.csv", "lever"),
        (REGISTERS / "dated_projects.csv", "project"),
        (REGISTERS / "labels.csv", "id"),
        (REGISTERS / "shocks.csv", "kind"),
        (VARIABLES, "field"),
    ):
        with file.open(encoding="utf-8", newline="") as rows:
            names |= {row[column] for row in csv.DictReader(rows)}
    for vintage in (SCENARIOS / "drivers").glob("*.yaml"):
        names |= set(yaml.safe_load(vintage.read_text(encoding="utf-8"))["series"])
    return frozenset(names)


def table_after(page: Path, head: str) -> list[list[str]]:
    """Cells of the Markdown table whose head row begins with ``head``."""
    lines = page.read_text(encoding="utf-8").splitlines()
    start = next(k for k, line in enumerate(lines) if line.startswith(head))
    body = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        body.append([cell.strip() for cell in line.strip("|").split("|")])
    return body


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_every_relative_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    assert broken_links(page) == []


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_every_command_names_files_verbs_and_options_that_exist(page: Path) -> None:
    found = commands(page.read_text(encoding="utf-8"))
    assert [
        (words, wrong) for words in found if (wrong := missing_files(words) + unknown_options(words))
    ] == []


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_every_module_that_a_command_runs_exists(page: Path) -> None:
    modules = [w[1] for w in commands(page.read_text(encoding="utf-8")) if w[0] == "-m" and len(w) > 1]
    assert [name for name in modules if importlib.util.find_spec(name) is None] == []


@pytest.mark.parametrize("page", EQUATIONS, ids=shown)
def test_a_name_on_a_page_of_equations_is_in_a_register(page: Path) -> None:
    assert sorted(set(REGISTER_NAME.findall(page.read_text(encoding="utf-8"))) - registered()) == []


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        ("growth", "nation prices labour production capital budget public_money income"),
        ("innovation", "spillover digital producer_services productivity research new_economy"),
        ("access", "access resources"),
        ("demand", "frictions trade_cost foreign_capital damage demand relocation trade"),
        ("marine", "marine sea_capital marine_research"),
        ("visitors", "visitors airports"),
        ("energy", "abatement energy air"),
    ],
)
def test_a_page_of_equations_names_every_lever_and_own_parameter_of_its_blocks(
    page: str, blocks: str
) -> None:
    text = (ROOT / "docs" / "equations" / f"{page}.md").read_text(encoding="utf-8")
    known = {row["name"] for row in _rows(REGISTERS / "parameters.csv")}
    expected = set()
    for entry in BLOCKS:
        if entry.name in blocks.split():
            expected |= {p.name.removeprefix("lever_") for p in entry.reads if p.name.startswith("lever_")}
            params = entry.step.__annotations__.get("params")
            module = importlib.import_module(entry.step.__module__)
            expected |= known & set(getattr(module, str(params)).__annotations__ if params else ())
    assert expected
    assert sorted(name for name in expected if name not in text) == []


def test_every_page_is_linked_from_the_list_of_documents() -> None:
    index = ROOT / "docs" / "README.md"
    linked = {(index.parent / t.partition("#")[0]).resolve() for t in LINK.findall(prose(index))}
    assert sorted(shown(p) for p in (ROOT / "docs").rglob("*.md") if p != index and p not in linked) == []


CHINESE = ROOT / "README_zh.md"


def test_the_scenario_on_the_chinese_page_is_one(tmp_path: Path) -> None:
    text = CHINESE.read_text(encoding="utf-8")
    (block,) = re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    for name in ("base", "plan"):
        shutil.copy(SCENARIOS / f"{name}.yaml", tmp_path)
    file = tmp_path / "page.yaml"
    file.write_text(block, encoding="utf-8")
    assert load_scenario(file, Options()).levers["rd_growth"] == 12


def test_every_command_of_the_chinese_page_asks_for_chinese() -> None:
    verbs = [words for words in commands(CHINESE.read_text(encoding="utf-8")) if words[-1] != "venv"]
    ours = [w for w in verbs if w[0] == "run_scenario.py" or w[:2] == ["-m", "sim"]]
    assert len(ours) > 8
    assert [words for words in ours if words[-2:] != ["--lang", "zh"]] == []


def test_the_changelog_prints_the_results_of_this_version() -> None:
    rows = table_after(ROOT / "CHANGELOG.md", "| indicator | unit | base")
    printed = {(row[0], name): row[2 + k] for row in rows for k, name in enumerate(("base", "plan"))}
    now = {}
    for (indicator, name), text in printed.items():
        variable = indicator.replace(", current prices", "|Current prices")
        digits = len(text.partition(".")[2])
        now[indicator, name] = f"{value(name, 'jiaodong', variable, 2025):.{digits}f}"
    assert len(rows) == 5
    assert printed == now, "write an entry under 'Results change' in CHANGELOG.md, and look at docs/limits.md"


def test_the_limits_print_the_scores_of_the_backtest() -> None:
    scores = backtest.scores(backtest.run(load().axes.city)).set_index("reading")
    names = {
        "constant share of the nation": "constant_share_of_nation",
        "model": "model",
        "model without knowing national growth": "model_without_national_knowledge",
        "last five years' growth": "last_five_years",
    }
    rows = table_after(ROOT / "docs" / "limits.md", "| rule | growth as printed")
    assert {row[0]: row[1:] for row in rows} == {
        words: [f"{scores.loc[reading, rule]:.2f}" for reading in scores.index]
        for words, rule in names.items()
    }


@pytest.mark.slow
def test_the_limits_print_the_errors_from_rolling_origins() -> None:
    table = rolling.run(load())
    table = table.assign(error=table["error"].abs(), together=table["place"] == rolling.REGION)
    means = table.groupby(["together", "reading", "rule"], sort=False)["error"].mean()
    rows = table_after(ROOT / "docs" / "limits.md", "| rule, mean absolute error")
    groups = [(who, reading) for who in (False, True) for reading in (rolling.PRINTED, rolling.SPREAD)]
    expected = {words: [f"{means[(*group, rule)]:.2f}" for group in groups] for rule, words in WORDS.items()}
    assert {row[0]: row[1:] for row in rows} == expected


def test_the_page_on_estimation_prints_the_shipped_posterior() -> None:
    text = estimation_page.PAGE.read_text(encoding="utf-8")
    assert estimation_page.table() in text, "run: python -m calibration.estimation.page"
    manifest = json.loads((POSTERIOR / "manifest.json").read_text(encoding="utf-8"))
    size = f"{manifest['effective_sample_size']:,}".replace(",", " ")
    assert f"Effective sample size {size}" in text
    assert f"{manifest['prior_draws']:,}".replace(",", " ") in text


def test_the_baseline_that_the_limits_speak_of_is_the_shipped_version() -> None:
    version = json.loads((BASELINE / "manifest.json").read_text(encoding="utf-8"))["version"]
    assert f"version {version}" in (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")


def test_a_dead_link_a_wrong_option_and_a_missing_file_are_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# Two words\n[a](#two-words) [b](#three-words) [c](gone.md) [d](page.md)\n", encoding="utf-8"
    )
    assert broken_links(page) == ["#three-words", "gone.md"]
    (words,) = commands("`python run_scenario.py scenarios/gone.yaml --outt DIR`")
    assert missing_files(words) == ["scenarios/gone.yaml"]
    assert unknown_options(words) == ["--outt"]
    (verb,) = commands("python -m sim chek scenarios/base.yaml && echo done")
    assert missing_files(verb) == []
    assert unknown_options(verb) == ["chek"]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
