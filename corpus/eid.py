"""Akoma Ntoso element identifiers: how a provision of a document is named.

An eId is a chain of components joined by ``__``, each ``{prefix}_{num}``: the prefix is the value of
a :class:`~corpus.model.ProvisionKind`, the num lower-case ASCII letters, digits and single hyphens.
``art_3__para_1__subpara_a`` is article 3, paragraph 1, subparagraph (a). All language versions of
an instrument share their eIds, which is why numbers of every script come to one form here.
See https://docs.oasis-open.org/legaldocml/akn-nc/v1.0/ (section 5).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass

from corpus.errors import UsageError
from corpus.model import ProvisionKind
from corpus.number_words import fold_word, read_number_words
from corpus.numerals import (
    CJK_NUMERALS,
    fold_letters,
    latin_letter,
    position_letter,
    read_cjk_number,
    read_digits,
    read_numeral_letters,
    read_roman,
)

SEPARATOR = "__"
_NUM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PREFIXES = {kind.value: kind for kind in ProvisionKind}
_LONGEST_NUM = 40


@dataclass(frozen=True, slots=True)
class Component:
    """One step of an eId: ``art_3`` is ``Component(ProvisionKind.ARTICLE, "3")``."""

    kind: ProvisionKind
    num: str

    def __str__(self) -> str:
        return f"{self.kind.value}_{self.num}"


def component(kind: ProvisionKind, num: str | int) -> str:
    """Return one component, ``component(ProvisionKind.ARTICLE, 3) == "art_3"``.

    Raises:
        UsageError: ``num`` is not lower-case ASCII letters, digits and single hyphens.
    """
    if not _NUM.fullmatch(str(num)):
        raise UsageError(
            f"{num!r} cannot stand in an eId.",
            remedy="Pass the printed number through corpus.eid.number_to_num first.",
        )
    return f"{kind.value}_{num}"


def join(*parts: str | Component | None) -> str:
    """Return one eId out of eIds or components, from the outermost in; None and "" are passed over.

    >>> join("art_3", "para_1", component(ProvisionKind.SUBPARAGRAPH, "a"))
    'art_3__para_1__subpara_a'

    Raises:
        UsageError: the result is not a valid eId.
    """
    eid = SEPARATOR.join(str(part) for part in parts if part)
    parse(eid)
    return eid


def child(parent: str | None, kind: ProvisionKind, num: str | int) -> str:
    """Return the eId of the unit ``kind`` ``num`` within ``parent`` (None: at the top)."""
    return join(parent, component(kind, num))


def parse(eid: str) -> tuple[Component, ...]:
    """Return the components of ``eid``, outermost first.

    Raises:
        UsageError: ``eid`` is not well formed, or a prefix is none of ours.
    """
    components = []
    for step in eid.split(SEPARATOR):
        prefix, _, num = step.partition("_")
        if prefix not in _PREFIXES or not _NUM.fullmatch(num):
            raise UsageError(
                f"{eid!r} is not an eId: {step!r} is no component.",
                remedy="Write components such as art_3 or para_1, joined by two underscores.",
            )
        components.append(Component(_PREFIXES[prefix], num))
    return tuple(components)


def is_eid(text: str) -> bool:
    """Whether ``text`` is a well-formed eId."""
    try:
        parse(text)
    except UsageError:
        return False
    return True


def parent(eid: str) -> str | None:
    """Return ``eid`` without its last component, None at the top.

    This is the parent by name only. :attr:`corpus.model.Provision.parent` names the enclosing unit,
    which for an article in a chapter is the chapter.
    """
    return eid.rpartition(SEPARATOR)[0] or None


def ancestors(eid: str) -> tuple[str, ...]:
    """Return the eIds above ``eid`` by name, outermost first (``art_3``, ``art_3__para_1``)."""
    steps = eid.split(SEPARATOR)
    return tuple(SEPARATOR.join(steps[:depth]) for depth in range(1, len(steps)))


def last_kind(eid: str) -> ProvisionKind:
    """Return the kind of the innermost component (UsageError if malformed)."""
    return parse(eid)[-1].kind


def last_num(eid: str) -> str:
    """Return the num of the innermost component (UsageError if malformed)."""
    return parse(eid)[-1].num


def make_unique(eid: str, taken: Container[str]) -> str:
    """Return ``eid``, or the first of ``eid-dup2``, ``eid-dup3`` ... that is not in ``taken``."""
    if eid not in taken:
        return eid
    count = 2
    while f"{eid}-dup{count}" in taken:
        count += 1
    return f"{eid}-dup{count}"


# 第 n 条, 제 n 조: these say the unit, not the number.
_FRAME = frozenset("第条條章节節款項项目編编篇部分号號제조장절항호목편관")
# 第五条之二, 第二条の二, 제5조의2: the second inserted after the fifth.
_INSERTED = frozenset("之の의ノ")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPERSCRIPT_RUN = re.compile(r"(?<=\w)[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_ORDINAL_MARKS = dict.fromkeys(map(ord, "ºª°\u00ad\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069"))
_ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th", "er", "re", "ère"))
# 12 bis, and how other traditions say it, folded as number words are: มาตรา ๕ ทวิ, ماده ۵ مکرر, 5 mükerrer.
_REPETITIONS = {
    fold_word(word): suffix
    for suffix, words in {
        "bis": "bis ทวิ مکرر مكرر مكررا мукаррар mukarrer mükerrer mükərrər ស្ទួន",
        "ter": "ter ตรี",
        "quater": "quater จัตวา",
        "quinquies": "quinquies เบญจ",
        "sexies": "sexies ฉ",
        "septies": "septies สัตต",
        "octies": "octies อัฏฐ",
        "novies": "novies นว",
        "nonies": "nonies",
        "decies": "decies ทศ",
        "undecies": "undecies",
        "duodecies": "duodecies",
    }.items()
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # "number", "letters" or "gap"
    text: str  # a number in ASCII digits, letters as printed, or the characters between


def number_to_num(printed: str, *, roman: bool | None = None) -> str:
    """Return the ``num`` of an eId for a number as printed, with or without its unit word.

    Digits of any script, Chinese numerals, numbers written out, Roman numerals and list letters
    come to lower-case ASCII; "" means that there is no number in ``printed``.

    * ``第三百四十七条`` -> ``347``; ``第五条之二``, ``제5조의2`` -> ``5-2``; ``第二条の二`` -> ``2-2``
    * ``มาตรา ๙๐`` -> ``90``; ``المادة ١٢`` -> ``12``; ``المادة الحادية عشرة`` -> ``11``
    * ``§ 29a`` -> ``29a``; ``12 bis`` -> ``12bis``; ``ст. 228.1``, ``228¹`` -> ``228-1``; ``5–7`` -> ``5-7``
    * list letters by position: ``б)``, ``나.``, ``ロ``, ``(ख)`` -> ``b`` (:mod:`corpus.numerals`)

    ``roman`` says whether letters that form a Roman numeral are one: True for units that are
    numbered so (chapters, parts, schedules), False for lettered lists, None (default) for capitals
    only: ``IV`` -> ``4``, ``(iv)`` -> ``iv``. A single C, D, L or M is always a letter.
    """
    tokens = _tokenize(printed)
    if roman is not False:
        tokens = _read_romans(tokens, roman)
    if any(token.kind == "number" for token in tokens):
        return _spell_number(tokens)
    words = [token.text for token in tokens if token.kind == "letters"]
    if (value := read_number_words(words)) is not None:
        return f"{value}{next(filter(None, map(repetition, words)), '')}"
    return _spell_letters(words)


def repetition(word: str) -> str:
    """Return what an eId writes for a word that says "again" (``ตรี`` -> ``ter``), or ""."""
    return _REPETITIONS.get(fold_word(word), "")


def _tokenize(printed: str) -> list[_Token]:
    text = _SUPERSCRIPT_RUN.sub(lambda run: "-" + run[0].translate(_SUPERSCRIPTS), printed)
    text = unicodedata.normalize("NFKC", text.translate(_ORDINAL_MARKS))
    tokens: list[_Token] = []
    run, run_kind = "", ""
    for character in [*text, ""]:
        kind = _classify(character, bool(tokens) or run_kind in ("digits", "cjk")) if character else ""
        if kind != run_kind:
            if run_kind in ("digits", "cjk"):
                value = read_digits(run) if run_kind == "digits" else read_cjk_number(run)
                tokens.append(_Token("number", str(value)))
            elif run_kind == "letters":
                tokens.append(_Token("letters", run))
            elif run_kind == "gap":
                tokens.append(_Token("gap", run))
            run, run_kind = "", kind
        run += character if kind != "frame" else ""
    return tokens


def _classify(character: str, after_something: bool) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return "digits"
    if character in CJK_NUMERALS:
        return "cjk"
    if character in _FRAME:
        return "frame"
    # ノ is also a letter of iroha lists.
    if character in _INSERTED and (after_something or character != "ノ"):
        return "gap"
    return "letters" if category[0] in "LM" else "gap"


def _spell_number(tokens: list[_Token]) -> str:
    num = ""
    previous_gap = ""
    for token, following in zip(tokens, [*tokens[1:], _Token("gap", "")], strict=True):
        if token.kind == "gap":
            previous_gap = token.text
            continue
        if token.kind == "number":
            # A letter glued to a number belongs to it (A1); everything else is a further level.
            glued = num and num[-1].isalpha() and not previous_gap
            num += token.text if glued or not num else f"-{token.text}"
        elif not num:
            # Before the number: a unit word ("Article", "ст."), unless a single letter is glued to it.
            if len(token.text) == 1 and following.kind == "number":
                num = latin_letter(token.text)
        else:
            word = "ا" if fold_letters(token.text) == "الف" else token.text.lower()
            if repeated := repetition(word):
                num += repeated
            elif word not in _ORDINAL_ENDINGS and (
                len(word) == 1 or (len(word) == 2 and word.isascii() and not previous_gap)
            ):
                letters = "".join(latin_letter(letter) for letter in fold_letters(word))
                apart = previous_gap.strip(" \t\u00a0") or num[-1].isalpha()
                num += f"-{letters}" if apart and letters else letters
        previous_gap = ""
    return num


def _read_romans(tokens: list[_Token], roman: bool | None) -> list[_Token]:
    """Return ``tokens`` with Roman numerals made numbers, as far as the first number (35I stays)."""
    read: list[_Token] = []
    for place, token in enumerate(tokens):
        if token.kind == "number":
            return read + tokens[place:]
        if token.kind == "letters" and (found := _read_roman_word(token.text, roman)):
            return read + found + tokens[place + 1 :]
        read.append(token)
    return read


def _read_roman_word(word: str, roman: bool | None) -> list[_Token]:
    if roman is None and word != word.upper() and word[:-1] != word[:-1].upper():
        return []
    plain_capital = word.isascii() and word.isupper()
    if len(word) == 1 and (word.upper() in "CDLM" or (roman is None and not plain_capital)):
        return []
    if (roman or word == word.upper()) and (value := read_roman(word)) is not None:
        return [_Token("number", str(value))]
    # "IIA", "IIa": inserted after the second.
    head, tail = word[:-1], word[-1]
    if (
        len(head) > 1
        and tail not in "IVX"
        and word.isascii()
        and head.isupper()
        and (value := read_roman(head)) is not None
    ):
        return [_Token("number", str(value)), _Token("letters", tail)]
    return []


def _spell_letters(words: list[str]) -> str:
    # The number of a unit follows its name ("Schedule C", "Глава б"), so the last short word is it.
    short = [word for word in words if len(fold_letters(word)) <= 4] or words
    if not short:
        return ""
    word = fold_letters(short[-1])
    if word == "الف":
        return "a"
    if (value := read_numeral_letters(word)) is not None:
        return position_letter(value)
    return "".join(latin_letter(letter) for letter in word)[:_LONGEST_NUM]
