"""The page's sources, read by the TypeScript compiler that the page is checked with: see `functions.mjs`.

Counted as imports: of values and of types, static and dynamic, re-exports too. A glob of Vite's is none: pages are
found by it. Generated files and `.d.ts` are left out.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from .sources import Function, Sources

TOOL = Path(__file__).with_name("functions.mjs")
FOLDER = "frontend/src"


def sources(root: Path, folder: str = FOLDER) -> Sources:
    """All `.ts` and `.svelte` files below the folder. Needs node and the page's packages (`make lint` brings both)."""
    said = subprocess.run(["node", TOOL, root / folder], capture_output=True, text=True, check=True)
    found = json.loads(said.stdout)
    files = [file for file in found["imports"] if not file.endswith("generated.ts")]
    known = set(files)
    return Sources(
        lines={f"{folder}/{file}": _lines(root / folder / file) for file in files},
        functions=[
            Function(f"{folder}/{one['file']}", one["line"], one["name"], one["lines"])
            for one in found["functions"]
            if one["file"] in known
        ],
        imports={
            f"{folder}/{file}": frozenset(f"{folder}/{other}" for other in found["imports"][file] if other in known)
            for file in files
        },
    )


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())
