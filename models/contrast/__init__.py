"""Push and pull: what contrastive divergence asks of an energy, beside what likelihood would."""
