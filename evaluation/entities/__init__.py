"""How well entities are found, and what authentic lists confirm of the register of substances."""
