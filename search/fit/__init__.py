"""Scripts that compute the small data files of this room; nothing here runs in normal use."""
