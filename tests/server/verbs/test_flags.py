"""Every flag of every verb says what it takes: its range where it is a number, and its default."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator

import pytest

from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.targets.composed import LARGEST_POWER
from scorescape.models.training.spec import RunSpec
from scorescape.server import cli
from scorescape.server.verbs import flags


def every_flag() -> Iterator[tuple[str, argparse.Action]]:
    for verb in cli.VERBS:
        parser = cli._parser(verb)
        verbs = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
        for action in flags.all_of(verbs.choices[verb]):
            if not isinstance(action, argparse._HelpAction):
                yield f"{verb} {action.option_strings[0] if action.option_strings else action.dest}", action


FLAGS = dict(every_flag())


@pytest.mark.parametrize("name", FLAGS)
def test_every_flag_has_help_with_its_default_and_a_number_its_range(name: str) -> None:
    action = FLAGS[name]
    assert action.help
    assert re.search(r"\((default: .+|needed)\)$", action.help), action.help
    if action.default is not None and action.default not in ([], False):
        assert f"(default: {action.default})" in action.help
    if action.metavar == "N":
        assert re.search(r"a (whole )?number in [(\[]", action.help), action.help


def test_numbers_are_those_that_the_records_take() -> None:
    assert FLAGS["fit --steps"].default == RunSpec().n_steps
    assert FLAGS["sample --particles"].default == SamplerSpec().n_particles
    read = FLAGS["sample --particles"].type
    assert callable(read)
    assert [read("50000"), read("1e3"), read(" 7 ")] == [50_000, 1_000, 7]
    for text in ("50001", "0", "-1", "1.5", "nan", "inf", "1_000", "", "ten", "1e999", "9" * 5000):
        with pytest.raises(argparse.ArgumentTypeError, match=r"--particles \(n_particles\) must be .* \[1, 50000\]"):
            read(text)


def test_only_the_flags_of_the_verb_are_made() -> None:
    parser = cli._parser("check")
    verbs = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    assert len(list(flags.all_of(verbs.choices["fit"]))) == 1


def test_a_power_of_an_added_field_has_the_range_of_an_experts() -> None:
    """Said apart, since a flag is read before torch is loaded."""
    assert flags.LARGEST_POWER == LARGEST_POWER
