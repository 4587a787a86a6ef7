"""Asking: from what a person typed to what an index is asked."""
