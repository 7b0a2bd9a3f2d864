"""Which sources have a test of their own.

A source is held by its mirror: `tests/models/x/test_y.py` for `models/x/y.py`, `frontend/tests/x/y.test.ts` for
`frontend/src/x/y.ts` (or `y.svelte.ts`, or `y.svelte`). A component whose module differs in case alone (`timeline.ts`
beside `Timeline.svelte`) has `Timeline.svelte.test.ts`: not every disk tells case apart. A variant is held as well by
the contract battery of its kind, where a test runs that battery on every name of the registry. Nothing else counts:
neither a test that happens to pass through the source, nor a browser test that happens to show the component. An
`__init__.py` is no source here.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

BATTERIES = {
    "models/objectives": ("OBJECTIVES", "tests/models/objectives/test_contract.py"),
    "models/samplers": ("SAMPLERS", "tests/models/samplers/test_contract.py"),
    "models/lenses": ("LENSES", "tests/models/lenses/test_contract.py"),
    "models/networks": ("NETWORKS", "tests/models/testing/test_network.py"),
    "models/targets/presets": ("PRESETS", "tests/models/testing/test_target.py"),
}
"""Folder of variants -> their registry and the test that runs the battery on each of its names."""


def untested(root: Path, files: Iterable[str]) -> list[str]:
    """The sources without a test of their own, in order."""
    return sorted(file for file in counted(files) if not _mirrored(root, file) and not _held(root, file))


def counted(files: Iterable[str]) -> list[str]:
    return sorted(file for file in files if not file.endswith("__init__.py"))


def _mirrored(root: Path, file: str) -> bool:
    path = PurePosixPath(file.removeprefix("src/"))
    if path.suffix == ".py":
        return (root / "tests" / path.parent / f"test_{path.stem.strip('_')}.py").is_file()
    stem = re.sub(r"(\.svelte)?\.ts$|\.svelte$", "", path.name)
    below = path.relative_to("frontend/src").parent if path.parts[0] == "frontend" else path.parent
    stems = [stem, path.name] if path.suffix == ".svelte" else [stem]
    return any((root / "frontend/tests" / below / f"{each}.test.ts").is_file() for each in stems)


def _held(root: Path, file: str) -> bool:
    registry, battery = BATTERIES.get(PurePosixPath(file).parent.as_posix(), ("", ""))
    return bool(registry) and _runs_on_all(root / battery, registry) and _is_variant(root / file)


def _runs_on_all(battery: Path, registry: str) -> bool:
    """Whether a test of the file is run once for every name of the registry."""
    if not battery.is_file():
        return False
    tree = ast.parse(battery.read_text(encoding="utf-8"))
    names = {registry, *_lists_of(tree, registry)}
    decorators = [
        decorator
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.parametrize"
    ]
    return any(len(call.args) > 1 and _named(call.args[1]) & names for call in decorators)


def _lists_of(tree: ast.Module, registry: str) -> set[str]:
    """Names of the file that are made from the registry: `NAMES = sorted(OBJECTIVES)`."""
    return {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign) and registry in _named(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _named(node: ast.AST) -> set[str]:
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}


def _is_variant(path: Path) -> bool:
    """Whether the file declares a title for one of its classes, as every variant does and no base or helper."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(
        isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "title"
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        for statement in node.body
    )
