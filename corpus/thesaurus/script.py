"""Whether a term is written in the script of its language."""

from __future__ import annotations

import functools

import regex  # type: ignore[import-untyped, unused-ignore]

from corpus.languages import LANGUAGES
from corpus.thesaurus.fold import UNSPACED

# ISO 15924 codes that stand for several scripts of Unicode, or for one under another name.
_UNICODE = {
    "Jpan": ("Han", "Hiragana", "Katakana"),
    "Kore": ("Hangul", "Han"),
    "Hans": ("Han",),
    "Hant": ("Han",),
    "Laoo": ("Lao",),
}
# Acronyms, chemical names and numbers stay Latin in any script: "MDMA", "N-фенил", "LSD-25".
_LATIN_NAME = regex.compile(r"[\p{Lu}\d][\p{Latin}\d]*")
_WORD = regex.compile(r"[\p{L}\p{M}\d]+")
# Where words are not divided, a name runs together with its neighbours.
_RUN = regex.compile(r"[\p{Latin}\d]+|[[\p{L}\p{M}]--\p{Latin}]+", regex.VERSION1)


def misfit(term: str, language: str) -> str | None:
    """Return the first word of a term that is not in the usual script of its language, or None."""
    fits = _fitting(language)
    for match in (_RUN if language in UNSPACED else _WORD).finditer(term):
        word: str = match.group()
        if not fits.fullmatch(word) and not _LATIN_NAME.fullmatch(word):
            return word
    return None


@functools.cache
def _fitting(language: str) -> regex.Pattern[str]:
    script = LANGUAGES[language].scripts[0]
    names = _UNICODE.get(script, (script,))
    return regex.compile("[" + "".join(rf"\p{{Script={name}}}" for name in names) + r"\p{M}\p{Lm}\d]+")
