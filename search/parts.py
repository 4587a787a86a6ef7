"""The parts of the query path that can be switched off, so that each can be measured without itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts are at work; all of them, unless a measurement asks otherwise.

    What is decided when an index is built (centring) is no part of the query path: to measure
    without it, another index is searched (:mod:`evaluation.uncentred`).
    """

    calibration: bool = True
    """Similarities are judged by what a passage's language can reach, not all by one scale."""
    areas: bool = True
    """Provisions tied to an area of cooperation that the question signals are raised."""
    shortness: bool = True
    """Short passages are lowered."""
    sinking: bool = True
    """Title pages, tables of contents, bare headings and lists of amendments are lowered."""
    concepts: bool = True
    """Passages that name a concept which the query names, in whatever language, are raised."""
    references: bool = True
    """A provision that the query names comes first, and an instrument that it names is raised."""
    definitions: bool = True
    """Definitions are raised where the question is what something is."""
    stems: bool = True
    """Words are stemmed by the rules of every language of the index, not of the query's alone."""


ALL_PARTS = Parts()
