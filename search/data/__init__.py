"""Small computed files that ship with the room; :mod:`search.fit` says how each was made."""
