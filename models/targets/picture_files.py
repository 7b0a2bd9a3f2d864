"""A picture file as ink: how much mass each pixel is worth, small, and the right way up.

With luminance Y by Rec. 709 and opacity alpha, both in 0-255, ink is (255 - Y) alpha / 255 where dark is mass and
Y alpha / 255 where light is: what is transparent is no ink of either kind. The page does the same in the browser.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator
from typing import Literal

import numpy as np
import torch
from PIL import Image, ImageOps
from torch import Tensor

from ..errors import InvalidInput

Mass = Literal["dark", "light"]
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
MAGICS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
# decoding takes four bytes a pixel before anything can be made smaller
MOST_PIXELS = 40_000_000
TOO_LARGE = f"The picture has over {MOST_PIXELS // 1_000_000} megapixels, which are not opened; scale it down first."
# the longest edge of the ink; the cells of a target are coarser
LONGEST = 512
REC_709 = (0.2126, 0.7152, 0.0722)


def is_picture(data: bytes) -> bool:
    """Whether the first bytes are those of a picture, and not of a table whose first column is called BMI or RIFF."""
    if data.startswith(b"BM"):  # sizes follow in four bytes each, the highest of them zero
        return b"\0" in data[6:18]
    return data.startswith(MAGICS) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")


def read_ink(data: bytes, mass: Mass = "dark", thinnest: int = 1) -> Tensor:
    """(H, W) float64 in 0-255, top row first, turned as the camera says; no edge gets shorter than `thinnest`.

    Errors: InvalidInput with one sentence.
    """
    try:
        with _quietly(), Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            if picture.size[0] * picture.size[1] > MOST_PIXELS:
                raise InvalidInput("file", TOO_LARGE)
            picture.draft("RGB", (2 * LONGEST, 2 * LONGEST))
            return _ink(_small(_turned(picture), thinnest), mass)
    except InvalidInput:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise InvalidInput("file", TOO_LARGE) from None
    except Exception:  # each format's reader has its own ways to meet a damaged file
        raise InvalidInput(
            "file", "The picture is damaged or of a kind that is not read; export it anew as PNG or JPEG."
        ) from None


@contextlib.contextmanager
def _quietly() -> Iterator[None]:
    """Without warnings about sizes, which are refused here, and about notes of the camera that are damaged."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _turned(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):  # 16 bits of grey
        levels = np.asarray(picture).astype(np.float64)
        picture = Image.fromarray((levels / 257).round().clip(0, 255).astype(np.uint8))
    return ImageOps.exif_transpose(picture).convert("RGBA")


def _small(picture: Image.Image, thinnest: int) -> Image.Image:
    shrink = min(1.0, LONGEST / max(picture.size))
    if shrink == 1:
        return picture
    width, height = (max(min(edge, thinnest), round(edge * shrink)) for edge in picture.size)
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _ink(picture: Image.Image, mass: Mass) -> Tensor:
    levels = torch.from_numpy(np.asarray(picture).astype(np.float64))
    light = levels[..., :3] @ torch.tensor(REC_709, dtype=torch.float64)
    ink: Tensor = (light if mass == "light" else 255 - light) * levels[..., 3] / 255
    return ink.round()
