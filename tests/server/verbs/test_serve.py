"""`scorescape serve`, as a process: what is true once it says that it is ready, and how it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from benchmarks import served
from tests.client import Client

PROGRAM = "import sys; from scorescape.server.cli import main; sys.exit(main())"


def test_ready_means_that_the_first_visitor_waits_for_no_worker() -> None:
    with served.server("--workers", "1") as (url, pid):
        children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        # a process that has torch in its memory maps is past the slow part of its start
        started = [child for child in children if "libtorch_cpu" in Path(f"/proc/{child}/maps").read_text()]
        assert len(started) == 2, "the desk and one worker"
        assert Client(url).request("GET", "/healthz")[0] == 200


def test_a_busy_port_is_one_sentence_before_anything_is_started(tmp_path: Path) -> None:
    gallery = tmp_path / "gallery.db"
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = str(busy.getsockname()[1])
        command = [sys.executable, "-c", PROGRAM, "serve", "--port", port, "--database-url", f"sqlite:///{gallery}"]
        said = subprocess.run(command, capture_output=True, text=True)
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr == (
        f"scorescape serve: Port {port} is in use; stop what listens there, or give another to --port (0 takes any "
        "that is free).\n"
    )
    assert not gallery.exists()


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


def test_a_wrong_database_url_stops_it_with_a_sentence() -> None:
    command = [sys.executable, "-c", PROGRAM, "serve", "--database-url", "nonsense"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "give a SQLAlchemy URL such as sqlite:///" in done.stderr
    assert len(done.stderr.splitlines()) == 1
