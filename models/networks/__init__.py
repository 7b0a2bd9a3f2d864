"""What learns: score networks, energy networks and their noise-conditional forms, with forward-mode derivatives."""
