"""Carries bytes and keeps promises: HTTP, WebSocket, worker processes."""
