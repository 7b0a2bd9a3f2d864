"""Forward-mode derivatives against torch.func and plain double backward, in float64."""

import itertools

import pytest
import torch
from torch.func import hessian, jacrev, vmap

from scorescape.models.networks.base import Network, Scaling
from scorescape.models.networks.build import build_network
from scorescape.models.networks.spec import NetworkSpec
from scorescape.models.random_streams import stream

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


@pytest.mark.parametrize("link", ["square", "abs", "softplus", "sigmoid"])
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


def plain_jacobian(network: Network, y: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Score (B, 2) and its Jacobian (B, 2, 2) at y, by differentiating and differentiating again."""
    score = network.score(y)
    if network.has_energy:
        score = -torch.autograd.grad(network.energy(y).sum(), y, create_graph=True)[0]
    rows = [torch.autograd.grad(score[:, i].sum(), y, create_graph=True)[0] for i in (0, 1)]
    return score, torch.stack(rows, dim=1)


@pytest.mark.parametrize("kind", ["score", "energy"])
@pytest.mark.parametrize("activation", ["silu", "softplus", "tanh"])
@pytest.mark.parametrize("question", ["trace", "curvature", "slice"])
@pytest.mark.parametrize("noise_range", [None, (0.1, 10.0)])
def test_gradients_in_the_weights_equal_double_backward(
    activation: str, kind: str, question: str, noise_range: tuple[float, float] | None
) -> None:
    """Every way a loss asks for second derivatives, differentiated in the weights and weighed point by point."""
    network, x, v, lean = build(activation, kind, noise_range, 5), points("x"), points("v"), points("e")[:, 0]
    y = x.clone().requires_grad_(True)
    plain, jacobian = plain_jacobian(network, y)
    curvature = torch.einsum("bi,bij,bj->b", v, jacobian, v)
    if question == "trace":
        first, second = network.score_and_divergence(x)
        theirs = (plain**2).sum(1), jacobian.diagonal(dim1=1, dim2=2).sum(1)
    elif question == "curvature":
        first, second = network.score_and_curvature(x, v)
        theirs = (plain**2).sum(1), curvature
    else:
        slope, second = network.slope_and_curvature(x, v)
        first, theirs = slope[:, None], ((plain * v).sum(1) ** 2, curvature)
    ours = (lean * second + 0.5 * (first**2).sum(1)).mean()
    other = (lean * theirs[1] + 0.5 * theirs[0]).mean()

    parameters = list(network.parameters())
    torch.testing.assert_close(ours, other)
    torch.testing.assert_close(
        torch.autograd.grad(ours, parameters, materialize_grads=True, allow_unused=True),
        torch.autograd.grad(other, parameters, materialize_grads=True, allow_unused=True),
    )


@pytest.mark.parametrize("activation", ["silu", "softplus", "tanh"])
@pytest.mark.parametrize("link", ["exp", "softplus"])
def test_gradients_of_energy_and_score_in_the_weights_equal_double_backward(activation: str, link: str) -> None:
    """The written-out reverse pass, differentiated: what denoising and contrastive losses of energies rest on."""
    network, x = build(activation, "energy", None, 5, link), points("x")
    weigh, lean = points("w"), points("e")[:, 0]
    energy, score = network.energy_and_score(x)
    ours_value = (lean * energy).sum() + ((score - weigh) ** 2).sum()

    y = x.clone().requires_grad_(True)
    plain = network.energy(y)
    slope = -torch.autograd.grad(plain.sum(), y, create_graph=True)[0]
    their_value = (lean * plain).sum() + ((slope - weigh) ** 2).sum()

    parameters = list(network.parameters())
    torch.testing.assert_close(ours_value, their_value)
    torch.testing.assert_close(
        torch.autograd.grad(ours_value, parameters), torch.autograd.grad(their_value, parameters)
    )


@pytest.mark.parametrize("kind", ["score", "energy"])
@pytest.mark.parametrize("noise_range", [None, (0.1, 10.0)])
def test_nothing_learnt_nothing_changed(kind: str, noise_range: tuple[float, float] | None) -> None:
    """The way without gradients, in parts that overwrite themselves, gives the numbers of the way with them."""
    network = build("silu", kind, noise_range, 5)
    x = torch.randn(1_300, 2, generator=stream(3, "many"), dtype=torch.float64)
    kept = x.clone()
    with torch.no_grad():
        quick, derivatives = network.score(x), network.score_and_divergence(x)
        energy = network.energy(x) if kind == "energy" else None
    torch.testing.assert_close(quick, network.score(x).detach(), atol=1e-12, rtol=1e-12)
    for one, other in zip(derivatives, network.score_and_divergence(x), strict=True):
        torch.testing.assert_close(one, other.detach(), atol=1e-12, rtol=1e-12)
    if energy is not None:
        torch.testing.assert_close(energy, network.energy(x).detach(), atol=1e-12, rtol=1e-12)
    assert torch.equal(x, kept)


def test_a_backward_of_a_backward_is_refused_rather_than_wrong() -> None:
    network, x = build("silu", "score", None, 0), points("x").requires_grad_(True)
    score, divergence = network.score_and_divergence(x)
    (slope,) = torch.autograd.grad((score.sum() + divergence.sum()), x, create_graph=True)
    with pytest.raises(RuntimeError, match="grad"):
        slope.sum().backward()
