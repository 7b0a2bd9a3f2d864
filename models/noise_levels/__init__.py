"""Ladders of noise levels, from the largest to the smallest."""
