"""The folder that a scenario's files may not leave, and the names of its files in messages."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from sim.paths import SCENARIOS
from sim.scenario.tree import Source

LONGEST_NAME = 200


@dataclass(frozen=True)
class Folder:
    """The folder that a scenario's files may not leave: scenarios/, or that of a file kept elsewhere."""

    root: Path

    @classmethod
    def of(cls, path: Path) -> Folder:
        """The folder of a scenario file."""
        inside = path.resolve().is_relative_to(SCENARIOS.resolve())
        return cls(SCENARIOS.resolve() if inside else path.resolve().parent)

    def source(self, path: Path) -> Source:
        """The two names of a file: relative to the folder, and as seen from where the user stands."""
        full = path.resolve()
        name = full.relative_to(self.root).as_posix() if full.is_relative_to(self.root) else full.name
        try:
            shown = os.path.relpath(full)
        except ValueError:  # on Windows there is no relative path to another drive
            shown = str(full)
        return Source(name, str(full) if shown.startswith("..") else shown)


def is_file_name(value: object) -> bool:
    """Whether a value can be looked up as a file at all; systems raise on what is too long or unprintable."""
    return isinstance(value, str) and 0 < len(value) <= LONGEST_NAME and value.isprintable()
