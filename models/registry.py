"""Variants found by their files: one file in a package is one variant, and its name is the file's name.

`objectives/denoising_score_matching.py` holds exactly one final class, `DenoisingScoreMatching`, and is known
everywhere as `denoising-score-matching`. Installed third-party packages add theirs through an entry point
group of the registry's name (`scorescape.objectives`, ...), the entry's name being the variant's; a file named by
`--with` (see plugins.py), a script or a notebook through `Registry.add`.

What is not ours is trusted with nothing: it takes no name that is taken, is of the right class, and where it cannot be
used it is left out with a sentence in `faults`. What is ours raises.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType
from typing import Any, Generic, TypeVar, overload

from pydantic import BaseModel

from .errors import InvalidInput, UnknownName
from .faults import where

T = TypeVar("T")
Kind = TypeVar("Kind", bound=type)

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Registry(Generic[T]):
    """All subclasses of `base` below `package`, by hyphenated name; read from disk at first use."""

    def __init__(self, kind: str, package: str, base: type[T], group: str) -> None:
        self.kind, self.base = kind, base
        self._package, self.group = package, group
        self._found: dict[str, type[T]] | None = None
        self._ours: frozenset[str] = frozenset()
        self._faults: dict[str, str] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._classes())

    def __len__(self) -> int:
        return len(self._classes())

    def __contains__(self, name: object) -> bool:
        return name in self._classes()

    def items(self) -> list[tuple[str, type[T]]]:
        return list(self._classes().items())

    def get(self, name: str) -> type[T]:
        """The class called `name`. Errors: UnknownName, listing the known ones; InvalidInput for one with a fault."""
        classes = self._classes()
        if name not in classes:
            if name in self._faults:
                raise InvalidInput(self.kind, self._faults[name])
            raise UnknownName(self.kind, name, classes)
        return classes[name]

    @property
    def faults(self) -> Mapping[str, str]:
        """What was left out, by name, with one sentence each."""
        self._classes()
        return MappingProxyType(self._faults)

    def is_ours(self, name: str) -> bool:
        """Whether the variant is one of the program's own files."""
        self._classes()
        return name in self._ours

    def demand(self, name: str, what: str) -> None:
        """Errors: InvalidInput saying what is missing, if something kept uses a variant that is not known here."""
        if name not in self:
            raise InvalidInput(
                self.kind,
                f"{what} uses {_article(self.kind)} called {name!r}, which is not known here; add the file that "
                "defines it (--with FILE.py), or give its class.",
            )

    def leave_out(self, name: str, sentence: str) -> None:
        """A plug-in that turned out to be of no use after it was taken in; what is ours stays."""
        if not self.is_ours(name):
            self._classes().pop(name, None)
            self._faults[name] = sentence

    # -- adding --------------------------------------------------------------------------------------------

    @overload
    def add(self, kind: Kind, name: str | None = None) -> Kind: ...

    @overload
    def add(self, kind: None = None, name: str | None = None) -> Callable[[Kind], Kind]: ...

    def add(self, kind: Kind | None = None, name: str | None = None) -> Kind | Callable[[Kind], Kind]:
        """Take in a class of a script's or a notebook's own: `add(Mine)`, `@add` or `@add(name="mine")`.

        Its name is its class's, hyphenated, unless one is given. A class defined anew by the same statement (a
        notebook's cell run again) replaces the one before.
        Errors: InvalidInput with a sentence, for a name that is taken or no name, or a class of another kind.
        """
        if kind is None:
            return lambda later: self.add(later, name)
        name = hyphenated(getattr(kind, "__name__", "")) if name is None else name
        sentence = self.objection(kind, name)
        if sentence:
            raise InvalidInput(self.kind, sentence)
        self._take(kind, name)
        return kind

    def known_as(self, kind: type[T]) -> str:
        """The name by which a record speaks of this class; one that is not there yet is added. Errors: as for `add`."""
        for name, known in self.items():
            if known is kind:
                return name
        self.add(kind)
        return hyphenated(kind.__name__)

    def objection(self, kind: object, name: str) -> str:
        """One sentence on why `kind` cannot be added as `name`; empty if it can."""
        if not isinstance(name, str) or not NAME.fullmatch(name):
            return f"{name!r} is no name for {_article(self.kind)}; take small letters, digits and hyphens."
        known = self._classes().get(name)
        if known is not None and (name in self._ours or _origin(known) != _origin(kind)):
            owner = "built in" if name in self._ours else "there already"
            return (
                f"{_called(kind)} cannot be called {name!r}: {_article(self.kind)} of that name is {owner}; rename it."
            )
        return self.wrong(kind)

    def _take(self, kind: Any, name: str) -> None:
        for fact in _unstated(self.base, kind):
            setattr(kind, fact, _words(kind.__name__) if fact == "title" else "")
        self._found = dict(sorted((self._classes() | {name: kind}).items()))
        self._faults.pop(name, None)

    def wrong(self, kind: object) -> str:
        """One sentence on what keeps `kind` from being a variant; empty if nothing does."""
        if not inspect.isclass(kind) or not issubclass(kind, self.base) or kind is self.base:
            return f"{_called(kind)} is no {self.kind}: it must be a class derived from {self.base.__name__}."
        if inspect.isabstract(kind):
            missing = ", ".join(sorted(getattr(kind, "__abstractmethods__", ())))
            return f"{_called(kind)} is an unfinished {self.kind}: it does not define {missing}."
        wrong = [fact for fact in _texts(self.base) if not isinstance(getattr(kind, fact, ""), str)]
        if wrong:
            return f"{_called(kind)} must state its {wrong[0]} as text."
        if issubclass(kind, BaseModel):
            try:
                kind.model_json_schema(mode="serialization")
            except Exception as error:
                name = type(error).__name__
                return f"{_called(kind)} has a setting that no form can show ({name}); use numbers, texts and choices."
        return ""

    # -- finding -------------------------------------------------------------------------------------------

    def _classes(self) -> dict[str, type[T]]:
        if self._found is None:
            self._found = dict(sorted(self._from_files().items()))
            self._ours = frozenset(self._found)
            for point in entry_points(group=self.group):
                self._admit(point)
        return self._found

    def _from_files(self) -> dict[str, type[T]]:
        package = importlib.import_module(self._package)
        found = {}
        for module_info in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{self._package}.{module_info.name}")
            variants = self.variants(module)
            if variants:
                found[module_info.name.replace("_", "-")] = self._only(module.__name__, variants)
        return found

    def variants(self, module: object) -> list[type[T]]:
        """Final concrete subclasses defined in the module itself; helpers and bases yield none."""
        own = [
            member
            for _, member in inspect.getmembers(module, inspect.isclass)
            if issubclass(member, self.base)
            and member is not self.base
            and member.__module__ == getattr(module, "__name__", None)
        ]
        bases = {base for member in own for base in member.__mro__[1:]}
        return [member for member in own if not inspect.isabstract(member) and member not in bases]

    def _only(self, module: str, variants: list[type[T]]) -> type[T]:
        if len(variants) != 1:
            names = ", ".join(variant.__name__ for variant in variants)
            raise TypeError(f"{module} must hold exactly one {self.kind}, found: {names}")
        return variants[0]

    def _admit(self, point: EntryPoint) -> None:
        """Take in an installed plug-in, or say why not; what it prints is no output of this program."""
        said = f"The plug-in {point.name!r} ({point.value})"
        try:
            with contextlib.redirect_stdout(sys.stderr):
                kind = point.load()
        except (Exception, SystemExit) as error:
            sentence = f"{said} could not be imported ({where(error)}); mend or uninstall it and start again."
        else:
            sentence = self.objection(kind, point.name)
            if not sentence:
                self._take(kind, point.name)
                return
            sentence = f"{said} was left out: {sentence}"
        self._faults[point.name] = sentence


def hyphenated(name: str) -> str:
    """`ScoreMatching` -> `score-matching`, `MALA2` -> `mala2`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", name).replace("_", "-").strip("-").lower()


def _words(name: str) -> str:
    """`ScoreMatching` -> `Score matching`: a title for a class that states none."""
    return hyphenated(name).replace("-", " ").capitalize()


def _texts(base: type) -> list[str]:
    """The texts that every variant of this base states of itself, such as its title."""
    hints = [hint for known in base.__mro__ for hint in inspect.get_annotations(known).items()]
    return [name for name, hint in hints if str(hint).removeprefix("typing.") == "ClassVar[str]"]


def _unstated(base: type, kind: type) -> list[str]:
    return [name for name in _texts(base) if not hasattr(kind, name)]


def _origin(kind: object) -> tuple[str, str]:
    """Where a class is written: equal for one that was defined again by the same statement."""
    return getattr(kind, "__module__", ""), getattr(kind, "__qualname__", "")


def _called(kind: object) -> str:
    return str(getattr(kind, "__qualname__", None) or type(kind).__name__)


def _article(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
