"""Encoders, keyword analysis, indexes, fusion, assignments and comparison."""
