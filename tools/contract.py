"""`make contract`: schemathesis asks a running server what its OpenAPI document allows, and what it does not.

Every check that it knows, but for what schemathesis.toml says. Prints its figures; exit code 1 for any finding.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from benchmarks import served

CONFIG = Path(__file__).resolve().parents[1] / "schemathesis.toml"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="the schemathesis to run")
    parser.add_argument("--examples", type=int, default=300, help="requests of a kind for each path (default: 300)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same requests (default: 1)")
    options = parser.parse_args()
    with served.server("--workers", "1") as (url, _):
        command = [options.program, "--config-file", str(CONFIG), "run", f"{url}/openapi.json", "--warnings", "off"]
        command += ["--max-examples", str(options.examples), "--seed", str(options.seed)]
        command += ["--suppress-health-check", "all", "--continue-on-failure"]
        return subprocess.run(command).returncode


if __name__ == "__main__":
    sys.exit(main())
