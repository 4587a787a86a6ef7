# ruff: noqa: E501 - a row of the table is read as one line, in its own script
"""What a document calls an instrument: "the Convention" where it says which one that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ingest.citations.grammar import Role, plain
from ingest.citations.tokens import Name, Token

_REACH = 260  # characters between a name and the words that give it a short one


@dataclass(frozen=True, slots=True)
class Defining:
    """A way to say "hereinafter"; group ``t`` is the short name. Examples follow the full name."""

    languages: tuple[str, ...]
    pattern: str
    example: str
    term: str


_QUOTE = r"[\"“”„«»‘’'「『《]"


def defining_rows() -> tuple[Defining, ...]:
    """The table."""
    return (
        Defining(("en",), rf"(?:hereinafter|hereafter|in\s+this\s+\w+|which)?\s*(?:referred\s+to\s+as|called|hereafter|hereinafter)(?:\s+referred\s+as)?\s*:?\s*(?:the\s+)?(?:{_QUOTE}\s*)?(?:the\s+)?(?P<t>(?:[a-z]+\s+)?[A-Z][\w\s]{{2,40}}?|principal\s+(?:enactment|Act))\s*(?:{_QUOTE}|\)|,|;|\n|\.|\s\()", "(hereinafter referred to as “the Convention”)", "Convention"),
        Defining(("en",), rf"\(\s*(?:the\s+)?{_QUOTE}\s*(?:the\s+)?(?P<t>[A-Z][\w\s]{{2,40}}?|principal\s+(?:enactment|Act)){_QUOTE}\s*\)", "(“the Convention”)", "Convention"),
        Defining(("ms",), rf"yang\s+disebut\s+{_QUOTE}(?P<t>[\w\s]{{2,30}}?){_QUOTE}", "yang disebut “Akta ibu”", "Akta ibu"),
        Defining(("ru", "uk", "kk"), rf"\(\s*(?:далее|далі|бұдан\s+әрі)\s*(?:именуем\w+|по\s+тексту)?\s*[-–—:,]?\s*{_QUOTE}?(?P<t>[А-ЯІЇЄҚ][\w\s-]{{1,40}}?){_QUOTE}?\s*\)", "(далее — Конвенция)", "Конвенция"),
        Defining(("zh",), rf"[（(](?:以下|下[称稱])(?:[简簡][称稱]|[称稱])?\s*[:：]?{_QUOTE}?(?P<t>[\u4e00-\u9fff]{{2,12}})[」』》”\"]?[）)]", "（以下简称公约）", "公约"),
        Defining(("ja",), r"（[^（）]{0,40}?以下(?:この[条項章][^（）「」]{0,12})?(?:単に)?「(?P<t>[^」]{1,20})」と(?:いう|総称する)", "（以下「新法」という。）", "新法"),
        Defining(("ko",), rf"\(\s*이하\s*{_QUOTE}(?P<t>[^\"”’」]{{1,20}}){_QUOTE}\s*(?:이)?라\s*(?:한다|함)", "(이하 \"법\"이라 한다)", "법"),
        Defining(("vi",), rf"\(?\s*(?:sau\s+đây|dưới\s+đây)\s+(?:được\s+)?(?:gọi\s+(?:tắt\s+|chung\s+)?là|viết\s+tắt\s+là)\s*:?\s*{_QUOTE}?(?P<t>[\w\s]{{2,40}}?){_QUOTE}?\s*(?:\)|;|,)", "(sau đây gọi là Công ước)", "Công ước"),
        Defining(("tr",), rf"\(?\s*(?:bundan\s+(?:böyle|sonra)|bundan\s+sonra\s+kısaca|kısaca)\s*{_QUOTE}(?P<t>[\w\s]{{2,40}}?){_QUOTE}", "(bundan böyle “Sözleşme”", "Sözleşme"),
        Defining(("ar",), r"(?:المشار\s+إليها?\s+فيما\s+(?:بعد|يلي)\s+ب(?:اسم\s+)?|ويشار\s+إليها?\s+فيما\s+بعد\s+ب|\(?فيما\s+بعد\s*)[\"“«]?(?P<t>[\w\s]{3,30}?)[\"”»)]", "(المشار إليها فيما بعد ب\"الاتفاقية\")", "الاتفاقية"),
        Defining(("de",), rf"[(,;]\s*(?:im\s+[Ff]olgenden|nachstehend|nachfolgend)\s*(?:als\s+)?:?\s*{_QUOTE}?(?:das\s+|die\s+|der\s+)?(?P<t>[A-ZÄÖÜ][\w-]{{2,40}}){_QUOTE}?(?:\s+(?:genannt|bezeichnet))?", "(nachstehend „Übereinkommen“ genannt)", "Übereinkommen"),
        Defining(("fr",), rf"\(?\s*(?:ci-après|dénommée?\s+ci-après)\s*(?:dénommée?s?)?\s*{_QUOTE}?\s*(?:la\s+|le\s+|l[’'])?(?P<t>[A-ZÉa-z][\w]{{2,30}})\s*{_QUOTE}?\s*\)?", "(ci-après « la Convention »)", "Convention"),
        Defining(("es",), rf"\(?\s*(?:en\s+adelante|denominad[oa]\s+en\s+adelante)\s*,?\s*{_QUOTE}?\s*(?:la\s+|el\s+)?(?P<t>[A-ZÁ][\w]{{2,30}})\s*{_QUOTE}?", "(en adelante, “la Convención”)", "Convención"),
        Defining(("nl",), rf"\(?\s*(?:hierna(?:\s+te\s+noemen)?|verder\s+te\s+noemen)\s*:?\s*(?:{_QUOTE}\s*)?(?:het\s+|de\s+)?(?P<t>[A-Z][\w]{{2,30}}(?:\s+van\s+[A-Z]\w+)?)\s*{_QUOTE}?", "hierna te noemen „het Verdrag van Wenen”", "Verdrag van Wenen"),
        Defining(("cs",), rf"\(\s*dále\s+jen\s*{_QUOTE}(?P<t>[^“”\"]{{2,40}}){_QUOTE}", "(dále jen „Úmluva“", "Úmluva"),
    )  # fmt: skip


# "the Convention" means the ...: the short name stands before.
_MEANS = {
    "en": rf"\b(?:[Tt]he\s+)?(?P<t>(?:(?:Vienna|principal|Single|said)\s+)?(?:Convention|Act|Ordinance|Code|Agreement|Protocol|Law|Regulations|enactment|Statute|Constitution|Treaty|Charter)){_QUOTE}?\s*,?\s+(?:\([^)]{{0,40}}\)\s*)?(?:means|shall\s+mean)\s+(?:the\s+)?\Z",
    "nl": rf"{_QUOTE}?(?:het\s+|de\s+)?(?P<t>[Ww]et|Verdrag|Conventie){_QUOTE}?\s*:\s*(?:de\s+|het\s+)?\Z",
    "fr": rf"{_QUOTE}?(?P<t>Loi|Convention){_QUOTE}?\s+(?:La\s+|la\s+)?\Z",
    "de": rf"{_QUOTE}(?P<t>Übereinkommen|Gesetz){_QUOTE}\s+(?:das|bedeutet)\s+\Z",
    "es": rf"[Pp]or\s+{_QUOTE}(?:la\s+)?(?P<t>Convención|Convenio){_QUOTE}\s+se\s+entiende\s+(?:la|el)\s+\Z",
    "bn": r"\A(?!)",
}


@cache
def _after(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row.pattern) for row in defining_rows() if language in row.languages)


@cache
def _before(language: str) -> re.Pattern[str] | None:
    return re.compile(_MEANS[language]) if language in _MEANS else None


def read_definitions(text: str, tokens: Iterable[Token], language: str) -> Mapping[str, Name]:
    """Return the short names that ``text`` gives to instruments; the first definition of each counts.

    A short name that is given to two instruments is left out, since it does not tell which is meant.
    """
    family = language.split("-")[0]
    means = _before(family)
    defined: dict[str, Name] = {}
    doubtful: set[str] = set()
    named = [token for token in tokens if token.role is Role.NAME and token.name is not None]
    for token, following in zip(named, [*named[1:], None], strict=False):
        assert token.name is not None
        limit = min(token.end + _REACH, following.start if following else len(text))
        ahead = _cut(text[token.end : limit])
        found = [match["t"] for pattern in _after(family) if (match := pattern.search(ahead)) is not None]
        if (
            means is not None
            and (match := means.search(text[max(0, token.start - 80) : token.start])) is not None
        ):
            found.append(match["t"])
        for term in found:
            key = fold(term)
            if defined.setdefault(key, token.name) != token.name and _differ(defined[key], token.name):
                doubtful.add(key)
    return {term: name for term, name in defined.items() if term not in doubtful}


def _differ(one: Name, other: Name) -> bool:
    return (one.key or one.words) != (other.key or other.words)


def _cut(ahead: str) -> str:
    """Stop at the end of the sentence, though not at a stop within brackets or of a date."""
    end = re.search(r"[;。；।]\s|\.\s+[A-ZА-Я]|\n\s*\n", ahead)
    return ahead[: end.start()] if end else ahead


_ENDINGS = re.compile(r"(?:ями|ях|ей|ии|ию|ия|ами|ах|ов|ой|ом|ем|у|а|е|и|й|я|ю|es|s|nun|nin|un|in)$")


def fold(term: str) -> str:
    """Return a short name as it is compared: without case, articles and endings of cases.

    >>> fold("Конвенции") == fold("Конвенция"), fold("the Convention") == fold("Convention")
    (True, True)
    """
    folded = re.sub(r"^(?:the|said|la|le|el|het|de|das|die|der)\s+", "", plain(term).casefold())
    return _ENDINGS.sub("", folded) if len(folded) > 5 else folded
