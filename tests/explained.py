"""What every variant must say behind its question mark: an equation that KaTeX renders, two sentences, a source."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from scorescape.models.testing.words import sentences

FRONTEND = Path(__file__).parents[1] / "frontend"
# as the page renders it: rows under each other, every mistake an error
SCRIPT = r"""
import katex from 'katex';
const tex = process.argv[1];
const options = { displayMode: true, throwOnError: true, strict: 'error', output: 'htmlAndMathml' };
process.stdout.write(katex.renderToString(`\\begin{gathered}${tex}\\end{gathered}`, options));
"""
MOST_LETTERS = 340
# a year, and the place in the work: an equation, a section, an algorithm, a theorem
YEAR = r"\b(1[6-9]|20)\d\d\b"
PLACE = r"\b(eqs?\.|sections?|sec\.|alg\.|appendix|definition|theorem|technique|chapter) ?[A-Z0-9]"


def typeset(equation: str) -> str:
    """The HTML of an equation. Errors: AssertionError with KaTeX's own words."""
    node = shutil.which("node", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert node, "node is not there; run make test"
    command = [node, "--input-type=module", "-e", SCRIPT, equation]
    done = subprocess.run(command, cwd=FRONTEND, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, f"{equation}: {done.stderr}"
    return done.stdout


def check_words(equation: str, explanation: str) -> None:
    """What stands above the source behind a question mark."""
    assert "<math" in typeset(equation)
    assert sentences(explanation) == 2, explanation
    assert len(explanation) <= MOST_LETTERS, f"{len(explanation)} letters: {explanation}"


def check_explained(equation: str, explanation: str, source: str) -> None:
    """Everything the page's help relies on, for what was published."""
    check_words(equation, explanation)
    assert re.search(YEAR, source), f"no year in the source: {source!r}"
    assert re.search(PLACE, source), f"no equation or section in the source: {source!r}"
