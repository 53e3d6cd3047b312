"""Mutated documents for every parser of ``trilateral.sources``; :mod:`bench.fuzz` is the command."""
