"""Scripts of letters, and what the letters alone say of the language."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from corpus.languages import LANGUAGES

# First word(s) of a character's Unicode name -> script (ISO 15924).
_BY_NAME = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab", "HEBREW": "Hebr", "DEVANAGARI": "Deva",
    "BENGALI": "Beng", "TAMIL": "Taml", "SINHALA": "Sinh", "THAI": "Thai", "LAO": "Laoo", "KHMER": "Khmr",
    "MYANMAR": "Mymr", "HANGUL": "Hang", "HIRAGANA": "Kana", "KATAKANA": "Kana", "HIRAGANA-KATAKANA": "Kana",
    "CJK": "Hani", "GREEK": "Grek", "GEORGIAN": "Geor", "ARMENIAN": "Armn", "MONGOLIAN": "Mong",
    "ETHIOPIC": "Ethi", "GUJARATI": "Gujr", "GURMUKHI": "Guru", "TELUGU": "Telu", "KANNADA": "Knda",
    "MALAYALAM": "Mlym", "TIBETAN": "Tibt",
}  # fmt: skip
# Scripts that settle the language, since we serve one language written in them.
_SETTLED = {"Hang": "ko", "Kana": "ja"}
_SCRIPTS_OF = {
    "Jpan": ("Kana", "Hani"), "Kore": ("Hang", "Hani"), "Hans": ("Hani",), "Hant": ("Hani",),
}  # fmt: skip
# A Han or Hangul character says about as much as this many letters of an alphabet.
_WEIGHT = {"Hani": 3, "Hang": 3, "Kana": 2}
# Letters of foreign names and formulas stand in every text; a script needs this share of the
# letters (weighted) to win over Latin.
_SHARE_OVER_LATIN = 0.3
# A Japanese text has kana in every sentence; a Chinese one may quote a few.
_SHARE_OF_KANA = 0.05
_SHARE_OF_HANGUL = 0.1

# The letters with which languages of one script go beyond the alphabet of its largest language,
# and those of that alphabet which they lack. A letter outside its alphabet speaks against a
# language, so only whole alphabets are given.
_RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_ENGLISH = frozenset("abcdefghijklmnopqrstuvwxyz")
ALPHABETS: Mapping[str, Mapping[str, frozenset[str]]] = {
    "Cyrl": {
        "ru": _RUSSIAN,
        "uk": (_RUSSIAN - frozenset("ёъыэ")) | frozenset("ґєії"),
        "kk": _RUSSIAN | frozenset("әғқңөұүһі"),
        "ky": _RUSSIAN | frozenset("ңөү"),
        "tg": (_RUSSIAN - frozenset("щыьц")) | frozenset("ғӣқӯҳҷ"),
        "mn": _RUSSIAN | frozenset("өү"),
        "uz": (_RUSSIAN - frozenset("щы")) | frozenset("ўқғҳ"),
        "az": (_RUSSIAN - frozenset("ёйцщъьэюя")) | frozenset("әғҝөүһҹј"),
        "tk": _RUSSIAN | frozenset("җңөүә"),
    },
    # Names bring q, w and x into every language, so only letters beyond the English ones tell.
    "Latn": {
        "en": _ENGLISH,
        "de": _ENGLISH | frozenset("äöüß"),
        "fr": _ENGLISH | frozenset("àâæçéèêëîïôœùûüÿ"),
        "es": _ENGLISH | frozenset("áéíóúüñ"),
        "pt": _ENGLISH | frozenset("áâãàçéêíóôõúü"),
        "nl": _ENGLISH | frozenset("áäéèëíïóöúüĳ"),
        "cs": _ENGLISH | frozenset("áčďéěíňóřšťúůýž"),
        "vi": _ENGLISH | frozenset("đăâêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"),
        "tr": _ENGLISH | frozenset("çğıöşüâîû\u0307"),
        "az": _ENGLISH | frozenset("əçğıöşü\u0307"),
        "uz": _ENGLISH | frozenset("ŏğ"),
        "tk": _ENGLISH | frozenset("çäžňöşüý"),
        "fil": _ENGLISH | frozenset("ñáéíóú"),
        "id": _ENGLISH | frozenset("é"),
        "ms": _ENGLISH | frozenset("é"),
    },
    "Arab": {
        "ar": frozenset("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأإؤئ"),
        "fa": frozenset("ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءآأؤئۀ"),
        "ur": frozenset("ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےآأؤئۂۓۃ"),
        "ps": frozenset("ابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګګلمنڼوهیيېۍئءآأؤىگك"),
    },
}


@lru_cache(maxsize=16_384)
def script_of(letter: str) -> str:
    """Return the script of a letter, "" for what is no letter or of a script we do not know."""
    if not letter.isalpha() and unicodedata.category(letter) not in ("Mn", "Mc"):
        return ""
    words = unicodedata.name(letter, "").replace("FULLWIDTH ", "").replace("HALFWIDTH ", "").split(" ", 1)
    return _BY_NAME.get(words[0], "")


def count_scripts(text: str) -> Counter[str]:
    """Count the letters of ``text`` by script."""
    found: Counter[str] = Counter()
    for letter, count in Counter(text).items():
        script = script_of(letter)
        if script:
            found[script] += count
    return found


def main_script(counts: Mapping[str, int]) -> str:
    """Return the script that a text is written in, "" where it has no letters.

    Han, kana and Hangul together answer by what is typical: ``Kana`` for Japanese, ``Hang`` for
    Korean, ``Hani`` for Han alone.
    """
    weighted = {script: count * _WEIGHT.get(script, 1) for script, count in counts.items()}
    east = {script: weighted.pop(script) for script in ("Hani", "Kana", "Hang") if script in weighted}
    total = sum(weighted.values()) + sum(east.values())
    if not total:
        return ""
    best = max(weighted, key=lambda script: (script != "Latn", weighted[script]), default="")
    best = max((s for s in weighted if s != "Latn"), key=lambda s: weighted[s], default=best)
    if sum(east.values()) > weighted.get(best, 0) or not best or best == "Latn":
        share = sum(east.values()) / total
        if share >= _SHARE_OVER_LATIN or (east and "Latn" not in weighted):
            if east.get("Hang", 0) >= _SHARE_OF_HANGUL * sum(east.values()):
                return "Hang"
            return "Kana" if east.get("Kana", 0) >= _SHARE_OF_KANA * sum(east.values()) else "Hani"
        return "Latn" if "Latn" in weighted else best
    if best != "Latn" and weighted[best] / total < _SHARE_OVER_LATIN and "Latn" in weighted:
        return "Latn"
    return best


def languages_in(script: str) -> tuple[str, ...]:
    """Return the served languages that may be written in ``script``.

    Dari is left out: in writing it cannot be told from Persian, it comes from metadata.
    """
    if script in _SETTLED:
        return (_SETTLED[script],)
    if script == "Arab":
        # Kazakh, Azerbaijani and Malay were or are also written so, rarely, and no model knows it.
        return tuple(ALPHABETS["Arab"])
    unknown = {"kk"} if script == "Latn" else set()  # nor Kazakh in Latin letters, hardly in use yet
    return tuple(
        code
        for code, language in LANGUAGES.items()
        if code != "prs"
        and code not in unknown
        and any(script in _SCRIPTS_OF.get(own, (own,)) for own in language.scripts)
    )


def weigh_alphabets(text: str, script: str, candidates: Iterable[str]) -> dict[str, float]:
    """Return, per candidate, the share of letters of ``script`` that are outside its alphabet.

    0 where no alphabet is known.
    """
    alphabets = ALPHABETS.get(script, {})
    letters = Counter(c for c in text.lower() if script_of(c) == script and c.isalpha())
    total = sum(letters.values())
    result = {}
    for code in candidates:
        alphabet = alphabets.get(code)
        foreign = 0 if alphabet is None else sum(n for c, n in letters.items() if c not in alphabet)
        result[code] = foreign / total if total else 0.0
    return result


# A character that a national standard leaves out is not written in that country: a table of
# thousands of simplified, traditional and Japanese forms that every Python has.
_STANDARDS = {"zh": "gb2312", "zh-Hant": "big5", "ja": "shift_jis"}


@lru_cache(maxsize=32_768)
def _lacks(character: str, code: str) -> bool:
    try:
        character.encode(_STANDARDS[code])
    except UnicodeEncodeError:
        return True
    return False


def weigh_han(text: str) -> dict[str, int]:
    """Count, for Chinese in both writings and Japanese, the Han characters outside its standard.

    >>> weigh_han("禁毒法條例")["zh"], weigh_han("禁毒法条例")["zh-Hant"]
    (1, 1)
    """
    characters = Counter(c for c in text if script_of(c) == "Hani")
    return {code: sum(count for c, count in characters.items() if _lacks(c, code)) for code in _STANDARDS}
