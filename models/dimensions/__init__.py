"""What more than two dimensions cost: grids, Monte-Carlo and the trace of a Jacobian."""
