"""How one walks on a field: one file a sampler, found by its file."""

from __future__ import annotations

from ..registry import Registry
from .base import Sampler

SAMPLERS: Registry[Sampler] = Registry("sampler", __name__, Sampler, "scorescape.samplers")
