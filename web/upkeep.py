"""Keeping a home up to date: register, mentions, encodings, assignments and index, in that order.

Each step compares what is there with what should be and does only the difference, so that running
it again costs little, and a run that was killed is finished by the next.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.access import Access
from corpus.entities.find import finder_version
from corpus.entities.mention import find_mentions
from corpus.progress import Report, silent
from corpus.register import register_bundles
from corpus.settings import Settings
from corpus.store import PutOutcome, Store

if TYPE_CHECKING:
    from search.build import BuildReport

logger = logging.getLogger(__name__)
_SYSTEM = Access.system_()

# Raise it when the same register file gives other documents than before.
REGISTER_READING = "register-1"
# In the home: by which names and method the mentions of all documents were found.
_MENTIONS_MARK = "mentions"


def refresh(store: Store, settings: Settings, report: Report = silent) -> None:
    """Bring the register, the mentions, the assignments and the index of a home up to date."""
    load_register_into(store, report)
    mark = settings.home / _MENTIONS_MARK
    if not mark.is_file() or mark.read_text(encoding="ascii") != finder_version():
        renew_mentions(store, settings, report)
    # Heavy imports only when there is something to encode: a second start takes seconds.
    from search.generations import is_current

    if is_current(store, settings):
        logger.info("the index is current")
        return
    _build(store, settings, report, force=False)


def rebuild(store: Store, settings: Settings, report: Report = silent) -> BuildReport:
    """Assign and index everything anew; what was encoded before is not encoded again."""
    load_register_into(store, report)
    renew_mentions(store, settings, report)
    return _build(store, settings, report, force=True)


def renew_mentions(store: Store, settings: Settings, report: Report = silent) -> int:
    """Find the entities that stored documents name anew; returns how many documents' mentions changed.

    Ingestion finds them as well: this is for what was stored before names or method changed.
    """
    documents = sorted(found.id for found in store.documents(_SYSTEM))
    changed = 0
    for done, id in enumerate(documents, start=1):
        provisions = store.provisions(id, _SYSTEM)
        changed += store.put_mentions(id, find_mentions(id, store.document(id, _SYSTEM).text, provisions))
        report("entities", done, len(documents))
    (settings.home / _MENTIONS_MARK).write_text(finder_version(), encoding="ascii")
    return changed


def _build(store: Store, settings: Settings, report: Report, *, force: bool) -> BuildReport:
    from search.assign import assign_areas
    from search.build import build_index
    from search.encoders import open_encoder
    from search.passages import encode_missing

    encoder = open_encoder(settings, bulk=True)
    documents = sorted(found.id for found in store.documents(_SYSTEM))
    encoded = encode_missing(store, encoder, documents, report)
    # First, because the index can be filtered by area.
    assign_areas(store, settings, report, encoder=encoder)
    built = build_index(store, settings, report, force=force, encoder=encoder)
    # What the steps after it still found to encode was stored in the meantime.
    return replace(
        built,
        encoded=encoded.encoded + built.encoded,
        encode_seconds=encoded.seconds + built.encode_seconds,
    )


def load_register_into(store: Store, report: Report = silent) -> int:
    """Store the register's abstracts; returns how many documents were new or changed."""
    bundles = register_bundles()
    changed = 0
    for done, bundle in enumerate(bundles, start=1):
        changed += store.put(bundle, parser=REGISTER_READING) is not PutOutcome.UNCHANGED
        report("register", done, len(bundles))
    return changed
