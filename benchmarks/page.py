"""How fast the page is, in headless Chromium against a real server: `python -m benchmarks.page [--quick]`.

Measures from opening the address to a page that can be used; frames per second by panels x particles; from mouse-up
to the new density on screen; from Train to the first changed field; the server process's processor time while it
streams particles at 30 Hz.
"""

from __future__ import annotations

import argparse
import statistics
import time

from playwright.sync_api import Page

from tests.client import Client

from .machine import machine
from .served import chromium, cpu_seconds, server

VIEW = {"width": 1440, "height": 900}
READY = 60_000
CROWDS = [(2, 2_000), (4, 10_000), (8, 4_000)]

COUNT_FRAMES = """async (milliseconds) => {
    const stamps = [];
    const from = performance.now();
    while (performance.now() - from < milliseconds) stamps.push(await new Promise(requestAnimationFrame));
    const gaps = stamps.slice(1).map((at, index) => at - stamps[index]);
    const seen = [...document.querySelectorAll('canvas[data-stage]')].map((each) => Number(each.dataset.particlesStep));
    return { gaps, seen };
}"""

FIRST_FIELD = """async () => {
    const steps = () => [...document.querySelectorAll('canvas[data-stage]')].map((each) => each.dataset.fieldStep);
    const before = steps();
    const button = [...document.querySelectorAll('button')].find((each) => each.textContent.trim() === 'Train');
    const from = performance.now();
    button.click();
    while (steps().some((step, index) => step === before[index])) await new Promise(requestAnimationFrame);
    return performance.now() - from;
}"""


USABLE = """() => {
    const train = document.querySelector('[data-action=train]');
    const ready = train && !train.disabled && document.querySelectorAll('article[data-phase=ready]').length > 0;
    return ready ? performance.now() : 0;
}"""


def clear(client: Client) -> None:
    """End what an earlier measurement left running."""
    for experiment in client.request("GET", "/api/experiments")[1]:
        client.request("DELETE", f"/api/experiments/{experiment['id']}")


def open_page(page: Page, url: str, panels: int, particles: int) -> None:
    page.goto("about:blank")
    clear(Client(url))
    run = "p=denoising-score-matching"
    sampler = f"s=langevin;field=exact;n_particles={particles};init=data"
    page.goto(f"{url}/#t=preset.eight-gaussians&{'&'.join([run] * panels)}&{sampler}")
    page.wait_for_function(
        "(n) => document.querySelectorAll('article[data-phase=ready]').length === n", arg=panels, timeout=READY
    )


def opening(page: Page, url: str, times: int) -> list[float]:
    """Milliseconds from navigation until the density is there and Train can be pressed."""
    seen = []
    for _ in range(times):
        page.goto("about:blank")
        clear(Client(url))
        page.goto(url)
        seen.append(float(page.wait_for_function(USABLE, timeout=READY).json_value()))
    return seen


def frames_per_second(page: Page, url: str, panels: int, particles: int, seconds: float) -> str:
    open_page(page, url, panels, particles)
    page.get_by_role("button", name="Sample", exact=True).click()
    page.wait_for_function(
        """() => [...document.querySelectorAll('canvas[data-stage]')]
                 .every((each) => Number(each.dataset.particlesStep) > 20)""",
        timeout=READY,
    )
    counted = page.evaluate(COUNT_FRAMES, seconds * 1000)
    gaps = counted["gaps"]
    rate = 1000 * len(gaps) / sum(gaps)
    late = 100 * sum(gap > 25 for gap in gaps) / len(gaps)
    return f"| {panels} x {particles:,} | {rate:.1f} | {statistics.median(gaps):.1f} | {late:.1f} |"


def stroke_to_density(page: Page, url: str, strokes: int) -> list[float]:
    open_page(page, url, 2, 2_000)
    page.get_by_role("button", name="Clear").click()
    box = page.get_by_test_id("pad").bounding_box()
    assert box is not None
    for index in range(strokes):
        y = box["y"] + box["height"] * (0.15 + 0.7 * index / strokes)
        page.mouse.move(box["x"] + 0.2 * box["width"], y)
        page.mouse.down()
        page.mouse.move(box["x"] + 0.8 * box["width"], y, steps=6)
        page.mouse.up()
        page.wait_for_function(
            "(n) => performance.getEntriesByName('stroke-to-density').length >= n", arg=index + 1, timeout=READY
        )
    entries = page.evaluate("() => performance.getEntriesByName('stroke-to-density').map((each) => each.duration)")
    return [float(duration) for duration in entries]


def train_to_field(page: Page, url: str, times: int) -> list[float]:
    seen = []
    for _ in range(times):
        open_page(page, url, 2, 2_000)
        seen.append(float(page.evaluate(FIRST_FIELD)))
    return seen


def streaming_cost(url: str, pid: int, seconds: float) -> tuple[float, float]:
    """Share of a core the server process uses, and frames per second and panel it carried."""
    client = Client(url)
    clear(client)
    panel = {
        "run": {"network": {"width": 8, "depth": 1}},
        "sampler": {"n_particles": 10_000, "field": "exact", "init": "data"},
    }
    info = client.create({"kind": "preset", "name": "two-gaussians"}, *[panel] * 4)
    frames = 0
    with client.stream(info["id"]) as stream:
        stream.say("view", kinds=["particles"])
        stream.say("pace", steps_per_second=30)
        stream.say("sample")
        stream.until(lambda event: event["type"] == "frame")
        began, before = time.perf_counter(), cpu_seconds(pid)
        while time.perf_counter() - began < seconds:
            stream.until(lambda event: event["type"] == "frame")
            frames += 1
        used, lasted = cpu_seconds(pid) - before, time.perf_counter() - began
    clear(client)
    return used / lasted, frames / lasted / 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the time, for a look")
    quick = parser.parse_args().quick
    seconds, strokes, times = (2.0, 4, 2) if quick else (10.0, 25, 7)
    print(f"Measured on: {machine()}\n")
    with server() as (url, pid), chromium() as browser:
        page = browser.new_page(viewport=VIEW)
        page.add_init_script("sessionStorage.clear()")  # every visit is a first one
        spans = opening(page, url, times)
        print(f"Opened to usable: median {statistics.median(spans):.0f} ms, worst {max(spans):.0f} ms\n", flush=True)
        print("| panels x particles | frames per second | median frame, ms | frames over 25 ms, % |\n|---|---|---|---|")
        for panels, particles in CROWDS:
            print(frames_per_second(page, url, panels, particles, seconds), flush=True)
        spans = stroke_to_density(page, url, strokes)
        print(f"\nMouse-up to density on screen: median {statistics.median(spans):.0f} ms, worst {max(spans):.0f} ms")
        firsts = train_to_field(page, url, times)
        print(f"Train to the first changed field in both panels: median {statistics.median(firsts):.0f} ms, ", end="")
        print(f"worst {max(firsts):.0f} ms")
        page.close()
        share, rate = streaming_cost(url, pid, seconds)
        print(f"Server process streaming 4 x 10,000 particles at {rate:.0f} Hz: {100 * share:.1f} % of a core")


if __name__ == "__main__":
    main()
