"""The named targets of the catalogue, one file each."""
