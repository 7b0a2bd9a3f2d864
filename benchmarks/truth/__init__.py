"""Figures of this program against an implementation that shares no code with it: `python -m benchmarks.truth`."""
