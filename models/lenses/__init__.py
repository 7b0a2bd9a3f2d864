"""Ways of looking at a field beside the truth: one file a lens, found by its file, shown on all panels at once."""

from __future__ import annotations

from ..registry import Registry
from .base import Lens

LENSES: Registry[Lens] = Registry("lens", __name__, Lens, "scorescape.lenses")
