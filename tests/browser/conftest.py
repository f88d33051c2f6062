"""A browser for pages: the system's Chromium, driven by playwright; without either the tests are skipped."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from sim.report import run_folder
from sim.report.labels import LANGUAGES
from tests.report import synthetic

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")
SAID = """document.addEventListener('securitypolicyviolation',
    breach => console.error('policy: ' + breach.violatedDirective))"""
"""Makes a breach of the page's own policy a message."""


@dataclass
class Opened:
    """A page in the browser, with every request and complaint since it was opened."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def ask(self, script: str) -> Any:
        """The value of an expression in the page."""
        return self.page.evaluate(script)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The browser, for one file of tests: threads of its driver would keep later tests from starting
    copies of their process.
    """
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("no Chromium on this system")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@dataclass(frozen=True)
class Desk:
    """Opens files in the browser at a width in pixels."""

    browser: Any

    def open(self, file: Path, width: int = 1400, height: int = 900) -> Opened:
        """The file's page, loaded whole."""
        opened = Opened(self.browser.new_page(viewport={"width": width, "height": height}))
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.page.on(
            "console",
            lambda said: opened.complaints.append(said.text) if said.type in ("error", "warning") else None,
        )
        opened.page.add_init_script(SAID)
        opened.page.goto(file.as_uri())
        opened.ask("document.fonts.ready.then(() => true)")
        return opened


@pytest.fixture
def desk(chromium: Any) -> Iterator[Desk]:
    """The browser, cleared of its pages afterwards."""
    yield Desk(chromium)
    for context in chromium.contexts:
        context.close()


@pytest.fixture(scope="session")
def run_folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Folders of the invented run by language, and of the hostile one (``hostile``)."""
    given = {lang: (synthetic.inputs(bands=True), lang) for lang in LANGUAGES}
    given["hostile"] = (synthetic.hostile_inputs(), "en")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_folder, "png", lambda sheet: b"")
        return {
            name: synthetic.write(tmp_path_factory.mktemp(name), inputs, lang)
            for name, (inputs, lang) in given.items()
        }
