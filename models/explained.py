"""What the page says of a variant behind its question mark; the contract tests hold every variant to it."""

from __future__ import annotations

from typing import ClassVar

from .settings import Settings


class Explained(Settings):
    """Base of what can be chosen on the page. Its source is the `Source:` of the class's docstring."""

    title: ClassVar[str]
    equation: ClassVar[str]
    r"""TeX that KaTeX renders; rows are separated by \\."""
    explanation: ClassVar[str]
    """Exactly two sentences: what it does; when it fails, or how to read it."""
