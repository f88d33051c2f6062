"""The typed shape of scenario and drivers files, and what is wrong with one, in words and with the line."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from sim.errors import Problem, nearest
from sim.scenario.projects import NEVER
from sim.scenario.setting_checks import described
from sim.scenario.tree import Key, KeyPath, Node, nearest_node, plain, problem_at

FIRST_OPENING, LAST_OPENING = 2020, 2060
MOST_YEARS_LATE = 15
FIRST_HORIZON, LAST_HORIZON = 2021, 2050
Model = TypeVar("Model", bound=BaseModel)


class Strict(BaseModel):
    """Unknown keys are errors and no value is converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Text = Annotated[str, Field(min_length=1)]


class Title(Strict):
    """The scenario's name in both languages."""

    en: Text = Field(description="a short title in English")
    zh: Text = Field(description="a short title in Chinese")


def _opening(value: object) -> float | str:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if value == NEVER or (number and FIRST_OPENING <= float(str(value)) < LAST_OPENING + 1):
        return value if isinstance(value, str) else float(str(value))
    raise PydanticCustomError("opening", "an opening is a year or 'never'")


Opening = Annotated[float | Literal["never"], BeforeValidator(_opening)]


class ProjectDate(Strict):
    """When a dated project opens."""

    opens: Opening = Field(
        description=f"a year from {FIRST_OPENING} to {LAST_OPENING} (2024.5 is mid-2024) or '{NEVER}'"
    )


class Uncertainty(Strict):
    """How many members are run and what differs between them."""

    members: int = Field(default=200, ge=1, le=100_000, description="a whole number from 1 to 100000")
    seed: int | None = Field(default=None, ge=0, description="a whole number from 0")
    parameters: Literal["central", "prior", "posterior"] = Field(
        default="prior", description="'central', 'prior' or 'posterior'"
    )
    drivers: Literal["central", "drawn"] = Field(default="drawn", description="'central' or 'drawn'")
    base_data: Literal["central", "drawn"] = Field(default="drawn", description="'central' or 'drawn'")


SHOCK_NAME_PATTERN = "^[a-z\u4e00-\u9fff][a-z0-9_\u4e00-\u9fff]*$"
ShockName = Annotated[str, Field(pattern=SHOCK_NAME_PATTERN)]
SHOCK_NAME = "a name in small letters, digits and '_' or in Chinese, such as export_slump"


class ShockBody(Strict):
    """One shock whose name stands before it. Kind and size are checked against the register of shocks."""

    kind: Text = Field(description="a kind of shock from calibration/registers/shocks.csv")
    cause: Text = Field(description="a text that says why this shock is assumed")
    size: Any = Field(description="sizes by year {2023: …}, or per place {qingdao: {2023: …}}")


class ShockEntry(ShockBody):
    """One shock of a list."""

    name: ShockName = Field(description=SHOCK_NAME)


def _form(value: object) -> str:
    return MAPPING if isinstance(value, Mapping) else LIST


LIST, MAPPING = "[list]", "[mapping]"
Shocks = Annotated[
    Annotated[list[ShockEntry], Tag(LIST)] | Annotated[dict[ShockName, ShockBody], Tag(MAPPING)],
    Discriminator(_form),
]
SILENT = ("[key]", LIST, MAPPING)
"""Parts of an error's path that no file writes."""


class ExtentFile(Strict):
    """How much of what is set is carried out, and how late."""

    share: float | None = Field(default=None, ge=0, le=1, description="a number from 0 to 1")
    years_late: int | None = Field(
        default=None, ge=0, le=MOST_YEARS_LATE, description=f"a whole number from 0 to {MOST_YEARS_LATE}"
    )


class ImplementationFile(ExtentFile):
    """An extent for everything, and others for single chapters of the plan."""

    chapters: dict[str, ExtentFile] = Field(
        default_factory=dict, description="a mapping {chapter: {share: …, years_late: …}}"
    )


class ScenarioFile(Strict):
    """A scenario after inheritance. Levers are checked against their register, not here."""

    title: Title = Field(description="{en: …, zh: …}")
    question: Text = Field(description="a sentence: what does this scenario ask?")
    horizon: int = Field(
        ge=FIRST_HORIZON,
        le=LAST_HORIZON,
        description=f"a whole year from {FIRST_HORIZON} to {LAST_HORIZON}",
    )
    drivers: Text = Field(description="the name of a file in scenarios/drivers")
    levers: dict[str, Any] = Field(default_factory=dict, description="a mapping from lever names to values")
    projects: dict[str, ProjectDate] = Field(
        default_factory=dict, description="a mapping {project: {opens: year}}"
    )
    flags: dict[str, bool] = Field(
        default_factory=dict, description="a mapping from flag names to true or false"
    )
    parameters: dict[str, float] = Field(
        default_factory=dict, description="a mapping from parameter names to numbers"
    )
    implementation: ImplementationFile = Field(
        default=ImplementationFile(), description="{share: …, years_late: …, chapters: {4: {…}}}"
    )
    shocks: Shocks = Field(
        default_factory=list,
        description="a list of shocks {name, kind, cause, size} or a mapping {name: {kind, cause, size}}",
    )
    uncertainty: Uncertainty = Field(
        default=Uncertainty(), description="{members: …, seed: …, parameters: …, drivers: …, base_data: …}"
    )


Provenance = Literal["sourced", "plan", "derived", "recalled", "judgement"]
PROVENANCE = "sourced, plan, derived, recalled or judgement"


class DeviationFile(Strict):
    """How far one exogenous series may stray from its path."""

    kind: Literal["ar1", "random_walk"] = Field(description="'ar1' or 'random_walk'")
    sd: float | Text = Field(description="a number in the series' unit or the name of a parameter")
    persistence: float = Field(default=0.0, ge=0, lt=1, description="a number from 0 to below 1")
    scale: Literal["additive", "positive"] = Field(default="additive", description="'additive' or 'positive'")
    source: Text = Field(description="where the size of the error was read")
    provenance: Provenance = Field(description=PROVENANCE)
    note: str = Field(default="", description="a text")


class SeriesFile(Strict):
    """One exogenous series of a drivers file."""

    unit: Text = Field(description="a unit")
    source: Text = Field(description="where the numbers were read")
    provenance: Provenance = Field(description=PROVENANCE)
    note: str = Field(default="", description="a text")
    uncertainty: DeviationFile | None = Field(
        default=None, description="{kind: …, sd: …, persistence: …, scale: …, source: …, provenance: …}"
    )
    values: dict[int, float] = Field(min_length=1, description="a mapping {year: number}")


class DriversFile(Strict):
    """A vintage of exogenous series."""

    title: Title = Field(description="{en: …, zh: …}")
    vintage: Text = Field(description="when these numbers were what was known")
    series: dict[str, SeriesFile] = Field(min_length=1, description="a mapping from series names to series")
    correlation: dict[str, dict[str, float]] = Field(
        default_factory=dict, description="a mapping {series: {series: number}}"
    )


def validated(
    model: type[Model],
    root: Node,
    broken: Collection[KeyPath],
    problems: list[Problem],
    also: Collection[str] = (),
    spellings: Collection[str] = (),
) -> Model | None:
    """The typed content of a tree, or None after noting every problem with its line.

    `broken` are key paths that the reader reported; `also` are top-level keys allowed beside the model's,
    `spellings` other names of keys that may have been meant.
    """
    try:
        return model.model_validate(plain(root))
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            path: KeyPath = tuple(part for part in detail["loc"] if part not in SILENT)
            if not any(path[: len(gone)] == gone or gone[: len(path)] == path for gone in broken):
                message, cure = _words(model, detail, path, also, spellings)
                problems.append(problem_at(nearest_node(root, path).place, path, message, cure))
        return None


def _words(
    model: type[BaseModel],
    detail: ErrorDetails,
    path: KeyPath,
    also: Collection[str],
    spellings: Collection[str],
) -> tuple[str, str]:
    name = path[-1] if path else "file"
    if detail["type"] == "extra_forbidden":
        known = (*_fields(model, path[:-1]), *(also if len(path) == 1 else ()))
        cures = (f"Allowed: {', '.join(known)}.", nearest(str(name), [*known, *spellings]))
        return f"unknown key '{name}'.", " ".join(filter(None, cures))
    allowed = SHOCK_NAME if detail["type"] == "string_pattern_mismatch" else _allowed(model, path)
    if detail["type"] == "missing":
        return f"the key '{name}' is missing.", f"Add '{name}: …': {allowed}."
    return f"found {described(detail['input'])}.", f"Allowed: {allowed}."


def _model(annotation: object) -> type[BaseModel] | None:
    """The model that an annotation is, or that it may be beside nothing at all."""
    inner = get_args(annotation)
    for one in inner if type(None) in inner else (annotation,):
        if isinstance(one, type) and issubclass(one, BaseModel):
            return one
    return None


def _step(annotation: object, key: Key) -> object:
    """The annotation one key further down."""
    model = _model(annotation)
    if model is not None:
        field = model.model_fields.get(str(key))
        return field.annotation if field else None
    inner = get_args(annotation)
    if inner and get_origin(inner[0]) is Annotated:  # a list or a mapping
        inner = get_args(get_args(inner[0 if isinstance(key, int) else 1])[0])
    return inner[-1] if inner else None


def _fields(model: type[BaseModel], path: KeyPath) -> tuple[str, ...]:
    annotation: object = model
    for key in path:
        annotation = _step(annotation, key)
    last = _model(annotation)
    return tuple(last.model_fields) if last is not None else ()


def _allowed(model: type[BaseModel], path: KeyPath) -> str:
    """The description of the deepest described field on a path, or the kind of value its container holds."""
    annotation: object = model
    words = "'key: value' lines"
    for key in path:
        here = _model(annotation)
        if here is not None and str(key) in here.model_fields:
            words = here.model_fields[str(key)].description or words
        else:
            words = _KINDS.get(_step(annotation, key), words)
        annotation = _step(annotation, key)
    return words


_KINDS: Mapping[object, str] = {
    bool: "true or false",
    float: "a number",
    ProjectDate: f"{{opens: year}} or {{opens: {NEVER}}}",
    ExtentFile: "{share: …, years_late: …}",
    ShockBody: "{kind, cause, size}",
    ShockEntry: "{name, kind, cause, size}",
    SeriesFile: "{unit, source, provenance, note, uncertainty, values}",
}
