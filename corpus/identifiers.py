"""Names of instruments, documents and passages that stay the same on every machine and every run."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from corpus.errors import UsageError
from corpus.model import InstrumentKind

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_URI = re.compile(
    r"/akn/(?P<jurisdiction>[a-z0-9]+(?:-[a-z0-9]+)*)/(?P<doctype>act|bill|statement|doc|judgment)"
    r"/(?P<year>\d{4}|nodate)/(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)"
)

# Akoma Ntoso knows few document types; the exact kind is a field of the instrument.
_DOCTYPES = {
    InstrumentKind.CONVENTION: "act",
    InstrumentKind.AGREEMENT: "act",
    InstrumentKind.CODE: "act",
    InstrumentKind.ACT: "act",
    InstrumentKind.REGULATION: "act",
    InstrumentKind.BILL: "bill",
    InstrumentKind.STATEMENT: "statement",
    InstrumentKind.CONCEPT_PAPER: "doc",
    InstrumentKind.INTERPRETATION: "doc",
    InstrumentKind.OTHER: "doc",
    InstrumentKind.JUDGMENT: "judgment",
}

# Letters whose Latin reading unicodedata does not give; enough to make slugs that a person can read.
_ROMANISED = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфцыэ", "abvgdeziiklmnoprstufcye", strict=True)),
        "ё": "yo",
        "ж": "zh",
        "х": "kh",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ъ": "",
        "ь": "",
        "ю": "yu",
        "я": "ya",
        "ә": "a",
        "ғ": "gh",
        "қ": "q",
        "ң": "ng",
        "ө": "o",
        "ұ": "u",
        "ү": "u",
        "һ": "h",
        "і": "i",
        "ї": "yi",
        "є": "ye",
        "ґ": "g",
        "ў": "o",
        "ҳ": "h",
        "ҷ": "j",
        "ӣ": "i",
        "ӯ": "u",
        **dict(zip("αβγδεζηικλμνοπρσςτυφω", "abgdeziiklmnoprsstyfo", strict=True)),
        "θ": "th",
        "ξ": "x",
        "χ": "ch",
        "ψ": "ps",
        **dict(zip("ابتجحدرزسصضطظعفقكلمنهوي", "abtjhdrzssdtzafqklmnhwy", strict=True)),
        "ث": "th",
        "خ": "kh",
        "ذ": "dh",
        "ش": "sh",
        "غ": "gh",
        "ة": "a",
        "ى": "a",
        "أ": "a",
        "إ": "i",
        "آ": "a",
        "ء": "",
        "ئ": "y",
        "ؤ": "w",
        "پ": "p",
        "چ": "ch",
        "ژ": "zh",
        "گ": "g",
        "ک": "k",
        "ی": "y",
        "ہ": "h",
        "ھ": "h",
        "ے": "e",
        "ٹ": "t",
        "ڈ": "d",
        "ڑ": "r",
        "ں": "n",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "ı": "i",
        "ə": "a",
        "þ": "th",
        "ð": "d",
    }
)
# Hangul syllables are composed by rule: lead, vowel, tail (Revised Romanisation without assimilation).
_LEADS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_VOWELS = (
    "a",
    "ae",
    "ya",
    "yae",
    "eo",
    "e",
    "yeo",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wo",
    "we",
    "wi",
    "yu",
    "eu",
    "ui",
    "i",
)
_TAILS = (
    "",
    "k",
    "kk",
    "ks",
    "n",
    "nj",
    "nh",
    "t",
    "l",
    "lg",
    "lm",
    "lb",
    "ls",
    "lt",
    "lp",
    "lh",
    "m",
    "p",
    "ps",
    "t",
    "t",
    "ng",
    "t",
    "t",
    "k",
    "t",
    "p",
    "h",
)


def slugify(title: str, *, longest: int = 60) -> str:
    """Return ``title`` as a slug: lower-case ASCII letters and digits joined by single hyphens.

    Latin, Cyrillic, Greek, Arabic-script and Korean titles stay readable. Where most of the title
    has no reading here (Chinese, Thai, Khmer ...) the slug ends in eight hex digits of its hash,
    so that different titles stay different. Never empty.

    >>> slugify("Convention against Illicit Traffic")
    'convention-against-illicit-traffic'
    >>> slugify("Об отходах № 5")
    'ob-otkhodakh-no-5'
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", title).casefold())
    romanised = "".join(_romanise(character) for character in folded)
    latin = re.sub(r"[^a-z0-9]+", "-", romanised).strip("-")
    kept = latin[:longest]
    if len(latin) > longest and "-" in kept:
        kept = kept.rpartition("-")[0]
    letters = sum(character.isalnum() for character in folded)
    unread = sum(character.isalnum() and not _romanise(character).strip() for character in folded)
    if not kept or unread > letters / 4 or len(latin) > longest:
        digest = hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        return f"{kept}-{digest}" if kept else f"x{digest}"
    return kept


def _romanise(character: str) -> str:
    if character.isascii():
        return character
    if "가" <= character <= "힣":
        place = ord(character) - ord("가")
        return _LEADS[place // 588] + _VOWELS[place % 588 // 28] + _TAILS[place % 28]
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.decimal(character))
    mapped = character.translate(_ROMANISED)
    if mapped != character:
        return mapped
    base = unicodedata.normalize("NFKD", character)[0]
    if base.isascii() and base.isalnum():
        return base
    # Combining marks vanish; letters without a reading part words.
    return "" if unicodedata.category(character) in ("Mn", "Cf", "Lm") else " "


def instrument_uri(jurisdiction: str, kind: InstrumentKind, year: int | None, slug: str) -> str:
    """Return the work URI of an instrument: ``/akn/un/act/1988/illicit-traffic``.

    ``jurisdiction`` is an ISO 3166-1 code or a body's short name, in any case; a year that is not
    known becomes ``nodate``. ``slug`` must be one already (:func:`slugify`).

    Raises:
        UsageError: a part is not lower-case ASCII letters, digits and hyphens, or no such year.
    """
    place = jurisdiction.lower()
    for name, part in (("jurisdiction", place), ("slug", slug)):
        if not _SLUG.fullmatch(part):
            raise UsageError(
                f"The {name} {part!r} cannot stand in the identifier of an instrument.",
                remedy="Use ASCII letters, digits and single hyphens (slugify makes them).",
            )
    if year is not None and not 1000 <= year <= 9999:
        raise UsageError(
            f"{year} is not a year of four digits.", remedy="Give the year of adoption, or none."
        )
    return f"/akn/{place}/{_DOCTYPES[kind]}/{year if year is not None else 'nodate'}/{slug}"


def is_instrument_uri(text: str) -> bool:
    """Whether ``text`` has the form of an instrument's identifier."""
    return _URI.fullmatch(text) is not None


def document_id(lineage: str, checksum: str) -> str:
    """Return the id of the document with these bytes in this lineage: 20 hex digits (80 bits).

    The same bytes at the same place always get the same id; two files with one content at two
    places are two documents.
    """
    return hashlib.sha256(f"{lineage}\0{checksum}".encode("utf-8", "surrogatepass")).hexdigest()[:20]


def passage_id(document: str, eid: str, n: int) -> str:
    """Return the id of the ``n``-th passage (from 0) of provision ``eid`` of ``document``.

    It is a UUID in form (version 8, RFC 9562), because that is what vector indexes take as a key.
    """
    digits = hashlib.sha256(f"{document}\0{eid}\0{n}".encode()).hexdigest()
    return f"{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-8{digits[17:20]}-{digits[20:32]}"


def content_hash(text: str) -> str:
    """Return the SHA-256 of ``text`` in NFC as 64 hex digits: equal for text that reads the same."""
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")).hexdigest()
