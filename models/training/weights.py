"""A trained field as a file: safetensors, with everything needed to build it again in the metadata."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import safetensors.torch
import torch
from safetensors import SafetensorError

from ..errors import InvalidInput
from ..networks import NETWORKS
from ..networks.base import Network, Scaling
from ..networks.build import build_network, choose_network
from ..plain_json import as_json
from ..random_streams import stream
from ..targets.gaussian_mixture import GaussianMixture
from .run import Run

FORMAT = "scorescape-field/1"


def save_field(run: Run) -> bytes:
    """The averaged weights of a run; metadata `scorescape` is JSON: specification, network, scaling, noise range."""
    network = run.field()
    mixture = run.mixture
    meta = {
        "format": FORMAT,
        "spec": run.resolved.spec.model_dump(),
        "settings": run.resolved.settings(),
        "scaling": asdict(network.scaling),
        "noise_range": network.noise_range,
        "smoothing": run.resolved.objective.smoothing(),
        "step": run.step_count,
        "target": {
            "weights": mixture.weights.tolist(),
            "means": mixture.means.tolist(),
            "scales": mixture.scales.tolist(),
        },
        "readings": run.resolved.objective.readings(run.state),
    }
    tensors = {name: value.contiguous() for name, value in network.state_dict().items()}
    return safetensors.torch.save(tensors, metadata={"scorescape": as_json(meta)})


def load_field(data: bytes, network: type[Network] | None = None) -> tuple[Network, dict[str, Any]]:
    """The network and its metadata; `network` is the class of one that no registry knows.

    Errors: InvalidInput if the bytes are not a field this program saved, or of a network that is not known here.
    """
    try:
        tensors = safetensors.torch.load(data)
        header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
        meta = json.loads(header["__metadata__"]["scorescape"])
    except (SafetensorError, KeyError, ValueError) as error:
        raise InvalidInput("field", f"This is not a field saved by scorescape ({type(error).__name__}).") from None
    if meta.get("format") != FORMAT:
        raise InvalidInput("field", f"This file's format is {meta.get('format')!r}; this version reads {FORMAT!r}.")
    center = meta["scaling"]["center"]
    scaling = Scaling((center[0], center[1]), meta["scaling"]["scale"], meta["scaling"]["detail"])
    noise_range = tuple(meta["noise_range"]) if meta["noise_range"] else None
    kind = _architecture(meta["spec"], noise_range is not None, network)
    settings = kind.spec_type.parse(meta["settings"]["network"])
    built = build_network(settings, meta["spec"]["model"], scaling, noise_range, stream(0, "init"), kind)
    try:
        built.load_state_dict(tensors)
    except RuntimeError:
        raise InvalidInput(
            "field", f"This field's weights do not fit {kind.__name__}; take the class it was trained with."
        ) from None
    return built.requires_grad_(False), meta


def taught_target(meta: dict[str, Any]) -> GaussianMixture:
    """The target that a field of this metadata was trained on, bit for bit."""
    parts = (torch.tensor(meta["target"][name], dtype=torch.float64) for name in ("weights", "means", "scales"))
    return GaussianMixture(*parts)


def _architecture(spec: dict[str, Any], noise_conditional: bool, given: type[Network] | None) -> type[Network]:
    """The network's class. Errors: InvalidInput saying what is missing, for one that nobody here defines."""
    name = spec.get("architecture")
    if given is None and name is not None:
        NETWORKS.demand(name, "This field")
    return choose_network(spec["model"], noise_conditional, given or name)
