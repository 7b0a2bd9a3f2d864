"""The preview of a drawing: every picture in it against the exact mixture."""

from __future__ import annotations

import base64

import numpy as np
import pytest

from scorescape.models.errors import InvalidInput
from scorescape.models.study.arrows import ARROWS
from scorescape.models.targets.modes import MODE_GRID
from scorescape.models.targets.spec import MixtureTarget, build_target, composed, parse_target
from scorescape.server.desk.preview import preview

PARTS = [{"weight": 1, "mean": [1.5, -1.0], "scale": 0.4}, {"weight": 3, "mean": [-1.5, 2.0], "scale": 0.6}]
TARGET = MixtureTarget.model_validate({"components": PARTS})
SHOWN, MIXTURE = preview(TARGET), build_target(TARGET)


def floats(text: str, *shape: int) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), dtype="<f4").reshape(shape)


def test_the_density_is_that_of_the_cells_lowest_row_first() -> None:
    side = SHOWN.grid_side
    density = floats(SHOWN.density, side, side)
    np.testing.assert_allclose(density, (MIXTURE.cell_mass(MODE_GRID) / MODE_GRID.cell_area).numpy(), rtol=1e-5)
    row, column = np.unravel_index(density.argmax(), density.shape)
    assert row > side / 2 > column, "the heavier component lies above and to the left"


def test_marginals_are_the_density_summed_over_the_other_axis() -> None:
    side = SHOWN.grid_side
    across, up = floats(SHOWN.marginals, 2, side)
    density, step = floats(SHOWN.density, side, side), MODE_GRID.spacing
    np.testing.assert_allclose(density.sum(0) * step, across, atol=2e-3)
    np.testing.assert_allclose(density.sum(1) * step, up, atol=2e-3)


def test_the_arrows_are_the_exact_score() -> None:
    expected = ARROWS.reshape(MIXTURE.score(ARROWS.points().double()))
    np.testing.assert_allclose(floats(SHOWN.score, ARROWS.side, ARROWS.side, 2), expected.numpy(), rtol=1e-3, atol=1e-3)


def test_modes_labels_and_components_are_the_mixture_s() -> None:
    assert sorted(mode.mass for mode in SHOWN.modes) == pytest.approx([0.25, 0.75], abs=1e-3)
    labels = np.frombuffer(base64.b64decode(SHOWN.labels), dtype="<i2")
    assert set(labels.tolist()) == {0, 1}
    np.testing.assert_allclose(floats(SHOWN.components, 2, 4), [[0.25, 1.5, -1, 0.4], [0.75, -1.5, 2, 0.6]], rtol=1e-6)
    assert (SHOWN.n_components, SHOWN.narrowest_scale) == (2, 0.4)
    assert SHOWN.fingerprint == MIXTURE.fingerprint()


def test_mass_outside_the_box_is_said_and_a_target_wholly_outside_is_refused() -> None:
    assert (SHOWN.mass_outside, SHOWN.warning) == (pytest.approx(0.0002, abs=2e-4), "")
    parts = [{"weight": 99, "mean": [8, 0], "scale": 0.3}, {"weight": 1, "mean": [0, 0], "scale": 0.3}]
    shown = preview(MixtureTarget.model_validate({"components": parts}))
    assert shown.mass_outside == pytest.approx(0.99, abs=1e-12)
    assert shown.warning.startswith("99 % of the target's mass lies outside the box")
    with pytest.raises(InvalidInput, match="outside the box"):
        preview(MixtureTarget.model_validate({"components": parts[:1]}))


def test_a_speck_that_is_counted_with_its_neighbour_is_said_with_its_mass() -> None:
    speck = {"weight": 4 / 999, "mean": [2.5, 2.5], "scale": 0.3}
    shown = preview(MixtureTarget.model_validate({"components": [*PARTS, speck]}))
    assert (len(shown.modes), shown.hidden_modes) == (2, 1)
    assert shown.hidden_mass == pytest.approx(0.001, rel=0.01)
    assert (SHOWN.hidden_modes, SHOWN.hidden_mass) == (0, 0)


def test_marginals_are_numpy_s_x_before_y() -> None:
    at = -4 + 8 * (np.arange(SHOWN.grid_side) + 0.5) / SHOWN.grid_side
    for axis, found in enumerate(floats(SHOWN.marginals, 2, SHOWN.grid_side)):
        expected = np.zeros_like(at)
        for part in PARTS:
            width = float(part["scale"])  # type: ignore[arg-type]
            away = (at - part["mean"][axis]) / width  # type: ignore[index]
            expected += part["weight"] / 4 * np.exp(-(away**2) / 2) / (width * np.sqrt(2 * np.pi))  # type: ignore[operator]
        np.testing.assert_allclose(found, expected, atol=1e-5)


def test_of_a_target_made_of_others_it_says_how_it_was_made() -> None:
    assert SHOWN.composition is None
    made = preview(parse_target({"kind": "product", "of": [TARGET, TARGET], "powers": [1, 1]})).composition
    assert made is not None
    assert (made.is_mixture, made.parts, made.pairs, made.total_variation) == (True, 4, 4, 0.0)
    whole = composed(parse_target({"kind": "product", "of": [TARGET, TARGET]}))
    assert whole is not None
    assert made.log_z == pytest.approx(whole.log_z)
    holed = preview(parse_target({"kind": "negation", "of": [TARGET, {"kind": "preset", "name": "rings"}]}))
    assert holed.composition is not None
    assert holed.composition.is_mixture is False
    # strokes cannot be added to what is no mixture
    assert holed.components == ""
