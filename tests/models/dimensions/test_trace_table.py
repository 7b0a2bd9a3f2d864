"""The stored price of the trace: whole, named after its machine, and what the docs print."""

from __future__ import annotations

import re
from pathlib import Path

from scorescape.models.dimensions.trace_price import LOSSES, Price
from scorescape.models.dimensions.trace_table import TraceTable, read, stored

DOCS = Path(__file__).parents[3] / "docs" / "performance.md"


def test_what_is_stored_is_read_again(tmp_path: Path) -> None:
    table = TraceTable("one machine", [Price("exact", 3, 1.5, 0.2), Price("exact", 2, 1.0, 0.1)])
    table.store(tmp_path / "table.json")
    found = read(tmp_path / "table.json")
    assert found == table
    assert [each.d for each in found.of("exact")] == [2, 3]


def test_every_loss_is_there_from_2_to_3072_dimensions_and_the_machine_has_a_name() -> None:
    table = stored()
    assert re.search(r"\d+ cores, .*torch", table.machine)
    for loss in LOSSES:
        assert [each.d for each in table.of(loss)] == [2, 8, 32, 128, 512, 768, 3_072]
    exact, sliced = table.of("exact"), table.of("sliced")
    # a pass a dimension, each kept: linear at the least, while one slice hardly grows
    assert exact[-1].ms / exact[0].ms > 1_000 > 10 > sliced[-1].ms / sliced[0].ms
    assert exact[-1].kept_mb > 1_000 * sliced[-1].kept_mb


def test_the_docs_print_the_same_table() -> None:
    page, table = DOCS.read_text(), stored()
    assert table.machine in page
    row = next(line for line in page.splitlines() if line.startswith("| 3,072 | "))
    for loss in LOSSES:
        assert f"{table.of(loss)[-1].ms:,.10g} (" in row
