"""Distributions made of others: products, unions and negations of exact targets."""
