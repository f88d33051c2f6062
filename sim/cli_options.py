"""What the verbs of `python -m sim` share: options, and wrong input as a message."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from sim.errors import InputError

SET = click.option(
    "--set",
    "overrides",
    multiple=True,
    metavar="KEY=VALUE",
    help="Override one value, e.g. levers.rd_growth=8.",
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
FILE = click.argument("file", type=click.Path(path_type=Path))


def reported(command: Callable[..., int | None]) -> Callable[..., None]:
    """Turn input mistakes into messages on stderr and exit status 2."""

    @wraps(command)
    def guarded(*args: Any, **kwargs: Any) -> None:
        try:
            status = command(*args, **kwargs) or 0
        except InputError as error:
            for problem in error.problems:
                click.echo(str(problem), err=True)
            status = 2
        sys.exit(status)

    return guarded
