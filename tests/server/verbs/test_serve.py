"""`scorescape serve`, as a process: what is true once it says that it is ready."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

PROGRAM = "import sys; from server.cli import main; sys.exit(main())"


def test_an_interrupt_at_the_terminal_ends_it_without_a_word_of_its_workers(tmp_path: Path) -> None:
    """Ctrl-C reaches the whole group of processes."""
    flags = ["--port", "0", "--workers", "1", "--database-url", f"sqlite:///{tmp_path}/gallery.db"]
    command = [sys.executable, "-c", PROGRAM, "serve", *flags]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, text=True, start_new_session=True) as server:
        assert server.stdout is not None
        assert "ready at" in server.stdout.readline()
        os.killpg(server.pid, signal.SIGINT)
        _, complaints = server.communicate(timeout=30)
    assert "Traceback" not in complaints
    assert server.returncode in (0, 130, -signal.SIGINT)


def test_ready_means_that_the_first_visitor_waits_for_no_worker(tmp_path: Path) -> None:
    flags = ["--port", "0", "--workers", "1", "--database-url", f"sqlite:///{tmp_path}/gallery.db"]
    command = [sys.executable, "-c", PROGRAM, "serve", *flags]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            found = re.search(r"ready at (http://\S+)", server.stdout.readline())
            assert found
            children = [int(pid) for pid in Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()]
            # a process that has torch in its memory maps is past the slow part of its start
            started = [pid for pid in children if "libtorch_cpu" in Path(f"/proc/{pid}/maps").read_text()]
            assert len(started) == 2, "the desk and one worker"
            with urllib.request.urlopen(f"{found[1]}/healthz", timeout=60) as answer:
                assert answer.status == 200
        finally:
            os.kill(server.pid, signal.SIGTERM)
            assert server.wait(timeout=30) in (0, -signal.SIGTERM)
