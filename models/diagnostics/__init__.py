"""What went wrong: measures of a field or of particles against the exact target, one file a measure."""
