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
    """Title pages, covering notes and closing words are lowered."""
    word_weights: bool = True
    """In fusion, a hit by words counts for as much of the query as its words make up."""
    stems: bool = True
    """Words are stemmed by the rules of every language of the index, not of the query's alone."""


ALL_PARTS = Parts()
