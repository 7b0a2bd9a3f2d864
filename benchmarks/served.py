"""A real server process and a real Chromium, for measurements of the whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def server(*flags: str, environment: Mapping[str, str] | None = None) -> Iterator[tuple[str, int]]:
    """Its URL and process number; its gallery is its own and goes with it, unless the flags name one.

    `environment` is added to this process's own.
    """
    program = "import sys; from scorescape.server.cli import main; sys.exit(main())"
    with tempfile.TemporaryDirectory() as folder:
        gallery = ["--database-url", f"sqlite:///{folder}/gallery.db"]
        command = [sys.executable, "-c", program, "serve", "--port", "0", *gallery, *flags]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | (environment or {}))
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            assert "ready at" in line, line
            yield line.split()[-1], process.pid
        finally:
            process.terminate()
            code = process.wait(timeout=20)
            process.stdout.close()
        assert code in (0, -15), code


@contextmanager
def chromium() -> Iterator[Browser]:
    """Headless, without a GPU."""
    names = (os.environ.get("SCORESCAPE_CHROMIUM", ""), *CHROMIUM_NAMES)
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def cpu_seconds(pid: int) -> float:
    """User and system time a process (without its children) has used."""
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
