"""Scorescape: small score networks and energy models held against the exact truth, in Python and in the browser.

    import scorescape as ss

What a script, a notebook or a plug-in needs is here, each name imported when it is first asked for. Beside the names
below, every variant is here by its class's name: `ss.Langevin`, `ss.DenoisingScoreMatching`, `ss.EnergyNetwork`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scorescape import testing as testing
    from scorescape.models.domain import Grid as Grid
    from scorescape.models.errors import Diverged as Diverged
    from scorescape.models.errors import InvalidInput as InvalidInput
    from scorescape.models.errors import ScorescapeError as ScorescapeError
    from scorescape.models.errors import UnknownName as UnknownName
    from scorescape.models.errors import Unsupported as Unsupported
    from scorescape.models.exact_field import ExactField as ExactField
    from scorescape.models.field import Field as Field
    from scorescape.models.laws import NoLaw as NoLaw
    from scorescape.models.lenses import LENSES as LENSES
    from scorescape.models.lenses.base import Curve as Curve
    from scorescape.models.lenses.base import GaussianSpecimen as GaussianSpecimen
    from scorescape.models.lenses.base import Lens as Lens
    from scorescape.models.lenses.base import Look as Look
    from scorescape.models.lenses.base import Map as Map
    from scorescape.models.lenses.base import Number as Number
    from scorescape.models.lenses.base import Shown as Shown
    from scorescape.models.lenses.base import Specimen as Specimen
    from scorescape.models.lenses.places import Pin as Pin
    from scorescape.models.lenses.places import Region as Region
    from scorescape.models.lenses.places import pin as pin
    from scorescape.models.lenses.places import region as region
    from scorescape.models.lenses.shapes import Bars as Bars
    from scorescape.models.lenses.shapes import Mark as Mark
    from scorescape.models.lenses.shapes import Offer as Offer
    from scorescape.models.lenses.shapes import Slice as Slice
    from scorescape.models.networks import NETWORKS as NETWORKS
    from scorescape.models.networks.base import Network as Network
    from scorescape.models.networks.base import Scaling as Scaling
    from scorescape.models.networks.spec import NetworkSpec as NetworkSpec
    from scorescape.models.objectives import OBJECTIVES as OBJECTIVES
    from scorescape.models.objectives.base import NoMinimiser as NoMinimiser
    from scorescape.models.objectives.base import Objective as Objective
    from scorescape.models.objectives.base import Problem as Problem
    from scorescape.models.objectives.base import Recipe as Recipe
    from scorescape.models.partition.lasso import Lasso as Lasso
    from scorescape.models.partition.monte_carlo import MonteCarloSpec as MonteCarloSpec
    from scorescape.models.partition.pie import pie as pie
    from scorescape.models.plugins import load_plugins as load_plugins
    from scorescape.models.ratios.ratio import ratio as ratio
    from scorescape.models.samplers import SAMPLERS as SAMPLERS
    from scorescape.models.samplers.base import Chain as Chain
    from scorescape.models.samplers.base import Info as Info
    from scorescape.models.samplers.base import Sampler as Sampler
    from scorescape.models.samplers.laws import Passage as Passage
    from scorescape.models.samplers.laws import Stationary as Stationary
    from scorescape.models.samplers.parts import Parts as Parts
    from scorescape.models.samplers.parts import Push as Push
    from scorescape.models.samplers.parts import Term as Term
    from scorescape.models.samplers.spec import SamplerSpec as SamplerSpec
    from scorescape.models.scenes.scene import Scene as Scene
    from scorescape.models.settings import setting as setting
    from scorescape.models.study.records import PanelSpec as PanelSpec
    from scorescape.models.study.script import ScriptStudy as Study  # noqa: F401  # the name it has here
    from scorescape.models.targets.gaussian_mixture import GaussianMixture as GaussianMixture
    from scorescape.models.targets.preset import PRESETS as PRESETS
    from scorescape.models.targets.preset import Preset as Preset
    from scorescape.models.targets.spec import target as target
    from scorescape.models.training.run import Run as Run
    from scorescape.models.training.spec import RunSpec as RunSpec
    from scorescape.models.training.weights import load_field as load_field
    from scorescape.models.training.weights import save_field as save_field

    __version__: str

_FACE = {
    "domain": ("Grid",),
    "errors": ("Diverged", "InvalidInput", "ScorescapeError", "UnknownName", "Unsupported"),
    "exact_field": ("ExactField",),
    "field": ("Field",),
    "laws": ("NoLaw",),
    "lenses": ("LENSES",),
    "lenses.base": ("Curve", "GaussianSpecimen", "Lens", "Look", "Map", "Number", "Specimen", "Shown"),
    "lenses.places": ("Pin", "Region", "pin", "region"),
    "lenses.shapes": ("Bars", "Mark", "Offer", "Slice"),
    "networks": ("NETWORKS",),
    "networks.base": ("Network", "Scaling"),
    "networks.spec": ("NetworkSpec",),
    "objectives": ("OBJECTIVES",),
    "objectives.base": ("NoMinimiser", "Objective", "Problem", "Recipe"),
    "partition.lasso": ("Lasso",),
    "partition.monte_carlo": ("MonteCarloSpec",),
    "partition.pie": ("pie",),
    "plugins": ("load_plugins",),
    "ratios.ratio": ("ratio",),
    "samplers": ("SAMPLERS",),
    "samplers.base": ("Chain", "Info", "Sampler"),
    "samplers.laws": ("Passage", "Stationary"),
    "samplers.parts": ("Parts", "Push", "Term"),
    "samplers.spec": ("SamplerSpec",),
    "scenes.scene": ("Scene",),
    "settings": ("setting",),
    "study.records": ("PanelSpec",),
    "targets.gaussian_mixture": ("GaussianMixture",),
    "targets.preset": ("PRESETS", "Preset"),
    "targets.spec": ("target",),
    "training.run": ("Run",),
    "training.spec": ("RunSpec",),
    "training.weights": ("load_field", "save_field"),
}
_HOMES = {name: home for home, names in _FACE.items() for name in names}
# under a name of its own
_HOMES["Study"] = "study.script"
_OWN = {"Study": "ScriptStudy"}
_PARTS = ("models", "server", "testing")

__all__ = sorted([*_HOMES, "__version__", "testing"])


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        found: Any = version("scorescape")
    elif name in _PARTS:
        found = importlib.import_module(f"scorescape.{name}")
    elif name in _HOMES:
        found = getattr(importlib.import_module(f"scorescape.models.{_HOMES[name]}"), _OWN.get(name, name))
    elif name.startswith("_"):
        raise AttributeError(f"module 'scorescape' has no attribute {name!r}")
    else:
        return _variant(name)
    globals()[name] = found
    return found


def _variant(name: str) -> type[Any]:
    """The class of this name in any registry; not kept, as a notebook may define it anew."""
    from scorescape.models.plugins import REGISTRIES

    for registry in REGISTRIES:
        for _, kind in registry.items():
            if kind.__name__ == name:
                return kind
    raise AttributeError(f"module 'scorescape' has no attribute {name!r}; dir(scorescape) lists what there is")


def __dir__() -> list[str]:
    from scorescape.models.plugins import REGISTRIES

    return sorted({*__all__, *(kind.__name__ for registry in REGISTRIES for _, kind in registry.items())})
