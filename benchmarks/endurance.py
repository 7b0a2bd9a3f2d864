"""Whether memory stays flat while the page plays: `python -m benchmarks.endurance [--minutes 30]`.

Four panels train without end, at a pace that leaves the machine to others, while 2,000 particles walk in each, in
headless Chromium against a real server. Once a minute, after a forced collection of garbage, it prints the page's
JavaScript heap with its arrays, and the resident memory of the renderer process, of the server and of its workers. The
verdict compares the mean of the last third with that of the middle third: the first third is warm-up, in which tapes
and histories fill up to their bounds.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from statistics import mean

from playwright.sync_api import CDPSession, Page

from tests.client import Client

from .machine import machine
from .served import chromium, server

RUNS = ("score-matching", "denoising-score-matching", "noise-conditional-score-matching", "sliced-score-matching")
ENDLESS = 1_000_000
# steps of training and of the walk per second and panel
PACE = 20
MIB = 2**20


def resident(pid: int) -> float:
    """MiB of a process in memory."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def children(pid: int) -> list[int]:
    """Processes started by `pid`."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        if int(fields[1]) == pid:
            found.append(int(stat.parent.name))
    return found


def renderers(browser: CDPSession) -> list[int]:
    processes = browser.send("SystemInfo.getProcessInfo")["processInfo"]
    return [int(process["id"]) for process in processes if process["type"] == "renderer"]


def heap(page: CDPSession) -> float:
    """MiB of the page's objects and array buffers after a collection."""
    page.send("HeapProfiler.collectGarbage")
    usage = page.send("Runtime.getHeapUsage")
    return float(usage["usedSize"] + usage.get("backingStorageSize", 0)) / MIB


def start(page: Page, url: str) -> None:
    runs = "&".join(f"p={name};n_steps={ENDLESS}" for name in RUNS)
    page.goto(f"{url}/#t=preset.two-gaussians&{runs}&s=langevin;field=learned;n_particles=2000;init=uniform")
    page.wait_for_function(
        "(n) => document.querySelectorAll('article[data-phase=ready]').length === n", arg=len(RUNS), timeout=60_000
    )
    client = Client(url)
    (experiment,) = client.request("GET", "/api/experiments")[1]
    with client.stream(experiment["id"]) as stream:
        for what in ("training", "sampling"):
            stream.say("pace", what=what, steps_per_second=PACE)
        stream.until(lambda event: event["type"] == "status")
    page.locator("[data-action=train]").click()
    page.locator("[data-action=sample]").click()
    page.wait_for_function(
        """() => [...document.querySelectorAll('canvas[data-stage]')]
                 .every((each) => Number(each.dataset.particlesStep) > 20)""",
        timeout=60_000,
    )


def verdict(name: str, values: list[float]) -> str:
    third = len(values) // 3
    middle, last = mean(values[third : 2 * third]), mean(values[2 * third :])
    change = 100 * (last / middle - 1)
    return f"| {name} | {values[0]:.0f} | {middle:.0f} | {last:.0f} | {max(values):.0f} | {change:+.1f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=30)
    minutes = max(3, parser.parse_args().minutes)
    print(f"Measured on: {machine()}\n")
    seen: dict[str, list[float]] = {"page heap": [], "renderer": [], "server": [], "workers": []}
    with server() as (url, pid), chromium() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        devtools, whole = page.context.new_cdp_session(page), browser.new_browser_cdp_session()
        start(page, url)
        end = time.monotonic()
        for minute in range(1, minutes + 1):
            end += 60
            page.wait_for_timeout(1000 * max(0.0, end - time.monotonic()))
            seen["page heap"].append(heap(devtools))
            seen["renderer"].append(sum(map(resident, renderers(whole))))
            seen["server"].append(resident(pid))
            seen["workers"].append(sum(map(resident, children(pid))))
            figures = ", ".join(f"{name} {values[-1]:.0f}" for name, values in seen.items())
            steps = [canvas.get_attribute("data-particles-step") for canvas in page.locator("canvas[data-stage]").all()]
            print(f"minute {minute:2d}: MiB {figures}; steps of the walks {steps}", flush=True)
    print("\n| memory, MiB | after 1 minute | middle third | last third | most | last against middle, % |")
    print("|---|---|---|---|---|---|")
    for name, values in seen.items():
        print(verdict(name, values))


if __name__ == "__main__":
    main()
