"""The languages that Narcord serves: names, direction and scripts.

Codes are BCP 47. Persian (``fa``) and Dari (``prs``) are apart, and so are Chinese in simplified
(``zh``) and traditional characters (``zh-Hant``). Scripts are ISO 15924, the usual one first. The
endonym is what a reader of the language looks for in a list; where a language is written in two
scripts it is in the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from corpus.errors import UsageError

Direction = Literal["ltr", "rtl"]
_RIGHT_TO_LEFT = frozenset(("Arab", "Hebr", "Syrc", "Thaa", "Nkoo"))


@dataclass(frozen=True, slots=True)
class Language:
    """A language as served: ``Language("kk", "Kazakh", "қазақ тілі", "ltr", ("Cyrl",))``."""

    code: str
    english: str
    endonym: str
    direction: Direction
    scripts: tuple[str, ...]


def _language(code: str, english: str, endonym: str, *scripts: str) -> Language:
    return Language(code, english, endonym, "rtl" if scripts[0] in _RIGHT_TO_LEFT else "ltr", scripts)


_ALL = (
    _language("ar", "Arabic", "العربية", "Arab"),
    _language("az", "Azerbaijani", "azərbaycan dili", "Latn", "Cyrl", "Arab"),
    _language("bn", "Bengali", "বাংলা", "Beng"),
    _language("cs", "Czech", "čeština", "Latn"),
    _language("de", "German", "Deutsch", "Latn"),
    _language("en", "English", "English", "Latn"),
    _language("es", "Spanish", "español", "Latn"),
    _language("fa", "Persian", "فارسی", "Arab"),
    _language("fil", "Filipino", "Filipino", "Latn"),
    _language("fr", "French", "français", "Latn"),
    _language("he", "Hebrew", "עברית", "Hebr"),
    _language("hi", "Hindi", "हिन्दी", "Deva"),
    _language("id", "Indonesian", "Bahasa Indonesia", "Latn"),
    _language("ja", "Japanese", "日本語", "Jpan"),
    _language("kk", "Kazakh", "қазақ тілі", "Cyrl", "Latn", "Arab"),
    _language("km", "Khmer", "ខ្មែរ", "Khmr"),
    _language("ko", "Korean", "한국어", "Kore"),
    _language("ky", "Kyrgyz", "кыргызча", "Cyrl"),
    _language("lo", "Lao", "ລາວ", "Laoo"),
    _language("mn", "Mongolian", "монгол хэл", "Cyrl", "Mong"),
    _language("ms", "Malay", "Bahasa Melayu", "Latn", "Arab"),
    _language("my", "Burmese", "မြန်မာဘာသာ", "Mymr"),
    _language("ne", "Nepali", "नेपाली", "Deva"),
    _language("nl", "Dutch", "Nederlands", "Latn"),
    _language("prs", "Dari", "دری", "Arab"),
    _language("ps", "Pashto", "پښتو", "Arab"),
    _language("pt", "Portuguese", "português", "Latn"),
    _language("ru", "Russian", "русский", "Cyrl"),
    _language("si", "Sinhala", "සිංහල", "Sinh"),
    _language("ta", "Tamil", "தமிழ்", "Taml"),
    _language("tg", "Tajik", "тоҷикӣ", "Cyrl"),
    _language("th", "Thai", "ไทย", "Thai"),
    _language("tk", "Turkmen", "türkmen dili", "Latn", "Cyrl"),
    _language("tr", "Turkish", "Türkçe", "Latn"),
    _language("uk", "Ukrainian", "українська", "Cyrl"),
    _language("ur", "Urdu", "اردو", "Arab"),
    _language("uz", "Uzbek", "oʻzbek tili", "Latn", "Cyrl"),
    _language("vi", "Vietnamese", "Tiếng Việt", "Latn"),
    _language("zh", "Chinese (simplified)", "简体中文", "Hans"),
    _language("zh-Hant", "Chinese (traditional)", "繁體中文", "Hant"),
)

LANGUAGES: Mapping[str, Language] = MappingProxyType({entry.code: entry for entry in _ALL})
"""All languages by code, in the order of their codes."""

# Other ways in which files, libraries and people name the same languages; keys in lower case.
_ALIASES = {
    "zh-cn": "zh",
    "zh-hans": "zh",
    "zh-sg": "zh",
    "cmn": "zh",
    "zho": "zh",
    "zho-cn": "zh",
    "chi": "zh",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
    "zho-tw": "zh-Hant",
    "fa-af": "prs",
    "iw": "he",
    "in": "id",
    "tl": "fil",
    "fas": "fa",
    "per": "fa",
    "pes": "fa",
    "arb": "ar",
    "ara": "ar",
    "eng": "en",
    "rus": "ru",
    "kaz": "kk",
    "kir": "ky",
    "uzb": "uz",
    "uzn": "uz",
    "tgk": "tg",
    "mon": "mn",
    "khk": "mn",
    "aze": "az",
    "azj": "az",
    "tur": "tr",
    "tuk": "tk",
    "pus": "ps",
    "pbt": "ps",
    "urd": "ur",
    "heb": "he",
    "hin": "hi",
    "ben": "bn",
    "nep": "ne",
    "npi": "ne",
    "sin": "si",
    "tam": "ta",
    "tha": "th",
    "lao": "lo",
    "khm": "km",
    "mya": "my",
    "bur": "my",
    "vie": "vi",
    "ind": "id",
    "msa": "ms",
    "zsm": "ms",
    "may": "ms",
    "jpn": "ja",
    "kor": "ko",
    "deu": "de",
    "ger": "de",
    "fra": "fr",
    "fre": "fr",
    "spa": "es",
    "por": "pt",
    "nld": "nl",
    "dut": "nl",
    "ukr": "uk",
    "ces": "cs",
    "cze": "cs",
}


def normalize_code(code: str) -> str | None:
    """Return our code for a code of another convention (``zh-TW``, ``kaz``, ``en_GB``), or None."""
    lowered = code.strip().replace("_", "-").lower()
    if lowered in _ALIASES:
        return _ALIASES[lowered]
    if lowered.startswith("zh-hant"):
        return "zh-Hant"
    if lowered in LANGUAGES:
        return lowered
    base = lowered.partition("-")[0]
    return base if base in LANGUAGES else _ALIASES.get(base)


def language(code: str) -> Language:
    """Return the language ``code`` names, in our codes or another convention (``zh-TW``, ``kaz``).

    Raises:
        UsageError: it names none that we serve.
    """
    ours = normalize_code(code)
    if ours is None:
        raise UsageError(
            f"{code!r} is not the code of a language that Narcord serves.",
            remedy=f"Use one of: {', '.join(LANGUAGES)}.",
        )
    return LANGUAGES[ours]


def direction(code: str) -> Direction:
    """Return the direction in which ``code`` is written; left to right for a language we do not know."""
    ours = normalize_code(code)
    return LANGUAGES[ours].direction if ours else "ltr"
