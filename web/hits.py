"""Hits of an answer as pages show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from corpus.languages import direction
from corpus.model import Nature
from corpus.store import ProvisionHit
from web.addresses import document_address, instrument_address
from web.excerpts import excerpt
from web.messages import Messages
from web.naming import citation, first_words, place
from web.rendering import web_link
from web.services import Services
from web.shelf import choose_title

Pair = tuple[str, str]


def _pair(hit: Mapping[str, Any]) -> Pair:
    """The document and the eId of a hit, of another version of it, or of a further provision."""
    return hit["document"], hit["provision"]["eid"] if "provision" in hit else hit["eid"]


def present_hits(services: Services, hits: Sequence[Mapping[str, Any]], t: Messages) -> list[dict[str, Any]]:
    """Return hits of an answer for a template, read again under the reader's access.

    What was withdrawn a moment ago is not shown.
    """
    pairs = [_pair(each) for hit in hits for each in (hit, *hit.get("versions", ()), *hit.get("also", ()))]
    found = services.store.provision_hits(pairs, services.access)
    return [_hit(hit, found[_pair(hit)], found, t) for hit in hits if _pair(hit) in found]


def _hit(
    hit: Mapping[str, Any], found: ProvisionHit, shown: Mapping[Pair, ProvisionHit], t: Messages
) -> dict[str, Any]:
    instrument, document = found.instrument, found.document
    title, title_language = choose_title(instrument.title, instrument.titles, t.language)
    provision = hit["provision"]
    where = " ".join(part for part in (provision["label"], provision["heading"]) if part)
    # An abstract comes from our register; what its reader needs is the text that it sums up.
    source = (instrument.official_source or "") if document.nature is Nature.ABSTRACT else document.source
    url = web_link(source)
    return {
        "rank": hit["rank"],
        "document": document.id,
        "eid": provision["eid"],
        "reference": bool(hit.get("reference")),
        "title": title,
        "title_language": title_language,
        "instrument": instrument,
        "language": hit["language"],
        "direction": hit["direction"],
        "nature": document.nature,
        "breadcrumb": provision["breadcrumb"],
        "where": where or first_words(hit["text"]),
        "excerpt": excerpt(hit["text"], hit["highlights"]),
        "areas": hit["areas"],
        "pages": hit["pages"],
        "source_url": url,
        "source_name": urlsplit(url).netloc if url else PurePath(source).name or source,
        "source_path": source,
        "href": instrument_address(instrument.id, provision["eid"], document.id),
        "permalink": document_address(document.id, provision["eid"]),
        "citation": citation(
            title, instrument.year, place(found.provision, found.ancestors), document.nature, t
        ),
        "versions": [
            _version(shown[_pair(each)]) for each in hit.get("versions", ()) if _pair(each) in shown
        ],
        "also": [_further(shown[_pair(each)]) for each in hit.get("also", ()) if _pair(each) in shown],
    }


def _version(found: ProvisionHit) -> dict[str, Any]:
    """A version of a hit in another text: its language, and where it is."""
    document, eid = found.document, found.provision.eid
    return {
        "language": found.provision.language,
        "nature": document.nature,
        "href": instrument_address(found.instrument.id, eid, document.id),
    }


def _further(found: ProvisionHit) -> dict[str, Any]:
    """A further provision of the instrument of a hit: its place, in its own language."""
    provision = found.provision
    return {
        "where": place(provision, found.ancestors) or first_words(found.text),
        "heading": provision.heading,
        "language": provision.language,
        "direction": direction(provision.language),
        "href": instrument_address(found.instrument.id, provision.eid, found.document.id),
    }
