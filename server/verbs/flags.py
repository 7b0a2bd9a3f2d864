"""The flags of every verb: what each takes, its range and its default, in its help and in its refusal.

Ranges are those of the records that the values end up in, so that the command line, the API and the page's forms refuse
the same. Only the flags of the verb that is asked for are made: the records bring torch with them.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

from pydantic import BaseModel, TypeAdapter, ValidationError

from scorescape.models.settings import allowed_range

BAD_INPUT = 2
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
# world units a point of `ratio` may lie from the middle along either axis
FARTHEST = 100.0
# of a field that is added to others; that of an expert of a product
LARGEST_POWER = 16.0
FARTHEST_RANGE = f"[-{FARTHEST:g}, {FARTHEST:g}]"


class Parser(argparse.ArgumentParser):
    """Says one line on standard error and exits with 2."""

    def error(self, message: str) -> NoReturn:
        # a refusal of ours names its flag itself
        sys.stderr.write(f"{self.prog}: {re.sub(r'^argument [^:]*: (?=--)', '', message)}\n")
        raise SystemExit(BAD_INPUT)


def add_number(
    parser: argparse.ArgumentParser,
    flag: str,
    record: type[BaseModel],
    field: str,
    text: str,
    default: Any = None,
    otherwise: str = "",
) -> None:
    """A number that a field of a record takes; without a default, `otherwise` says in the help what stands for it."""
    allowed = allowed_range(record, field)
    said = otherwise or f"default: {default}"
    named = flag if flag.lstrip("-").replace("-", "_") == field else f"{flag} ({field})"
    parser.add_argument(
        flag,
        type=_reader(named, record, field, allowed),
        default=default,
        metavar="N",
        help=f"{text}: {allowed} ({said})".replace("%", "%%"),
    )


def _reader(named: str, record: type[BaseModel], field: str, allowed: str) -> Callable[[str], Any]:
    info = record.model_fields[field]
    adapter: TypeAdapter[Any] = TypeAdapter(info.rebuild_annotation())

    def read(text: str) -> Any:
        try:
            if not NUMBER.fullmatch(text.strip()):  # neither nan nor 1_000 nor nothing
                raise ValueError
            whole = re.fullmatch(r"[+-]?\d{1,30}", text.strip())
            return adapter.validate_python(int(text) if whole else float(text))
        except (ValueError, OverflowError, ValidationError):
            raise argparse.ArgumentTypeError(f"{named} must be {allowed}; got {text[:40]!r}.") from None

    return read


def add_common(parser: argparse.ArgumentParser) -> None:
    """What every verb has."""
    parser.add_argument(
        "--with",
        dest="plugins",
        action="append",
        default=[],
        metavar="FILE.py",
        help="add the variants in a Python file; may be given several times (default: none)",
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON value on one line (default: words)")


def add_serve(serve: argparse.ArgumentParser) -> None:
    from ..settings import ServerSettings

    serve.add_argument(
        "--host",
        metavar="ADDRESS",
        help="address to listen on; 0.0.0.0 for all of this machine's (default: SCORESCAPE_HOST, else 127.0.0.1)",
    )
    numbers = {
        "port": ("port to listen on, 0 for any that is free", "8000"),
        "workers": ("processes that train", "one a core"),
        "max-entry-mb": ("megabytes one saved experiment may take", "256"),
    }
    for name, (text, default) in numbers.items():
        field = name.replace("-", "_")
        otherwise = f"default: SCORESCAPE_{field.upper()}, else {default}"
        add_number(serve, f"--{name}", ServerSettings, field, text, otherwise=otherwise)
    serve.add_argument(
        "--token",
        metavar="SECRET",
        help="a secret that browsers and programs must show: at most 200 letters, digits, - and _ "
        "(default: SCORESCAPE_TOKEN, else none: everybody is let in)",
    )
    serve.add_argument(
        "--database-url",
        metavar="URL",
        help="where experiments are kept; a SQLAlchemy URL (default: SCORESCAPE_DATABASE_URL, else a file in your data "
        "folder)",
    )
    serve.add_argument("--open", action="store_true", help="open the page in a browser (default: only print its URL)")


def add_fit(fit: argparse.ArgumentParser) -> None:
    from scorescape.models.networks.spec import NetworkSpec
    from scorescape.models.training.spec import OptimiserSpec, RunSpec

    _add_trained(fit, RunSpec)
    own = "default: the objective's own for this target"
    fit.add_argument(
        "--objective",
        metavar="NAME",
        help="one of `scorescape objectives`; needed for score and energy (default: maximum-likelihood for a family "
        "with a known Z, such as gaussian)",
    )
    fit.add_argument("--model", default="score", metavar="NAME", help="score, energy or a network (default: score)")
    add_number(fit, "--steps", RunSpec, "n_steps", "steps of training", 1500)
    add_number(fit, "--width", NetworkSpec, "width", "neurons in each hidden layer", otherwise=own)
    add_number(fit, "--batch-size", OptimiserSpec, "batch_size", "points of the target seen per step", otherwise=own)
    add_number(fit, "--lr", OptimiserSpec, "learning_rate", "Adam's step after the warm-up", otherwise=own)


def add_sample(sample: argparse.ArgumentParser) -> None:
    from scorescape.models.processes.score_commands import Step
    from scorescape.models.samplers.spec import SamplerSpec

    _add_trained(sample, SamplerSpec)
    sample.add_argument(
        "--field",
        action="append",
        metavar="FILE",
        help="exact; experts, the added noisy scores of a product's experts; or a file that fit --out wrote; files "
        "may be several, and add (default: exact)",
    )
    sample.add_argument(
        "--powers",
        type=_powers,
        metavar="A,B",
        help=f"a power for each of several fields, in (0, {LARGEST_POWER:g}] (default: 1 each)",
    )
    sample.add_argument(
        "--sampler", default="langevin", metavar="NAME", help="one that `scorescape samplers` lists (default: langevin)"
    )
    add_number(sample, "--particles", SamplerSpec, "n_particles", "how many particles walk", 2000)
    add_number(sample, "--steps", Step, "n_steps", "steps of the walk at most", 1000)
    starts = ["uniform", "data", "gaussian"]
    sample.add_argument(
        "--init", default="uniform", choices=starts, help="where the particles start (default: uniform)"
    )


def add_partition(partition: argparse.ArgumentParser) -> None:
    from scorescape.models.partition.monte_carlo import MonteCarloSpec

    _add_target(partition)
    _add_field(partition)
    partition.add_argument(
        "--region", metavar="LASSO.json", help='a file {"polygon": [[x, y], ...]} in the box (default: none)'
    )
    points = MonteCarloSpec.model_fields["n_points"].default
    add_number(partition, "--points", MonteCarloSpec, "n_points", "uniform points of the Monte-Carlo estimate", points)
    add_number(partition, "--seed", MonteCarloSpec, "seed", "the same seed gives the same points", 0)
    add_json(partition)


def add_ratio(ratio: argparse.ArgumentParser) -> None:
    # argparse takes what begins with - for a flag, unless it looks like a number: -1,2 does here
    ratio._negative_number_matcher = re.compile(r"^-[\d.]")
    _add_target(ratio)
    _add_field(ratio)
    for name, which in (("--a", "the point whose density is above the line"), ("--b", "the one below it")):
        ratio.add_argument(
            name, required=True, type=_point(name), metavar="X,Y", help=f"{which}, in {FARTHEST_RANGE} (needed)"
        )
    add_json(ratio)


def _point(flag: str) -> Callable[[str], tuple[float, float]]:
    def read(text: str) -> tuple[float, float]:
        numbers = [part.strip() for part in text.split(",")]
        if len(numbers) != 2 or not all(NUMBER.fullmatch(number) for number in numbers):
            raise argparse.ArgumentTypeError(f"{flag} takes two numbers, such as -1,2.5; got {text[:40]!r}.")
        x, y = map(float, numbers)
        if max(abs(x), abs(y)) > FARTHEST:
            raise argparse.ArgumentTypeError(f"{flag} takes two numbers in {FARTHEST_RANGE}; got {text[:40]!r}.")
        return x, y

    return read


def _powers(text: str) -> list[float]:
    numbers = [part.strip() for part in text.split(",")]
    values = [float(number) if NUMBER.fullmatch(number) else 0.0 for number in numbers]
    if not all(0 < value <= LARGEST_POWER for value in values):
        raise argparse.ArgumentTypeError(
            f"--powers takes a number in (0, {LARGEST_POWER:g}] for each field, such as 1,2; got {text[:40]!r}."
        )
    return values


def _add_field(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--field", default="exact", metavar="FILE", help="exact, or a file that fit --out wrote (default: exact)"
    )


def _add_trained(parser: argparse.ArgumentParser, record: type[BaseModel]) -> None:
    _add_target(parser)
    add_number(parser, "--seed", record, "seed", "the same seed gives the same figures", 0)
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="key=value",
        help="a setting, with its range in `scorescape objectives --json` or `samplers --json`; may be given "
        "several times (default: those of this target)",
    )
    parser.add_argument("--out", metavar="FILE", help="file to write (default: none)")
    add_json(parser)


def _add_target(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--target", required=True, metavar="TARGET", help="a name, or a file: a target, points or a picture (needed)"
    )
    parser.add_argument(
        "--columns",
        metavar="X,Y",
        help="the columns of a file of points, by name or counted from 1 (default: those that seem to be x and y)",
    )
    parser.add_argument(
        "--import",
        dest="reading",
        action="append",
        default=[],
        metavar="key=value",
        help="how a file is read: scaling, far, bandwidth_factor, decimal, header, orientation or mass; may be given "
        "several times (default: as it seems)",
    )


def add_check(check: argparse.ArgumentParser) -> None:
    check.add_argument("file", metavar="FILE.py", help="the file (needed)")
    add_json(check)


def all_of(parser: argparse.ArgumentParser) -> Iterable[argparse.Action]:
    """Its flags and arguments, without the verbs below it."""
    return [action for action in parser._actions if not isinstance(action, argparse._SubParsersAction)]
