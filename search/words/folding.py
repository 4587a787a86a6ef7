"""One spelling for every word: case, letter variants, digits, invisible signs, and one script a language.

What is written in two alphabets is told in one: Uzbek, Azerbaijani and Turkmen in Latin letters, and
Kazakh too, with i for і, и, й and u for у, ұ, which its Latin alphabets of 2018 and 2021 give to
different letters. Accents stay: words that they set apart stay apart (:mod:`search.words.lexicon` leads
from a word without them to those with them).
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable
from pathlib import Path

import regex

# Groups of Han characters that are variants of one, made by search/fit/han.py.
VARIANTS_PATH = Path(__file__).parents[1] / "data" / "han_variants.txt"

APOSTROPHES = "'`´ʹʻʼʽ‘’‛"
"""What stands for an apostrophe inside a word."""

# Languages whose capital I is not the capital of i.
_DOTLESS = frozenset(("tr", "az"))
_INVISIBLE = regex.compile(r"[\u00ad\u0640\u200b-\u200f\u2060\ufeff]|\p{Default_Ignorable_Code_Point}")
_POINTS = regex.compile(r"[\u064b-\u065f\u0670\u06d6-\u06ed\u0591-\u05bd\u05bf-\u05c7]")
# Letters that Arabic, Persian, Urdu, Pashto and their keyboards write in more than one way.
_ARABIC_VARIANTS = str.maketrans("أإآٱىیېئؤکڪةۀہھە", "اااايييءوككههههه")
_SEPARATORS = regex.compile(rf"[^\p{{L}}\p{{N}}\p{{M}}]|[{APOSTROPHES}]")


def lower(word: str, language: str) -> str:
    """NFKC and small letters, by the rules of a language's i.

    >>> lower("IŞIK", "tr"), lower("Ｉn", "en")
    ('ışık', 'in')
    """
    if language in _DOTLESS:
        word = word.replace("I", "ı").replace("İ", "i")
    return unicodedata.normalize("NFKC", word).lower().replace("i̇", "i")


def fold(plain: str, language: str) -> str:
    """One spelling for a word that is in small letters.

    >>> fold("ўзбекистон", "uz"), fold("oʻzbekiston", "uz")
    ('ozbekiston', 'ozbekiston')
    """
    if not plain.isascii():
        plain = _POINTS.sub("", _INVISIBLE.sub("", plain)).translate(_ARABIC_VARIANTS)
        plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)
        plain = plain.translate(_han_variants())
    plain = _SEPARATORS.sub("", plain)
    spell = _SPELL.get(language)
    return spell(plain) if spell else plain


@functools.cache
def _han_variants() -> dict[int, str]:
    groups = VARIANTS_PATH.read_text(encoding="utf-8").split()
    return {ord(character): group[0] for group in groups for character in group[1:]}


_CYRILLIC = regex.compile(r"\p{Cyrillic}")
_UZBEK = str.maketrans(
    dict(zip("абвгдежзийклмнопрстуфхэўқғҳы", "abvgdejziyklmnoprstufxeoqghi", strict=True))
    | {"ё": "yo", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "yu", "я": "ya", "ъ": "", "ь": "", "ц": "s"}
    | {"ş": "sh", "ç": "ch", "ö": "o", "ō": "o", "ğ": "g", "ḡ": "g", "ñ": "ng"}
)  # fmt: skip
_AZERBAIJANI = str.maketrans(
    dict(zip("абвгғдеәжзиыјкҝлмноөпрстуүфхһчҹшэйцщ", "abvqğdeəjziıykglmnoöprstuüfxhçcşeysş", strict=True))
    | {"ю": "yu", "я": "ya", "ё": "yo", "ъ": "", "ь": "", "ä": "ə"}
)  # fmt: skip
_TURKMEN = str.maketrans(
    dict(zip("абвгдежҗзийклмнңоөпрстуүфхцчшыэә", "abwgdežjziýklmnňoöprstuüfhsçşyeä", strict=True))
    | {"ё": "ýo", "ю": "ýu", "я": "ýa", "щ": "şç", "ъ": "", "ь": ""}
)  # fmt: skip
_KAZAKH = str.maketrans(
    dict(
        zip("аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщыіэ", "aäbvgğdejziikķlmnñoöprstuuüfhhsçşşyie", strict=True)
    )
    | {"ё": "io", "ю": "iu", "я": "ia", "ъ": "", "ь": ""}
    # The alphabets of 2018 (á ǵ ń ó ú ý) and of 2021 (ä ğ ñ ŋ ö ü ū).
    | dict(zip("áǵńŋóúýūıq", "äğññöüuuiķ", strict=True))
)  # fmt: skip
# Е as it sounds where no consonant precedes, and ц after a vowel.
_IOTATED = regex.compile(r"(?<=^|[аеёиоуэюяўыөүәъь])е")
_SOFT_TS = regex.compile(r"(?<=[аеёиоуэюяў])ц")


def _spell_uzbek(word: str) -> str:
    if _CYRILLIC.search(word):
        word = _SOFT_TS.sub("ts", _IOTATED.sub("ye", word))
    return word.translate(_UZBEK)


def _spell_turkmen(word: str) -> str:
    return (_IOTATED.sub("ýe", word) if _CYRILLIC.search(word) else word).translate(_TURKMEN)


def _spell_kazakh(word: str) -> str:
    word = word.replace("sh", "ş").replace("ch", "ç").translate(_KAZAKH)
    return str(regex.sub("ii+", "i", word))


# Conjunction and article cling to the word; the stemmer knows the article alone.
_ARABIC_ARTICLE = regex.compile(r"^[وف]?(?:[بك]?ال|لل)(?=\p{L}{3})")


def _spell_arabic(word: str) -> str:
    return str(_ARABIC_ARTICLE.sub("", word))


# New and old places of a Vietnamese tone: hoà, hòa.
_TONE_PLACES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe",
    "oẽ": "õe", "oẹ": "ọe", "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip


def _spell_vietnamese(word: str) -> str:
    return word[:-2] + _TONE_PLACES[word[-2:]] if word[-2:] in _TONE_PLACES else word


# A nasal before a consonant of its row is written as a dot as well; dots under letters are left out.
_HINDI_NASAL = regex.compile("ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])|ँ")


def _spell_hindi(word: str) -> str:
    return str(_HINDI_NASAL.sub("ं", word.replace("़", "")))


def _spell_russian(word: str) -> str:
    return word.replace("ё", "е")


_SPELL: dict[str, Callable[[str], str]] = {
    "uz": _spell_uzbek, "az": lambda word: word.translate(_AZERBAIJANI), "tk": _spell_turkmen,
    "kk": _spell_kazakh, "ar": _spell_arabic, "vi": _spell_vietnamese, "hi": _spell_hindi,
    "ne": _spell_hindi, "ru": _spell_russian, "ky": _spell_russian,
}  # fmt: skip
