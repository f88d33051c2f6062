"""The pages of a comparison, an attribution and a port in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.experiments import port_year
from sim.report.attribution import folder as attribution_folder
from sim.report.attribution.charts import tables
from sim.report.compare import folder as compare_folder
from sim.report.labels import LANGUAGES
from sim.report.port import folder as port_folder
from tests.browser.conftest import Desk
from tests.report.side_by_side import several
from tests.report.test_attribution_page import invented
from tests.runs import scenario

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def others(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One page of each kind and language."""
    found = {}
    for lang in LANGUAGES:
        out = tmp_path_factory.mktemp(f"compare_{lang}")
        found[f"compare {lang}"] = compare_folder.write_comparison(out, several(3), lang)
    split, out = invented(), tmp_path_factory.mktemp("attribution")
    attribution_folder.write(split, tables(split), out, LANGUAGES)
    port = tmp_path_factory.mktemp("port")
    port_folder.write(port_year.study("weihai", 2025, scenario("plan"), number=2, seed=0), port, LANGUAGES)
    for kind, where in (("attribution", out), ("port", port)):
        found |= {f"{kind} {lang}": where / f"{kind}{end}.html" for lang, end in (("en", ""), ("zh", "_zh"))}
    return found


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["compare", "attribution", "port"])
def test_a_page_asks_nobody_complains_of_nothing_and_is_no_wider_than_the_screen(
    kind: str, lang: str, width: int, desk: Desk, others: dict[str, Path]
) -> None:
    file = others[f"{kind} {lang}"]
    opened = desk.open(file, width)
    assert [r for r in opened.requests if not r.startswith("data:")] == [file.as_uri()]
    assert opened.complaints == []
    assert opened.ask("document.documentElement.scrollWidth") <= width
