"""Shortest ways over roads and trains, without a member axis: minutes in motion over one network."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from sim.axes import Array


def parts_of_the_year(service: Array) -> list[tuple[float, Array]]:
    """The year cut at its openings: length of each part and the lines [line, member] that run in it.

    ``service`` [line, member] is the share of the year in which a line runs, from its opening to the year's
    end.
    """
    opens = 1 - service
    cuts = np.unique(np.concatenate([[0.0], opens.ravel(), [1.0]]))
    return [(float(end - start), opens <= start) for start, end in pairwise(cuts)]


def open_links(always: Array, lines: Array, running: Array) -> Array:
    """Minutes of each link [node, node] with the lines that are ``running`` [line]: the fastest that is open.

    ``always`` [node, node] holds the links of 2020, ``lines`` [line, node, node] those of the projects;
    infinite where there is no link.
    """
    fastest: Array = np.minimum(always, lines[running].min(axis=0, initial=np.inf))
    return fastest


def shortest(links: Array) -> Array:
    """Shortest minutes between all nodes [node, node] (Floyd-Warshall)."""
    paths = links.copy()
    for via in range(links.shape[0]):
        np.minimum(paths, paths[:, via, None] + paths[None, via, :], out=paths)
    return paths


def joined(first: Array, second: Array) -> Array:
    """Shortest minutes [a, c] of a way [a, b] followed by a way [b, c]."""
    through: Array = (first[:, :, None] + second[None]).min(axis=1)
    return through


def rides(direct: Array) -> Array:
    """Least minutes in trains [changes, station, station] with at most 0, 1, 2, ... changes of train.

    The last layer is the one that no further change improves, so that the least of ``ride + changes x
    transfer time`` is the shortest journey at any transfer time. ``direct`` [station, station].
    """
    layers = [direct]
    while True:
        further = joined(layers[-1], direct)
        if np.array_equal(further, layers[-1]):
            return np.stack(layers)
        layers.append(further)
