"""Access: door-to-door times over roads and trains, the market each city reaches, residents within an hour.

Equations (docs/equations/access.md): shortest ways over links that dated projects add; a year
counts its parts before and after an opening; door-to-door time is the faster of road and rail; market access
is the sum of partners' base-year GDP discounted by time, averaged over a city's districts. Masses and
residents of districts stay at their 2020 values, so that access measures time and nothing else. Limits: no
congestion, no fares, no frequencies; road times stand for goods.
"""

from __future__ import annotations

from sim.blocks.access.year import Access, Params, base_year, step

__all__ = ["Access", "Params", "base_year", "step"]
