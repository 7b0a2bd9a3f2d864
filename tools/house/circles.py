"""Circles of imports, among files and among folders.

Folders are compared where they stand beside each other: at every folder, its entries are its sub-folders and the
files that lie beside them. If any file below entry A imports any file below entry B, A imports B; a circle of such
imports with at least one sub-folder on it is a circle of folders. An `__init__.py` is its folder itself: what it
imports of its own folder, or is imported for there, counts among files alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import PurePosixPath

Graph = Mapping[str, AbstractSet[str]]


def circles(graph: Graph) -> list[list[str]]:
    """Every largest set of names that all lead to each other and to themselves, sorted."""
    reached = {name: _reached(graph, name) for name in graph}
    found = {
        frozenset(other for other in reach if name in reached.get(other, ()))
        for name, reach in reached.items()
        if name in reach
    }
    return sorted(sorted(circle) for circle in found)


def folder_circles(imports: Graph) -> list[list[str]]:
    """Circles of entries of one folder, a sub-folder among them; folders end with a slash."""
    found = [circle for graph in _beside(imports).values() for circle in circles(graph)]
    return sorted(circle for circle in found if any(name.endswith("/") for name in circle))


def _reached(graph: Graph, start: str) -> set[str]:
    """What `start` leads to, over one import or many; itself only by a circle."""
    reached: set[str] = set()
    ahead = [start]
    while ahead:
        for name in graph.get(ahead.pop(), ()):
            if name not in reached:
                reached.add(name)
                ahead.append(name)
    return reached


def _beside(imports: Graph) -> dict[str, dict[str, set[str]]]:
    """Folder -> which of its entries imports which."""
    graphs: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for file, others in imports.items():
        for other in others:
            folder, here, there = _parting(PurePosixPath(file).parts, PurePosixPath(other).parts)
            if not {here, there} & {f"{folder}__init__.py"}:
                graphs[folder][here].add(there)
    return graphs


def _parting(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, str, str]:
    """The folder in which two files part, and the entry of each there."""
    common = next(place for place in range(len(one)) if one[place] != other[place])
    folder = "".join(f"{part}/" for part in one[:common])

    def entry(parts: tuple[str, ...]) -> str:
        return folder + parts[common] + ("/" if len(parts) > common + 1 else "")

    return folder, entry(one), entry(other)
