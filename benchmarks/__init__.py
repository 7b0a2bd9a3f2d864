"""Measurements of speed and quality on this machine; every figure in README and docs comes from here."""
