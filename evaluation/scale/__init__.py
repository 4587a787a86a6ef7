"""How search grows: generated passages by the thousand and the million, through our own index.

``python -m evaluation.scale --passages 1000 100000 1000000`` prints the tables of ``docs/speed.md``.
"""
