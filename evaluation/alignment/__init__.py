"""How well provisions of two documents are aligned: ``python -m evaluation.alignment --home FOLDER``."""
