"""Checks of an installation: each is sound, worth a note, or a fault, with its cure."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from sim import workers
from sim.errors import InputError
from sim.paths import BASELINE, POSTERIOR, REGISTERS, ROOT

OK, NOTE, FAULT = "ok", "note", "FAULT"
INSTALL = "Install it: pip install -c constraints.txt -e ./"
COPY = "Copy the project again; calibration belongs to it."
UNREADABLE = (OSError, ValueError, LookupError)
"""What reading a file meets that is missing, locked or cut short."""
EXTRAS: Mapping[str, str] = {
    "fast": "Without it the port's queue is simulated in plain Python: `calibrate` takes an hour or two.",
    "animation": "Without it `port --animate` draws nothing.",
    "notebook": "The example notebooks, `export --to netcdf` and `to_xarray` need it.",
    "test": "It is needed for the tests only.",
}
"""What is missed without an extra of pyproject.toml; `formats`, `bench` and `dev` serve developers alone."""
SAMPLE = "青岛 ≥ −"
"""What a terminal must be able to print."""
LITTLE, LEAST = 500, 50
"""Megabytes on the disk: fewer are worth a note, or a fault (a run's folder takes about ten)."""
SMOKE_MEMBERS = 5


@dataclass(frozen=True)
class Check:
    """One finding: its state, what was found, and what to do about it."""

    state: str
    text: str
    cure: str = ""


def checks(*, encoding: str, run: bool = False) -> list[Check]:
    """Every check of this installation; ``encoding`` is the terminal's, ``run`` adds a short run.

    What needs a package is looked at only where all packages are there. A file that several looks miss is
    told once.
    """
    packages = list(_packages())
    found = [_python(), *packages, *_extras(), terminal(encoding), _processes(), writable(ROOT / "outputs")]
    if any(check.state == FAULT for check in packages):
        return found
    found += dict.fromkeys([*_built(), *_registers(), font()])
    if run and all(check.state != FAULT for check in found):
        found.append(_smoke())
    return found


def sound(found: list[Check]) -> bool:
    """Whether no check is a fault."""
    return all(check.state != FAULT for check in found)


def _project() -> Mapping[str, object]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project: Mapping[str, object] = tomllib.load(file)["project"]
    return project


def _pins() -> dict[str, str]:
    """Tested version by package, from constraints.txt."""
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", text, flags=re.MULTILINE))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def _python() -> Check:
    least = str(_project()["requires-python"]).removeprefix(">=")
    version = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info[:2] < _numbers(least):
        return Check(
            FAULT, f"Python {version} is older than {least}.", "Install a newer one from python.org."
        )
    return Check(OK, f"Python {version}")


def _packages() -> Iterator[Check]:
    pins, needed = _pins(), _project()["dependencies"]
    assert isinstance(needed, list)
    for requirement in needed:
        name, _, least = requirement.partition(">=")
        yield package(name, least, pins.get(name, ""))


def package(name: str, least: str, tested: str) -> Check:
    """A package that is needed, against its lower bound and the version that the tests ran with."""
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Check(FAULT, f"{name} is missing.", INSTALL)
    if _numbers(version) < _numbers(least):
        return Check(FAULT, f"{name} {version} is older than {least}.", INSTALL)
    if tested and version != tested:
        return Check(NOTE, f"{name} {version}: tests ran with {tested}.", INSTALL)
    return Check(OK, f"{name} {version}")


def _extras() -> Iterator[Check]:
    extras = _project()["optional-dependencies"]
    assert isinstance(extras, dict)
    for extra, missed in EXTRAS.items():
        names = [re.split(r"[><=]", requirement)[0] for requirement in extras[extra]]
        absent = [name for name in names if package(name, "", "").state == FAULT]
        if absent:
            said = f"the extra '{extra}' is not installed ({', '.join(absent)})."
            cure = f"Install it: pip install -c constraints.txt -e .[{extra}]"
            yield Check(NOTE, f"{said} {missed}", cure)
        else:
            yield Check(OK, f"extra '{extra}'")


def terminal(encoding: str) -> Check:
    """Whether the terminal can print Chinese."""
    try:
        SAMPLE.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        cure = "Set PYTHONUTF8=1; in the classic Windows console also run: chcp 65001"
        return Check(FAULT, f"the terminal's encoding {encoding} cannot print {SAMPLE}.", cure)
    return Check(OK, f"the terminal's encoding {encoding} prints Chinese")


def _processes() -> Check:
    return Check(OK, f"{workers.processes()} processes share a run, started by {workers.method()}")


def writable(folder: Path) -> Check:
    """Whether results can be written, and whether there is room for them."""
    cure = "Choose another folder with --out."
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"results")
    except OSError as error:
        return Check(FAULT, f"{folder.name}/ cannot be written: {error.strerror}.", cure)
    free = shutil.disk_usage(folder).free // 2**20
    if free < LITTLE:
        return Check(FAULT if free < LEAST else NOTE, f"only {free} MB are free on the disk.", cure)
    return Check(OK, f"{folder.name}/ can be written, {free} MB free")


def _tried(folder: Path, look: Callable[[], str]) -> Check:
    """What a look into a folder finds, or the first mistake that it meets."""
    try:
        return Check(OK, look())
    except InputError as error:
        problem = error.problems[0]
        return Check(FAULT, f"{problem.file}: {problem.message}", problem.cure)
    except UNREADABLE as error:
        return _unreadable(folder, error)


def _unreadable(folder: Path, error: Exception) -> Check:
    """The fault of a file, or of its folder where the mistake names no file."""
    name, reason = folder.name, str(error)
    if isinstance(error, OSError) and error.filename:
        name, reason = Path(error.filename).name, str(error.strerror)
    return Check(FAULT, f"{name} cannot be read: {reason}.", COPY)


def _built() -> Iterator[Check]:
    """The built tables against the digests of their manifests."""

    def baseline() -> str:
        from sim.baseline import load

        built = load()
        return f"baseline {built.version}, sha256 {built.digest[:12]}"

    def posterior() -> str:
        from sim.posterior import digest, load

        return f"posterior with {len(next(iter(load().values())))} rows, sha256 {digest()[:12]}"

    yield from (_tried(BASELINE, baseline), _tried(POSTERIOR, posterior))


def _registers(folder: Path = REGISTERS, posterior: Path = POSTERIOR) -> Iterator[Check]:
    """The registers as they read, and whether the posterior was estimated with these parameters."""

    def known() -> str:
        from sim.scenario.registers import read_registers

        read_registers(folder)
        total = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(folder.glob("*.csv"))))
        return f"registers, sha256 {total.hexdigest()[:12]}"

    yield _tried(folder, known)
    for name, digest in _recorded(posterior).items():
        try:
            content = (folder / name).read_bytes()
        except OSError as error:
            yield _unreadable(folder, error)
            continue
        if hashlib.sha256(content).hexdigest() == digest:
            continue
        if b"\r\n" in content:
            cure = "Clone again with: git config --global core.autocrlf false"
            yield Check(FAULT, f"{name} has Windows line ends.", cure)
        else:
            cure = "Run `python -m sim calibrate`."
            yield Check(NOTE, f"{name} has changed since the posterior was estimated.", cure)


def _recorded(posterior: Path) -> Mapping[str, str]:
    """Digests of the registers that the posterior was estimated with; none without a manifest, whose lack
    `_built` has told.
    """
    try:
        manifest = json.loads((posterior / "manifest.json").read_text(encoding="utf-8"))
    except UNREADABLE:
        return {}
    recorded: Mapping[str, str] = manifest.get("registers", {})
    return recorded


def font(character: str = "岛") -> Check:
    """Whether the shipped font is there and draws a Chinese character and no box."""
    from sim.report import glyphs

    cure = "Copy the project again; sim/report/fonts belongs to it."
    if not glyphs.FONT_FILE.exists():
        return Check(FAULT, f"the font {glyphs.FONT_FILE.name} is missing.", cure)
    drawn, box = glyphs.glyph(character), glyphs.glyph(glyphs.REPLACEMENT)
    if not glyphs.known(character) or drawn is box or not len(drawn.vertices):
        return Check(FAULT, f"the font {glyphs.FONT_FILE.name} does not draw {character}.", cure)
    return Check(OK, f"font {glyphs.FONT_FILE.name} draws Chinese")


def _smoke() -> Check:
    """A short run, or whatever stops it."""
    try:
        return Check(OK, _short_run())
    except Exception as error:  # noqa: BLE001  a broken installation may fail in any way, and has to be told
        reason = f"{type(error).__name__}: {error}"
        return Check(FAULT, f"the short run fails: {reason}.", "Run the tests: python -m pytest")


def _short_run() -> str:
    """What a run of the base with few members into a folder that is thrown away comes to."""
    from calibration import backtest
    from sim.baseline import load
    from sim.results import observed
    from sim.scenario_run import Call, Judged, write
    from sim.session import BASE, Options, load_scenario

    with tempfile.TemporaryDirectory() as folder:
        options = Options(out=Path(folder), members=SMOKE_MEMBERS)
        base, baseline = load_scenario(BASE, options), load()
        call = Call(baseline, options, observed(), backtest.run(baseline.axes.city))
        done = write(Judged(base, base), call, lambda _: None)
    return f"short run: {SMOKE_MEMBERS} members, {len(done.targets)} targets, report written"
