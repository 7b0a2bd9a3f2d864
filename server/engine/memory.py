"""Memory that a process has freed stays its own, up to a bound.

Activations of a step are large and come and go with it. By default glibc may give them back to the system and fetch
them anew, with a page fault for every 4 KiB.
"""

from __future__ import annotations

import ctypes

# numbers of glibc's malloc.h
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
KEPT_BYTES = 64 << 20


def keep_freed_memory() -> bool:
    """Whether this process now keeps what it frees; other C libraries have no such setting and are left alone."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return False
    # at most half of what 64-bit glibc allows: larger pieces than that are the system's in any case
    return bool(mallopt(M_MMAP_THRESHOLD, 32 << 20)) and bool(mallopt(M_TRIM_THRESHOLD, KEPT_BYTES))
