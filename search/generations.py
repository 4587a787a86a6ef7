"""Whether the index is the right one, asked without loading an encoder."""

from __future__ import annotations

from corpus.settings import Settings
from corpus.store import Store
from search import area_model
from search.index import Manifest, open_index
from search.words.keywords import RULES


def is_current(store: Store, settings: Settings) -> bool:
    """Whether the index in use holds what the store holds, by the configured encoder.

    For an encoder other than the bundled one its name decides here; its fingerprint is checked
    when it is loaded.
    """
    index = open_index(settings)
    try:
        manifest = index.manifest()
    finally:
        index.close()
    return (
        manifest is not None
        and manifest.content_revision == store.content_revision()
        and manifest.terms == RULES
        and manifest.areas == area_model.fingerprint()
        and _is_of(manifest, settings)
    )


def _is_of(manifest: Manifest, settings: Settings) -> bool:
    from search.encoders import bundled

    if manifest.encoder != settings.encoder:
        return False
    if settings.encoder not in (bundled.NAME, bundled.BARE):
        return True
    cache = settings.home / "encoders"
    return manifest.fingerprint == bundled.fingerprint(cache, aligned=settings.encoder == bundled.NAME)
