"""Queries, judgements, measures and benchmarks."""
