"""The family of errors that a user can cause; the command line prints them, no traceback, and exits 2."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One mistake in an input: where it stands, what was found and what would be right.

    ``line`` is the number of a line, or a cell as `Levers!F12`.
    """

    message: str
    file: str = ""
    line: int | str | None = None
    key: str = ""
    cure: str = ""

    def __str__(self) -> str:
        head = ": ".join(part for part in (located(self.file, self.line), self.key) if part)
        return (f"{head}: " if head else "") + self.message + (f" {self.cure}" if self.cure else "")


def located(file: str, line: int | str | None) -> str:
    """A place of a file in words: `plan.yaml:12`, or `plan.xlsx, Levers!F12`."""
    if line is None:
        return file
    return f"{file}, {line}" if isinstance(line, str) else f"{file}:{line}"


def in_order(problem: Problem) -> tuple[str, list[tuple[int, str]]]:
    """What problems are sorted by: file, then line, or sheet, column and row."""
    parts = re.findall(r"([0-9]+)|([^0-9]+)", str(problem.line or ""))
    return problem.file, [(int(number or 0), text) for number, text in parts]


class InputError(Exception):
    """An input that cannot be used; holds every problem found, so that all are reported at once."""

    def __init__(self, problems: Sequence[Problem] | Problem | str) -> None:
        if isinstance(problems, str):
            problems = Problem(problems)
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows of it: the mistakes alone, since no line of code is at fault."""
        return [f"{type(self).__name__}:", *str(self).splitlines()]


def nearest(name: str, known: Iterable[str]) -> str:
    """A 'Did you mean …?' sentence for the closest known names, or an empty string."""
    names = [str(k) for k in known]
    close = difflib.get_close_matches(str(name), names, n=3, cutoff=0.55)
    if not close:
        return ""
    return "Did you mean " + " or ".join(f"'{c}'" for c in close) + "?"
