"""A guess at a query's language from its letters, for when nobody tells us better."""

from __future__ import annotations

from collections import Counter

import regex

# The usual language of a script; what distinguishes others of the same script is looked for below.
_SCRIPTS = {
    "Latin": "en", "Cyrillic": "ru", "Arabic": "ar", "Han": "zh", "Hiragana": "ja", "Katakana": "ja",
    "Hangul": "ko", "Thai": "th", "Devanagari": "hi", "Bengali": "bn", "Tamil": "ta", "Sinhala": "si",
    "Khmer": "km", "Lao": "lo", "Myanmar": "my", "Hebrew": "he", "Greek": "el", "Armenian": "hy",
    "Georgian": "ka", "Mongolian": "mn",
}  # fmt: skip
_LETTER = {script: regex.compile(rf"\p{{Script={script}}}") for script in _SCRIPTS}
# Letters that only one of the languages of a script has (in order of precedence).
_TELLING = (
    ("ja", regex.compile(r"[\p{Hiragana}\p{Katakana}]")),
    ("kk", regex.compile(r"[әіғқңұһӘІҒҚҢҰҺ].*[әғқңұһөүӘҒҚҢҰҺӨҮ]|[әғқұӘҒҚҰ]")),
    ("uk", regex.compile(r"[ґєїҐЄЇ]")),
    ("tg", regex.compile(r"[ӣӯҳҷӢӮҲҶ]")),
    ("ky", regex.compile(r"[ңҢ]")),
    ("mn", regex.compile(r"[өүӨҮ]")),
    ("ur", regex.compile(r"[ٹڈڑےں]")),
    ("ps", regex.compile(r"[ټډړښځڅۍې]")),
    ("fa", regex.compile(r"[پچژگکی]")),
    ("az", regex.compile(r"[əƏ]")),
    ("vi", regex.compile(r"[ơưđăƠƯĐĂạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")),
    ("tr", regex.compile(r"[ğışĞİŞ]")),
    ("uz", regex.compile(r"[oOgG][ʻʼ‘’'`]")),
    ("de", regex.compile(r"[ßäöÄÖ]")),
    ("es", regex.compile(r"[ñ¿¡áíóúÑ]")),
    ("fr", regex.compile(r"[éèêàçœùûîôâÉÈÀÇ]")),
)  # fmt: skip


def guess_language(text: str) -> str:
    """The likeliest language of a short text by its script and telling letters; English if unknown.

    >>> guess_language("есірткі құралдары"), guess_language("قاچاق مواد مخدر")
    ('kk', 'fa')
    """
    letters = Counter({script: len(pattern.findall(text)) for script, pattern in _LETTER.items()})
    script, count = max(letters.items(), key=lambda item: item[1])
    if not count:
        return "en"
    usual = _SCRIPTS[script]
    family = _LETTER[script]
    for code, pattern in _TELLING:
        found = pattern.search(text)
        if found and (family.search(found.group()) or code == "ja"):
            return code
    return usual
