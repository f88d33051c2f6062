"""Writing files whole: a reader, or a run that is interrupted, never meets half a file."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from sim.errors import InputError, Problem

OTHER = "Choose another folder with --out."


def atomic_write_bytes(path: Path, content: bytes) -> None:
    """Write ``content`` under a temporary name beside ``path``, then put it in place in one step.

    Creates missing folders. Raises OSError where the place cannot be written; nothing is left behind then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def check_folder(out: Path) -> None:
    """Raise InputError if the folder cannot be made or written, before minutes are spent on its content."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(Problem(f"{out}: {error.strerror}.", cure=OTHER)) from error
    if not os.access(out, os.W_OK | os.X_OK):
        raise InputError(Problem(f"{out}: the folder cannot be written.", cure=OTHER))
