"""Keeping a home up to date: register, encodings, assignments and index, in that order.

Each step compares what is there with what should be and does only the difference, so that running
it again costs little, and a run that was killed is finished by the next.
"""

from __future__ import annotations

import logging

from corpus.progress import Report, silent
from corpus.register import register_bundles
from corpus.settings import Settings
from corpus.store import Store

logger = logging.getLogger(__name__)


def refresh(store: Store, settings: Settings, report: Report = silent) -> None:
    """Bring the register, the assignments and the index of a home up to date."""
    load_register_into(store, report)
    # Heavy imports only when there is something to encode: a second start takes seconds.
    from search.generations import is_current

    if is_current(store, settings):
        logger.info("the index is current")
        return
    from search.assign import assign_areas
    from search.build import build_index

    assign_areas(store, settings, report)
    build_index(store, settings, report)


def load_register_into(store: Store, report: Report = silent) -> int:
    """Store the register's abstracts; returns how many documents were new or changed."""
    bundles = register_bundles()
    changed = 0
    for done, bundle in enumerate(bundles, start=1):
        changed += store.put(bundle) != "unchanged"
        report("register", done, len(bundles))
    return changed
