"""Finding a provision again by its words: in another reading of its text, or under another number."""

from __future__ import annotations

import hashlib
import unicodedata

from corpus.model import Provision

_TAKEN = 60  # letters and digits at the start of a provision's words


def fingerprint(text: str, provision: Provision) -> str:
    """A hash of the first words of a provision of a document's ``text``, its number left out."""
    words = text[provision.start + len(provision.label) : provision.end]
    letters = "".join(char for char in words if char.isalnum())[:_TAKEN]
    return hashlib.sha256(letters.encode()).hexdigest()[:10]


def text_checksum(text: str) -> str:
    """Return twelve hexadecimal digits that change with any word of ``text``, but not with its spaces.

    They are the first of the SHA-256 of the text in Unicode's form NFKC, each run of white space made
    one space.
    """
    plain = unicodedata.normalize("NFKC", " ".join(text.split()))
    return hashlib.sha256(plain.encode()).hexdigest()[:12]
