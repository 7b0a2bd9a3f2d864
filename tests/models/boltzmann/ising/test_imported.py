from __future__ import annotations

import io
import re
import warnings
from typing import Any

import numpy as np
import pytest
from PIL import Image

from scorescape.models.boltzmann.ising.imported import imported, otsu, read_picture
from scorescape.models.errors import InvalidInput

SQUARE = np.zeros((20, 30), np.uint8)
SQUARE[5:15, 8:20] = 1


def png(array: Any) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(np.asarray(array, np.uint8)).save(stream, format="PNG")
    return stream.getvalue()


def npy(array: Any) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array)
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        png(255 * SQUARE),
        png(np.stack([90 + 100 * SQUARE, 80 + 60 * SQUARE, 20 + 0 * SQUARE], -1)),
        npy(SQUARE.astype(bool)),
        npy(2 * SQUARE.astype(np.int64) - 1),
        npy(SQUARE),
        npy(255 * SQUARE),
        npy(0.4 + 0.2 * SQUARE),
        npy(np.stack([90 + 100 * SQUARE] * 3, -1).astype(np.uint8)),
    ],
)
def test_colours_grey_levels_truths_and_spins_are_all_pictures(data: bytes) -> None:
    assert np.array_equal(imported(data).picture, SQUARE > 0)


def test_what_was_done_to_it_is_said() -> None:
    rng = np.random.default_rng(0)
    grey = np.clip(np.where(np.arange(900) < 300, 60, 170) + rng.normal(0, 12, (700, 900)), 0, 255)
    found = imported(png(grey))
    assert found.picture.shape == (398, 512)
    assert found.said[0] == "The picture of 900 x 700 pixels was resized to 512 x 398."
    assert re.match(r"Its grey levels were parted at 0\.[345]\d of white", found.said[1])
    assert found.picture.mean() == pytest.approx(2 / 3, abs=0.005)
    assert imported(png(255 * SQUARE)).said == ()


def test_otsu_parts_two_heaps_between_them() -> None:
    grey = np.concatenate([np.full(300, 0.2), np.full(100, 0.7)])
    assert 0.2 < otsu(grey) < 0.7
    assert (np.abs(otsu(grey) - 0.45)) < 0.01, "in the middle of what parts alike"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (npy(np.array([[0.0, 1.5], [-0.2, 0.5]])), r"floats lie in \[-0.2, 1.5\]; scale them to 0..1"),
        (npy(np.array([[0.0, np.nan]] * 2)), "no numbers"),
        (npy(np.array([[0, 300], [1, 2]])), "must be 0..255"),
        (npy(np.array([[-3, 7], [1, 2]])), "must be 0..255"),
        (npy(np.zeros((1001, 1000), bool)), "1,001,000 pixels and at most 1,000,000"),
        (npy(np.zeros((4, 4, 4, 4))), "shape"),
        (npy(np.zeros(7)), "shape"),
        (npy(np.zeros((1, 5))), "at least 2 x 2 pixels; got 5 x 1"),
        (npy(np.array([["a", "b"]] * 2)), "holds numbers"),
        (npy(np.where(SQUARE, 1.0001, 0)), r"floats lie in \[0, 1.0001\]; scale"),
        (b"\x93NUMPY nothing", r"damaged; save one array of shape \(H, W\) from"),
        (npy(SQUARE)[:-5], r"600 values and holds fewer; save one array of shape \(H, W\) from"),
        (b"\x89PNG nothing", "damaged"),
        (b"text", "neither a picture nor an NPY file"),
    ],
)
def test_what_is_no_picture_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        imported(data)


def test_a_file_that_is_not_there_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r"There is no file 'nowhere\.png' that can be read"):
        read_picture("nowhere.png")


@pytest.mark.parametrize("ink", [0, 60])
def test_transparent_pixels_are_the_white_of_the_paper(ink: int) -> None:
    opaque = 255 * SQUARE
    drawn = np.stack([np.full_like(SQUARE, ink)] * 3 + [opaque], -1)
    for data in (png(drawn), npy(drawn)):
        assert np.array_equal(imported(data).picture, SQUARE == 0)


def test_a_thin_picture_stays_one_when_it_is_resized() -> None:
    found = imported(png(np.tile(255 * (np.arange(5000) // 100 % 2), (3, 1))))
    assert found.picture.shape == (2, 512)
    assert found.said[0] == "The picture of 5000 x 3 pixels was resized to 512 x 2."


def test_a_picture_of_too_many_pixels_is_refused_without_a_warning_beside_it() -> None:
    stream = io.BytesIO()
    Image.new("1", (12_000, 12_000), 1).save(stream, format="PNG")
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        with pytest.raises(InvalidInput, match="over 40 megapixels"):
            imported(stream.getvalue())
    assert not heard
