"""Pictures as files: the right way up, with light or dark as mass, and refused in words where they are damaged."""

from __future__ import annotations

import io

import numpy as np
import pytest
import torch
from PIL import Image

from scorescape.models.errors import InvalidInput
from scorescape.models.targets.picture import picture_mixture
from scorescape.models.targets.picture_files import FORMATS, LONGEST, is_picture, read_ink

ORIENTATION = 0x0112


def letter() -> Image.Image:
    """A black L on white, 30 wide and 60 high: the bar on the left, the foot at the bottom."""
    levels = np.full((60, 30), 255, dtype=np.uint8)
    levels[4:56, 4:10] = 0
    levels[48:56, 4:26] = 0
    return Image.fromarray(levels)


def saved(picture: Image.Image, form: str = "PNG", **options: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, form, **options)  # type: ignore[arg-type]
    return stream.getvalue()


# what undoes the turn that each orientation asks for
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("orientation", STORED)
@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_stands_as_it_is_to_be_looked_at(form: str, orientation: int) -> None:
    turn = STORED[orientation]
    stored = letter() if turn is None else letter().transpose(turn)
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    ink = read_ink(saved(stored.convert("RGB"), form, exif=exif))
    assert ink.shape == (60, 30)
    plain = read_ink(saved(letter()))
    assert float((ink - plain).abs().mean()) < 8
    mixture = picture_mixture(ink)
    means = mixture.means[mixture.weights > 0.5 * mixture.weights.max()]
    x, y = (means.amax(0) - means.amin(0)).tolist()
    assert y > 2 * x, "high, not wide"
    bar = means[:, 0] < means[:, 0].min() + 0.3
    assert float(means[bar, 1].max()) > 2.5, "the bar of the letter is on the left and reaches to the top"


def test_ink_is_darkness_or_light_by_rec_709_and_opacity() -> None:
    rgba = np.array([[[255, 0, 0, 255], [0, 255, 0, 255], [255, 255, 255, 128], [0, 0, 0, 0]]], dtype=np.uint8)
    data = saved(Image.fromarray(rgba))
    light = [0.2126 * 255, 0.7152 * 255, 128, 0]
    assert read_ink(data, "light").tolist() == [[round(each) for each in light]]
    assert read_ink(data, "dark").tolist() == [[round(255 - light[0]), round(255 - light[1]), 0, 0]]


def test_white_on_transparent_is_light_mass_alone() -> None:
    rgba = np.zeros((20, 20, 4), dtype=np.uint8)
    rgba[5:10, 5:10] = 255
    data = saved(Image.fromarray(rgba))
    with pytest.raises(InvalidInput, match="take its light parts"):
        picture_mixture(read_ink(data, "dark"))
    x, y = picture_mixture(read_ink(data, "light")).mean().tolist()
    assert (x, y) == (pytest.approx((7.5 - 10) / 20 * 7), pytest.approx((10 - 7.5) / 20 * 7))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_pixel_is_the_same_picture(mode: str) -> None:
    if mode == "I;16":
        picture = Image.fromarray(np.asarray(letter()).astype(np.uint16) * 257)
    else:
        picture = letter().convert(mode)
    assert torch.equal(read_ink(saved(picture)), read_ink(saved(letter())))


def test_a_large_picture_becomes_small_with_its_shape() -> None:
    ink = read_ink(saved(letter().resize((900, 1800))))
    assert ink.shape == (LONGEST, LONGEST // 2)
    assert float(ink.mean()) == pytest.approx(float(read_ink(saved(letter())).mean()), rel=0.02)


@pytest.mark.parametrize(
    "data",
    [
        saved(letter())[:60],
        saved(letter())[:-30],
        saved(letter().convert("RGB"), "JPEG")[:300],
        b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
        b"BM" + b"\xff" * 60,
        b"GIF89a" + b"\0" * 20,
        b"",
    ],
    ids=range(7),
)
def test_what_is_damaged_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(InvalidInput, match="damaged or of a kind that is not read; export it anew"):
        read_ink(data)


@pytest.mark.parametrize("form", FORMATS)
def test_a_picture_is_known_by_its_bytes(form: str) -> None:
    assert is_picture(saved(letter().convert("RGB"), form))


@pytest.mark.parametrize("table", [b"BMI,height\n21.5,1.8\n", b"RIFF,b\n1,2\n", b"x,y\n1,2\n", b""])
def test_a_table_is_no_picture_whatever_its_first_column_is_called(table: bytes) -> None:
    assert not is_picture(table)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    header = saved(Image.new("1", (20_000, 10_000)))
    assert len(header) < 100_000
    with pytest.raises(InvalidInput, match="over 40 megapixels"):
        read_ink(header)


def test_sixteen_bits_of_grey_are_two_hundred_and_fifty_six_levels() -> None:
    levels = np.array([[0, 257, 65_535, 128 * 257]], dtype=np.uint16)
    assert read_ink(saved(Image.fromarray(levels)), "light").tolist() == [[0, 1, 255, 128]]
