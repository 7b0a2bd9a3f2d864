"""Files of points, as programs write them and as people break them."""

from __future__ import annotations

import io
import pickle

import numpy as np
import pytest

from scorescape.models.errors import InvalidInput
from scorescape.models.targets.point_files import read_points

POINTS = [[1.5, -2.0], [0.25, 3.0], [1e-3, 4.0]]


def npy(array: object, **options: object) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array, **options)  # type: ignore[arg-type]
    return stream.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "1.5,-2\n0.25,3\n1e-3,4\n",
        "x,y\n1.5,-2\n0.25,3\n1e-3,4",
        "name;y;x\na;-2;1,5\nb;3;0,25\nc;4;1e-3\n",
        "# made by hand\n1.5 -2\n0.25\t3\n\n1e-3 4\n",
        "\ufeffid,left,right\r\na,1.5,-2\r\nb,0.25,3\r\nc,1e-3,4\r\n",
        '"x","y"\n"1.5","-2"\n"0.25","3"\n"1e-3","4"\n',
    ],
)
def test_csv_in_many_forms(text: str) -> None:
    assert read_points(text.encode()).points.tolist() == POINTS


@pytest.mark.parametrize("dtype", ["<f8", ">f4", "<f2"])
@pytest.mark.parametrize("order", ["C", "F"])
def test_npy_in_many_forms(dtype: str, order: str) -> None:
    array = np.asarray(np.array([[1.5, -2], [0.25, 3]], dtype=dtype), order=order)  # type: ignore[call-overload]
    assert read_points(npy(array)).points.tolist() == POINTS[:2]


def test_rows_that_are_not_finite_are_left_out_and_counted() -> None:
    table = read_points(b"x,y\n1,2\nnan,3\n4,inf\n,\n5\nn/a,7\n8,9\n")
    assert table.points.tolist() == [[1, 2], [8, 9]]
    assert table.left_out == 5
    assert table.columns == ("x", "y")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        (b"once upon a time, there was\na king, who\nhad no numbers, at all\n", "no column of numbers"),
        (b"x,name\n1,a\n2,b\n", "one column of numbers"),
        (b"x,y\nnan,1\n2,nan\n", "No row"),
        (b"\xff\xd8\xff\xe0 not text \x80\x81", "not text"),
        (b"PK\x03\x04rest", "archive"),
        (npy(np.zeros((3, 3, 2))), r"shape \(3, 3, 2\)"),
        (npy(np.zeros((3, 1))), r"shape \(3, 1\)"),
        (npy(np.zeros(4)), r"shape \(4,\)"),
        (npy(np.zeros((3, 2), dtype=complex)), "complex128"),
        (npy(np.array([["a", "b"]])), "real numbers"),
        (npy(np.zeros((9, 2)))[:-8], "ends early"),
        (npy(np.zeros((9, 2)))[:20], "damaged"),
    ],
)
def test_what_is_no_table_is_refused_in_words(data: bytes, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        read_points(data)


class Trap:
    """Unpickling it would raise, not return."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (exec, ("raise SystemExit('unpickled')",))


def test_python_objects_are_never_unpickled() -> None:
    data = npy(np.array([[Trap(), 1]], dtype=object), allow_pickle=True)
    with pytest.raises(InvalidInput, match="Python objects"):
        read_points(data)
    with pytest.raises(InvalidInput):
        read_points(pickle.dumps(Trap(), protocol=4))


def test_a_header_that_promises_more_than_there_is_takes_no_memory() -> None:
    header = npy(np.zeros((1, 2))).replace(b"(1, 2), }", b"(9999999999999, 2)}")
    with pytest.raises(InvalidInput):
        read_points(header)
