"""Who may see a document: the one place where that is decided.

Section III of the CICA concept paper: the providing party sets the level of confidentiality, and
the document goes to nobody else without that party's written authorisation. Every read of the
store takes an :class:`Access`; the store turns :func:`may_see` into SQL in one function
(:mod:`corpus.store.visibility`), and tests hold the two together.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from corpus.errors import UsageError
from corpus.model import Classification


@dataclass(frozen=True, slots=True)
class Access:
    """On whose behalf something is read.

    ``party`` is the State or body the reader belongs to, None for the public. ``system`` is for
    maintenance inside the program (indexing, backup), never for an answer to a person.
    """

    party: str | None = None
    system: bool = False

    def __post_init__(self) -> None:
        if self.party is not None and not self.party.strip():
            raise UsageError(
                "A party without a name was given.", remedy="Name the party, or read as the public."
            )

    @classmethod
    def public(cls) -> Access:
        """Return the access of a reader of whom nothing is known."""
        return cls()

    @classmethod
    def of(cls, party: str) -> Access:
        """Return the access of a reader from ``party``."""
        return cls(party=party)

    @classmethod
    def system_(cls) -> Access:
        """Return the access of a maintenance job, which sees everything."""
        return cls(system=True)


def may_see(
    access: Access, classification: Classification, provider: str | None, authorised_parties: Collection[str]
) -> bool:
    """Whether ``access`` may learn that a document exists, and read it.

    Public documents go to everybody. Others go to the party that provided them and to parties that
    it authorised in writing for this document. A document that is not public and has no provider
    goes to nobody but the system: a missing field must not open it.
    """
    if access.system or classification is Classification.PUBLIC:
        return True
    if access.party is None:
        return False
    return access.party == provider or access.party in authorised_parties
