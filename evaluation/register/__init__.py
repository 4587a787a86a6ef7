"""How far the register can be trusted: counts, checks against the texts, readings, time to start."""
