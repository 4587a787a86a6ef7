"""Encoders: the bundled one, any sentence-transformers model, and one without a model for tests."""

from __future__ import annotations

from corpus.settings import Settings
from search.encoders.protocol import Encoder, Vectors

__all__ = ["Encoder", "Vectors", "open_encoder"]


def open_encoder(settings: Settings, bulk: bool = False) -> Encoder:
    """The encoder that the settings name: ``bundled``, ``bare``, ``demo``, or a model's name or folder.

    ``bulk`` says that many texts may come: the bundled encoder then loads torch when it pays.

    Raises:
        ConfigurationError: there is no such encoder, or its files are not usable.
    """
    from search.encoders import bundled, demo

    if settings.encoder in (bundled.NAME, bundled.BARE):
        return bundled.BundledEncoder(
            settings.home / "encoders",
            bulk=bulk,
            threads=settings.threads,
            aligned=settings.encoder == bundled.NAME,
        )
    if settings.encoder == demo.NAME:
        return demo.DemoEncoder()
    from search.encoders.bulk import SentenceEncoder

    return SentenceEncoder(settings.encoder, threads=settings.threads, cache=settings.home / "encoders")
