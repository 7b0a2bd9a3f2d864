from pathlib import Path

import numpy as np
import pytest

from scorescape.models.boltzmann.data.files import read_patterns
from scorescape.models.errors import InvalidInput

BITS = np.eye(10, 6)


def saved(folder: Path, table: np.ndarray) -> str:
    np.save(folder / "mine.npy", table)
    return str(folder / "mine.npy")


@pytest.mark.parametrize(
    ("table", "side"),
    [
        (BITS, (1, 6)),
        (np.eye(10, 9), (3, 3)),
        (BITS.reshape(10, 2, 3), (2, 3)),
        (BITS.astype(bool), (1, 6)),
        (BITS.astype(np.uint8), (1, 6)),
    ],
)
def test_bits_of_any_type_are_taken_and_a_fifth_is_kept(
    tmp_path: Path, table: np.ndarray, side: tuple[int, int]
) -> None:
    patterns, said = read_patterns(saved(tmp_path, table))
    assert (patterns.side, len(patterns.train), len(patterns.test), said) == (side, 8, 2, [])
    assert np.array_equal(patterns.rows, table.reshape(10, -1).astype(np.float32))
    assert patterns.law is None
    other, _ = read_patterns(saved(tmp_path, table), split=1)
    assert not np.array_equal(other.test, patterns.test)


def test_greys_are_thresholded_and_that_is_said(tmp_path: Path) -> None:
    patterns, said = read_patterns(saved(tmp_path, np.array([[0.49, 0.5], [1, 0], [0.2, 0.9]])))
    assert patterns.rows.tolist() == [[0, 1], [1, 0], [0, 1]]
    assert "thresholded" in said[0]


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (BITS * 255, "holds values from 0 to 255; a pixel is 0 or 1, or a grey between them."),
        (BITS - 0.1, "holds values from -0.1 to 0.9; a pixel"),
        (np.full((3, 4), np.nan), "holds values that are not numbers; give every pixel one in 0..1."),
        (BITS[:1], "One picture is not enough: a machine learns what pictures have in common; give at least two."),
        (np.ones((5, 4)), "All pictures are plain white: there is nothing to learn; draw something."),
        (np.zeros((5, 4)), "All pictures are plain black: there is nothing to learn; draw something."),
        (np.zeros(7), "has the shape 7; pictures come as (pictures, pixels) or (pictures, rows, columns)."),
        (np.zeros((2, 2, 2, 2)), "has the shape 2 x 2 x 2 x 2; pictures come as"),
        (np.float64(1), "has the shape no dimension at all; pictures come as"),
        (np.zeros((0, 4)), "has the shape 0 x 4; pictures come as"),
        (np.zeros((2, 5000)), "has 5000 pixels; at most 4096 can be learnt."),
        (np.zeros((20_000, 1024), bool), "holds 20480000 values; at most 20000000 are taken: give a part."),
        (np.array([["a", "b"]]), "is no array of numbers; give one of shape"),
    ],
)
def test_what_cannot_be_learnt_is_refused_in_a_sentence(tmp_path: Path, table: np.ndarray, sentence: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_patterns(saved(tmp_path, table))
    assert sentence in refused.value.message
    assert refused.value.message.count(". ") == 0


@pytest.mark.parametrize("damage", [b"\x93NUMPY\x01", b"\x93NUMPY\x01\x00\x40\x00" + b"(" * 64, "early", "objects"])
def test_an_npy_that_cannot_be_opened_is_not_said_to_be_missing(tmp_path: Path, damage: bytes | str) -> None:
    place = Path(saved(tmp_path, np.array([[0, "1"]], object) if damage == "objects" else BITS))
    if damage != "objects":
        place.write_bytes(place.read_bytes()[:-9] if damage == "early" else bytes(damage))  # type: ignore[arg-type]
    with pytest.raises(InvalidInput) as refused:
        read_patterns(str(place))
    wanted = "save one array of numbers of shape (pictures, pixels) or (pictures, rows, columns)."
    assert refused.value.message == f"{str(place)!r} is damaged or holds Python objects; {wanted}"


@pytest.mark.parametrize("content", [b"", b"no array", b"PK\x03\x04", None])
def test_no_file_and_no_npy_are_refused(tmp_path: Path, content: bytes | None) -> None:
    place = tmp_path / "mine.npy"
    if content is not None:
        place.write_bytes(content)
    with pytest.raises(InvalidInput, match="is not there or no NPY file; --data takes digits, bars"):
        read_patterns(str(place))
