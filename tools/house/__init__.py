"""Figures of the house: what the sources are made of, as numbers. See `__main__.py`."""
