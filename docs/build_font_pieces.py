"""Cuts the shipped font into the pieces that pages embed: `python docs/build_font_pieces.py`.

To be run again when a test says that words or registers have a character that no piece holds.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from sim.paths import REGISTERS, ROOT, SCENARIOS
from sim.report.glyphs import shipped
from sim.report.page_font import PIECES, cut, unicode_range

IDEOGRAPHS = 0x2E80
LATIN = [chr(code) for code in range(0x20, IDEOGRAPHS)]


def sources() -> dict[str, list[Path]]:
    """Texts whose Chinese characters make up each piece: quotations of the plan, which pages of either
    language show, and everything else that the project says.
    """
    own = [
        file
        for folder in (ROOT / "sim", REGISTERS, SCENARIOS)
        for kind in ("csv", "py", "j2", "yaml")
        for file in sorted(folder.rglob(f"*.{kind}"))
        if file != PIECES
    ]
    return {"quotations": [REGISTERS / "targets.csv"], "chinese": own}


def pieces() -> Iterator[tuple[str, list[int]]]:
    """Name and characters of each piece, no character in two of them."""
    yield "latin", [ord(character) for character in LATIN if shipped(character)]
    taken: set[str] = set(LATIN)
    for name, files in sources().items():
        text = {character for file in files for character in file.read_text(encoding="utf-8")}
        mine = {character for character in text - taken if shipped(character)}
        taken |= mine
        yield name, sorted(map(ord, mine))


def main() -> None:
    """Write the pieces and their list."""
    with PIECES.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("file", "unicode_range"))
        for name, characters in pieces():
            PIECES.with_name(f"{name}.woff").write_bytes(cut(characters))
            table.writerow((f"{name}.woff", unicode_range(characters)))


if __name__ == "__main__":
    main()
