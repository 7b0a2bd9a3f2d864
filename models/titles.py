"""Names, titles and descriptions of our own variants, read off their files: importing them takes torch, and seconds."""

from __future__ import annotations

import ast
from pathlib import Path

MODELS = Path(__file__).resolve().parent


def titles(folder: str) -> list[dict[str, str]]:
    """Each variant below models/FOLDER with the texts its class states: `name`, `title`, and whatever else is text.

    What a registry would find (registry.py): one file is one variant, and its class states a title.
    """
    found = [_stated(file) for file in sorted((MODELS / folder).glob("*.py"))]
    return [each for each in found if each]


def _stated(file: Path) -> dict[str, str]:
    """Of the one class in a file that states a title; empty if there is none."""
    name = file.stem.replace("_", "-")
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            texts = dict(_texts(node))
            if "title" in texts:
                return {"name": name} | texts
    return {}


def _texts(node: ast.ClassDef) -> list[tuple[str, str]]:
    return [
        (target.id, each.value.value)
        for each in node.body
        if isinstance(each, ast.Assign) and isinstance(each.value, ast.Constant) and isinstance(each.value.value, str)
        for target in each.targets
        if isinstance(target, ast.Name)
    ]
