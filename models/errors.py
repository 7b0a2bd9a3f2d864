"""What can go wrong in the mathematics, as one tree.

ScorescapeError
├── InvalidInput     a value that was refused before anything ran
├── UnknownName      a name no registry knows; lists the ones it does
├── Unsupported      two choices that cannot work together, such as MALA on a score network
├── Nonsense         an answer of a variant that cannot be used, such as a loss that is not one number
└── Diverged         a run or a chain whose numbers became non-finite
"""

from __future__ import annotations

from collections.abc import Iterable


class ScorescapeError(Exception):
    """An error whose text is one sentence for the person at the screen."""

    @property
    def message(self) -> str:
        return str(self)


class InvalidInput(ScorescapeError):
    """`field` was refused; the text says why and what is allowed."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class UnknownName(InvalidInput):
    """No `kind` is called `name`."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        super().__init__(kind, f"There is no {kind} called {name!r}; choose one of: {', '.join(sorted(known))}.")


class Unsupported(InvalidInput):
    """Two choices that are each fine but do not fit together."""


class Nonsense(ScorescapeError):
    """A variant answered what no variant may."""


class Diverged(ScorescapeError):
    """Numbers became non-finite at `step`; `hint` says what to try."""

    def __init__(self, step: int, cause: str, hint: str) -> None:
        super().__init__(f"Diverged at step {step}: {cause}. {hint}")
        self.step, self.cause, self.hint = step, cause, hint
