"""Finding a provision again by its words: in another reading of its text, or under another number."""

from __future__ import annotations

import hashlib

from corpus.model import Provision

_TAKEN = 60  # letters and digits at the start of a provision's words


def fingerprint(text: str, provision: Provision) -> str:
    """A hash of the first words of a provision of a document's ``text``, its number left out."""
    words = text[provision.start + len(provision.label) : provision.end]
    letters = "".join(char for char in words if char.isalnum())[:_TAKEN]
    return hashlib.sha256(letters.encode()).hexdigest()[:10]
