"""The command line: `scorescape serve | targets | objectives | samplers | fit | sample`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from scorescape.models.errors import InvalidInput, ScorescapeError
from scorescape.models.settings import Scalar

BAD_INPUT = 2


class _Parser(argparse.ArgumentParser):
    """Says one line on standard error and exits with 2."""

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"{self.prog}: {message}\n")
        raise SystemExit(BAD_INPUT)


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry of the console script; the exit code."""
    options = _parser().parse_args(arguments)
    try:
        result = _VERBS[options.verb](options)
    except ScorescapeError as error:
        sys.stderr.write(f"scorescape {options.verb}: {error.message}\n")
        return BAD_INPUT
    except KeyboardInterrupt:
        sys.stderr.write("\nstopped\n")
        return 130
    if result is not None:
        print(json.dumps(result) if options.json else _plain(result))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="scorescape", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True, parser_class=_Parser)
    serve = verbs.add_parser("serve", help="start the server and print its URL")
    serve.add_argument("--host")
    serve.add_argument("--port", type=int)
    serve.add_argument("--workers", type=int)
    serve.add_argument("--token", help="a secret that browsers and programs must show")
    serve.add_argument("--database-url", help="where experiments are kept; a SQLAlchemy URL")
    serve.add_argument("--max-entry-mb", type=int, help="megabytes one saved experiment may take")
    serve.add_argument("--open", action="store_true", help="open the page in a browser")
    for name in ("targets", "objectives", "samplers"):
        verbs.add_parser(name, help=f"list the {name}").add_argument("--json", action="store_true")
    fit = _trained(verbs.add_parser("fit", help="train one model on one target"))
    fit.add_argument("--objective", required=True)
    fit.add_argument("--model", default="score", choices=["score", "energy"])
    fit.add_argument("--steps", type=int, default=1500)
    fit.add_argument("--width", type=int)
    fit.add_argument("--batch-size", type=int)
    fit.add_argument("--lr", type=float)
    sample = _trained(verbs.add_parser("sample", help="walk on an exact or a learnt field"))
    sample.add_argument("--field", default="exact", help="exact, or a file that fit --out wrote")
    sample.add_argument("--sampler", default="langevin")
    sample.add_argument("--particles", type=int, default=2000)
    sample.add_argument("--steps", type=int, default=1000)
    sample.add_argument("--init", default="uniform", choices=["uniform", "data", "gaussian"])
    return parser


def _trained(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--target", required=True, help="a name, or a target file")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--set", action="append", default=[], metavar="key=value")
    parser.add_argument("--out", help="file to write")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser


def _serve(options: argparse.Namespace) -> None:
    from .verbs.serve import serve

    keys = ("host", "port", "workers", "token", "database_url", "max_entry_mb")
    serve({key: getattr(options, key) for key in keys}, open_page=options.open)


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


_VERBS = {"serve": _serve, "targets": _list, "objectives": _list, "samplers": _list, "fit": _fit, "sample": _sample}


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


def _plain(result: Any) -> str:
    if isinstance(result, list):
        width = max(len(entry["name"]) for entry in result)
        return "\n".join(f"{entry['name']:{width}}  {entry['title']}" for entry in result)
    return "\n".join(f"{key}: {value}" for key, value in result.items())
