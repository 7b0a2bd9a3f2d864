"""Variants found by their files: one file in a package is one variant, and its name is the file's name.

`objectives/denoising_score_matching.py` holds exactly one final class, `DenoisingScoreMatching`, and is known
everywhere as `denoising-score-matching`. Installed third-party packages add theirs through an entry point
group of the registry's name (`scorescape.objectives`, ...), the entry's name being the variant's.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from importlib.metadata import entry_points
from typing import Generic, TypeVar

from .errors import UnknownName

T = TypeVar("T")


class Registry(Generic[T]):
    """All subclasses of `base` below `package`, by hyphenated name; read from disk at first use."""

    def __init__(self, kind: str, package: str, base: type[T], group: str) -> None:
        self.kind, self._package, self._base, self._group = kind, package, base, group
        self._found: dict[str, type[T]] | None = None

    def __iter__(self) -> Iterator[str]:
        return iter(self._classes())

    def __len__(self) -> int:
        return len(self._classes())

    def items(self) -> list[tuple[str, type[T]]]:
        return list(self._classes().items())

    def get(self, name: str) -> type[T]:
        """The class called `name`. Errors: UnknownName, listing the known ones."""
        classes = self._classes()
        if name not in classes:
            raise UnknownName(self.kind, name, classes)
        return classes[name]

    def name_of(self, variant: type[T]) -> str:
        return next(name for name, known in self._classes().items() if known is variant)

    def _classes(self) -> dict[str, type[T]]:
        if self._found is None:
            self._found = dict(sorted((self._from_files() | self._from_entry_points()).items()))
        return self._found

    def _from_files(self) -> dict[str, type[T]]:
        package = importlib.import_module(self._package)
        found = {}
        for module_info in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{self._package}.{module_info.name}")
            variants = self._variants(module)
            if variants:
                found[module_info.name.replace("_", "-")] = self._only(module.__name__, variants)
        return found

    def _variants(self, module: object) -> list[type[T]]:
        """Concrete subclasses defined in the module itself; helpers and bases yield none."""
        return [
            member
            for _, member in inspect.getmembers(module, inspect.isclass)
            if issubclass(member, self._base)
            and not inspect.isabstract(member)
            and member.__module__ == getattr(module, "__name__", None)
        ]

    def _only(self, module: str, variants: list[type[T]]) -> type[T]:
        if len(variants) != 1:
            names = ", ".join(variant.__name__ for variant in variants)
            raise TypeError(f"{module} must hold exactly one {self.kind}, found: {names}")
        return variants[0]

    def _from_entry_points(self) -> dict[str, type[T]]:
        return {point.name: point.load() for point in entry_points(group=self._group)}
