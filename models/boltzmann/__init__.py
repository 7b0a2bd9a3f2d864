"""The discrete half: Ising pictures, restricted and deep Boltzmann machines, and what is drawn of them."""
