"""The one door by which pinned numbers change: ``python -m tests.reproduction.update_pinned --why "reason"``.

It runs base and plan, rewrites pinned.csv and adds the reason, with the largest change, to the list under
``## Results change`` in CHANGELOG.md. Where nothing has changed it writes nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from sim.paths import ROOT
from tests.reproduction.pins import PINNED, Change, changes, projected, read, write

CHANGELOG = ROOT / "CHANGELOG.md"
HEADING = "## Results change"
SHORTEST = 15
"""Letters of a reason; fewer say nothing."""


def entry(why: str, moved: Sequence[Change], total: int) -> str:
    """One item of the list: the reason, how many numbers moved and the largest move."""
    return f"- {why.strip().rstrip('.')}. {len(moved)} of {total} pinned numbers moved; most: {moved[0]}."


def first_entry(why: str, total: int) -> str:
    """The item for numbers that are pinned for the first time."""
    return f"- {why.strip().rstrip('.')}. {total} numbers pinned for the first time."


def with_entry(text: str, item: str) -> str:
    """A change log with one more item at the end of its list of changed results; missing heads are added."""
    lines = text.rstrip("\n").splitlines() or ["# Changelog"]
    if HEADING not in lines:
        lines += ["", HEADING, ""]
    start = lines.index(HEADING) + 1
    end = next((n for n in range(start, len(lines)) if lines[n].startswith("## ")), len(lines))
    section = lines[start:end]
    while section and not section[-1].strip():
        section.pop()
    if not section or not section[-1].startswith("- "):
        section.append("")  # a list begins after an empty line
    section.append(item)
    rest = ["", *lines[end:]] if lines[end:] else []
    return "\n".join([*lines[:start], *section, *rest]) + "\n"


def update(why: str, found: pd.DataFrame, pinned: Path = PINNED, changelog: Path = CHANGELOG) -> str:
    """Accept new numbers and note why; returns what was noted, or an empty text where nothing has moved."""
    if pinned.exists():
        moved = changes(read(pinned), found)
        if not moved:
            return ""
        item = entry(why, moved, len(found))
    else:
        item = first_entry(why, len(found))
    text = changelog.read_text(encoding="utf-8") if changelog.exists() else ""
    write(found, pinned)
    changelog.write_text(with_entry(text, item), encoding="utf-8")
    return item


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse the reason, run the scenarios and accept what they give."""
    parser = argparse.ArgumentParser(description="Accept changed headline numbers, with the reason.")
    parser.add_argument("--why", required=True, help="what changed in the model or its data, in a sentence")
    why = parser.parse_args(arguments).why
    if len(why.strip()) < SHORTEST:
        parser.error("--why needs a sentence that a reader of the change log will understand")
    print(update(why, projected()) or "No pinned number has moved; nothing was written.")


if __name__ == "__main__":
    main()
