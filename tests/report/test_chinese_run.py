"""A run in Chinese leaves no English for its reader: the page and the workbook of a real run."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from sim.baseline import load
from sim.main_job import run
from sim.paths import ROOT, SCENARIOS
from sim.session import Options
from tests.report import synthetic

KEPT = {"CSV", "GDP", "TEU", "LNG", "RCEP", "Excel", "Jiaodong", "plan"}
"""Abbreviations of the field, a program, the model's name, the scenario's."""
CITED = {
    "CEADs",
    "MIT",
    "cpca",
    "Natural",
    "Earth",
    "Science",
    "Bulletin",
    "Scientific",
    "Data",
    "Shan",
    "Guan",
    "al",
}
"""Names in the sources and their licences that have no Chinese form."""
MANIFEST = {"model", "python", "drivers", "members", "seed", "commit"}
"""Keys of manifest.json."""
WORD = re.compile(r"[A-Za-z][A-Za-z_.&/\-]{2,}")


def left(text: str) -> set[str]:
    """Latin words of three letters or more that are no id, no file and none of the words that stay."""
    ids = set(load().tables)
    found = {
        word.rstrip(".") for word in WORD.findall(re.sub(r"\b[0-9a-f]{12,}\b|[\w-]+\.(yaml|csv)", "", text))
    }
    return {w for w in found - KEPT - MANIFEST - ids if not re.search(r"[_./]", w)}


@pytest.mark.slow
def test_page_and_workbook_speak_chinese(tmp_path: Path) -> None:
    changed = ("parameters.rd_output_elasticity=0.08",)
    options = Options(out=tmp_path, members=1, lang="zh", overrides=changed)
    (done,) = run([SCENARIOS / "plan.yaml"], options, lambda _: None)
    page = (done.folder / "report.html").read_text(encoding="utf-8")
    page = re.sub(r"(?s)<(style|script|svg|code)\b.*?</\1>", "", page)
    assert left(re.sub(r"(?s)<[^>]+>", "\n", page)) == set()
    book = openpyxl.load_workbook(done.folder / "results.xlsx", read_only=True)
    known = CITED | {"packages", "baseline", *book.defined_names}
    for sheet in book:
        head, *rows = sheet.iter_rows(values_only=True)
        kept = [k for k, name in enumerate(head) if name != "变量名"]
        cells = [row[k] for row in (head, *rows) for k in kept if k < len(row) and isinstance(row[k], str)]
        assert left("\n".join(cells)) - known == set(), sheet.title


def test_an_english_word_would_be_found() -> None:
    assert left("人口 added 3万人，GDP见report.html，rd_growth") == {"added"}


def test_the_chinese_page_lists_every_file_of_a_run_folder(no_png: None, tmp_path: Path) -> None:
    text = (ROOT / "README_zh.md").read_text(encoding="utf-8").partition("## 结果文件夹")[2]
    listed = {name.strip("/") for name in re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)}
    written = {path.name for path in synthetic.write(tmp_path, synthetic.inputs(), "zh").iterdir()}
    assert listed - written == {
        "life_tables.csv",
        "scenario.resolved.yaml",
        "manifest.json",
        "datapackage.json",
    }
    assert written <= listed
