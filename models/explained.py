"""What the page says of a variant behind its question mark; the contract tests hold every variant to it."""

from __future__ import annotations

from typing import ClassVar

from .settings import Settings


class Explained(Settings):
    """Base of what can be chosen on the page. What it shows is data of the class, never its docstring: those are for
    readers of the code, and `python -OO` drops them."""

    title: ClassVar[str]
    equation: ClassVar[str]
    r"""TeX that KaTeX renders; rows are separated by \\."""
    explanation: ClassVar[str]
    """Exactly two sentences: what it does; when it fails, or how to read it."""
    source: ClassVar[str]
    """Paper or book with its year, and the place in it: an equation, a section, an algorithm, a theorem."""
