"""The Python sources, read and not run.

Counted as imports: those at the top of a file, below `if TYPE_CHECKING`, and inside functions alike. `from a import b`
is an import of the file `a/b.py` where there is one, else of `a.py` or `a/__init__.py`; that Python also runs the
`__init__.py` of every package above is no import of anybody's. Names that reach a file by text alone
(`importlib.import_module`, the registries' search of their folders) are none either.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from pathlib import Path

from .sources import Function, Sources

PACKAGES = {"scorescape": "src/scorescape", "scorescape.models": "models", "scorescape.server": "server"}
"""Import name -> folder. Links in `src/scorescape` are not followed: what they lead to is named here."""


def sources(root: Path, packages: Mapping[str, str] = PACKAGES) -> Sources:
    """All files below the folders of `packages`."""
    names = {name: file for package, folder in packages.items() for name, file in _modules(root, package, folder)}
    texts = {file: (root / file).read_text(encoding="utf-8") for file in names.values()}
    trees = {file: ast.parse(text) for file, text in texts.items()}
    functions = [function for file, tree in trees.items() for function in _functions(file, tree)]
    return Sources(
        lines={file: len(text.splitlines()) for file, text in texts.items()},
        functions=sorted(functions, key=lambda function: (-function.lines, function.file, function.line)),
        imports={
            file: frozenset(_targets(trees[file], _package(name, file), names)) - {file} for name, file in names.items()
        },
    )


def _modules(root: Path, package: str, folder: str) -> Iterable[tuple[str, str]]:
    """Import name and path of every file of a package, other packages' folders linked into it left out."""
    top = root / folder
    links = [path for path in top.iterdir() if path.is_symlink()]
    for path in sorted(top.rglob("*.py")):
        if not any(link in path.parents for link in links):
            parts = path.relative_to(top).with_suffix("").parts
            name = ".".join((package, *(part for part in parts if part != "__init__")))
            yield name, path.relative_to(root).as_posix()


def _package(name: str, file: str) -> str:
    """What a relative import of the file starts from."""
    return name if file.endswith("__init__.py") else name.rpartition(".")[0]


def _targets(tree: ast.AST, package: str, names: Mapping[str, str]) -> Iterable[str]:
    for node in ast.walk(tree):
        for candidates in _imported(node, package):
            found = next((names[name] for name in candidates if name in names), None)
            if found:
                yield found


def _imported(node: ast.AST, package: str) -> list[tuple[str, ...]]:
    """For every name of an import statement, the modules it may mean, the most exact one first."""
    if isinstance(node, ast.Import):
        return [(alias.name,) for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    parts = package.split(".")
    above = parts[: len(parts) - node.level + 1] if node.level else []
    module = ".".join([*above, *([node.module] if node.module else [])])
    return [(f"{module}.{alias.name}", module) for alias in node.names]


def _functions(file: str, tree: ast.AST) -> Iterable[Function]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Function(file, node.lineno, node.name, (node.end_lineno or node.lineno) - node.lineno + 1)
