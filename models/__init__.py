"""Mathematics on torch: targets, networks, objectives, samplers and what they are measured by."""
