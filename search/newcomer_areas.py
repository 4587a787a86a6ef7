"""Areas for provisions that the store does not hold: what :mod:`search.assign` would propose for them."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model import Assignment, Bundle
from corpus.store import Store
from search.balance import LanguageBalance
from search.encoders.protocol import Encoder, Vectors
from search.framework import Propose
from search.passages import PassageText
from search.propose import Proposer


def make_proposer(store: Store, encoder: Encoder, balance: LanguageBalance) -> Propose:
    """Return a function that ties the provisions of a bundle to areas; ``balance`` is the index's."""
    proposer = Proposer(store, encoder, balance)

    def propose_for(bundle: Bundle, passages: Sequence[PassageText], vectors: Vectors) -> list[Assignment]:
        return proposer.propose(
            bundle.document.id, bundle.provisions, passages, vectors, bundle.document.text
        )

    return propose_for
