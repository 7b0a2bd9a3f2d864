"""`python -m scorescape`: the command line."""

from __future__ import annotations

import sys

from scorescape.server.cli import main

sys.exit(main())
