"""The word forms of a knowledge base, gathered for the lexicon of its index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from search.passages import PassageText
from search.words.keywords import analyzer
from search.words.lexicon import Lexicon


def gather_lexicon(passages: Iterable[PassageText]) -> Lexicon:
    """The lexicon of the words of passages, and of the titles and headings above them."""
    words: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    seen: set[tuple[str, str]] = set()
    for entry in passages:
        language, context = entry.passage.language, entry.passage.context
        rules, found = analyzer(language), words[language]
        found.update(rules.forms(entry.text))
        if (language, context) not in seen:
            seen.add((language, context))
            found.update(rules.forms(context))
    return Lexicon.from_words(
        (language, form, term) for language, found in words.items() for form, term in found
    )
