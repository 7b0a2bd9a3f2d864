"""What went wrong in code that is not ours, in words: the error's type and its place, never its own text."""

from __future__ import annotations

import traceback
from pathlib import Path

MODELS = Path(__file__).resolve().parent
OURS = (MODELS, MODELS.parent / "server")


def where(error: BaseException, file: Path | None = None) -> str:
    """`ZeroDivisionError at line 3 of mine.py`: the last place of the error in `file`, else in anybody's file."""
    name = type(error).__name__
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        return f"{name} at line {error.lineno} of {Path(error.filename).name}"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if not _passed_through(frame.filename)]
    own = [frame for frame in frames if file and Path(frame.filename).resolve() == file.resolve()]
    frames = own or frames
    return f"{name} at line {frames[-1].lineno} of {Path(frames[-1].filename).name}" if frames else name


def _passed_through(filename: str) -> bool:
    """Whether a frame is the interpreter's way of importing, or this program's."""
    if filename.startswith("<") or "importlib" in filename:
        return True
    path = Path(filename).resolve()
    return any(path.is_relative_to(ours) for ours in OURS)
