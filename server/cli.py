"""The command line: `scorescape serve | targets | objectives | samplers | lenses | networks | fit | sample | check`.

Standard output holds the answer alone: whatever a plug-in prints goes to standard error.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import os
import sys
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

from scorescape.models.errors import InvalidInput, ScorescapeError
from scorescape.models.plugins import REGISTRIES, blame, load_plugins
from scorescape.models.settings import Scalar

FAULTY, BAD_INPUT = 1, 2
STOPPED, READER_GONE = 130, 141
LISTS = ("targets", "objectives", "samplers", "lenses", "networks")


class _Parser(argparse.ArgumentParser):
    """Says one line on standard error and exits with 2."""

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"{self.prog}: {message}\n")
        raise SystemExit(BAD_INPUT)


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry of the console script; the exit code."""
    options = _parser().parse_args(arguments)
    try:
        result = _answer(options)
    except ScorescapeError as error:
        _tell(f"scorescape {options.verb}: {error.message}")
        return BAD_INPUT
    except KeyboardInterrupt:
        _tell("\nstopped")
        return STOPPED
    except (Exception, SystemExit) as error:
        sentence = blame(error)
        if not sentence:
            raise
        _tell(f"scorescape {options.verb}: {sentence}")
        return FAULTY
    if result is not None:
        try:
            print(_json(result) if options.json else _plain(options.verb, result), flush=True)
        except BrokenPipeError:  # who read it has left, as head does
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return READER_GONE
    return FAULTY if options.verb == "check" and not result["holds"] else 0


def _answer(options: argparse.Namespace) -> Any:
    """What the verb returns; installed plug-ins that were left out are named before and after it runs."""
    if options.verb == "serve":  # says its address on standard output; the application loads the files itself
        return _serve(options)
    with _output_kept_clean():
        load_plugins(options.plugins, _tell)
        known = _tell_faults(set())
        result = _VERBS[options.verb](options)
        _tell_faults(known)
    return result


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _tell_faults(known: set[str]) -> set[str]:
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


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="scorescape", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True, parser_class=_Parser)
    _add_serve(verbs.add_parser("serve", help="start the server and print its URL"))
    for name in LISTS:
        verbs.add_parser(name, help=f"list the {name}").add_argument("--json", action="store_true")
    _add_fit(verbs.add_parser("fit", help="train one model on one target"))
    _add_sample(verbs.add_parser("sample", help="walk on an exact or a learnt field"))
    check = verbs.add_parser("check", help="hold the variants in a Python file to their contracts")
    check.add_argument("file", metavar="FILE.py")
    check.add_argument("--json", action="store_true", help="print one JSON object")
    for verb in verbs.choices.values():
        verb.add_argument(
            "--with",
            dest="plugins",
            action="append",
            default=[],
            metavar="FILE.py",
            help="add the variants in a Python file; may be given several times",
        )
    return parser


def _add_serve(serve: argparse.ArgumentParser) -> None:
    serve.add_argument("--host")
    serve.add_argument("--port", type=int)
    serve.add_argument("--workers", type=int)
    serve.add_argument("--token", help="a secret that browsers and programs must show")
    serve.add_argument("--database-url", help="where experiments are kept; a SQLAlchemy URL")
    serve.add_argument("--max-entry-mb", type=int, help="megabytes one saved experiment may take")
    serve.add_argument("--open", action="store_true", help="open the page in a browser")


def _add_fit(fit: argparse.ArgumentParser) -> None:
    _trained(fit)
    fit.add_argument("--objective", required=True)
    fit.add_argument("--model", default="score", help="score, energy, or the name of a network")
    fit.add_argument("--steps", type=int, default=1500)
    fit.add_argument("--width", type=int)
    fit.add_argument("--batch-size", type=int)
    fit.add_argument("--lr", type=float)


def _add_sample(sample: argparse.ArgumentParser) -> None:
    _trained(sample)
    sample.add_argument("--field", default="exact", help="exact, or a file that fit --out wrote")
    sample.add_argument("--sampler", default="langevin")
    sample.add_argument("--particles", type=int, default=2000)
    sample.add_argument("--steps", type=int, default=1000)
    sample.add_argument("--init", default="uniform", choices=["uniform", "data", "gaussian"])


def _trained(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--target", required=True, help="a name, or a target file")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--set", action="append", default=[], metavar="key=value")
    parser.add_argument("--out", help="file to write")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _serve(options: argparse.Namespace) -> None:
    from .verbs.serve import serve

    keys = ("host", "port", "workers", "token", "database_url", "max_entry_mb")
    _tell_faults(set())
    serve({key: getattr(options, key) for key in keys} | {"plugins": options.plugins or None}, open_page=options.open)


def _list(options: argparse.Namespace) -> list[dict[str, Any]]:
    from .protocol.catalogue import catalogue

    entries: list[Any] = getattr(catalogue(), options.verb)
    return [entry.model_dump(by_alias=True) for entry in entries]


def _fit(options: argparse.Namespace) -> dict[str, Any]:
    from .verbs.fit import fit

    settings = _settings(options.set)
    named = {"width": options.width, "batch_size": options.batch_size, "learning_rate": options.lr}
    settings |= {key: value for key, value in named.items() if value is not None}
    return fit(options.target, options.objective, options.model, options.steps, options.seed, settings, options.out)


def _sample(options: argparse.Namespace) -> dict[str, Any]:
    from .verbs.sample import sample

    spec = {
        "sampler": options.sampler,
        "n_particles": options.particles,
        "init": options.init,
        "seed": options.seed,
        "field": "exact" if options.field == "exact" else "learned",
    }
    return sample(options.target, options.field, spec, options.steps, _settings(options.set), options.out)


def _check(options: argparse.Namespace) -> dict[str, Any]:
    from .verbs.check import check

    return check(options.file, _tell)


_VERBS = {"fit": _fit, "sample": _sample, "check": _check} | dict.fromkeys(LISTS, _list)


def _settings(pairs: list[str]) -> dict[str, Scalar]:
    """`key=value` pairs; a value is read as JSON where it is JSON, else as text."""
    settings: dict[str, Scalar] = {}
    for pair in pairs:
        key, equals, text = pair.partition("=")
        if not equals:
            raise InvalidInput("set", f"--set takes key=value; got {pair!r}.")
        try:
            settings[key.replace("-", "_")] = json.loads(text)
        except json.JSONDecodeError:
            settings[key.replace("-", "_")] = text
    return settings


def _json(result: Any) -> str:
    """One line of JSON, which knows no infinity and no NaN: such a figure is null."""
    return json.dumps(_finite(result), allow_nan=False)


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _finite(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _plain(verb: str, result: Any) -> str:
    if verb == "check":
        from .verbs.check import in_words

        return in_words(result)
    if isinstance(result, list):
        width = max(len(entry["name"]) for entry in result)
        return "\n".join(f"{entry['name']:{width}}  {entry['title']}" for entry in result)
    return "\n".join(f"{key}: {value}" for key, value in result.items())
