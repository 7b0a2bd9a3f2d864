"""Print the figures of the house: `python -m tools.house`, or `make house`.

For Python (models, server, and the face in src/scorescape) and for the page (frontend/src): files and their lines,
circles of imports among files and folders, functions and the longest of them, and the share of sources with a test
of their own. What exactly is counted stands in `python.py`, `page.py`, `circles.py` and `tested.py`;
tests/architecture/test_house.py holds the figures. `--untested` lists the sources without a test.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from . import page, python
from .circles import circles, folder_circles
from .sources import Sources
from .tested import counted, untested

ROOT = Path(__file__).parents[2]
LONGEST_SHOWN = 5


def figures(title: str, sources: Sources) -> Iterable[str]:
    """Lines of text on one language."""
    lengths = [function.lines for function in sources.functions]
    yield f"{title}: {len(sources.lines)} files, {sum(sources.lines.values())} lines"
    yield f"  lines a file      median {median(sources.lines.values()):g}, max {max(sources.lines.values())}"
    yield f"  lines a function  median {median(lengths):g}, max {max(lengths)} ({len(lengths)} functions)"
    for function in sources.functions[:LONGEST_SHOWN]:
        yield f"    {function.lines:3d}  {function.name}  {function.file}:{function.line}"
    for what, found in (("files", circles(sources.imports)), ("folders", folder_circles(sources.imports))):
        yield f"  circles of {what}: {len(found)}"
        yield from ("    " + " <-> ".join(circle) for circle in found)


def shares(name: str, files: Iterable[str], show: bool) -> Iterable[str]:
    """Lines of text on who has a test of its own."""
    files = counted(files)
    without = untested(ROOT, files)
    held = len(files) - len(without)
    yield f"  {name}: {held} of {len(files)} with a test or battery of their own ({held / len(files):.0%})"
    yield from (f"    {file}" for file in without if show)


def main() -> None:
    show = "--untested" in sys.argv[1:]
    code, shown = python.sources(ROOT), page.sources(ROOT)
    lines = [*figures("Python", code), *shares("sources", code.lines, show), ""]
    lines += figures("Page", shown)
    lines += shares("modules", [file for file in shown.lines if file.endswith(".ts")], show)
    lines += shares("components", [file for file in shown.lines if file.endswith(".svelte")], show)
    lines += ["", "Together", *shares("sources", [*code.lines, *shown.lines], False)]
    print("\n".join(lines))


if __name__ == "__main__":
    main()
