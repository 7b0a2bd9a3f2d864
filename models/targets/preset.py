"""Named targets, one file each below `presets/`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from ..registry import Registry
from .gaussian_mixture import GaussianMixture


class Preset(ABC):
    """A named target: a title, one sentence on what it teaches, and its exact mixture."""

    title: ClassVar[str]
    description: ClassVar[str]

    @abstractmethod
    def mixture(self) -> GaussianMixture:
        """The exact target, world units."""


PRESETS: Registry[Preset] = Registry("target", "scorescape.models.targets.presets", Preset, "scorescape.targets")
