"""What learns: score networks, energy networks and their noise-conditional forms, one file each, found by its file."""

from __future__ import annotations

from ..registry import Registry
from .base import Network

NETWORKS: Registry[Network] = Registry("network", __name__, Network, "scorescape.networks")
