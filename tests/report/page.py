"""A page read as a browser would begin to: tags that close, tables, links, and everything it would load."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from sim.report.sheet import Sheet

VOID = {"meta", "img", "br", "hr", "link", "input", "col"}
LOADING = ("src", "href", "srcset", "poster", "data", "action", "formaction", "background", "xlink:href")


class Page(HTMLParser):
    """The page's elements, tables by caption, drawings by figure (alternative text and words of each), and
    the mistakes of its nesting.
    """

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.mistakes: list[str] = []
        self.tables: dict[str, list[list[str]]] = {}
        self.sections: dict[str, str] = {}
        self.styles = ""
        self.drawings: dict[str, list[tuple[str, list[str]]]] = {}
        self._open: list[str] = []
        self._rows: list[list[str]] = []
        self._caption = self._section = self._figure = ""
        self.feed(text)
        self.close()
        self.mistakes += [f"<{tag}> is never closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if len(found) != len(attrs):
            self.mistakes.append(f"<{tag}> has an attribute twice")
        self.tags.append((tag, found))
        if tag not in VOID:
            self._open.append(tag)
        if tag == "figure":
            self._figure = found.get("id", "")
            self.drawings[self._figure] = []
        elif tag == "svg" and "figure" in self._open:
            self.drawings[self._figure].append((found.get("aria-label", ""), []))
        elif tag == "text" and "figure" in self._open:
            self.drawings[self._figure][-1][1].append("")
        elif tag == "section":
            self._section = found.get("id", "")
            self.sections[self._section] = ""
        elif tag == "table":
            self._rows, self._caption = [], ""
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th"):
            self._rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.mistakes.append(f"</{tag}> inside {self._open[-1:]}")
        else:
            self._open.pop()
        if tag == "table":
            self.tables[self._caption] = self._rows
        elif tag == "section":
            self._section = ""

    def handle_data(self, data: str) -> None:
        if "style" in self._open:
            self.styles += data
        if self._section:
            self.sections[self._section] += data
        if self._open and self._open[-1] == "text" and "figure" in self._open:
            self.drawings[self._figure][-1][1][-1] += data
        if "caption" in self._open:
            self._caption += data
        elif {"td", "th"} & set(self._open):
            self._rows[-1][-1] += data

    def loaded(self) -> list[str]:
        """What the page would fetch by itself from elsewhere: addresses of its elements and of its styles
        that do not hold their own content.
        """
        inside = [a[name] for tag, a in self.tags for name in LOADING if name in a and tag != "a"]
        styles = " ".join([self.styles, *(a["style"] for _, a in self.tags if "style" in a)])
        named = [address.strip("'\" ") for address in re.findall(r"url\(([^)]*)\)", styles)]
        every = [*inside, *named, *re.findall(r"@import[^;]*", styles)]
        return [address for address in every if not address.startswith(("data:font/woff;base64,", "#"))]

    def links(self) -> list[str]:
        """Where its links lead."""
        return [a.get("href", "") for tag, a in self.tags if tag == "a"]

    def files(self) -> list[str]:
        """Files beside the page that its links lead to."""
        return [link for link in self.links() if not link.startswith("#")]

    def handlers(self) -> list[str]:
        """Attributes that would run a script."""
        return [name for _, attributes in self.tags for name in attributes if name.startswith("on")]


def read(file: Path) -> Page:
    """The page in a file."""
    return Page(file.read_text(encoding="utf-8"))


def shows(page: Page, chart: str, sheet: Sheet, alt: str) -> bool:
    """Whether the page's first drawing of a chart has the sheet's words and its alternative text."""
    return page.drawings[f"chart-{chart}"][0] == (alt, [line.text for line in sheet.words])
