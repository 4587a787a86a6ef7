"""Areas for provisions that the store does not hold: what :mod:`search.assign` would propose for them."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.areas import load_areas
from corpus.eid import last_kind
from corpus.model import Assignment, Bundle
from corpus.store import Store
from search.balance import LanguageBalance
from search.encoders.protocol import Encoder, Vectors
from search.framework import Propose
from search.passages import PassageText
from search.prototypes import embed_areas
from search.signals import find_headed, locate_signals


def make_proposer(store: Store, encoder: Encoder, balance: LanguageBalance) -> Propose:
    """Return a function that ties the provisions of a bundle to areas; ``balance`` is the index's."""
    from search.area_model import load_area_model
    from search.assign import _NOT_COMMITMENTS, _gather, _measure_closeness, _propose

    areas, model = load_areas(), load_area_model()
    by = f"narcord/areas-{model.version}"

    def propose_for(bundle: Bundle, passages: Sequence[PassageText], vectors: Vectors) -> list[Assignment]:
        rows = [n for n, entry in enumerate(passages) if last_kind(entry.passage.eid) not in _NOT_COMMITMENTS]
        if not rows:
            return []
        kept = [passages[n] for n in rows]
        text, language = bundle.document.text, bundle.document.language
        directions = embed_areas(store, encoder, balance, areas)
        closeness = _measure_closeness(balance, directions, kept, vectors[rows])
        signals = locate_signals(text, [entry.passage for entry in kept], areas, language)
        contexts = {entry.passage.context for entry in kept}
        headed = {context: find_headed(context, areas, language) for context in contexts}
        return [
            assignment
            for entry in _gather(text, kept, closeness, signals, headed)
            for assignment in _propose(bundle.document.id, entry, areas, model, by)
        ]

    return propose_for
