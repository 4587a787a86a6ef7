"""Which documents to lay side by side: found by title, or offered because they are like those chosen."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from corpus.model import Nature
from corpus.store import DocumentSummary
from web.rendering import short_path
from web.services import Services

_MOST = 40
_OFFERED = 12


def find_documents(services: Services, query: str) -> list[DocumentSummary]:
    """Return the texts that may be seen whose title, work, language or source holds every word of a query."""
    words = query.casefold().split()
    names = {
        each.instrument.id: " ".join(
            (each.instrument.title, *each.instrument.titles.values(), *each.instrument.names)
        )
        for each in services.store.instruments(services.access)
    }
    found = [
        entry
        for entry in services.store.documents(services.access)
        if _holds(f"{_words(entry)} {names.get(entry.instrument_id, '')}".casefold(), words)
    ]
    return sorted(found, key=lambda entry: (entry.nature is Nature.ABSTRACT, entry.title.casefold()))[:_MOST]


def _words(entry: DocumentSummary) -> str:
    return f"{entry.title} {entry.language} {short_path(entry.source)} {entry.id}"


def _holds(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)


def suggest(services: Services, chosen: Sequence[DocumentSummary]) -> list[DocumentSummary]:
    """Return texts that are worth comparing with those chosen: other versions first, then like subjects.

    Two instruments are alike in subject by the cosine of how many of their provisions are under each
    area. Without any chosen, the authentic texts by title.
    """
    taken = {entry.id for entry in chosen}
    documents = [entry for entry in services.store.documents(services.access) if entry.id not in taken]
    authentic = [entry for entry in documents if entry.nature is not Nature.ABSTRACT]
    if not chosen:
        return sorted(authentic, key=lambda entry: entry.title.casefold())
    works = {entry.instrument_id for entry in chosen}
    versions = [entry for entry in documents if entry.instrument_id in works]
    versions.sort(key=lambda entry: (entry.nature is Nature.ABSTRACT, entry.language))
    alike = _rank_by_areas(services, works)
    languages = Counter(entry.language for entry in chosen)
    others = sorted(
        (
            entry
            for entry in authentic
            if alike.get(entry.instrument_id, 0) > 0 and entry.instrument_id not in works
        ),
        key=lambda entry: (-alike[entry.instrument_id], -languages[entry.language], entry.title.casefold()),
    )
    return [*versions[: _OFFERED // 2], *others[: _OFFERED - len(versions[: _OFFERED // 2])]]


def _rank_by_areas(services: Services, works: set[str]) -> dict[str, float]:
    """How alike each instrument is to some others in its areas, 0 to 1."""
    profiles: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for overview in services.store.area_overview(services.access):
        for entry in overview.instruments:
            profiles[entry.instrument.id][overview.area] += entry.proposed + entry.confirmed
    wanted: Counter[str] = Counter()
    for work in works:
        wanted += profiles.get(work, Counter())
    return {work: _cosine(wanted, profile) for work, profile in profiles.items()}


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    product = sum(number * other[code] for code, number in one.items())
    lengths = math.sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))
    return product / lengths if lengths else 0.0
