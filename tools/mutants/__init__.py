"""Faults planted by a machine: how many of them do the tests notice? `make mutants`."""
