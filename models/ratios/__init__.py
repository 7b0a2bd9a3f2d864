"""What can be said without Z: how much likelier one point is than another, and who disagrees on it."""
