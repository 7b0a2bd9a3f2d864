"""What is to be learnt: every drawing, preset or file becomes one exact isotropic Gaussian mixture."""
