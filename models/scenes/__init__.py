"""Scenes: one document for what a link, a gallery entry and a demonstration hold."""
