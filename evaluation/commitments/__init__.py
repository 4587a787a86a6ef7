"""How well commitments are read: a gold table made by reading, and the command that scores it."""
