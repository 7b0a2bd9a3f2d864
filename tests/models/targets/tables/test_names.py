"""What names of columns tell."""

from __future__ import annotations

import pytest

from scorescape.models.targets.tables.names import telling_pair, words_of


@pytest.mark.parametrize(
    ("names", "pair"),
    [
        (["x", "y"], ("x", "y")),
        (["id", "Y (µm)", "X (µm)"], ("X (µm)", "Y (µm)")),
        (["pos.y", "pos.x", "vel.x", "vel.y"], ("pos.x", "pos.y")),
        (["centroidX", "centroidY"], ("centroidX", "centroidY")),
        (["x_coord", "y_coord"], ("x_coord", "y_coord")),
        (["x / mm", "y / mm"], ("x / mm", "y / mm")),
        (["x in mm", "z in mm", "y in mm"], ("x in mm", "y in mm")),
        (["y", "x_2", "x_1"], ("x_1", "x_2")),
        (["LAT", "LON"], ("LON", "LAT")),
        (["start_lat", "start_lng", "end_lat", "end_lng"], ("start_lng", "start_lat")),
        (["decimalLatitude", "decimalLongitude"], ("decimalLongitude", "decimalLatitude")),
        (["Hochwert", "Rechtswert"], ("Rechtswert", "Hochwert")),
        (["geogr. Breite", "geogr. Länge"], ("geogr. Länge", "geogr. Breite")),
        (["PC1", "PC2", "PC3"], ("PC1", "PC2")),
        (["tSNE_2", "tSNE_1"], ("tSNE_1", "tSNE_2")),
        (["x_err", "x", "y_err", "y"], ("x", "y")),
        (["a", "end_y", "start_x"], ("start_x", "end_y")),
        (["start_lat", "b", "end_lng"], ("end_lng", "start_lat")),
    ],
)
def test_names_that_tell_x_and_y(names: list[str], pair: tuple[str, str]) -> None:
    found = telling_pair(names)
    assert found is not None
    assert (names[found[0]], names[found[1]]) == pair


@pytest.mark.parametrize(
    "names", [["a", "b"], ["x", "z"], ["latency", "longevity"], ["length", "width"], ["", ""], ["a_x", "b_x", "c_y"]]
)
def test_names_that_tell_nothing(names: list[str]) -> None:
    assert telling_pair(names) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("id", "id"),
        ("sample_id", "id"),
        ("SampleID", "id"),
        ("sampleid", "id"),
        ("my sampleid", "id"),
        ("fluid", ""),
        ("lower centroid", ""),
        ("fluid level", ""),
        ("mean day length", ""),
        ("aid", ""),
        ("Nr.", "index"),
        ("year", "time"),
        ("Jahr", "time"),
        ("pickup_datetime", "time"),
        ("Class", "label"),
        ("length of day", ""),
        ("width", ""),
        ("humidity", ""),
        ("T (K)", ""),
    ],
)
def test_names_of_what_is_no_coordinate(name: str, kind: str) -> None:
    assert words_of(name).kind == kind
