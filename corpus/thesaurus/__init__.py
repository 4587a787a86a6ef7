"""The thesaurus: concepts of drug control with what laws call them, in some two dozen languages."""

from corpus.thesaurus.find import Match, find_concepts, keep_longest, once_each
from corpus.thesaurus.load import Concept, Group, concept, load_groups, load_thesaurus, load_thesaurus_files

__all__ = [
    "Concept",
    "Group",
    "Match",
    "concept",
    "find_concepts",
    "keep_longest",
    "load_groups",
    "load_thesaurus",
    "load_thesaurus_files",
    "once_each",
]
