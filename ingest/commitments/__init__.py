"""Who undertakes what, and how strongly: commitments read off the words of provisions.

Modules, in the order of the work: ``tables`` (what each language says, one TOML file per language
under ``languages/``, with examples that the tests are made from), ``sentences`` (a provision's own
words, cut into sentences), ``verbs`` (the verb that decides a sentence), ``actors`` (who commits),
``read`` (the tree of provisions: chapeaux, recitals, final clauses).
"""

from ingest.commitments.read import read_commitments

__all__ = ["read_commitments"]
