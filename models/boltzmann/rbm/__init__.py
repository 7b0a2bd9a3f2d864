"""The restricted Boltzmann machine: what it says, how it learns, how its Z is found, what is drawn of it."""
