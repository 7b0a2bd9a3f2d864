"""The network a run asks for: ours by what is modelled, somebody's own by name or class, refusals in words."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from scorescape.models.errors import UnknownName, Unsupported
from scorescape.models.networks import NETWORKS
from scorescape.models.networks.base import Network, Scaling
from scorescape.models.networks.build import build_network, choose_network
from scorescape.models.networks.spec import NetworkSpec, Parameterisation
from scorescape.models.random_streams import stream

SPEC = NetworkSpec(width=8, depth=1)
SCALING = Scaling((0.0, 0.0), 1.0, 0.2)


class Layers(Network):
    """An energy of torch's own layers, which draw from torch's own generator."""

    title = "Layers"
    parameterisation = "energy"

    def __init__(self, spec: NetworkSpec, scaling: Scaling, generator: torch.Generator) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(2, spec.width), nn.Tanh(), nn.Linear(spec.width, 1))

    def energy(self, x: Tensor) -> Tensor:
        out: Tensor = self.layers(self.prepare(x))
        return out[:, 0]


@pytest.mark.parametrize("model", ["score", "energy"])
@pytest.mark.parametrize("noise_range", [None, (0.1, 2.0)])
def test_ours_are_chosen_by_the_model_and_the_noise(
    model: Parameterisation, noise_range: tuple[float, float] | None
) -> None:
    network = build_network(SPEC, model, SCALING, noise_range, stream(0, "init"))
    assert network.parameterisation == model
    assert network.has_energy == (model == "energy")
    assert network.noise_range == noise_range
    assert type(network).noise_conditional == (noise_range is not None)


def test_the_registry_holds_ours_by_their_files() -> None:
    fields = ["energy", "noise-conditional-energy", "noise-conditional-score", "score"]
    assert list(NETWORKS) == sorted(["autoregressive", "flow", "gaussian", "mixture", *fields])


def test_layers_without_a_generator_are_seeded_by_the_run_and_leave_torch_s_alone() -> None:
    torch.manual_seed(5)
    before = torch.get_rng_state()
    one, two, other = (build_network(SPEC, "energy", SCALING, None, stream(s, "init"), Layers) for s in (1, 1, 2))
    assert torch.equal(torch.get_rng_state(), before)
    weights = [network.state_dict()["layers.0.weight"] for network in (one, two, other)]
    assert torch.equal(weights[0], weights[1])
    assert not torch.equal(weights[0], weights[2])


@pytest.mark.parametrize(
    ("model", "noise_conditional", "architecture", "words"),
    [
        ("score", False, Layers, "Layers is an energy; choose model = energy"),
        ("energy", False, "score", "Score network is a score; choose model = score"),
        ("energy", True, Layers, "knows no noise level; choose an objective without noise levels"),
        ("score", False, "noise-conditional-score", "needs noise levels"),
    ],
)
def test_what_does_not_fit_is_refused(
    model: Parameterisation, noise_conditional: bool, architecture: str | type[Network], words: str
) -> None:
    with pytest.raises(Unsupported) as refused:
        choose_network(model, noise_conditional, architecture)
    assert words in refused.value.message


def test_an_unknown_name_lists_the_known() -> None:
    with pytest.raises(UnknownName, match="noise-conditional-energy"):
        choose_network("score", False, "nope")
