"""Scorescape: small score networks and energy models held against the exact truth, in Python and in the browser."""
