"""Experiments that are alive: who watches them, what they are told, and the way to the gallery and back."""
