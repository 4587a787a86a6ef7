"""Comparing documents: what is laid side by side, and how like with like is found."""
