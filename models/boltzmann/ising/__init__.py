"""Ising pictures: E(y, x) = -beta sum_<ij> y_i y_j - h sum_i x_i y_i over spins y and observed pixels x, all +-1."""
