"""A gallery that an earlier version saved (tests/fixtures/today) opens here with the figures and weights it had there.

What was kept is equal on every machine. What is computed anew from it is equal on a machine that computes as the one
it was made on, particles and weights bit for bit and figures to a millionth, and close to it on any other.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from benchmarks import served
from tests.client import Client, Stream, frame_of

FIXTURES = Path(__file__).parents[1] / "fixtures" / "today"
EXPECTED: dict[str, Any] = json.loads((FIXTURES / "expected.json").read_text(encoding="utf-8"))
NAMES = list(EXPECTED["entries"])
WALKED, TRAINED = 10, 20
# how far figures may be off where sums are rounded otherwise
CLOSE = 1e-3
# on a machine that computes alike: the exact field divides its shares by their own sum since, and rounds otherwise
ROUNDED = 1e-6
CLOCK = ("seconds", "ms_per_step")
# grow more exact while they stand there: as far as the first pairs may be off
REFINED = {"sliced_wasserstein_floor": 0.15}
# held against exact samples that are drawn anew when a bit of the particles differs: as far as the draws may be apart
DRAWN = {"sliced_wasserstein": 0.3}


def arithmetic() -> str:
    """Equal on machines whose torch rounds alike: the hash of some sums, and of small networks and their slopes."""
    random = np.random.default_rng(0)

    def drawn(*shape: int) -> torch.Tensor:
        return torch.tensor(random.standard_normal(shape), dtype=torch.float32)

    made = [torch.exp(x := drawn(256, 16)), torch.sin(x), x.sum(), x.mean(0), x.square().sum(1), x.logsumexp(1)]
    for n in (1, 150, 256, 512, 9216):
        shapes = ((n, 2), (2, 32), (66, 16), (16, 16), (16,))
        points, frequencies, first, second, third = leaves = [drawn(*shape).requires_grad_() for shape in shapes]
        waves = points @ frequencies
        y = torch.nn.functional.silu(torch.cat([points, waves.sin(), waves.cos()], 1) @ first)
        energy = torch.nn.functional.silu(y @ second) @ third
        made += [energy, *torch.autograd.grad(energy.sum(), leaves)]
    rounded = sha(b"".join(each.detach().numpy().tobytes() for each in made))[:16]
    return f"torch {torch.__version__}, {torch.backends.cpu.get_cpu_capability()}, {rounded}"


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


ALIKE = arithmetic() == EXPECTED["arithmetic"]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A server on a copy of the gallery."""
    copy = tmp_path_factory.mktemp("today") / "gallery.db"
    shutil.copy(FIXTURES / "gallery.db", copy)
    with served.server("--database-url", f"sqlite:///{copy}") as (url, _):
        yield Client(url)


@contextmanager
def opened(client: Client, name: str) -> Iterator[dict[str, Any]]:
    """What the server answers that opens the entry; the experiment is gone afterwards."""
    entry = next(entry for entry in client.request("GET", "/api/gallery")[1] if entry["name"] == name)
    status, answer = client.request("POST", f"/api/gallery/{entry['id']}/open")
    assert status == 201, answer
    yield answer
    client.request("DELETE", f"/api/experiments/{answer['experiment']['id']}")


def runs_of(answer: dict[str, Any]) -> list[str]:
    return [state["run"] for state in answer["experiment"]["runs"]]


def download(client: Client, answer: dict[str, Any], file: str, run: str) -> bytes:
    status, data = client.request("GET", f"/api/experiments/{answer['experiment']['id']}/{file}?run={run}")
    assert status == 200, data
    return bytes(data)


def tensors(frame: dict[str, Any]) -> dict[str, str]:
    """A hash of shape, type and bytes of each tensor."""
    return {
        name: sha(f"{each['dtype']} {each['shape']} ".encode() + each["bytes"])
        for name, each in sorted(frame["tensors"].items())
    }


def weights(client: Client, answer: dict[str, Any], run: str) -> dict[str, str]:
    return tensors(frame_of(download(client, answer, "export.safetensors", run)))


def particles(client: Client, answer: dict[str, Any], run: str) -> str:
    with np.load(io.BytesIO(download(client, answer, "export.npz", run))) as arrays:
        x = arrays["particles"]
        return sha(f"{x.dtype} {x.shape} ".encode() + x.tobytes())


def without(said: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name not in ("run", "type", *names)}


def untimed(said: dict[str, Any]) -> dict[str, Any]:
    """Figures without what the clock has a part in."""
    return without(said, *CLOCK) | {"values": {k: v for k, v in said["values"].items() if k not in CLOCK}}


def kept(client: Client, answer: dict[str, Any]) -> dict[str, Any]:
    """All that comes from the file as it is."""
    key, spec = answer["experiment"]["id"], answer["experiment"]["spec"]
    whole = {"name": answer["name"], "link": answer["link"], "target": spec["target"]}
    weighed = [frame_of(download(client, answer, "export.safetensors", run)) for run in runs_of(answer)]
    taped = [frame_of(download(client, answer, "tape.safetensors", run)) for run in runs_of(answer)]
    history = client.request("GET", f"/api/experiments/{key}/export.json")[1]["history"]
    panels = [
        {
            "spec": panel,
            # the last of either is measured anew
            "history": [without(said) for said in history if said["run"] == run][:-1],
            "weights": tensors(field),
            "scaling": json.loads(field["scorescape"])["scaling"],
            "readings": json.loads(field["scorescape"])["readings"],
            "tape": tensors(tape),
            "tape_figures": json.loads(tape["figures"])[:-1],
            "particles": particles(client, answer, run),
        }
        for run, panel, field, tape in zip(runs_of(answer), spec["panels"], weighed, taped, strict=True)
    ]
    return whole | {"panels": panels}


def measured(client: Client, answer: dict[str, Any]) -> list[dict[str, Any]]:
    """What each panel says of itself, measured anew from what was kept."""
    key, runs = answer["experiment"]["id"], runs_of(answer)
    for run in runs:  # answered after a panel has said its first figures
        weights(client, answer, run)
    samples: dict[str, Any] = {}
    with client.stream(key) as stream:
        hello = stream.until(lambda event: event["type"] == "hello")

        def heard(event: dict[str, Any]) -> bool:
            if event["type"] == "sample-metrics":
                samples[event["run"]] = without(event)
            return len(samples) == len(runs)

        stream.until(heard)
    figures = {said["run"]: without(said) for said in hello["history"]}
    return [
        {"state": without(state), "figures": figures[state["run"]], "samples": samples[state["run"]]}
        for state in hello["experiment"]["runs"]
    ]


def figures_at(stream: Stream, kind: str, steps: dict[str, int], held: str, at: str) -> list[dict[str, Any]]:
    """The last figures of each run, once all hold still at these steps."""
    left, last = set(steps), {}

    def heard(event: dict[str, Any]) -> bool:
        if event["type"] == kind:
            last[event["run"]] = event
        state = event.get("state", {"run": None})
        if state["run"] in left and state[held] in ("paused", "finished") and state[at] == steps[state["run"]]:
            left.remove(state["run"])
        return not left

    stream.until(heard)
    assert {run: last[run]["step"] for run in steps} == steps
    return [untimed(last[run]) for run in steps]


def gone_on(client: Client, answer: dict[str, Any]) -> dict[str, list[Any]]:
    """So many steps more of the walk, then of training: one that is paused steps on, one that is finished extends."""
    states, runs = answer["experiment"]["runs"], runs_of(answer)
    with client.stream(answer["experiment"]["id"]) as stream:
        steps = {state["run"]: state["sampling_step"] + WALKED for state in states}
        stream.say("step", what="sampling", n_steps=WALKED)
        samples = figures_at(stream, "sample-metrics", steps, "sampling", "sampling_step")
        walked = [particles(client, answer, run) for run in runs]
        for state in states:
            stream.say("train" if state["phase"] == "finished" else "step", runs=[state["run"]], n_steps=TRAINED)
        steps = {state["run"]: state["step"] + TRAINED for state in states}
        figures = figures_at(stream, "metrics", steps, "phase", "step")
    trained = [weights(client, answer, run) for run in runs]
    return {"samples": samples, "particles": walked, "figures": figures, "weights": trained}


def differences(expected: Any, said: Any, close: float = 0.0, where: str = "") -> list[str]:
    """Where what is said differs from what is expected; more names than were expected are no difference."""
    if isinstance(expected, dict) and isinstance(said, dict):
        missing = [f"{where}/{name} is missing" for name in expected if name not in said]
        both = [name for name in expected if name in said]
        within = {name: max(close, REFINED.get(name, 0.0), DRAWN.get(name, 0.0) if close else 0.0) for name in both}
        return missing + [
            line for name in both for line in differences(expected[name], said[name], within[name], f"{where}/{name}")
        ]
    if isinstance(expected, list) and isinstance(said, list) and len(expected) == len(said):
        pairs = enumerate(zip(expected, said, strict=True))
        return [line for at, (one, other) in pairs for line in differences(one, other, close, f"{where}/{at}")]
    numbers = isinstance(expected, float) and isinstance(said, int | float)
    if expected == said or (numbers and math.isclose(expected, said, rel_tol=close, abs_tol=close)):
        return []
    return [f"{where}: {expected!r} became {said!r}"]


def test_the_list_is_as_it_was(client: Client) -> None:
    assert differences(EXPECTED["list"], client.request("GET", "/api/gallery")[1]) == []


@pytest.mark.parametrize("name", NAMES)
def test_an_entry_opens_as_it_was_saved(client: Client, name: str) -> None:
    with opened(client, name) as answer:
        assert differences(EXPECTED["entries"][name]["kept"], kept(client, answer)) == []


@pytest.mark.parametrize("name", NAMES)
def test_an_entry_has_the_figures_it_had(client: Client, name: str) -> None:
    with opened(client, name) as answer:
        close = ROUNDED if ALIKE else CLOSE
        assert differences(EXPECTED["entries"][name]["measured"], measured(client, answer), close) == []


@pytest.mark.parametrize("name", NAMES)
def test_an_entry_goes_on_as_it_would_have(client: Client, name: str) -> None:
    with opened(client, name) as answer:
        expected, said = EXPECTED["entries"][name]["gone_on"], gone_on(client, answer)
    if not ALIKE:  # other machines round otherwise: no bit of what they compute is the same
        expected = {part: expected[part] for part in ("samples", "figures")}
    assert differences(expected, said, ROUNDED if ALIKE else CLOSE) == []


def test_a_picture_is_the_one_it_was_saved_with(client: Client) -> None:
    for entry in EXPECTED["list"]:
        picture = client.request("GET", f"/api/gallery/{entry['id']}/thumbnail.png")[1]
        assert sha(picture) == EXPECTED["entries"][entry["name"]]["picture"]
