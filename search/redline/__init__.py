"""Two versions of one text: what is unchanged, changed, inserted, deleted, moved, renumbered."""

from search.redline.compare import Entry, Kind, Place, Redline, Redlines, compare_texts, redline
from search.redline.words import Change, Segment, diff_words, read_words

__all__ = [
    "Change",
    "Entry",
    "Kind",
    "Place",
    "Redline",
    "Redlines",
    "Segment",
    "compare_texts",
    "diff_words",
    "read_words",
    "redline",
]
