"""The pie: where an energy's mass lies, and what Z costs by a grid and by chance."""
