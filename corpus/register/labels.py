"""What an abstract is headed with: the number as printed, in the language of the abstract.

The law's own language shows the number as the law prints it. In another language a number
of digits, signs and single letters (``§ 29``, ``(a)``, ``3.``) stays; one with words (``第十二条``,
``มาตรา ๙``) is worded anew from the eId, which every language shares.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from corpus.eid import last_kind, parse
from corpus.model import ProvisionKind
from corpus.numerals import CJK_NUMERALS

_WORDS: Mapping[ProvisionKind, Mapping[str, str]] = {
    ProvisionKind.BOOK: {"en": "Book", "ru": "Книга"},
    ProvisionKind.PART: {"en": "Part", "ru": "Часть"},
    ProvisionKind.TITLE: {"en": "Title", "ru": "Титул"},
    ProvisionKind.CHAPTER: {"en": "Chapter", "ru": "Глава"},
    ProvisionKind.DIVISION: {"en": "Division", "ru": "Отдел"},
    ProvisionKind.SECTION: {"en": "Section", "ru": "Раздел"},
    ProvisionKind.ARTICLE: {"en": "Article", "ru": "Статья"},
    ProvisionKind.SCHEDULE: {"en": "Schedule", "ru": "Приложение"},
    ProvisionKind.FOOTNOTE: {"en": "Footnote", "ru": "Сноска"},
}
# What an English label says beside the kinds above: "Table I" of a convention's annex.
_PRINTED = {"ru": {"Annex": "Приложение", "Table": "Таблица", "Schedule": "Список", "Preamble": "Преамбула"}}
_BARE = {
    ProvisionKind.PARAGRAPH: "{}.",
    ProvisionKind.SUBPARAGRAPH: "({})",
    ProvisionKind.POINT: "({})",
    ProvisionKind.ENTRY: "{}.",
}
_WORD = re.compile(r"[^\W\d_]{2,}")
_ROMAN = re.compile(r"[IVXLCDM]+|[ivxlcdm]+")


def labels_of(eid: str, number: str, printed_in: str, languages: Iterable[str]) -> dict[str, str]:
    """Return by language how a provision is labelled; none where the law prints no number."""
    if not number:
        return {}
    return {tag: _label(eid, number, printed_in, tag) for tag in languages}


def _label(eid: str, number: str, printed_in: str, tag: str) -> str:
    if tag == printed_in or _is_plain(number):
        return number
    if printed_in == "en" and (label := _word_for_word(number, tag)):
        return label
    kind, num = last_kind(eid), parse(eid)[-1].num
    words = _WORDS.get(kind)
    if words:
        return f"{words.get(tag, words['en'])} {num}"
    return _BARE[kind].format(num) if kind in _BARE else number


def _is_plain(number: str) -> bool:
    """Whether everybody reads it: ASCII digits, signs, single Latin letters, Roman numerals."""
    if any(char in CJK_NUMERALS or (char.isdigit() and not char.isascii()) for char in number):
        return False
    if any(char.isalpha() and ord(char) > 0x24F for char in number):
        return False
    return all(_ROMAN.fullmatch(word) for word in _WORD.findall(number))


def _word_for_word(number: str, tag: str) -> str | None:
    """Return an English label such as "Table II" translated, None where its word is not known."""
    known = _PRINTED.get(tag, {}) | {words["en"]: words[tag] for words in _WORDS.values() if tag in words}
    word, _, rest = number.partition(" ")
    return f"{known[word]} {rest}".rstrip() if word in known else None
