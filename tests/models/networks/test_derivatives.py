"""Forward-mode derivatives against torch.func and plain double backward, in float64."""

import itertools

import pytest
import torch
from torch.func import hessian, jacrev, vmap

from models.networks.base import Network, Scaling
from models.networks.build import build_network
from models.networks.spec import NetworkSpec
from models.random_streams import stream

CASES = list(itertools.product(("silu", "softplus", "tanh"), ("score", "energy"), (None, (0.1, 10.0)), (0, 5)))


def build(
    activation: str, kind: str, noise_range: tuple[float, float] | None, features: int, link: str = "exp"
) -> Network:
    spec = NetworkSpec(width=16, depth=2, activation=activation, fourier_features=features, confinement=0.3, link=link)
    network = build_network(spec, kind, Scaling((0.3, -0.2), 1.7, 0.2), noise_range, stream(1, "init")).double()
    noise = stream(1, "noise")
    for parameter in network.parameters():
        parameter.data += 0.3 * torch.randn(parameter.shape, generator=noise, dtype=torch.float64)
    return network


def points(name: str) -> torch.Tensor:
    return torch.randn(7, 2, generator=stream(2, name), dtype=torch.float64)


def jacobian(network: Network, x: torch.Tensor) -> torch.Tensor:
    if network.has_energy:
        return -vmap(hessian(lambda y: network.energy(y[None])[0]))(x)
    return vmap(jacrev(lambda y: network.score(y[None])[0]))(x)


@pytest.mark.parametrize(("activation", "kind", "noise_range", "features"), CASES)
def test_forward_derivatives_equal_reverse_ones(
    activation: str, kind: str, noise_range: tuple[float, float] | None, features: int
) -> None:
    check_derivatives(build(activation, kind, noise_range, features))


@pytest.mark.parametrize("link", ["square", "abs", "softplus"])
def test_links_carry_them_on(link: str) -> None:
    check_derivatives(build("silu", "energy", None, 5, link))


def check_derivatives(network: Network) -> None:
    x, v = points("x"), points("v")
    truth = jacobian(network, x)
    score, divergence = network.score_and_divergence(x)
    same_score, curvature = network.score_and_curvature(x, v)
    torch.testing.assert_close(score, network.score(x))
    torch.testing.assert_close(same_score, score)
    torch.testing.assert_close(divergence, truth.diagonal(dim1=1, dim2=2).sum(1))
    torch.testing.assert_close(curvature, torch.einsum("bi,bij,bj->b", v, truth, v))
    slope, same_curvature = network.slope_and_curvature(x, v)
    torch.testing.assert_close(slope, (score * v).sum(1))
    torch.testing.assert_close(same_curvature, curvature)
    torch.testing.assert_close(network.jacobian(x), truth)
    if network.has_energy:
        gradient = vmap(jacrev(lambda y: network.energy(y[None])[0]))(x)
        torch.testing.assert_close(score, -gradient)


@pytest.mark.parametrize("kind", ["score", "energy"])
@pytest.mark.parametrize("activation", ["silu", "softplus", "tanh"])
def test_gradients_in_the_weights_equal_double_backward(activation: str, kind: str) -> None:
    network, x = build(activation, kind, None, 5), points("x")
    score, divergence = network.score_and_divergence(x)
    forward = (divergence + 0.5 * (score**2).sum(1)).mean()

    y = x.clone().requires_grad_(True)
    plain = network.score(y)
    if kind == "energy":
        plain = -torch.autograd.grad(network.energy(y).sum(), y, create_graph=True)[0]
    rows = [torch.autograd.grad(plain[:, i].sum(), y, create_graph=True)[0][:, i] for i in (0, 1)]
    reverse = (rows[0] + rows[1] + 0.5 * (plain**2).sum(1)).mean()

    parameters = list(network.parameters())
    ours = torch.autograd.grad(forward, parameters, materialize_grads=True, allow_unused=True)
    theirs = torch.autograd.grad(reverse, parameters, materialize_grads=True, allow_unused=True)
    torch.testing.assert_close(forward, reverse)
    torch.testing.assert_close(ours, theirs)
