"""The field of whoever owns a product's experts alone: their noisy scores, added, each times its power.

    s(x, sigma) = sum_i a_i grad log (p_i * N(0, sigma^2 I))(x)

Without noise it is the product's exact field; with noise it is not, and walks down the levels freeze the wrong weights.
"""

from __future__ import annotations

from .composed_field import ComposedField
from .errors import InvalidInput
from .exact_field import ExactField
from .targets.gaussian_mixture import GaussianMixture


def is_product(target: GaussianMixture) -> bool:
    return target.origin is not None and target.origin.kind == "product"


def experts_field(target: GaussianMixture) -> ComposedField:
    """Of a target that was composed as a product. Errors: InvalidInput for any other."""
    origin = target.origin
    if origin is None or not is_product(target):
        raise InvalidInput(
            "field",
            "field = experts adds the noisy scores of a product's experts and this target is no product; choose exact "
            "or learned, or combine drawings by AND first.",
        )
    return ComposedField([ExactField(expert) for expert in origin.experts], origin.powers)
