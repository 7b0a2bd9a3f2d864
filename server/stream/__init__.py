"""From experiments to browsers: who watches what, and at most two frames of a kind on the way to each."""
