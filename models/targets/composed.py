"""Targets made of other targets, as records: products (AND), unions (OR) and negations (NOT).

Inside `of` stands a target as it is written anywhere, or the name of one of the catalogue; in a file also the path of
another, from the file's own folder. A composition may hold compositions, at most MOST_NESTED deep.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Annotated, Literal, Self, get_args

from pydantic import BaseModel, BeforeValidator, Field, field_validator, model_validator

from ..settings import Settings, setting
from .components import MixtureTarget, PresetTarget
from .compositions.composition import Composition, negation, product, union
from .drawing import DrawingTarget
from .gaussian_mixture import GaussianMixture

MOST_NESTED, MOST_EXPERTS, LARGEST_POWER = 3, 8, 16.0
Kind = Literal["product", "union", "negation"]
KINDS: tuple[str, ...] = get_args(Kind)
KEPT = 16


def _named(value: object) -> object:
    return {"kind": "preset", "name": value} if isinstance(value, str) else value


Expert = Annotated["AnyTarget", Field(discriminator="kind"), BeforeValidator(_named)]


class Composed(Settings):
    """What all compositions share."""

    kind: Kind
    of: list[Expert]

    @model_validator(mode="before")
    @classmethod
    def _not_too_deep(cls, values: object) -> object:
        if nesting(values) > MOST_NESTED:
            raise ValueError(f"Compositions may be nested at most {MOST_NESTED} deep; write out the innermost ones.")
        return values

    @abstractmethod
    def made(self, experts: Sequence[GaussianMixture]) -> Composition:
        """Of the exact targets of its experts. Errors: InvalidInput."""

    def composed(self) -> Composition:
        """The target and what is to be said of it; kept for those who ask again. Errors: InvalidInput, UnknownName."""
        return _composed(_Question(self.model_dump_json(), self))

    def mixture(self) -> GaussianMixture:
        """The exact target: a Gaussian mixture where it is one (`Tabulated` where not). Errors: as for `composed`."""
        return self.composed().target


class ProductTarget(Composed):
    """AND: the product of experts, each to a power, normalised. A mixture where all powers are whole."""

    kind: Literal["product"] = "product"
    of: list[Expert] = Field(min_length=1, max_length=MOST_EXPERTS, description="Targets, or names of the catalogue.")
    powers: list[float] | None = Field(None, description="One for each expert, in (0, 16]; left out, all are 1.")

    def made(self, experts: Sequence[GaussianMixture]) -> Composition:
        return product(experts, self.powers)

    @field_validator("powers", mode="after")
    @classmethod
    def _in_range(cls, powers: list[float] | None) -> list[float] | None:
        for power in powers or []:
            if not 0 < power <= LARGEST_POWER:
                raise ValueError(
                    f"powers must be numbers in (0, {LARGEST_POWER:g}]; got {power:g}: leave an expert out in place of "
                    "a power of 0, and take a negation in place of a negative one."
                )
        return powers

    @model_validator(mode="after")
    def _one_each(self) -> Self:
        _as_many(self, "powers", self.powers)
        return self


class UnionTarget(Composed):
    """OR: a sum of targets by weight, a mixture of mixtures."""

    kind: Literal["union"] = "union"
    of: list[Expert] = Field(min_length=1, max_length=MOST_EXPERTS, description="Targets, or names of the catalogue.")
    weights: list[float] | None = Field(None, description="One for each target, above 0; left out, all are equal.")

    def made(self, experts: Sequence[GaussianMixture]) -> Composition:
        return union(experts, self.weights)

    @field_validator("weights", mode="after")
    @classmethod
    def _in_range(cls, weights: list[float] | None) -> list[float] | None:
        for weight in weights or []:
            if not 0 < weight <= 1e9:
                raise ValueError(f"weights must be numbers in (0, 1e9]; got {weight:g}.")
        return weights

    @model_validator(mode="after")
    def _one_each(self) -> Self:
        _as_many(self, "weights", self.weights)
        return self


class NegationTarget(Composed):
    """NOT: the first target over the second, p / (q + floor max q); or p times the chance that it was not q."""

    kind: Literal["negation"] = "negation"
    of: list[Expert] = Field(min_length=2, max_length=2, description="What is wanted, then what is not.")
    floor: float = setting(
        0.01, ge=1e-4, le=1, title="floor", description="Of q's largest density: how deep the hole may be."
    )
    odds: float | None = Field(
        None, gt=0, le=1e6, title="odds",
        description="If given, p p / (p + odds q) instead of the floor: p times what a fair classifier gives it.",
    )  # fmt: skip

    def made(self, experts: Sequence[GaussianMixture]) -> Composition:
        return negation(experts[0], experts[1], self.floor, self.odds)


def nesting(values: object) -> int:
    """How many compositions stand in each other, of a record or of its values, counted no further than is refused."""
    level, found = [values], 0
    while level and found <= MOST_NESTED:
        level = [each for each in level if _said(each, "kind") in KINDS]
        found += bool(level)
        inside = [_said(each, "of") for each in level]
        level = [each for of in inside if isinstance(of, list) for each in of]
    return found


def _said(values: object, name: str) -> object:
    if isinstance(values, BaseModel):
        return getattr(values, name, None)
    if not isinstance(values, dict):
        return None
    # of the record itself the kind may be left out: it stands in `of` then
    return values.get(name, "product" if name == "kind" and "of" in values else None)


def _as_many(record: Composed, name: str, numbers: list[float] | None) -> None:
    n = len(record.of)
    if numbers is not None and len(numbers) != n:
        raise ValueError(f"{name} must hold one number for each of the {n} targets; got {len(numbers)}.")


@dataclass(frozen=True)
class _Question:
    """What was asked, by its text."""

    text: str
    record: Composed = field(compare=False)


@lru_cache(maxsize=KEPT)
def _composed(question: _Question) -> Composition:
    record = question.record
    inner = [each.composed() if isinstance(each, Composed) else None for each in record.of]
    targets = [each.mixture() if made is None else made.target for each, made in zip(record.of, inner, strict=True)]
    made = record.made(targets)
    inside = [each for each in inner if each is not None]
    notes = [note for each in inside for note in each.notes]
    warnings = " ".join(each.warning for each in (*inside, made) if each.warning)
    return replace(made, notes=(*notes, *made.notes), warning=warnings)


AnyTarget = PresetTarget | MixtureTarget | DrawingTarget | ProductTarget | UnionTarget | NegationTarget
# what a composition may hold is known from here on
for _record in (ProductTarget, UnionTarget, NegationTarget):
    _record.model_rebuild()
