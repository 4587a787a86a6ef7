"""The beginning of a register file for a law: all that can be read off its text without understanding it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from corpus.eid import ancestors
from corpus.model import Bundle, Provision, ProvisionKind
from corpus.register import WORKING_LANGUAGES
from ingest.abstracts.authentic import Authentic

# An article or section of more than this many characters is abstracted paragraph by paragraph.
_LONG = 900
_ARTICLES = frozenset((ProvisionKind.ARTICLE, ProvisionKind.SECTION))
_PARAGRAPHS = frozenset((ProvisionKind.PARAGRAPH, ProvisionKind.SUBPARAGRAPH, ProvisionKind.INDENT))
_TO_WRITE = ""


def draft_entry(bundle: Bundle, authentic: Authentic, path: str) -> Mapping[str, Any]:
    """Return the fields of a register file (docs/register.md) with empty abstracts for a writer to fill in.

    ``path`` is what ``checked_against`` will say. Recitals, articles and sections have an entry each;
    long ones have one for each paragraph.
    """
    instrument = bundle.instrument
    languages = dict.fromkeys((*WORKING_LANGUAGES, authentic.language))
    title = bundle.document.title
    return {
        "id": instrument.id,
        "kind": instrument.kind.value,
        "jurisdiction": instrument.jurisdiction,
        "body": instrument.body or _TO_WRITE,
        "date": instrument.date or _TO_WRITE,
        "status": instrument.status or _TO_WRITE,
        "official_source": instrument.official_source or "https://",
        "source_title": title,
        "titles": {tag: title if tag == authentic.language else _TO_WRITE for tag in languages},
        "checked_against": path,
        "language": authentic.language,
        "left_out": dict.fromkeys(WORKING_LANGUAGES, _TO_WRITE),
        "provisions": [_entry(*each, authentic, tuple(languages)) for each in _chosen(authentic)],
    }


def _chosen(authentic: Authentic) -> Iterator[tuple[Provision, bool]]:
    """Yield the provisions to describe, and whether each has an abstract of its own."""
    parts: dict[str, list[Provision]] = {}
    for provision in authentic.provisions.values():
        above = ancestors(provision.eid)
        if above and provision.kind in _PARAGRAPHS:
            parts.setdefault(above[-1], []).append(provision)
    for provision in authentic.provisions.values():
        within = any(authentic.provisions[eid].kind in _ARTICLES for eid in ancestors(provision.eid)
                     if eid in authentic.provisions)  # fmt: skip
        if within or provision.kind not in (*_ARTICLES, ProvisionKind.RECITAL):
            continue
        several = parts.get(provision.eid, [])
        apart = provision.end - provision.start > _LONG and len(several) > 1
        yield provision, not apart
        if apart:
            yield from ((part, True) for part in several)


def _entry(
    provision: Provision, described: bool, authentic: Authentic, languages: tuple[str, ...]
) -> dict[str, Any]:
    fields: dict[str, Any] = {"eid": provision.eid, "number": provision.label}
    if provision.kind in _ARTICLES:
        fields["heading"] = dict.fromkeys(languages, _TO_WRITE)
    if described:
        fields["checksum"] = authentic.checksum(provision.eid)
        fields["abstract"] = dict.fromkeys(languages, _TO_WRITE)
        fields["strength"] = _TO_WRITE
    return fields
