"""Keeping a home up to date: register, encodings, assignments and index, in that order.

Each step compares what is there with what should be and does only the difference, so that running
it again costs little, and a run that was killed is finished by the next.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.access import Access
from corpus.progress import Report, silent
from corpus.register import register_bundles
from corpus.settings import Settings
from corpus.store import PutOutcome, Store

if TYPE_CHECKING:
    from search.build import BuildReport

logger = logging.getLogger(__name__)

# Raise it when the same register file gives other documents than before.
REGISTER_READING = "register-1"


def refresh(store: Store, settings: Settings, report: Report = silent) -> None:
    """Bring the register, the assignments and the index of a home up to date."""
    load_register_into(store, report)
    # Heavy imports only when there is something to encode: a second start takes seconds.
    from search.generations import is_current

    if is_current(store, settings):
        logger.info("the index is current")
        return
    _build(store, settings, report, force=False)


def rebuild(store: Store, settings: Settings, report: Report = silent) -> BuildReport:
    """Assign and index everything anew; what was encoded before is not encoded again."""
    load_register_into(store, report)
    return _build(store, settings, report, force=True)


def _build(store: Store, settings: Settings, report: Report, *, force: bool) -> BuildReport:
    from search.assign import assign_areas
    from search.build import build_index
    from search.encoders import open_encoder
    from search.passages import encode_missing

    encoder = open_encoder(settings, bulk=True)
    documents = sorted(found.id for found in store.documents(Access.system_()))
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
