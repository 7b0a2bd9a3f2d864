"""The exact share of a target inside a polygon: of a mixture along its edges, of any other density by quadrature."""

from __future__ import annotations

from torch import Tensor

from ..diagnostics.partition_function import partition_function
from ..exact_field import ExactField
from ..targets.gaussian_mixture import GaussianMixture
from .cell_share import cell_share
from .mixture_share import mixture_share


def target_share(target: GaussianMixture, corners: Tensor) -> float:
    """The probability of the polygon (C, 2); a subclass of the mixture is no mixture, only its density is known."""
    if type(target) is GaussianMixture:
        return mixture_share(target, corners)
    found = partition_function(ExactField(target))
    return cell_share(found.cells, found.log_z, corners)
