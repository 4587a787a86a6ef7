"""What a document says of itself where no manifest does: its title, its State and its year.

Everything here is inferred from words of the source, and what is less than printed there
(a State told by the language alone) is told to the reader as a remark. Where the words do not
say, nothing is guessed: a wrong citation is worse than none.
"""

from __future__ import annotations

from ingest.bibliography.name import name_instrument
from ingest.bibliography.read import Bibliography, read_bibliography

__all__ = ["Bibliography", "name_instrument", "read_bibliography"]
