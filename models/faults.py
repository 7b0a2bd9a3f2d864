"""What went wrong in code that is not ours, in one sentence: its type and its place, never its own text."""

from __future__ import annotations

import traceback
from pathlib import Path

OURS = Path(__file__).parents[1].resolve()


def where(error: BaseException) -> str:
    """`ZeroDivisionError at line 3 of mine.py`: the last place of the error that is in somebody's file."""
    name = type(error).__name__
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        return f"{name} at line {error.lineno} of {Path(error.filename).name}"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if not _passed_through(frame.filename)]
    return f"{name} at line {frames[-1].lineno} of {Path(frames[-1].filename).name}" if frames else name


def _passed_through(filename: str) -> bool:
    """Whether a frame is the interpreter's way of importing, or this program's."""
    return filename.startswith("<") or "importlib" in filename or Path(filename).resolve().is_relative_to(OURS)
