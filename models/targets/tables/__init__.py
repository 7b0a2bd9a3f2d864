"""Tables of numbers out of the bytes of a file, and which of their columns are x and y."""
