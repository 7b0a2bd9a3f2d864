#!/bin/sh
# Makes sure that a Chromium is there for the browser tests; installs one where it is not.
set -eu
for name in "${SCORESCAPE_CHROMIUM:-}" chromium chromium-browser google-chrome; do
  if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
echo "No Chromium found; asking Playwright for one"
if timeout 300 "$1/bin/python" -m playwright install chromium; then exit 0; fi
echo "Playwright could not; asking the system's package manager"
as_root=""
[ "$(id -u)" -eq 0 ] || as_root=sudo
$as_root apt-get update -qq
$as_root apt-get install -y -qq chromium
