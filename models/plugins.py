"""Files of variants that are not ours: `--with mine.py` adds every objective, sampler, lens, network and target in one.

A variant's name is its class's, hyphenated. A file is refused as a whole, in one sentence, and harms nothing: it is
imported under a name of its own, in a thread that is not waited for beyond a bound, and what it prints goes to
standard error.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import inspect
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

from .errors import InvalidInput, ScorescapeError
from .faults import where
from .layers import LAYERS
from .lenses import LENSES
from .networks import NETWORKS
from .objectives import OBJECTIVES
from .processes import PROCESSES
from .registry import Registry, hyphenated
from .samplers import SAMPLERS
from .targets.preset import PRESETS

REGISTRIES: tuple[Registry[Any], ...] = (OBJECTIVES, SAMPLERS, LENSES, NETWORKS, PRESETS, LAYERS, PROCESSES)
NOTICE_SECONDS = 2.0
PATIENCE_SECONDS = 20.0


@dataclass(frozen=True)
class Variant:
    """A class in somebody's file, the registry it belongs to and the name it takes there."""

    registry: Registry[Any]
    name: str
    kind: type[Any]


def load_plugins(files: Sequence[Path | str], tell: Callable[[str], None] | None = None) -> list[Variant]:
    """Adds the variants in these files; `tell` hears of a file that takes long.

    Errors: InvalidInput with one sentence that names the file; nothing of that file is added.
    """
    unlike = {Path(file).resolve(): Path(file) for file in files}
    return [variant for file in unlike.values() for variant in _added(file, tell)]


def _added(file: Path, tell: Callable[[str], None] | None) -> list[Variant]:
    variants = variants_in(file, tell)
    for variant in variants:
        objection = variant.registry.objection(variant.kind, variant.name)
        if objection:
            raise _refused(file, objection)
    for variant in variants:
        variant.registry.add(variant.kind, variant.name)
    return variants


def variants_in(file: Path, tell: Callable[[str], None] | None = None) -> list[Variant]:
    """The variants written in a file, in the file's order; nothing is added. Errors: as for `load_plugins`."""
    module = _imported(file, tell)
    kinds = [kind for kind in vars(module).values() if inspect.isclass(kind) and kind.__module__ == module.__name__]
    bases = {base for kind in kinds for base in kind.__mro__[1:]}
    found = []
    for kind in dict.fromkeys(kinds):
        registry = next((each for each in REGISTRIES if issubclass(kind, each.base)), None)
        if registry is None or kind in bases:
            continue
        if wrong := registry.wrong(kind):
            raise _refused(file, wrong)
        # a file may have added its own already, by a name of its choice
        names = [name for name, known in registry.items() if known is kind] or [hyphenated(kind.__name__)]
        found += [Variant(registry, name, kind) for name in names]
    if not found:
        *most, last = [registry.kind for registry in REGISTRIES]
        raise _refused(file, f"it holds no {', '.join(most)} or {last}; derive a class from the base of one.")
    return found


def blame(error: BaseException) -> str:
    """Which plug-in an error went through and where, in one sentence; empty if it went through none."""
    frames = [
        (Path(frame.filename).resolve(), frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)
    ]
    files: set[Path] = set()
    for registry in REGISTRIES:
        for name, kind in registry.items():
            if registry.is_ours(name) or inspect.getmodule(kind) is None:
                continue
            file = Path(inspect.getfile(kind)).resolve()
            files.add(file)
            lines, first = inspect.getsourcelines(kind)
            if any(at == file and first <= line < first + len(lines) for at, line in frames):
                return f"The {registry.kind} {name!r} failed ({where(error, file)}); mend it and start again."
    passed = next((at for at, _ in reversed(frames) if at in files), None)
    return f"{passed.name} failed ({where(error, passed)}); mend it and start again." if passed else ""


def _imported(file: Path, tell: Callable[[str], None] | None) -> ModuleType:
    """The file as a module. Errors: InvalidInput if it is none, raises, or takes longer than patience lasts."""
    if file.is_dir():
        raise _refused(file, "it is a folder; give a Python file.")
    if not file.is_file():
        raise InvalidInput("with", f"There is no file {str(file)!r}; give a Python file.")
    if file.suffix != ".py":
        raise _refused(file, "it is not a Python file (.py).")
    importing = _Importing(file)
    if not importing.done.wait(NOTICE_SECONDS) and tell:
        tell(f"importing {file.name} takes long; waiting up to {PATIENCE_SECONDS:g} s for it ...")
    if not importing.done.wait(max(0.0, PATIENCE_SECONDS - NOTICE_SECONDS)):
        raise _refused(
            file, f"it was still importing after {PATIENCE_SECONDS:g} s; move what takes long into a function of it."
        )
    error = importing.error
    if isinstance(error, ScorescapeError):
        raise _refused(file, error.message)
    if isinstance(error, SyntaxError | UnicodeDecodeError):
        raise _refused(file, f"it is not Python ({where(error, file)}); mend it and start again.")
    if isinstance(error, BaseException):
        raise _refused(file, f"it could not be imported ({where(error, file)}); mend it and start again.")
    return importing.module


class _Importing:
    """An import in a thread of its own, which ends with the process at the latest."""

    def __init__(self, file: Path) -> None:
        # as for a script, what lies beside the file can be imported by it; last, so that it shadows nothing
        folder = str(file.resolve().parent)
        if folder not in sys.path:
            sys.path.append(folder)
        name = f"{file.stem}_{hashlib.sha256(str(file.resolve()).encode()).hexdigest()[:8]}"
        loader = SourceFileLoader(name, str(file.resolve()))
        spec = importlib.util.spec_from_loader(name, loader)
        assert spec is not None
        self.module = importlib.util.module_from_spec(spec)
        self.error: BaseException | None = None
        self.done = threading.Event()
        # known while it runs: pydantic looks up the names of annotations there
        sys.modules[name] = self.module
        self._load = loader.exec_module
        threading.Thread(target=self._run, name=f"import {file.name}", daemon=True).start()

    def _run(self) -> None:
        try:
            with contextlib.redirect_stdout(sys.stderr):
                self._load(self.module)
        except BaseException as error:
            self.error = error
            sys.modules.pop(self.module.__name__, None)
        self.done.set()


def _refused(file: Path, sentence: str) -> InvalidInput:
    return InvalidInput("with", f"{file.resolve().name} cannot be used: {sentence}")
