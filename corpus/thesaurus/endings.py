"""How the words of a language end, as far as it takes to know an inflected word again.

For each language: rules in order, each the end of a term's word (folded), and the ends that a word in
a text may have in its place. The first rule that applies to the word is the only one. A rule leaves at
least :data:`STEM` letters of the word, so that short words are not shortened to nothing.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

STEM = 3
"""Letters that stay of a word, whatever its ending."""

_SLAVIC = "[аеиоуыьюяіє]{0,3}(?:[мхвг][аеиоуыі]?)?"
_SLAVIC_RULES = (
    ("(?<=[^аеиоуыюяіє])к[аи]", f"(?:к{_SLAVIC}|[ое]к)"),  # поставка, поставок
    ("(?:[аеиоуыюяіє]{2}|[аеиоуыьюяіє])", _SLAVIC),
    ("", _SLAVIC),
)
# Suffix upon suffix; a final stop is softened before a vowel (kaçakçılık, kaçakçılığı).
_AGGLUTINATING = (
    ("[kg]", r"[kg]\S{0,8}"),
    ("[кг]", r"[кг]\S{0,8}"),
    ("[қғ]", r"[қғ]\S{0,8}"),
    ("[qg]", r"[qg]\S{0,8}"),
    ("[пб]", r"[пб]\S{0,8}"),
    ("[pb]", r"[pb]\S{0,8}"),
    (r"(?<=.{5})[aeiouаеиоуыіүөұәя]", r"\S{0,8}"),
    (r"(?<=.{4})", r"\S{0,8}"),
    ("", r"\S{0,3}"),
)
_INDIC = (("[\u093e-\u094c\u09be-\u09cc]", r"\S{0,4}"), ("", r"\S{0,4}"))
_PERSIAN = (("", "(?:ها\\S{0,3}|هاي?ي?|ي|اي|يي|ان|ات|م|ش|اش)?"),)
_MALAY = (("", "(?:nya|lah|kah|pun)?"),)

_RULES: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (("(?:ies|y)", "(?:y|ies|ys)"), ("ss", "ss(?:es)?"), ("s", "(?:s|es)?"), ("", "(?:s|es)?")),
    "de": (
        ("(?<=.{4})(?:er|es|en|em|e|s|n)", "(?:e|er|ers|es|en|em|ern|n|ns|s)?"),
        ("", "(?:e|er|es|en|em|ern|n|s|nen|se|sen)?"),
    ),
    "nl": (("(?<=.{4})(?:en|e|s)", "(?:e|en|s|es)?"), ("", "(?:e|en|s|es)?")),
    "fr": (
        ("(?:aux|ales?|al)", "(?:al|ale|ales|aux)"),
        ("(?:es|e|s|x)", "(?:e|s|es|x)?"),
        ("", "(?:e|s|es|x)?"),
    ),
    "es": (("(?:[aoe]s|[aoes])", "(?:[aoe]?s?)"), ("", "(?:s|es|a|as)?")),
    "cs": (
        ("[aeiouy]", "(?:[aeiouy]|ech|ich|ach|um|em|im|ou|ami|emi|imi|mi|ho|mu)?"),
        ("", "(?:[aeiuy]|ech|ich|ach|um|em|ou|ami|emi)?"),
    ),
    "pt": (("(?:[aoe]s|[aoes])", "(?:[aoe]?s?)"), ("", "(?:s|es|a|as)?")),
    "ru": _SLAVIC_RULES,
    "uk": _SLAVIC_RULES,
    **dict.fromkeys(("kk", "ky", "uz", "tr", "az", "tk", "mn", "tg"), _AGGLUTINATING),
    **dict.fromkeys(("hi", "bn", "ne", "ta", "si"), _INDIC),
    **dict.fromkeys(("fa", "prs", "ur", "ps"), _PERSIAN),
    **dict.fromkeys(("id", "ms"), _MALAY),
    "ar": (("ه", "(?:ه|ت\\S{0,3}|ات\\S{0,3}|تين?|تان)?"), ("", "(?:ات\\S{0,3}|ين|ون|ان|ا|ه|ها|هم|ي|يه)?")),
}
# What is written together with the word before it.
_CLITICS = {
    "ar": re.compile("(?:[وف]?(?:[بلك]?ال|لل|[بلك]))|[وف]"),
    "he": re.compile("ו?[הבכלמש]{1,2}|ו"),
}
# Only a whole article falls from a term, which is then looked for with and without.
_ARTICLE = {"ar": "ال", "he": "ה"}


@dataclass(frozen=True, slots=True)
class Stem:
    """What a word begins with in all its forms, and how it may go on."""

    text: str
    ending: re.Pattern[str]

    def fits(self, word: str) -> bool:
        """Tell whether a folded word of a text is a form of this one."""
        return word.startswith(self.text) and self.ending.fullmatch(word, len(self.text)) is not None


@functools.lru_cache(maxsize=65536)
def stem(word: str, language: str) -> Stem:
    """Return the stem of a word of a term, both folded.

    >>> stem("прекурсоры", "ru").fits("прекурсоров"), stem("fine", "en").fits("fins")
    (True, False)
    """
    article = _ARTICLE.get(language)
    if article and word.startswith(article) and len(word) - len(article) >= STEM:
        word = word.removeprefix(article)
    for end, instead in _rules(language):
        found = end.search(word, STEM) if len(word) > STEM else None
        if found is None and end.pattern == "$":
            found = end.search(word)
        if found is not None:
            return Stem(word[: found.start()], instead)
    return Stem(word, _NOTHING)


_NOTHING = re.compile("")


@functools.cache
def _rules(language: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(f"{end}$"), re.compile(instead)) for end, instead in _RULES.get(language, ()))


def forms(word: str, language: str) -> tuple[str, ...]:
    """Return a folded word of a text as it is, and without what is written together before it."""
    pattern = _CLITICS.get(language)
    if pattern is None:
        return (word,)
    cut = {word[end:] for end in range(1, 5) if len(word) - end >= STEM and pattern.fullmatch(word, 0, end)}
    return (word, *sorted(cut))
