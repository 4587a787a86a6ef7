"""The register's abstracts beside the authentic text: writing a file for it, and checking one against it.

:mod:`corpus.register` reads register files and knows no other file; here they meet the text of the law
as our own reading gives it.
"""

from ingest.abstracts.authentic import Authentic, read_authentic
from ingest.abstracts.check import Check, Problem, check_entry
from ingest.abstracts.draft import draft_entry

__all__ = ["Authentic", "Check", "Problem", "check_entry", "draft_entry", "read_authentic"]
