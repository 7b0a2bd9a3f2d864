"""Scorescape: small score networks and energy models held against the exact truth.

`scorescape VERB --help` says what each verb takes. Standard output holds the answer alone; whatever else is said, by a
plug-in too, goes to standard error. Exit codes: 0 done; 1 a plug-in failed, or `check` found faults; 2 something given
was refused, in one sentence, or nothing was given; 130 stopped by Ctrl-C; 141 the output's reader has left.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from typing import Any

from scorescape.models.errors import InvalidInput, ScorescapeError
from scorescape.models.plain_json import as_json
from scorescape.models.settings import Scalar

from .verbs import flags
from .verbs.lists import FOLDERS, listed, quickly
from .verbs.rooms import ROOMS, adder, answerer

FAULTY, BAD_INPUT = 1, 2
STOPPED, READER_GONE = 130, 141
LISTS = tuple(FOLDERS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry of the console script; the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        try:
            return _run(given)
        finally:
            sys.stdout.flush()  # here and not at the interpreter's end, where a reader that has left is a fault
    except BrokenPipeError:  # who read it has left, as head does
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return READER_GONE


def _run(given: list[str]) -> int:
    parser = _parser(next((word for word in given if word in VERBS), None))
    if not given:
        parser.print_help(sys.stderr)
        return BAD_INPUT
    options = parser.parse_args(given)
    try:
        result = _answer(options)
    except ScorescapeError as error:
        _tell(f"scorescape {options.verb}: {error.message}")
        return BAD_INPUT
    except KeyboardInterrupt:
        _tell("\nstopped")
        return STOPPED
    except BrokenPipeError:
        raise
    except (Exception, SystemExit) as error:
        from scorescape.models.plugins import blame

        sentence = blame(error)
        if not sentence:
            raise
        _tell(f"scorescape {options.verb}: {sentence}")
        return FAULTY
    if result is not None:
        print(as_json(result) if options.json else _plain(options.verb, result), flush=True)
    return FAULTY if options.verb == "check" and not result["holds"] else 0


def _answer(options: argparse.Namespace) -> Any:
    """What the verb returns; installed plug-ins that were left out are named before and after it runs."""
    if options.verb == "serve":  # says its address on standard output; the application loads the files itself
        return _serve(options)
    if (known_already := quickly(options.verb, options.plugins, whole=options.json)) is not None:
        return known_already
    from scorescape.models.plugins import load_plugins

    with _output_kept_clean():
        load_plugins(options.plugins, _tell)
        known = _tell_faults(set())
        result = _ANSWERS[options.verb](options)
        _tell_faults(known)
    return result


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _tell_faults(known: set[str]) -> set[str]:
    from scorescape.models.plugins import REGISTRIES

    faults = {sentence for registry in REGISTRIES for sentence in registry.faults.values()}
    for sentence in sorted(faults - known):
        _tell(f"scorescape: {sentence}")
    return faults


@contextlib.contextmanager
def _output_kept_clean() -> Iterator[None]:
    """Whatever is printed inside, by Python or below it, goes to standard error."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        with contextlib.redirect_stdout(sys.stderr):
            yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def _parser(verb: str | None) -> argparse.ArgumentParser:
    """With the flags of this verb: those of others are not needed, and making them takes time."""
    parser = flags.Parser(prog="scorescape", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--version", action="version", version=f"scorescape {version('scorescape')}")
    verbs = parser.add_subparsers(dest="verb", required=True, parser_class=flags.Parser, metavar="VERB")
    for name, (text, add) in VERBS.items():
        one = verbs.add_parser(name, help=text, description=text)
        if name == verb:
            add(one)
            flags.add_common(one)
    return parser


VERBS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "serve": ("start the server and print its URL", flags.add_serve),
    **{name: (f"list the {name}", flags.add_json) for name in LISTS},
    "fit": ("train one model on one target", flags.add_fit),
    "sample": ("walk on an exact or a learnt field", flags.add_sample),
    "partition": ("find Z and the share of a region, by quadrature and by chance", flags.add_partition),
    "ratio": ("say how much likelier one point is than another, without Z", flags.add_ratio),
    **{name: (text, adder(name)) for name, text in ROOMS.items()},
    "check": ("hold the variants in a Python file to their contracts", flags.add_check),
}


def _serve(options: argparse.Namespace) -> None:
    from .verbs.serve import serve

    keys = ("host", "port", "workers", "token", "database_url", "max_entry_mb")
    _tell_faults(set())
    serve({key: getattr(options, key) for key in keys} | {"plugins": options.plugins or None}, open_page=options.open)


def _list(options: argparse.Namespace) -> list[dict[str, Any]]:
    return listed(options.verb)


def _fit(options: argparse.Namespace) -> dict[str, Any]:
    from .verbs.fit import fit

    settings = _settings(options.set)
    named = {"width": options.width, "batch_size": options.batch_size, "learning_rate": options.lr}
    settings |= {key: value for key, value in named.items() if value is not None}
    return fit(
        options.target,
        options.objective,
        options.model,
        options.steps,
        options.seed,
        settings,
        options.out,
        _reading(options),
    )


def _sample(options: argparse.Namespace) -> dict[str, Any]:
    from .verbs.sample import sample

    fields = options.field or ["exact"]
    spec = {
        "sampler": options.sampler,
        "n_particles": options.particles,
        "init": options.init,
        "seed": options.seed,
        "field": fields[0] if fields[0] in ("exact", "experts") else "learned",
    }
    return sample(
        options.target,
        fields,
        spec,
        options.steps,
        _settings(options.set),
        options.out,
        _reading(options),
        options.powers,
    )


def _partition(options: argparse.Namespace) -> dict[str, Any]:
    from .verbs.partition import partition

    spec = {"n_points": options.points, "seed": options.seed}
    return partition(options.target, options.field, options.region, spec, _reading(options))


def _ratio(options: argparse.Namespace) -> dict[str, Any]:
    from .verbs.ratio import ratio

    return ratio(options.target, options.field, options.a, options.b, _reading(options))


def _check(options: argparse.Namespace) -> dict[str, Any]:
    from .verbs.check import check

    return check(options.file, _tell)


_ANSWERS = {
    "fit": _fit,
    "sample": _sample,
    "partition": _partition,
    "ratio": _ratio,
    "check": _check,
    **{name: answerer(name) for name in ROOMS},
} | dict.fromkeys(LISTS, _list)


def _reading(options: argparse.Namespace) -> dict[str, Scalar]:
    """How a file is to become a target."""
    columns = {} if options.columns is None else {"columns": options.columns}
    return _settings(options.reading, "import") | columns


def _settings(pairs: list[str], flag: str = "set") -> dict[str, Scalar]:
    """`key=value` pairs; a value is read as JSON where it is JSON, else as text."""
    settings: dict[str, Scalar] = {}
    for pair in pairs:
        key, equals, text = pair.partition("=")
        if not equals:
            raise InvalidInput(flag, f"--{flag} takes key=value; got {pair!r}.")
        try:
            settings[key.replace("-", "_")] = json.loads(text)
        except json.JSONDecodeError:
            settings[key.replace("-", "_")] = text
    return settings


def _plain(verb: str, result: Any) -> str:
    if verb == "check":
        from .verbs.check import in_words

        return in_words(result)
    if isinstance(result, list):
        width = max(len(entry["name"]) for entry in result)
        return "\n".join(f"{entry['name']:{width}}  {entry['title']}" for entry in result)
    return "\n".join(f"{key}: {value}" for key, value in result.items())
