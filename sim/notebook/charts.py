"""Charts that show themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pandas as pd

from sim.errors import InputError, Problem, nearest
from sim.report.charts.catalogue import Drawn
from sim.report.files import atomic_write_bytes
from sim.report.render import png
from sim.report.svg import svg
from sim.report.tables import csv_bytes


@dataclass(frozen=True, repr=False, eq=False)
class Chart:
    """One chart: ``data`` is the tidy table that it shows; in a notebook it shows itself."""

    drawn: Drawn

    @property
    def id(self) -> str:
        """Its id, which is the name of its files in a run folder."""
        return self.drawn.id

    @property
    def title(self) -> str:
        """Its title."""
        return self.drawn.caption.title

    @property
    def data(self) -> pd.DataFrame:
        """The tidy table that it is drawn from; a copy."""
        return self.drawn.data.copy()

    def save(self, path: Path | str) -> Path:
        """Write the chart by the file's ending: .svg, .png, or .csv for its table; returns the path.

        Raises InputError for another ending, OSError where the file cannot be written.
        """
        path = Path(path)
        make = {".svg": self._svg, ".png": self._png, ".csv": self._csv}.get(path.suffix.lower())
        if make is None:
            said = "has no ending that a chart can be written with."
            raise InputError(Problem(said, path.name, cure="Use .svg, .png or .csv."))
        atomic_write_bytes(path, make())
        return path

    def _svg(self) -> bytes:
        return svg(self.drawn.sheet, self.title, self.drawn.caption.alt)

    def _png(self) -> bytes:
        return png(self.drawn.sheet)

    def _csv(self) -> bytes:
        return csv_bytes(self.drawn.data)

    def _repr_svg_(self) -> str:
        return self._svg().decode()

    def __repr__(self) -> str:
        return f"Chart({self.id!r}: {self.title})"


class UnknownChartError(InputError, KeyError):
    """No chart has the id; a KeyError too, as that of every mapping, so that `get` finds nothing."""

    def __str__(self) -> str:
        return Exception.__str__(self)


class Charts(Mapping[str, Chart]):
    """Charts by id, each drawn when it is first asked for; ``titles`` are known before."""

    def __init__(self, makers: Mapping[str, Callable[[], Drawn]], titles: Mapping[str, str]) -> None:
        self._makers = makers
        self._titles = titles
        self._made: dict[str, Chart] = {}

    def __getitem__(self, name: str) -> Chart:
        if name not in self._makers:
            cure = nearest(name, self._makers) or f"Known: {', '.join(self._makers)}."
            raise UnknownChartError(Problem(f"there is no chart '{name}'.", cure=cure))
        if name not in self._made:
            self._made[name] = Chart(self._makers[name]())
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._makers

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    def __repr__(self) -> str:
        return f"Charts({', '.join(self)})"

    def _repr_html_(self) -> str:
        rows = "".join(f"<li><code>{escape(name)}</code> {escape(self._titles[name])}</li>" for name in self)
        return f"<ul>{rows}</ul>"
