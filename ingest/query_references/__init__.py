"""References as queries: "ст. 228.1 УК", "art 3(1)(b) of the 1988 Convention", "禁毒法 第六十二条".

A query of this sort is a citation written in a hurry: lower case, no "of", number first or last, in
whatever language. The words for units and the names of treaties are those of :mod:`ingest.citations`,
what instruments are called comes from the store and from :mod:`ingest.query_references.short_names`.
Misspellings are not guessed: a wrong provision is worse than none.
"""

from __future__ import annotations

from ingest.query_references.reader import ReferenceReader

__all__ = ["ReferenceReader"]
