#!/bin/sh
# Makes the virtual environment $1 with torch's CPU build, and says what it does.
set -eu
venv=$1
for python in python3 python3.14 python3.13 python3.12 python3.11; do
  if command -v "$python" >/dev/null 2>&1 &&
     "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    found=$python
    break
  fi
done
if [ -z "${found:-}" ]; then
  echo "Scorescape needs Python 3.11 or newer; install it and run make again." >&2
  exit 2
fi
"$found" -m venv "$venv"
# PyPI's own Linux wheels of torch bring gigabytes of CUDA: ask for the CPU build first where its index answers
cpu_index=https://download.pytorch.org/whl/cpu
if "$found" -c "import urllib.request as u; u.urlopen('$cpu_index/torch/', timeout=5)" >/dev/null 2>&1; then
  echo "Installing torch's CPU build from $cpu_index"
  "$venv/bin/python" -m pip install --quiet --index-url "$cpu_index" --constraint constraints.txt torch
else
  echo "$cpu_index does not answer; installing torch from the configured index"
  "$venv/bin/python" -m pip install --quiet --constraint constraints.txt torch
fi
