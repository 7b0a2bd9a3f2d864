"""Arrays of NumPy: every layout that holds two columns gives the points that a table of text with them gives."""

from __future__ import annotations

import io
import zipfile

import numpy as np
import pytest

from scorescape.models.errors import InvalidInput
from scorescape.models.targets.point_files import read_points, read_table
from scorescape.models.targets.tables.array_table import MAX_UNPACKED
from scorescape.models.targets.tables.table import Choices

XY = np.array([[1.5, 10.5], [2.25, 20.0], [3.0, 30.25], [4.75, 40.0]])


def npy(array: object) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array)  # type: ignore[arg-type]
    return stream.getvalue()


def npz(**arrays: object) -> bytes:
    stream = io.BytesIO()
    np.savez_compressed(stream, **arrays)  # type: ignore[arg-type]
    return stream.getvalue()


NAMED = np.zeros(4, dtype=[("id", "<i4"), ("name", "U3"), ("y", ">f4"), ("x", "<f8")])
NAMED["id"], NAMED["name"], NAMED["x"], NAMED["y"] = np.arange(4) + 7, "a", XY[:, 0], XY[:, 1]
PLACES = np.zeros(4, dtype=[("t", "<f8"), ("pos", "<f8", (2,))])
PLACES["pos"] = XY


@pytest.mark.parametrize(
    "data",
    [
        npy(XY),
        npy(np.asfortranarray(XY)),
        npy(XY.T),
        npy(np.asfortranarray(XY.T)),
        npy(np.column_stack([XY, [9.0, 8, 7, 6]])),
        npy(np.column_stack([np.arange(4), XY])),
        npy(XY[:, None, :]),
        npy(XY[None]),
        npy(XY[:, 0] + 1j * XY[:, 1]),
        npy(NAMED),
        npy(NAMED.view(np.recarray)),
        npy(PLACES),
        npz(points=XY),
        npz(y=XY[:, 1], x=XY[:, 0]),
        npz(label=np.zeros(4), lat=XY[:, 1], lon=XY[:, 0]),
        npz(n=np.array(4), data=XY.T),
    ],
    ids=range(16),
)
def test_two_columns_are_points_however_they_lie(data: bytes) -> None:
    assert read_points(data).points.tolist() == XY.tolist()


@pytest.mark.parametrize("dtype", ["<i2", ">i8", "u1", "<f2", ">f4", "longdouble"])
def test_whole_numbers_and_every_precision_are_taken(dtype: str) -> None:
    points = np.array([[1, 20], [3, 7], [5, 2]])
    assert read_points(npy(points.astype(dtype))).points.tolist() == points.tolist()


def test_a_few_long_rows_are_columns_unless_asked_otherwise() -> None:
    wide = np.arange(12.0).reshape(2, 6) ** 1.5
    assert len(read_points(npy(wide)).points) == 6
    assert len(read_points(npy(wide), Choices(orientation="rows")).points) == 2
    assert read_points(npy(XY), Choices(orientation="columns")).points.tolist() == XY[:2].T.tolist()


def header(shape: str, descr: str = "'<f8'") -> bytes:
    """An NPY file of 64 bytes of data under a header that says whatever it likes."""
    text = f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}".encode()
    text += b" " * (-(len(text) + 11) % 64) + b"\n"
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text + bytes(64)


def packed(way: int) -> bytes:
    """An archive of four points, packed in this way of zipfile's."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", way) as archive:
        archive.writestr("a.npy", npy(XY))
    return stream.getvalue()


def damaged(archive: bytes) -> bytes:
    """The same with other bytes where the packed ones begin, behind a head of 30 and the name of 5."""
    return archive[:39] + b"\xff" * 24 + archive[63:]


def starting_beyond(archive: bytes) -> bytes:
    """The same with a member that begins at 2^64 - 1, as a list of 64 bits can say."""
    at, end = archive.rindex(b"PK\x01\x02"), archive.rindex(b"PK\x05\x06")
    extra = b"\x01\0\x08\0" + b"\xff" * 8
    entry = bytearray(archive[at:end] + extra)
    entry[30:32], entry[42:46] = len(extra).to_bytes(2, "little"), b"\xff" * 4
    tail = bytearray(archive[end:])
    tail[12:16] = len(entry).to_bytes(4, "little")
    return archive[:at] + bytes(entry) + bytes(tail)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (header("(-3, 2)"), "damaged"),
        (header("(3, -2)"), "damaged"),
        (header("(2.5, 2)"), "damaged"),
        (header("(99999999999999999999999, 2)"), "ends early"),
        (header("(10**9, 2)"), "damaged"),
        (header("(0, 2)"), "array is empty"),
        (header("(4, 2)", "'|O'"), "Python objects"),
        (header("(4, 2)", "[('a', '|O'), ('b', '<f8')]"), "Python objects"),
        (header("(4, 2)", "'<M8[s]'"), "real numbers"),
        (header("(4, 2)", "'|V0'"), "damaged"),
        (header("(4, 2)", "'" + "(" * 500 + "'"), "damaged"),
        (b"\x93NUMPY\x01\x00\xff\xff" + b"(" * 70_000, "damaged"),
        (b"\x93NUMPY\x09\x00" + bytes(80), "damaged"),
        (b"PK\x03\x04" + bytes(50), "damaged, locked or"),
        (damaged(packed(zipfile.ZIP_DEFLATED)), "damaged, locked or"),
        (damaged(packed(zipfile.ZIP_BZIP2)), "damaged, locked or"),
        (damaged(packed(zipfile.ZIP_LZMA)), "damaged, locked or"),
        (packed(zipfile.ZIP_STORED).replace(b"PK\x01\x02\x14\x03\x14\0\0", b"PK\x01\x02\x14\x03\x14\0\x01"), "locked"),
        (starting_beyond(packed(zipfile.ZIP_STORED)), "damaged, locked or"),
        (npz(a=np.arange(3), b=np.arange(4)), "no two of one length"),
    ],
    ids=range(20),
)
def test_what_is_hostile_or_damaged_is_refused_in_words(data: bytes, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        read_points(data)


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.npy", header("(4, 2)") + bytes(MAX_UNPACKED + 1))
    assert len(stream.getvalue()) < 100_000
    with pytest.raises(InvalidInput, match="over 64 MB"):
        read_points(stream.getvalue())
    workbook = io.BytesIO()
    with zipfile.ZipFile(workbook, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(InvalidInput, match="XLSX"):
        read_points(workbook.getvalue())


def test_of_several_arrays_with_two_columns_the_first_is_taken() -> None:
    assert read_points(npz(a=XY, b=XY + 1)).points.tolist() == XY.tolist()


def test_fields_and_their_places_have_names() -> None:
    assert [column.name for column in read_table(npy(NAMED)).columns] == ["id", "name", "y", "x"]
    assert [column.name for column in read_table(npy(PLACES)).columns] == ["t", "pos1", "pos2"]
    assert read_points(npy(PLACES), Choices(x=2, y=1)).points.tolist() == XY[:, ::-1].tolist()


def test_rows_are_left_out_for_what_is_no_finite_number() -> None:
    rows = np.concatenate([XY, [[np.nan, 1], [1, np.nan], [np.nan, np.inf], [np.inf, 1], [2, -np.inf]]])
    read = read_points(npy(rows))
    assert read.points.tolist() == XY.tolist()
    assert read.reasons == {"an empty cell": 3, "an infinite number": 2}
    assert read_points(npy(XY)).reasons == {}


def test_fields_of_words_hold_no_points() -> None:
    words = np.zeros(4, dtype=[("a", "U3"), ("b", "U3"), ("c", "<f8")])
    table = read_table(npy(words))
    for x, y, lost in ((0, 1, 0), (0, 2, 4), (2, 1, 4)):
        assert (len(table.read(x, y).points), table.read(x, y).left_out) == (0, {"no number": lost})


@pytest.mark.parametrize(("shape", "taken"), [((4, 2), True), ((4, 1), False), ((1, 4), False), ((4,), False)])
def test_one_column_is_too_few(shape: tuple[int, ...], taken: bool) -> None:
    data = npy(np.arange(float(np.prod(shape))).reshape(shape))
    if taken:
        assert len(read_points(data).points) == 4
    else:
        with pytest.raises(InvalidInput, match="array has shape"):
            read_points(data)


def test_a_thousand_columns_are_taken_and_no_more() -> None:
    assert len(read_table(npy(np.ones((1_001, 1_000)))).columns) == 1_000
    with pytest.raises(InvalidInput, match="over 1,000 columns"):
        read_points(npy(np.ones((1_002, 1_001))))
