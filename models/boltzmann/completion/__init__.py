"""Pictures with held pixels, whose others are filled in: by Ising spins, a restricted machine or a deep one."""
