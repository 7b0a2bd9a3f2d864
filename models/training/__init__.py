"""Training as an iterator of snapshots: seeded, reproducible, resumable."""
