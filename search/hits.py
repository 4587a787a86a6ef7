"""From a ranking to what readers see: provisions with text, place, areas, versions and reasons."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.access import Access
from corpus.languages import direction
from corpus.model import Passage, Provision
from corpus.store import DocumentSummary, ProvisionHit, Store
from search.asking.understanding import Understood
from search.explain import SentenceVectors, Why, ask, explain
from search.query import SearchQuery
from search.ranking import Ranked
from search.results import Also, Hit, HitArea, Version
from search.words.keywords import highlight, highlight_concepts, merge_spans

WHOLE_UP_TO = 1_200
"""Characters; a longer provision is shown by the passage that matched, not as a whole."""
_ALSO = 5

Page = Sequence[tuple[Ranked, Sequence[Ranked]]]


class HitMaker:
    """Makes hits of what was ranked, as far as the reader may see it at this moment."""

    def __init__(self, store: Store, sentences: SentenceVectors) -> None:
        self._store = store
        self._sentences = sentences

    def make(self, page: Page, understood: Understood, query: SearchQuery, access: Access) -> tuple[Hit, ...]:
        """The hits of a page; what the store does not show (any more) is left out."""
        if not page:
            return ()
        # The store checks the reader's rights again: what changed since the filter was made is left out.
        keys = [entry.key for best, others in page for entry in (best, *others[:_ALSO])]
        shown = self._store.provision_hits(keys, access)
        passages = self._store.passages_by_id([best.passage for best, _ in page], access)
        places = {
            (hit.instrument.id, hit.provision.eid)
            for best, _ in page
            if (hit := shown.get(best.key)) is not None
        }
        versions = self._store.provision_versions(places, access)
        question = (
            ask(
                understood.text, understood.language, understood.asked.vector,
                understood.opened.generation, understood.opened.balance, understood.opened.lexicon,
            )
            if query.explain
            else None
        )  # fmt: skip
        hits = []
        for number, (best, others) in enumerate(page, start=query.offset + 1):
            found = shown.get(best.key)
            if found is None:
                continue
            text = choose_text(found, passages.get(best.passage))
            language = found.provision.language
            why: Why | None = None
            if question is not None:
                passage = passages.get(best.passage)
                why = explain(
                    question, text, language, self._sentences,
                    headings=passage.context if passage else "", parts=best.parts,
                )  # fmt: skip
            others_shown = [(entry, shown[entry.key]) for entry in others[:_ALSO] if entry.key in shown]
            same = versions.get((found.instrument.id, found.provision.eid), ())
            hits.append(
                Hit(
                    rank=number,
                    score=best.score,
                    instrument=found.instrument,
                    document=found.document.id,
                    source=found.document.source,
                    language=language,
                    direction=direction(language),
                    eid=found.provision.eid,
                    label=found.provision.label,
                    heading=found.provision.heading,
                    breadcrumb=tuple(name_step(ancestor) for ancestor in found.ancestors),
                    pages=found.provision.pages,
                    text=text,
                    highlights=tuple(_mark(text, language, understood)),
                    areas=tuple(HitArea(tie.area, tie.score, tie.status) for tie in found.assignments),
                    passage=best.passage,
                    nature=found.document.nature.value,
                    referred=best.referred,
                    versions=_others(same, found) if query.together else (),
                    also=tuple(_also(entry, hit) for entry, hit in others_shown),
                    why=why,
                )
            )
        return tuple(hits)


def _others(versions: Sequence[DocumentSummary], found: ProvisionHit) -> tuple[Version, ...]:
    return tuple(
        Version(each.language, each.id, found.provision.eid, each.nature.value)
        for each in versions
        if each.id != found.document.id
    )


def _mark(text: str, language: str, understood: Understood) -> list[tuple[int, int]]:
    """Where the words, the phrases and the concepts of the query stand."""
    words = highlight(text, language, understood.asked.terms, understood.rows)
    return merge_spans([*words, *highlight_concepts(text, language, understood.concepts)])


def _also(entry: Ranked, hit: ProvisionHit) -> Also:
    provision = hit.provision
    return Also(
        hit.document.id, provision.eid, provision.label, provision.heading, provision.language, entry.score
    )


def choose_text(found: ProvisionHit, passage: Passage | None) -> str:
    """What is shown of a provision: all of it, or the passage that matched best where it is long."""
    if passage is None or len(found.text) <= WHOLE_UP_TO:
        return found.text
    start = passage.start - found.provision.start
    return found.text[start : start + passage.end - passage.start]


def name_step(ancestor: Provision) -> str:
    """What an enclosing provision is called in a breadcrumb: its number and its heading."""
    return " ".join(part for part in (ancestor.label, ancestor.heading) if part) or ancestor.eid
