"""The deep Boltzmann machine: two hidden layers above the pixels, learnt layer by layer and then together."""
