"""What can be drawn of a study: one file a layer, found by its file, painted by its shape."""

from __future__ import annotations

from typing import Any

from ..registry import Registry
from .base import Layer

LAYERS: Registry[Layer[Any]] = Registry("layer", __name__, Layer, "scorescape.layers")
