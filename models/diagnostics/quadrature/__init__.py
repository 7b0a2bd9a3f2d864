"""Integrals of exp(-E) over the plane by square cells that are split where mass is or may be."""
