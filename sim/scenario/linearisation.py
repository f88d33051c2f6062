"""The one order of a family of files in which each is laid once, over everything that it builds on.

It is the linearisation that Python uses for classes (C3), written with the ancestors first: a file comes
after those that it extends, and of two in one list the later one comes later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path


class OrderError(ValueError):
    """Two files of which each is to be laid over the other."""

    def __init__(self, one: Path, other: Path) -> None:
        super().__init__(f"each of {one} and {other} is to be laid over the other")
        self.names = (one.name, other.name)


def linearised(path: Path, parents: Mapping[Path, Sequence[Path]]) -> tuple[Path, ...]:
    """A file and all that it builds on, ancestors first.

    ``parents`` holds the files that each extends, without circles. Raises OrderError where lists contradict
    one another.
    """
    known: dict[Path, list[Path]] = {}

    def nearest_first(name: Path) -> list[Path]:
        if name not in known:
            above = [*reversed(parents[name])]
            known[name] = [name, *_merged([*(nearest_first(parent) for parent in above), above])]
        return known[name]

    return tuple(reversed(nearest_first(path)))


def _merged(rows: list[list[Path]]) -> list[Path]:
    """All rows as one that keeps the order of each."""
    result: list[Path] = []
    while rows := [row for row in rows if row]:
        free = next((row[0] for row in rows if _waiting_for(row[0], rows) is None), None)
        if free is None:
            raise OrderError(*_contradiction(rows))
        result.append(free)
        rows = [row[1:] if row[0] == free else row for row in rows]
    return result


def _waiting_for(name: Path, rows: Sequence[Sequence[Path]]) -> Path | None:
    """A file that some row puts before ``name``."""
    return next((row[0] for row in rows if name in row[1:]), None)


def _contradiction(rows: Sequence[Sequence[Path]]) -> tuple[Path, Path]:
    """Two neighbours of the circle in which every file waits for another."""
    seen: list[Path] = []
    name: Path | None = rows[0][0]
    while name is not None and name not in seen:
        seen.append(name)
        name = _waiting_for(name, rows)
    assert name is not None
    return name, seen[-1]
