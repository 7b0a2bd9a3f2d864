"""Settings given by their names alone, to the records that they belong to."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import InvalidInput
from ..networks import NETWORKS
from ..objectives import OBJECTIVES
from ..settings import Scalar
from .spec import OptimiserSpec


def share_out(objective: str, network: str, settings: Mapping[str, Scalar]) -> dict[str, dict[str, Scalar]]:
    """Each setting goes to the part of a RunSpec that has a field of that name, the objective's before the others'.

    Errors: UnknownName; InvalidInput for a setting that no part has.
    """
    homes: dict[str, dict[str, Scalar]] = {"settings": {}, "network": {}, "optimiser": {}, "data": {}}
    kind = OBJECTIVES.get(objective)
    fields = {
        "settings": set(kind.model_fields),
        "network": set(NETWORKS.get(network).spec_type.model_fields),
        "optimiser": set(OptimiserSpec.model_fields),
        "data": {"n_points"},
    }
    for key, value in settings.items():
        home = next((home for home, names in fields.items() if key in names), None)
        if home is None:
            known = ", ".join(sorted(set().union(*fields.values())))
            raise InvalidInput(key, f"There is no setting {key!r} for {objective}; choose one of: {known}.")
        homes[home][key] = value
    return homes
