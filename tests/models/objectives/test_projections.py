import pytest
import torch

from scorescape.models.objectives.projections import Distribution, directions
from scorescape.models.random_streams import stream

N = 400_000
A = torch.tensor([[0.9, -0.4], [1.1, 0.3]], dtype=torch.float64)
S = (A + A.T) / 2
# the variances stated in the module's docstring
VARIANCE = {
    "rademacher": 4 * S[0, 1] ** 2,
    "sphere": 0.5 * (S[0, 0] - S[1, 1]) ** 2 + 2 * S[0, 1] ** 2,
    "gaussian": 2 * (S**2).sum(),
}


@pytest.mark.parametrize("distribution", VARIANCE)
def test_directions_are_isotropic_and_as_noisy_as_stated(distribution: Distribution) -> None:
    v = directions(distribution, N, stream(0, "v"), torch.float64)
    torch.testing.assert_close(v.T @ v / N, torch.eye(2, dtype=torch.float64), rtol=0, atol=0.01)
    slices = ((v @ A.T) * v).sum(1)
    assert float(slices.mean()) == pytest.approx(float(A.trace()), abs=0.02)
    assert float(slices.var()) == pytest.approx(float(VARIANCE[distribution]), rel=0.02)


def test_every_row_has_its_own_direction() -> None:
    v = directions("sphere", 1000, stream(0, "v"), torch.float32)
    assert v.dtype == torch.float32
    assert len(torch.unique(v, dim=0)) > 990
